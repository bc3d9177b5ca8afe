"""Comparing counts: what may be summed, divided or subtracted, and what may not."""

import pandas as pd
import pytest

from data.model.evolution import Change, Points, Whole, growth, growths, last_perimeters, per_thousand, share
from data.model.ruptures import Crossing, Refusal, Rupture

A, B = "epci:1", "epci:2"


def _frame(rows: list[tuple[str, int, float | None, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["territoire_id", "annee", "valeur", "perimetre_id"])
    return frame.astype({"valeur": "float64", "annee": "Int64"})


STEADY = _frame([(A, 2024, 10, "a"), (A, 2025, 15, "a"), (B, 2024, 20, "b"), (B, 2025, 18, "b")])


def test_whole_adds_parts_that_are_all_known() -> None:
    assert Points.of(STEADY).whole(2025, [A, B]) == Whole(33, 2, 2)


def test_whole_with_a_hole_is_not_a_sum() -> None:
    holed = _frame([(A, 2025, 15, "a"), (B, 2025, None, "b")])
    assert Points.of(holed).whole(2025, [A, B]) == Whole(None, 1, 2)


def test_whole_of_nothing_is_not_zero() -> None:
    assert Points.of(STEADY).whole(2025, []).value is None


def test_change_of_a_sum() -> None:
    change = Points.of(STEADY).change(2025, 2024, [A, B])
    assert change == Change(2025, 33, 2024, 30)
    assert isinstance(change, Change)
    assert change.difference == 3
    assert change.percent == pytest.approx(10)


def test_no_change_when_one_part_is_missing() -> None:
    assert Points.of(STEADY[1:]).change(2025, 2024, [A, B]) is None


@pytest.mark.parametrize("since", [2025, 2026])
def test_no_change_backwards(since: int) -> None:
    assert Points.of(STEADY).change(2025, since, [A]) is None


@pytest.mark.piege(10)
def test_no_change_across_perimeters() -> None:
    moved = Points.of(_frame([(A, 2023, 9, "a@33"), (A, 2024, 10, "a@33"), (A, 2025, 15, "a@39")]))
    assert moved.change(2025, 2023, [A]) == Refusal((Crossing("2025", "perimetre", (A,)),))
    assert moved.change(2024, 2023, [A]) == Change(2024, 10, 2023, 9)


@pytest.mark.parametrize("cause", ["champ", "nomenclature", "millesime"])
def test_no_change_across_a_break(cause: str) -> None:
    cut = Rupture(None, None, "2025", cause, "autre chose")
    refusal = Points.of(STEADY, (cut,)).change(2025, 2024, [A, B])
    assert refusal == Refusal((Crossing("2025", cause, (A, B), (cut,)),))


def test_a_sum_is_refused_for_the_break_of_one_part() -> None:
    cut = Rupture(None, B, "2025", "champ")
    points = Points.of(STEADY, (cut,))
    assert points.change(2025, 2024, [A, B]) == Refusal((Crossing("2025", "champ", (B,), (cut,)),))
    assert points.change(2025, 2024, [A]) == Change(2025, 15, 2024, 10)
    assert points.changes(2024, 2025) == pytest.approx([50])


def test_perimeter_breaks_are_read_on_the_observations() -> None:
    told = Rupture(None, A, "2025", "perimetre")
    assert Points.of(STEADY, (told,)).change(2025, 2024, [A]) == Change(2025, 15, 2024, 10)


def test_growth_is_none_on_nothing_and_refused_whole() -> None:
    assert growth(10, 15) == pytest.approx(50)
    assert growth(0, 15) is None
    before, now = pd.Series([10.0, 0.0]), pd.Series([15.0, 3.0])
    assert growths(before, now, None).tolist()[0] == pytest.approx(50)
    assert growths(before, now, None).isna().tolist() == [False, True]
    assert growths(before, now, Refusal((Crossing("2025", "champ", (A,)),))).isna().all()


def test_rate_needs_the_population_of_the_same_perimeter() -> None:
    population = pd.DataFrame({"perimetre_id": ["a"], "periode": ["2026"], "valeur": [1000.0]})
    result = per_thousand(STEADY, population)
    assert result["mesure"].tolist()[:2] == pytest.approx([10, 15])
    assert result["mesure"].isna().tolist()[2:] == [True, True]


def test_rate_takes_the_last_known_population_of_each_perimeter() -> None:
    rows = [("a", "2026", 1000.0), ("a", "2016", 500.0), ("b", "2016", 100.0), ("b", "2026", None)]
    result = per_thousand(STEADY, pd.DataFrame(rows, columns=["perimetre_id", "periode", "valeur"]))
    assert result["population"].tolist() == [1000, 1000, 100, 100]


TWICE = _frame([(A, 2025, 99, "a@old"), (A, 2024, 10, "a@new"), (A, 2025, 15, "a@new"), (A, 2024, 90, "a@old")])


@pytest.mark.parametrize("frame", [TWICE, TWICE[::-1], TWICE.iloc[[2, 0, 3, 1]]])
def test_two_perimeters_in_a_year_are_neither_added_nor_taken_at_random(frame: pd.DataFrame) -> None:
    frame = pd.concat([frame, _frame([(A, 2026, 16, "a@new"), (A, 2023, 88, "a@old")])])
    points = Points.of(frame)
    assert [points.whole(year, [A]).value for year in range(2023, 2027)] == [88, 10, 15, 16]
    assert points.change(2025, 2024, [A]) == Change(2025, 15, 2024, 10)
    assert isinstance(points.change(2025, 2023, [A]), Refusal)
    kept = last_perimeters(frame)
    assert sorted(kept["valeur"]) == [10, 15, 16, 88]


def test_rate_on_an_empty_territory_is_missing() -> None:
    population = pd.DataFrame({"perimetre_id": ["a", "b"], "periode": "2026", "valeur": [0.0, 100.0]})
    assert per_thousand(STEADY, population)["mesure"].isna().tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("part", "total", "expected"), [(78, 100, 78.0), (None, 100, None), (1, None, None), (1, 0, None)]
)
def test_share(part: float | None, total: float | None, expected: float | None) -> None:
    assert share(part, total) == expected
