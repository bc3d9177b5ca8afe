"""A portrait of one territory: which value of each indicator stands for today, and at which scale it is known."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from data.model.evolution import THOUSAND

POPULATION: Final = "population"
_FROM_NEAR: Final = ("petr", "territoire_industrie", "zone_emploi", "departement", "region", "pays")
"""Scales beyond an EPCI, nearest first."""
_COUNTED: Final = frozenset({"flux", "stock"})
_PER_HEAD: Final = frozenset({"entreprise", "etablissement", "emploi"})


def last_values(values: pd.DataFrame) -> pd.DataFrame:
    """The last known value of each series of each territory, those without a value left out.

    Two series of one indicator are two fields: both stay.

    Args:
        values: columns of ``data.queries.portrait.valeurs_select``.
    """
    known = values.dropna(subset=["valeur"]).sort_values("periode", kind="stable")
    last = known.drop_duplicates(["serie_id", "territoire_id"], keep="last")
    return values.loc[sorted(last.index)]


def per_thousand(last: pd.DataFrame) -> pd.DataFrame:
    """``last`` with the value per 1 000 inhabitants of the same perimeter, and the year of that population.

    Only counts of firms, establishments and jobs have one: a rate keeps its own denominator.

    Args:
        last: columns of ``last_values``.

    Returns:
        Columns pour_mille (NaN where it has no meaning or no denominator), population_de (year), population_fait (its
        fact) and autre_perimetre (True when the only population known is that of another perimeter) besides.
    """
    people = last[last["indicateur_id"] == POPULATION].drop_duplicates("territoire_id", keep="last")
    own = people.set_index("territoire_id")
    named = ("valeur", "periode", "fait", "perimetre_id")
    heads, years, facts, held = (last["territoire_id"].map(own[name]) for name in named)
    counted = last["nature"].isin(_COUNTED) & last["unite_compte"].isin(_PER_HEAD)
    same = counted & (held == last["perimetre_id"])
    denominator = heads.where(same)
    return last.assign(
        pour_mille=last["valeur"] / denominator.where(denominator > 0) * THOUSAND,
        population_de=years.where(counted),
        population_fait=facts.where(counted),
        autre_perimetre=counted & held.notna() & ~same,
    )


def larger_scales(own: pd.DataFrame, around: pd.DataFrame) -> pd.DataFrame:
    """Values known at a larger scale only, at the nearest scale that has them.

    Args:
        own: last values of the territory.
        around: last values of what contains it.

    Returns:
        Rows of ``around`` for the indicators that ``own`` lacks, at their nearest scale, several territories of one
        scale side by side.
    """
    absent = around[~around["indicateur_id"].isin(set(own["indicateur_id"]))]
    scale = absent["territoire_type"].map({name: rank for rank, name in enumerate(_FROM_NEAR)}).fillna(len(_FROM_NEAR))
    nearest = scale.groupby(absent["indicateur_id"]).transform("min")
    return absent[scale == nearest]


def comparable(last: pd.DataFrame, territoires: Sequence[str]) -> pd.DataFrame:
    """Values per 1 000 inhabitants that at least two territories have for the same series and period.

    Nothing is ranked: territories keep their order.  Another period, another field: not the same thing.

    Args:
        last: columns of ``per_thousand``.
        territoires: ids, in their order.
    """
    known = last.dropna(subset=["pour_mille"])
    known = known[known["territoire_id"].isin(territoires)]
    latest = known.groupby("serie_id")["periode"].transform("max")
    same = known[known["periode"] == latest]
    several = same.groupby("serie_id")["territoire_id"].transform("nunique") > 1
    order = {name: rank for rank, name in enumerate(territoires)}
    return same[several].sort_values(
        ["indicateur", "serie_id", "territoire_id"],
        key=lambda column: column.map(order) if column.name == "territoire_id" else column,
        kind="stable",
    )
