"""Insee, dossier complet: creations by commune, and the sums of the EPCI that the base follows."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from data.engine import Reader
from data.intake.faults import Fault, Place
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.insee_base import known, last_values
from data.intake.official.insee_editions import DataSet, edition
from data.intake.official.insee_observations import (
    Told,
    absent,
    add_calculation,
    add_observations,
    reading,
    sums,
    unreadable,
)
from data.intake.official.melodi import packed, read_text
from data.intake.official.text_files import TextFile, looks_like

LABEL: Final = "Insee, dossier complet (créations par commune)"

_CODE: Final = "CODGEO"
_VARIABLE: Final = re.compile(r"(ENCTOT|ENCITOT|ETCTOT)(\d{2})")
_SERIES: Final[Mapping[str, str]] = {
    "ENCTOT": "creations-entreprises-communes",
    "ENCITOT": "creations-entreprises-individuelles-communes",
    "ETCTOT": "creations-etablissements-communes",
}
_MEMBER: Final = r"^(?!.*meta).*dossier"
_DATA_SET: Final = DataSet(
    "insee-dossier-complet",
    "Dossier complet : créations d’entreprises et d’établissements par commune (SIDE)",
    "annuelle",
)
_JEU: Final = "Dossier complet, variables ENCTOT, ENCITOT et ETCTOT"


def _read(path: Path, read: Reader, progress: Progress) -> Incoming:
    def fill(file: TextFile, incoming: Incoming) -> None:
        variables = _variables(file, incoming)
        if not variables:
            return
        base = known(read)
        communes = base.codes("commune")
        told: list[Told] = []
        code_at = file.header.index(_CODE)
        seen: set[str] = set()
        for line, row in file.rows:
            incoming.read += 1
            code = row[code_at].strip().zfill(5)
            if code not in communes:
                continue
            seen.add(code)
            told.extend(_of_commune(row, variables, communes[code], Place(path.name, line), incoming))
        incoming.kept = len(seen)
        incoming.faults.extend(file.faults)
        if not seen:
            expected = "au moins une commune de la base"
            incoming.faults.append(Fault(path.name, 0, _CODE, "", expected, "vérifier que le fichier n’est pas coupé"))
            return
        vintage = max(year for _, year in variables.values())
        dated = edition(path, base, incoming, _DATA_SET, _JEU, vintage, [packed(file)])
        if dated is None:
            return
        epci, lacking = sums(told, base.communes, _of_members, "communes")
        incoming.warnings.extend(lacking)
        if epci:
            add_calculation(incoming, base, dated)
        add_observations(incoming, [*told, *epci], dated, last_values(read, _SERIES.values()))
        absent(incoming, "communes", communes, seen)

    return read_text(path, LABEL, progress, fill, member=_MEMBER)


def _of_members(one: Told, _: int) -> str:
    return f"somme des {one.column} des communes membres"


def _variables(file: TextFile, incoming: Incoming) -> dict[int, tuple[str, str]]:
    """Series and year of the columns that hold creations, by rank; empty when a column is missing, which is told."""
    found = {
        rank: (_SERIES[match[1]], f"20{match[2]}")
        for rank, name in enumerate(file.header)
        if (match := _VARIABLE.fullmatch(name))
    }
    missing = ([] if _CODE in file.header else [_CODE]) + ([] if found else ["ENCTOTaa, ENCITOTaa ou ETCTOTaa"])
    remedy = "reprendre le fichier CSV chez le producteur, sans retirer de colonne"
    seen = ", ".join(file.header)[:200]
    incoming.faults.extend(Fault(incoming.file, 1, name, seen, f"une colonne « {name} »", remedy) for name in missing)
    return {} if missing else found


def _of_commune(
    row: list[str], variables: Mapping[int, tuple[str, str]], perimeter: str, place: Place, incoming: Incoming
) -> list[Told]:
    told: list[Told] = []
    for rank, (serie_id, year) in variables.items():
        column = {value: key for key, value in _SERIES.items()}[serie_id] + year[2:]
        found = reading(row[rank])
        if found is None:
            incoming.faults.append(unreadable(place, column, row[rank]))
        elif any(found):
            told.append(Told(place, column, (serie_id, perimeter, "", "", year), *found, column))
    return told


INSEE_DOSSIER_COMPLET: Final = Importer(
    key="insee-dossier-complet",
    label=LABEL,
    layout="CSV ou son ZIP, séparateur « ; », une ligne par commune : CODGEO, et ENCTOTaa, ENCITOTaa, ETCTOTaa.",
    recognises=lambda path: looks_like(
        path, lambda header: _CODE in header and any(map(_VARIABLE.fullmatch, header)), member=_MEMBER
    ),
    read=_read,
)
