"""Cost per job: euros that left over jobs counted, of one programme, one perimeter, one year; else what is missing.

Pure rules.  A claim is no observation: it never enters here, and nothing can be computed with one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from data.model.affirmations import ABOUT
from data.model.budget import Line, Total, exclusions, totals
from data.model.budget_ladder import main
from data.model.cumul_emplois import yearly
from data.model.reserves import approximation

Kind = Literal[
    "exercice",
    "montant",
    "montant_partiel",
    "montant_niveaux",
    "montant_prevu",
    "montant_conteste",
    "montant_illustratif",
    "montant_source",
    "emplois",
    "emplois_partiels",
    "emplois_epci",
    "emplois_programme",
    "emplois_prevus",
    "emplois_periode",
    "emplois_secret",
    "emplois_contestes",
    "emplois_illustratifs",
    "emplois_source",
    "emplois_nuls",
]
"""What a cost may lack; each is said in components.wording.budget_cost."""

SPENT: Final = ("paye", "mandate", "realise")
"""Stages at which money has left or been ordered to: the furthest that is whole is taken.

Announced, voted or committed, it may never be spent."""
OBSERVED: Final = ("constate", "declare")
_FLOW: Final = "flux"
_LESS: Final = frozenset({"moins de", "au plus"})
_MORE: Final = frozenset({"plus de", "au moins"})
_MIRROR: Final[Mapping[str, str]] = {
    "moins de": "plus de",
    "plus de": "moins de",
    "au plus": "au moins",
    "au moins": "au plus",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A term that a cost lacks; ``names`` are those whose part is not known, or what is known in its place."""

    kind: Kind
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Money:
    """Euros of one exercise at one stage, and the lines that make them."""

    euros: float
    total: Total


@dataclass(frozen=True, slots=True)
class Jobs:
    """Jobs counted over one year, with what must be said of them."""

    number: float
    statut: str
    illustratif: bool
    approximations: tuple[str, ...]
    fait: str


@dataclass(frozen=True, slots=True)
class Programme:
    """What a cost must be of.

    Attributes:
        territoire_id: territory that carries the programme.
        epci: names of the EPCI whose money makes the whole; empty when they are not known.
        left_out: names of those that the reader's choice leaves out.
        axes: True when the programme has axes: its clusters are then a part of it at most.
        clusters: ids of its clusters.
    """

    territoire_id: str
    epci: tuple[str, ...]
    left_out: tuple[str, ...]
    axes: bool
    clusters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """One year: both terms when they are known, and all that prevents dividing one by the other."""

    annee: int | None
    money: Money | None
    jobs: Jobs | None
    missing: tuple[Missing, ...]

    @property
    def euros(self) -> float | None:
        """Euros a job; None unless both terms stand."""
        if self.missing or self.money is None or self.jobs is None:
            return None
        return self.money.euros / self.jobs.number

    @property
    def approximation(self) -> str | None:
        """The word that must stay before it: more jobs make a lower cost."""
        if self.money is None or self.jobs is None:
            return None
        words = [*self.money.total.approximations, *(_MIRROR.get(word, word) for word in self.jobs.approximations)]
        kinds = {"moins" if word in _LESS else "plus" if word in _MORE else "environ" for word in words}
        return None if not words else words[0] if len(kinds) == 1 else "de l’ordre de"

    @property
    def statut(self) -> str:
        """The weaker of both."""
        told = {self.jobs.statut} if self.jobs else set()
        told |= {line.statut for line in self.money.total.quantified} if self.money else set()
        return "declare" if "declare" in told else "constate"


def _spent_lines(lines: Sequence[Line], annee: int) -> list[Line]:
    """Public expenses of an exercise: no authorisation over several years, no receipts, no private money."""
    return [
        line
        for line in lines
        if (line.exercice, line.sens) == (annee, "depense")
        and line.autorisation not in ("AP", "AE")
        and line.origine_fonds != "prive"
        and line.attached
        and line.mouvement != "ordre"
        and not line.wider
    ]


def money_of(lines: Sequence[Line], annee: int, programme: Programme, *, fictive: bool) -> Money | Missing:
    """Euros of the furthest stage that is whole, or what prevents saying them.

    Args:
        lines: of the programme.
        annee: exercise.
        programme: what the money must be of.
        fictive: True in a base where every fact is made up; elsewhere a made-up one counts for nothing.
    """
    own = _spent_lines(lines, annee)
    found = totals(own)
    spent = [total for total in found if total.etape in SPENT and total.montant is not None]
    if not spent:
        known = next((stage for stage in ("engage", "vote", "annonce") if any(one.etape == stage for one in found)), "")
        return Missing("montant", (known,) if known else ())
    facts = [total for total in spent if total.nature == "fait"]
    if not facts:
        return Missing("montant_prevu")
    levels = {total.scope.niveau for total in found if total.montant is not None}
    if len(levels) > 1 or levels.isdisjoint({"epci", programme.territoire_id}):
        return Missing("montant_niveaux")
    lacks = []
    for stage in SPENT:
        total = main(facts, stage)
        if total is None:
            continue
        lacking = _lacking(total, found, programme)
        if lacking is None:
            return _sure(total, own, fictive=fictive)
        lacks.append(lacking)
    return lacks[0]


def _lacking(total: Total, found: Sequence[Total], programme: Programme) -> Missing | None:
    """Why a stage is not whole: lines without amount, EPCI without money, axes that an earlier stage has."""
    held = {line.territoire for line in total.quantified}
    silent = [name for name in programme.epci if name not in held] if total.scope.niveau == "epci" else []
    silent += [line.objet for line in total.lines if line.montant is None]
    earlier = [line for other in found if other.etape != total.etape for line in other.lines]
    whole = {(None, line.territoire_id) for line in total.lines if line.axe_id is None}
    for line in earlier:
        place = (line.axe_id, line.territoire_id)
        if place not in total.coverage and (None, line.territoire_id) not in whole:
            silent.append(line.axe or line.territoire)
    return Missing("montant_partiel", tuple(dict.fromkeys(silent))) if silent or not total.complete else None


def _sure(total: Total, own: Sequence[Line], *, fictive: bool) -> Money | Missing:
    disputed = exclusions(own)
    if any(line.etape == total.etape and disputed.get(line.id) == "conteste" for line in own):
        return Missing("montant_conteste")
    if any(line.illustratif for line in total.lines) and not fictive:
        return Missing("montant_illustratif")
    if any(not line.source_id for line in total.lines):
        return Missing("montant_source")
    return Money(total.montant or 0.0, total)


def jobs_of(observations: pd.DataFrame, annee: int, programme: Programme, *, fictive: bool) -> Jobs | Missing:
    """Jobs counted over a year by whoever runs the programme, or what prevents saying them.

    Args:
        observations: columns of ``data.queries.clusters.observations_select``: masked values are already left out.
        annee: calendar year, which is that of an exercise.
        programme: what the jobs must be of.
        fictive: as in ``money_of``.
    """
    told = observations[(observations["annee"] == annee) & (observations["valeur"].notna() | observations["secret"])]
    if told.empty or not programme.clusters:
        return Missing("emplois")
    if programme.axes:
        return Missing("emplois_programme")
    if programme.left_out:
        return Missing("emplois_epci", programme.left_out)
    seen = told[told["statut"].isin(OBSERVED)]
    if seen.empty:
        return Missing("emplois_prevus")
    if (seen["nature"] != _FLOW).any() or (seen["periode"].astype(str) != str(annee)).any():
        return Missing("emplois_periode")
    (row,) = yearly(seen, programme.clusters, ensemble=True).to_dict("records")
    return _counted(row, seen, programme, fictive=fictive)


def _counted(row: Mapping[Any, Any], seen: pd.DataFrame, programme: Programme, *, fictive: bool) -> Jobs | Missing:
    refused: tuple[tuple[bool, Missing], ...] = (
        (bool(row["secret"]), Missing("emplois_secret")),
        (
            int(row["clusters_renseignes"]) < len(programme.clusters),
            Missing("emplois_partiels", (str(row["clusters_renseignes"]), str(len(programme.clusters)))),
        ),
        (bool(row["conteste"]), Missing("emplois_contestes")),
        (bool(row["illustratif"]) and not fictive, Missing("emplois_illustratifs")),
        (bool(seen["source_id"].isna().any()), Missing("emplois_source")),
        (pd.isna(row["valeur"]) or float(row["valeur"]) <= 0, Missing("emplois_nuls")),
    )
    reason = next((missing for lacks, missing in refused if lacks), None)
    if reason is not None:
        return reason
    qualifiers = (str(text) for text in seen["qualificatif"] if isinstance(text, str))
    words = dict.fromkeys(word for word in map(_approximation, qualifiers) if word is not None)
    return Jobs(float(row["valeur"]), str(row["statut"]), bool(row["illustratif"]), tuple(words), str(row["fait"]))


def _approximation(qualifier: str) -> str | None:
    """The word that must stay before a count; « une quarantaine » is about forty, whatever else the source says."""
    return approximation(qualifier) or ("environ" if ABOUT.search(qualifier.casefold()) else None)


def years(lines: Sequence[Line], observations: pd.DataFrame) -> tuple[int, ...]:
    """Years of which either term is known, last first; else those of the money that is not spent yet."""
    spent = {line.exercice for line in lines if line.etape in SPENT and line.montant is not None and line.attached}
    seen = observations[observations["statut"].isin(OBSERVED)]
    known = {year for year in spent if year is not None} | {int(year) for year in seen["annee"]}
    others = {line.exercice for line in lines if line.exercice is not None and line.attached}
    return tuple(sorted(known or others, reverse=True))


def cost(
    lines: Sequence[Line], observations: pd.DataFrame, annee: int | None, programme: Programme, *, fictive: bool
) -> Cost:
    """Cost per job of a year, or all that it lacks; without a year, both terms lack one."""
    if annee is None:
        return Cost(None, None, None, (Missing("exercice"), Missing("emplois")))
    money = money_of(lines, annee, programme, fictive=fictive)
    jobs = jobs_of(observations, annee, programme, fictive=fictive)
    return Cost(
        annee,
        money if isinstance(money, Money) else None,
        jobs if isinstance(jobs, Jobs) else None,
        tuple(one for one in (money, jobs) if isinstance(one, Missing)),
    )


def shown(costs: Collection[Cost]) -> Cost:
    """The last year that has a cost; else the last one that lacks the least.

    Args:
        costs: last year first, one at least.
    """
    return min(costs, key=lambda one: len(one.missing))
