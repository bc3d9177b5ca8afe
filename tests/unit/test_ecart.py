"""Gaps between rates: which rates compare, which do not and why, and what no change may cross."""

from datetime import date

import pandas as pd
import pytest

from data.model.ecart import Rates
from data.model.periodes import holding, moment, periods, quarter_of
from data.model.ruptures import Compare, History, Rupture, comparable_since
from data.model.tendance import run_ranks
from data.model.zones import main_zones

NATIONAL = "hors-mayotte"
ZONE = ("zones", "zone_emploi:1")
NO_BREAK: list[tuple[str | None, str | None, str, str]] = []

# One edition: the zone goes back to 2013, the nation of its field begins in 2014, another field came before.
RATES = [
    ("zones", "zone_emploi:1", "zone_emploi", "2013-T4", 12.2),
    ("zones", "zone_emploi:1", "zone_emploi", "2014-T1", 12.1),
    ("zones", "zone_emploi:1", "zone_emploi", "2014-T2", 12.0),
    (NATIONAL, "pays:F", "pays", "2014-T1", 10.1),
    (NATIONAL, "pays:F", "pays", "2014-T2", 10.2),
    ("metropole", "pays:FM", "pays", "2013-T4", 9.8),
    ("metropole", "pays:FM", "pays", "2014-T1", 9.8),
    ("bit", "pays:F", "pays", "2013-T4", 9.7),
]
SERIES = {
    "zones": ("localise", "Insee"),
    NATIONAL: ("localise", "Insee"),
    "metropole": ("localise", "Insee"),
    "bit": ("bit", "Insee"),
}


def _rates(
    told: list[tuple[str, str, str, str, float]] = RATES,
    breaks: list[tuple[str | None, str | None, str, str]] = NO_BREAK,
    series: dict[str, tuple[str, str]] = SERIES,
    perimeters: dict[str, str] | None = None,
) -> Rates:
    frame = pd.DataFrame(told, columns=["serie_id", "territoire_id", "type", "periode", "valeur"])
    held = [(perimeters or {}).get(period, "actuel") for period in frame["periode"]]
    frame = frame.assign(nom_court=frame["territoire_id"], perimetre_id=frame["territoire_id"] + "@" + held)
    known = pd.DataFrame([(key, *one) for key, one in series.items()], columns=["id", "indicateur_id", "producteur"])
    broken = pd.DataFrame(breaks, columns=["serie_id", "territoire_id", "a_partir_de", "cause"])
    return Rates.of(frame, known, broken, NATIONAL)


def test_a_gap_is_the_local_rate_minus_the_national_one_of_the_same_quarter() -> None:
    gap = _rates().gap(ZONE, "2014-T2")
    assert (gap.value, gap.national, gap.difference, gap.reason) == (12.0, 10.2, 1.8, None)


def test_a_gap_of_zero_is_no_missing_gap() -> None:
    same = [*RATES[:-1], ("zones", "zone_emploi:2", "zone_emploi", "2014-T2", 10.2)]
    gap = _rates(same).gap(("zones", "zone_emploi:2"), "2014-T2")
    assert (gap.difference, gap.reason) == (0.0, None)


def test_rule_5_before_the_national_field_begins_there_is_no_gap() -> None:
    gap = _rates().gap(ZONE, "2013-T4")
    assert (gap.value, gap.difference, gap.reason) == (12.2, None, "champ")


def test_another_measure_of_the_nation_is_neither_its_field_nor_its_rate() -> None:
    without = [row for row in RATES if row[0] != "metropole"]
    gap = _rates(without).gap(ZONE, "2013-T4")
    assert (gap.national, gap.difference, gap.reason) == (None, None, "national_inconnu")


@pytest.mark.parametrize(
    ("own", "reason"),
    [(("bit", "Insee"), "mesure"), (("localise", "Pôle emploi"), "producteur"), (("localise", "Insee"), None)],
)
def test_another_measure_or_producer_does_not_compare(own: tuple[str, str], reason: str | None) -> None:
    gap = _rates(series={**SERIES, "zones": own}).gap(ZONE, "2014-T2")
    assert (gap.difference is None, gap.reason) == (reason is not None, reason)


def test_rates_of_two_editions_do_not_compare_even_where_both_are_known() -> None:
    later = [*RATES, ("zones", "zone_emploi:1", "zone_emploi", "2014-T3", 11.9)]
    rates = _rates(later)
    assert {period: rates.gap(ZONE, period).reason for period in ("2014-T1", "2014-T3")} == {
        "2014-T1": "edition",
        "2014-T3": "edition",
    }


def test_an_unknown_rate_is_unknown_and_no_reason_hides_it() -> None:
    assert _rates().gap(ZONE, "2012-T1").reason == "inconnu"
    assert _rates([row for row in RATES if row[0] != NATIONAL]).gap(ZONE, "2014-T2").reason == "national_inconnu"


@pytest.mark.parametrize("serie", ["zones", NATIONAL])
def test_before_a_change_of_field_of_either_rate_there_is_no_gap(serie: str) -> None:
    rates = _rates(breaks=[(serie, None, "2014-04", "champ")])
    assert rates.gap(ZONE, "2014-T1").reason == "champ"
    assert rates.gap(ZONE, "2014-T2").difference == 1.8


def test_a_break_of_another_territory_or_series_touches_nothing() -> None:
    rates = _rates(breaks=[("zones", "zone_emploi:9", "2014-04", "champ"), ("autre", None, "2014-04", "champ")])
    assert rates.gap(ZONE, "2014-T1").difference == 2.0
    assert rates.compare_gaps(ZONE)("2014-T1", "2014-T2") is None


@pytest.mark.parametrize("serie", ["zones", NATIONAL])
@pytest.mark.parametrize("cause", ["champ", "millesime", "nomenclature"])
def test_no_change_of_a_gap_crosses_a_break_of_either_rate(serie: str, cause: str) -> None:
    rates = _rates(breaks=[(serie, None, "2014-04", cause)])
    compare = rates.compare_gaps(ZONE)
    refusal = compare("2014-T1", "2014-T2")
    assert refusal is not None
    assert [(one.period, one.cause) for one in refusal.crossings] == [("2014-T2", cause)]
    assert comparable_since(["2014-T1", "2014-T2"], compare) is None
    assert _rates().compare_gaps(ZONE)("2014-T1", "2014-T2") is None


def test_no_change_crosses_another_perimeter() -> None:
    rates = _rates(perimeters={"2014-T2": "2015"})
    refusal = rates.compare(ZONE)("2014-T1", "2014-T2")
    assert refusal is not None
    assert [(one.period, one.cause) for one in refusal.crossings] == [("2014-T2", "perimetre")]
    assert rates.compare(ZONE)("2013-T4", "2014-T1") is None


def _broken_at(starts: list[str]) -> Compare:
    return History.of((None, ""), [Rupture(None, None, start, "champ") for start in starts]).refusal


def test_without_a_known_series_nothing_compares() -> None:
    assert _rates(series={}).gap(ZONE, "2014-T2").reason == "mesure"


def test_the_name_of_the_nation_is_that_of_its_territory() -> None:
    assert _rates().country == "pays:F"
    assert _rates([row for row in RATES if row[0] != NATIONAL]).country == ""


def test_a_change_starts_with_the_first_quarter_that_compares_with_the_last() -> None:
    ordered = ["2014-T1", "2014-T2", "2014-T3", "2014-T4"]
    assert comparable_since(ordered, _broken_at(["2014-07"])) == "2014-T3"
    assert comparable_since(ordered, _broken_at([])) == "2014-T1"
    assert comparable_since(ordered[:1], _broken_at([])) is None
    assert comparable_since(["2014-T1"], _broken_at(["2014-01"])) is None


def test_runs_are_counted_across_breaks() -> None:
    ordered = periods("2013-T3", "2014-T3")
    assert ordered == ["2013-T3", "2013-T4", "2014-T1", "2014-T2", "2014-T3"]
    assert run_ranks(ordered, _broken_at(["2014-01"])) == [0, 0, 1, 1, 1]
    # A break in the middle of a quarter parts it from both neighbours.
    assert run_ranks(ordered, _broken_at(["2014-02"])) == [0, 0, 1, 2, 2]
    assert run_ranks([], _broken_at([])) == []


def test_periods_stand_on_an_axis_of_years() -> None:
    assert (moment("2023-T3"), moment("2023-T1"), moment("2023")) == (2023.5, 2023.0, 2023.0)
    assert (moment("2023-07"), moment("2023-01")) == (2023.5, 2023.0)
    assert periods("2024", "2023") == []
    assert periods("2023-11", "2024-02") == ["2023-11", "2023-12", "2024-01", "2024-02"]


def test_a_day_lies_in_its_quarter() -> None:
    assert quarter_of(date(2015, 3, 3)) == "2015-T1"
    assert quarter_of(date(2020, 12, 31)) == "2020-T4"
    assert [holding(date(2015, 3, 3), like) for like in ("2020", "2020-T4", "2020-11", "2020-12-31")] == [
        "2015",
        "2015-T1",
        "2015-03",
        "2015-03-03",
    ]


def test_the_main_zone_of_each_epci_is_told_once() -> None:
    held = pd.DataFrame(
        [("a", "3202", 39), ("b", "3220", 38), ("b", "3214", 10), ("c", "3220", 57), ("c", "3202", 3)],
        columns=["siren", "zone", "communes"],
    )
    assert main_zones(held) == ["3202", "3220"]
    assert main_zones(held.iloc[:0]) == []
