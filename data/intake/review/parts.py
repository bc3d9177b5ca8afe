"""A total beside its parts: what a page would count twice, and what does not add up."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from data.intake.cells import Row
from data.intake.official.base_rows import plain
from data.intake.review.candidate import Candidate, Finding, Money, blocks, first_places, warns
from data.model.budget import Scope, compatible, splits
from data.model.dates import parts as date_parts

_CENT: Final = 0.01
_EURO: Final = 1
_TOTAL: Final = re.compile(
    r"\s*(?:sous[- ])?(?:total|totaux)\b|.*\btotal (?:général|du (?:programme|plan|budget))\b"
    r"|\s*ensemble(?:\s*$| (?:du|des) (?:programme|plan|axes|actions|sièges|territoires)\b)",
    re.IGNORECASE,
)

Split = tuple[str | None, ...]


def says_total(text: str) -> bool:
    """True for a label that announces a total: « Total », « Sous-total axe 2 », « Ensemble du programme »."""
    return _TOTAL.match(text) is not None


def total_and_parts(candidate: Candidate) -> Iterator[Finding]:
    """A line that is the total of others, in one document, scope and stage.

    A line called total beside its parts blocks: a page adds all lines of a scope, and would show twice the money.  A
    line that is by chance the sum of finer ones only warns.
    """
    if "ligne_budget" in candidate.incomplete:
        return
    documents: dict[tuple[object, ...], list[Money]] = {}
    for one in candidate.money:
        line = one.line
        kind = (Scope.of(line), line.etape, line.document, line.nature, line.territoire_id)
        documents.setdefault((*kind, one.row.values["source_id"]), []).append(one)
    for lines in documents.values():
        if len(lines) > 1 and any(candidate.is_new(one.row) for one in lines):
            yield from _called_totals(candidate, lines)
            yield from _unsaid_totals(candidate, [one for one in lines if not says_total(one.line.objet)])


def _called_totals(candidate: Candidate, lines: Sequence[Money]) -> Iterator[Finding]:
    for total in (one for one in lines if says_total(one.line.objet)):
        found = [
            one for one in lines if not says_total(one.line.objet) and compatible(splits(total.line), splits(one.line))
        ]
        new = [one for one in (total, *found) if candidate.is_new(one.row)]
        if not found or not new:
            continue
        own = new[0]
        summed = sum(one.amount for one in found)
        others = [candidate.spot(one.row) for one in found] if own is total else [candidate.spot(total.row)]
        expected = (
            f"les parties ou leur total, pas les deux, que la page additionnerait : « {total.line.objet} » dit "
            f"{total.amount:.15g}, ses parties font {summed:.15g} ({first_places(others)})"
        )
        remedy = "retirer la ligne de total, que Vigie calcule"
        if abs(summed - total.amount) >= _CENT:
            remedy += " ; vérifier aussi les parties, dont la somme n’est pas ce total"
        yield blocks(own.row, "objet, montant", f"{own.line.objet}, {own.amount:.15g}", expected, remedy)


def _unsaid_totals(candidate: Candidate, lines: Sequence[Money]) -> Iterator[Finding]:
    sums: dict[Split, list[Money]] = {}
    for one in lines:
        sums.setdefault(splits(one.line), []).append(one)
    for total in lines:
        own_split = splits(total.line)
        finer = [one for split, own in sums.items() if _finer(split, own_split) for one in own]
        new = [one for one in (total, *finer) if candidate.is_new(one.row)]
        if len(finer) > 1 and new and total.amount and abs(sum(one.amount for one in finer) - total.amount) < _CENT:
            told = [candidate.spot(one.row) for one in (finer if new[0] is total else [total])]
            expected = f"une ligne qui n’est pas la somme d’autres : à l’euro près avec {first_places(told)}"
            remedy = "retirer la ligne de total si c’en est une : la page l’ajouterait à ses parties"
            yield warns(new[0].row, "montant", f"{new[0].amount:.15g}", expected, remedy)


def _finer(split: Split, whole: Split) -> bool:
    return split != whole and all(known is None or part == known for part, known in zip(split, whole, strict=True))


def total_and_years(candidate: Candidate) -> Iterator[Finding]:
    """The total of an operation against its exercises, at one stage and for one author.

    It warns: a total and an exercise are never added, so that no page is wrong; one of the two figures may be.
    """
    things: dict[tuple[object, ...], tuple[list[Money], list[Money]]] = {}
    for one in candidate.money:
        line = one.line
        if line.temporalite not in ("total", "exercice"):
            continue
        scope = (line.programme_id, line.sens, line.etape, line.nature, line.territoire_id, line.origine_fonds)
        thing = (*scope, plain(line.objet), line.axe_id, line.action_id, line.financeur_id, line.auteur_id)
        totals, years = things.setdefault(thing, ([], []))
        (totals if line.temporalite == "total" else years).append(one)
    for totals, years in things.values():
        for total in totals:
            new = [one for one in (total, *years) if candidate.is_new(one.row)]
            if years and new and (expected := _against(candidate, total, years)):
                remedy = "corriger le montant ou la temporalité ; rien si la source dit bien les deux"
                yield warns(new[0].row, "temporalite, montant", _shown(new[0]), expected, remedy)


def _shown(one: Money) -> str:
    return f"{one.line.temporalite}, {one.amount:.15g}"


def _against(candidate: Candidate, total: Money, years: Sequence[Money]) -> str:
    summed = sum(one.amount for one in years)
    told = {int(one.line.exercice or 0) for one in years}
    expected = _years_of(candidate, total.line.programme_id)
    where = f"{candidate.spot(total.row)} : total {total.amount:.15g}"
    if summed > total.amount + _EURO:
        return f"un total d’au moins la somme de ses exercices ({summed:.15g}) ; {where}"
    if len(told) == 1 and abs(summed - total.amount) < _CENT and len(expected) > 1:
        return f"un total, ou le seul exercice {min(told)} : le même montant est dit deux fois ; {where}"
    if expected and expected <= told and summed < total.amount - _EURO:
        return f"un total égal à la somme de ses exercices ({summed:.15g}), tous donnés ; {where}"
    return ""


def _years_of(candidate: Candidate, programme: str) -> set[int]:
    bounds = [candidate.value("programme", programme, name) for name in ("debut", "fin")]
    if None in bounds:
        return set()
    first, last = (date_parts(str(bound))[0] for bound in bounds)
    return set(range(first, last + 1))


def seats_and_total(candidate: Candidate) -> Iterator[Finding]:
    """The seats of a committee beside their total, which a page would count as seats.

    It blocks, as a budget does: the number of seats shown would be false.
    """
    if "siege" in candidate.incomplete:
        return
    committees: dict[object, list[Row]] = {}
    for row in candidate.standing("siege"):
        committees.setdefault(row.values["comite_id"], []).append(row)
    for rows in committees.values():
        totals = [
            row for row in rows if row.values["territoire_id"] is None and says_total(str(row.values["fonction"]))
        ]
        seats = [row for row in rows if row not in totals]
        new = [row for row in (*totals, *seats) if candidate.is_new(row)]
        if not totals or not seats or not new:
            continue
        summed = sum(int(str(row.values["nombre"])) for row in seats)
        said = int(str(totals[0].values["nombre"]))
        expected = f"les sièges par territoire ou leur total, pas les deux : total {said}, sièges {summed}"
        remedy = "retirer la ligne de total, que Vigie calcule"
        if summed != said:
            remedy += " ; vérifier aussi les sièges, dont la somme n’est pas ce total"
        yield blocks(new[0], "fonction, nombre", str(new[0].values["nombre"]), expected, remedy)
