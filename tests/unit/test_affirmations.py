"""Claims: out of reach of arithmetic, what would make two of them true, and from when one can be tested."""

import statistics
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.model import affirmations, verifiable
from data.model.affirmations import Claim, Condition, RivalClaimsError, Said, Span, claim, conciliation, span
from data.model.maturite import Band, Ramp
from data.model.verifiable import AsRead, Ripeness, Verifiable

TOGETHER = Band(lent=(Ramp(50, 10),), rapide=(Ramp(100, 5),))
RIPE = Ripeness((50.0, 100.0), (5.0, 10.0))
ROW: dict[str, Any] = {
    "id": "c24",
    "valeur": Said(24.0),
    "valeur_min": None,
    "valeur_max": None,
    "unite": "emplois",
    "flux_stock": "non_precise",
    "periode": "non précisée",
    "periode_precisee": False,
    "precision_perimetre": "« ce cluster »",
    "qualificatif": "dit officiel",
    "statut": "declare",
    "relais": "Un élu",
    "conteste": True,
    "connu_le": "2020-01",
}
RHYTHM = {
    **ROW,
    "id": "rythme",
    "valeur": None,
    "valeur_min": Said(50.0),
    "valeur_max": Said(100.0),
    "unite": "emplois par an",
    "flux_stock": "flux",
    "periode": "à venir, non datée",
    "precision_perimetre": "les trois clusters ensemble",
    "qualificatif": "une fois atteint un « rythme de croisière »",
    "statut": "prevision",
    "relais": None,
    "conteste": False,
}
TOTAL = {
    **ROW,
    "id": "c310",
    "valeur": Said(310.0),
    "flux_stock": "stock",
    "periode": "2018 à 2025",
    "periode_precisee": True,
    "precision_perimetre": "les trois clusters ensemble",
    "qualificatif": "environ",
    "relais": None,
    "conteste": False,
    "connu_le": "2026-03-12",
}

COLUMN = pd.Series([Said(24.0), Said(50.0)])
MIXED = pd.Series([Said(24.0), 231.0], dtype=object)


@pytest.mark.parametrize(
    "compute",
    [
        pd.Series.sum,
        pd.Series.mean,
        pd.Series.median,
        pd.Series.max,
        pd.Series.cumsum,
        lambda column: column.astype(float),
        pd.to_numeric,
        lambda column: column * 6,
        lambda column: column + column,
        lambda column: column.groupby([0, 0]).sum(),
        lambda column: column.to_frame("v").agg({"v": "mean"}),
        sum,
        lambda column: np.mean(column.to_numpy()),
        statistics.mean,
        lambda column: float(column[0]),
        lambda column: round(column[0]),
    ],
)
@pytest.mark.parametrize("column", [COLUMN, MIXED], ids=["affirmations", "mêlées à un compte"])
@pytest.mark.piege(1)
def test_no_computation_takes_two_claims_nor_a_claim_and_a_count(
    compute: Callable[[pd.Series], object], column: pd.Series
):
    with pytest.raises(TypeError):
        compute(column)


def test_plain_numbers_would_be_mixed_without_a_word():
    """Negative control: what the type is for."""
    assert pd.Series([24.0, 50.0]).mean() == 37


def test_the_refusal_says_why():
    with pytest.raises(RivalClaimsError, match="ne s’additionne"):
        _ = Said(24.0) + Said(50.0)


@pytest.mark.parametrize(
    ("periode", "expected"),
    [
        ("2018 à 2025", Span(2018, 2025)),
        ("fin de 2026", Span(2026, 2026)),
        ("31 décembre 2025", Span(2025, 2025)),
        ("à partir de 2027", Span(2027, None)),
        ("vers 2000 (« il y a 15 ans », dit en 2015)", None),
        ("2015 (millésime non donné)", Span(2015, 2015)),
        ("à venir, non datée", None),
        ("2001, 2003 et 2005", None),
    ],
)
def test_a_period_in_words_names_its_years(periode: str, expected: Span | None):
    assert span(periode, precisee=True) == expected
    assert span(periode, precisee=False) is None


@pytest.mark.parametrize(
    ("reserve", "value", "expected"),
    [
        ("", 24.0, (24.0, 24.0)),
        ("environ", 310.0, (305.0, 315.0)),
        ("une quarantaine de", 40.0, (35.0, 45.0)),
        ("moins de", 90.0, (-float("inf"), 90.0)),
        ("plus de", 300.0, (300.0, float("inf"))),
    ],
)
def test_a_reserve_widens_what_a_claim_may_mean(reserve: str, value: float, expected: tuple[float, float]):
    told = claim({**ROW, "valeur": Said(value), "qualificatif": reserve})
    assert affirmations.bounds(told) == expected


def test_twenty_four_and_fifty_to_a_hundred_can_both_be_true_if_what_is_unsaid_sets_them_apart():
    found = conciliation(claim(ROW), claim(RHYTHM))
    assert found.outcome == "sous_condition"
    assert found.conditions == (
        Condition("compte_inconnu", "c24"),
        Condition("periode_inconnue", "c24"),
        Condition("a_venir", "rythme"),
        Condition("perimetres"),
    )


def _flow(**changes: object) -> Claim:
    told = {"flux_stock": "flux", "periode": "2020", "periode_precisee": True, "precision_perimetre": "les trois"}
    return claim({**ROW, **told, **changes})


@pytest.mark.parametrize(
    ("other", "outcome", "kinds"),
    [
        (_flow(id="b", valeur=Said(60.0)), "contradictoires", []),
        (_flow(id="b"), "compatibles", ["valeurs"]),
        (_flow(id="b", valeur=Said(60.0), periode="2021"), "compatibles", ["periodes"]),
        (_flow(id="b", valeur=Said(60.0), unite="contrats"), "compatibles", ["unites"]),
        (_flow(id="b", valeur=Said(60.0), flux_stock="stock"), "compatibles", ["rythme_et_total"]),
        (_flow(id="b", valeur=Said(60.0), precision_perimetre=None), "sous_condition", ["perimetre_inconnu"]),
        (_flow(id="b", valeur=Said(60.0), precision_perimetre="un seul"), "sous_condition", ["perimetres"]),
        (_flow(id="b", valeur=Said(60.0), qualificatif="moins de"), "compatibles", ["valeurs"]),
    ],
)
def test_what_sets_two_flows_of_one_year_apart(other: Claim, outcome: str, kinds: list[str]):
    found = conciliation(_flow(), other)
    assert (found.outcome, [condition.kind for condition in found.conditions]) == (outcome, kinds)


def test_every_pair_is_looked_at():
    assert len(affirmations.conciliations(pd.DataFrame([ROW, RHYTHM, TOTAL, {**TOTAL, "id": "x"}]))) == 6


@pytest.mark.parametrize(
    ("origine", "expected"),
    [
        ("2018", Verifiable("2023", "2028", (5.0, 10.0))),
        ("2014", Verifiable("2019", "2024", (5.0, 10.0))),
        ("2018-07", Verifiable("2023-07", "2028-07", (5.0, 10.0))),
    ],
)
def test_a_cruise_rhythm_is_testable_only_from_full_maturity(origine: str, expected: Verifiable):
    assert verifiable.verifiable(claim(RHYTHM), RHYTHM, origine, RIPE) == expected


def test_a_rhythm_that_is_not_the_cruise_one_and_has_no_date_is_not_testable():
    other = {**RHYTHM, "valeur_max": Said(80.0)}
    assert verifiable.verifiable(claim(other), other, "2018", RIPE) == Verifiable(None, obstacles=("periode",))
    assert verifiable.verifiable(claim(RHYTHM), RHYTHM, "2018", None).depuis is None


def test_an_undated_relayed_or_contested_value_is_not_testable_and_says_why():
    found = verifiable.verifiable(claim(ROW), ROW, "2018", RIPE)
    assert found == Verifiable(None, obstacles=("periode", "flux_stock", "relayee", "contestee"))


@pytest.mark.parametrize(
    ("changes", "origine", "expected"),
    [
        ({}, "2018", Verifiable("2025-12-31")),
        ({}, "2020", Verifiable(None, obstacles=("origine",))),
        ({"periode": "2020", "connu_le": "2021-03"}, "2018", Verifiable("2023")),
        ({"statut": "objectif", "periode": "fin de 2026"}, "2018", Verifiable("2026-12-31")),
        (
            {"statut": "prevision", "flux_stock": "flux", "periode": "à partir de 2027"},
            "2018",
            Verifiable("2027-12-31"),
        ),
    ],
)
def test_a_dated_value_is_testable_at_its_own_end_never_before_five_years(
    changes: dict[str, object], origine: str, expected: Verifiable
):
    row = {**TOTAL, **changes}
    assert verifiable.verifiable(claim(row), row, origine, RIPE) == expected


def test_a_claim_that_does_not_say_is_read_both_ways_from_each_origin():
    told = claim(ROW)
    recent = verifiable.as_read(told, 2020.0, "2018", TOGETHER)
    assert recent == (
        AsRead("2018", "cumul", 2.0, 10.0, 40.0, "dans"),
        AsRead("2018", "an", 2.0, 7.5, 30.0, "dans"),
    )
    old = verifiable.as_read(told, 2020.0, "2014", TOGETHER)
    assert [(one.bas, one.haut, one.place) for one in old] == [
        (90.0, 350.0, "tres_en_dessous"),
        (27.5, 100.0, "en_dessous"),
    ]


def test_a_forecast_a_range_or_a_total_from_elsewhere_is_not_read_on_the_curve():
    assert verifiable.as_read(claim(RHYTHM), 2020.0, "2018", TOGETHER) == ()
    assert verifiable.as_read(claim(TOTAL), 2026.0, "2020", TOGETHER) == ()
    assert [one.vue for one in verifiable.as_read(claim(TOTAL), 2026.0, "2018", TOGETHER)] == ["cumul"]
    assert verifiable.as_read(claim(ROW), 2017.0, "2018", TOGETHER) == ()
