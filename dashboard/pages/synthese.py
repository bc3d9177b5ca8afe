"""Synthèse: six figures, what changed, what deserves attention, what to ask of the committee."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from components import formats
from components.block import FACT, Block, KeyFigure, Table, TableColumn, View
from components.controls import Control
from components.facts import RULE, joined
from components.wording import bilan, guides
from components.wording import synthese as wording
from components.wording import synthese_points as told
from dashboard import days
from dashboard.blocks import synthese_cards as cards
from dashboard.blocks.synthese_attention import attention_block
from dashboard.blocks.synthese_changes import changes_block
from dashboard.blocks.synthese_jobs import claimed_card, counted_card
from dashboard.blocks.synthese_knowledge import Knowledge
from dashboard.blocks.synthese_programmes import plan_card, split_budget_card, unsplit_budget_card
from dashboard.blocks.synthese_unknown import since_when
from dashboard.choices import compared_control, epci_control
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.plans import Row, rows_of
from dashboard.provenance import sources
from dashboard.situation import first_of
from data.engine import Reader
from data.queries import known_from


def _controls(read: Reader) -> tuple[Control, ...]:
    return epci_control(read), compared_control(read, days.today())


def _jobs_card(known: Knowledge) -> KeyFigure:
    if known.cluster_programme is not None:
        jobs, apart = known.jobs, known.other_cluster_programmes
        if jobs is not None and (jobs.cumul["statut"] != "prevision").any():
            return counted_card(jobs, known.job_breaks, apart, known.producers(jobs.cumul), known.named_clusters)
        return claimed_card(known.job_claims, known.cluster_programme, apart, known.named_clusters)
    others = formats.listed(known.all_cluster_programmes)
    context = wording.not_concerned(others) if others else ""
    return cards.missing_card("emplois", wording.JOBS_TITLE, wording.NOT_CONCERNED, context)


def _plan_card(known: Knowledge) -> KeyFigure:
    if not known.plans:
        context = wording.not_concerned(wording.PLAN_NAME)
        return cards.missing_card("plan", wording.PLAN_TITLE, wording.NOT_CONCERNED, context)
    return plan_card(known.plans[0], known.producers(pd.concat([known.plans[0].actions, known.plans[0].facts[1]])))


def _budget_card(known: Knowledge) -> KeyFigure:
    budget = known.budget
    reference = None if budget is None else budget.reference
    if budget is not None and reference is not None and any(line.axe_id for line in reference.quantified):
        return split_budget_card(budget, known.producers(budget.facts(reference.lines)), known.budget_ended_on)
    programme = None if budget is None else budget.programme.id
    return unsplit_budget_card(known.amounts, programme, known.producers(known.amounts))


def _cards(known: Knowledge) -> tuple[KeyFigure, ...]:
    return (
        cards.creations_card(known.creations, known.producers(known.counts)),
        cards.unemployment_card(known.last_rates, known.rates, known.producers(known.last_rates), known.today),
        _jobs_card(known),
        _budget_card(known),
        _plan_card(known),
        cards.promises_card(known.promises, wording.register(known.promises["source_id"].nunique())),
    )


def _of(rows: Iterable[Row]) -> str:
    return joined((row[FACT] for row in rows), RULE)


def _proposed(known: Knowledge) -> list[tuple[str, str]]:
    """What to ask, by rules, with the facts they read: what a committee can orient is what is missing."""
    asked = []
    if known.unset:
        running = [row for one in known.plans if one.ended_on is None for row in one.stateless]
        asked.append((told.ask_pilots(known.unset), _of(running)))
    for one in known.unassessed:
        words = bilan.ask(str(one.programme["nom_court"]), str(one.ended_on), one.unset, len(one.actions))
        asked.append((words, _of(one.stateless)))
    if len(known.contested):
        asked.append((told.ask_counting(), _of(rows_of(known.contested))))
    if len(known.amounts) and known.amounts["axe_id"].isna().all():
        asked.append((told.ask_split(), _of(rows_of(known.amounts))))
    if len(known.due):
        asked.append((told.ask_proofs(len(known.due)), _of(rows_of(known.due))))
    return asked


def _orientations(known: Knowledge) -> Block:
    asked = [(str(row["libelle"]), told.ORIGIN_BASE, row[FACT]) for row in rows_of(known.asked)]
    asked += [(sentence, told.ORIGIN_RULE, facts) for sentence, facts in _proposed(known)]
    frame = pd.DataFrame(
        [(str(rank), *one) for rank, one in enumerate(asked, 1)], columns=["rang", "orientation", "origine", FACT]
    )
    columns = (
        TableColumn("rang", told.RANK),
        TableColumn("orientation", told.ORIENTATION),
        TableColumn("origine", told.ORIGIN),
    )
    return Block(
        key="orientations",
        title=told.ORIENTATIONS_TITLE,
        message=told.orientations_message(len(asked)),
        table=Table(frame, columns, told.ORIENTATIONS_TITLE) if asked else None,
        limits=(told.ORIENTATIONS_NOTE, told.ORIENTATIONS_PERIMETER),
        sources=sources(known.read, known.asked),
    )


def view(read: Reader, filters: Filters) -> View:
    """The page for the chosen EPCI; none chosen means all the followed ones."""
    known = Knowledge(read, filters.epci, day(filters))
    made = known.creations
    return View(
        message=wording.message(
            made.whole.value if made else None,
            made.year if made else None,
            made.share if made else None,
            known.unset,
            len(known.unassessed),
            contested=len(known.contested) > 0,
        ),
        lead=wording.lead(known.places, formats.partial_date(known.today.isoformat())),
        cards=tuple(since_when(read, card, filters.situation) for card in _cards(known)),
        blocks=(
            changes_block(read, known.scope, known.meetings, filters.depuis, known.today),
            _orientations(known),
            attention_block(known),
        ),
    )


PAGE: Final = Page(
    key="synthese",
    path="/",
    title=wording.TITLE,
    nav=wording.TITLE,
    view=view,
    controls=_controls,
    filters=("epci", "depuis"),
    guide=guides.SYNTHESE,
    known_from=first_of(lambda _filters: known_from.anything_select()),
)
