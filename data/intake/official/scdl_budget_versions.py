"""Lines of a budget document against those of the base: known, new, moved by another rule, or gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from data.intake.clocks import ranking, surely_after
from data.intake.faults import Fault, Place
from data.intake.files import RawRow, file_columns
from data.intake.french_cells import number
from data.intake.merge import family
from data.intake.official.typography import euros
from data.model.reserves import parts
from data.tables.base import identity_columns
from data.tables.finances import ligne_budget
from data.vocabulary import DOCUMENTS_MODIFICATIFS, SANS_REGLE


@dataclass
class Against:
    """Rows to offer, and what the comparison with the base teaches."""

    rows: list[RawRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def against_base(
    file: str, rows: Sequence[RawRow], documents: Mapping[str, Mapping[str, str]], base: Sequence[Mapping[str, Any]]
) -> Against:
    """What to offer so that the base says of each document what the document says, and no more.

    A line that the document no longer gives under this axis (a rule or the document has changed) is brought to zero by
    a new version: the money is counted once, and a past situation still shows what was shown.

    Args:
        file: name of the official file.
        rows: all the lines of the documents.
        documents: date and source of each, by the beginning of its keys.
        base: rows of ``ligne_budget``, every version.
    """
    found = Against()
    known: dict[str, list[Mapping[str, Any]]] = {}
    for old in base:
        known.setdefault(family(str(old["id"])), []).append(old)
    for versions in known.values():
        versions.sort(key=ranking(versions))
    told = {row.cells["id"] for row in rows}
    strangers = {_identity(_texts(one[-1])): key for key, one in known.items() if key not in told}
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        versions = known.get(row.cells["id"], [])
        # A label that is spelt otherwise this time names the same line.
        cells = {**row.cells, **({"objet": str(versions[-1]["objet"])} if versions else {})}
        identity = _identity(cells)
        twin = strangers.get(identity) or seen.get(identity)
        if twin:
            found.faults.append(_same_name(row, twin))
        seen[identity] = cells["id"]
        found.rows.append(RawRow(row.place, _restored(cells, versions)))
    for key, versions in known.items():
        document = documents.get(key.split(":")[0] + ":")
        if document and key not in told and versions[-1]["montant"]:
            _empty(Place(file, 0), versions, document, found)
    return found


def _empty(place: Place, versions: list[Mapping[str, Any]], document: Mapping[str, str], found: Against) -> None:
    last = versions[-1]
    if surely_after(str(last["connu_le"]), document["connu_le"]):
        return
    note = f"n’est plus dite ici depuis la version {len(versions) + 1}"
    if SANS_REGLE in parts(last["qualificatif"]):
        note = f"{SANS_REGLE}\u202f; {note}"
    fresh = {name: document[name] for name in ("connu_le", "source_id")}
    cells = {**_texts(last), "montant": "0", "montant_origine": "0", "qualificatif": note, **fresh}
    found.rows.append(RawRow(place, {**cells, "id": family(str(last["id"]))}))
    expected = f"« {last['objet']} » ({euros(Decimal(str(last['montant'])))} dans la base) parmi les lignes lues"
    remedy = "rien si une règle ou le document a changé : cette ligne est ramenée à zéro par une nouvelle version"
    found.warnings.append(Fault(place.file, 0, "", "", expected, remedy))


def _restored(cells: dict[str, str], versions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """A line told again as it was before being emptied needs a word of its own to be a new version."""
    if not versions or surely_after(str(versions[-1]["connu_le"]), cells["connu_le"]):
        return cells
    if _texts(versions[-1])["montant"] != cells["montant"] and _content(cells) in map(_content, map(_texts, versions)):
        again = f"de nouveau dite ici depuis la version {len(versions) + 1}"
        return {**cells, "qualificatif": "\u202f; ".join(part for part in (cells["qualificatif"], again) if part)}
    return cells


def _content(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in file_columns(ligne_budget) if name not in ("id", "conteste"))


def _identity(cells: Mapping[str, str]) -> tuple[str, ...]:
    identity = tuple(cells.get(name, "") for name in identity_columns(ligne_budget))
    return (*identity, cells["passage"]) if cells.get("document") in DOCUMENTS_MODIFICATIFS else identity


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    """A row of the base as a file would write it."""
    return {name: _text(row[name]) for name in file_columns(ligne_budget)}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return (number(str(value)) or str(value)) if isinstance(value, float) else str(value)


def _same_name(row: RawRow, twin: str) -> Fault:
    expected = f"une ligne distincte de « {twin} », de même objet, exercice, section, sens et document"
    remedy = (
        'nommer ce budget dans le fichier .toml, par exemple : budget = "Budget annexe Zones d’activités" ; si la '
        "même ligne a été saisie à la main, retirer l’une des deux"
    )
    return Fault(row.place.file, row.place.line, "", row.cells["objet"], expected, remedy)
