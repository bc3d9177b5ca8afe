"""Runs of periods that compare: nothing across a hole, nothing across a break."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.model.periodes import previous
from data.model.ruptures import Compare, Refusal


@dataclass(frozen=True, slots=True)
class Run:
    """Values of consecutive periods, oldest first; two at least.  ``stopped``: the break before the first one."""

    periods: tuple[str, ...]
    values: tuple[float, ...]
    stopped: Refusal | None = None


def run_ranks(ordered: Sequence[str], compare: Compare) -> list[int]:
    """Rank of the run of comparable periods that each one belongs to, the periods being in their order."""
    ranks = [0] * len(ordered)
    for place, (before, after) in enumerate(pairwise(ordered), 1):
        ranks[place] = ranks[place - 1] + (compare(before, after) is not None)
    return ranks


def _known(values: Mapping[str, float | None], period: str) -> float | None:
    value = values.get(period)
    # A missing number is not equal to itself.
    return None if value is None or value != value else value  # noqa: PLR0124


def run_until(
    until: str, known: Mapping[str, float | None], compare: Compare, longest: int | None = None
) -> Run | Refusal | None:
    """The unbroken run of consecutive periods that ends with ``until``.

    Args:
        until: the period of the figure that the trend stands beside: a year, a quarter or a month.
        known: values by period; a missing one ends the run.
        compare: why two consecutive periods do not compare.
        longest: number of periods kept, the last ones; None keeps them all.

    Returns:
        The run; when it has fewer than two values, the break that leaves the last one alone, else None.
    """
    found: list[tuple[str, float]] = []
    stopped: Refusal | None = None
    period = until
    while longest is None or len(found) < longest:
        value = _known(known, period)
        if value is None:
            break
        stopped = compare(period, found[-1][0]) if found else None
        if stopped is not None:
            break
        found.append((period, value))
        period = previous(period)
    if len(found) < 2:  # noqa: PLR2004  one point shows no trend
        return stopped
    periods, values = zip(*reversed(found), strict=True)
    return Run(periods, values, stopped)
