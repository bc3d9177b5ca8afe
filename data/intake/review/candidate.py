"""The base as a publication would make it: what it knows, what the files add, and the last word on each fact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from data.intake.cells import Row
from data.intake.faults import Fault, fault_at
from data.intake.merge import fact_of, family, last_version
from data.model.budget import Line
from data.schema import metadata
from data.vocabulary import ILLUSTRATIF


@dataclass(frozen=True)
class Finding:
    """What a check tells; it prevents the publication when it is blocking."""

    fault: Fault
    blocking: bool


@dataclass(frozen=True)
class Candidate:
    """Rows by table.

    Attributes:
        known: of the base.
        added: that the files bring.
        incomplete: tables of which a row was set aside: what is missing from them proves nothing.
        official: files whose importer has judged the values, and that nobody may retouch.
    """

    known: Mapping[str, Sequence[Row]]
    added: Mapping[str, Sequence[Row]]
    incomplete: frozenset[str] = frozenset()
    official: frozenset[str] = frozenset()
    _standing: dict[str, list[Row]] = field(default_factory=dict, repr=False)
    _keyed: dict[str, dict[str, Row]] = field(default_factory=dict, repr=False)

    def new(self, table: str) -> Sequence[Row]:
        """Rows that the files bring."""
        return self.added.get(table, ())

    def standing(self, table: str) -> list[Row]:
        """The last version of each fact, as ``data.queries.latest`` keeps it."""
        if table not in self._standing:
            told: dict[object, list[Row]] = {}
            for row in (*self.known.get(table, ()), *self.new(table)):
                told.setdefault(fact_of(metadata.tables[table], row.values) or row.values["id"], []).append(row)
            self._standing[table] = [rows[0] if len(rows) == 1 else last_version(rows) for rows in told.values()]
        return self._standing[table]

    def keyed(self, table: str) -> Mapping[str, Row]:
        """Rows of a table by their key; that of a fact leads to its last version."""
        if table not in self._keyed:
            rows = (*self.known.get(table, ()), *self.new(table))
            found = {str(row.values["id"]): row for row in rows}
            self._keyed[table] = found | {family(str(row.values["id"])): row for row in self.standing(table)}
        return self._keyed[table]

    def value(self, table: str, key: object, column: str) -> Any:  # noqa: ANN401  a cell
        """Cell of the row of that key; None when there is no such row."""
        row = self.keyed(table).get(str(key))
        return None if row is None else row.values[column]

    def is_new(self, row: Row) -> bool:
        """True for a row that the files bring."""
        return id(row) in self._new

    def is_official(self, row: Row) -> bool:
        """True for a row of a producer's own file."""
        return row.place.file in self.official

    @cached_property
    def money(self) -> tuple["Money", ...]:
        """Budget lines that a total would count: with an amount, uncontested, no movement of order, no wider scale."""
        lines = (Money(row, line_of(self, row)) for row in self.standing("ligne_budget"))
        return tuple(
            one
            for one in lines
            if one.line.montant is not None
            and not (
                one.line.conteste or one.line.wider or one.line.mouvement == "ordre" or not one.line.territoire_type
            )
        )

    @cached_property
    def _new(self) -> frozenset[int]:
        return frozenset(id(row) for rows in self.added.values() for row in rows)

    def spot(self, row: Row) -> str:
        """Where a row stands, for the report on another one."""
        place, key = row.place, row.values.get("id")
        if not self.is_new(row):
            return f"« {key} », déjà dans la base" if isinstance(key, str) else "une ligne déjà dans la base"
        named = f"« {key} », " if isinstance(key, str) else ""
        return f"{named}{place}"


@dataclass(frozen=True)
class Money:
    """A budget line: the row as it was read, and as the rules of ``data.model.budget`` take it."""

    row: Row
    line: Line

    @property
    def amount(self) -> float:
        """In euros; 0 when there is none, which ``Candidate.money`` leaves out."""
        return float(self.line.montant or 0)


def line_of(candidate: Candidate, row: Row) -> Line:
    """A budget line as the rules take it; its territory has no type when the base does not know it."""
    values: dict[str, Any] = {field.name: row.values.get(field.name) for field in fields(Line)}
    territoire = row.values["territoire_id"]
    for name in ("type", "code"):
        values[f"territoire_{name}"] = candidate.value("territoire", territoire, name) or ""
    values["territoire"] = candidate.value("territoire", territoire, "nom_court") or str(territoire)
    values["statut"] = status(row)
    return Line(**values)


def status(row: Row) -> str:
    """What a fact is held for, ``illustratif`` never: as ``data.queries.standing`` tells it."""
    own = str(row.values["statut"])
    return str(row.values["tient_lieu_de"]) if own == ILLUSTRATIF else own


def blocks(row: Row, column: str, seen: str, expected: str, remedy: str) -> Finding:
    """A fault of one row."""
    return Finding(fault_at(row.place, column, seen, expected, remedy), blocking=True)


def warns(row: Row, column: str, seen: str, expected: str, remedy: str) -> Finding:
    """A warning about one row."""
    return Finding(fault_at(row.place, column, seen, expected, remedy), blocking=False)


def first_places(spots: Sequence[str], most: int = 3) -> str:
    """The first places of a list, and how many more there are."""
    more = len(spots) - most
    shown = " ; ".join(spots[:most])
    return f"{shown} ; et {more} de plus" if more > 0 else shown
