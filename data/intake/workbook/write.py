"""Writes the workbook: empty with an example line in each sheet, or filled with what the base holds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Column, Table

from data.engine import Reader
from data.intake.clocks import ranking
from data.intake.files import numbers_its_rows
from data.intake.merge import family
from data.intake.workbook import look
from data.intake.workbook.examples import example
from data.intake.workbook.headings import heading, help_of, note_heading
from data.intake.workbook.help_page import write_help
from data.intake.workbook.lists import Names, choices, read_names, shown
from data.intake.workbook.rules import rule_of
from data.intake.workbook.sheets import EXAMPLE, HELP, LISTS, NOTE, SHEETS, Sheet, is_required, target_of
from data.queries.base import Identity, identity
from data.tables.base import identity_columns

TITLE_LINE: Final = 1
PURPOSE_LINE: Final = 2
HEADING_LINE: Final = 3
NAME_LINE: Final = 4
FIRST_LINE: Final = 5
_ROOM: Final = 1000
"""Lines below the last one that are ready to be filled."""


def write_template(read: Reader, path: Path) -> None:
    """Writes an empty workbook at ``path``, with lists from the base and an example line in each sheet."""
    _write(read, path, filled=False)


def write_export(read: Reader, path: Path) -> None:
    """Writes a workbook at ``path`` that holds what the base holds: the version of each fact known last."""
    _write(read, path, filled=True)


def _write(read: Reader, path: Path, *, filled: bool) -> None:
    base = identity(read)
    names = read_names(read)
    book = Workbook()
    help_sheet = book.worksheets[0]
    help_sheet.title = HELP
    write_help(help_sheet, _origin(base, filled=filled))
    ranges = _Lists(book, names, invented=base.fictive)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.title)
        lines = _lines(read, sheet, names) if filled else []
        _write_sheet(page, sheet, lines, ranges, invented=base.fictive)
        if not filled:
            _write_example(page, sheet, invented=base.fictive)
    ranges.write()
    book.save(path)


def _origin(base: Identity, *, filled: bool) -> str:
    what = "Rempli avec" if filled else "Modèle vide, dont les listes viennent de"
    which = "la base de démonstration, entièrement inventée" if base.fictive else "la base des faits sourcés"
    return f"{what} {which}, construite le {base.construite_le:%d/%m/%Y} (empreinte {base.empreinte[:12]})."


class _Lists:
    """The hidden sheet of lists, and the range of each of them."""

    def __init__(self, book: Workbook, names: Names, *, invented: bool) -> None:
        self._book = book
        self._names = names
        self._invented = invented
        self._columns: dict[tuple[str, ...], str] = {}

    def range_of(self, column: Column[Any]) -> str | None:
        """Address of the values that a column may take; None when it is open."""
        values = tuple(choices(column, self._names, invented=self._invented))
        if not values:
            return None
        if values not in self._columns:
            letter = get_column_letter(len(self._columns) + 1)
            self._columns[values] = f"'{LISTS}'!${letter}$1:${letter}${len(values)}"
        return self._columns[values]

    def write(self) -> None:
        """Writes the lists that were asked for, last and out of sight."""
        page = self._book.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for rank, values in enumerate(self._columns, start=1):
            for line, value in enumerate(values, start=1):
                look.put(page, line, rank, value)


def _lines(read: Reader, sheet: Sheet, names: Names) -> list[dict[str, object]]:
    frame = _known_last(sheet.table, read(sheet.rows()))
    columns = sheet.columns()
    return [
        {column.name: _cell(column, record[str(column.name)], names) for column in columns}
        for record in frame.to_dict("records")
    ]


def _known_last(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """One line a fact: an earlier version cannot be told again, and would be taken for a correction."""
    if frame.empty or not identity_columns(table):
        return frame
    own = numbers_its_rows(table)
    named = frame if own else frame.assign(id=frame["id"].map(family))
    facts = named.groupby(list(identity_columns(table)) if own else "id", dropna=False, sort=False).indices.values()
    records = frame.to_dict("records")
    last = [_shown_last(places, records) for places in facts]
    return named.iloc[sorted(last)]


def _shown_last(places: Iterable[int], records: Sequence[Mapping[Any, Any]]) -> int:
    rank = ranking(records[place] for place in places)
    return max(places, key=lambda place: rank(records[place]))


def _cell(column: Column[Any], value: object, names: Names) -> object:
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        target = target_of(column)
        return shown(value, names[target]) if target else value
    return value


def _write_sheet(
    page: Worksheet, sheet: Sheet, lines: list[dict[str, object]], ranges: _Lists, *, invented: bool
) -> None:
    page.sheet_properties.tabColor = look.SOFT if sheet.of_reference else look.US
    page.sheet_view.showGridLines = True
    look.put(page, TITLE_LINE, 1, sheet.title, font=look.font(look.INK, bold=True, size=16))
    look.put(page, PURPOSE_LINE, 1, sheet.purpose, font=look.font(look.SOFT))
    page.row_dimensions[TITLE_LINE].height = 28
    page.row_dimensions[PURPOSE_LINE].height = 22
    page.row_dimensions[HEADING_LINE].height = 34
    columns = sheet.columns()
    last = FIRST_LINE + len(lines) + _ROOM
    _write_note_column(page)
    for rank, column in enumerate(columns, start=2):
        _write_heading(page, rank, column)
        _prepare_column(page, rank, column, ranges, last)
        # Nothing but invented facts stand in for something else.
        page.column_dimensions[get_column_letter(rank)].hidden = column.name == "tient_lieu_de" and not invented
    for line, values in enumerate(lines, start=FIRST_LINE):
        for rank, column in enumerate(columns, start=2):
            _write_value(page, line, rank, column, values[column.name])
    _show_missing(page, columns, last)
    pinned = 3 if "id" in sheet.table.c and not numbers_its_rows(sheet.table) else 2
    page.freeze_panes = f"{get_column_letter(pinned)}{FIRST_LINE}"
    end = f"{get_column_letter(len(columns) + 1)}{max(FIRST_LINE, FIRST_LINE + len(lines) - 1)}"
    page.auto_filter.ref = f"A{NAME_LINE}:{end}"
    look.on_paper(page, f"{HEADING_LINE}:{NAME_LINE}")


def _write_note_column(page: Worksheet) -> None:
    page.column_dimensions["A"].width = 13
    top = look.put(page, HEADING_LINE, 1, note_heading(), font=look.font(look.SOFT, italic=True))
    top.alignment = look.wrapped(vertical="center")
    top.fill = look.fill(look.GROUND)
    name = look.put(page, NAME_LINE, 1, NOTE, font=look.font(look.SOFT, italic=True, size=8))
    name.fill = look.fill(look.GROUND)


def _write_heading(page: Worksheet, rank: int, column: Column[Any]) -> None:
    required = is_required(column)
    top = look.put(
        page, HEADING_LINE, rank, heading(column), font=look.font(look.WHITE if required else look.INK, bold=True)
    )
    top.fill = look.fill(look.US if required else look.US_TINT)
    top.alignment = look.wrapped(vertical="center")
    obligation = "Obligatoire." if required else "Vide si la source ne le dit pas."
    top.comment = look.note(look.narrow(f"{help_of(column)}\n{obligation}"))
    name = look.put(page, NAME_LINE, rank, column.name, font=look.font(look.SOFT, italic=True, size=8))
    name.fill = look.fill(look.GROUND)
    name.border = look.thin_line()


def _prepare_column(page: Worksheet, rank: int, column: Column[Any], ranges: _Lists, last: int) -> None:
    letter = get_column_letter(rank)
    dimension = page.column_dimensions[letter]
    dimension.width = look.width(column)
    dimension.number_format = look.number_format(column)
    dimension.font = look.font()
    rule = rule_of(column, ranges.range_of(column))
    if rule is not None:
        _apply(page, rule, f"{letter}{FIRST_LINE}:{letter}{last}")


def _apply(page: Worksheet, rule: DataValidation, cells: str) -> None:
    page.add_data_validation(rule)
    rule.add(cells)


def _write_value(page: Worksheet, line: int, rank: int, column: Column[Any], value: object) -> None:
    if value is None:
        return
    cell = look.put(page, line, rank, value)
    cell.number_format = look.number_format(column)
    if isinstance(value, date | int | float):
        cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)


def _show_missing(page: Worksheet, columns: list[Column[Any]], last: int) -> None:
    """A required cell left empty in a line that is begun takes the colour of attention."""
    end = get_column_letter(len(columns) + 1)
    for rank, column in enumerate(columns, start=2):
        if is_required(column):
            letter = get_column_letter(rank)
            begun = f"{look.BEGUN}$B{FIRST_LINE}:${end}{FIRST_LINE})>0,LEN({letter}{FIRST_LINE})=0)"
            rule = FormulaRule(  # type: ignore[no-untyped-call]
                formula=[begun], fill=look.fill(look.ACCENT_TINT)
            )
            page.conditional_formatting.add(f"{letter}{FIRST_LINE}:{letter}{last}", rule)


def _write_example(page: Worksheet, sheet: Sheet, *, invented: bool) -> None:
    values = example(sheet, invented=invented)
    style = look.font(look.SOFT, italic=True)
    look.put(page, FIRST_LINE, 1, EXAMPLE, font=look.font(look.ACCENT, bold=True))
    for rank, column in enumerate(sheet.columns(), start=2):
        _write_value(page, FIRST_LINE, rank, column, values.get(column.name))
        page.cell(FIRST_LINE, rank).font = style
    for rank in range(1, len(sheet.columns()) + 2):
        page.cell(FIRST_LINE, rank).fill = look.fill(look.GROUND)
