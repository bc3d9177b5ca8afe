"""The ladder from announced to paid, and the rates that two stages allow.  Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from data.model.budget import BUDGET, LADDER, SUPPLEMENTARY, Line, Scope, Total
from data.model.dates import last_day

Refusal = Literal["incomplet", "couverture", "financeurs", "sections", "supplementaire", "nul"]
Phase = Literal["clos", "en_cours", "a_venir"]
Standing = Phase | Literal["dernier_clos"]

PAIRS: Final = (("vote", "annonce"), ("engage", "vote"), ("mandate", "vote"), ("paye", "mandate"), ("realise", "vote"))
"""Stages that are compared: the second is the base."""
BASES: Final = dict(PAIRS)
"""The base of each stage that has one."""
_REFERENCE: Final = ("vote", "annonce", "engage", "mandate", "realise", "paye")
_KINDS: Final = (BUDGET, "", SUPPLEMENTARY)


def phase(exercice: int | None, told: str | None) -> Phase | None:
    """Where an exercise stands on the day to which the database goes; None without an exercise or without that day.

    An exercise is a calendar year: closed once it is over, whether or not its account is known.

    Args:
        exercice: year.
        told: date, whatever its precision, of the last budget line that the database holds.
    """
    if exercice is None or told is None:
        return None
    year = last_day(told).year
    return "clos" if exercice < year else "en_cours" if exercice == year else "a_venir"


def standing(found: Sequence[Total], scope: Scope, told: str | None) -> Standing | None:
    """The phase of a scope; it is the last closed exercise when one of its kind is told after it."""
    own = phase(scope.exercice, told)
    later = [
        other
        for other in amounts(found)
        if replace(other, exercice=scope.exercice) == scope and (other.exercice or 0) > (scope.exercice or 0)
    ]
    if own == "clos" and later and all(phase(other.exercice, told) != "clos" for other in later):
        return "dernier_clos"
    return own


def _closed_first(scope: Scope, told: str | None) -> tuple[int, ...]:
    *kind, _ = scope.rank
    year = scope.exercice or 0
    pending = phase(scope.exercice, told) in ("en_cours", "a_venir")
    return (*kind, pending, year if pending else -year)


def beside(found: Sequence[Total], reference: Scope, told: str | None) -> Scope | None:
    """The scope to read next to ``reference``: of the same kind, the exercise in progress, else the former one.

    Without any of its kind, the next scope that holds an amount.
    """
    others = [scope for scope in amounts(found) if scope != reference]
    alike = [scope for scope in others if replace(scope, exercice=reference.exercice) == reference]
    later = [scope for scope in alike if (scope.exercice or 0) > (reference.exercice or 0)]
    former = [scope for scope in alike if (scope.exercice or 0) < (reference.exercice or 0)]
    now = [scope for scope in later if phase(scope.exercice, told) == "en_cours"]
    return next(iter((*now, *former, *later, *others)), None)


def scopes(found: Sequence[Total]) -> tuple[Scope, ...]:
    """Scopes of the totals, in reading order."""
    return tuple(dict.fromkeys(total.scope for total in found))


def amounts(found: Sequence[Total]) -> tuple[Scope, ...]:
    """Scopes that hold an amount, in reading order."""
    return tuple(dict.fromkeys(total.scope for total in found if total.montant is not None))


def of_scope(found: Sequence[Total], scope: Scope) -> tuple[Total, ...]:
    """Totals of one scope."""
    return tuple(total for total in found if total.scope == scope)


def main(found: Sequence[Total], etape: str) -> Total | None:
    """The total that stands for a stage among those of one scope.

    A budget and its amendments come before a vote of unknown document and before a supplementary budget; a fact comes
    before a forecast.
    """
    rivals = [total for total in found if total.etape == etape]
    return min(rivals, key=lambda total: (_KINDS.index(total.compte), total.nature != "fait"), default=None)


@dataclass(frozen=True, slots=True)
class Rate:
    """Share of ``base`` that reached ``stage``, in percent, or why it can not be told."""

    stage: Total
    base: Total
    percent: float | None
    refusal: Refusal | None = None
    approximate: bool = False

    @property
    def remainder(self) -> float | None:
        """What did not reach the stage, in euros; None when the rate is refused."""
        if self.percent is None or self.base.montant is None or self.stage.montant is None:
            return None
        return self.base.montant - self.stage.montant


def _told_apart(stage: Total, base: Total, name: str) -> bool:
    """True when two stages are not told of the same parts; one that names none covers every part of the other."""
    one, other = ({getattr(line, name) for line in total.lines} for total in (stage, base))
    return one != other and {None} not in (one, other)


def _refusal(stage: Total, base: Total, found: Sequence[Total]) -> Refusal | None:
    if not stage.complete or not base.complete:
        return "incomplet"
    if stage.coverage != base.coverage:
        return "couverture"
    if _told_apart(stage, base, "financeur_id"):
        return "financeurs"
    if _told_apart(stage, base, "section"):
        return "sections"
    # Payments of the exercise draw on the supplementary budget too: over the first vote alone they would look larger.
    if base.etape == "vote" and any(total.compte == SUPPLEMENTARY for total in found):
        return "supplementaire"
    return None if base.montant else "nul"


def rates(found: Sequence[Total]) -> tuple[Rate, ...]:
    """Rates between the stages of one scope, in ladder order; none where a stage is unknown."""
    result = []
    for name, base_name in PAIRS:
        stage, base = main(found, name), main(found, base_name)
        if stage is None or base is None:
            continue
        refusal = _refusal(stage, base, found)
        percent = None if refusal else 100 * (stage.montant or 0.0) / (base.montant or 1.0)
        approximate = bool(stage.approximations or base.approximations)
        result.append(Rate(stage, base, percent, refusal, approximate))
    return tuple(result)


def rate(found: Sequence[Total], stage: str, base: str) -> Rate | None:
    """One rate of one scope, or None when a stage is unknown."""
    return next((item for item in rates(found) if item.stage.etape == stage and item.base.etape == base), None)


@dataclass(frozen=True, slots=True)
class WithoutBase:
    """Why a stage has no rate: nothing tells its base for the same scope, only for ``elsewhere`` if at all."""

    base: str
    elsewhere: tuple[Scope, ...]


def without_base(total: Total, found: Sequence[Total]) -> WithoutBase | None:
    """What the rate of a stage lacks; None when the stage has no rate to give, or its base is known.

    Args:
        total: the stage.
        found: totals of every scope.
    """
    base = BASES.get(total.etape)
    inside = of_scope(found, total.scope)
    if base is None or total.montant is None or main(inside, total.etape) is not total or main(inside, base):
        return None
    return WithoutBase(base, tuple(dict.fromkeys(other.scope for other in found if other.etape == base)))


def missing_stages(found: Sequence[Total]) -> tuple[str, ...]:
    """Stages of the ladder without any amount, for one scope."""
    known = {total.etape for total in found if total.montant is not None}
    return tuple(stage for stage in LADDER if stage not in known)


def reference(found: Sequence[Total], told: str | None) -> Total | None:
    """The total to split by funder and by axis: the last closed exercise's vote, else what is nearest to it.

    Before its end, an exercise says little of how far the money went: it comes after the closed ones.

    Args:
        found: totals of a programme or of one action.
        told: as in ``phase``.
    """
    for scope in sorted(scopes(found), key=lambda scope: _closed_first(scope, told)):
        inside = of_scope(found, scope)
        for stage in _REFERENCE:
            total = main(inside, stage)
            if total is not None and total.montant is not None:
                return total
    return None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a total: a funder's or an axis's lines.  ``id`` is None when the lines name none."""

    id: str | None
    nom: str | None
    lines: tuple[Line, ...]

    @property
    def montant(self) -> float | None:
        """Sum of the known amounts in euros, None when there is none."""
        known = [line.montant for line in self.lines if line.montant is not None]
        return sum(known) if known else None

    @property
    def group(self) -> bool:
        """True for a group of funders whose shares are unknown."""
        return any(line.financeur_type == "groupe" for line in self.lines)


def by_funder(total: Total) -> tuple[Part, ...]:
    """Parts by funder, the largest first; a group without shares stays one part."""
    names = {line.financeur_id: line.financeur for line in total.lines}
    found = [
        Part(key, name, tuple(line for line in total.lines if line.financeur_id == key)) for key, name in names.items()
    ]
    return tuple(sorted(found, key=lambda part: -(part.montant or 0.0)))


def by_axis(total: Total, axes: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    """Parts by axis: every axis of the programme, with or without lines, then what no axis names.

    Args:
        total: the total to split.
        axes: id and name of the programme's axes, in order.
    """
    known = [Part(key, name, tuple(line for line in total.lines if line.axe_id == key)) for key, name in axes]
    rest = tuple(line for line in total.lines if line.axe_id is None)
    return (*known, Part(None, None, rest)) if rest else tuple(known)
