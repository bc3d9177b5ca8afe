"""SCDL subventions 2.1.1: grants of a local authority, given by or to an EPCI of the base, or tied to one by a rule.

The amount of the layout is the whole of a grant, repeated on the line of each of its beneficiaries: what a line counts
is its share of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from data.engine import Reader
from data.intake.faults import Fault, Place
from data.intake.files import RawRow
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.base_rows import Known
from data.intake.official.mapping import RULES, SHARED, Grammar, Mapped, check_reference, read_rules
from data.intake.official.scdl_budget_lines import slug
from data.intake.official.scdl_layouts import SUBVENTIONS
from data.intake.official.sidecar import CONNU_LE, Sidecar, Wanted, read_sidecar, source_cells
from data.intake.official.siret import sound_siret
from data.intake.official.table_schema import Checked, Layout, checked_rows
from data.intake.official.text_files import looks_like
from data.intake.official.typography import euros, typeset

LABEL: Final = "Collectivité, subventions (SCDL 2.1.1)"
_AXIS: Final = "axe_dispositif"
WANTED: Final = (
    CONNU_LE,
    Wanted("dispositif", "le nom de cet ensemble d’aides, montré au lecteur", 'dispositif = "Aides de la CA …"'),
    Wanted("auteur_id", "la collectivité qui publie, acteur de la base", 'auteur_id = "amiens-metropole"'),
)
OPTIONAL: Final = (_AXIS, "demarche", SHARED, RULES)
GRAMMAR: Final = Grammar(
    criteria=("objet", "beneficiaire", "siret_beneficiaire", "attribuant", "dispositif_aide", "annee"),
    targets=(_AXIS, "demarche", "territoire"),
    numbers=frozenset({_AXIS}),
)
_NEEDED: Final = {
    _AXIS: ("le numéro de l’axe du dispositif, que la base exige", f"{_AXIS} = 1"),
    "demarche": ("la démarche du dispositif, que la base exige", 'demarche = "Aide à la création"'),
}
_WHOLE: Final = Decimal(1)
_TOLERANCE: Final = Decimal("0.011")
_CENT: Final = Decimal("0.01")


@dataclass
class _Reading:
    """A file being read."""

    incoming: Incoming
    known: Known
    side: Sidecar
    mapped: Mapped
    kept: list[tuple[Checked, str, dict[str, str]]] = field(default_factory=list)
    lacking: dict[str, list[int]] = field(default_factory=dict)
    shares: dict[tuple[str, str], list[tuple[int, Decimal]]] = field(default_factory=dict)


def _recognises(path: Path) -> bool:
    return looks_like(path, Layout(SUBVENTIONS).recognises)


def _read(path: Path, reader: Reader, progress: Progress) -> Incoming:
    incoming = Incoming(path.name, LABEL)
    known = Known(reader)
    side = read_sidecar(path, WANTED, OPTIONAL)
    mapped = Mapped(read_rules(path, side, GRAMMAR, known))
    _check_sidecar(side, mapped, known)
    reading = _Reading(incoming, known, side, mapped)
    for row in checked_rows(path, Layout(SUBVENTIONS), incoming, progress):
        _keep(reading, row)
    incoming.faults.extend([*side.faults, *mapped.faults(path.name), *_lacking(reading)])
    incoming.said.append(f"{incoming.kept} subventions des EPCI de la base sur {incoming.read}")
    incoming.warnings.extend([*_unshared(reading), *mapped.idle()])
    if not incoming.faults:
        _offer(reading)
    return incoming


def _check_sidecar(side: Sidecar, mapped: Mapped, known: Known) -> None:
    if side.said("auteur_id"):
        check_reference(side, "auteur_id", side.said("auteur_id"), known)
    if side.said(_AXIS) and not side.said(_AXIS).isdigit():
        side.fault(_AXIS, side.said(_AXIS), "un nombre entier", f"écrire par exemple : {_NEEDED[_AXIS][1]}")
    for rule in mapped.rules:
        territoire = rule.targets.get("territoire", "")
        if territoire and not territoire.startswith("epci:"):
            where = rule.line if rule.file == side.name else 0
            expected = f"un EPCI, auquel la subvention est rattachée ({rule})"
            side.fault("territoire", territoire, expected, "écrire l’EPCI : « epci:… »", line=where)


def _keep(reading: _Reading, row: Checked) -> None:
    cells, incoming = row.cells, reading.incoming
    rule = reading.mapped.rule(row.line, _criteria(row), lambda: f"{cells['nomBeneficiaire']}, {cells['objet']}")
    said = {**{name: reading.side.said(name) for name in _NEEDED}, **(rule.targets if rule else {})}
    givers = (f"epci:{cells['idAttribuant'][:9]}", f"epci:{cells.get('idBeneficiaire', '')[:9]}")
    own = next((key for key in givers if key in reading.known.territories), "")
    territoire = said.get("territoire") or own
    if not territoire:
        return
    incoming.kept += 1
    for name in _NEEDED:
        if not said[name]:
            reading.lacking.setdefault(name, []).append(row.line)
    incoming.warnings.extend(_doubts(incoming.file, row))
    if not cells.get("idBeneficiaire") and not cells.get("rnaBeneficiaire"):
        remedy = "renseigner idBeneficiaire ou rnaBeneficiaire"
        expected = "le SIRET du bénéficiaire, ou le numéro RNA d’une association"
        incoming.faults.append(Fault(incoming.file, row.line, "idBeneficiaire", "", expected, remedy))
    reading.kept.append((row, territoire, said))
    whole = (_reference(row), str(row.values["montant"]))
    reading.shares.setdefault(whole, []).append((row.line, row.values["pourcentageSubvention"]))


def _criteria(row: Checked) -> dict[str, str]:
    cells = row.cells
    return {
        "objet": cells["objet"],
        "beneficiaire": cells["nomBeneficiaire"],
        "siret_beneficiaire": cells.get("idBeneficiaire", ""),
        "attribuant": cells["nomAttribuant"],
        "dispositif_aide": cells.get("dispositifAide", ""),
        "annee": str(row.values["dateConvention"].year),
    }


def _reference(row: Checked) -> str:
    """Names the grant at the body that gives it."""
    given = row.cells.get("referenceDecision") or row.values["dateConvention"].isoformat()
    return f"{row.cells['idAttribuant'][:9]}/{given}"


def _doubts(file: str, row: Checked) -> Iterator[Fault]:
    if row.values["montant"] < 0:
        remedy = "vérifier qu’il s’agit d’un retrait"
        yield Fault(file, row.line, "montant", euros(row.values["montant"]), "un montant positif", remedy)
    for name in ("idAttribuant", "idBeneficiaire"):
        text = row.cells.get(name, "")
        if text and not sound_siret(text):
            expected = "un SIRET : quatorze chiffres dont la clé est juste"
            yield Fault(file, row.line, name, text, expected, "vérifier ce numéro ; la subvention est gardée")


def _lacking(reading: _Reading) -> Iterator[Fault]:
    """What the base needs and no rule gives, told once for each column."""
    for name, lines in reading.lacking.items():
        meaning, example = _NEEDED[name]
        more = f" (et {len(lines) - 1} autres lignes)" if len(lines) > 1 else ""
        remedy = f"écrire dans « {reading.side.name} », pour tout le fichier ou dans une [[regle]] : {example}"
        yield Fault(reading.incoming.file, lines[0], name, "", f"{meaning}{more}", remedy)


def _unshared(reading: _Reading) -> Iterator[Fault]:
    """Shares of one grant that do not make the whole: a beneficiary lacks, or is told twice."""
    for (reference, montant), lines in reading.shares.items():
        total = sum((share for _, share in lines), Decimal(0))
        if any(share != _WHOLE for _, share in lines) and abs(total - _WHOLE) > _TOLERANCE:
            seen = f"{reference.partition('/')[2]}, {euros(Decimal(montant))} : parts lues {total:.2f}"
            expected = "des parts dont la somme est 1"
            remedy = "vérifier qu’aucun bénéficiaire ne manque ; ceux d’autres territoires ne sont pas lus"
            column = "pourcentageSubvention"
            yield Fault(reading.incoming.file, lines[0][0], column, seen, expected, remedy)


def _offer(reading: _Reading) -> None:
    incoming, side = reading.incoming, reading.side
    if not reading.kept:
        return
    giver = reading.kept[0][0].cells
    connu_le = side.said("connu_le")
    source = source_cells(
        side,
        {
            "id": f"subventions-{giver['idAttribuant'][:9]}-{connu_le}",
            "titre": typeset(f"Subventions accordées, {giver['nomAttribuant']}"),
            "producteur": typeset(giver["nomAttribuant"]),
            "jeu": "SCDL subventions 2.1.1",
            "millesime": connu_le,
        },
    )
    if source["id"] not in reading.known.ids("source"):
        incoming.add("source", RawRow(Place(incoming.file, 0), source))
    common = {
        "dispositif": typeset(side.said("dispositif")),
        "statut": "constate",
        "auteur_id": side.said("auteur_id"),
        "connu_le": connu_le,
        "source_id": source["id"],
    }
    ranks: Counter[str] = Counter()
    for row, territoire, said in reading.kept:
        cells = _cells(row, territoire, said)
        ranks[cells["id"]] += 1
        # One decision may help one beneficiary twice: the rank keeps every amount.
        if ranks[cells["id"]] > 1:
            rank = ranks[cells["id"]]
            cells |= {"id": f"{cells['id']}/{rank}", "dossier": f"{cells['dossier']} ({rank})"}
        incoming.add("subvention", RawRow(Place(incoming.file, row.line), {**cells, **common}))


def _cells(row: Checked, territoire: str, said: Mapping[str, str]) -> dict[str, str]:
    cells, values = row.cells, row.values
    who = cells.get("idBeneficiaire") or cells["rnaBeneficiaire"]
    reference = _reference(row)
    decision = cells.get("referenceDecision")
    montant, note = _share(values["montant"], values["pourcentageSubvention"])
    notes = [note, "aide en nature" if cells["nature"] == "aide en nature" else ""]
    return {
        "id": f"subvention-{slug(reference)}-{slug(who)}",
        "dossier": f"{reference}/{who}",
        "annee": str(values["dateConvention"].year),
        "axe_dispositif": said[_AXIS],
        "demarche": typeset(said["demarche"]),
        "projet": typeset(cells["objet"]),
        "beneficiaire": typeset(cells["nomBeneficiaire"]),
        "siren": who[:9] if sound_siret(who) else "",
        "territoire_id": territoire,
        "montant": montant,
        "qualificatif": "\u202f; ".join(one for one in notes if one),
        "passage": typeset(f"décision {decision}") if decision else f"convention du {cells['dateConvention']}",
    }


def _share(montant: Decimal, share: Decimal) -> tuple[str, str]:
    """What a beneficiary receives, and how it was reckoned when it is not the whole."""
    if share == _WHOLE:
        return f"{montant:f}", ""
    percent = f"{share * 100:f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{(montant * share).quantize(_CENT):f}", f"part de {percent}\u202f% d’une aide de {euros(montant)}"


SCDL_SUBVENTIONS: Final = Importer(
    key="scdl-subventions",
    label=LABEL,
    layout=(
        "CSV des subventions au format SCDL 2.1.1 (colonnes nomAttribuant à dispositifAide), avec axe_dispositif et "
        "demarche dans <fichier>.toml."
    ),
    recognises=_recognises,
    read=_read,
)
