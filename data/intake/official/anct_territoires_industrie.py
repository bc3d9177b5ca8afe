"""ANCT, programme Territoires d'industrie: its two lists, by commune and by grouping.

Only the Territoires d'industrie that hold a commune or an EPCI of the base are kept, with those members.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from data.engine import Reader
from data.intake.faults import Fault, Place
from data.intake.files import RawRow
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.base_rows import Known, plain
from data.intake.official.memberships import Listed, offer_members
from data.intake.official.sidecar import CONNU_LE, Sidecar, actor_cells, check_date, read_sidecar, source_cells
from data.intake.official.text_files import UnreadableFileError, looks_like, open_text
from data.intake.official.typography import typeset

LABEL: Final = "ANCT, Territoires d’industrie"
COMMUNES: Final = ("insee_com", "lib_com", "id_ti", "lib_ti")
GROUPINGS: Final = ("id_ti", "lib_ti", "lib_groupement", "siren_groupement")
_AUTHOR: Final = "anct"
_ID: Final = re.compile(r"ti-\d{4}")
_KINDS: Final = {"commune": COMMUNES, "epci": GROUPINGS}
_Record = tuple[int, dict[str, str]]


def _kind(header: Iterable[str]) -> str | None:
    return next((kind for kind, columns in _KINDS.items() if set(columns) <= set(header)), None)


def _recognises(path: Path) -> bool:
    return looks_like(path, lambda header: _kind(header) is not None)


def _read(path: Path, reader: Reader, progress: Progress) -> Incoming:
    incoming = Incoming(path.name, LABEL)
    known = Known(reader)
    side = read_sidecar(path, (CONNU_LE,), ("debut",))
    check_date(side, "debut", side.said("debut"))
    incoming.faults.extend(side.faults)
    try:
        with open_text(path, progress=progress) as file:
            kind = _kind(file.header)
            if kind is None:
                expected = " ou ".join(", ".join(columns) for columns in _KINDS.values())
                remedy = "reprendre le fichier tel que l’ANCT le publie"
                incoming.faults.append(Fault(path.name, 1, "", ", ".join(file.header), expected, remedy))
                return incoming
            records = [(line, dict(zip(file.header, cells, strict=True))) for line, cells in file.rows]
            incoming.said = [*file.said, "liste des communes" if kind == "commune" else "liste des groupements"]
            incoming.faults.extend(file.faults)
    except UnreadableFileError as error:
        incoming.faults.append(error.fault)
        return incoming
    incoming.read = len(records)
    if not incoming.faults:
        _offer(incoming, known, side, kind, records)
    return incoming


def _offer(incoming: Incoming, known: Known, side: Sidecar, kind: str, records: list[_Record]) -> None:
    source = source_cells(side, _source(side.said("connu_le")))
    common = {
        "statut": "constate",
        "auteur_id": _AUTHOR,
        "connu_le": side.said("connu_le"),
        "source_id": source["id"],
        "passage": "insee_com" if kind == "commune" else "siren_groupement",
    }
    found: dict[str, tuple[int, str, set[str]]] = {}
    for line, record in records:
        members = _members(incoming, known, kind, line, record)
        code = record["id_ti"].strip()
        if members and not _ID.fullmatch(code):
            remedy = "corriger ce code d’après la liste de l’ANCT"
            incoming.faults.append(Fault(incoming.file, line, "id_ti", code, "« ti- » et quatre chiffres", remedy))
        elif members:
            incoming.kept += 1
            found.setdefault(code, (line, record["lib_ti"], set()))[2].update(members)
    if found and source["id"] not in known.ids("source"):
        incoming.add("source", RawRow(Place(incoming.file, 0), source))
    if found and _AUTHOR not in known.ids("acteur"):
        incoming.add("acteur", RawRow(Place(incoming.file, 0), actor_cells(_AUTHOR, "ANCT", source["id"])))
    order = max((int(row["ordre"]) for row in known.territories.values()), default=0)
    for rank, (code, (line, name, members)) in enumerate(found.items(), start=1):
        place = Place(incoming.file, line)
        _offer_territory(incoming, known, place, code, name, order + rank, source["id"])
        ensemble = f"territoire_industrie:{code}"
        offer_members(incoming, Listed(place, ensemble, members, kind, common, side.said("debut")), known)


def _members(incoming: Incoming, known: Known, kind: str, line: int, record: dict[str, str]) -> set[str]:
    if kind == "commune":
        codes = [record["insee_com"].strip()]
    else:
        # The names are separated by the same sign that some of them hold: only the numbers are split.
        codes = [code.strip() for code in record["siren_groupement"].split(",") if code.strip()]
        for code in codes:
            if not re.fullmatch(r"\d{9}", code):
                expected = "des SIREN de neuf chiffres séparés par « , »"
                fault = Fault(incoming.file, line, "siren_groupement", code, expected, "corriger ce numéro")
                incoming.warnings.append(fault)
    return {f"{kind}:{code}" for code in codes if f"{kind}:{code}" in known.territories}


def _offer_territory(
    incoming: Incoming, known: Known, place: Place, code: str, name: str, ordre: int, source_id: str
) -> None:
    short = typeset(name)
    territory = known.territories.get(f"territoire_industrie:{code}")
    if territory is None:
        cells = {
            "id": f"territoire_industrie:{code}",
            "type": "territoire_industrie",
            "code": code,
            "nom": f"Territoire d’industrie {short}",
            "nom_court": short,
            "suivi": "non",
            "ordre": str(ordre),
            "source_id": source_id,
        }
        incoming.add("territoire", RawRow(place, cells))
    elif plain(str(territory["nom_court"])) != plain(short):
        expected = f"« {territory['nom_court']} », nom de {code} dans la base"
        remedy = "rien si le nom a changé : celui de la base reste, à corriger dans la table « territoire »"
        incoming.warnings.append(Fault(place.file, place.line, "lib_ti", name, expected, remedy))


def _source(connu_le: str) -> dict[str, str]:
    return {
        "id": f"anct-territoires-industrie-{connu_le}",
        "titre": "Programme Territoires d’industrie\u202f: liste des territoires et de leurs membres",
        "producteur": "ANCT",
        "jeu": "Territoires d’industrie",
        "millesime": connu_le,
    }


ANCT_TERRITOIRES_INDUSTRIE: Final = Importer(
    key="anct-territoires-industrie",
    label=LABEL,
    layout=(
        "CSV des communes (insee_com, lib_com, id_ti, lib_ti) ou des groupements (id_ti, lib_ti, lib_groupement, "
        "siren_groupement, listes séparées par « , ») ; date dans <fichier>.toml."
    ),
    recognises=_recognises,
    read=_read,
    checked_on="la liste des groupements (149 territoires), la liste des communes ne l’étant pas",
)
