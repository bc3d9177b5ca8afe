"""Filters that several pages share."""

from datetime import date
from typing import Final

import pandas as pd

from components.controls import Choice, Control
from components.wording import changements as changes_wording
from components.wording import choices as wording
from components.wording import situation as situation_wording
from dashboard.epci import followed_epci
from dashboard.page import Page
from data.engine import Reader
from data.model.dates import last_day
from data.queries.latest import at
from data.queries.programmes import seances_select

SITUATION: Final = "situation"


def epci_control(read: Reader) -> Control:
    """Followed EPCI; several may be chosen, none means all."""
    found = tuple(Choice(epci.siren, epci.nom) for epci in followed_epci(read))
    return Control(key="epci", label=wording.EPCI, choices=found, multiple=True, empty=wording.ALL_EPCI)


def most_recent(programmes: pd.DataFrame) -> str | None:
    """The programme that began last, one without a date before all others; a tie keeps the display order.

    Args:
        programmes: columns id, debut (partial date, may be missing), in display order.
    """
    if programmes.empty:
        return None
    begun = programmes["debut"].fillna("").astype(str)
    return str(programmes["id"].loc[begun.sort_values(ascending=False, kind="stable").index[0]])


def situation_control(read: Reader, today: date) -> Control:
    """The meetings that were held, the last one first, and any other day up to today.

    Args:
        read: the reader, placed at no situation: a meeting may be chosen before it was told.
        today: the last day that may be chosen.
    """
    return _dated(read, SITUATION, situation_wording.SITUATION, situation_wording.TODAY, today)


def compared_control(read: Reader, today: date) -> Control:
    """The same meetings, to compare the situation with; the last committee by default."""
    return _dated(read, "depuis", changes_wording.COMPARE, changes_wording.LAST_MEETING, today)


def _dated(read: Reader, key: str, name: str, empty: str, today: date) -> Control:
    held = read(seances_select())
    days: dict[str, list[str]] = {}
    for row in held.to_dict("records"):
        day = min(last_day(row["date_seance"]), today)
        meeting = situation_wording.meeting_name(str(row["nom"]), str(row["programme"]))
        days.setdefault(day.isoformat(), []).append(meeting)
    choices = tuple(Choice(day, situation_wording.meeting(day, days[day])) for day in sorted(days, reverse=True))
    return Control(key, name, choices, empty=empty, last=today)


def controls(page: Page, read: Reader, situation: date | None, today: date) -> tuple[Control, ...]:
    """Filters of a page, offering what was known at the situation, then those that every page has."""
    return (*page.controls(at(read, situation)), situation_control(read, today))
