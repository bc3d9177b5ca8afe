"""Insee, Flores: establishments and salaried jobs at 31 December by zone d’emploi, from the Melodi table in A17."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from data.engine import Reader
from data.intake.faults import Fault
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.insee_base import Base, known, last_values
from data.intake.official.insee_editions import DataSet, edition
from data.intake.official.insee_observations import Told, absent, add_observations
from data.intake.official.melodi import DATA, Cell, is_melodi, packed, read_text, table_of
from data.intake.official.text_files import TextFile, looks_like

LABEL: Final = "Insee, établissements et postes salariés (Flores A17, Melodi)"

_COLUMNS: Final = (
    "ACTIVITY", "GEO", "GEO_OBJECT", "FLORES_MEASURE", "OBS_STATUS", "TIME_PERIOD", "OBS_VALUE",
)  # fmt: skip
_TOTAL: Final = "_T"
_EVERY_FORM: Final = frozenset({_TOTAL, "1T9X7"})
"""Codes for all legal forms together; « 1T9X7 » is that of the editions that tell public employers apart."""
_ESTABLISHMENTS: Final = "UNIT_LOC"
_JOBS: Final = "EMPL3112"
_A17: Final = (
    "AZ", "C1", "C2", "C3", "C4", "C5", "DE", "FZ", "GZ", "HZ", "IZ", "JZ", "KZ", "LZ", "MN", "OQ", "RU", _TOTAL,
)  # fmt: skip
_LISTS: Final[Mapping[str, frozenset[str]]] = {
    "ACTIVITY": frozenset(_A17),
    "FLORES_MEASURE": frozenset({_ESTABLISHMENTS, _JOBS}),
}
_NAME: Final = re.compile(r"DS_FLORES_A17_(\d{4})")
_DATA_SET: Final = DataSet(
    "insee-flores", "Flores : établissements et postes salariés par zone d’emploi, en A17", "annuelle"
)
_SERIES: Final = ("flores-etablissements", "flores-effectifs")


def _read(path: Path, read: Reader, progress: Progress) -> Incoming:
    def fill(file: TextFile, incoming: Incoming) -> None:
        table = table_of(incoming, file, _COLUMNS)
        if table is None:
            return
        base = known(read)
        zones = base.codes("zone_emploi")
        cells = [cell for cell in table.cells({"ZE2020": zones}, _LISTS) if _is_total(cell)]
        told = [one for cell in cells if (one := _told(cell, base)) is not None]
        if not told:
            expected = "au moins une ligne ZE2020 des zones d’emploi de la base"
            incoming.faults.append(Fault(path.name, 0, "GEO", "", expected, "vérifier que le fichier n’est pas coupé"))
            return
        found = _NAME.search(path.name) or _NAME.search(file.inside)
        vintage = found[1] if found else max(cell.codes["TIME_PERIOD"] for cell in cells)
        dated = edition(path, base, incoming, _DATA_SET, "Flores A17", vintage, [packed(file)])
        if dated is not None:
            add_observations(incoming, told, dated, last_values(read, _SERIES))
            absent(incoming, "zones d’emploi", zones, {cell.codes["GEO"] for cell in cells})

    return read_text(path, LABEL, progress, fill)


def _is_total(cell: Cell) -> bool:
    """All sizes and legal forms together: the base holds no other detail than the sector."""
    codes = cell.codes
    return codes.get("NUMBER_EMPL", _TOTAL) == _TOTAL and codes.get("LEGAL_FORM_WITH_PUBLIC", _TOTAL) in _EVERY_FORM


def _told(cell: Cell, base: Base) -> Told | None:
    """Establishments by sector; jobs in all only, as the series of the base."""
    codes = cell.codes
    perimeter, period = base.codes("zone_emploi")[codes["GEO"]], f"{codes['TIME_PERIOD']}-12-31"
    if codes["FLORES_MEASURE"] == _ESTABLISHMENTS:
        fact = ("flores-etablissements", perimeter, f"a17:{codes['ACTIVITY']}", "", period)
        return Told(cell.place, "OBS_VALUE", fact, cell.value, cell.flag, "établissements, A17")
    if codes["ACTIVITY"] == _TOTAL:
        fact = ("flores-effectifs", perimeter, "", "", period)
        return Told(cell.place, "OBS_VALUE", fact, cell.value, cell.flag, "effectifs salariés, ensemble")
    return None


INSEE_FLORES: Final = Importer(
    key="insee-flores",
    label=LABEL,
    layout="CSV Melodi ou son ZIP, séparateur « ; » : GEO, GEO_OBJECT, ACTIVITY (A17), NUMBER_EMPL, "
    "LEGAL_FORM_WITH_PUBLIC, FLORES_MEASURE, OBS_STATUS, TIME_PERIOD, OBS_VALUE.",
    recognises=lambda path: looks_like(path, is_melodi("FLORES_MEASURE", "OBS_VALUE"), member=DATA),
    read=_read,
)
