"""Reads a workbook that a person has filled: rows as text, each with its sheet and line, and the faults of form."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Column

from data.engine import Reader
from data.intake.faults import Fault, Place, fault_at
from data.intake.files import RawRow
from data.intake.incoming import Incoming
from data.intake.workbook.cell_text import FORMULAS, CellText, cell_text
from data.intake.workbook.header import columns_read, header_faults
from data.intake.workbook.layout import MOST_COLUMNS, MOST_LINES, Layout, is_too_large, layout_of, likely_sheet
from data.intake.workbook.lists import Names, read_names, split_shown
from data.intake.workbook.sheets import EXAMPLE, NOTE, OURS, SHEETS, Sheet, sheet_of, target_of
from data.tables.base import OWN_KEY

KIND: Final = "Classeur de Vigie"
_UNREADABLE: Final = (BadZipFile, InvalidFileException, KeyError, OSError, ValueError, TypeError, SyntaxError)
"""What openpyxl raises on a file that is no workbook, or is damaged."""


def is_workbook(path: Path) -> bool:
    """True for a workbook with one of our sheets under our names; an official spreadsheet is left to its importer."""
    if path.suffix.lower() != ".xlsx":
        return False
    try:
        book = load_workbook(path, read_only=True)
    except _UNREADABLE:
        return False
    try:
        return any(
            layout_of(book[sheet.title], sheet) is not None for sheet in SHEETS if sheet.title in book.sheetnames
        )
    except _UNREADABLE:
        return False
    finally:
        book.close()


def read_workbook(path: Path, read: Reader) -> Incoming:
    """What a workbook brings; an unreadable file is a fault like another.

    Args:
        path: of the workbook, which is left as it is.
        read: to the base, for the names that stand beside the ids.
    """
    incoming = Incoming(path.name, KIND)
    try:
        book = load_workbook(path)
    except _UNREADABLE:
        remedy = "l’enregistrer de nouveau au format « Classeur Excel (.xlsx) », sans mot de passe"
        incoming.faults.append(Fault(path.name, 0, "", "", "un classeur lisible", remedy))
        return incoming
    reading = _Reading(path, incoming, read_names(read))
    for page in book.worksheets:
        reading.read_page(page, book)
    reading.tell()
    return incoming


@dataclass
class _Reading:
    """A reading under way."""

    path: Path
    incoming: Incoming
    names: Names
    said: Counter[str] = field(default_factory=Counter)
    sheets: list[str] = field(default_factory=list)
    _values: Workbook | None = None

    def read_page(self, page: Worksheet, book: Workbook) -> None:
        """One sheet of the book, whatever it is."""
        if page.title in OURS:
            return
        sheet = sheet_of(page.title)
        if sheet is None:
            self._unknown(page, book)
            return
        if is_too_large(page):
            expected = f"au plus {MOST_LINES} lignes et {MOST_COLUMNS} colonnes"
            remedy = "supprimer les lignes et les colonnes vides qui suivent le tableau (Ctrl+Fin y mène)"
            self._fault(page, 0, "", page.dimensions, expected, remedy)
            self.incoming.partly_read.add(sheet.name)
            return
        layout = layout_of(page, sheet)
        if layout is None:
            self.incoming.partly_read.add(sheet.name)
            remedy = "rétablir, sous les titres, la ligne des noms techniques (la reprendre d’un modèle neuf)"
            self._fault(page, 0, "", "", "la ligne des noms techniques des colonnes", remedy)
            return
        self._read_sheet(page, sheet, layout)

    def tell(self) -> None:
        """Says how it was read."""
        self.incoming.said.append("feuilles remplies : " + (", ".join(self.sheets) or "aucune"))
        self.incoming.said.extend(f"{what} : {count}" for what, count in sorted(self.said.items()))

    def _unknown(self, page: Worksheet, book: Workbook) -> None:
        """A sheet under no title of ours: one of ours renamed, which must not be taken out, or one too many."""
        if is_too_large(page) or not any(
            cell is not None for cells in page.iter_rows(values_only=True) for cell in cells
        ):
            return
        titles = [sheet.title for sheet in SHEETS]
        missing = [sheet for sheet in SHEETS if sheet.title not in book.sheetnames]
        renamed = likely_sheet(page, missing)
        near = get_close_matches(page.title, titles, n=1)
        if renamed is not None:
            self.incoming.partly_read.add(renamed.name)
            remedy = f"lui rendre son nom, « {renamed.title} » : ses lignes ne sont pas lues sans lui"
        else:
            again = f"la renommer « {near[0]} » si c’est elle, sinon " if near else ""
            remedy = f"{again}la passer dans un autre classeur"
        self._fault(page, 0, "", page.title, "une feuille parmi " + ", ".join(titles), remedy)

    def _read_sheet(self, page: Worksheet, sheet: Sheet, layout: Layout) -> None:
        lines = list(_filled_lines(page, layout))
        faults, complete = header_faults(page, sheet, layout, self.path.name, has_lines=bool(lines))
        self.incoming.faults.extend(faults)
        merged = self._merged_lines(page, layout)
        columns = columns_read(sheet, layout)
        if lines:
            self.sheets.append(sheet.title)
        for line, cells in lines:
            self.incoming.read += 1
            row, row_faults = self._row(page, line, cells, columns)
            self.incoming.faults.extend(row_faults)
            if not complete or line in merged:
                self.incoming.partly_read.add(sheet.name)
                continue
            if OWN_KEY in row.unread:
                self.incoming.partly_read.add(sheet.name)
            self.incoming.add(sheet.name, row)
            if not row.unread:
                self.incoming.kept += 1
                self._check_names(row.place, cells, columns)

    def _row(
        self, page: Worksheet, line: int, cells: Mapping[int, Cell], columns: Mapping[int, Column[Any]]
    ) -> tuple[RawRow, list[Fault]]:
        place = Place(self.path.name, line, page.title)
        texts: dict[str, str] = {}
        faults: list[Fault] = []
        for rank, column in columns.items():
            cell = cells.get(rank)
            if cell is None:
                continue
            found = self._text(page, cell, column)
            if found.fault is not None:
                faults.append(fault_at(place, column.name, found.text, *found.fault))
                continue
            texts[column.name] = found.text
            if found.said:
                self.said[found.said] += 1
        return RawRow(place, texts, frozenset(fault.column for fault in faults)), faults

    def _text(self, page: Worksheet, cell: Cell, column: Column[Any]) -> CellText:
        if cell.data_type == "e":
            remedy = "corriger la formule, ou écrire la valeur"
            return CellText(str(cell.value), fault=("une valeur, pas une erreur de calcul", remedy))
        if cell.data_type != "f":
            return cell_text(cell.value, cell.number_format, column)
        formula = str(getattr(cell.value, "text", cell.value))
        value = self._computed(page.title, cell.coordinate)
        if value is None or (isinstance(value, str) and value.startswith("#")):
            remedy = "écrire la valeur à la place de la formule, ou ouvrir et enregistrer le classeur dans un tableur"
            return CellText(formula, fault=("une valeur, ou une formule déjà calculée", remedy))
        self.said[FORMULAS] += 1
        return cell_text(value, cell.number_format, column)

    def _computed(self, title: str, coordinate: str) -> object:
        # Read a second time only for a workbook that has formulas.
        if self._values is None:
            self._values = load_workbook(self.path, data_only=True)
        value: object = self._values[title][coordinate].value
        return value

    def _merged_lines(self, page: Worksheet, layout: Layout) -> set[int]:
        lines: set[int] = set()
        for merged in page.merged_cells.ranges:
            if merged.max_row < layout.line:
                continue
            lines.update(range(merged.min_row, merged.max_row + 1))
            names = [name for name, ranks in layout.ranks.items() if ranks[0] == merged.min_col]
            remedy = "défusionner ces cellules et écrire la valeur dans chaque ligne"
            self._fault(page, merged.min_row, "".join(names), merged.coord, "une valeur par cellule", remedy)
        return lines

    def _check_names(self, place: Place, cells: Mapping[int, Cell], columns: Mapping[int, Column[Any]]) -> None:
        """A name that is not that of its id: one of them was changed and not the other."""
        for rank, column in columns.items():
            target = target_of(column)
            cell = cells.get(rank)
            if target is None or cell is None or cell.data_type != "s":
                continue
            key, name = split_shown(str(cell.value).strip())
            known = self.names[target].get(key)
            if name is not None and known is not None and name != known:
                remedy = "rien si l’identifiant entre crochets est le bon : lui seul est lu"
                self.incoming.warnings.append(
                    fault_at(place, column.name, str(cell.value), f"« {known} [{key}] »", remedy)
                )

    def _fault(self, page: Worksheet, line: int, column: str, seen: str, expected: str, remedy: str) -> None:
        self.incoming.faults.append(Fault(self.path.name, line, column, seen, expected, remedy, page.title))


def _filled_lines(page: Worksheet, layout: Layout) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Lines below the header that say something, the example and the notes left out."""
    note = layout.first(NOTE)
    for line, cells in enumerate(page.iter_rows(min_row=layout.line + 1), start=layout.line + 1):
        filled = {
            cell.column: cell
            for cell in cells
            if not isinstance(cell, MergedCell) and cell.value is not None and str(cell.value).strip()
        }
        said = filled.pop(note, None) if note is not None else None
        if said is not None and str(said.value).strip().casefold() == EXAMPLE:
            continue
        if filled:
            yield line, filled
