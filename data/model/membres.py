"""Members of the clusters over time: who is there, who left, on a day."""

from datetime import date

import pandas as pd

from data.model.dates import last_day
from data.model.filieres import by_name


def memberships(known: pd.DataFrame, day: date) -> pd.DataFrame:
    """Memberships in the order in which one reads them: the first to come first, an unknown entry last, then by name.

    Args:
        known: columns acteur_id, nom, debut, fin (partial dates).
        day: on which one is a member or has left; a member whose exit only has a year is there until its end.

    Returns:
        The same with parti (True for whoever left before that day).
    """
    left = [isinstance(end, str) and last_day(end) < day for end in known["fin"]]
    frame = by_name(known.assign(parti=pd.Series(left, index=known.index, dtype=bool)))
    return frame.sort_values("debut", kind="stable", na_position="last").reset_index(drop=True)


def counts(members: pd.DataFrame) -> tuple[int, int]:
    """How many members are there and how many left, each of them once whatever the number of its clusters.

    Whoever left one cluster and is still in another has not left.

    Args:
        members: columns acteur_id, parti.
    """
    present = set(members.loc[~members["parti"], "acteur_id"])
    return len(present), len(set(members["acteur_id"]) - present)
