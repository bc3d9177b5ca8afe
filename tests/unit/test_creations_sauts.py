"""Jumps of a count: large, beyond chance, and without a break to explain them."""

import pytest

from data.model.sauts import Jump, is_jump, jumps


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        (2619, 3480, True),
        (3480, 2619, False),
        (3480, 2500, True),
        (1909, 2325, False),
        (120, 150, False),
        (10, 20, False),
        (0, 500, False),
    ],
)
def test_a_jump_is_large_and_beyond_chance(before: float, value: float, expected: bool) -> None:
    assert is_jump(before, value) is expected


TOTAL = {2016: 1000.0, 2017: 1010.0, 2018: 1400.0, 2020: 3000.0}


def test_a_jump_names_what_carries_most_of_it() -> None:
    parts = {"Commerce": {2017: 500.0, 2018: 800.0}, "Industrie": {2017: 510.0, 2018: 600.0}, "Seul": {2018: 900.0}}
    (jump,) = jumps(TOTAL, parts)
    assert jump == Jump(2017, 2018, 1010, 1400, "Commerce", 500, 800)
    assert jump.growth == pytest.approx(38.6, abs=0.1)
    assert jump.part_share == pytest.approx(300 / 390 * 100)


def test_a_fall_names_what_lost_most() -> None:
    (jump,) = jumps({2017: 1400, 2018: 900}, {"A": {2017: 1000, 2018: 600}, "B": {2017: 400, 2018: 300}})
    assert (jump.part, jump.part_share) == ("A", 80)


def test_a_break_is_no_jump_and_years_apart_are_not_compared() -> None:
    assert jumps(TOTAL, {}, frozenset({2018})) == []
    assert [jump.year for jump in jumps(TOTAL, {})] == [2018]
    assert jumps(TOTAL, {})[0].part is None
