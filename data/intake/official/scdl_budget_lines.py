"""Postings of a budget document gathered into the budget lines that the base keeps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from data.intake.faults import Place
from data.intake.files import RawRow
from data.intake.french_cells import number
from data.intake.official.base_rows import plain
from data.intake.official.typography import typeset
from data.vocabulary import SANS_REGLE

UNATTACHED: Final = {
    "depense": "Non rattaché\u202f: dépenses qu’aucune règle ne relie à un axe",
    "recette": "Non rattaché\u202f: recettes qu’aucune règle ne relie à un axe",
}
MAIN: Final = "Budget principal"
VOTED: Final = "BGT_MTPREV"
CARRIED_OUT: Final = "BGT_MTREAL"
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
        return self.cells["BGT_CODRD"].replace("é", "e")

    @property
    def section(self) -> str:
        """« fonctionnement » or « investissement »."""
        return self.cells["BGT_SECTION"]

    @property
    def mouvement(self) -> str:
        """« reel » or « ordre »."""
        return self.cells["BGT_OPBUDG"].replace("é", "e")

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
    """Postings of one budget line: the first one, and their sum."""

    first: Posting
    montant: Decimal = Decimal(0)


def slug(text: str) -> str:
    """Text fit for a key."""
    return _SLUG.sub("-", plain(text).lower()).strip("-")


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
        "qualificatif": "" if target.attached else SANS_REGLE,
        "passage": _passage(posting),
        **common,
    }
    return RawRow(Place(file, posting.line), cells)


def _objet(posting: Posting, budget: str) -> str:
    number_said = posting.document.number
    # The list of lines has no column for the sense.
    received = "recettes" if posting.sens == "recette" and posting.target.attached else ""
    parts = [_purpose(posting), received, budget, f"décision modificative nº {number_said}" if number_said else ""]
    return typeset(" – ".join(part for part in parts if part))


def _purpose(posting: Posting) -> str:
    if not posting.target.attached:
        return UNATTACHED[posting.sens]
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
