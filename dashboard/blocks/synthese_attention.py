"""Points of attention of the Synthèse: what the rules of ``data.model.attention`` raise for the chosen EPCI."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components.block import FACT, Block, Table, TableColumn
from components.facts import RULE, joined
from components.wording import attention as wording
from components.wording import bilan
from components.wording import synthese as names
from dashboard.blocks.synthese_knowledge import Knowledge
from dashboard.provenance import sources
from data.model import attention as rules
from data.model.budget import Selection, lines_of
from data.model.periodes import STALE_MONTHS
from data.model.tendance import run_until
from data.queries.creations import ENTREPRISES
from data.queries.emploi import ZONES

_THRESHOLDS = rules.UNSPENT_MONTHS, rules.UNSPENT_SHARE, STALE_MONTHS


def _of_votes(known: Knowledge) -> list[rules.Point]:
    found = ((name, Selection.of(lines_of(lines), known.chosen, None).kept) for name, lines in known.funded)
    return [point for name, kept in found for point in rules.of_votes(kept, name, known.today)]


def _of_statistics(known: Knowledge) -> list[rules.Point]:
    made = known.creations
    contested = set(known.counts.loc[known.counts["conteste"].astype(bool), "periode"])
    points = []
    if made is not None:
        moved = rules.of_trend(
            names.CREATIONS_TITLE, known.places, "", made.trend, known.good[ENTREPRISES], doubted=contested
        )
        points += _made_of(moved, [made.fait])
    for row in known.last_rates.to_dict("records"):
        place, period = str(row["nom_court"]), str(row["periode"])
        line = str(row["serie_id"]), str(row["territoire_id"])
        contested = {when for *whose, when in known.doubted_rates if tuple(whose) == line}
        if period in contested:
            continue
        stale = rules.of_stale_value(names.UNEMPLOYMENT_TITLE, place, period, known.today, (str(row[FACT]),))
        run = run_until(period, known.rates.values[line], known.rates.compare(line))
        # The slope of an old figure is no news.
        sliding = rules.of_trend(names.UNEMPLOYMENT_TITLE, place, "%", run, known.good[ZONES], doubted=contested)
        points += stale or _made_of(sliding, (str(row[FACT]),))
    return points


def _made_of(points: Sequence[rules.Point], facts: Sequence[str]) -> list[rules.Point]:
    return [replace(point, faits=tuple(facts)) for point in points]


def _points(known: Knowledge) -> list[rules.Point]:
    jobs = None if known.jobs is None else known.jobs.shown
    running = [plan for plan in known.plans if plan.ended_on is None]
    found = [
        point
        for plan in running
        for point in rules.of_actions(plan.actions, str(plan.programme["nom_court"]), known.today)
    ]
    found += _of_votes(known)
    found += rules.of_clusters(jobs, known.cluster_programme or "")
    found += rules.of_promises(known.promises)
    found += rules.of_claims(known.claims)
    return rules.ordered([*found, *_of_statistics(known)])


def _frame(known: Knowledge) -> pd.DataFrame:
    """Columns: point, regle, fait; the assessments that plans that are over lack come last."""
    words = wording.rules(*_THRESHOLDS)
    told = [
        (
            wording.sentence(point.rule, point.subject, point.told),
            wording.rule(point.rule, point.told, words),
            joined(point.faits, RULE),
        )
        for point in _points(known)
    ]
    told += [
        (
            bilan.point(str(plan.programme["nom_court"]), plan.unset, len(plan.actions)),
            bilan.point_rule(str(plan.ended_on)),
            joined((row[FACT] for row in plan.stateless), RULE),
        )
        for plan in known.unassessed
    ]
    return pd.DataFrame(told, columns=["point", "regle", FACT])


def attention_block(known: Knowledge) -> Block:
    """Each point with the rule that raised it, by weight for a committee."""
    points = _frame(known)
    columns = (TableColumn("point", wording.POINT), TableColumn("regle", wording.RULE))
    return Block(
        key="attention",
        title=wording.TITLE,
        message=wording.message(len(points)),
        table=Table(points, columns, wording.TITLE) if len(points) else None,
        limits=(wording.LIMIT,),
        sources=sources(
            known.read,
            known.promises,
            known.claims,
            known.last_rates,
            *(frame for plan in known.plans for frame in plan.facts[:2]),
        ),
        wide=True,
    )
