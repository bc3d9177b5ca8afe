"""The cards of the Synthèse that speak of programmes: how far the money went, how many actions are done."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components import formats
from components.block import FACT, KeyFigure
from components.facts import COUNT, SUM, joined
from components.wording import bilan
from components.wording import budget as budget_wording
from components.wording import synthese as wording
from components.wording.shell import beside
from dashboard.blocks.budget_ladder import mandated
from dashboard.blocks.budget_scope import Known as Budget
from dashboard.blocks.synthese_cards import missing_card, short_qualifier, trend, weakest_statut
from dashboard.plans import Plan
from data.model import actions
from data.model import budget_ladder as ladder
from data.model.budget import Total
from data.model.ruptures import Refusal
from data.model.tendance import Run, run_until


def split_budget_card(budget: Budget, source: str, end: str | None = None) -> KeyFigure:
    """The last vote of a programme that is split by axis, and how far it went.

    Args:
        budget: what the budget page knows; its ``reference`` is split by axis.
        source: producers and date.
        end: of a programme that is over; None while it runs.
    """
    reference = budget.reference
    if reference is None:
        raise ValueError(budget.programme.id)
    funded = {line.axe_id for line in reference.quantified if line.axe_id is not None}
    rate_words, remainder = mandated(ladder.of_scope(budget.totals, reference.scope))
    facts = budget.facts(reference.lines)
    context = wording.budget_context(rate_words, remainder, len(funded), len(budget.axes))
    return KeyFigure(
        key="budget",
        title=f"{wording.BUDGET}, {budget.programme.nom}",
        value=budget_wording.amount(reference.montant, reference.approximations),
        unit=budget_wording.stage_and_period(
            reference.montant, reference.etape, reference.scope.temporalite, reference.scope.exercice
        ),
        context=context if end is None else f"{bilan.ended_alone(end)} · {context}",
        source=source,
        statut=weakest_statut(facts),
        illustratif=bool(facts["illustratif"].any()),
        trend=trend(yearly(budget.totals, reference), formats.euros_short),
        link=(wording.EXPLORE_BUDGET, f"/budget?programme={budget.programme.id}"),
        fait=joined(facts[FACT], SUM),
    )


def yearly(found: Sequence[Total], reference: Total) -> Run | Refusal | None:
    """The same total exercise by exercise, up to the reference; None unless two consecutive exercises are whole.

    Two exercises compare when the same axes and territories are told.
    """
    alike = [
        total
        for total in found
        if (total.etape, total.compte, total.nature) == (reference.etape, reference.compte, reference.nature)
        and replace(total.scope, exercice=None) == replace(reference.scope, exercice=None)
        and total.complete
        and total.coverage == reference.coverage
    ]
    if reference.scope.exercice is None:
        return None
    amounts = {str(total.scope.exercice): total.montant for total in alike}
    # Money is no series: what does not compare is another scope, left out above.
    return run_until(str(reference.scope.exercice), amounts, lambda _before, _after: None)


def unsplit_budget_card(lines: pd.DataFrame, programme: str | None, source: str) -> KeyFigure:
    """What is known while no axis has an amount; amounts of different kinds are named, never added."""
    named = [
        wording.amount(
            formats.euros_short(row["montant"]),
            short_qualifier(row["qualificatif"]),
            row["programme"],
            row["territoire"],
            beside(row["statut"], contested=bool(row["conteste"])),
            yearly=row["temporalite"] == "annuel",
        )
        for row in lines.dropna(subset=["montant"]).to_dict("records")
    ]
    link = "/budget" if programme is None else f"/budget?programme={programme}"
    return missing_card(
        "budget",
        wording.BUDGET_TITLE,
        formats.MISSING,
        wording.known_amounts(named),
        source,
        (wording.EXPLORE_BUDGET, link),
        joined(lines.dropna(subset=["montant"])[FACT]),
    )


def plan_card(plan: Plan, source: str) -> KeyFigure:
    """Actions done over all the actions of a plan, with the other states; those that have one when none is done."""
    states = plan.actions["etat"].value_counts()
    counts = {etat: int(states.get(etat, 0)) for etat in actions.ETATS}
    late = int((plan.actions["retard"] == "en_retard").sum())
    known = pd.concat([plan.actions, plan.facts[1]])
    total, unset = len(plan.actions), counts[actions.UNKNOWN]
    followed = total - unset
    by_axe = plan.actions.groupby("axe", sort=False).size()
    context = (
        wording.states(counts) if followed else wording.axes([(str(axe), int(count)) for axe, count in by_axe.items()])
    )
    mark = wording.late(late) if late else wording.without_state(unset) if unset else None
    if plan.ended_on is not None:
        context = " · ".join(part for part in (bilan.ended_alone(plan.ended_on), context) if part)
        mark = bilan.mark(unset, total) if unset else None
    return KeyFigure(
        key="plan",
        title=f"{wording.PLAN_TITLE}, {plan.programme['nom_court']}",
        value=formats.number(counts["realisee"] if followed else followed),
        unit=wording.plan_done(total) if followed else wording.plan_unit(total),
        context=context,
        source=source,
        statut=weakest_statut(known),
        illustratif=bool(known["illustratif"].any()),
        mark=mark,
        link=(wording.EXPLORE_PLAN, f"/plan-actions?programme={plan.programme['id']}"),
        fait=joined(plan.actions[FACT], COUNT),
    )
