"""Points of attention: one function a rule, all in this file, each of what deserves a committee's eye.

A contested, undated or relayed value raises none.  A rule says nothing of causes, and nothing of persons.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

import pandas as pd

from data.model.actions import UNKNOWN
from data.model.budget import Line, Scope, totals
from data.model.budget_ladder import main, of_scope, rate, scopes
from data.model.dates import last_day
from data.model.periodes import STALE_MONTHS, months_since
from data.model.ruptures import Refusal
from data.model.tendance import Run

Rule = Literal[
    "retard",
    "bloquee",
    "vote_non_mandate",
    "vote_peu_mandate",
    "sous_la_bande",
    "promesse_echue",
    "sans_pilote",
    "sans_etat",
    "suivi_ancien",
    "degradation",
    "valeur_ancienne",
    "conteste",
]
RULES: Final[tuple[Rule, ...]] = get_args(Rule)
"""In the order of their weight for a committee: what it can unblock, then what it can ask, then what it should know."""
UNSPENT_MONTHS: Final = 12
"""A vote of which nothing is known to be mandated waits, once its exercise is over for that many months."""
UNSPENT_SHARE: Final = 50.0
"""In %: below, the account of a closed exercise says that money waits."""
_MONTHS: Final = 12
_SPENT: Final = ("mandate", "paye", "realise")
_DONE: Final = "realisee"


@dataclass(frozen=True, slots=True)
class Point:
    """What a rule raises: its subject by its name, what the sentence needs, and the facts behind it.

    ``faits`` names them as the column ``fait`` of the queries does.
    """

    rule: Rule
    subject: str
    told: Mapping[str, Any]
    faits: tuple[str, ...] = ()


def months_between(start: date, end: date) -> int:
    """Whole calendar months from the month of ``start`` to that of ``end``."""
    return (end.year - start.year) * _MONTHS + end.month - start.month


def _fact(row: Mapping[str, Any]) -> tuple[str, ...]:
    told = row.get("fait")
    return (told,) if isinstance(told, str) and told else ()


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def of_actions(plan: pd.DataFrame, programme: str, today: date) -> list[Point]:
    """Late and blocked actions, one point each; those without a pilot, a state or a recent follow-up, one point a plan.

    Args:
        plan: columns of ``data.model.actions.followed``.
        programme: name of the plan, which runs.
        today: day of the reading.
    """
    rows = _rows(plan)
    points = [
        Point("retard", str(row["nom"]), {"echeance": row["echeance"]}, _fact(row))
        for row in rows
        if row["retard"] == "en_retard"
    ]
    points += [
        Point("bloquee", str(row["nom"]), {"observe_le": row["observe_le"]}, _fact(row))
        for row in rows
        if row["etat"] == "bloquee" and not row["conteste"]
    ]
    running = [row for row in rows if row["etat"] != _DONE]
    stale = [row for row in running if _stale(row["observe_le"], today)]
    counted: tuple[tuple[Rule, list[dict[str, Any]]], ...] = (
        ("sans_pilote", [row for row in running if not isinstance(row["pilote"], str)]),
        ("sans_etat", [row for row in rows if row["etat"] == UNKNOWN]),
        ("suivi_ancien", stale),
    )
    for rule, found in counted:
        if found:
            told = {"nombre": len(found), "total": len(rows), "noms": tuple(str(row["nom"]) for row in found)}
            points.append(Point(rule, programme, told, tuple(fact for row in found for fact in _fact(row))))
    return points


def _stale(observed: object, today: date) -> bool:
    return isinstance(observed, str) and months_between(last_day(observed), today) > STALE_MONTHS


def of_votes(lines: Sequence[Line], programme: str, today: date) -> list[Point]:
    """Money voted for a closed exercise of which nothing, or less than half, is known to be mandated.

    Only where the two stages have the same scope and cover the same lines (``data.model.budget_ladder.rates``).  An
    authorisation over several years is spent as credits of other exercises; a contested spending may be one.

    Args:
        lines: of one programme.
        programme: its name.
        today: day of the reading.
    """
    points = []
    found = totals(lines)
    doubted = {Scope.of(line) for line in lines if line.conteste and line.etape in _SPENT}
    for scope in scopes(found):
        inside = of_scope(found, scope)
        vote = main(inside, "vote")
        if vote is None or vote.montant is None or scope in doubted or not _spendable(scope, today):
            continue
        told = {"exercice": scope.exercice, "montant": vote.montant}
        faits = tuple(f"ligne_budget:{line.id}" for line in vote.quantified)
        if not any(total.montant is not None for total in inside if total.etape in _SPENT):
            points.append(Point("vote_non_mandate", programme, told, faits))
            continue
        spent = rate(inside, "mandate", "vote")
        if spent is not None and spent.percent is not None and spent.percent < UNSPENT_SHARE:
            reached = {"pourcent": spent.percent, "reste": spent.remainder}
            own = tuple(f"ligne_budget:{line.id}" for line in spent.stage.quantified)
            points.append(Point("vote_peu_mandate", programme, {**told, **reached}, (*faits, *own)))
    return points


def _spendable(scope: Scope, today: date) -> bool:
    """True for yearly expenses of an exercise that has been over for long enough."""
    if scope.exercice is None or scope.sens != "depense" or scope.regime != "credits":
        return False
    end = date(scope.exercice, _MONTHS, 31)
    return months_between(end, today) - (today.day < end.day) >= UNSPENT_MONTHS


def of_clusters(place: Mapping[str, Any] | None, programme: str) -> list[Point]:
    """The jobs of the clusters below the band, when the value may be judged.

    Args:
        place: a row of ``data.model.bande.places``; None when nothing is known.
        programme: whose clusters they are.
    """
    if place is None or not place["jugee"] or place["place"] not in ("en_dessous", "tres_en_dessous"):
        return []
    told = {name: place[name] for name in ("valeur", "bas", "haut", "date_valeur", "date_origine")}
    return [Point("sous_la_bande", programme, told, _fact(place))]


def of_promises(promises: pd.DataFrame) -> list[Point]:
    """Promises past their date without any proof.

    Args:
        promises: columns of ``data.model.promesses.states``.
    """
    due = promises[promises["etat"] == "echue_sans_preuve"]
    return [
        Point(
            "promesse_echue",
            str(row["libelle"]),
            {"numero": row["numero"], "calculee": bool(row["echeance_calculee"]), "echeance": row["echeance"]},
            _fact(row),
        )
        for row in _rows(due)
    ]


def of_claims(claims: pd.DataFrame) -> list[Point]:
    """Contested claims: something to clarify, never a verdict.

    Args:
        claims: columns libelle, conteste.
    """
    return [
        Point("conteste", str(row["libelle"]), {}, _fact(row)) for row in _rows(claims[claims["conteste"].astype(bool)])
    ]


def of_stale_value(name: str, place: str, period: str, today: date, faits: tuple[str, ...]) -> list[Point]:
    """A followed figure whose last period is over for more than twelve months.

    Args:
        name: of the indicator.
        place: of the territory.
        period: last one known, a year or a quarter.
        today: day of the reading.
        faits: of the value.
    """
    if months_since(period, today) <= STALE_MONTHS:
        return []
    return [Point("valeur_ancienne", name, {"territoire": place, "periode": period}, faits)]


def unfavourable(change: float, sens_favorable: str) -> bool:
    """True when a change goes the wrong way for an indicator; never for one that has no good way."""
    return (change < 0 and sens_favorable == "hausse") or (change > 0 and sens_favorable == "baisse")


def of_trend(
    name: str,
    place: str,
    unit: str,
    run: Run | Refusal | None,
    sens_favorable: str,
    *,
    doubted: Collection[str] = (),
) -> list[Point]:
    """A figure that went the wrong way twice in a row, between periods that compare.

    Args:
        name: of the indicator.
        place: of the territory.
        unit: of its values.
        run: values of consecutive periods without a break; a refusal or None when there are none.
        sens_favorable: ``hausse``, ``baisse`` or ``neutre``.
        doubted: periods of which a value is contested: a slope that rests on one raises nothing.
    """
    if not isinstance(run, Run) or len(run.values) < 3:  # noqa: PLR2004  two changes need three values
        return []
    if not set(run.periods[-3:]).isdisjoint(doubted):
        return []
    before, between, last = run.values[-3:]
    if not all(unfavourable(change, sens_favorable) for change in (between - before, last - between)):
        return []
    told = {"territoire": place, "unite": unit, "debut": run.periods[-3], "fin": run.periods[-1]}
    return [Point("degradation", name, {**told, "avant": before, "valeur": last})]


def ordered(points: Sequence[Point]) -> list[Point]:
    """By weight of the rules; points of one rule keep their order."""
    return sorted(points, key=lambda point: RULES.index(point.rule))
