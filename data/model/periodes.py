"""Years, quarters and months: their order, their days, their place on an axis."""

import re
from datetime import date
from typing import Final

from data.model.dates import first_day, last_day, parts

_QUARTER: Final = re.compile(r"(?P<year>[0-9]{4})-T(?P<quarter>[1-4])")
_QUARTERS: Final = 4
_MONTHS_OF_QUARTER: Final = 3
_MONTHS: Final = 12
STALE_MONTHS: Final = 12
"""Beyond, a figure says its age."""


def _divided(period: str) -> tuple[int, int, int]:
    """Year, rank of the period in it, and how many such periods a year has."""
    found = _QUARTER.fullmatch(period)
    if found is not None:
        return int(found["year"]), int(found["quarter"]), _QUARTERS
    year, month, day = parts(period)
    if day is not None:
        raise ValueError(period)
    return (year, 1, 1) if month is None else (year, month, _MONTHS)


def _named(year: int, rank: int, count: int) -> str:
    if count == 1:
        return f"{year:04d}"
    return f"{year:04d}-T{rank}" if count == _QUARTERS else f"{year:04d}-{rank:02d}"


def previous(period: str) -> str:
    """The period before: ``2025`` → ``2024``, ``2025-T1`` → ``2024-T4``, ``2025-01`` → ``2024-12``.

    Raises:
        ValueError: neither a year, a quarter nor a month.
    """
    year, rank, count = _divided(period)
    return _named(year, rank - 1, count) if rank > 1 else _named(year - 1, count, count)


def days(period: str) -> tuple[date, date]:
    """First and last days of a year, a quarter, a month, or of one day.

    Raises:
        ValueError: none of them.
    """
    found = _QUARTER.fullmatch(period)
    if found is None:
        return first_day(period), last_day(period)
    month = int(found["quarter"]) * _MONTHS_OF_QUARTER
    return first_day(f"{found['year']}-{month - 2:02d}"), last_day(f"{found['year']}-{month:02d}")


def moment(period: str) -> float:
    """Beginning of a period on an axis of years: ``2023-T3`` → 2023.5.

    Raises:
        ValueError: neither a year, a quarter nor a month.
    """
    year, rank, count = _divided(period)
    return year + (rank - 1) / count


def periods(first: str, last: str) -> list[str]:
    """Every period from ``first`` to ``last``, both included, of one length; none when ``last`` comes before."""
    found = []
    period = last
    while moment(period) >= moment(first):
        found.append(period)
        period = previous(period)
    return found[::-1]


def quarter_of(day: date) -> str:
    """Quarter that holds a day: 3 March 2015 → ``2015-T1``."""
    return f"{day.year:04d}-T{(day.month - 1) // _MONTHS_OF_QUARTER + 1}"


def holding(day: date, like: str) -> str:
    """The period that holds a day, of the length of another: 3 March 2015 like ``2024-T4`` → ``2015-T1``."""
    if _QUARTER.fullmatch(like):
        return quarter_of(day)
    return day.isoformat()[: len(like)]


def months_since(period: str, today: date) -> int:
    """Whole months between the end of a quarter (``2023-T3``) or of a date of reduced precision, and today."""
    end = days(period)[1]
    return (today.year - end.year) * _MONTHS + today.month - end.month
