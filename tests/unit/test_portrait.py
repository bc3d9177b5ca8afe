"""A portrait: the last value of each series, its rate, the nearest scale, and no comparison of unlike things."""

from typing import Any

import pandas as pd
import pytest

from components.wording import territoires as wording
from data.model import portrait

A, B, ZONE, COUNTRY = "epci:1", "epci:2", "zone_emploi:1", "pays:F"
VALUE: dict[str, Any] = {
    "territoire_id": A,
    "territoire_type": "epci",
    "indicateur_id": "creations",
    "indicateur": "Créations",
    "serie_id": "s",
    "perimetre_id": "epci:1@2026",
    "nature": "flux",
    "unite_compte": "entreprise",
    "periode": "2025",
    "valeur": 30.0,
    "fait": "observation:1",
}
PEOPLE = {"indicateur_id": "population", "indicateur": "Population", "serie_id": "p", "nature": "stock"}
INHABITANTS = {**PEOPLE, "unite_compte": "personne", "valeur": 2000.0, "periode": "2026", "fait": "observation:2"}


def values(*changes: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**VALUE, **one} for one in changes])


def test_the_last_value_of_each_series_stands_for_today():
    found = portrait.last_values(values({"periode": "2024", "valeur": 1.0}, {}, {"serie_id": "t", "periode": "2023"}))
    assert list(zip(found["serie_id"], found["periode"], strict=True)) == [("s", "2025"), ("t", "2023")]


def test_a_value_that_is_not_published_leaves_the_one_before_with_its_own_period():
    found = portrait.last_values(values({"periode": "2024", "valeur": 7.0}, {"valeur": None}))
    assert list(zip(found["periode"], found["valeur"], strict=True)) == [("2024", 7.0)]


def test_a_rate_has_the_denominator_of_the_same_territory():
    found = portrait.per_thousand(values({}, {"territoire_id": B}, INHABITANTS))
    assert list(found["pour_mille"].fillna(-1)) == [15.0, -1, -1]
    assert (found["population_de"].iloc[0], found["population_fait"].iloc[0]) == ("2026", "observation:2")
    assert found["population_fait"].iloc[1:].isna().all()


def test_rule_5_a_rate_has_the_denominator_of_the_same_perimeter():
    found = portrait.per_thousand(values({"perimetre_id": "epci:1@2022"}, INHABITANTS))
    assert found["pour_mille"].isna().all()
    assert found["autre_perimetre"].tolist() == [True, False]
    assert not portrait.per_thousand(values({}, INHABITANTS))["autre_perimetre"].any()


def test_a_rate_of_unemployment_is_not_brought_to_inhabitants():
    found = portrait.per_thousand(values({"nature": "taux", "unite_compte": "part"}, INHABITANTS))
    assert found["pour_mille"].isna().all()


def test_no_inhabitant_no_rate():
    found = portrait.per_thousand(values({}, {**INHABITANTS, "valeur": 0.0}))
    assert found["pour_mille"].isna().all()


def test_the_nearest_scale_wins_and_what_is_known_here_is_not_repeated():
    own = values({})
    around = values(
        {"territoire_id": ZONE, "territoire_type": "zone_emploi"},
        {"territoire_id": ZONE, "territoire_type": "zone_emploi", "indicateur_id": "chomage"},
        {"territoire_id": "zone_emploi:2", "territoire_type": "zone_emploi", "indicateur_id": "chomage"},
        {"territoire_id": COUNTRY, "territoire_type": "pays", "indicateur_id": "chomage"},
        {"territoire_id": COUNTRY, "territoire_type": "pays", "indicateur_id": "bit"},
    )
    found = portrait.larger_scales(own, around)
    assert list(zip(found["indicateur_id"], found["territoire_id"], strict=True)) == [
        ("chomage", ZONE),
        ("chomage", "zone_emploi:2"),
        ("bit", COUNTRY),
    ]


def test_only_the_same_period_and_several_territories_compare_in_their_own_order():
    people = [{**INHABITANTS, "territoire_id": name} for name in (A, B)]
    frame = portrait.per_thousand(values({}, {"territoire_id": B, "valeur": 90.0}, {"serie_id": "t"}, *people))
    found = portrait.comparable(frame, [B, A])
    assert list(zip(found["serie_id"], found["territoire_id"], strict=True)) == [("s", B), ("s", A)]
    older = portrait.per_thousand(values({}, {"territoire_id": B, "periode": "2024"}, *people))
    assert portrait.comparable(older, [A, B]).empty


def test_what_a_claim_says_keeps_its_words():
    row = {"valeur_min": 50.0, "valeur_max": 100.0, "valeur": None, "unite": "emplois par an", "qualificatif": None}
    assert wording.told_value(row) == "50 à 100 emplois par an"
    one = {
        "valeur_min": None,
        "valeur_max": None,
        "valeur": 40.0,
        "unite": "membres",
        "qualificatif": "une quarantaine",
    }
    assert wording.told_value(one) == "40 membres (une quarantaine)"
    assert wording.told_value({**one, "valeur": None, "qualificatif": None}) == "non chiffré"


def test_nothing_known_is_said_in_the_title():
    assert wording.message("Lieu", None, None, None) == "Lieu\u202f: ni communes ni population connues à cette date"
    assert wording.message("Lieu", 1, 1000.0, "2026") == "Lieu\u202f: 1\u00a0commune, 1\u202f000\u00a0habitants (2026)"


@pytest.mark.parametrize(
    ("illustrative", "contested", "words"),
    [
        (False, False, "prévision"),
        (False, True, "prévision, contesté"),
        (True, False, "illustratif (prévision)"),
        (True, True, "illustratif (prévision), contesté"),
    ],
)
def test_a_forecast_stays_one_in_a_portrait(illustrative, contested, words):
    row = {"statut": "prevision", "illustratif": illustrative, "conteste": contested}
    assert wording.statut(row) == words
