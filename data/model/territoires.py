"""Which territories may be added: never one with another that contains it."""

from collections.abc import Sequence
from typing import Final

EPCI: Final = "epci"
PARTS: Final = frozenset({"commune", EPCI, "zone_emploi", "departement", "region"})
"""Types whose territories share no place.  Two PETR or Territoires d’industrie may hold one EPCI, two fields of one
country overlap."""


class NestedTerritoriesError(ValueError):
    """A sum that would count a place twice."""


def kind(territoire_id: str) -> str:
    """Type of a typed id: ``epci:248000531`` → ``epci``."""
    return territoire_id.partition(":")[0]


def additive(territoires: Sequence[str]) -> tuple[str, ...]:
    """``territoires`` (typed ids) as the terms of a sum.

    Two types may contain each other: a PETR its EPCI, a département its communes.

    Raises:
        NestedTerritoriesError: two types, a type whose territories may overlap, or one territory twice.
    """
    kinds = {kind(each) for each in territoires}
    twice = len(set(territoires)) < len(territoires)
    if len(kinds) > 1 or twice or (len(territoires) > 1 and not kinds <= PARTS):
        raise NestedTerritoriesError(", ".join(territoires))
    return tuple(territoires)
