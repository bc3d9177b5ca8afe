"""Runs of comparable years: breaks that a period meets, and an index that never crosses one."""

import pandas as pd
import pytest

from data.model.ruptures import Crossing, Rupture
from data.model.troncons import common_bases, crossings, index_hundred, stretches

A, B = "epci:1", "epci:2"


def _frame(rows: list[tuple[str, int, float | None, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["territoire_id", "annee", "valeur", "perimetre_id"])
    return frame.astype({"valeur": "float64", "annee": "Int64"})


STEADY = _frame([(A, 2024, 10, "a"), (A, 2025, 15, "a"), (B, 2024, 20, "b"), (B, 2025, 18, "b")])
MOVED = _frame([(A, 2022, 10, "a@6"), (A, 2023, 12, "a@6"), (A, 2024, 20, "a@7"), (A, 2025, 25, "a@7")])


def test_index_is_100_for_the_first_year() -> None:
    assert index_hundred(STEADY)["mesure"].tolist() == pytest.approx([100, 150, 100, 90])


@pytest.mark.parametrize(
    ("frame", "breaks"),
    [
        (MOVED, ()),
        (MOVED.assign(perimetre_id="a"), (Rupture(None, None, "2024", "champ"),)),
        (MOVED.assign(perimetre_id="a"), (Rupture(None, A, "2024", "nomenclature"), Rupture(None, B, "2023", "champ"))),
    ],
)
def test_rule_5_an_index_starts_anew_on_the_other_side_of_a_break(
    frame: pd.DataFrame, breaks: tuple[Rupture, ...]
) -> None:
    result = index_hundred(frame, breaks)
    assert result["mesure"].tolist() == pytest.approx([100, 120, 100, 125])
    assert result["base"].tolist() == [2022, 2022, 2024, 2024]
    assert stretches(frame, breaks).nunique() == 2


def test_index_starts_from_the_first_year_known() -> None:
    result = index_hundred(_frame([(A, 2023, None, "a"), (A, 2024, 10, "a"), (A, 2025, 5, "a")]))
    assert result["mesure"].isna().tolist() == [True, False, False]
    assert result["base"].tolist() == [2024] * 3


def test_index_on_zero_or_on_nothing_is_missing() -> None:
    result = index_hundred(_frame([(A, 2024, 0, "a"), (A, 2025, 5, "a"), (B, 2024, None, "b")]))
    assert result["mesure"].isna().all()


def test_an_index_compares_each_perimeter_with_itself() -> None:
    twice = _frame([(A, 2025, 110, "a@old"), (A, 2024, 10, "a@new"), (A, 2025, 15, "a@new"), (A, 2024, 100, "a@old")])
    assert index_hundred(twice)["mesure"].tolist() == pytest.approx([110, 100, 150, 100])


def test_lines_share_an_index_from_the_first_year_and_after_a_break_of_all() -> None:
    frame = _frame([(A, year, 1, "a") for year in range(2012, 2020)])
    breaks = (
        Rupture(None, None, "2017", "champ"),
        Rupture(None, A, "2015", "champ"),
        Rupture(None, None, "2014", "perimetre"),
        Rupture(None, None, "2030", "champ"),
    )
    assert common_bases(frame, breaks) == {2012, 2017}
    assert common_bases(frame[frame["annee"] != 2017], breaks) == {2012, 2018}
    assert common_bases(frame.iloc[:0], breaks) == set()


def test_crossings_are_breaks_inside_the_period_for_the_territories_shown() -> None:
    breaks = (
        Rupture(None, None, "2025", "champ", "Champ élargi"),
        Rupture(None, A, "2025", "nomenclature"),
        Rupture(None, "epci:9", "2025", "nomenclature"),
        Rupture(None, None, "2024", "millesime"),
        Rupture(None, A, "2025", "perimetre", "jamais montré par la série"),
    )
    assert crossings(STEADY, breaks) == [
        Crossing("2025", "champ", (A, B), breaks[:1]),
        Crossing("2025", "nomenclature", (A,), breaks[1:2]),
    ]


def test_a_change_of_perimeter_is_read_on_the_observations_and_told_by_its_source() -> None:
    told = Rupture(None, A, "2024", "perimetre", "7 communes contre 6")
    assert crossings(MOVED, (told,)) == [Crossing("2024", "perimetre", (A,), (told,))]
    assert crossings(MOVED, (told,))[0].told == "7 communes contre 6"
    assert crossings(MOVED, ()) == [Crossing("2024", "perimetre", (A,))]


def test_a_year_that_a_break_cuts_in_two_stands_alone() -> None:
    breaks = (Rupture(None, None, "2023-06", "champ"),)
    assert [one.year for one in crossings(MOVED.assign(perimetre_id="a"), breaks)] == [2023, 2024]
    assert stretches(MOVED.assign(perimetre_id="a"), breaks).tolist() == ["a/0", "a/1", "a/2", "a/2"]
