"""Words of a break of series, and of the change, rate or index that it refuses: the same everywhere."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import NNBSP, listed, partial_date

CAUSES: Final[Mapping[str, str]] = {
    "perimetre": "autre périmètre",
    "champ": "autre champ",
    "nomenclature": "autre nomenclature",
    "millesime": "autre millésime",
}

Cut = tuple[str, str, Sequence[str]]
"""Cause (its code), first period after the break, territories to name (none when all those shown are touched)."""


def _cut(cut: Cut) -> str:
    cause, period, names = cut
    where = f", {listed(list(names))}" if names else ""
    return f"{CAUSES[cause]}, {partial_date(period)}{where}"


def why(cuts: Sequence[Cut]) -> str:
    """« rupture de série (autre périmètre, 2022, Haute Somme) »."""
    several = f"{NNBSP}; "
    return f"rupture de série ({several.join(_cut(cut) for cut in cuts)})"


def refused(cuts: Sequence[Cut]) -> str:
    """« non calculable : rupture de série (autre champ, 2017) »: in the place of a change, an index or a trend."""
    return f"non calculable{NNBSP}: {why(cuts)}"


def change_refused(since: str, cuts: Sequence[Cut]) -> str:
    """« évolution depuis 2024 non calculable : rupture de série (autre champ, 2025) »."""
    return f"évolution depuis {partial_date(since)} {refused(cuts)}"


def before_refused(cuts: Sequence[Cut]) -> str:
    """End of a message whose change starts after a break: « ; avant, non calculable : rupture de série (…) »."""
    return f"{NNBSP}; avant, {refused(cuts)}" if cuts else ""


def apart(where: Sequence[tuple[str, Sequence[Cut] | None]]) -> str:
    """End of a message of several places: « ; non calculable sur la Haute Somme : rupture de série (…) ».

    Args:
        where: places with their preposition, and the breaks that refuse their change; None where a value is missing.
    """
    groups: dict[str, list[str]] = {}
    for place, cuts in where:
        groups.setdefault(f"{NNBSP}: {why(cuts)}" if cuts else "", []).append(place)
    return "".join(f"{NNBSP}; non calculable {listed(places)}{reason}" for reason, places in groups.items())
