"""The five stages of one scope, by axis and by funder."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from dash import html
from dash.development.base_component import Component

from components.block import FACT, Block, Table, TableColumn
from components.facts import joined
from components.formats import MISSING, euros
from components.render import table as drawn_table
from components.wording import budget as wording
from components.wording import budget_parts as parts_wording
from components.wording import budget_stages as stages_wording
from dashboard.blocks.budget_ladder import rate_words
from dashboard.blocks.budget_scope import Known, scope_words
from dashboard.blocks.budget_words import conversion_limit, facts_of
from dashboard.provenance import sources
from data.engine import Reader
from data.model import budget_ladder as ladder
from data.model.budget import LADDER, Total
from data.model.budget_ladder import Rate
from data.model.budget_parts import PartLadder, axes_ladders, funders_ladders

_REALISED: Final = "realise"
_SEVERAL: Final = 2


def known_stages(inside: Sequence[Total]) -> tuple[str, ...]:
    """Stages of the ladder that hold an amount."""
    missing = ladder.missing_stages(inside)
    return tuple(stage for stage in LADDER if stage not in missing)


def _amount(part: PartLadder, stage: str) -> float | str | None:
    """The amount of a stage, in its words when the source is not exact; None when nobody tells it."""
    total = part.stage(stage)
    if total is None or total.montant is None:
        return None if total is None or not total.without_budget else wording.NOT_KNOWN
    inexact = bool(total.approximations) or total.nature != "fait" or not total.complete
    return _words(total) if inexact else total.montant


def _words(total: Total) -> str:
    words = wording.amount(total.montant, total.approximations)
    counts = [] if total.complete else [wording.quantified(len(total.quantified), len(total.lines))]
    status = [] if total.nature == "fait" else [wording.stage(total.etape, "", total.nature).partition(", ")[2]]
    return ", ".join([words, *status, *counts])


def _row(part: PartLadder, reading: str, nobody: str, stages: Sequence[str]) -> dict[str, Any]:
    rates = [(rate.stage.etape, rate_words(rate)) for rate in part.rates]
    nom = part.nom or nobody
    return {
        "lecture": reading,
        "nom": parts_wording.named_unsplit(nom) if part.group else nom,
        **{stage: _amount(part, stage) for stage in stages},
        "taux": stages_wording.rates(rates),
        FACT: joined(facts_of(total.lines) for total in part.totals),
    }


def _frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows).astype(object).where(lambda frame: frame.notna(), None)


def _amounts(stages: Sequence[str]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(stage, wording.STAGES[stage], "euros") for stage in stages)


def _over_its_rate(amount: object, rate: Rate) -> Component:
    words = MISSING if amount is None else amount if isinstance(amount, str) else euros(float(str(amount)))
    return html.Span([words, html.Span(rate_words(rate), className="etape-taux")])


def _with_rates(frame: pd.DataFrame, parts: Sequence[PartLadder]) -> pd.DataFrame:
    """The same, each amount over its own rate: one reads down a column, then what became of a row."""
    rows = [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
    for row, part in zip(rows, parts, strict=True):
        row |= {rate.stage.etape: _over_its_rate(row[rate.stage.etape], rate) for rate in part.rates}
    return _frame(rows)


def _body(readings: Sequence[tuple[str, pd.DataFrame, Sequence[PartLadder]]], stages: Sequence[str]) -> Component:
    shown: list[Component] = []
    for reading, frame, parts in readings:
        columns = (TableColumn("nom", stages_wording.HEADS[reading]), *_amounts(stages))
        content = Table(_with_rates(frame, parts), columns, stages_wording.CAPTIONS[reading], records=True)
        shown += [html.H3(str(frame["lecture"].iloc[0]), className="barres-section"), drawn_table(content)]
    return html.Div(shown, className="etapes")


def stages_block(read: Reader, known: Known, reference: Total) -> tuple[Block, ...]:
    """Every stage of the scope of which the page speaks first; nothing when one stage alone is known."""
    inside = ladder.of_scope(known.totals, reference.scope)
    told = known_stages(inside)
    realised = ladder.main(inside, _REALISED)
    if len(told) + (realised is not None) < _SEVERAL:
        return ()
    stages = (*LADDER, *([_REALISED] if realised is not None else []))
    axes = axes_ladders(inside, known.axes)
    ranks = {part.id: rank for rank, part in enumerate(ladder.by_funder(reference))}
    funders = sorted(funders_ladders(inside), key=lambda part: ranks.get(part.id, len(ranks)))
    by_axis = _frame([_row(part, parts_wording.BY_AXIS, parts_wording.NO_AXIS, stages) for part in axes])
    by_funder = _frame([_row(part, parts_wording.BY_FUNDER, parts_wording.NO_FUNDER, stages) for part in funders])
    lines = [line for total in inside for line in total.lines]
    named = tuple(TableColumn(name, label) for name, label in stages_wording.COLUMNS.items())
    return (
        Block(
            "etapes",
            stages_wording.SUBJECT,
            stages_wording.message(
                (*told, *([_REALISED] if realised is not None else [])),
                scope_words(
                    reference.scope, reference.lines, ladder.standing(known.totals, reference.scope, known.told)
                ),
                sum(part.id is not None and bool(part.totals) for part in axes),
                sum(part.id is not None for part in funders),
            ),
            body=_body((("axe", by_axis, axes), ("financeur", by_funder, funders)), stages),
            table=Table(
                pd.concat([by_axis, by_funder]),
                (*named, *_amounts(stages), TableColumn("taux", stages_wording.RATES)),
                stages_wording.CAPTION,
            ),
            sources=sources(read, known.facts(lines)),
            limits=(stages_wording.OWN_RATES, parts_wording.TWICE, *conversion_limit(lines)),
            wide=True,
        ),
    )
