"""Which budget lines may be added, and which may not.  Pure rules on lines."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final, Literal, Self

import pandas as pd

from data.model.dates import last_day
from data.model.reserves import APPROXIMATIONS, approximation, parts
from data.model.territoires import additive
from data.vocabulary import DOCUMENTS_MODIFICATIFS, SANS_REGLE

Exclusion = Literal["sans_regle", "conteste", "ordre", "echelle", "remplace", "autre_auteur"]

LADDER: Final = ("annonce", "vote", "engage", "mandate", "paye")
BUDGET: Final = "BP+DM"
SUPPLEMENTARY: Final = "BS"
WIDER: Final = frozenset({"pays", "region", "departement", "zone_emploi"})
"""Territories whose amounts are never those of an EPCI."""
_MULTI_YEAR: Final = frozenset({"AP", "AE"})
_FACTS: Final = frozenset({"constate", "declare"})
SPLITS: Final = ("section", "axe_id", "action_id", "financeur_id", "autorisation", "mouvement")
"""What may set two lines of one scope apart; an account that does not split covers every part of one that does."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of ``data.queries.budget.lignes_select``; amounts in euros, None when the source gives none.

    ``cle`` is the same for every revision of a line.
    """

    id: str
    programme_id: str
    axe_id: str | None
    axe: str | None
    action_id: str | None
    financeur_id: str | None
    financeur: str | None
    financeur_type: str | None
    territoire_id: str
    territoire_type: str
    territoire_code: str
    territoire: str
    objet: str
    temporalite: str
    exercice: int | None
    sens: str
    section: str | None
    etape: str
    document: str | None
    autorisation: str | None
    mouvement: str | None
    origine_fonds: str
    montant: float | None
    montant_origine: float | None
    devise_origine: str
    statut: str
    conteste: bool
    qualificatif: str | None
    auteur_id: str
    connu_le: str
    fait: str
    illustratif: bool = False
    source_id: str | None = None
    cle: str = ""

    @property
    def nature(self) -> str:
        """``fait``, or the status that forbids adding it to facts: prevision, objectif."""
        return "fait" if self.statut in _FACTS else self.statut

    @property
    def compte(self) -> str:
        """What a vote is made of: budget and its amendments together, the supplementary budget apart."""
        if self.etape != "vote" or self.document is None:
            return ""
        # A supplementary budget takes up what a former exercise left: added to the vote, it would count it twice.
        return SUPPLEMENTARY if self.document == SUPPLEMENTARY else BUDGET

    @property
    def approximations(self) -> tuple[str, ...]:
        """Word that must stay before the amount, none or one."""
        word = approximation(self.qualificatif)
        return () if word is None else (word,)

    @property
    def attached(self) -> bool:
        """False when no rule says that the line concerns the programme."""
        return SANS_REGLE not in parts(self.qualificatif)

    @property
    def wider(self) -> bool:
        """Known for a territory larger than an EPCI or a group of EPCI."""
        return self.territoire_type in WIDER


def lines_of(frame: pd.DataFrame) -> tuple[Line, ...]:
    """Lines of a frame with the columns of ``lignes_select``; missing cells become None."""
    plain = frame[[field.name for field in fields(Line)]].astype(object)
    records = plain.where(plain.notna(), None).to_dict("records")
    return tuple(Line(**{str(name): value for name, value in record.items()}) for record in records)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader's choices keep, and what they leave out, each with its reason."""

    kept: tuple[Line, ...]
    other_years: tuple[Line, ...] = ()
    undated: tuple[Line, ...] = ()
    unsplit: tuple[Line, ...] = ()
    elsewhere: tuple[Line, ...] = ()

    @classmethod
    def of(cls, lines: Sequence[Line], epci: Sequence[str], annee: int | None) -> Self:
        """Sort lines by exercise, then by EPCI.

        ``undated``: without an exercise while one is chosen.  ``unsplit``: of a group of EPCI or a larger territory
        while EPCI are chosen.  ``elsewhere``: of another EPCI.
        """
        dated = [line for line in lines if annee is None or line.exercice == annee]
        kept = [line for line in dated if not epci or (line.territoire_type == "epci" and line.territoire_code in epci)]
        # By their ids: comparing lines with lines costs their square.
        of_year, own = {line.id for line in dated}, {line.id for line in kept}
        left = [line for line in dated if line.id not in own]
        apart = [line for line in lines if line.id not in of_year]
        return cls(
            kept=tuple(kept),
            other_years=tuple(line for line in apart if line.exercice is not None),
            undated=tuple(line for line in apart if line.exercice is None),
            unsplit=tuple(line for line in left if line.territoire_type != "epci"),
            elsewhere=tuple(line for line in left if line.territoire_type == "epci"),
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """What two lines must share to be added, and two stages to be compared."""

    programme_id: str
    sens: str
    temporalite: str
    exercice: int | None
    regime: Literal["credits", "autorisations"]
    fonds: Literal["public", "prive"]
    niveau: str

    @classmethod
    def of(cls, line: Line) -> Self:
        """Scope of a line.

        Multi-year authorisations (AP, AE) are not yearly credits; private money is not public money; a group of EPCI
        (PETR, Territoire d'industrie) and its members are two levels, since one contains the other.
        """
        return cls(
            programme_id=line.programme_id,
            sens=line.sens,
            temporalite=line.temporalite,
            exercice=line.exercice,
            regime="autorisations" if line.autorisation in _MULTI_YEAR else "credits",
            fonds="prive" if line.origine_fonds == "prive" else "public",
            niveau="epci" if line.territoire_type == "epci" else line.territoire_id,
        )

    @property
    def rank(self) -> tuple[int, int, int, int, int, int]:
        """Reading order: expenses, public money, yearly credits, EPCI, last exercise first, then undated scopes."""
        return (
            self.sens != "depense",
            self.fonds != "public",
            self.regime != "credits",
            self.niveau != "epci",
            ("exercice", "annuel", "total", "non_precise").index(self.temporalite),
            -(self.exercice or 0),
        )


def exclusions(lines: Sequence[Line]) -> dict[str, Exclusion]:
    """Lines that enter no total, by id, each with the reason.

    Lines that no rule ties to the programme are not its money; contested lines stand beside the others; movements of
    order are no money; a larger territory's amount is no EPCI's; a CFU that enters totals replaces the CA of the same
    thing; of one line told by several authors, the last told is counted and the others stand beside it.
    """
    found: dict[str, Exclusion] = {}
    for line in lines:
        if not line.attached:
            found[line.id] = "sans_regle"
        elif line.conteste:
            found[line.id] = "conteste"
        elif line.mouvement == "ordre":
            found[line.id] = "ordre"
        elif line.wider:
            found[line.id] = "echelle"
    counted = [line for line in lines if line.id not in found]
    return found | _replaced(counted) | _told_again(counted)


def _replaced(lines: Sequence[Line]) -> dict[str, Exclusion]:
    accounts = [line for line in lines if line.document == "CFU" and line.montant is not None]
    old = [line for line in lines if line.document == "CA"]
    return {line.id: "remplace" for line in old if any(_same_money(line, account) for account in accounts)}


def _same_money(line: Line, other: Line) -> bool:
    """True for two accounts of one scope and territory that no known split sets apart."""
    same = (Scope.of(line), line.territoire_id) == (Scope.of(other), other.territoire_id)
    return same and compatible(splits(line), splits(other))


def splits(line: Line) -> tuple[str | None, ...]:
    """How far a line is split, None where it is not."""
    return tuple(getattr(line, name) for name in SPLITS)


def compatible(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    """True for two splits that no known part sets apart."""
    return all(part is None or known is None or part == known for part, known in zip(one, other, strict=True))


def _told_again(lines: Sequence[Line]) -> dict[str, Exclusion]:
    # Two amending decisions alike are two acts, whoever tells them.
    rivals: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        if line.document not in DOCUMENTS_MODIFICATIFS:
            rivals.setdefault(_thing(line), []).append(line)
    return {
        line.id: "autre_auteur"
        for told in rivals.values()
        for kept in [max(told, key=lambda line: (line.montant is not None, last_day(line.connu_le), line.id))]
        for line in told
        if line.auteur_id != kept.auteur_id
    }


def _thing(line: Line) -> tuple[object, ...]:
    """What a line speaks of, whoever tells it."""
    told = (line.objet, line.nature, line.etape, line.document, line.origine_fonds)
    return (Scope.of(line), line.territoire_id, *told, *splits(line))


@dataclass(frozen=True, slots=True)
class Total:
    """Lines that may be added: one scope, one stage, one kind of vote, one status family."""

    scope: Scope
    etape: str
    compte: str
    nature: str
    lines: tuple[Line, ...]

    @property
    def quantified(self) -> tuple[Line, ...]:
        """Lines that have an amount."""
        return tuple(line for line in self.lines if line.montant is not None)

    @property
    def without_budget(self) -> tuple[str, ...]:
        """Territories whose amending decisions are known, but not the budget that they amend."""
        if self.compte != BUDGET:
            return ()
        voted = {line.territoire_id for line in self.lines if line.document == "BP"}
        return tuple(dict.fromkeys(line.territoire for line in self.lines if line.territoire_id not in voted))

    @property
    def montant(self) -> float | None:
        """Sum of the known amounts in euros; None when there is none, or when an amended budget is missing."""
        if not self.quantified or self.without_budget:
            return None
        additive(tuple(dict.fromkeys(line.territoire_id for line in self.lines)))
        return sum(line.montant or 0.0 for line in self.lines)

    @property
    def complete(self) -> bool:
        """True when every line has an amount and nothing is missing below the amendments."""
        return len(self.quantified) == len(self.lines) and not self.without_budget

    @property
    def approximations(self) -> tuple[str, ...]:
        """Qualifiers of the amounts, as the sources have them: « environ », « plus de »."""
        return tuple(dict.fromkeys(word for line in self.quantified for word in line.approximations))

    @property
    def coverage(self) -> frozenset[tuple[str | None, str]]:
        """Axes and territories that the total speaks of."""
        return frozenset((line.axe_id, line.territoire_id) for line in self.lines)


def totals(lines: Sequence[Line]) -> tuple[Total, ...]:
    """Lines added only where they may be, in the reading order of scopes then of stages."""
    left_out = exclusions(lines)
    groups: dict[tuple[Scope, str, str, str], list[Line]] = {}
    for line in lines:
        if line.id not in left_out:
            groups.setdefault((Scope.of(line), line.etape, line.compte, line.nature), []).append(line)
    found = [Total(*key, lines=tuple(group)) for key, group in groups.items()]
    stages = (*LADDER, "realise")
    return tuple(sorted(found, key=lambda total: (total.scope.rank, total.scope.niveau, stages.index(total.etape))))


def reservations(lines: Sequence[Line]) -> tuple[str, ...]:
    """Every reservation of the sources of ``lines`` that the page does not tell otherwise, each once."""
    told = (*APPROXIMATIONS, SANS_REGLE)
    found = (part for line in lines for part in parts(line.qualificatif) if part not in told)
    return tuple(dict.fromkeys(found))
