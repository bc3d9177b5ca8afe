"""The card of rival claims on one indicator, for any page: all of them, side by side, at equal size."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from components.block import FACT, Block, Table, TableColumn
from components.rival_claims import Told, rival_claims
from components.wording import claims as wording
from dashboard.provenance import sources
from data.engine import Reader
from data.model.affirmations import conciliations, unsaid

Row = Mapping[Any, Any]
Due = Callable[[Row], str | None]

_COLUMNS: Final = tuple(TableColumn(name, label) for name, label in wording.COLUMNS.items())


def rivals(claims: pd.DataFrame, due: Due = lambda _row: None) -> tuple[list[str], tuple[Told, ...]]:
    """Whether each pair of claims can be true together, and what it would take, in words.

    Args:
        claims: columns of ``data.queries.affirmations.affirmations_select``, on one indicator.
        due: from when an expected rhythm would be reached, in words.
    """
    rows = {str(row["id"]): row for row in claims.to_dict("records")}
    told, outcomes = [], []
    for pair in conciliations(claims):
        one, other = rows[pair.first], rows[pair.second]
        found = [(condition.kind, condition.about) for condition in pair.conditions]
        expected = next((rows[about] for kind, about in found if kind == "a_venir" and about), None)
        heading = wording.pair_heading(one, other, pair.outcome, [kind for kind, _ in found])
        lines = wording.conditions(one, other, found, None if expected is None else due(expected))
        told.append(Told(heading, tuple(lines) or (wording.CONTRADICTION,)))
        outcomes.append(str(pair.outcome))
    return outcomes, tuple(told)


def claims_block(
    read: Reader,
    claims: pd.DataFrame,
    *,
    key: str,
    title: str,
    void: str,
    beside: tuple[str, tuple[Told, ...]] | None = None,
    due: Due = lambda _row: None,
    testable: Due | None = None,
    limits: tuple[str, ...] = (),
) -> Block:
    """Claims on one indicator, with what would make them true together and what would have to be asked.

    Args:
        read: the reader.
        claims: columns of ``data.queries.affirmations.affirmations_select``, on one indicator.
        key: of the block.
        title: subject of the block.
        void: what to ask, and of whom, when nobody claims anything.
        beside: another reading of the claims that the page has, and its title.
        due: from when an expected rhythm would be reached, in words.
        testable: from when a claim can be tested, in words; None where the page cannot tell.
        limits: said before the rule that claims are never mixed.
    """
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in claims.to_dict("records")
    ]
    if not rows:
        return Block(key, title, wording.nothing(title), void=void)
    for row in rows:
        row["verifiable"] = None if testable is None else testable(row)
    outcomes, together = rivals(claims, due)
    frame = pd.DataFrame(
        [{**wording.claim_cells(row), "verifiable": row["verifiable"], FACT: row[FACT]} for row in rows]
    )
    columns = [column for column in _COLUMNS if testable is not None or column.name != "verifiable"]
    return Block(
        key,
        title,
        wording.message(outcomes, len(rows)),
        body=rival_claims(rows, wording.asked(unsaid(claims)), together, beside),
        table=Table(frame, tuple(columns), wording.caption(title)),
        sources=sources(read, claims),
        limits=(*limits, wording.NEVER_MIXED),
        wide=True,
    )
