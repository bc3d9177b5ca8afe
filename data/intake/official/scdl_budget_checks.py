"""What is worth a second look in a budget document, and where its amounts went: warnings and sums, never a refusal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from data.intake.faults import Fault
from data.intake.official.french_cells import number
from data.intake.official.scdl_budget_lines import Document, Gathered, Posting
from data.intake.official.siret import sound_siret
from data.intake.official.typography import euros

_CARRIED: Final = "BGT_MTRARPREC"
_SHOWN: Final = 10
_JUMP: Final = 10


@dataclass
class Postings:
    """Lines of a file that concern the base.

    Attributes:
        file: its name.
        kept: lines tied to a programme or left unattached.
        out: amounts that a rule puts outside the programmes, by sense.
        blank: lines without the amount that counts, by column.
    """

    file: str
    kept: list[Posting] = field(default_factory=list)
    out: dict[str, Decimal] = field(default_factory=dict)
    blank: dict[str, list[int]] = field(default_factory=dict)


def plausible(read: Postings, lines: Mapping[str, Gathered], base: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """Wrong SIRET, negative amounts, jumps from one exercise to the next, missing amounts, sections out of balance."""
    for document, line in {posting.document: posting.line for posting in reversed(read.kept)}.items():
        if not sound_siret(document.siret):
            expected = "un SIRET dont la clé est juste"
            yield Fault(read.file, line, "BGT_SIRET", document.siret, expected, "vérifier ce numéro")
    yield from _negative(read)
    yield from _jumps(read.file, lines, base)
    for column, numbers in read.blank.items():
        seen = f"{len(numbers)} lignes sans montant"
        remedy = "rien si ces lignes n’ont rien de voté ni de réalisé : elles sont laissées de côté"
        yield Fault(read.file, numbers[0], column, seen, "le montant voté ou réalisé", remedy)
    yield from _unbalanced(read)


def _negative(read: Postings) -> Iterator[Fault]:
    # An amending decision takes away as often as it adds.
    negative = [posting for posting in read.kept if posting.montant < 0 and posting.document.code != "DM"]
    more = f" ; {len(negative) - _SHOWN} autres montants négatifs" if len(negative) > _SHOWN else ""
    for posting in negative[:_SHOWN]:
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
    sums: dict[tuple[Document, str], dict[str, Decimal]] = {}
    for posting in read.kept:
        if posting.document.code == "BP":
            of_section = sums.setdefault((posting.document, posting.section), {})
            carried = Decimal(number(posting.cells.get(_CARRIED, "")) or 0)
            of_section[posting.sens] = of_section.get(posting.sens, Decimal(0)) + posting.montant + carried
    for (document, section), of_section in sums.items():
        spent, received = (of_section.get(sens, Decimal(0)) for sens in ("depense", "recette"))
        if abs(spent - received) > 1 and not read.out:
            seen = f"dépenses {euros(spent)}, recettes {euros(received)}"
            expected = f"une section « {section} » en équilibre ({document})"
            yield Fault(read.file, 0, "", seen, expected, "vérifier que le fichier est entier")


def unattached(read: Postings) -> Iterator[Fault]:
    """One warning for each function that no rule takes, the largest first."""
    groups: dict[str, list[Posting]] = {}
    for posting in read.kept:
        if not posting.target.attached:
            cells = posting.cells
            fonction = f"fonction {cells['BGT_FONCTION']}" if cells.get("BGT_FONCTION") else ""
            groups.setdefault(fonction or f"chapitre {cells['BGT_NATURE']}", []).append(posting)
    loose, tied = _spent(read, attached=False), _spent(read, attached=True)
    if loose > tied:
        expected = "plus de dépenses rattachées que non rattachées : la page Budget montre ces dernières à part"
        remedy = "les relier par une [[regle]], ou les écarter par une règle avec hors_programme = true"
        seen = f"{euros(tied)} rattachés, {euros(loose)} non rattachés"
        yield Fault(read.file, 0, "", seen, expected, remedy)
    ranked = sorted(groups.items(), key=lambda item: -sum(abs(one.montant) for one in item[1]))
    for name, postings in ranked[:_SHOWN]:
        seen = f"{name}, {euros(_sum(postings))}, lignes : {len(postings)}"
        column = "BGT_FONCTION" if name.startswith("fonction") else "BGT_NATURE"
        remedy = "ajouter une [[regle]], ou laisser ces lignes dans « non rattaché »"
        yield Fault(read.file, postings[0].line, column, seen, "une règle qui la relie à un axe", remedy)
    if len(ranked) > _SHOWN:
        seen = f"{len(ranked) - _SHOWN} autres fonctions ou chapitres"
        yield Fault(read.file, 0, "", seen, "une règle qui les relie à un axe", "les relier de même")


def totals(read: Postings) -> Iterator[str]:
    """Where the amounts of the file went: what is told adds up to what was read."""
    for sens, word in (("depense", "dépenses"), ("recette", "recettes")):
        mine = [posting for posting in read.kept if posting.sens == sens]
        tied = _sum(posting for posting in mine if posting.target.attached)
        loose = _sum(posting for posting in mine if not posting.target.attached)
        out = read.out.get(sens, Decimal(0))
        yield (
            f"{word} {euros(tied + loose + out)} : rattachées {euros(tied)}, non rattachées {euros(loose)}, "
            f"hors programme {euros(out)}"
        )


def _spent(read: Postings, *, attached: bool) -> Decimal:
    return _sum(one for one in read.kept if one.sens == "depense" and one.target.attached is attached)


def _sum(postings: Iterable[Posting]) -> Decimal:
    return sum((posting.montant for posting in postings), Decimal(0))
