"""The maturity curve: its closed form, its edges, and what forbids a verdict."""

import pytest

from data.model.maturite import (
    Band,
    Ramp,
    Value,
    band,
    expected,
    moment,
    obstacles,
    place,
    rhythm,
    rhythm_band,
    verdict_date,
)

SLOW, FAST = Ramp(50, 10), Ramp(100, 5)
TOGETHER = Band(lent=(SLOW,), rapide=(FAST,))
STEPS = 20_000


def _integral(ramp: Ramp, age: float) -> float:
    """Midpoint rule over the definition of the rhythm, written apart from the code: min(t / M, 1) · r."""
    step = age / STEPS
    return sum(min((rank + 0.5) * step / ramp.age_maturite, 1) * ramp.rythme * step for rank in range(STEPS))


@pytest.mark.parametrize("ramp", [SLOW, FAST, Ramp(7.5, 2.5)])
@pytest.mark.parametrize("age", [0.4, 2, 5, 6, 10, 13.7])
def test_closed_form_is_the_integral_of_the_ramp(ramp: Ramp, age: float):
    assert expected(ramp, age) == pytest.approx(_integral(ramp, age), rel=1e-6)


@pytest.mark.parametrize("ramp", [SLOW, FAST])
def test_the_two_branches_meet_at_maturity_in_value_and_in_rhythm(ramp: Ramp):
    below, above = ramp.age_maturite - 1e-9, ramp.age_maturite + 1e-9
    assert expected(ramp, below) == pytest.approx(expected(ramp, above), abs=1e-5)
    assert expected(ramp, ramp.age_maturite) == ramp.rythme * ramp.age_maturite / 2
    assert rhythm(ramp, below) == pytest.approx(rhythm(ramp, above), abs=1e-5)


def test_rhythm_is_the_slope_of_the_curve_and_never_exceeds_the_cruise():
    for age in (1, 3, 7, 12):
        slope = (expected(SLOW, age + 1e-5) - expected(SLOW, age - 1e-5)) / 2e-5
        assert rhythm(SLOW, age) == pytest.approx(slope, rel=1e-5)
    assert rhythm(FAST, 40) == 100


@pytest.mark.parametrize(("age", "low", "high"), [(0, 0, 0), (2, 10, 40), (5, 62.5, 250), (6, 90, 350), (10, 250, 750)])
def test_the_band_of_the_sources(age: float, low: float, high: float):
    assert band(TOGETHER, age) == (low, high)


def test_nothing_is_expected_before_the_origin():
    assert band(TOGETHER, -1) == (0, 0)
    assert rhythm_band(TOGETHER, -1) == (0, 0)


def test_clusters_counted_together_add_their_jobs():
    both = Band(lent=(SLOW, SLOW), rapide=(FAST, FAST))
    assert band(both, 6) == (180, 700)
    assert rhythm_band(both, 6) == (60, 200)


@pytest.mark.parametrize(("rythme", "age"), [(0, 5), (50, 0), (-1, 5)])
def test_a_ramp_without_rhythm_or_age_is_refused(rythme: float, age: float):
    with pytest.raises(ValueError, match="rythme="):
        Ramp(rythme, age)


@pytest.mark.parametrize(
    ("text", "year"), [("2018", 2018.0), ("2020-01", 2020.0), ("2020-07", 2020.5), ("2021-01-01", 2021.0)]
)
def test_a_partial_date_counts_from_its_beginning(text: str, year: float):
    assert moment(text) == year


def test_a_day_lies_inside_its_month():
    assert moment("2020-03") < moment("2020-03-15") < moment("2020-04")


@pytest.mark.parametrize(
    ("origin", "due"),
    [
        ("2018", "2023"),
        ("2014", "2019"),
        ("2018-06", "2023-06"),
        ("2016-02-28", "2021-02-28"),
        ("2016-02-29", "2021-03-01"),
    ],
)
def test_the_date_of_the_verdict_is_no_more_precise_than_the_origin(origin: str, due: str):
    assert verdict_date(origin) == due


@pytest.mark.parametrize(
    ("value", "where"),
    [(9.9, "en_dessous"), (4.9, "tres_en_dessous"), (10, "dans"), (40, "dans"), (40.1, "au_dessus")],
)
def test_place_against_the_band(value: float, where: str):
    assert place(value, 10, 40) == where


COUNTED = Value(valeur=300, moment=2024.0, statut="constate")


def test_an_observed_dated_uncontested_value_of_five_years_may_be_judged():
    assert obstacles(COUNTED, "2018") == ()
    assert obstacles(Value(valeur=300, moment=2023.0, statut="declare"), "2018") == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"moment": 2022.99}, "age"),
        ({"datee": False}, "periode"),
        ({"flux_stock_connu": False}, "flux_stock"),
        ({"conteste": True}, "contestee"),
        ({"relayee": True}, "relayee"),
        ({"statut": "prevision"}, "statut"),
        ({"statut": "objectif"}, "statut"),
        ({"statut": "illustratif"}, "statut"),
    ],
)
def test_each_obstacle_alone_forbids_the_verdict(change: dict[str, object], reason: str):
    facts: dict[str, object] = {"valeur": 300.0, "moment": 2024.0, "statut": "constate", **change}
    assert obstacles(Value(**facts), "2018") == (reason,)  # type: ignore[arg-type]


@pytest.mark.piege(2)
def test_the_same_value_is_inside_from_one_origin_and_far_below_from_the_other():
    known = moment("2020-01")
    assert place(24, *band(TOGETHER, known - moment("2018"))) == "dans"
    assert place(24, *band(TOGETHER, known - moment("2014"))) == "tres_en_dessous"


@pytest.mark.piege(1)
def test_the_cruise_rhythm_is_not_multiplied_by_the_years():
    assert band(TOGETHER, moment("2020-01") - moment("2014")) == (90, 350) != (300, 600)
