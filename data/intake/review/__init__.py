"""What the base would be once the files are added, looked at as a reader would: what no column shows by itself.

Each check takes the base as it would be and tells only what the files bring: what the base already holds is not theirs.
It blocks where a screen would show a false or doubled figure, or one that no source explains; it warns where the
figure stays right, and only deserves a look.
"""

from collections.abc import Callable, Iterator
from typing import Final

from data.intake.review.breaks import perimeter_changes
from data.intake.review.candidate import Candidate, Finding
from data.intake.review.ladder import accounts_beside, copied_stages, misnamed_stages
from data.intake.review.nested import nested_grants, nested_lines, nested_observations
from data.intake.review.parts import seats_and_total, total_and_parts, total_and_years
from data.intake.review.ranges import (
    implausible_amounts,
    implausible_claims,
    implausible_observations,
    uncertain_points,
)
from data.intake.review.ranks import shared_ranks, shared_screens
from data.intake.review.secrecy import secret_figures
from data.intake.review.told_too_soon import funders_without_an_actor, told_too_soon

CHECKS: Final[tuple[Callable[[Candidate], Iterator[Finding]], ...]] = (
    implausible_observations,
    implausible_claims,
    implausible_amounts,
    uncertain_points,
    perimeter_changes,
    nested_observations,
    nested_lines,
    nested_grants,
    accounts_beside,
    misnamed_stages,
    copied_stages,
    total_and_parts,
    total_and_years,
    seats_and_total,
    shared_ranks,
    shared_screens,
    secret_figures,
    told_too_soon,
    funders_without_an_actor,
)


def review(candidate: Candidate) -> list[Finding]:
    """Every finding of every check."""
    return [finding for check in CHECKS for finding in check(candidate)]


__all__ = ["CHECKS", "Candidate", "Finding", "review"]
