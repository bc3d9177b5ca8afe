"""Dates of known precision and the day from which a fact is surely known."""

from datetime import date, datetime

import pytest

from data.intake.cells import Row, Values
from data.intake.clocks import known_by, ranking
from data.intake.faults import Place
from data.intake.review import Candidate
from data.model.dates import first_day, last_day
from data.tables.base import identity_columns
from data.tables.mesures import observation


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2015-06-26", date(2015, 6, 26), date(2015, 6, 26)),
    ],
)
def test_a_partial_date_spans_its_whole_period(partial: str, first: date, last: date) -> None:
    assert (first_day(partial), last_day(partial)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "15", "2015-6", "2015-13", "2015-00", "2015-02-30", "0000", "2015-06-26 ", "٢٠١٥"]
)
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        last_day(text)


def test_a_fact_is_never_known_after_it_was_loaded() -> None:
    loaded = datetime(2026, 11, 22, 6, 40)  # noqa: DTZ001
    assert known_by("2026", loaded) == date(2026, 11, 22)
    assert known_by("2026-03", loaded) == date(2026, 3, 31)


def version(name: str, connu_le: str, loaded: str) -> Values:
    charge_le = datetime.fromisoformat(loaded)
    told: Values = {"connu_le": connu_le, "connu_au_plus_tard": known_by(connu_le, charge_le), "charge_le": charge_le}
    return {"id": name, **told}


@pytest.mark.parametrize(
    ("versions", "shown"),
    [
        # A day of the year that the first version gives: known after it or before it, nobody can tell.
        ([("a", "2026", "2026-11-25"), ("b", "2026-06-15", "2026-12-02")], "b"),
        ([("a", "2026", "2027-02-01"), ("b", "2026-06-15", "2027-03-01")], "b"),
        ([("a", "2026-06-15", "2026-07-01"), ("b", "2026", "2026-12-02")], "b"),
        ([("a", "2026-06", "2026-07-10"), ("b", "2026-06-02", "2026-07-11")], "b"),
        # Dates that do not meet: the order of loading says nothing.
        ([("a", "2026-06", "2026-07-10"), ("b", "2026-05-31", "2026-07-11")], "a"),
        ([("a", "2026", "2026-11-25"), ("b", "2025-12-31", "2026-12-02")], "a"),
        ([("a", "2026-11-24", "2026-11-25"), ("b", "2026-06-15", "2026-12-02")], "a"),
        ([("a", "2025", "2026-01-02"), ("b", "2026", "2026-01-03")], "b"),
        # What is surely older than another version is never shown, even loaded last.
        ([("c", "2026-06-01", "2026-06-02"), ("a", "2026", "2026-11-25"), ("b", "2026-03-01", "2026-12-02")], "a"),
        # Loaded together: the one that may have been known last, then the last key in byte order.
        ([("a", "2026", "2026-11-25"), ("b", "2026-06-15", "2026-11-25")], "a"),
        ([("a", "2026-06-15", "2026-11-25"), ("B", "2026-06-15", "2026-11-25")], "a"),
    ],
)
def test_of_two_versions_the_one_loaded_last_is_shown_unless_it_is_surely_older(
    versions: list[tuple[str, str, str]], shown: str
) -> None:
    found = [version(*one) for one in versions]
    assert max(found, key=ranking(found))["id"] == shown
    assert max(reversed(found), key=ranking(found))["id"] == shown
    # What the checks of a publication look at is what is shown.
    rows = [Row(Place("essai", 0), {**dict.fromkeys(identity_columns(observation)), **one}) for one in found]
    (standing,) = Candidate({"observation": rows[:1]}, {"observation": rows[1:]}).standing("observation")
    assert standing.values["id"] == shown
