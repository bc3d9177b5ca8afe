"""The ladder from announced to paid, scope by scope."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components import theme
from components.block import FACT, Block, Table
from components.figures import budget as figures
from components.formats import partial_date
from components.wording import budget as wording
from components.wording import budget_rates as rates_wording
from dashboard.blocks.budget_scope import Known, scope_words, total_words
from dashboard.blocks.budget_words import columns, common_limits, facts_of, francs_words
from dashboard.provenance import sources
from data.engine import Reader
from data.model import budget_ladder as ladder
from data.model.budget import LADDER, Line, Scope, Total


def rate_words(rate: ladder.Rate) -> str:
    """A rate in words, or why it is refused."""
    return rates_wording.rate(rate.percent, rate.base.etape, rate.refusal, approximate=rate.approximate)


def _taux(total: Total, found: Sequence[Total], told: str | None) -> tuple[str, bool]:
    """What the column of rates says of a stage, and whether the bar says it too: an unknown base has its own row."""
    if total.without_budget:
        return rates_wording.without_budget(total.without_budget), True
    rate = next((item for item in ladder.rates(ladder.of_scope(found, total.scope)) if item.stage is total), None)
    if rate is not None:
        return rate_words(rate), True
    lacking = ladder.without_base(total, found)
    if lacking is None:
        return wording.NONE, False
    elsewhere = [
        scope_words(scope, ladder.of_scope(found, scope)[0].lines, ladder.phase(scope.exercice, told))
        for scope in lacking.elsewhere
    ]
    return rates_wording.without_base(lacking.base, elsewhere), bool(elsewhere)


def _row(total: Total, found: Sequence[Total], section: str, told: str | None) -> dict[str, Any]:
    taux, drawn = _taux(total, found, told)
    stage = wording.stage(total.etape, total.compte, total.nature)
    counts = "" if total.complete else wording.quantified(len(total.quantified), len(total.lines))
    words = (wording.composition(total.compte), counts, taux if drawn else "", francs_words(total.lines))
    detail = " · ".join(part for part in words if part)
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
        FACT: facts_of(total.lines),
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
        FACT: "",
    }


def _scope_rows(found: Sequence[Total], scope: Scope, told: str | None, *, whole: bool) -> list[dict[str, Any]]:
    """Rows of one scope; ``whole`` adds the stages of the ladder that nothing tells."""
    inside = ladder.of_scope(found, scope)
    section = scope_words(scope, inside[0].lines, ladder.phase(scope.exercice, told))
    rows: list[dict[str, Any]] = []
    for stage in (*LADDER, "realise"):
        known = [_row(total, found, section, told) for total in inside if total.etape == stage]
        rows += known or ([_unknown_row(stage, section)] if whole and stage in LADDER else [])
    return rows


def _drawn(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows).astype({"montant": "float64"})
    frame["rang"] = range(len(frame))
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
    return rate_words(rate), rate.remainder


def ladder_rows(found: Sequence[Total], reference: Total, told: str | None) -> tuple[pd.DataFrame, Table]:
    """The rows of the chart, of two scopes at most, and the table of every scope.

    Args:
        found: totals of a programme or of one action.
        reference: the one that the page speaks of first.
        told: date to which the budget lines of the database go.
    """
    second = ladder.beside(found, reference.scope, told)
    shown = (reference.scope, *(() if second is None else (second,)))
    scopes = ladder.scopes(found)
    # Two exercises are compared stage by stage: what one of them lacks is said too.
    whole = {reference.scope, *(scope for scope in shown if scope.temporalite == "exercice")}
    rows = {scope: _scope_rows(found, scope, told, whole=scope in whole) for scope in scopes}
    drawn = _drawn([row for scope in shown for row in rows[scope]])
    section = scope_words(reference.scope, reference.lines, ladder.standing(found, reference.scope, told))
    alone = second is None and ladder.phase(reference.scope.exercice, told) in (None, "clos")
    own = drawn.index < len(rows[reference.scope])
    drawn["section"] = drawn["perimetre"].mask(own, "" if alone else section)
    table = pd.DataFrame([row for scope in scopes for row in rows[scope]]).astype({"montant": "float64"})
    return drawn, Table(table, columns(wording.LADDER_COLUMNS), wording.LADDER_CAPTION)


def _limits(known: Known, lines: Sequence[Line], drawn: pd.DataFrame) -> tuple[str, ...]:
    amounts = ladder.amounts(known.totals)
    pending = [scope for scope in amounts if ladder.phase(scope.exercice, known.told) == "en_cours"]
    silent = [
        wording.unquantified(
            scope_words(total.scope, total.lines, ladder.phase(total.scope.exercice, known.told)),
            [line.objet for line in total.lines],
        )
        for total in known.totals
        if total.scope not in amounts
    ]
    return (
        *((wording.in_progress(pending[0].exercice or 0, partial_date(known.told)),) if pending else ()),
        *common_limits(known, lines),
        *silent,
        *((wording.MORE_SCOPES,) if len(amounts) > drawn["perimetre"].nunique() else ()),
        wording.STAGES_APART,
    )


def ladder_block(read: Reader, known: Known, reference: Total) -> Block:
    """The ladder annoncé → voté → engagé → mandaté → payé, scope by scope."""
    inside = ladder.of_scope(known.totals, reference.scope)
    told = [ladder.of_scope(known.totals, scope) for scope in ladder.amounts(known.totals)]
    lines = [line for found in told for total in found for line in total.lines]
    drawn, table = ladder_rows(known.totals, reference, known.told)
    return Block(
        "echelle",
        wording.SUBJECT_LADDER,
        wording.ladder_message(
            len(LADDER) - len(ladder.missing_stages(inside)),
            total_words(reference),
            *mandated(inside),
            reference.scope.exercice,
        ),
        bars=figures.rows(drawn),
        table=table,
        sources=sources(read, known.facts(lines)),
        limits=_limits(known, lines, drawn),
    )
