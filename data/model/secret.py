"""Statistical secrecy of magnitudes that a territory supplies about firms: which may be told.  Pure rules.

What producers publish is public as it is; these rules are for what a territory counts itself, jobs by cluster first.
"""

from typing import Final, Literal

Verdict = Literal["diffusable", "secret", "inconnu"]
"""``inconnu`` when what is missing could make it secret: it is no permission to show the figure."""

FEWEST_UNITS: Final = 3
"""A figure about fewer units tells each of them about the others (Insee, secret statistique des entreprises)."""
LARGEST_SHARE: Final = 0.85
"""From this share on, the figure is about that of one unit (Insee, same rule)."""
UNSHARED: Final = 0.5
"""Under this share, the largest unit is one of three at least."""


def number_verdict(units: int | None) -> Verdict:
    """What the number of units alone says; no unit at all betrays nobody.

    Args:
        units: counted in the figure; None when it is not known.

    Raises:
        ValueError: a negative number.
    """
    if units is None:
        return "inconnu"
    if units < 0:
        raise ValueError(f"{units} units")
    return "secret" if 0 < units < FEWEST_UNITS else "diffusable"


def share_verdict(largest: float | None) -> Verdict:
    """What the share of the largest unit alone says.

    Args:
        largest: from 0 to 1; None when it is not known.

    Raises:
        ValueError: a share below 0 or above 1.
    """
    if largest is None:
        return "inconnu"
    if not 0 <= largest <= 1:
        raise ValueError(f"a share of {largest}")
    return "secret" if largest >= LARGEST_SHARE else "diffusable"


def verdict(units: int | None, largest: float | None) -> Verdict:
    """Whether a magnitude may be told: at least three units, none of which holds 85 % of it.

    One broken rule is enough to mask; both must be known to tell, unless one implies the other: a largest share below
    a half takes three units, and no unit has no share.

    Args:
        units: counted in the figure; None when it is not known.
        largest: share of the largest of them, from 0 to 1; None when it is not known.

    Raises:
        ValueError: a negative number, or a share out of bounds.
    """
    by_number, by_share = number_verdict(units), share_verdict(largest)
    if "secret" in (by_number, by_share):
        return "secret"
    if units == 0 or (units is None and largest is not None and largest < UNSHARED):
        return "diffusable"
    return "inconnu" if "inconnu" in (by_number, by_share) else "diffusable"
