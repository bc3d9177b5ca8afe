"""SCDL budget 0.8.3: what a local authority voted and what it carried out, tied to the programmes by its own rules.

Only votes (``BGT_MTPREV`` of a BP, BS or DM) and outturns (``BGT_MTREAL`` of a CA or CFU) are read: they stay two
stages of the ladder, never added to one another.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from data.engine import Reader
from data.intake.faults import Fault, Place
from data.intake.files import RawRow
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.base_rows import Known
from data.intake.official.mapping import OUT, RULES, SHARED, Grammar, Mapped, Rule, check_reference, read_rules
from data.intake.official.scdl_budget_checks import Postings, plausible, totals, unattached
from data.intake.official.scdl_budget_lines import Document, Posting, Target, row_of
from data.intake.official.scdl_budget_versions import against_base
from data.intake.official.scdl_layouts import BUDGET
from data.intake.official.sidecar import CONNU_LE, Sidecar, Wanted, check_date, read_sidecar, source_cells
from data.intake.official.table_schema import Checked, Layout, checked_rows
from data.intake.official.text_files import looks_like

LABEL: Final = "Collectivité, budget (SCDL 0.8.3)"

_DOCUMENTS: Final = {
    "budget primitif": ("BP", "vote"),
    "budget supplémentaire": ("BS", "vote"),
    "décision modificative": ("DM", "vote"),
    "compte administratif": ("CA", "realise"),
    "compte financier unique": ("CFU", "realise"),
}
_NUMBER_OF_DM: Final = "decision_modificative"
WANTED: Final = (
    CONNU_LE,
    Wanted("programme", "le programme auquel ce budget est rapproché", 'programme = "ti-2019"'),
    Wanted("auteur_id", "la collectivité qui publie ce budget, acteur de la base", 'auteur_id = "amiens-metropole"'),
)
OPTIONAL: Final = ("territoire", "financeur", "budget", _NUMBER_OF_DM, SHARED, RULES)
GRAMMAR: Final = Grammar(
    criteria=("fonction", "operation", "nature", "compte", "section", "sens", "exercice", "document"),
    targets=("programme", "axe", "action", "financeur", "territoire", OUT),
)
_SHOWN: Final = 10


@dataclass
class _Reading:
    """A file being read."""

    incoming: Incoming
    known: Known
    side: Sidecar
    mapped: Mapped
    postings: Postings
    foreign: dict[str, int] = field(default_factory=dict)
    documents: dict[Document, str] = field(default_factory=dict)


def _recognises(path: Path) -> bool:
    return looks_like(path, Layout(BUDGET).recognises)


def _read(path: Path, reader: Reader, progress: Progress) -> Incoming:
    incoming = Incoming(path.name, LABEL)
    known = Known(reader)
    side = read_sidecar(path, WANTED, OPTIONAL)
    mapped = Mapped(read_rules(path, side, GRAMMAR, known))
    for key in ("programme", "auteur_id", "territoire", "financeur"):
        if side.said(key):
            check_reference(side, key, side.said(key), known)
    reading = _Reading(incoming, known, side, mapped, Postings(path.name))
    for row in checked_rows(path, Layout(BUDGET), incoming, progress):
        _keep(reading, row)
    _check_scope(reading)
    incoming.faults.extend([*side.faults, *mapped.faults(path.name)])
    if not incoming.faults:
        _offer(reading)
    return incoming


def _keep(reading: _Reading, row: Checked) -> None:
    code, etape = _DOCUMENTS[row.values["BGT_NATDEC"]]
    siret = row.values["BGT_SIRET"]
    numbered = reading.side.said(_NUMBER_OF_DM) if code == "DM" else ""
    document = Document(siret, row.values["BGT_ANNEE"], row.values["BGT_NATDEC"], code, etape, numbered)
    own = f"epci:{siret[:9]}"
    territoire = own if own in reading.known.territories else reading.side.said("territoire")
    if own != territoire:
        reading.foreign[siret[:9]] = reading.foreign.get(siret[:9], 0) + 1
    if not territoire:
        return
    reading.documents.setdefault(document, row.cells["BGT_NOM"])
    postings, montant = reading.postings, row.values[document.column]
    if montant is None:
        postings.leave_blank(document.column, row.line)
        return
    criteria = _criteria(row, document)
    rule = reading.mapped.rule(row.line, criteria, lambda: _seen(row))
    if rule is not None and OUT in rule.targets:
        reading.incoming.kept += 1
        sens = criteria["sens"]
        postings.out[sens] = postings.out.get(sens, Decimal(0)) + montant
        return
    target = _target(reading, rule, territoire)
    reading.incoming.kept += 1
    postings.add(Posting(row.line, document, target, row.cells, montant))


def _criteria(row: Checked, document: Document) -> dict[str, str]:
    cells = row.cells
    return {
        "fonction": cells.get("BGT_FONCTION", ""),
        "operation": cells.get("BGT_OPERATION", ""),
        "nature": cells["BGT_NATURE"],
        "compte": cells["BGT_CONTNAT"],
        "section": cells["BGT_SECTION"],
        "sens": cells["BGT_CODRD"].replace("é", "e"),
        "exercice": str(document.exercice),
        "document": document.code,
    }


def _seen(row: Checked) -> str:
    names = (("fonction", "BGT_FONCTION"), ("opération", "BGT_OPERATION"), ("compte", "BGT_CONTNAT"))
    return ", ".join(f"{word} {row.cells[name]}" for word, name in names if row.cells.get(name))


def _target(reading: _Reading, rule: Rule | None, territoire: str) -> Target:
    """What the rule says, completed by what the base knows: the axis of an action, the programme of an axis."""
    side, said = reading.side, rule.targets if rule else {}
    default = Target(side.said("programme"), financeur=side.said("financeur"), territoire=territoire)
    if rule is None:
        return replace(default, attached=False)
    action = said.get("action", "")
    axe = said.get("axe", "") or reading.known.axe_of_action.get(action, "")
    owner = reading.known.programme_of_axe.get(axe) or reading.known.programme_of_action.get(action)
    return Target(
        programme=said.get("programme") or owner or default.programme,
        axe=axe,
        action=action,
        financeur=said.get("financeur") or default.financeur,
        territoire=said.get("territoire") or territoire,
    )


def _check_scope(reading: _Reading) -> None:
    """The file must be about territories of the base, and its amending decisions told apart."""
    incoming, side = reading.incoming, reading.side
    if len(reading.foreign) > 1 and side.said("territoire"):
        seen = ", ".join(sorted(reading.foreign)[:_SHOWN])
        side.fault("territoire", seen, "un seul SIREN inconnu de la base", "séparer ce fichier par collectivité")
    elif incoming.read and not reading.documents and not incoming.faults:
        seen = ", ".join(sorted(reading.foreign)[:_SHOWN])
        expected = "le SIREN d’un EPCI de la base (neuf premiers chiffres du SIRET)"
        remedy = 'écrire le territoire de ce budget dans le fichier .toml : territoire = "epci:…"'
        incoming.faults.append(Fault(incoming.file, 0, "BGT_SIRET", seen, expected, remedy))
    elif reading.foreign and not side.said("territoire"):
        lines = sum(reading.foreign.values())
        incoming.said.append(f"{lines} lignes de {len(reading.foreign)} autres collectivités laissées de côté")
    if any(document.code == "DM" and not document.number for document in reading.documents):
        expected = "le numéro de la décision modificative, que le fichier ne donne pas"
        side.fault(_NUMBER_OF_DM, "", expected, f"écrire par exemple : {_NUMBER_OF_DM} = 1, et un fichier par décision")


def _offer(reading: _Reading) -> None:
    incoming, postings = reading.incoming, reading.postings
    common = {document: _common(reading, document, name) for document, name in reading.documents.items()}
    if incoming.faults:
        return
    lines = postings.lines
    rows = [
        row_of(incoming.file, key, line, _budget(reading.side, line.first.document), common[line.first.document])
        for key, line in lines.items()
    ]
    base = reading.known.rows("ligne_budget")
    by_prefix = {document.prefix: said for document, said in common.items()}
    compared = against_base(incoming.file, rows, by_prefix, base)
    incoming.faults.extend(compared.faults)
    for row in compared.rows:
        incoming.add("ligne_budget", row)
    incoming.warnings.extend(
        [*compared.warnings, *plausible(postings, base), *unattached(postings), *reading.mapped.idle()]
    )
    incoming.said.extend(totals(postings))


def _common(reading: _Reading, document: Document, name: str) -> dict[str, str]:
    """Author, source and date of a document; its source is added when the base has none."""
    side, incoming = reading.side, reading.incoming
    dates = side.values["connu_le"]
    told = str(dates.get(f"{document.exercice} {document.nature}", "")) if isinstance(dates, dict) else ""
    connu_le = told if isinstance(dates, dict) else side.said("connu_le")
    if not connu_le:
        expected = f"la date de « {document.exercice} {document.nature} »"
        remedy = f'ajouter sous [connu_le] : "{document.exercice} {document.nature}" = "AAAA-MM-JJ"'
        incoming.faults.append(Fault(side.name, side.line("connu_le"), "connu_le", "", expected, remedy))
    elif isinstance(dates, dict):
        before = len(side.faults)
        check_date(side, "connu_le", connu_le)
        incoming.faults.extend(side.faults[before:])
    defaults = {
        "id": document.prefix.rstrip(":"),
        "titre": f"{document.nature.capitalize()} {document.exercice}, {name}",
        "producteur": name,
        "jeu": "SCDL budget 0.8.3",
        "millesime": str(document.exercice),
    }
    cells = source_cells(side, defaults)
    offered = [row.cells["id"] for row in incoming.rows.get("source", [])]
    if cells["id"] not in reading.known.ids("source") and cells["id"] not in offered:
        incoming.add("source", RawRow(Place(incoming.file, 0), cells))
    return {"auteur_id": side.said("auteur_id"), "connu_le": connu_le, "source_id": cells["id"]}


def _budget(side: Sidecar, document: Document) -> str:
    """Name of a budget inside its body, which the layout does not give."""
    said: Any = side.values.get("budget", "")
    return str(said.get(document.siret, "")) if isinstance(said, dict) else str(said)


SCDL_BUDGET: Final = Importer(
    key="scdl-budget",
    label=LABEL,
    layout=(
        "CSV du budget au format SCDL 0.8.3 (colonnes BGT_NATDEC à BGT_ARTSPE), avec ses règles dans <fichier>.toml ; "
        "le compte financier unique est accepté comme le compte administratif."
    ),
    recognises=_recognises,
    read=_read,
)
