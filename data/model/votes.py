"""Arithmetic of a vote, made again from its parts: from the seats down to the voters, from the ballots up to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

Part = Literal[
    "sieges",
    "quorum",
    "presents",
    "suppleants",
    "representes",
    "absents",
    "presents_ou_representes",
    "sans_prendre_part",
    "votants",
    "pour",
    "contre",
    "abstentions",
]
Counts = Mapping[Part, int | None]
PARTS: Final[tuple[Part, ...]] = get_args(Part)

EXPECTED: Final[tuple[Part, ...]] = (
    "sieges",
    "quorum",
    "presents",
    "suppleants",
    "representes",
    "absents",
    "sans_prendre_part",
    "votants",
    "pour",
    "abstentions",
)
"""Parts that a whole record of a vote gives.  Voices against are not of them: a record without any may not say so."""


@dataclass(frozen=True, slots=True)
class Equation:
    """« 73 − 2 = 71 »: signed terms, what they make, and what the record says that they make."""

    total: Part
    terms: tuple[tuple[Literal[1, -1], Part], ...]
    counts: Counts

    @property
    def told(self) -> int | None:
        """What the record says."""
        return self.counts[self.total]

    @property
    def known(self) -> tuple[tuple[Literal[1, -1], Part], ...]:
        """Terms that the record gives; no word of voices against is no voice against."""
        return tuple((sign, part) for sign, part in self.terms if part != "contre" or self.counts[part] is not None)

    @property
    def missing(self) -> tuple[Part, ...]:
        """Parts without which nothing can be checked, in the order of the equation."""
        return tuple(part for part in (*(part for _, part in self.known), self.total) if self.counts[part] is None)

    @property
    def computed(self) -> int | None:
        """What the terms make; None when one of them is missing."""
        values = [(sign, self.counts[part]) for sign, part in self.known]
        found = [sign * value for sign, value in values if value is not None]
        return sum(found) if len(found) == len(values) else None

    @property
    def holds(self) -> bool | None:
        """Whether the record is right; None when a part is missing."""
        return None if self.missing else self.computed == self.told


def equations(counts: Counts) -> tuple[Equation, ...]:
    """The four equations of a vote.

    Not taking part is not abstaining: who does not take part is present and is no voter, who abstains is a voter.

    Args:
        counts: every ``Part``, None where the record does not give it.
    """
    room: tuple[tuple[Part, tuple[tuple[Literal[1, -1], Part], ...]], ...] = (
        ("presents_ou_representes", ((1, "presents"), (1, "suppleants"), (1, "representes"))),
        ("sieges", ((1, "presents_ou_representes"), (1, "absents"))),
        ("votants", ((1, "presents_ou_representes"), (-1, "sans_prendre_part"))),
        ("votants", ((1, "pour"), (1, "contre"), (1, "abstentions"))),
    )
    return tuple(Equation(total, terms, counts) for total, terms in room)


def missing(counts: Counts) -> tuple[Part, ...]:
    """Parts that the record does not give."""
    return tuple(part for part in EXPECTED if counts[part] is None)


def counted(counts: Counts) -> bool:
    """True when the record gives at least one number."""
    return any(value is not None for value in counts.values())


def quorum_reached(counts: Counts) -> bool | None:
    """Whether those who sit reach the quorum; None when a part is missing.

    Members who are only represented do not count for it (Code général des collectivités territoriales, L. 2121-17).
    """
    quorum, present, substitutes = counts["quorum"], counts["presents"], counts["suppleants"]
    if quorum is None or present is None or substitutes is None:
        return None
    return present + substitutes >= quorum
