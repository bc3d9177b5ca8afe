"""Fonds vert: projects that the State funds, tied to an EPCI by the code of their commune as the source gives it.

That code is at times wrong, or that of the seat of the beneficiary: the name that the source gives is kept, and what
does not agree is told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from data.engine import Reader
from data.intake.faults import Fault, Place
from data.intake.files import RawRow
from data.intake.french_cells import number
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.base_rows import Known, plain
from data.intake.official.sidecar import CONNU_LE, Wanted, actor_cells, read_sidecar, source_cells
from data.intake.official.text_files import UnreadableFileError, looks_like, open_text
from data.intake.official.typography import typeset
from data.vocabulary import DISPOSITIF_FONDS_VERT

LABEL: Final = "État, projets du Fonds vert"
COLUMNS: Final = (
    "nom_region", "code_departement", "nom_departement", "code_commune", "nom_commune", "axe", "numero_demarche_ds",
    "nom_demarche_ds", "numero_dossier_ds", "nom_du_projet", "nom_beneficiaire_principal", "siren", "montant_engage",
)  # fmt: skip
_AUTHOR: Final = "etat-fonds-vert"
_WANTED: Final = (CONNU_LE, Wanted("annee", "l’année du dispositif, que le fichier ne dit pas", "annee = 2023"))
_ARTICLES: Final = frozenset({"L", "LE", "LA", "LES"})
_SIREN: Final = re.compile(r"(\d{9})(?:\d{5})?(?:\.0)?")


@dataclass
class _Places:
    """Communes of the base, by code and by name inside a department."""

    names: Mapping[str, str]
    epci: Mapping[str, str]
    codes: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Known) -> "_Places":
        communes = {t["code"]: str(t["nom"]) for t in known.territories.values() if t["type"] == "commune"}
        epci = {code: known.epci_of_commune.get(f"commune:{code}", "") for code in communes}
        return cls(communes, epci, {(code[:2], _bare(name)): code for code, name in communes.items()})


def _recognises(path: Path) -> bool:
    return looks_like(path, lambda header: set(COLUMNS) <= set(header))


def _read(path: Path, reader: Reader, progress: Progress) -> Incoming:
    incoming = Incoming(path.name, LABEL)
    known = Known(reader)
    side = read_sidecar(path, _WANTED)
    annee = side.said("annee")
    if annee and not re.fullmatch(r"\d{4}", annee):
        side.fault("annee", annee, "une année AAAA", "l’écrire en quatre chiffres")
    incoming.faults.extend(side.faults)
    source = source_cells(side, _source(annee))
    common = {
        "dispositif": DISPOSITIF_FONDS_VERT,
        "annee": annee,
        "statut": "constate",
        "auteur_id": _AUTHOR,
        "connu_le": side.said("connu_le"),
        "source_id": source["id"],
    }
    try:
        with open_text(path, progress=progress) as file:
            missing = [name for name in COLUMNS if name not in file.header]
            incoming.faults.extend(_missing(path.name, name) for name in missing)
            if not missing:
                records = ((line, dict(zip(file.header, cells, strict=True))) for line, cells in file.rows)
                _keep(incoming, records, _Places.of(known), common)
            incoming.said = list(file.said)
            incoming.faults.extend(file.faults)
    except UnreadableFileError as error:
        incoming.faults.append(error.fault)
    incoming.said.append(f"{incoming.kept} projets des EPCI de la base sur {incoming.read}")
    if incoming.kept:
        _add_origin(incoming, known, source)
    return incoming


def _source(annee: str) -> dict[str, str]:
    return {
        "id": f"etat-fonds-vert-{annee}",
        "titre": f"Fonds vert\u202f: projets lauréats de {annee}",
        "producteur": "État (Fonds vert)",
        "jeu": f"Fonds vert {annee}",
        "millesime": annee,
    }


def _add_origin(incoming: Incoming, known: Known, source: dict[str, str]) -> None:
    if source["id"] not in known.ids("source"):
        incoming.add("source", RawRow(Place(incoming.file, 0), source))
    if _AUTHOR not in known.ids("acteur"):
        incoming.add("acteur", RawRow(Place(incoming.file, 0), actor_cells(_AUTHOR, "État (Fonds vert)", source["id"])))


def _keep(
    incoming: Incoming, records: Iterator[tuple[int, dict[str, str]]], places: _Places, common: Mapping[str, str]
) -> None:
    parts: Counter[str] = Counter()
    for line, record in records:
        incoming.read += 1
        incoming.warnings.extend(_doubts(incoming.file, line, record, places))
        epci = places.epci.get(record["code_commune"].strip())
        if not epci:
            continue
        incoming.kept += 1
        dossier = record["numero_dossier_ds"].strip()
        parts[dossier] += 1
        # A file shared between several beneficiaries stands on several lines.
        told = dossier if parts[dossier] == 1 else f"{dossier} ({parts[dossier]})"
        incoming.add(
            "subvention", RawRow(Place(incoming.file, line), _cells(incoming, line, record, told, epci, common))
        )


def _cells(
    incoming: Incoming, line: int, record: Mapping[str, str], dossier: str, epci: str, common: Mapping[str, str]
) -> dict[str, str]:
    siren = _SIREN.fullmatch(record["siren"].strip())
    if record["siren"].strip() and not siren:
        remedy = "rien : le projet est gardé, sans ce numéro"
        incoming.warnings.append(Fault(incoming.file, line, "siren", record["siren"], "neuf chiffres", remedy))
    montant = number(record["montant_engage"])
    if montant is None and record["montant_engage"].strip():
        remedy = "l’écrire en chiffres, avec un seul signe décimal et sans unité"
        incoming.faults.append(
            Fault(incoming.file, line, "montant_engage", record["montant_engage"], "un nombre", remedy)
        )
    if montant and montant.startswith("-"):
        remedy = "vérifier qu’il s’agit d’un retrait"
        incoming.warnings.append(Fault(incoming.file, line, "montant_engage", montant, "un montant positif", remedy))
    return {
        "id": f"fonds-vert-{common['annee']}:{dossier.replace(' ', '')}",
        "dossier": dossier,
        "axe_dispositif": record["axe"].strip(),
        "demarche": typeset(record["nom_demarche_ds"]),
        "projet": typeset(record["nom_du_projet"]),
        "beneficiaire": typeset(record["nom_beneficiaire_principal"]),
        "siren": siren[1] if siren else "",
        "territoire_id": epci,
        "commune": record["nom_commune"].strip(),
        "montant": montant or "",
        "passage": f"dossier {dossier}",
        **common,
    }


def _doubts(file: str, line: int, record: Mapping[str, str], places: _Places) -> Iterator[Fault]:
    """A code and a name of commune that do not agree, when one of them is of the base."""
    code, name = record["code_commune"].strip(), record["nom_commune"].strip()
    known = places.names.get(code)
    if known is not None and _bare(known) != _bare(name):
        expected = f"« {known} », nom de la commune {code} dans la base"
        remedy = "vérifier le lieu du projet : il est rattaché par le code, le nom de la source est gardé"
        yield Fault(file, line, "nom_commune", name, expected, remedy)
        return
    likely = places.codes.get((record["code_departement"].strip(), _bare(name)))
    if known is None and likely:
        expected = f"{likely}, code de « {places.names[likely]} » dans la base"
        remedy = "corriger le code dans une copie du fichier si ce projet est bien là : sinon il est laissé de côté"
        yield Fault(file, line, "code_commune", f"{code} ({name})", expected, remedy)


def _bare(name: str) -> str:
    words = plain(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def _missing(file: str, name: str) -> Fault:
    return Fault(file, 1, name, "", f"la colonne « {name} »", "reprendre le fichier tel que l’État le publie")


FONDS_VERT: Final = Importer(
    key="fonds-vert",
    label=LABEL,
    layout=(
        "CSV national des projets du Fonds vert (nom_region à montant_engage) ; l’année et la date de publication dans "
        "<fichier>.toml."
    ),
    recognises=_recognises,
    read=_read,
    checked_on="la liste nationale de 2023 (10\u202f782 projets)",
)
