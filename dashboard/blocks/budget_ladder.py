"""The ladder from announced to paid, scope by scope."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from components import theme
from components.block import Block, Table
from components.figures import budget as figures
from components.wording import budget as wording
from dashboard.blocks.budget_scope import Known, scope_words, total_words
from dashboard.blocks.budget_words import columns, common_limits
from dashboard.provenance import sources
from data.engine import Reader
from data.model import budget_ladder as ladder
from data.model.budget import LADDER, Scope, Total

_MAX_SCOPES: Final = 2


def _row(total: Total, inside: Sequence[Total], section: str) -> dict[str, Any]:
    rate = next((item for item in ladder.rates(inside) if item.stage is total), None)
    taux = wording.NONE
    if rate is not None:
        taux = wording.rate(rate.percent, rate.base.etape, rate.refusal, approximate=rate.approximate)
    if total.without_budget:
        taux = wording.without_budget(total.without_budget)
    stage = wording.stage(total.etape, total.compte, total.nature)
    counts = "" if total.complete else wording.quantified(len(total.quantified), len(total.lines))
    detail = " · ".join(part for part in (wording.composition(total.compte), counts, taux) if part not in ("", "–"))
    return {
        "perimetre": section,
        "etape": stage,
        "montant": total.montant,
        "precision": wording.precision(total.approximations, total.scope.temporalite, total.nature),
        "chiffrees": wording.quantified(len(total.quantified), len(total.lines)),
        "taux": taux,
        "valeur": wording.NOT_KNOWN
        if total.montant is None
        else wording.amount(total.montant, total.approximations, total.scope.temporalite),
        "detail": detail,
        "motif": "manquant" if total.montant is None else "plein",
        "couleur": theme.US if total.nature == "fait" else theme.BAND_EDGE,
    }


def _unknown_row(stage: str, section: str) -> dict[str, Any]:
    return {
        "perimetre": section,
        "etape": wording.STAGES[stage],
        "montant": None,
        "precision": wording.NONE,
        "chiffrees": wording.NO_LINE,
        "taux": wording.NONE,
        "valeur": wording.NOT_KNOWN,
        "detail": "",
        "motif": "manquant",
        "couleur": theme.VOID,
    }


def _scope_rows(found: Sequence[Total], scope: Scope, *, whole: bool) -> list[dict[str, Any]]:
    """Rows of one scope; ``whole`` adds the stages of the ladder that nothing tells."""
    inside = ladder.of_scope(found, scope)
    section = scope_words(scope, inside[0].lines)
    rows: list[dict[str, Any]] = []
    for stage in (*LADDER, "realise"):
        told = [_row(total, inside, section) for total in inside if total.etape == stage]
        rows += told or ([_unknown_row(stage, section)] if whole and stage in LADDER else [])
    return rows


def _drawn(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows).astype({"montant": "float64"})
    single = frame["perimetre"].nunique() == 1
    frame["rang"] = range(len(frame))
    frame["section"] = "" if single else frame["perimetre"]
    frame["libelle"] = frame["etape"]
    frame["base"] = 0.0
    frame["survol"] = [
        wording.hover(str(row["etape"]), row["montant"], [str(row["precision"]), str(row["taux"])]) for row in rows
    ]
    return frame


def mandated(inside: Sequence[Total]) -> tuple[str | None, float | None]:
    """Share of the vote that is mandated in words, and the money that waits in euros; None when it can not be told."""
    rate = ladder.rate(inside, "mandate", "vote")
    if rate is None or rate.percent is None:
        return None, None
    words = wording.rate(rate.percent, rate.base.etape, None, approximate=rate.approximate)
    return words, rate.remainder


def _shown(found: Sequence[Total], reference: Total) -> tuple[Scope, ...]:
    """Scopes that the chart draws: the one that the page speaks of, then the nearest one that went all the way."""
    others = [scope for scope in ladder.amounts(found) if scope != reference.scope]
    whole = [scope for scope in others if not ladder.missing_stages(ladder.of_scope(found, scope))]
    return (reference.scope, *(whole or others)[: _MAX_SCOPES - 1])


def ladder_rows(found: Sequence[Total], reference: Total) -> tuple[pd.DataFrame, Table, bool]:
    """The rows of the chart, the table of every scope, and whether the chart leaves some of them out.

    Args:
        found: totals of a programme or of one action.
        reference: the one that the page speaks of first.
    """
    scopes = ladder.scopes(found)
    rows = {scope: _scope_rows(found, scope, whole=scope == reference.scope) for scope in scopes}
    drawn = _drawn([row for scope in _shown(found, reference) for row in rows[scope]])
    table = pd.DataFrame([row for scope in scopes for row in rows[scope]]).astype({"montant": "float64"})
    return (
        drawn,
        Table(table, columns(wording.LADDER_COLUMNS), wording.LADDER_CAPTION),
        len(ladder.amounts(found)) > _MAX_SCOPES,
    )


def ladder_block(read: Reader, known: Known, reference: Total) -> Block:
    """The ladder annoncé → voté → engagé → mandaté → payé, scope by scope."""
    amounts = ladder.amounts(known.totals)
    inside = ladder.of_scope(known.totals, reference.scope)
    lines = [line for scope in amounts for total in ladder.of_scope(known.totals, scope) for line in total.lines]
    silent = [
        wording.unquantified(scope_words(total.scope, total.lines), [line.objet for line in total.lines])
        for total in known.totals
        if total.scope not in amounts
    ]
    drawn, table, more = ladder_rows(known.totals, reference)
    return Block(
        "echelle",
        wording.SUBJECT_LADDER,
        wording.ladder_message(
            len(LADDER) - len(ladder.missing_stages(inside)),
            total_words(reference),
            *mandated(inside),
        ),
        figure=figures.rows(drawn),
        height=figures.rows_height(drawn),
        table=table,
        sources=sources(read, known.facts(lines)),
        limits=(
            *common_limits(known, lines),
            *silent,
            *((wording.MORE_SCOPES,) if more else ()),
            wording.STAGES_APART,
        ),
    )
