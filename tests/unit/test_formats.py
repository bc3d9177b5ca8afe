import pytest

from components import formats as f


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1034, 0, "1\u202f034"),
        (0, 0, "0"),
        (-3.25, 1, "−3,3"),
        (718798.5, 0, "718\u202f799"),
        (2.675, 2, "2,68"),
        (-0.04, 1, "0,0"),
        (1_300_000, 0, "1\u202f300\u202f000"),
        (12.5, 1, "12,5"),
    ],
)
def test_numbers_are_french(value, decimals, text):
    assert f.number(value, decimals) == text


@pytest.mark.parametrize("missing", [None, float("nan")])
@pytest.mark.parametrize("write", [f.number, f.signed, f.percent, f.points, f.euros, f.euros_short])
def test_missing_is_never_zero(missing, write):
    assert write(missing) == "non renseigné"


def test_pandas_missing_values_are_missing():
    import pandas as pd

    assert f.is_missing(pd.NA)
    assert f.is_missing(pd.NaT)
    assert not f.is_missing(0)
    assert not f.is_missing("")


def test_changes_carry_their_sign():
    assert f.signed(149) == "+149"
    assert f.signed(-4) == "−4"
    assert f.signed(0.01, 1) == "0,0"
    assert f.points(2.1) == "+2,1\u00a0pts"
    assert f.points(-1.8) == "−1,8\u00a0pt"


def test_euros():
    assert f.euros(718798) == "718\u202f798\u202f€"
    assert f.euros_short(4_350_000) == "4,35\u00a0M€"
    assert f.euros_short(1.3e9) == "1,3\u00a0Md€"
    assert f.euros_short(700_000) == "700\u202f000\u202f€"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2015", "2015"),
        ("2020-01", "janv.\u00a02020"),
        ("2019-09-23", "23\u00a0sept.\u00a02019"),
        ("2015-08-01", "1er\u00a0août\u00a02015"),
        ("2023-T3", "T3\u00a02023"),
        (None, "non renseigné"),
    ],
)
def test_a_date_shows_no_more_than_is_known(value, text):
    assert f.partial_date(value) == text


def test_lists_and_plurals():
    assert f.listed(["a"]) == "a"
    assert f.listed(["a", "b", "c"]) == "a, b et c"
    assert f.counted(1, "commune") == "1\u00a0commune"
    assert f.counted(0, "commune") == "0\u00a0commune"
    assert f.counted(39, "commune") == "39\u00a0communes"
