"""Whether a programme still runs: a running one is steered, an ended one is assessed.  And where its middle falls."""

from datetime import date
from typing import Final, Literal

from data.model.dates import first_day, last_day

Standing = Literal["en_cours", "a_venir", "sans_fin", "termine", "horizon", "horizon_passe"]
STANDINGS: Final[tuple[Standing, ...]] = ("en_cours", "a_venir", "horizon", "termine", "horizon_passe", "sans_fin")
"""In the order in which they are told."""
OVER: Final[frozenset[Standing]] = frozenset({"termine", "horizon_passe"})
_HORIZON: Final = "horizon"


def ended(fin: str | None, today: date) -> bool:
    """True once the last day that the end of a programme may mean has passed.

    Args:
        fin: partial date of the end that its document gives; None when no source gives one, which ends nothing.
        today: day of the computation.
    """
    return fin is not None and last_day(fin) < today


def ended_on(fin: object, today: date) -> str | None:
    """``fin``, the cell of a frame, when it is the end of a programme that is over; None otherwise."""
    return fin if isinstance(fin, str) and ended(fin, today) else None


def standing(debut: str | None, fin: str | None, qualificatif: str | None, today: date) -> Standing:
    """Where a programme stands on a day.

    Args:
        debut: partial date of the start; None when no source gives one.
        fin: partial date of the end; None when no source gives one.
        qualificatif: reservation of the source.  Where it says « horizon », the end is what the document aims at and
            no term that it sets.
        today: day of the computation.
    """
    horizon = fin is not None and qualificatif is not None and _HORIZON in qualificatif.lower()
    if ended(fin, today):
        return "horizon_passe" if horizon else "termine"
    if debut is not None and first_day(debut) > today:
        return "a_venir"
    if fin is None:
        return "sans_fin"
    return "horizon" if horizon else "en_cours"


def mid_term(debut: str | None, fin: str | None, signed: str | None) -> tuple[date, date] | None:
    """Window in which the middle of a programme falls, when its text asks for a mid-term review without dating it.

    The text does not say from when its duration runs: from the first day of its first year, or from its signature.
    Both middles, half way to the last day of the programme, bound the window.

    Args:
        debut: partial date of the start.
        fin: partial date of the end.
        signed: partial date of the signature; None when it is not known: the window is then one day.

    Returns:
        First and last day; None without a start or an end.
    """
    if debut is None or fin is None:
        return None
    starts = [first_day(debut), *([first_day(signed), last_day(signed)] if signed else [])]
    middles = [start + (last_day(fin) - start) / 2 for start in starts]
    return min(middles), max(middles)


def within(day: date, partial: str) -> bool:
    """True when a day is one of those that a partial date may mean."""
    return first_day(partial) <= day <= last_day(partial)
