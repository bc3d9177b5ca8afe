"""Why a change is refused, from the model to the words of a page."""

from collections.abc import Mapping

from components.wording.ruptures import Cut
from data.model.ruptures import Crossing, Refusal


def touched(crossing: Crossing, names: Mapping[str, str]) -> list[str]:
    """Territories to name: none when the break touches all those shown."""
    own = [names[each] for each in crossing.territoires if each in names]
    return [] if len(own) == len(names) else own


def cuts(refusal: Refusal, names: Mapping[str, str] | None = None) -> list[Cut]:
    """Breaks of a refusal; ``names`` are those of all territories shown, by typed id."""
    return [(one.cause, one.period, touched(one, names or {})) for one in refusal.crossings]
