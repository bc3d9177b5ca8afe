"""Comparing counts: what may be summed, divided or subtracted, and what may not."""

import math

import pandas as pd
import pytest

from data.model.evolution import Break, Change, Points, Whole, crossed, index_hundred, per_thousand, share

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
    assert change is not None
    assert change.difference == 3


def test_no_change_when_one_part_is_missing() -> None:
    assert Points.of(STEADY[1:]).change(2025, 2024, [A, B]) is None


@pytest.mark.parametrize("since", [2025, 2026])
def test_no_change_backwards(since: int) -> None:
    assert Points.of(STEADY).change(2025, since, [A]) is None


def test_trap_10_no_change_across_perimeters() -> None:
    moved = Points.of(_frame([(A, 2024, 10, "a@33"), (A, 2025, 15, "a@39")]))
    assert moved.change(2025, 2024, [A]) is None
    assert math.isnan(moved.index(A, 2025, 2024))


@pytest.mark.parametrize("cause", ["champ", "nomenclature", "millesime"])
def test_no_change_across_a_break(cause: str) -> None:
    broken = Points.of(STEADY, (Break(None, 2025, cause),))
    assert broken.change(2025, 2024, [A]) is None


def test_break_of_another_territory_does_not_count() -> None:
    assert Points.of(STEADY, (Break(B, 2025, "champ"),)).change(2025, 2024, [A]) is not None


def test_break_before_both_years_does_not_count() -> None:
    assert not crossed([Break(None, 2024, "champ")], A, 2024, 2025)
    assert crossed([Break(None, 2025, "champ")], A, 2024, 2025)


def test_perimeter_breaks_are_read_on_the_observations() -> None:
    assert Points.of(STEADY, (Break(A, 2025, "perimetre"),)).change(2025, 2024, [A]) is not None


def test_breaks_of_a_frame_keep_the_year_and_the_scope() -> None:
    frame = pd.DataFrame(
        {"territoire_id": [None, A], "a_partir_de": ["2014-01", "2015"], "cause": ["champ", "perimetre"]}
    )
    assert Break.all_of(frame) == (Break(None, 2014, "champ"), Break(A, 2015, "perimetre"))


def test_index_is_100_for_the_base_year() -> None:
    result = index_hundred(STEADY, Points.of(STEADY), 2024)
    assert result["mesure"].tolist() == pytest.approx([100, 150, 100, 90])


def test_index_without_base_is_missing() -> None:
    frame = STEADY[1:]
    assert index_hundred(frame, Points.of(frame), 2024)["mesure"].isna().tolist() == [True, False, False]


def test_index_on_zero_is_missing() -> None:
    frame = _frame([(A, 2024, 0, "a"), (A, 2025, 5, "a")])
    assert index_hundred(frame, Points.of(frame), 2024)["mesure"].isna().all()


def test_rate_needs_the_population_of_the_same_perimeter() -> None:
    population = pd.DataFrame({"perimetre_id": ["a"], "valeur": [1000.0]})
    result = per_thousand(STEADY, population)
    assert result["mesure"].tolist()[:2] == pytest.approx([10, 15])
    assert result["mesure"].isna().tolist()[2:] == [True, True]


def test_rate_on_an_empty_territory_is_missing() -> None:
    population = pd.DataFrame({"perimetre_id": ["a", "b"], "valeur": [0.0, 100.0]})
    assert per_thousand(STEADY, population)["mesure"].isna().tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("part", "total", "expected"), [(78, 100, 78.0), (None, 100, None), (1, None, None), (1, 0, None)]
)
def test_share(part: float | None, total: float | None, expected: float | None) -> None:
    assert share(part, total) == expected
