"""Jumps of a yearly count: changes too large to be read as a plain evolution, told rather than smoothed."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from data.model.evolution import growth

THRESHOLD: Final = 0.25
"""Share of the year before.  The widest wave of the base, 2021, lifts its zones by 15 to 22 % and the country by 16 %
(Insee, SIDE): a quarter lies beyond what all zones have lived together."""
SCATTER: Final = 4
"""Standard deviations.  Two independent counts differ by chance by about the root of their sum: four roots leave a
quarter gained by 30 establishments to chance, and one gained by 600 to a cause."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A jump from ``since`` to ``year``; the part named gained or lost most of it, None when no part is known."""

    since: int
    year: int
    before: float
    value: float
    part: str | None = None
    part_before: float = 0
    part_value: float = 0

    @property
    def growth(self) -> float:
        """Change, in percent of the year before."""
        return growth(self.before, self.value) or 0.0

    @property
    def part_share(self) -> float:
        """Share of the change that the part named carries, in percent."""
        return (self.part_value - self.part_before) / (self.value - self.before) * 100


def is_jump(before: float, value: float) -> bool:
    """True when a change from one year to the next is both large and beyond chance."""
    gained = abs(value - before)
    return before > 0 and gained >= THRESHOLD * before and gained > SCATTER * sqrt(before + value)


def jumps(
    values: Mapping[int, float], parts: Mapping[str, Mapping[int, float]], broken: frozenset[int] = frozenset()
) -> list[Jump]:
    """Jumps between two consecutive years, in their order.

    Args:
        values: count by year.
        parts: counts by year of what adds up to ``values``, by name.
        broken: first years after a break: what a source explains is no jump.
    """
    found = []
    for year in sorted(values):
        if year - 1 not in values or year in broken or not is_jump(values[year - 1], values[year]):
            continue
        gained = values[year] - values[year - 1]
        known = {name: own for name, own in parts.items() if year in own and year - 1 in own}
        carried = {name: (own[year] - own[year - 1]) / gained for name, own in known.items()}
        most = max(carried, key=carried.__getitem__, default=None)
        jump = (year - 1, year, values[year - 1], values[year])
        found.append(Jump(*jump) if most is None else Jump(*jump, most, known[most][year - 1], known[most][year]))
    return found
