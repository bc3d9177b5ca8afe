"""What is worth a second look in a budget document, and where its amounts went: warnings and sums, never a refusal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from data.intake.faults import Fault
from data.intake.french_cells import number
from data.intake.official.scdl_budget_lines import Document, Gathered, Posting
from data.intake.official.siret import sound_siret
from data.intake.official.typography import euros

_CARRIED: Final = "BGT_MTRARPREC"
_SHOWN: Final = 10
_JUMP: Final = 10


@dataclass
class Some:
    """Lines alike: the first one, how many, what they add up to, and without their signs."""

    line: int
    count: int = 0
    montant: Decimal = Decimal(0)
    size: Decimal = Decimal(0)

    def add(self, montant: Decimal) -> None:
        """Counts one more line."""
        self.count += 1
        self.montant += montant
        self.size += abs(montant)


@dataclass
class Postings:
    """What the lines of a file that concern the base add up to: they are summed as they come, whatever their number.

    Attributes:
        file: its name.
        lines: by key, those tied to a programme or left unattached; no amount is lost.
        out: amounts that a rule puts outside the programmes, by sense.
        blank: lines without the amount that counts, by column.
        documents: first line of each document.
        spread: amounts tied to a programme or not, by sense.
        loose: unattached lines, by function or chapter.
        negative: the first lines of a negative amount, and how many there are.
        sections: amounts of the primitive budgets, by section and sense.
    """

    file: str
    lines: dict[str, Gathered] = field(default_factory=dict)
    out: dict[str, Decimal] = field(default_factory=dict)
    blank: dict[str, Some] = field(default_factory=dict)
    documents: dict[Document, int] = field(default_factory=dict)
    spread: dict[tuple[str, bool], Decimal] = field(default_factory=dict)
    loose: dict[str, Some] = field(default_factory=dict)
    negative: tuple[list[Posting], int] = field(default_factory=lambda: ([], 0))
    sections: dict[tuple[Document, str], dict[str, Decimal]] = field(default_factory=dict)

    def leave_blank(self, column: str, line: int) -> None:
        """Counts a line without its amount."""
        self.blank.setdefault(column, Some(line)).add(Decimal(0))

    def add(self, posting: Posting) -> None:
        """Counts a line."""
        montant, sens, attached = posting.montant, posting.sens, posting.target.attached
        self.lines.setdefault(posting.key, Gathered(posting)).montant += montant
        self.documents.setdefault(posting.document, posting.line)
        self.spread[sens, attached] = self.spread.get((sens, attached), Decimal(0)) + montant
        if not attached:
            self.loose.setdefault(_place(posting), Some(posting.line)).add(montant)
        # An amending decision takes away as often as it adds.
        if montant < 0 and posting.document.code != "DM":
            first, count = self.negative
            self.negative = ([*first, posting][:_SHOWN], count + 1)
        if posting.document.code == "BP":
            section = self.sections.setdefault((posting.document, posting.section), {})
            carried = Decimal(number(posting.cells.get(_CARRIED, "")) or 0)
            section[sens] = section.get(sens, Decimal(0)) + montant + carried


def _place(posting: Posting) -> str:
    cells = posting.cells
    return f"fonction {cells['BGT_FONCTION']}" if cells.get("BGT_FONCTION") else f"chapitre {cells['BGT_NATURE']}"


def plausible(read: Postings, base: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """Wrong SIRET, negative amounts, jumps from one exercise to the next, missing amounts, sections out of balance."""
    for document, line in read.documents.items():
        if not sound_siret(document.siret):
            expected = "un SIRET dont la clé est juste"
            yield Fault(read.file, line, "BGT_SIRET", document.siret, expected, "vérifier ce numéro")
    yield from _negative(read)
    yield from _jumps(read.file, read.lines, base)
    for column, some in read.blank.items():
        seen = f"{some.count} lignes sans montant"
        remedy = "rien si ces lignes n’ont rien de voté ni de réalisé : elles sont laissées de côté"
        yield Fault(read.file, some.line, column, seen, "le montant voté ou réalisé", remedy)
    yield from _unbalanced(read)


def _negative(read: Postings) -> Iterator[Fault]:
    first, count = read.negative
    more = f" ; {count - _SHOWN} autres montants négatifs" if count > _SHOWN else ""
    for posting in first:
        remedy = f"vérifier qu’il s’agit d’une annulation{more}"
        yield Fault(read.file, posting.line, posting.column, euros(posting.montant), "un montant positif", remedy)


def _jumps(file: str, lines: Mapping[str, Gathered], base: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    amounts = {str(row["id"]): Decimal(str(row["montant"] or 0)) for row in base}
    amounts |= {key: line.montant for key, line in lines.items()}
    for key, line in lines.items():
        document = line.first.document
        earlier = amounts.get(document.prefix_of(document.exercice - 1) + key.removeprefix(document.prefix), Decimal(0))
        if earlier > 0 and line.montant > _JUMP * earlier:
            expected = f"au plus {_JUMP} fois l’exercice précédent ({euros(earlier)})"
            remedy = "vérifier l’unité (euros, milliers d’euros) et le montant"
            yield Fault(file, line.first.line, line.first.column, euros(line.montant), expected, remedy)


def _unbalanced(read: Postings) -> Iterator[Fault]:
    """A primitive budget is voted in balance: a file cut short is not."""
    for (document, section), of_section in read.sections.items():
        spent, received = (of_section.get(sens, Decimal(0)) for sens in ("depense", "recette"))
        if abs(spent - received) > 1 and not read.out:
            seen = f"dépenses {euros(spent)}, recettes {euros(received)}"
            expected = f"une section « {section} » en équilibre ({document})"
            yield Fault(read.file, 0, "", seen, expected, "vérifier que le fichier est entier")


def unattached(read: Postings) -> Iterator[Fault]:
    """One warning for each function that no rule takes, the largest first."""
    loose, tied = (read.spread.get(("depense", attached), Decimal(0)) for attached in (False, True))
    if loose > tied:
        expected = "plus de dépenses rattachées que non rattachées : la page Budget montre ces dernières à part"
        remedy = "les relier par une [[regle]], ou les écarter par une règle avec hors_programme = true"
        seen = f"{euros(tied)} rattachés, {euros(loose)} non rattachés"
        yield Fault(read.file, 0, "", seen, expected, remedy)
    ranked = sorted(read.loose.items(), key=lambda item: -item[1].size)
    for name, some in ranked[:_SHOWN]:
        seen = f"{name}, {euros(some.montant)}, lignes : {some.count}"
        column = "BGT_FONCTION" if name.startswith("fonction") else "BGT_NATURE"
        remedy = "ajouter une [[regle]], ou laisser ces lignes dans « non rattaché »"
        yield Fault(read.file, some.line, column, seen, "une règle qui la relie à un axe", remedy)
    if len(ranked) > _SHOWN:
        seen = f"{len(ranked) - _SHOWN} autres fonctions ou chapitres"
        yield Fault(read.file, 0, "", seen, "une règle qui les relie à un axe", "les relier de même")


def totals(read: Postings) -> Iterator[str]:
    """Where the amounts of the file went: what is told adds up to what was read."""
    for sens, word in (("depense", "dépenses"), ("recette", "recettes")):
        tied, loose = (read.spread.get((sens, attached), Decimal(0)) for attached in (True, False))
        out = read.out.get(sens, Decimal(0))
        yield (
            f"{word} {euros(tied + loose + out)} : rattachées {euros(tied)}, non rattachées {euros(loose)}, "
            f"hors programme {euros(out)}"
        )
