"""Each rule of the points of attention: what raises it, and what looks alike and does not."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from components.wording import attention as wording
from data.model import attention as rules
from data.model.budget import Line
from data.model.periodes import STALE_MONTHS
from data.model.tendance import Run
from tests.unit.test_budget_rules import line

TODAY = date(2026, 11, 22)
ACTION: dict[str, Any] = {
    "nom": "Atelier partagé",
    "retard": "dans_les_temps",
    "etat": "en_cours",
    "echeance": "2027",
    "observe_le": "2026-09",
    "conteste": False,
    "pilote": "Direction",
    "fait": "suivi_action:s1",
}


def of_actions(**changes: Any) -> list[rules.Point]:
    return rules.of_actions(pd.DataFrame([{**ACTION, **changes}]), "Plan", TODAY)


def raised(points: list[rules.Point]) -> list[str]:
    return [point.rule for point in points]


def test_an_action_that_goes_well_raises_nothing():
    assert of_actions() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"retard": "en_retard", "echeance": "2025"}, ["retard"]),
        ({"retard": "non_calculable"}, []),
        ({"etat": "bloquee"}, ["bloquee"]),
        ({"etat": "bloquee", "conteste": True}, []),
        ({"pilote": None}, ["sans_pilote"]),
        ({"pilote": None, "etat": "realisee"}, []),
        ({"etat": "non_renseignee"}, ["sans_etat"]),
        ({"observe_le": "2025-10"}, ["suivi_ancien"]),
        ({"observe_le": "2025-11"}, []),
        ({"observe_le": "2025"}, []),
        ({"observe_le": "2025-10", "etat": "realisee"}, []),
        ({"observe_le": None}, []),
    ],
)
def test_actions(changes, expected):
    assert raised(of_actions(**changes)) == expected


def test_a_point_names_its_facts():
    assert of_actions(etat="bloquee")[0].faits == ("suivi_action:s1",)


VOTE = {"exercice": 2024, "montant": 100.0}
MANDATE = {"exercice": 2024, "etape": "mandate", "document": None}


def of_votes(*lines: Line, today: date = TODAY) -> list[rules.Point]:
    return rules.of_votes(lines, "Plan", today)


def test_a_vote_of_a_closed_exercise_without_any_mandate_waits():
    assert of_votes(line("v", **VOTE), today=date(2025, 12, 31))
    (point,) = of_votes(line("v", **VOTE))
    assert (point.rule, point.told["montant"], point.faits) == ("vote_non_mandate", 100.0, ("ligne_budget:v",))


@pytest.mark.parametrize(
    ("lines", "today"),
    [
        # Closed for less than twelve months, or of no exercise.
        ((line("v", exercice=2025, montant=100.0),), TODAY),
        ((line("v", **VOTE),), date(2025, 12, 30)),
        ((line("v", temporalite="total", exercice=None, montant=100.0),), TODAY),
        # Half of it, or an account.
        ((line("v", **VOTE), line("m", **MANDATE, montant=50.0)), TODAY),
        ((line("v", **VOTE), line("r", exercice=2024, etape="realise", document="CA", montant=1.0)), TODAY),
        # Contested, or income.
        ((line("v", **VOTE, conteste=True),), TODAY),
        ((line("v", **VOTE, sens="recette"),), TODAY),
        # An authorisation over several years, or a spending that is contested.
        ((line("v", **VOTE, autorisation="AP"),), TODAY),
        ((line("v", **VOTE), line("m", **MANDATE, montant=100.0, conteste=True)), TODAY),
        # What is mandated covers another axis: the two do not compare.
        ((line("v", **VOTE), line("m", **MANDATE, montant=1.0, axe_id="a2")), TODAY),
    ],
)
def test_votes_that_do_not_wait(lines, today):
    assert of_votes(*lines, today=today) == []


def test_little_mandated_says_what_remains():
    (point,) = of_votes(line("v", **VOTE), line("m", **MANDATE, montant=30.0))
    assert (point.rule, point.told["reste"], point.told["pourcent"]) == ("vote_peu_mandate", 70.0, 30.0)


PLACE = {
    "jugee": True,
    "place": "en_dessous",
    "valeur": 5.0,
    "bas": 10.0,
    "haut": 40.0,
    "date_valeur": "2025",
    "date_origine": "2018",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["sous_la_bande"]),
        ({"place": "tres_en_dessous"}, ["sous_la_bande"]),
        ({"place": "dans"}, []),
        ({"place": "au_dessus"}, []),
        # Undated, relayed, contested or too young: no verdict, hence no alert.
        ({"jugee": False}, []),
    ],
)
def test_clusters(changes, expected):
    assert raised(rules.of_clusters({**PLACE, **changes}, "Clusters")) == expected


def test_clusters_of_which_nothing_is_known():
    assert rules.of_clusters(None, "Clusters") == []


def test_promises_past_their_date_without_proof():
    states = ["echue_sans_preuve", "tenue", "contestee", "non_datable", "intention", "a_echoir"]
    promises = pd.DataFrame(
        {"etat": states, "numero": "P3", "libelle": "Outils", "echeance_calculee": False, "echeance": "2015-12-31"}
    )
    (point,) = rules.of_promises(promises)
    assert (point.rule, point.told["numero"]) == ("promesse_echue", "P3")


def test_contested_claims_only():
    claims = pd.DataFrame({"libelle": ["24 emplois", "50 à 100"], "conteste": [True, False], "fait": ["a:1", "a:2"]})
    (point,) = rules.of_claims(claims)
    assert (point.rule, point.subject, point.faits) == ("conteste", "24 emplois", ("a:1",))


@pytest.mark.parametrize(
    ("period", "expected"), [("2025-T3", ["valeur_ancienne"]), ("2025-T4", []), ("2024", ["valeur_ancienne"])]
)
def test_a_figure_is_old_after_twelve_months(period, expected):
    assert raised(rules.of_stale_value("Chômage", "Amiens", period, TODAY, ())) == expected


@pytest.mark.parametrize(
    ("values", "sens", "expected"),
    [
        ((8.0, 8.2, 8.5), "baisse", ["degradation"]),
        ((8.5, 8.2, 8.0), "baisse", []),
        ((300.0, 280.0, 250.0), "hausse", ["degradation"]),
        ((250.0, 280.0, 300.0), "hausse", []),
        ((300.0, 280.0, 250.0), "neutre", []),
        # One step the wrong way, or none.
        ((8.2, 8.0, 8.5), "baisse", []),
        ((8.0, 8.2, 8.2), "baisse", []),
        ((8.0, 8.2), "baisse", []),
    ],
)
def test_the_wrong_way_depends_on_what_is_good(values, sens, expected):
    run = Run(tuple(f"2026-T{rank}" for rank in range(1, len(values) + 1)), values)
    assert raised(rules.of_trend("Indicateur", "Amiens", "%", run, sens)) == expected


@pytest.mark.parametrize(("doubted", "count"), [({"2026-T1"}, 0), ({"2026-T3"}, 0), ({"2025-T4"}, 1)])
def test_a_slope_that_rests_on_a_contested_value_raises_nothing(doubted: set[str], count: int):
    run = Run(("2025-T4", "2026-T1", "2026-T2", "2026-T3"), (7.9, 8.0, 8.2, 8.5))
    assert len(rules.of_trend("Chômage", "Amiens", "%", run, "baisse", doubted=doubted)) == count


def test_no_trend_across_a_break_is_no_alert():
    assert rules.of_trend("Indicateur", "Amiens", "%", None, "baisse") == []


def test_points_stand_by_weight_and_each_has_its_words():
    points = [rules.Point(rule, "Sujet", {}) for rule in reversed(rules.RULES)]
    assert raised(rules.ordered(points)) == list(rules.RULES)
    known = wording.rules(rules.UNSPENT_MONTHS, rules.UNSPENT_SHARE, STALE_MONTHS)
    assert set(known) == set(rules.RULES)
    assert "12\u202fmois" in known["suivi_ancien"]


@pytest.mark.parametrize(
    ("point", "said"),
    [
        (
            of_actions(observe_le="2025-10")[0],
            "1\u00a0action au suivi ancien\u202f: «\u202fAtelier partagé\u202f» (Plan)",
        ),
        (of_votes(line("v", **VOTE))[0], "100\u202f€ votés non mandatés, exercice 2024 (Plan)"),
        (
            rules.of_trend("Chômage", "Amiens", "%", Run(("2026-T1", "2026-T2", "2026-T3"), (8.0, 8.2, 8.5)), "baisse")[
                0
            ],
            "Chômage, Amiens\u202f: de 8,0\u202f% (T1\u00a02026) à 8,5\u202f% (T3\u00a02026)",
        ),
    ],
)
def test_sentences(point, said):
    assert wording.sentence(point.rule, point.subject, point.told) == said


def test_a_contested_value_is_to_be_clarified_which_is_no_verdict():
    assert "à clarifier" in wording.rules(0, 0.0, 12)["conteste"]
    assert "contestée" in wording.LIMIT
    assert "à clarifier" in wording.LIMIT
    assert "aucune alerte" not in wording.LIMIT
