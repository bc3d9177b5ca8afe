"""Insee, localised unemployment: the spreadsheets of the zones d’emploi (xlsx) and of the départements (xls)."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from data.engine import Reader
from data.intake.faults import Fault, Place
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.insee_base import known, last_values
from data.intake.official.insee_editions import DataSet, Dated, edition
from data.intake.official.insee_observations import Told, absent, add_observations, reading, unreadable

_MODIFIED: Final = re.compile(rb"<dcterms:modified[^>]*>(\d{4})-(\d{2})-")
_HEADER_ROWS: Final = 15


@dataclass(frozen=True)
class _Layout:
    """One of the two spreadsheets.

    Attributes:
        sheet: where the rates stand.
        header: line of the header, as published.
        code: column of the code, and its number of figures.
        period: pattern of the columns of rates, with groups ``year``, ``quarter`` and, for a provisional one, ``flag``.
    """

    key: str
    label: str
    file_name: str
    layout: str
    data_set: DataSet
    serie_id: str
    kind: str
    sheet: str
    header: int
    code: str
    figures: int
    period: re.Pattern[str]
    passage: str
    checked_on: str


_FLAG: Final = r"(?:\s*\((?P<flag>\w+)\))?"

_ZONES: Final = _Layout(
    key="insee-chomage-ze",
    label="Insee, taux de chômage localisés par zone d’emploi",
    file_name="chomage-zone",
    layout="Classeur xlsx, feuille « txcho_ze », en-tête à la ligne 6 : ZE2020, LIBZE2020, REG, LIBREG, AAAA-TN…",
    data_set=DataSet(
        "insee-chomage-zones", "Taux de chômage localisés par zone d’emploi, en moyenne trimestrielle", "trimestrielle"
    ),
    serie_id="chomage-ze",
    kind="zone_emploi",
    sheet="txcho_ze",
    header=6,
    code="ZE2020",
    figures=4,
    period=re.compile(rf"(?P<year>\d{{4}})-T(?P<quarter>[1-4]){_FLAG}"),
    passage="feuille txcho_ze",
    checked_on="le classeur du 3e trimestre 2023",
)
_DEPARTMENTS: Final = _Layout(
    key="insee-chomage-departements",
    label="Insee, taux de chômage localisés par département",
    file_name="sl_etc",
    layout="Classeur xls, feuille « Département », en-tête à la ligne 4 : Code, Libellé, TN_AAAA…",
    data_set=DataSet(
        "insee-chomage-departements",
        "Estimations de taux de chômage localisé : comparaisons départementales",
        "trimestrielle",
    ),
    serie_id="chomage-departements",
    kind="departement",
    sheet="Département",
    header=4,
    code="Code",
    figures=2,
    period=re.compile(rf"T(?P<quarter>[1-4])_(?P<year>\d{{4}}){_FLAG}"),
    passage="feuille « Département »",
    checked_on="le classeur du 3e trimestre 2025",
)


def _importer(layout: _Layout) -> Importer:
    return Importer(
        key=layout.key,
        label=layout.label,
        layout=layout.layout,
        recognises=lambda path: _recognises(path, layout),
        read=lambda path, read, progress: _read(path, read, progress, layout),
        checked_on=layout.checked_on,
    )


def _recognises(path: Path, layout: _Layout) -> bool:
    """By the sheet; a file of that name without it is taken too, to say which sheet is missing."""
    if path.suffix.lower() not in {".xls", ".xlsx"}:
        return False
    if layout.file_name in path.name.lower():
        return True
    try:
        return layout.sheet in CalamineWorkbook.from_path(path).sheet_names
    except (CalamineError, OSError):
        return False


def _read(path: Path, read: Reader, progress: Progress, layout: _Layout) -> Incoming:
    incoming = Incoming(path.name, layout.label)
    rows = _sheet(path, layout, incoming)
    if rows is None:
        return incoming
    progress(path.stat().st_size)
    found = _header(rows, layout, incoming)
    if found is None:
        return incoming
    line, code_at, periods = found
    incoming.said.append(f"feuille « {layout.sheet} », en-tête à la ligne {line}")
    base = known(read)
    territories = base.codes(layout.kind)
    told: list[Told] = []
    seen: set[str] = set()
    for rank, row in enumerate(rows[line:], start=line + 1):
        code = _code(row[code_at], layout.figures)
        incoming.read += bool(code)
        if code in territories:
            seen.add(code)
            told.extend(
                _of_territory(row, periods, territories[code], Place(path.name, rank, layout.sheet), layout, incoming)
            )
    incoming.kept = len(seen)
    last = max(period for period, _, _ in periods.values())
    dates = [_saved(path), _quarter_end(last)]
    dated = edition(path, base, incoming, layout.data_set, path.name, last, dates)
    if dated is not None:
        add_observations(incoming, told, dated, last_values(read, [layout.serie_id]), rate=True)
        absent(incoming, layout.kind.replace("_", " "), territories, seen)
    return incoming


def _sheet(path: Path, layout: _Layout, incoming: Incoming) -> list[list[Any]] | None:
    try:
        workbook = CalamineWorkbook.from_path(path)
        if layout.sheet in workbook.sheet_names:
            return workbook.get_sheet_by_name(layout.sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        expected, remedy = "un classeur lisible", f"le télécharger de nouveau ({error})"
        incoming.faults.append(Fault(path.name, 0, "", "", expected, remedy))
        return None
    seen, expected = ", ".join(workbook.sheet_names), f"une feuille « {layout.sheet} »"
    remedy = "choisir le classeur que l’Insee publie pour ce découpage"
    incoming.faults.append(Fault(path.name, 0, "", seen, expected, remedy))
    return None


Periods = Mapping[int, tuple[str, str, str]]
"""Period, flag and name of the columns of rates, by rank."""


def _header(rows: Sequence[Sequence[Any]], layout: _Layout, incoming: Incoming) -> tuple[int, int, Periods] | None:
    for line, row in enumerate(rows[:_HEADER_ROWS], start=1):
        names = [str(cell).strip() for cell in row]
        periods = {
            rank: (f"{found['year']}-T{found['quarter']}", found["flag"] or "", name)
            for rank, name in enumerate(names)
            if (found := layout.period.fullmatch(name))
        }
        if layout.code in names and periods:
            return line, names.index(layout.code), periods
    at = rows[layout.header - 1] if len(rows) >= layout.header else []
    seen = ", ".join(str(cell) for cell in at if cell)[:200]
    expected = f"une colonne « {layout.code} » et des colonnes de trimestres"
    remedy = "reprendre le classeur chez le producteur, sans retirer de ligne ni de colonne"
    incoming.faults.append(Fault(incoming.file, layout.header, layout.code, seen, expected, remedy, layout.sheet))
    return None


def _code(cell: object, figures: int) -> str:
    """A code that a spreadsheet took for a number gets its zeros back."""
    text = str(int(cell)) if isinstance(cell, float) else str(cell).strip()
    return text.zfill(figures) if text.isdigit() else text if len(text) == figures else ""


def _of_territory(
    row: Sequence[Any], periods: Periods, perimeter: str, place: Place, layout: _Layout, incoming: Incoming
) -> list[Told]:
    told: list[Told] = []
    for rank, (period, flag, column) in periods.items():
        text = str(row[rank])
        found = reading(text)
        if found is None:
            incoming.faults.append(unreadable(place, column, text))
        elif any(found):
            fact = (layout.serie_id, perimeter, "", "", period)
            told.append(Told(place, column, fact, found[0], flag or found[1], layout.passage))
    return told


def _saved(path: Path) -> Dated | None:
    """Month in which the producer saved an xlsx, which bears no other date."""
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        found = (
            _MODIFIED.search(archive.read("docProps/core.xml")) if "docProps/core.xml" in archive.namelist() else None
        )
    if found is None:
        return None
    return Dated(f"{found[1].decode()}-{found[2].decode()}", "le mois d’enregistrement du classeur")


def _quarter_end(last: str) -> Dated:
    """Year in which the last quarter could first be known: the next one when it ends with the year."""
    year, quarter = int(last[:4]), last[-1]
    return Dated(str(year + 1 if quarter == "4" else year), f"son dernier trimestre, {last}, faute de date")


INSEE_CHOMAGE_ZE: Final = _importer(_ZONES)
INSEE_CHOMAGE_DEPARTEMENTS: Final = _importer(_DEPARTMENTS)
