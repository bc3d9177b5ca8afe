"""The two clocks: from which day a fact is surely known."""

from datetime import date, datetime

from data.model.dates import last_day


def known_by(connu_le: str, charge_le: datetime) -> date:
    """Day from which the fact was surely known: last day of ``connu_le``, never after the day of loading."""
    return min(last_day(connu_le), charge_le.date())
