"""What a value may be, from the unit and the nature of its indicator.  Pure rules."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

from data.model.sauts import SCATTER

FACTOR: Final = 10
"""A value ten times the one before is a slip of unit or of point far more often than an evolution."""

AMOUNT_FACTOR: Final = 100
"""For euros: an operation that starts goes from one to ten, a slip of unit from one to a thousand."""

_PERCENT: Final = "%"
_POINTS: Final = "points"
_RATE: Final = "taux"
_STOCK: Final = "stock"
_HUNDRED: Final = 100
_WHOLE: Final = frozenset({"entreprise", "etablissement", "commune"})
"""Counted one by one.  Persons and jobs are estimated too: a census gives them decimals."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lowest and highest possible values, None where there is none; ``certain`` when nothing lies beyond."""

    low: float | None
    high: float | None
    certain: bool = True

    def hold(self, value: float) -> bool:
        """True for a value between the bounds."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def bounds(unite: str, nature: str, unite_compte: str) -> Bounds:
    """Possible values of an indicator.

    A rate in percent goes from 0 to 100, a gap in points from one to the other.  A stock is never negative, nor is what
    is counted one by one; another flow may be a balance, hence below zero once in a while.

    Args:
        unite: of the indicator or of the claim: « % », « points », « emplois par an ».
        nature: flux, stock, taux or non_precise.
        unite_compte: what is counted, one of ``UNITES_COMPTE``.
    """
    if unite == _PERCENT:
        return Bounds(0, _HUNDRED)
    if unite == _POINTS:
        return Bounds(-_HUNDRED, _HUNDRED)
    if nature == _RATE:
        return Bounds(None, None)
    return Bounds(0, None, certain=nature == _STOCK or unite_compte in _WHOLE)


def is_whole(unite: str, unite_compte: str) -> bool:
    """True for what has no half: a firm, a commune."""
    return unite_compte in _WHOLE and unite not in {_PERCENT, _POINTS}


def leaps(before: float, value: float, unite: str, nature: str) -> bool:
    """True when a value is at least ten times the one before, or a tenth of it, beyond what chance does to a count.

    A zero is taken for one: « 0 » where the value is not known is the commonest slip.  A gap in points goes through
    zero, and a balance too: neither has a ratio.
    """
    if unite == _POINTS or before < 0 or value < 0:
        return False
    small, large = sorted((before, value))
    if nature == _RATE:
        return large > 0 and large >= FACTOR * small
    return large >= FACTOR * max(small, 1) and large - small > SCATTER * sqrt(large + small)


def amount_leaps(before: float, value: float) -> bool:
    """True when one of two amounts in euros is at least a hundred times the other; nothing, or less, is no slip."""
    small, large = sorted((before, value))
    return small > 0 and large >= AMOUNT_FACTOR * small
