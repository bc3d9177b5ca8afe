"""Filters that several pages share."""

import pandas as pd

from components.controls import Choice, Control
from components.wording import choices as wording
from dashboard.epci import followed_epci
from data.engine import Reader


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
