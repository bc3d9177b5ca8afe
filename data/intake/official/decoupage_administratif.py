"""Etalab, découpage administratif: communes and EPCI with their members.

Known by its description only.  A composition that changes opens a new dated perimeter; it asks for a break.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from data.engine import Reader
from data.intake.faults import Fault, Place
from data.intake.files import RawRow
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.base_rows import Known, plain
from data.intake.official.memberships import Listed, offer_members
from data.intake.official.sidecar import CONNU_LE, Sidecar, Wanted, actor_cells, check_date, read_sidecar, source_cells
from data.intake.official.text_files import UnreadableFileError, looks_like, open_text
from data.intake.official.typography import typeset

LABEL: Final = "Etalab, découpage administratif"
_AUTHOR: Final = "etalab"
_WANTED: Final = (CONNU_LE, Wanted("debut", "depuis quand ce découpage vaut", 'debut = "2026-01-01"'))
_NEIGHBOUR: Final = "communes.json"
_CODE: Final = re.compile(r"\b\d[\dAB]\d{3}\b")
_PRESENT: Final = frozenset({"", "commune-actuelle"})
_COMMUNES: Final = frozenset({"code", "nom", "departement"})
_EPCI: Final = frozenset({"code", "nom", "membres"})
_HEAD: Final = 4096
Record = Mapping[str, Any]


@dataclass(frozen=True)
class _Import:
    incoming: Incoming
    known: Known
    side: Sidecar
    source_id: str

    @cached_property
    def departments(self) -> dict[str, set[str]]:
        """Communes of each department."""
        return self.known.members("departement", "commune")

    def common(self, passage: str) -> dict[str, str]:
        return {
            "statut": "constate",
            "auteur_id": _AUTHOR,
            "connu_le": self.side.said("connu_le"),
            "source_id": self.source_id,
            "passage": passage,
        }


def _is_of_layout(names: Iterable[str]) -> bool:
    found = set(names)
    return found >= _EPCI or found >= _COMMUNES


def _recognises(path: Path) -> bool:
    if path.suffix.lower() != ".json":
        return looks_like(path, _is_of_layout)
    try:
        with path.open(encoding="utf-8-sig") as file:
            head = file.read(_HEAD)
    except (OSError, UnicodeDecodeError):
        return False
    names = set(re.findall(r'"(\w+)"\s*:', head))
    return head.lstrip().startswith("[") and _is_of_layout(names)


def _read(path: Path, reader: Reader, progress: Progress) -> Incoming:
    incoming = Incoming(path.name, LABEL)
    known = Known(reader)
    side = read_sidecar(path, _WANTED)
    check_date(side, "debut", side.said("debut"))
    incoming.faults.extend(side.faults)
    records = _records(path, incoming, progress)
    incoming.read = len(records)
    if incoming.faults:
        return incoming
    source = source_cells(side, _source(side.said("connu_le")))
    if source["id"] not in known.ids("source"):
        incoming.add("source", RawRow(Place(incoming.file, 0), source))
    if _AUTHOR not in known.ids("acteur"):
        incoming.add("acteur", RawRow(Place(incoming.file, 0), actor_cells(_AUTHOR, "Etalab", source["id"])))
    job = _Import(incoming, known, side, source["id"])
    if records and "membres" in records[0]:
        _offer_epci(job, records, _names(path))
    else:
        _offer_communes(job, records)
    return incoming


def _records(path: Path, incoming: Incoming, progress: Progress) -> list[Record]:
    """Objects of a JSON list, or rows of a CSV; a fault when there are none."""
    try:
        if path.suffix.lower() == ".json":
            incoming.said.append("JSON, UTF-8")
            progress(path.stat().st_size)
            return _objects(path)
        with open_text(path, progress=progress) as file:
            incoming.said.extend(file.said)
            rows: list[Record] = [dict(zip(file.header, cells, strict=True)) for _, cells in file.rows]
            incoming.faults.extend(file.faults)
            return rows
    except UnreadableFileError as error:
        incoming.faults.append(error.fault)
    except (ValueError, OSError) as error:
        remedy = f"reprendre le fichier d’Etalab ({error})"
        incoming.faults.append(Fault(path.name, 0, "", "", "une liste JSON d’objets avec « code » et « nom »", remedy))
    return []


def _objects(path: Path) -> list[Record]:
    content = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(content, list) or not all(
        isinstance(one, dict) and {"code", "nom"} <= set(one) for one in content
    ):
        raise ValueError(type(content).__name__)
    return content


def _place(job: _Import, records: list[Record], record: Record) -> Place:
    """Line of a CSV; a JSON has no lines that a person counts."""
    return Place(job.incoming.file, 0 if job.incoming.file.endswith(".json") else records.index(record) + 2)


def _names(path: Path) -> dict[str, Record]:
    """Communes of the file beside, which gives the names that the list of EPCI does not."""
    try:
        return {str(one["code"]): one for one in _objects(path.with_name(_NEIGHBOUR)) if _is_present(one)}
    except (OSError, ValueError):
        return {}


def _is_present(record: Record) -> bool:
    return str(record.get("type", "")) in _PRESENT


def _offer_epci(job: _Import, records: list[Record], names: Mapping[str, Record]) -> None:
    for record in records:
        ensemble = f"epci:{record['code']}"
        if ensemble not in job.known.territories:
            continue
        job.incoming.kept += 1
        place = _place(job, records, record)
        codes = _member_codes(record.get("membres"))
        if codes is None:
            job.incoming.faults.append(_unreadable_members(place, record))
            continue
        _offer_new_communes(job, place, [c for c in codes if f"commune:{c}" not in job.known.territories], names)
        members = {f"commune:{code}" for code in codes}
        listed = Listed(place, ensemble, members, "commune", job.common("epci, membres"), job.side.said("debut"))
        first = not job.known.members("epci", "commune").get(ensemble)
        if offer_members(job.incoming, listed, job.known) or first:
            _offer_perimeter(job, place, ensemble, len(members))


def _member_codes(members: Any) -> list[str] | None:  # noqa: ANN401  JSON or the text of a cell
    """Codes of a list of members; None when there is none: an EPCI always has some."""
    try:
        if isinstance(members, str) and members.lstrip().startswith("["):
            members = json.loads(members)
        if isinstance(members, list):
            return [str(one["code"] if isinstance(one, dict) else one) for one in members] or None
    except (ValueError, KeyError):
        return None
    return _CODE.findall(str(members)) or None


def _unreadable_members(place: Place, record: Record) -> Fault:
    expected = "les communes de cet EPCI, chacune avec son « code »"
    remedy = "reprendre le fichier d’Etalab : sans cette liste, toutes ses communes seraient tenues pour parties"
    return Fault(place.file, place.line, "membres", f"EPCI {record['code']}", expected, remedy)


def _offer_new_communes(job: _Import, place: Place, codes: list[str], names: Mapping[str, Record]) -> None:
    order = max((int(row["ordre"]) for row in job.known.territories.values()), default=0)
    order += len(job.incoming.rows.get("territoire", []))
    for rank, code in enumerate(codes, start=1):
        commune = names.get(code)
        if commune is None:
            expected = "une commune de la base, ou son nom dans « communes.json » placé à côté"
            remedy = "déposer « communes.json » d’Etalab dans le même dossier"
            job.incoming.faults.append(Fault(place.file, place.line, "membres", code, expected, remedy))
            continue
        name, key = typeset(str(commune["nom"])), f"commune:{code}"
        cells = {"id": key, "type": "commune", "code": code, "nom": name, "nom_court": name, "suivi": "non"}
        job.incoming.add("territoire", RawRow(place, {**cells, "ordre": str(order + rank), "source_id": job.source_id}))
        whole = {"id": f"{key}@actuel", "territoire_id": key, "libelle": "Commune entière", "nb_communes": "1"}
        proof = {"source_id": job.source_id, "passage": "communes, code"}
        job.incoming.add("perimetre", RawRow(place, {**whole, **proof}))
        _offer_department(job, key, commune)


def _offer_perimeter(job: _Import, place: Place, ensemble: str, count: int) -> None:
    debut = job.side.said("debut")
    cells = {
        "id": f"{ensemble}@{debut}",
        "territoire_id": ensemble,
        "libelle": f"{count} communes ({debut[:4]})",
        "nb_communes": str(count),
        "debut": debut,
        "source_id": job.source_id,
        "passage": "epci, membres",
    }
    job.incoming.add("perimetre", RawRow(place, cells))


def _offer_communes(job: _Import, records: list[Record]) -> None:
    present = {str(record["code"]): record for record in records if _is_present(record)}
    known = {row["code"]: row for row in job.known.territories.values() if row["type"] == "commune"}
    for code, territory in known.items():
        record = present.get(code)
        if record is None:
            expected = "cette commune dans la liste : elle a pu être réunie à une autre"
            remedy = "publier aussi « epci.json », et ajouter une ligne de « rupture » pour son EPCI"
            seen = f"{territory['nom']} ({code}) absente"
            job.incoming.warnings.append(Fault(job.incoming.file, 0, "code", seen, expected, remedy))
            continue
        job.incoming.kept += 1
        if plain(str(record["nom"])) != plain(str(territory["nom"])):
            expected = f"« {territory['nom']} », nom de {code} dans la base"
            remedy = "rien si le nom a changé : celui de la base reste"
            place = _place(job, records, record)
            job.incoming.warnings.append(Fault(place.file, place.line, "nom", str(record["nom"]), expected, remedy))
        _offer_department(job, f"commune:{code}", record)


def _offer_department(job: _Import, commune: str, record: Record) -> None:
    department = f"departement:{record.get('departement', '')}"
    if department in job.known.territories and commune not in job.departments.get(department, ()):
        link = {"membre_id": commune, "ensemble_id": department, **job.common("communes, departement")}
        job.incoming.add("appartenance", RawRow(Place(job.incoming.file, 0), link))


def _source(connu_le: str) -> dict[str, str]:
    return {
        "id": f"etalab-decoupage-{connu_le}",
        "titre": "Découpage administratif\u202f: communes, EPCI, départements, régions",
        "producteur": "Etalab",
        "jeu": "Découpage administratif",
        "millesime": connu_le,
        "licence": "Licence Ouverte 2.0",
    }


DECOUPAGE_ADMINISTRATIF: Final = Importer(
    key="decoupage-administratif",
    label=LABEL,
    layout=("communes.json ou epci.json (avec « membres »), ou CSV des mêmes colonnes ; dates dans <fichier>.toml."),
    recognises=_recognises,
    read=_read,
)
