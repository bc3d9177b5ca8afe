"""Where things stand in a workbook that a person has filled, moved about and sorted: found by their technical names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from data.intake.files import file_columns
from data.intake.workbook.sheets import NOTE, Sheet

_SEARCHED: Final = 15
_ENOUGH: Final = 3
_ALMOST_ALL: Final = 0.8
"""Columns of proof are those of many sheets: a sheet is known by nearly all of its own."""

MOST_LINES: Final = 20_000
MOST_COLUMNS: Final = 300
"""What a sheet filled by hand does not reach; a stray cell at the very bottom would cost gigabytes to walk to."""


@dataclass(frozen=True)
class Layout:
    """Header of a sheet.

    Attributes:
        line: of the technical names, counted from 1.
        ranks: of the columns that bear each name, counted from 1; the names may be unknown.
    """

    line: int
    ranks: dict[str, tuple[int, ...]]

    def first(self, name: str) -> int | None:
        """Rank of the first column of this name."""
        ranks = self.ranks.get(name)
        return ranks[0] if ranks else None


def layout_of(page: Worksheet, sheet: Sheet) -> Layout | None:
    """The header of a sheet; None when no line holds enough technical names."""
    known = {*file_columns(sheet.table), NOTE}
    best, most = None, 0
    last = min(page.max_row, _SEARCHED)
    for line, cells in enumerate(page.iter_rows(min_row=1, max_row=last, values_only=True), start=1):
        names = [str(cell).strip() if cell is not None else "" for cell in cells]
        found = len(known.intersection(names))
        if found > most:
            best, most = Layout(line, _ranks(names)), found
    return best if most >= min(_ENOUGH, len(known)) else None


def _ranks(names: list[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for rank, name in enumerate(names, start=1):
        if name:
            found[name] = (*found.get(name, ()), rank)
    return found


def likely_sheet(page: Worksheet, sheets: Iterable[Sheet]) -> Sheet | None:
    """The sheet whose technical names a page under another title bears; None when it bears too few of them."""
    shares: dict[str, float] = {}
    found = {sheet.name: sheet for sheet in sheets}
    for name, sheet in found.items():
        layout = layout_of(page, sheet)
        known = file_columns(sheet.table)
        shares[name] = len(set(known) & layout.ranks.keys()) / len(known) if layout else 0
    best = max(shares, key=lambda name: shares[name], default=None)
    return found[best] if best is not None and shares[best] >= _ALMOST_ALL else None


def is_too_large(page: Worksheet) -> bool:
    """True when a cell stands far away from what a person fills."""
    return page.max_row > MOST_LINES or page.max_column > MOST_COLUMNS
