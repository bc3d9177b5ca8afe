"""Years and quarters: their order, what parts them, and runs that compare, nothing across a hole or a break."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from data.model.dates import first_day, last_day

_PERIOD: Final = re.compile(r"(?P<year>[0-9]{4})(?:-T(?P<quarter>[1-4]))?")
_QUARTERS: Final = 4
_MONTHS_OF_QUARTER: Final = 3
_MONTHS: Final = 12
STALE_MONTHS: Final = 12
"""Beyond, a figure says its age."""


@dataclass(frozen=True, slots=True)
class Run:
    """Values of consecutive periods, oldest first; two at least."""

    periods: tuple[str, ...]
    values: tuple[float, ...]


Broken = Callable[[str, str], bool]
"""True when the values of a period and of the next one do not compare."""


def _parts(period: str) -> tuple[int, int | None]:
    found = _PERIOD.fullmatch(period)
    if found is None:
        raise ValueError(period)
    quarter = found["quarter"]
    return int(found["year"]), int(quarter) if quarter else None


def previous(period: str) -> str:
    """The period before: ``2025`` → ``2024``, ``2025-T1`` → ``2024-T4``.

    Raises:
        ValueError: neither a year nor a quarter.
    """
    year, quarter = _parts(period)
    if quarter is None:
        return f"{year - 1:04d}"
    return f"{year:04d}-T{quarter - 1}" if quarter > 1 else f"{year - 1:04d}-T{_QUARTERS}"


def days(period: str) -> tuple[date, date]:
    """First and last days of a year or of a quarter.

    Raises:
        ValueError: neither a year nor a quarter.
    """
    year, quarter = _parts(period)
    if quarter is None:
        return first_day(period), last_day(period)
    month = quarter * _MONTHS_OF_QUARTER
    return first_day(f"{year}-{month - 2:02d}"), last_day(f"{year}-{month:02d}")


def moment(period: str) -> float:
    """Beginning of a period on an axis of years: ``2023-T3`` → 2023.5.

    Raises:
        ValueError: neither a year nor a quarter.
    """
    year, quarter = _parts(period)
    return year + ((quarter or 1) - 1) / _QUARTERS


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


def months_since(period: str, today: date) -> int:
    """Whole months between the end of a quarter (``2023-T3``) or of a date of reduced precision, and today."""
    end = days(period)[1] if _PERIOD.fullmatch(period) else last_day(period)
    return (today.year - end.year) * _MONTHS + today.month - end.month


def broken_at(starts: Iterable[str]) -> Broken:
    """Breaks from the dates (partial) on which a series is no longer the same.

    A period that a break cuts in two compares with neither of its neighbours.
    """
    breaks = [first_day(start) for start in starts]

    def broken(before: str, after: str) -> bool:
        (begun, _), (_, ended) = days(before), days(after)
        return any(begun < day <= ended for day in breaks)

    return broken


def run_ranks(ordered: Sequence[str], broken: Broken) -> list[int]:
    """Rank of the run of comparable periods that each one belongs to, the periods being in their order."""
    ranks = [0] * len(ordered)
    for place, (before, after) in enumerate(pairwise(ordered), 1):
        ranks[place] = ranks[place - 1] + broken(before, after)
    return ranks


def run_until(until: str, known: Mapping[str, float | None], broken: Broken, longest: int | None = None) -> Run | None:
    """The unbroken run of consecutive periods that ends with ``until``; None when it has fewer than two values.

    Args:
        until: the period of the figure that the trend stands beside, a year or a quarter.
        known: values by period; a missing one ends the run.
        broken: whether two consecutive periods do not compare.
        longest: number of periods kept, the last ones; None keeps them all.
    """
    found: list[tuple[str, float]] = []
    period = until
    while longest is None or len(found) < longest:
        value = known.get(period)
        # A missing number is not equal to itself.
        if value is None or value != value or (found and broken(period, found[-1][0])):  # noqa: PLR0124
            break
        found.append((period, value))
        period = previous(period)
    if len(found) < 2:  # noqa: PLR2004  one point shows no trend
        return None
    periods, values = zip(*reversed(found), strict=True)
    return Run(periods, values)
