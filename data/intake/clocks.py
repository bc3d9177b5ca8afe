"""The two clocks: from which day a fact is surely known, and which of its versions is shown."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from data.model.dates import last_day


def known_by(connu_le: str, charge_le: datetime) -> date:
    """Day from which the fact was surely known: last day of ``connu_le``, never after the day of loading."""
    return min(last_day(connu_le), charge_le.date())


def ranking(versions: Iterable[Mapping[str, Any]]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Key that puts the version of a fact that is shown after the others; ``data.queries.latest`` ranks them alike.

    « 2026 » may be before or after a day of that year: among the versions that no other one surely follows, the one
    loaded last is shown.

    Args:
        versions: of one fact, with their key and their clocks.
    """
    last_start = max((str(version["connu_le"]) for version in versions), default="")

    def rank(version: Mapping[str, Any]) -> tuple[Any, ...]:
        key = version["id"]
        return (
            # A period holds the day that begins another one when it is its prefix.
            last_start.startswith(str(version["connu_le"])),
            str(version["charge_le"]),
            str(version["connu_au_plus_tard"]),
            key.encode() if isinstance(key, str) else key,
        )

    return rank


def surely_after(connu_le: str, other: str) -> bool:
    """True when a date, whatever its precision, begins after the other one ends."""
    return connu_le > other and not connu_le.startswith(other)
