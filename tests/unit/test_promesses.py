from datetime import date

import pytest

from data.model.dates import last_day
from data.model.promesses import state

TODAY = date(2026, 11, 22)
BARE = {
    "nature": "promesse",
    "echeance": "2015",
    "sans_cible": False,
    "contestee": False,
    "preuves": 0,
    "complete": False,
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "echue_sans_preuve"),
        ({"complete": True, "preuves": 1}, "tenue"),
        ({"preuves": 1}, "tenue_en_partie"),
        ({"echeance": None}, "non_datable"),
        ({"echeance": "2050"}, "a_echoir"),
        ({"echeance": "2026-11"}, "a_echoir"),
        ({"echeance": "2026-10"}, "echue_sans_preuve"),
        ({"nature": "horizon"}, "intention"),
        ({"nature": "intention", "complete": True}, "intention"),
        ({"sans_cible": True}, "non_mesurable"),
        ({"contestee": True}, "contestee"),
        ({"contestee": True, "complete": True}, "tenue"),
    ],
)
def test_state_of_a_promise(changes, expected):
    assert state(**{**BARE, **changes}) == expected


@pytest.mark.parametrize(
    ("partial", "day"),
    [("2015", date(2015, 12, 31)), ("2024-02", date(2024, 2, 29)), ("2015-06-26", date(2015, 6, 26))],
)
def test_a_date_of_reduced_precision_ends_with_its_period(partial, day):
    assert last_day(partial) == day
