"""What the tests of the workbook share: verifying one as a publication does, and filling one as a person does."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from data.engine import Reader, read_only_engine, reader
from data.intake.faults import Fault
from data.intake.incoming import Incoming
from data.intake.merge import Merge
from data.intake.preparation import judged
from data.intake.workbook.layout import Layout, layout_of
from data.intake.workbook.read import read_workbook
from data.intake.workbook.sheets import SHEETS

LOADED = datetime(2026, 11, 23, 7, 0, tzinfo=UTC).replace(tzinfo=None)


@dataclass
class Verified:
    """What became of a workbook."""

    incoming: Incoming
    merge: Merge
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def verify(path: Path, base: Path) -> Verified:
    """The whole verification of one workbook against a base, as before a publication."""
    engine = read_only_engine(f"sqlite:///{base}")
    try:
        incoming = read_workbook(path, reader(engine))
        with engine.connect() as connection:
            prepared = judged(connection, [incoming], LOADED)
    finally:
        engine.dispose()
    return Verified(incoming, prepared.merge, prepared.faults, prepared.warnings)


def read_with(base: Path) -> Reader:
    """A reader on a base, for the writers of workbooks."""
    return reader(read_only_engine(f"sqlite:///{base}"))


class Hand:
    """A person who fills a workbook: by sheet, line and technical name of the column."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Workbook = load_workbook(path)
        self._sheets = {sheet.name: sheet for sheet in SHEETS}

    def page(self, table: str) -> Worksheet:
        """Sheet of a table."""
        return self.book[self._sheets[table].title]

    def layout(self, table: str) -> Layout:
        """Header of that sheet."""
        found = layout_of(self.page(table), self._sheets[table])
        assert found is not None
        return found

    def rank(self, table: str, column: str) -> int:
        """Rank of a column in that sheet."""
        found = self.layout(table).first(column)
        assert found is not None, column
        return found

    def cell(self, table: str, line: int, column: str) -> Cell:
        """A cell of that sheet."""
        cell = self.page(table).cell(line, self.rank(table, column))
        assert isinstance(cell, Cell)
        return cell

    def line(self, table: str, column: str, value: str) -> int:
        """Line whose cell holds a value, or ends with it between brackets."""
        rank = self.rank(table, column)
        for line, (cell,) in enumerate(self.page(table).iter_rows(min_col=rank, max_col=rank, values_only=True), 1):
            if cell == value or str(cell).endswith(f"[{value}]"):
                return line
        raise LookupError(value)

    def change(self, table: str, line: int, **values: object) -> int:
        """Writes cells of a line."""
        for name, value in values.items():
            self.cell(table, line, name).value = value  # type: ignore[assignment]
        return line

    def add(self, table: str, **values: object) -> int:
        """Adds a line below the last one."""
        return self.change(table, self.page(table).max_row + 1, **values)

    def save(self) -> Path:
        """Saves the workbook."""
        self.book.save(self.path)
        return self.path
