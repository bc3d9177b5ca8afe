"""Meetings of each year against what a text asks: what is over is judged, what is not yet is not."""

from datetime import date

import pytest

from components.wording import programme_calendar as wording
from data.model.seances import rhythm

AUTUMN = date(2026, 11, 22)


def _years(debut: str, fin: str | None, asked: int, held: list[str], today: date = AUTUMN):
    found = rhythm(debut, fin, asked, held, today)
    assert found is not None
    return found, [(year.annee, year.seances, year.etat) for year in found.years]


def test_a_text_without_any_documented_meeting_has_none_in_six_years():
    """The committee of the protocol of 2015-2020 (P8)."""
    found, years = _years("2015", "2020", 1, [])
    assert years == [(year, 0, "aucune") for year in range(2015, 2021)]
    assert (found.kept, found.due, found.held) == (0, 6, 0)
    assert wording.committee(found.kept, found.due, found.held) == "aucune séance documentée, 0 sur 6\u00a0années"


def test_two_years_of_four_have_their_meeting():
    found, years = _years("2019", "2022", 1, ["2021-06-10", "2022-06-16"])
    assert [etat for _, _, etat in years] == ["aucune", "aucune", "tenue", "tenue"]
    assert wording.kept(found.kept, found.due) == "2 sur 4\u00a0années"


def test_a_year_with_fewer_meetings_than_asked_is_incomplete():
    _, years = _years("2024", "2025", 4, ["2024-03", "2024-06", "2025", "2025", "2025", "2025"])
    assert years == [(2024, 2, "incomplete"), (2025, 4, "tenue")]


@pytest.mark.parametrize(
    ("held", "today", "etat", "due"),
    [
        ([], date(2026, 12, 31), "en_cours", 0),
        ([], date(2027, 1, 1), "aucune", 1),
        (["2026-04-14"], date(2026, 6, 1), "tenue", 1),
    ],
)
def test_the_present_year_is_not_judged_before_its_end(held, today, etat, due):
    found, years = _years("2026", "2027", 1, held, today=today)
    assert years[0][2] == etat
    assert found.due == due


def test_a_programme_that_ends_within_a_year_is_judged_then():
    found, years = _years("2025", "2026-06-30", 1, ["2025-05"], today=date(2026, 7, 1))
    assert years == [(2025, 1, "tenue"), (2026, 0, "aucune")]
    assert found.due == 2


def test_meetings_outside_the_dates_of_the_programme_keep_no_year():
    found, years = _years("2019", "2020", 1, ["2018-12-01", "2021-01-05"])
    assert [seances for _, seances, _ in years] == [0, 0]
    assert found.held == 0


def test_without_a_start_no_year_is_counted_and_without_an_end_years_go_up_to_today():
    assert rhythm(None, "2020", 1, [], AUTUMN) is None
    _, years = _years("2024", None, 1, ["2024-02-01"])
    assert [annee for annee, _, _ in years] == [2024, 2025, 2026]
    _, none = _years("2030", None, 1, [])
    assert none == []


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("au moins une fois par an", 1, "au moins une fois par an"),
        ("autant que de besoin", None, "autant que de besoin\u202f: aucun nombre de séances fixé"),
        (None, None, "aucune fréquence fixée par le texte"),
        (None, 2, "au moins 2\u00a0séances par an"),
    ],
)
def test_a_frequency_is_the_one_of_its_own_text(text, asked, expected):
    assert wording.frequency(text, asked) == expected
