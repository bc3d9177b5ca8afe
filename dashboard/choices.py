"""Filters that several pages share."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd

from components.controls import Choice, Control
from components.wording import changements as changes_wording
from components.wording import choices as wording
from components.wording import situation as situation_wording
from dashboard.epci import followed_epci
from dashboard.filters import Filters
from dashboard.page import Page
from data.engine import Reader
from data.model.dates import last_day
from data.queries.latest import at
from data.queries.observations import annees_select, territoires_select
from data.queries.programmes import seances_select

SITUATION: Final = "situation"
# Not a code: no choice, so that the zone follows the territory.
_OWN_ZONE: Final = "du-territoire"


def epci_control(read: Reader) -> Control:
    """Followed EPCI; several may be chosen, none means all."""
    found = tuple(Choice(epci.siren, epci.nom) for epci in followed_epci(read))
    return Control(key="epci", label=wording.EPCI, choices=found, multiple=True, empty=wording.ALL_EPCI)


def zone_control(read: Reader, serie: str, own: str) -> Control:
    """Zones d’emploi that a series measures; ``own`` names the choice of those of the territories, the default."""
    zones = read(territoires_select((serie,), "zone_emploi"))
    named = [Choice(str(row.code), str(row.nom_court)) for row in zones.itertuples()]
    return Control("zone", wording.ZONE, (Choice(_OWN_ZONE, own), *named), default=_OWN_ZONE)


def year_controls(read: Reader, series: Sequence[str], since: str | None = None) -> tuple[Control, Control]:
    """First and last years, among those that some series cover; by default all, or from the first of ``since``."""
    years = [int(year) for year in read(annees_select(series))["annee"]]
    from_then = years if since is None else [int(year) for year in read(annees_select((since,)))["annee"]] or years
    offered = tuple(Choice(str(year), str(year)) for year in years)
    first, last = (str(bounds[at]) if bounds else None for bounds, at in ((from_then, 0), (years, -1)))
    return (
        Control("annee_debut", wording.ANNEE_DEBUT, offered, default=first),
        Control("annee_fin", wording.ANNEE_FIN, offered, default=last),
    )


def chosen_years(filters: Filters) -> tuple[int, int]:
    """First and last years, in their order whichever way round they were given; (0, 0) when the base has none."""
    first, last = sorted((filters.annee_debut or 0, filters.annee_fin or 0))
    return first, last


def swapped(filters: Filters) -> bool:
    """True when the reader gave the last year first."""
    return filters.annee_debut is not None and filters.annee_fin is not None and filters.annee_debut > filters.annee_fin


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
