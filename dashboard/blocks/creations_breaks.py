"""What stands between two years of the creations page: breaks, drawn and told, and jumps that no source explains."""

from collections.abc import Mapping, Sequence

import pandas as pd

from components.wording import creations_breaks as wording
from dashboard.refusals import touched
from data.model.evolution import Points
from data.model.ruptures import Crossing, Rupture
from data.model.sauts import jumps


def marks(found: Sequence[Crossing], names: Mapping[str, str]) -> list[tuple[int, str]]:
    """Breaks to draw: first year after, cause in a few words; ``names`` are those of all territories shown."""
    return [(item.year, wording.break_mark(item.year, item.cause, touched(item, names))) for item in found]


def break_limits(found: Sequence[Crossing], names: Mapping[str, str], consequence: str) -> list[str]:
    """Breaks as limits, with what the sources say of each."""
    return [wording.break_limit(item.year, item.cause, touched(item, names), item.told, consequence) for item in found]


def cited(ruptures: pd.DataFrame, found: Sequence[Crossing]) -> pd.DataFrame:
    """Rows of ``ruptures`` that tell a break found, so that its source is named."""
    documented = {one for item in found for one in item.documented}
    told = [Rupture.of(row) in documented for row in ruptures.to_dict("records")]
    return ruptures.loc[pd.Series(told, index=ruptures.index, dtype=bool)]


def _by_year(frame: pd.DataFrame) -> dict[int, float]:
    known = frame.dropna(subset=["valeur"])
    return {int(year): float(value) for year, value in zip(known["annee"], known["valeur"], strict=True)}


def jump_limits(
    whole: pd.DataFrame,
    parts: pd.DataFrame,
    found: Sequence[Crossing],
    where: str = "",
    others: Points | None = None,
) -> list[str]:
    """Jumps of a count as limits: what carries most of each, and how other territories moved in the same years.

    Args:
        whole: one territory; columns annee, valeur.
        parts: what adds up to it; columns secteur, annee, valeur.
        found: breaks of that territory.
        where: its name, when the chart shows several.
        others: same count elsewhere; a territory broken between the two years is left out.
    """
    by_part = {str(name): _by_year(own) for name, own in parts.groupby("secteur", sort=False)}
    told = []
    for jump in jumps(_by_year(whole), by_part, frozenset(item.year for item in found)):
        growths = [] if others is None else others.changes(jump.since, jump.year)
        most = None
        if jump.part is not None and len(by_part) > 1:
            most = jump.part, jump.part_share, (jump.part_before, jump.part_value)
        told.append(
            wording.jump_limit(where, (jump.since, jump.year), (jump.before, jump.value, jump.growth), most, growths)
        )
    return told
