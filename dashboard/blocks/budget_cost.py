"""Cost per job of the chosen programme: both terms and their quotient, or what is missing and from whom."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import pandas as pd
from dash import html
from dash.development.base_component import Component

from components.block import FACT, Block, Table, TableColumn
from components.facts import COST, joined
from components.formats import MASKED, MISSING, NOT_COMPUTABLE, euros, number
from components.formula import Term, quotient
from components.render import table as drawn_table
from components.wording import budget as wording
from components.wording import budget_cost as cost_wording
from components.wording.shell import status
from dashboard.blocks.budget_scope import Known, total_words
from dashboard.blocks.budget_words import facts_of
from dashboard.provenance import sources
from data.engine import Reader
from data.model import cout_emploi as model
from data.queries.base import identity
from data.queries.clusters import EMPLOIS, clusters_select, observations_select

_SIGNS: Final = (
    (cost_wording.DIVIDED_SIGN, cost_wording.DIVIDED),
    (cost_wording.EQUALS_SIGN, cost_wording.EQUALS),
)
_MASKED_JOBS: Final = "emplois_secret"
_KINDS: Final = {"montant": "euros", "emplois": "nombre", "cout": "euros"}


def _programme(read: Reader, known: Known) -> model.Programme:
    clusters = read(clusters_select())
    own = clusters[clusters["programme_id"] == known.programme.id]
    expected = set(known.expected)
    return model.Programme(
        territoire_id=f"{known.programme.territoire_type}:{known.programme.territoire_code}",
        epci=known.expected,
        left_out=tuple(name for _, name in known.programme.epci if name not in expected),
        axes=bool(known.axes),
        clusters=tuple(str(one) for one in own["id"]),
    )


def _missing_words(cost: model.Cost) -> list[str]:
    return [cost_wording.missing(one.kind, cost.annee, one.names) for one in cost.missing]


def _money_term(known: Known, cost: model.Cost) -> Term:
    if cost.money is None:
        reference = known.reference
        close = total_words(reference) if reference is not None else ""
        ask = cost_wording.ask_money(known.programme.supplier, close)
        return Term(cost_wording.money_name(None, cost.annee), MISSING, ask, missing=True)
    total = cost.money.total
    return Term(
        cost_wording.money_name(total.etape, cost.annee),
        # To the euro, so that anyone may divide again.
        cost_wording.value(cost.money.euros, " ".join(total.approximations)),
        status(
            max((line.statut for line in total.quantified), key=model.OBSERVED.index),
            illustrative=any(line.illustratif for line in total.quantified),
        ),
        fait=facts_of(total.lines),
    )


def _jobs_term(cost: model.Cost) -> Term:
    name = cost_wording.jobs_name(cost.annee)
    if cost.jobs is None:
        secret = any(one.kind == _MASKED_JOBS for one in cost.missing)
        return Term(
            name,
            MASKED if secret else MISSING,
            cost_wording.SECRET if secret else cost_wording.ASK_JOBS,
            missing=True,
        )
    words = " ".join([*cost.jobs.approximations, number(cost.jobs.number)])
    return Term(name, words, status(cost.jobs.statut, illustrative=cost.jobs.illustratif), fait=cost.jobs.fait)


def _facts(cost: model.Cost) -> str:
    """Facts of both terms, under the rule of the quotient when there is one."""
    told = [*([facts_of(cost.money.total.lines)] if cost.money else []), *([cost.jobs.fait] if cost.jobs else [])]
    return joined(told, COST if cost.euros is not None else "")


def _words(cost: model.Cost) -> str:
    return NOT_COMPUTABLE if cost.euros is None else cost_wording.value(cost.euros, cost.approximation)


def _result(cost: model.Cost) -> Term:
    name = cost_wording.result_name(cost.annee)
    if cost.euros is None or cost.jobs is None or cost.money is None:
        return Term(name, NOT_COMPUTABLE, cost_wording.ONCE_KNOWN, missing=True)
    made_up = cost.jobs.illustratif or any(line.illustratif for line in cost.money.total.quantified)
    return Term(name, _words(cost), status(cost.statut, illustrative=made_up), fait=_facts(cost))


def _said(value: float, approximations: Sequence[str], write: Callable[[float], str]) -> float | str:
    """A number for its column, in words when its source is not exact."""
    return " ".join([*approximations, write(value)]) if approximations else value


def _row(cost: model.Cost) -> dict[str, Any]:
    words = _missing_words(cost)
    secret = any(one.kind == _MASKED_JOBS for one in cost.missing)
    approximate = cost.approximation is not None
    return {
        "annee": wording.NONE if cost.annee is None else str(cost.annee),
        "montant": None if cost.money is None else _said(cost.money.euros, cost.money.total.approximations, euros),
        "etape": wording.NONE if cost.money is None else wording.STAGES[cost.money.total.etape],
        "emplois": MASKED
        if secret
        else None
        if cost.jobs is None
        else _said(cost.jobs.number, cost.jobs.approximations, number),
        "cout": _words(cost) if cost.euros is None or approximate else cost.euros,
        "manque": cost_wording.lacks(words) if words else wording.NONE,
        FACT: _facts(cost),
    }


def _table(costs: Sequence[model.Cost]) -> Table:
    columns = tuple(
        TableColumn(name, label, _KINDS.get(name, "texte"))  # type: ignore[arg-type]
        for name, label in cost_wording.COLUMNS.items()
    )
    return Table(pd.DataFrame([_row(cost) for cost in costs], dtype=object), columns, cost_wording.CAPTION)


def _folded(table: Table) -> list[Component]:
    """Every year behind its words, when there are several."""
    count = len(table.frame)
    summary = html.Summary(cost_wording.all_years(count))
    return [html.Details([summary, drawn_table(table)], className="bloc-tableau")] if count > 1 else []


def cost_block(read: Reader, known: Known) -> tuple[Block, ...]:
    """The last year that has a cost, then every year; nothing for a programme that does not concern the choices."""
    if known.not_concerned:
        return ()
    programme = _programme(read, known)
    every = read(observations_select(known.programme.id, EMPLOIS))
    observations = every if programme.clusters else every.iloc[:0]
    lines = known.selection.kept
    asked = (known.annee,) if known.annee is not None else model.years(lines, observations) or (None,)
    fictive = identity(read).fictive
    costs = [model.cost(lines, observations, annee, programme, fictive=fictive) for annee in asked]
    shown = model.shown(costs)
    table = _table(costs)
    words = _missing_words(shown)
    message = cost_wording.refused(words)
    if shown.euros is not None and shown.money is not None and shown.annee is not None:
        message = cost_wording.message(_words(shown), shown.euros, shown.money.total.etape, shown.annee)
    formula = quotient((_money_term(known, shown), _jobs_term(shown)), _result(shown), _SIGNS)
    counted = observations[observations["fait"].isin([fait for cost in costs if cost.jobs for fait in _named(cost)])]
    money = [line for cost in costs if cost.money is not None for line in cost.money.total.lines]
    return (
        Block(
            "cout-emploi",
            cost_wording.SUBJECT,
            message,
            body=html.Div([formula, *_folded(table)], className="calcul-corps"),
            table=table,
            sources=sources(read, known.facts(money), counted),
            limits=(
                cost_wording.NO_CAUSE,
                cost_wording.FLOW,
                cost_wording.STAGE,
                cost_wording.MONEY,
                cost_wording.CLAIMS,
            ),
            wide=True,
        ),
    )


def _named(cost: model.Cost) -> list[str]:
    return cost.jobs.fait.split(" + ") if cost.jobs is not None else []
