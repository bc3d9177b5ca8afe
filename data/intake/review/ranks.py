"""Two facts at one rank: a page that counts « action 3 of axis 2 » would show two of them."""

from collections.abc import Iterator, Mapping
from typing import Final

from data.intake.cells import Row
from data.intake.review.candidate import Candidate, Finding, blocks, warns

_NUMBERED: Final[Mapping[str, tuple[str, ...]]] = {
    "axe": ("programme_id", "numero"),
    "priorite": ("programme_id", "numero"),
    "action_engagee": ("programme_id", "numero"),
    "action": ("axe_id", "numero"),
    "promesse": ("numero",),
}
"""What the schema holds unique in one publication only, since a fact may have versions."""
_SCREENS: Final = ("programme_id", "comite_id", "ordre")


def shared_ranks(candidate: Candidate) -> Iterator[Finding]:
    """A number that two current facts bear, whichever publications brought them.

    It blocks: the number is how people name an axis, an action or a promise, and a page would show two under it.  Two
    facts may swap their numbers, in one publication.
    """
    for table, names in _NUMBERED.items():
        for new, others in _together(candidate, table, names):
            # Between rows of the files alone, the schema has told it already.
            if known := [row for row in others if not candidate.is_new(row)]:
                seen = ", ".join(str(new.values[name]) for name in names)
                expected = f"un numéro que rien d’autre ne porte\u202f: {candidate.spot(known[0])} le porte aussi"
                remedy = "donner un numéro libre, ou changer aussi celui de l’autre dans la même publication"
                yield blocks(new, ", ".join(names), seen, expected, remedy)


def shared_screens(candidate: Candidate) -> Iterator[Finding]:
    """Two screens of one committee at one rank.

    It warns: both are shown, in an order that nobody chose.
    """
    for new, others in _together(candidate, "ecran", _SCREENS):
        other = candidate.spot(others[0])
        expected = f"un rang que rien d’autre ne porte\u202f: {other} est au même"
        remedy = "donner à chaque écran son rang, ou retirer l’un des deux"
        yield warns(new, "ordre", str(new.values["ordre"]), expected, remedy)


def _together(candidate: Candidate, table: str, names: tuple[str, ...]) -> Iterator[tuple[Row, list[Row]]]:
    """A new row of each rank that is not its own, and the other rows of that rank."""
    if not candidate.new(table):
        return
    ranks: dict[tuple[object, ...], list[Row]] = {}
    for row in candidate.standing(table):
        if not row.values.get("retire"):
            ranks.setdefault(tuple(row.values[name] for name in names), []).append(row)
    for rows in ranks.values():
        new = next((row for row in rows if candidate.is_new(row)), None)
        if new is not None and len(rows) > 1:
            yield new, [row for row in rows if row is not new]
