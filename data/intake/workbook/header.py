"""What the header of a sheet must be for its lines to be read."""

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Column

from data.intake.faults import Fault
from data.intake.files import file_columns
from data.intake.workbook.layout import Layout
from data.intake.workbook.sheets import NOTE, Sheet


def columns_read(sheet: Sheet, layout: Layout) -> dict[int, Column[Any]]:
    """The columns of the table by rank in the sheet; of two of the same name, the first."""
    return {rank: column for column in sheet.columns() if (rank := layout.first(column.name)) is not None}


def header_faults(
    page: Worksheet, sheet: Sheet, layout: Layout, file: str, *, has_lines: bool
) -> tuple[list[Fault], bool]:
    """Faults of a header, and whether its lines can be read all the same.

    A missing column would empty every cell of it, hence be taken for as many corrections: no line is then read.
    """
    known = file_columns(sheet.table)
    faults = [
        Fault(file, layout.line, name, name, "une colonne parmi " + ", ".join(known), remedy, page.title)
        for name in layout.ranks
        if name not in known and name != NOTE
        for remedy in ["la retirer, ou reprendre le nom technique d’un modèle neuf"]
    ]
    faults += [
        Fault(
            file, layout.line, name, name, "une seule fois chaque colonne", "retirer la colonne en double", page.title
        )
        for name, ranks in layout.ranks.items()
        if len(ranks) > 1
    ]
    faults += _nameless(page, layout, file)
    missing = [name for name in known if name not in layout.ranks] if has_lines else []
    faults += [
        Fault(file, layout.line, name, "", f"la colonne « {name} », même vide", remedy, page.title)
        for name in missing
        for remedy in [
            f"la rétablir : « {name} » dans cette ligne, comme dans un modèle neuf, ou annuler sa suppression"
        ]
    ]
    return faults, not missing


def _nameless(page: Worksheet, layout: Layout, file: str) -> list[Fault]:
    named = {rank for ranks in layout.ranks.values() for rank in ranks}
    filled: dict[int, str] = {}
    for cells in page.iter_rows(min_row=layout.line + 1):
        for cell in cells:
            if cell.value is not None and cell.column not in named:
                filled.setdefault(cell.column, cell.coordinate)
    expected = "un nom technique au-dessus de chaque colonne remplie"
    remedy = "effacer ces cellules, ou les passer dans la première colonne, libre"
    return [Fault(file, layout.line, "", where, expected, remedy, page.title) for where in filled.values()]
