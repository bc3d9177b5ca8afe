"""Dates of known precision: ``AAAA``, ``AAAA-MM`` or ``AAAA-MM-JJ``, and the days that they may mean."""

import calendar
import re
from datetime import date
from typing import Final

_DECEMBER: Final = 12
_PARTIAL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(partial: str) -> date:
    """First day that a partial date may mean: ``2015-06`` → 1 June 2015.

    Raises:
        ValueError: the text is not such a date, or the day does not exist.
    """
    year, month, day = parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """Last day that a partial date may mean: ``2015`` → 31 December 2015.

    Raises:
        ValueError: the text is not such a date, or the day does not exist.
    """
    year, month, day = parts(partial)
    month = month or _DECEMBER
    return date(year, month, day or calendar.monthrange(year, month)[1])


def parts(partial: str) -> tuple[int, int | None, int | None]:
    """Year, month and day, None where the date does not go so far.

    Raises:
        ValueError: the text is not such a date; the day is not checked against its month.
    """
    found = _PARTIAL.fullmatch(partial)
    if found is None:
        raise ValueError(partial)
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or month == 0 or (month or 1) > _DECEMBER or day == 0:
        raise ValueError(partial)
    return year, month, day
