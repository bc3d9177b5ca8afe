"""Completeness and traceability of the database, from its facts counted by kind, source and status."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from data.vocabulary import STATUTS

_COUNTS = ["faits", "contestes", "recents", "chiffres", "sans_valeur"]
MEASURES: Final = ("sources", "recents", "contestes", "sans_valeur", "calcules")
"""What is told of the figures of the base: with a source and a place in it, known for less than a year, contested,
without a value, computed by a published method."""


def by_statut(facts: pd.DataFrame) -> pd.DataFrame:
    """Facts of each status met, in the order of the vocabulary.

    Args:
        facts: columns of ``tracabilite_select``.

    Returns:
        Columns: statut, illustratif, faits, contestes, recents, chiffres, sans_valeur, part (% of all facts).
    """
    sums = facts.groupby(["statut", "illustratif"], as_index=False)[_COUNTS].sum()
    ordered = sums.sort_values("statut", key=lambda column: column.map(STATUTS.index), ignore_index=True)
    return ordered.assign(part=ordered["faits"].astype(float) / max(float(facts["faits"].sum()), 1.0) * 100)


def by_genre(facts: pd.DataFrame, genres: Sequence[str]) -> pd.DataFrame:
    """Facts of each kind, those of which the database holds none included, the largest first.

    Returns:
        Columns: genre, faits, contestes, recents, chiffres, sans_valeur.
    """
    sums = facts.groupby("genre")[_COUNTS].sum().reindex(list(genres), fill_value=0)
    return sums.reset_index(names="genre").sort_values(["faits", "genre"], ascending=[False, True], ignore_index=True)


def by_source(sources: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Sources with the number of facts that cite each one and the date of the latest.

    Returns:
        The columns of ``sources`` plus faits (0 when none) and connu_le (missing when none).
    """
    cited = facts.groupby("source_id").agg(faits=("faits", "sum"), connu_le=("connu_le", "max"))
    found = sources.join(cited, on="id")
    return found.assign(faits=found["faits"].fillna(0).astype("Int64"))


def shares(facts: pd.DataFrame, genres: Sequence[str]) -> pd.DataFrame:
    """How many figures of each kind, and of all, are in each case of ``MEASURES``; other facts are left out.

    A figure has a source and a place in it unless it is made up: the base refuses any other.

    Args:
        facts: columns of ``tracabilite_select``.
        genres: kinds whose facts are figures.

    Returns:
        Columns: genre (None for all, last), chiffres, and one per measure.
    """
    own = facts[facts["genre"].isin(genres)]
    counted = own.assign(sources=own["faits"].where(~own["illustratif"].astype(bool), 0))
    sums = counted.groupby("genre")[["chiffres", *MEASURES]].sum().reindex(list(genres), fill_value=0)
    whole = sums.sum().to_frame().T.assign(genre=None)
    return pd.concat([sums.reset_index(names="genre"), whole], ignore_index=True)[["genre", "chiffres", *MEASURES]]
