"""Insee, SIDE: creations of enterprises and establishments, from the Melodi table or its ZIP.

The national file holds millions of rows: it is streamed, and only what concerns the territories of the base is kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from data.engine import Reader
from data.intake.faults import Fault, fault_at
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.insee_base import Base, Fact, known, last_values
from data.intake.official.insee_editions import DataSet, edition
from data.intake.official.insee_observations import Told, absent, add_calculation, add_observations, sums
from data.intake.official.melodi import DATA, Cell, is_melodi, packed, read_text, table_of
from data.intake.official.text_files import TextFile, looks_like

LABEL: Final = "Insee, créations d’entreprises et d’établissements (SIDE, Melodi)"

_COLUMNS: Final = (
    "ACTIVITY", "GEO", "GEO_OBJECT", "LEGAL_FORM", "SIDE_MEASURE", "OBS_STATUS", "TIME_PERIOD", "OBS_VALUE",
)  # fmt: skip
_TOTAL: Final = "_T"
_ENTERPRISES: Final = "BURE"
_ESTABLISHMENTS: Final = "UNIT_LOC_BURE"
_INDIVIDUAL: Final = "10"
_LISTS: Final[Mapping[str, frozenset[str]]] = {
    "ACTIVITY": frozenset({"BE", "FZ", "GI", "JZ", "KZ", "LZ", "MN", "OQ", "RU", _TOTAL}),
    "LEGAL_FORM": frozenset({_INDIVIDUAL, "54", "57", "OTH_SIDE", _TOTAL}),
    "SIDE_MEASURE": frozenset({_ENTERPRISES, _ESTABLISHMENTS}),
    "FREQ": frozenset({"A"}),
}
_METROPOLITAN: Final = frozenset(f"{rank:02}" for rank in range(1, 96) if rank != 20) | {"2A", "2B"}  # noqa: PLR2004
"""Codes of the 96 departments: number 20, the former Corse, is none."""

ZONES: Final = "creations-etablissements-ze-a10"
COMMUNES_ESTABLISHMENTS: Final = "creations-etablissements-communes"
COMMUNES_ENTERPRISES: Final = "creations-entreprises-communes"
COMMUNES_INDIVIDUAL: Final = "creations-entreprises-individuelles-communes"
DEPARTMENTS: Final = "creations-entreprises-departements"
DEPARTMENTS_SUMS: Final = "creations-entreprises-sommes-departements"
_SERIES: Final = (
    ZONES, COMMUNES_ESTABLISHMENTS, COMMUNES_ENTERPRISES, COMMUNES_INDIVIDUAL, DEPARTMENTS, DEPARTMENTS_SUMS,
)  # fmt: skip
_OF_COMMUNES: Final[Mapping[tuple[str, str], str]] = {
    (_ESTABLISHMENTS, _TOTAL): COMMUNES_ESTABLISHMENTS,
    (_ENTERPRISES, _TOTAL): COMMUNES_ENTERPRISES,
    (_ENTERPRISES, _INDIVIDUAL): COMMUNES_INDIVIDUAL,
}
_METROPOLE: Final = "FM"
_OUTSIDE: Final = "département hors de la base : "

_NAME: Final = re.compile(r"(DS_SIDE_CREA_[A-Z_]+?)_(\d{4})(?=[_.]|$)")
_DATA_SETS: Final = {
    "DS_SIDE_CREA_ETAB_COM": DataSet(
        "insee-side-etablissements", "Créations d’établissements par commune et zone d’emploi (SIDE)", "annuelle"
    ),
    "DS_SIDE_CREA_ENT_COM": DataSet(
        "insee-side-entreprises", "Créations d’entreprises par commune et zone d’emploi (SIDE)", "annuelle"
    ),
    "DS_SIDE_CREA_DEP_REG_NAT": DataSet(
        "insee-side-departements", "Créations d’entreprises par département, région et France (SIDE)", "annuelle"
    ),
}
_ANY: Final = DataSet("insee-side", "Créations d’entreprises et d’établissements (SIDE)", "annuelle")


@dataclass
class _Kept:
    """Values of the territories of the base, those of every metropolitan department, and the published regions."""

    base: Base
    told: list[Told] = field(default_factory=list)
    departments: list[Told] = field(default_factory=list)
    regions: dict[Fact, Told] = field(default_factory=dict)
    last_year: str = ""
    seen: dict[str, set[str]] = field(default_factory=dict)

    def take(self, cell: Cell) -> None:
        """Sorts a value into the series that it belongs to; one that no series of the base holds is left."""
        codes = cell.codes
        self.last_year = max(self.last_year, codes["TIME_PERIOD"])
        kind, total = codes["GEO_OBJECT"], codes["ACTIVITY"] == _TOTAL
        self.seen.setdefault(kind, set()).add(codes["GEO"])
        measure, form = codes["SIDE_MEASURE"], codes["LEGAL_FORM"]
        if kind == "ZE2020" and measure == _ESTABLISHMENTS and form == _TOTAL:
            self.told.append(self._one(cell, ZONES, "zone_emploi", f"a10:{codes['ACTIVITY']}"))
        elif kind == "COM" and total and (measure, form) in _OF_COMMUNES:
            self.told.append(self._one(cell, _OF_COMMUNES[measure, form], "commune"))
        elif kind == "DEP" and total and measure == _ENTERPRISES:
            self._department(cell, form)
        elif kind == "REG" and total and measure == _ENTERPRISES and form == _TOTAL:
            one = self._one(cell, DEPARTMENTS_SUMS, "region")
            self.regions[one.fact] = one

    def _department(self, cell: Cell, form: str) -> None:
        if cell.codes["GEO"] in self.base.codes("departement"):
            sector = f"side_departements:{_TOTAL}"
            self.told.append(self._one(cell, DEPARTMENTS, "departement", sector, "" if form == _TOTAL else form))
        if form == _TOTAL:
            self.departments.append(self._one(cell, DEPARTMENTS_SUMS, "departement"))

    def _one(self, cell: Cell, serie_id: str, kind: str, sector: str = "", form: str = "") -> Told:
        code = cell.codes["GEO"]
        perimeter = self.base.codes(kind).get(code, _OUTSIDE + code)
        fact = (serie_id, perimeter, sector, form, cell.codes["TIME_PERIOD"])
        passage = f"{cell.codes['GEO_OBJECT']}, {cell.codes['SIDE_MEASURE']}"
        return Told(cell.place, "OBS_VALUE", fact, cell.value, cell.flag, passage)


def _read(path: Path, read: Reader, progress: Progress) -> Incoming:
    def fill(file: TextFile, incoming: Incoming) -> None:
        table = table_of(incoming, file, _COLUMNS)
        if table is None:
            return
        kept = _Kept(known(read))
        for cell in table.cells(_wanted(kept.base), _LISTS):
            kept.take(cell)
        _add(path, file, read, kept, incoming)

    return read_text(path, LABEL, progress, fill)


def _wanted(base: Base) -> dict[str, Mapping[str, str]]:
    return {
        "COM": base.codes("commune"),
        "DEP": {**dict.fromkeys(_METROPOLITAN, ""), **base.codes("departement")},
        "REG": base.codes("region"),
        "ZE2020": base.codes("zone_emploi"),
    }


def _add(path: Path, file: TextFile, read: Reader, kept: _Kept, incoming: Incoming) -> None:
    if not kept.told:
        expected = "au moins une ligne des territoires de la base"
        incoming.faults.append(Fault(path.name, 0, "GEO", "", expected, "vérifier que le fichier n’est pas coupé"))
        return
    found = _NAME.search(path.name) or _NAME.search(file.inside)
    name, vintage = (found[1], found[2]) if found else ("", kept.last_year)
    data_set = _DATA_SETS.get(name, _ANY)
    dated = edition(path, kept.base, incoming, data_set, found[0] if found else path.name, vintage, [packed(file)])
    if dated is None:
        return
    base = kept.base
    communes = [one for one in kept.told if one.fact[0] in _OF_COMMUNES.values()]
    epci, epci_lacking = sums(communes, base.communes, _of_members, "communes")
    regions, regions_lacking = sums(kept.departments, _regions(base), _of_departments, "départements")
    incoming.warnings.extend([*epci_lacking, *regions_lacking, *_differing(regions, kept.regions)])
    if epci or regions:
        add_calculation(incoming, base, dated)
    add_observations(incoming, [*kept.told, *epci, *regions], dated, last_values(read, _SERIES))
    if "COM" in kept.seen:
        absent(incoming, "communes", base.codes("commune"), kept.seen["COM"])


def _of_members(one: Told, _: int) -> str:
    return f"{one.passage}, somme des communes membres"


def _of_departments(_: Told, count: int) -> str:
    return f"somme des {count} départements"


def _regions(base: Base) -> dict[str, frozenset[str]]:
    """Departments of each region of the base, and of metropolitan France when the base has it."""
    wholes = dict(base.departments)
    if _METROPOLE in base.codes("pays"):
        departments = base.codes("departement")
        every = frozenset(departments.get(code, _OUTSIDE + code) for code in _METROPOLITAN)
        wholes[base.codes("pays")[_METROPOLE]] = every
    return wholes


def _differing(computed: list[Told], published: Mapping[Fact, Told]) -> Iterator[Fault]:
    """The region is a sum of departments in the base: where the file publishes it, both must agree."""
    for one in computed:
        told = published.get(one.fact)
        if told is not None and told.value not in {"", one.value}:
            expected = f"{one.value}, somme de ses départements dans le même fichier"
            remedy = "vérifier chez le producteur ; la base garde la somme"
            yield fault_at(told.place, "OBS_VALUE", told.value, expected, remedy)


INSEE_SIDE: Final = Importer(
    key="insee-side",
    label=LABEL,
    layout="CSV Melodi ou son ZIP, séparateur « ; » : ACTIVITY, FREQ, GEO, GEO_OBJECT, LEGAL_FORM, SIDE_MEASURE, "
    "OBS_STATUS, TIME_PERIOD, OBS_VALUE.",
    recognises=lambda path: looks_like(path, is_melodi("SIDE_MEASURE", "OBS_VALUE"), member=DATA),
    read=_read,
)
