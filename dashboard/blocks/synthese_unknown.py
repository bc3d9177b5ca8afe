"""Cards of which nothing was known yet at a past situation: since when something is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from components import formats
from components.block import KeyFigure
from components.wording import situation as wording
from dashboard.situation import first_known
from data.engine import Reader
from data.queries import emploi, known_from
from data.queries.creations import ENTREPRISES

_SINCE: Final[Mapping[str, Callable[[], Any]]] = {
    "creations": lambda: known_from.series_select([ENTREPRISES]),
    "chomage": lambda: known_from.series_select([emploi.ZONES, emploi.NATIONAL]),
    "emplois": known_from.clusters_select,
    "plan": known_from.actions_select,
    "budget": known_from.budget_select,
}


def since_when(read: Reader, card: KeyFigure, situation: date | None) -> KeyFigure:
    """A card that is empty because its subject came later than the situation says so; any other as it is."""
    if situation is None or not card.missing or card.key not in _SINCE:
        return card
    zones = first_known(read, known_from.zones_select()) if card.key == "chomage" else None
    if zones is not None and zones > situation:
        return replace(card, value=formats.MISSING, context=wording.zones_since(zones))
    first = first_known(read, _SINCE[card.key]())
    if first is None or first <= situation:
        return card
    return replace(card, value=formats.MISSING, context=wording.only_since(first))
