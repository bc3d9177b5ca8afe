"""Postings of a budget document gathered into budget lines, and these lines against what the base already says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from data.intake.faults import Fault, Place
from data.intake.files import RawRow, file_columns
from data.intake.merge import family
from data.intake.official.base_rows import plain
from data.intake.official.french_cells import number
from data.intake.official.typography import typeset
from data.tables.base import identity_columns
from data.tables.finances import ligne_budget

UNATTACHED: Final = "Non rattaché\u202f: lignes du budget qu’aucune règle ne relie à un axe"
MAIN: Final = "Budget principal"
VOTED: Final = "BGT_MTPREV"
CARRIED_OUT: Final = "BGT_MTREAL"
_AMENDING: Final = ("DM", "BS")
_SLUG: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Document:
    """One budget document: whose, of which exercise, and which one."""

    siret: str
    exercice: int
    nature: str
    code: str
    etape: str
    number: str = ""

    @property
    def prefix(self) -> str:
        """What the keys of its lines begin with."""
        return self.prefix_of(self.exercice)

    def prefix_of(self, exercice: int) -> str:
        """The same for the like document of another exercise."""
        return f"budget-{self.siret}-{exercice}-{self.code.lower()}{self.number}:"

    def __str__(self) -> str:
        number_said = f" nº {self.number}" if self.number else ""
        return f"{self.nature}{number_said}, exercice {self.exercice}"

    @property
    def column(self) -> str:
        """Where its amounts are."""
        return VOTED if self.etape == "vote" else CARRIED_OUT


@dataclass(frozen=True)
class Target:
    """What a line is tied to; empty where nothing is said."""

    programme: str
    axe: str = ""
    action: str = ""
    financeur: str = ""
    territoire: str = ""
    attached: bool = True


@dataclass(frozen=True)
class Posting:
    """One line of the document, as far as it is kept."""

    line: int
    document: Document
    target: Target
    cells: Mapping[str, str]
    montant: Decimal

    @property
    def column(self) -> str:
        """Where its amount is."""
        return self.document.column

    @property
    def sens(self) -> str:
        """« depense » or « recette »."""
        return plain(self.cells["BGT_CODRD"]).lower()

    @property
    def section(self) -> str:
        """« fonctionnement » or « investissement »."""
        return self.cells["BGT_SECTION"]

    @property
    def mouvement(self) -> str:
        """« reel » or « ordre »."""
        return plain(self.cells["BGT_OPBUDG"]).lower()

    @property
    def purpose(self) -> str:
        """Function and operation, or chapter where the budget has neither: what gathers postings into one line."""
        if not self.target.attached:
            return "non-rattache"
        fonction, operation = (slug(self.cells.get(name, "")) for name in ("BGT_FONCTION", "BGT_OPERATION"))
        parts = [f"f{fonction}" if fonction else "", f"o-{operation}" if operation else ""]
        return "/".join(part for part in parts if part) or f"c{slug(self.cells['BGT_NATURE'])}"

    @property
    def key(self) -> str:
        """Key of the budget line that it is part of."""
        aim = self.target
        tied = "+".join(part for part in (aim.axe or aim.programme, aim.action, aim.financeur, aim.territoire) if part)
        return f"{self.document.prefix}{tied}/{self.purpose}/{self.sens}/{self.section}/{self.mouvement}"


@dataclass
class Gathered:
    """Postings of one budget line."""

    first: Posting
    montant: Decimal = Decimal(0)
    count: int = 0


@dataclass
class Against:
    """Rows to offer, and what the comparison with the base teaches."""

    rows: list[RawRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def slug(text: str) -> str:
    """Text fit for a key."""
    return _SLUG.sub("-", plain(text).lower()).strip("-")


def gather(postings: Iterable[Posting]) -> dict[str, Gathered]:
    """Postings by budget line, in the order of the file; no amount is lost."""
    lines: dict[str, Gathered] = {}
    for posting in postings:
        line = lines.setdefault(posting.key, Gathered(posting))
        line.montant += posting.montant
        line.count += 1
    return lines


def row_of(file: str, key: str, line: Gathered, budget: str, common: Mapping[str, str]) -> RawRow:
    """Row of ``ligne_budget``.

    Args:
        file: name of the official file.
        key: of the line.
        line: its postings.
        budget: name of the budget inside the body: main or annexed.
        common: author, source and date.
    """
    posting = line.first
    document, target = posting.document, posting.target
    montant = number(str(line.montant)) or str(line.montant)
    cells = {
        "id": key,
        "programme_id": target.programme,
        "axe_id": target.axe,
        "action_id": target.action,
        "financeur_id": target.financeur,
        "territoire_id": target.territoire,
        "objet": _objet(posting, "" if budget == MAIN else budget),
        "temporalite": "exercice",
        "exercice": str(document.exercice),
        "sens": posting.sens,
        "section": posting.section,
        "etape": document.etape,
        "document": document.code,
        "mouvement": posting.mouvement,
        "origine_fonds": "public",
        "montant": montant,
        "montant_origine": montant,
        "devise_origine": "EUR",
        "statut": "constate",
        "passage": _passage(posting),
        **common,
    }
    return RawRow(Place(file, posting.line), cells)


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
        versions.sort(key=_clock)
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
    if str(last["connu_le"]) > document["connu_le"]:
        return
    note = f"n’est plus rattachée ici depuis la version {len(versions) + 1}"
    fresh = {name: document[name] for name in ("connu_le", "source_id")}
    cells = {**_texts(last), "montant": "0", "montant_origine": "0", "qualificatif": note, **fresh}
    found.rows.append(RawRow(place, {**cells, "id": family(str(last["id"]))}))
    expected = f"« {last['objet']} » ({euros(Decimal(str(last['montant'])))} dans la base) parmi les lignes lues"
    remedy = "rien si une règle ou le document a changé : cette ligne est ramenée à zéro par une nouvelle version"
    found.warnings.append(Fault(place.file, 0, "", "", expected, remedy))


def _restored(cells: dict[str, str], versions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """A line told again as it was before being emptied needs a word of its own to be a new version."""
    if not versions or str(versions[-1]["connu_le"]) > cells["connu_le"]:
        return cells
    if _texts(versions[-1])["montant"] != cells["montant"] and _content(cells) in map(_content, map(_texts, versions)):
        return {**cells, "qualificatif": f"de nouveau rattachée ici depuis la version {len(versions) + 1}"}
    return cells


def _clock(row: Mapping[str, Any]) -> tuple[str, str, bytes]:
    return str(row["connu_au_plus_tard"]), str(row["charge_le"]), str(row["id"]).encode()


def _content(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in file_columns(ligne_budget) if name not in ("id", "conteste"))


def _identity(cells: Mapping[str, str]) -> tuple[str, ...]:
    identity = tuple(cells.get(name, "") for name in identity_columns(ligne_budget))
    return (*identity, cells["passage"]) if cells.get("document") in _AMENDING else identity


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


def _objet(posting: Posting, budget: str) -> str:
    number_said = posting.document.number
    parts = [_purpose(posting), budget, f"décision modificative nº {number_said}" if number_said else ""]
    return typeset(" – ".join(part for part in parts if part))


def _purpose(posting: Posting) -> str:
    if not posting.target.attached:
        return UNATTACHED
    cells = posting.cells
    fonction, operation = cells.get("BGT_FONCTION", ""), cells.get("BGT_OPERATION", "")
    if fonction:
        name = cells.get("BGT_FONCTION_LABEL", "")
        said = f"{name} (fonction {fonction})" if name else f"Fonction {fonction}"
        return f"{said}, opération {operation}" if operation else said
    return f"Opération {operation}" if operation else f"{cells['BGT_NATURE_LABEL']} (chapitre {cells['BGT_NATURE']})"


def _passage(posting: Posting) -> str:
    cells = posting.cells
    named = (("fonction", "BGT_FONCTION"), ("opération", "BGT_OPERATION"))
    parts = [f"{word} {cells[name]}" for word, name in named if cells.get(name)] or [f"chapitre {cells['BGT_NATURE']}"]
    if not posting.target.attached:
        parts = ["lignes sans règle"]
    return typeset(", ".join([str(posting.document), *parts, f"section {posting.section}"]))


def euros(amount: Decimal) -> str:
    """« 1 234,50 € »."""
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") + "\u202f€"
