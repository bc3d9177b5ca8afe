"""What the budget of a territory holds that no rule ties to a programme: apart, in no total.  Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.model.budget import LADDER, Line, Scope

_STAGES = (*LADDER, "realise")


@dataclass(frozen=True, slots=True)
class Apart:
    """Lines of one territory, scope, stage, kind of vote and status family that no rule ties to the programme."""

    scope: Scope
    etape: str
    compte: str
    nature: str
    lines: tuple[Line, ...]

    @property
    def montant(self) -> float:
        """Sum in euros: it stands for these lines alone, an amending decision without its budget included."""
        return sum(line.montant or 0.0 for line in self.lines)


def unattached(lines: Sequence[Line]) -> tuple[Apart, ...]:
    """Unattached lines that hold money, in the reading order of scopes, then of stages.

    Movements of order are no money, and a line brought to zero by a later version is told elsewhere.
    """
    groups: dict[tuple[Scope, str, str, str, str], list[Line]] = {}
    for line in lines:
        if not line.attached and line.montant and line.mouvement != "ordre":
            key = (Scope.of(line), line.etape, line.compte, line.nature, line.territoire_id)
            groups.setdefault(key, []).append(line)
    found = [Apart(*key[:-1], lines=tuple(group)) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda one: (one.scope.rank, _STAGES.index(one.etape))))
