"""Dates of known precision and the day from which a fact is surely known."""

from datetime import date, datetime

import pytest

from data.intake.clocks import known_by
from data.model.dates import first_day, last_day


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
