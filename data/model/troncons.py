"""Runs of comparable years: the breaks that part them, and the index that starts anew in each."""

from collections.abc import Sequence

import pandas as pd

from data.model.evolution import HUNDRED, last_perimeters
from data.model.ruptures import Crossing, History, Rupture, merged
from data.model.tendance import run_ranks


def histories(frame: pd.DataFrame, ruptures: Sequence[Rupture]) -> dict[str, History]:
    """History of each territory of a frame, in the order of the frame.

    Args:
        frame: one series; columns territoire_id, perimetre_id, annee.
        ruptures: breaks of the series and of its territories.
    """
    standing = last_perimeters(frame).sort_values("annee", kind="stable")
    held: dict[str, dict[str, str]] = {str(each): {} for each in frame["territoire_id"]}
    rows = zip(standing["territoire_id"], standing["annee"], standing["perimetre_id"], strict=True)
    for territoire, year, perimeter in rows:
        held[str(territoire)][str(int(year))] = str(perimeter)
    return {each: History.of((None, each), ruptures, own) for each, own in held.items()}


def crossings(frame: pd.DataFrame, ruptures: Sequence[Rupture]) -> list[Crossing]:
    """Breaks between the first and the last year of a frame, in their order.

    Args:
        frame: one series; columns territoire_id, perimetre_id, annee.
        ruptures: breaks of the series and of its territories.
    """
    shown = [str(year) for year in sorted({int(year) for year in frame["annee"]})]
    found = merged(one for each in histories(frame, ruptures).values() for one in each.crossings(shown))
    return [] if found is None else list(found.crossings)


def stretches(frame: pd.DataFrame, ruptures: Sequence[Rupture]) -> pd.Series:
    """Which run of comparable years each row belongs to: one perimeter, and no other break inside.

    Args:
        frame: one series; columns territoire_id, perimetre_id, annee.
        ruptures: breaks of the series and of its territories.
    """
    ranks: dict[tuple[str, str], dict[int, int]] = {}
    for (territoire, perimeter), own in frame.groupby(["territoire_id", "perimetre_id"], sort=False):
        years = sorted({int(year) for year in own["annee"]})
        compare = History.of((None, str(territoire)), ruptures).refusal
        runs = run_ranks([str(year) for year in years], compare)
        ranks[str(territoire), str(perimeter)] = dict(zip(years, runs, strict=True))
    rows = zip(frame["territoire_id"], frame["perimetre_id"], frame["annee"], strict=True)
    names = [f"{perimeter}/{ranks[str(t), str(perimeter)][int(year)]}" for t, perimeter, year in rows]
    return pd.Series(names, index=frame.index, dtype="object")


def index_hundred(frame: pd.DataFrame, ruptures: Sequence[Rupture] = ()) -> pd.DataFrame:
    """``frame`` with columns ``mesure`` and ``base``: each run of comparable years starts anew at 100.

    ``base`` is the first year known of the run; ``mesure`` is missing when that year holds zero.

    Args:
        frame: columns territoire_id, perimetre_id, annee, valeur.
        ruptures: breaks of the series and of its territories.
    """
    runs = stretches(frame, ruptures)
    firsts = frame.assign(run=runs).dropna(subset=["valeur"]).sort_values("annee").drop_duplicates("run")
    own = firsts.set_index("run")
    values = runs.map(own["valeur"]).astype("float64")
    return frame.assign(
        base=runs.map(own["annee"]).astype("Int64"), mesure=frame["valeur"] / values.where(values > 0) * HUNDRED
    )


def common_bases(frame: pd.DataFrame, ruptures: Sequence[Rupture] = ()) -> set[int]:
    """First years from which several territories may share an index: the first of all, and after each break of all."""
    years = sorted({int(year) for year in frame["annee"]})
    of_all = History.of((None, ""), [one for one in ruptures if one.territoire_id is None])
    starts = [one.year for one in of_all.crossings([str(year) for year in years])]
    return {next(year for year in years if year >= start) for start in (*years[:1], *starts)}
