"""The help sheet: how to fill, in the words of the one who fills."""

from typing import Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.workbook import look
from data.intake.workbook.help_words import SECTIONS, Entry
from data.intake.workbook.sheets import SHEETS

_TITLE: Final = 1
_WIDTHS: Final = {"A": 3, "B": 30, "C": 104}
_CHARACTERS: Final = 112
_LINE_HEIGHT: Final = 15.5


def write_help(page: Worksheet, origin: str) -> None:
    """Fills the help sheet.

    Args:
        page: an empty sheet.
        origin: from which base the workbook was written.
    """
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = look.ACCENT
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    look.put(page, _TITLE, 2, "Classeur de Vigie", font=look.font(look.INK, bold=True, size=20))
    page.row_dimensions[_TITLE].height = 34
    look.put(page, _TITLE + 1, 2, origin, font=look.font(look.SOFT))
    line = _index(page, _TITLE + 3)
    for title, entries in SECTIONS:
        line = _section(page, line + 1, title, entries)
    page.page_setup.orientation = "portrait"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _heading(page: Worksheet, line: int, title: str) -> None:
    for column in (2, 3):
        page.cell(line, column).border = look.thin_line()
    look.put(page, line, 2, title, font=look.font(look.US, bold=True, size=14))
    page.row_dimensions[line].height = 26


def _index(page: Worksheet, line: int) -> int:
    _heading(page, line, "Les feuilles")
    for sheet in SHEETS:
        line += 1
        look.link(look.put(page, line, 2, sheet.title), sheet.title, "A1")
        look.put(page, line, 3, sheet.purpose, font=look.font(look.INK))
    return line + 1


def _section(page: Worksheet, line: int, title: str, entries: tuple[Entry, ...]) -> int:
    _heading(page, line, title)
    for name, text in entries:
        line += 1
        look.put(page, line, 2, name, font=look.font(look.INK, bold=True))
        look.put(page, line, 3, text, font=look.font(look.INK))
        for column in (2, 3):
            page.cell(line, column).alignment = Alignment(wrap_text=True, vertical="top")
        # A program that does not measure text leaves one line otherwise.
        page.row_dimensions[line].height = _LINE_HEIGHT * (1 + len(text) // _CHARACTERS)
    return line + 1
