"""What a publication says of a row told twice, told otherwise than the base does, or told of another fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table

from data.intake.cells import Row
from data.intake.faults import Fault, Place, fault_at
from data.intake.files import CLOCK_COLUMNS
from data.tables.base import OWN_KEY, identity_columns

TOLD: Final = frozenset({"id", *CLOCK_COLUMNS})
"""What a row does not say of the world: its own key and the clocks of this base."""
_OWNERS: Final = frozenset({"programme_id", "promesse_id"})
"""What no version of a fact that its own key names can change: it would be the fact of another."""


@dataclass(frozen=True)
class Revision:
    """A fact told otherwise than the base does.

    Attributes:
        place: of the row that tells it.
        changes: each column that changes, as it was and as it becomes; both empty when they may be secret.
    """

    place: Place
    changes: tuple[tuple[str, str, str], ...]


def one_key_twice(row: Row, other: Place) -> Fault:
    """Two lines under one key: one of them is a copy whose key was left."""
    remedy = f"donner un identifiant nouveau à la ligne copiée, ou garder une seule des deux (l’autre : {_line(other)})"
    return fault_at(
        row.place, "id", str(row.values["id"]), "une seule ligne par identifiant et par publication", remedy
    )


def one_fact_twice(table: Table, row: Row, other: Place) -> Fault:
    """Two lines of a file for one fact known on one date: one of them is a copy that still has a word to change."""
    names = [name for name in identity_columns(table) if row.values[name] is not None]
    seen = ", ".join(shown(row.values[name]) for name in names)
    expected = "une seule ligne par fait et par date « connu le »"
    remedy = f"changer ce qui distingue les deux lignes, ou en garder une seule (l’autre : {_line(other)})"
    return fault_at(row.place, ", ".join(names), seen, expected, remedy)


def _line(place: Place) -> str:
    return f"{place.file}, ligne {place.line}"


def not_a_version(table: Table, row: Row, known: Row) -> Iterator[Fault]:
    """A row that takes the key of another fact, or changes what no version can change."""
    changed = [
        column.name
        for column in table.columns
        if column.name not in TOLD and row.values[column.name] != known.values[column.name]
    ]
    identity = identity_columns(table)
    if not identity:
        for name in changed:
            expected = f"« {shown(known.values[name])} », comme dans la base"
            remedy = "rétablir cette valeur, ou donner un autre identifiant à une ligne nouvelle"
            yield fault_at(row.place, name, shown(row.values[name]), expected, remedy)
        return
    fixed = _OWNERS if identity == (OWN_KEY,) else frozenset(identity)
    for name in (name for name in changed if name in fixed):
        expected = f"« {shown(known.values[name])} » : cet identifiant nomme déjà un autre fait"
        remedy = "donner un identifiant nouveau à ce fait, ou rétablir la valeur"
        yield fault_at(row.place, name, shown(row.values[name]), expected, remedy)


def revision(table: Table, new: Row, known: Row) -> Revision:
    """What a new version changes in the one that is known; a figure by cluster may be secret, and is not told."""
    secret = new.values.get("cluster_id") is not None
    changes = tuple(
        (column.name, *(("", "") if secret else (shown(known.values[column.name]), shown(new.values[column.name]))))
        for column in table.columns
        if column.name not in TOLD and new.values[column.name] != known.values[column.name]
    )
    return Revision(new.place, changes)


def shown(value: Any) -> str:  # noqa: ANN401  a cell
    """A cell in the words of a fault."""
    if value is None:
        return "vide"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
