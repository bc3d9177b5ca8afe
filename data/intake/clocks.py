"""The two clocks: what a date of known precision means, day by day."""

import calendar
import re
from datetime import date, datetime
from typing import Final

_DECEMBER: Final = 12
_PARTIAL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(partial: str) -> date:
    """First day of ``AAAA``, ``AAAA-MM`` or ``AAAA-MM-JJ``.

    Raises:
        ValueError: the text is not such a date, or the day does not exist.
    """
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """Last day of ``AAAA``, ``AAAA-MM`` or ``AAAA-MM-JJ``.

    Raises:
        ValueError: the text is not such a date, or the day does not exist.
    """
    year, month, day = _parts(partial)
    month = month or _DECEMBER
    return date(year, month, day or calendar.monthrange(year, month)[1])


def known_by(connu_le: str, charge_le: datetime) -> date:
    """Day from which the fact was surely known: last day of ``connu_le``, never after the day of loading."""
    return min(last_day(connu_le), charge_le.date())


def _parts(partial: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL.fullmatch(partial)
    if found is None:
        raise ValueError(partial)
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or month == 0 or (month or 1) > _DECEMBER or day == 0:
        raise ValueError(partial)
    return year, month, day
