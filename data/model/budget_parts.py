"""The ladder of each axis and of each funder: the stages of one scope, cut alike.  Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.model.budget import Total
from data.model.budget_ladder import Rate, main, rates


@dataclass(frozen=True, slots=True)
class PartLadder:
    """What one scope tells of an axis or of a funder, stage by stage.

    Attributes:
        id: of the axis or of the funder; None for what names none.
        nom: its name; None too.
        group: True for funders whose shares are unknown.
        totals: what each stage holds of it; nothing for a stage that tells nothing of it.
    """

    id: str | None
    nom: str | None
    group: bool
    totals: tuple[Total, ...]

    def stage(self, etape: str) -> Total | None:
        """What stands for a stage."""
        return main(self.totals, etape)

    @property
    def rates(self) -> tuple[Rate, ...]:
        """Rates between its own stages, refused as those of the whole are."""
        return rates(self.totals)


def _cut(inside: Sequence[Total], name: str, key: str | None) -> tuple[Total, ...]:
    parts = (
        replace(total, lines=tuple(line for line in total.lines if getattr(line, name) == key)) for total in inside
    )
    return tuple(part for part in parts if part.lines)


def axes_ladders(inside: Sequence[Total], axes: Sequence[tuple[str, str]]) -> tuple[PartLadder, ...]:
    """A ladder an axis, with or without money, in their order, then what no axis names.

    Args:
        inside: totals of one scope.
        axes: id and name of the axes of the programme.
    """
    known = [PartLadder(key, name, group=False, totals=_cut(inside, "axe_id", key)) for key, name in axes]
    rest = _cut(inside, "axe_id", None)
    return (*known, PartLadder(None, None, group=False, totals=rest)) if rest else tuple(known)


def funders_ladders(inside: Sequence[Total]) -> tuple[PartLadder, ...]:
    """A ladder a funder, in the order of the lines, then what names none; a group without shares stays one.

    Args:
        inside: totals of one scope.
    """
    lines = [line for total in inside for line in total.lines]
    names = {line.financeur_id: (line.financeur, line.financeur_type == "groupe") for line in lines}
    ordered = sorted(names, key=lambda key: key is None)
    return tuple(PartLadder(key, *names[key], totals=_cut(inside, "financeur_id", key)) for key in ordered)
