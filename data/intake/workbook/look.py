"""How the workbook looks: the colours of the dashboard, few rules, one size."""

from typing import Any, Final, cast

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Boolean, Column, Date, Integer, Numeric

from data.intake.cells import closed_list, is_partial_date
from data.intake.workbook.sheets import target_of

AUTHOR: Final = "Vigie"
BEGUN: Final = "AND(COUNTA("
"""How the rule of a required cell begins, by which the marked copy knows it."""

INK: Final = "1B1F2A"
SOFT: Final = "545B6B"
LINE: Final = "DFE3EA"
GROUND: Final = "F6F7F9"
US: Final = "1F4E9C"
US_TINT: Final = "E9EFF9"
ACCENT: Final = "C2410C"
ACCENT_TINT: Final = "FDF0E9"
BLOCKED: Final = "9B1C31"
BLOCKED_TINT: Final = "F9DDE1"
WHITE: Final = "FFFFFF"

FAMILY: Final = "Calibri"
TEXT: Final = "@"
GENERAL: Final = "General"
WHOLE: Final = "0"
MONEY: Final = "#,##0.00"
DAY: Final = "yyyy-mm-dd"

_WIDTHS: Final = {
    "id": 30,
    "passage": 30,
    "connu_le": 13,
    "statut": 13,
    "devise_origine": 11,
    "document": 11,
    "unite": 18,
    "periode": 18,
    "drapeau": 12,
    "forme_juridique": 12,
    "numero": 10,
}
_NARROW: Final = 12
_LIST: Final = 15
_REFERENCE: Final = 40
_WORDS: Final = 38
_COMMENT_WIDTH: Final = 320
_COMMENT_LINE: Final = 18
_COMMENT_CHARACTERS: Final = 44
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")


def fill(colour: str) -> PatternFill:
    """A plain ground."""
    return PatternFill("solid", fgColor=colour, bgColor=colour)


def font(colour: str = INK, *, bold: bool = False, italic: bool = False, size: int = 11) -> Font:
    """The one family of the workbook."""
    return Font(name=FAMILY, color=colour, bold=bold, italic=italic, size=size)


def thin_line() -> Border:
    """A rule under a line."""
    return Border(bottom=Side(style="thin", color=LINE))


def wrapped(*, vertical: str = "top") -> Alignment:
    """Text that keeps to its column."""
    return Alignment(wrap_text=True, vertical=vertical)


def number_format(column: Column[Any]) -> str:
    """Format of the cells of a column; text keeps « 2015-06 » and « 0123 » as they are typed."""
    if isinstance(column.type, Date):
        return DAY
    if isinstance(column.type, Integer):
        return WHOLE
    if isinstance(column.type, Numeric):
        return MONEY if column.name.startswith("montant") else GENERAL
    return TEXT


def width(column: Column[Any]) -> int:
    """Width of a column, in characters."""
    if column.name in _WIDTHS:
        return _WIDTHS[column.name]
    if target_of(column):
        return _REFERENCE
    if isinstance(column.type, Integer | Date | Boolean):
        return _NARROW
    if isinstance(column.type, Numeric) or closed_list(column):
        return _LIST
    return _LIST if is_partial_date(column) else _WORDS


def note(text: str, author: str = AUTHOR) -> Comment:
    """A comment that shows its whole text."""
    lines = sum(1 + len(line) // _COMMENT_CHARACTERS for line in text.splitlines())
    return Comment(text, author, height=_COMMENT_LINE * (lines + 1), width=_COMMENT_WIDTH)


def put(page: Worksheet, line: int, rank: int, value: object, *, font: Font | None = None) -> Cell:
    """Writes a value as it is: a text that begins like a formula stays a text, even once edited."""
    cell = cast("Cell", page.cell(line, rank))
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_SIGNS)
    if font is not None:
        cell.font = font
    return cell


def link(cell: Cell, title: str, coordinate: str) -> None:
    """Makes a cell lead to another of the same workbook."""
    quoted = title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{coordinate}", display=str(cell.value))
    cell.font = font(US)


def narrow(text: str) -> str:
    """French spaces before high signs, for comments of the schema that are written without."""
    for sign in ";:!?»":
        text = text.replace(f" {sign}", f"\u202f{sign}")
    return text.replace("« ", "«\u202f")


def on_paper(page: Worksheet, repeated: str) -> None:
    """A wide sheet on A3, its header on each page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    page.print_title_rows = repeated
