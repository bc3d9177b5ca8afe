"""Gives a faulty workbook back: a copy with the faulty cells coloured and commented, and the list of all faults."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.faults import Fault, in_reading_order
from data.intake.workbook import look
from data.intake.workbook.headings import heading
from data.intake.workbook.layout import Layout, is_too_large, layout_of
from data.intake.workbook.sheets import MARKS, Sheet, sheet_of

MARKER: Final = "Vigie, contrôle"
"""Author of our comments on faulty cells, by which a later copy takes them away."""

_HEADINGS: Final = ("Gravité", "Feuille", "Ligne", "Colonne", "Lu", "Attendu", "À faire")
_WIDTHS: Final = (15, 24, 8, 32, 34, 60, 60)
_CHARACTERS: Final = 54
_NARROW_CHARACTERS: Final = 28
_LINE_HEIGHT: Final = 15.5
_SHEET_RANK: Final = 2
_LINE_RANK: Final = 3
_NAME_RANK: Final = 4
_FIRST_LINE: Final = 5
_BLOCKING: Final = "● à corriger"
_ACCEPTED: Final = "○ à relire"


@dataclass(frozen=True)
class _Mark:
    fault: Fault
    blocking: bool
    cells: tuple[Cell, ...]


def write_marked_copy(path: Path, faults: Sequence[Fault], target: Path, warnings: Sequence[Fault] = ()) -> None:
    """Writes at ``target`` a copy of the workbook ``path`` that shows its faults; the original is left as it is.

    Args:
        path: of the workbook that was read.
        faults: of all files; those of other files are left out.
        target: where to write.
        warnings: shown in another colour, since they prevent nothing.

    Raises:
        ValueError: ``target`` is the workbook itself.
    """
    if target.resolve() == path.resolve():
        raise ValueError(f"{target} est le classeur lui-même")
    book = load_workbook(path)
    layouts = {page.title: _layout(page) for page in book.worksheets}
    _take_marks_away(book, layouts)
    marks = [
        _Mark(fault, blocking, _cells(book, layouts, fault))
        for told, blocking in ((faults, True), (warnings, False))
        for fault in _in_order(book, told)
        if fault.file == path.name
    ]
    for mark in marks:
        _show(mark)
    _write_list(book, marks, path.name)
    book.save(target)


def _in_order(book: Workbook, faults: Sequence[Fault]) -> list[Fault]:
    """As the sheets stand in the workbook; what concerns the whole file first."""
    ranks = {title: rank for rank, title in enumerate(book.sheetnames, start=1)}
    return sorted(in_reading_order(faults), key=lambda fault: ranks.get(fault.sheet, 0))


def _layout(page: Worksheet) -> Layout | None:
    sheet = sheet_of(page.title)
    return layout_of(page, sheet) if sheet and not is_too_large(page) else None


def _take_marks_away(book: Workbook, layouts: dict[str, Layout | None]) -> None:
    if MARKS in book.sheetnames:
        book.remove(book[MARKS])
    for page in book.worksheets:
        page.conditional_formatting = _without_ours(page)
        for cells in () if is_too_large(page) else page.iter_rows():
            for cell in cells:
                if cell.comment is None or isinstance(cell, MergedCell):
                    continue
                if cell.comment.author != MARKER:
                    # Sizes are lost on reading: the header would show the beginning of its help only.
                    cell.comment = look.note(cell.comment.text, cell.comment.author or look.AUTHOR)
                    continue
                cell.comment = None
                layout = layouts[page.title]
                in_header = layout is not None and cell.row == layout.line
                cell.fill = look.fill(look.GROUND) if in_header else PatternFill()


def _without_ours(page: Worksheet) -> ConditionalFormattingList:
    """Rules of colour but those of the required cells, which would cover the colour of a fault."""
    kept = ConditionalFormattingList()
    for cells in page.conditional_formatting:
        for rule in cells.rules:
            if not any(str(formula).startswith(look.BEGUN) for formula in rule.formula):
                kept.add(str(cells.sqref), rule)
    return kept


def _cells(book: Workbook, layouts: dict[str, Layout | None], fault: Fault) -> tuple[Cell, ...]:
    """Cells that a fault is about: those of its columns, or the first of its line."""
    if fault.sheet not in book.sheetnames:
        return ()
    page = book[fault.sheet]
    layout = layouts[fault.sheet]
    if layout is None or not fault.line:
        return (_cell(page, 1, 1),)
    # A rule may be about several columns, and a header may hold the same name twice.
    ranks = [rank for name in fault.column.split(", ") for rank in layout.ranks.get(name, ())]
    if fault.line != layout.line:
        ranks = [rank for name in fault.column.split(", ") if (rank := layout.first(name)) is not None]
    return tuple(_cell(page, fault.line, rank) for rank in ranks or [1])


def _cell(page: Worksheet, line: int, rank: int) -> Cell:
    cell = page.cell(line, rank)
    if isinstance(cell, MergedCell):
        merged = next(one for one in page.merged_cells.ranges if cell.coordinate in one)
        return cast("Cell", page.cell(merged.min_row, merged.min_col))
    return cell


def _show(mark: _Mark) -> None:
    for cell in mark.cells:
        seen = f"Lu\u202f: {mark.fault.seen}\n" if mark.fault.seen else ""
        text = f"{seen}Attendu\u202f: {mark.fault.expected}\nÀ faire\u202f: {mark.fault.remedy}"
        if cell.comment is not None and cell.comment.author == MARKER:
            text = f"{cell.comment.text}\n\n{text}"
        elif not mark.blocking:
            cell.fill = look.fill(look.ACCENT_TINT)
        if mark.blocking:
            cell.fill = look.fill(look.BLOCKED_TINT)
        cell.comment = look.note(text, MARKER)


def _write_list(book: Workbook, marks: list[_Mark], name: str) -> None:
    page = book.create_sheet(MARKS, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = look.BLOCKED
    blocking = sum(mark.blocking for mark in marks)
    look.put(page, 1, 1, _title(blocking), font=look.font(look.INK, bold=True, size=20))
    page.row_dimensions[1].height = 34
    look.put(page, 2, 1, _advice(name, blocking, len(marks) - blocking), font=look.font(look.SOFT))
    page.row_dimensions[2].height = 20
    for rank, (title, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), start=1):
        page.column_dimensions[get_column_letter(rank)].width = width
        cell = look.put(page, _FIRST_LINE - 1, rank, title, font=look.font(look.WHITE, bold=True))
        cell.fill = look.fill(look.US)
        cell.alignment = look.wrapped(vertical="center")
    page.row_dimensions[_FIRST_LINE - 1].height = 24
    for line, mark in enumerate(marks, start=_FIRST_LINE):
        _write_mark(page, line, mark)
    page.freeze_panes = f"A{_FIRST_LINE}"
    page.auto_filter.ref = f"A{_FIRST_LINE - 1}:{get_column_letter(len(_HEADINGS))}{_FIRST_LINE + len(marks)}"
    look.on_paper(page, f"{_FIRST_LINE - 1}:{_FIRST_LINE - 1}")


def _title(blocking: int) -> str:
    if not blocking:
        return "Rien à corriger"
    return f"{blocking} faute à corriger" if blocking == 1 else f"{blocking} fautes à corriger"


def _advice(name: str, blocking: int, accepted: int) -> str:
    told = f"Copie annotée de {name}. "
    if blocking:
        told += (
            "Corriger ici même, enregistrer, puis vérifier cette copie\u202f: les annotations ne gênent pas la lecture."
        )
    if accepted:
        told += f" {accepted} point(s) à relire n’empêchent pas de publier."
    return told


def _write_mark(page: Worksheet, line: int, mark: _Mark) -> None:
    fault = mark.fault
    values = (
        _BLOCKING if mark.blocking else _ACCEPTED,
        fault.sheet,
        fault.line or None,
        _named(fault),
        fault.seen,
        fault.expected,
        fault.remedy,
    )
    for rank, value in enumerate(values, start=1):
        cell = look.put(page, line, rank, value, font=look.font())
        cell.alignment = look.wrapped()
        cell.border = look.thin_line()
    state = page.cell(line, 1)
    state.font = look.font(look.BLOCKED if mark.blocking else look.ACCENT, bold=True)
    for cell in mark.cells[:1]:
        look.link(cast("Cell", page.cell(line, _SHEET_RANK)), fault.sheet, cell.coordinate)
    page.cell(line, _LINE_RANK).alignment = Alignment(horizontal="center", vertical="top")
    page.row_dimensions[line].height = _LINE_HEIGHT * _lines_of(fault, str(page.cell(line, _NAME_RANK).value))


def _lines_of(fault: Fault, name: str) -> int:
    wide = max(len(fault.expected), len(fault.remedy)) // _CHARACTERS
    return 1 + max(wide, max(len(fault.seen), len(name)) // _NARROW_CHARACTERS)


def _named(fault: Fault) -> str | None:
    sheet = sheet_of(fault.sheet)
    names = [name for name in fault.column.split(", ") if name]
    return ", ".join(_heading(sheet, name) for name in names) or None


def _heading(sheet: Sheet | None, name: str) -> str:
    if sheet is None or name not in sheet.table.c:
        return name
    return heading(sheet.table.c[name])
