"""The ladder of money: a vote (BP, BS, DM) is one stage, its execution (CA, CFU) another, and each is told once."""

import re
from collections.abc import Iterator
from typing import Final

from data.intake.review.candidate import Candidate, Finding, Money, first_places, warns
from data.model.budget import Scope, compatible, splits

_ACCOUNTS: Final = ("CA", "CFU")
_VOTE: Final = "vote"
_EXECUTED: Final = frozenset({"realise", "mandate", "paye"})
# « CA » alone is also a communauté d’agglomération.
_SAYS_ACCOUNT: Final = re.compile(
    r"compte administratif|compte financier unique|\bCFU\b|\bCA (?:de )?\d{4}\b", re.IGNORECASE
)
_SAYS_VOTE: Final = re.compile(
    r"budget primitif|budget supplémentaire|décision modificative|\bBP\b|\b(?:BS|DM) (?:de |n[o°º] ?)?\d", re.IGNORECASE
)


def accounts_beside(candidate: Candidate) -> Iterator[Finding]:
    """A CA and a CFU for one scope: an authority closes an exercise once.

    It warns: the Budget page counts the CFU and sets the CA apart, saying so.
    """
    scopes: dict[tuple[object, ...], dict[str, list[Money]]] = {}
    for one in candidate.money:
        if one.line.document in _ACCOUNTS:
            key = (Scope.of(one.line), one.line.territoire_id, one.line.nature)
            scopes.setdefault(key, {}).setdefault(str(one.line.document), []).append(one)
    for by_document in scopes.values():
        old, single = (by_document.get(name, []) for name in _ACCOUNTS)
        new = [one for one in (*single, *old) if candidate.is_new(one.row)]
        if not new or not _meet(old, single):
            continue
        own = new[0]
        others = old if own.line.document == "CFU" else single
        told = first_places([candidate.spot(one.row) for one in others], 1)
        expected = f"un seul compte pour l’exercice {own.line.exercice} : {told} donne déjà celui de l’autre forme"
        remedy = "rien si le CFU remplace le CA : lui seul est compté ; sinon, retirer le document qui n’a pas été voté"
        yield warns(own.row, "document", str(own.line.document), expected, remedy)


def _meet(old: list[Money], single: list[Money]) -> bool:
    ways = [{splits(one.line) for one in lines} for lines in (old, single)]
    return any(compatible(one, other) for one in ways[0] for other in ways[1])


def misnamed_stages(candidate: Candidate) -> Iterator[Finding]:
    """A stage that the object, the passage or the title of the source contradicts.

    It warns: words prove nothing, and an account also recalls what was voted.
    """
    for row in candidate.new("ligne_budget"):
        values = row.values
        titre = candidate.value("source", values["source_id"], "titre") or ""
        text = " ; ".join(str(part) for part in (values["objet"], values["passage"], titre))
        etape = str(values["etape"])
        account, vote = _SAYS_ACCOUNT.search(text), _SAYS_VOTE.search(text)
        if etape == _VOTE and account and not vote:
            expected = f"une étape d’exécution (realise, mandate ou paye) : la ligne cite « {account[0]} »"
        elif etape in _EXECUTED and vote and not account:
            expected = f"l’étape « vote » : la ligne cite « {vote[0]} »"
        else:
            continue
        remedy = "corriger l’étape, ou la source ; rien si ce document donne bien cette étape"
        yield warns(row, "etape", etape, expected, remedy)


def copied_stages(candidate: Candidate) -> Iterator[Finding]:
    """A vote and an execution of one amount, read in the very same place: one was perhaps copied over the other.

    It warns: a credit may have been used up to the last euro.
    """
    places: dict[tuple[object, ...], list[Money]] = {}
    for one in candidate.money:
        line, values = one.line, one.row.values
        if one.amount and (line.etape == _VOTE or line.etape in _EXECUTED):
            where = (values["source_id"], values["passage"])
            key = (Scope.of(line), line.territoire_id, line.objet, splits(line), one.amount, *where)
            places.setdefault(key, []).append(one)
    for lines in places.values():
        votes = [one for one in lines if one.line.etape == _VOTE]
        executed = [one for one in lines if one.line.etape != _VOTE]
        new = [one for one in (*votes, *executed) if candidate.is_new(one.row)]
        if votes and executed and new:
            own = new[0]
            other = (executed if own.line.etape == _VOTE else votes)[0]
            expected = (
                f"un montant propre à l’étape « {own.line.etape} » : {candidate.spot(other.row)} donne le même à "
                f"l’étape « {other.line.etape} », lu à la même place"
            )
            remedy = "rien si le crédit a été consommé en entier ; sinon, corriger l’une des deux lignes"
            yield warns(own.row, "etape, montant", f"{own.line.etape}, {own.amount:.15g}", expected, remedy)
