"""What is wrong in the data files, told so that the person who filled them can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """Where a row was read: file relative to the folder of sources, line counted from 1 with the header."""

    file: str
    line: int


@dataclass(frozen=True)
class Fault:
    """One fault: where, what was seen, what was expected and how to mend it.

    ``line`` is 0 when the fault concerns the whole file, ``column`` and ``seen`` are empty when there is none.
    """

    file: str
    line: int
    column: str
    seen: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        where = self.file
        if self.line:
            where += f", ligne {self.line}"
        if self.column:
            where += f", colonne « {self.column} »"
        seen = f"« {self.seen} » lu ; " if self.seen else ""
        return f"{where} : {seen}attendu : {self.expected}. À faire : {self.remedy}."


class InvalidDataError(Exception):
    """The data break at least one rule: nothing was written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
