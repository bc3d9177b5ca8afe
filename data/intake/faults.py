"""What is wrong in the data files, told so that the person who filled them can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """Where a row was read: file, line counted from 1 with the header, sheet of a workbook (empty elsewhere)."""

    file: str
    line: int
    sheet: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.sheet:
            where += f", feuille « {self.sheet} »"
        return f"{where}, ligne {self.line}" if self.line else where


@dataclass(frozen=True)
class Fault:
    """One fault: where, what was seen, what was expected and how to mend it.

    ``line`` is 0 when the fault concerns the whole file, ``column`` and ``seen`` are empty when there is none.  A
    warning has the same form: it does not prevent anything, and is kept in the journal.
    """

    file: str
    line: int
    column: str
    seen: str
    expected: str
    remedy: str
    sheet: str = ""

    def __str__(self) -> str:
        where = str(Place(self.file, self.line, self.sheet))
        if self.column:
            where += f", colonne « {self.column} »"
        seen = f"« {self.seen} » lu ; " if self.seen else ""
        return f"{where} : {seen}attendu : {self.expected}. À faire : {self.remedy}."


def fault_at(place: Place, column: str, seen: str, expected: str, remedy: str) -> Fault:
    """A fault of one row."""
    return Fault(place.file, place.line, column, seen, expected, remedy, place.sheet)


def in_reading_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """By file, sheet, line and column: as someone mends them."""
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.sheet, fault.line, fault.column)))


class InvalidDataError(Exception):
    """The data break at least one rule: nothing was written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = in_reading_order(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
