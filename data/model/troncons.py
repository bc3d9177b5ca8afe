"""Runs of comparable years: the breaks that part them, and the index that starts anew in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from data.model.evolution import HUNDRED, PERIMETER, Break, last_perimeters


@dataclass(frozen=True, slots=True)
class Crossing:
    """A break inside a period shown; ``territoires`` are those that it touches, ``told`` what the sources say of it."""

    year: int
    cause: str
    territoires: tuple[str, ...]
    told: str


def crossings(frame: pd.DataFrame, breaks: Sequence[Break]) -> list[Crossing]:
    """Breaks between the first and the last year of a frame, in their order.

    Perimeters are those of the observations: a documented change that the series does not show is none here.

    Args:
        frame: columns territoire_id, perimetre_id, annee.
        breaks: breaks of the series and of its territories.
    """
    found: dict[tuple[int, str], list[str]] = {}
    territoires = list(dict.fromkeys(str(each) for each in frame["territoire_id"]))
    first, last = int(frame["annee"].min()), int(frame["annee"].max())
    for item in breaks:
        touched = [each for each in territoires if item.territoire_id in (None, each)]
        if touched and item.cause != PERIMETER and first < item.first_year <= last:
            found.setdefault((item.first_year, item.cause), []).extend(touched)
    standing = last_perimeters(frame).sort_values("annee", kind="stable")
    for territoire, own in standing.groupby("territoire_id", sort=False):
        moved = own["annee"][own["perimetre_id"].ne(own["perimetre_id"].shift())].tolist()[1:]
        for year in moved:
            found.setdefault((int(year), PERIMETER), []).append(str(territoire))
    return [
        Crossing(year, cause, tuple(dict.fromkeys(touched)), _told(breaks, year, cause, touched))
        for (year, cause), touched in sorted(found.items())
    ]


def _told(breaks: Sequence[Break], year: int, cause: str, touched: Sequence[str]) -> str:
    same = [item for item in breaks if (item.first_year, item.cause) == (year, cause)]
    return " ".join(dict.fromkeys(item.told for item in same if item.told and item.territoire_id in (None, *touched)))


def stretches(frame: pd.DataFrame, breaks: Iterable[Break]) -> pd.Series:
    """Which run of comparable years each row belongs to: one perimeter, and no other break inside.

    Args:
        frame: columns territoire_id, perimetre_id, annee.
        breaks: breaks of the series; those of perimeter are read on the observations.
    """
    others = [item for item in breaks if item.cause != PERIMETER]
    rows = zip(frame["territoire_id"], frame["perimetre_id"], frame["annee"], strict=True)
    names = [
        f"{perimeter}/{sum(item.first_year <= int(year) and item.territoire_id in (None, t) for item in others)}"
        for t, perimeter, year in rows
    ]
    return pd.Series(names, index=frame.index, dtype="object")


def index_hundred(frame: pd.DataFrame, breaks: Sequence[Break] = ()) -> pd.DataFrame:
    """``frame`` with columns ``mesure`` and ``base``: each run of comparable years starts anew at 100.

    ``base`` is the first year known of the run; ``mesure`` is missing when that year holds zero.

    Args:
        frame: columns territoire_id, perimetre_id, annee, valeur.
        breaks: breaks of the series.
    """
    runs = stretches(frame, breaks)
    firsts = frame.assign(run=runs).dropna(subset=["valeur"]).sort_values("annee").drop_duplicates("run")
    own = firsts.set_index("run")
    values = runs.map(own["valeur"]).astype("float64")
    return frame.assign(
        base=runs.map(own["annee"]).astype("Int64"), mesure=frame["valeur"] / values.where(values > 0) * HUNDRED
    )


def common_bases(frame: pd.DataFrame, breaks: Sequence[Break] = ()) -> set[int]:
    """First years from which several territories may share an index: the first of all, and after each break of all."""
    years = sorted({int(year) for year in frame["annee"]})
    shared = [item.first_year for item in breaks if item.territoire_id is None and item.cause != PERIMETER]
    starts = [year for year in shared if years and years[0] < year <= years[-1]]
    return {next(year for year in years if year >= start) for start in (*years[:1], *starts)}
