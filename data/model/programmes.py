"""Whether a programme still runs: a running one is steered, an ended one is assessed."""

from datetime import date

from data.model.dates import last_day


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
