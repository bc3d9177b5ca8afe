"""Figures about the firms of a cluster that will not be shown: too few of them, as far as the base can know."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from data.intake.cells import Row
from data.intake.review.candidate import Candidate, Finding, status, warns
from data.model.secret import FEWEST_UNITS, LARGEST_SHARE, number_verdict, share_verdict
from data.queries.clusters import MEMBRES

_MASKED: Final = "sans quoi les pages diront « n.c. (secret statistique) »"
_KNOWN: Final = (
    "rien si ce chiffre en réunit si peu ; sinon, dire combien dans cette colonne, ou donner le nombre de membres du "
    "cluster cette année-là, ou les nommer (feuille « Membres des clusters »)"
)
_COUNTED: Final = frozenset({"entreprise", "etablissement"})
_FACTS: Final = frozenset({"constate", "declare"})


def secret_figures(candidate: Candidate) -> Iterator[Finding]:
    """Magnitudes about firms that the territory counts: too few units are known, or one holds nearly all of it.

    It warns: the fact is true and has its place in the base; the pages will say « n.c. (secret statistique) ».  The
    units are those that the line tells, else the members of its cluster that year.  No warning tells the figure: it
    stays in the journal.
    """
    members = _counts(candidate)
    for row in candidate.new("observation"):
        values = row.values
        told = [values[name] is not None for name in ("cluster_id", "unites", "part_premiere")]
        if not any(told) or values["valeur"] is None or not _is_about_firms(candidate, row):
            continue
        units, seen = _units(candidate, row, members)
        if number_verdict(units) != "diffusable":
            yield warns(row, "unites", seen, f"au moins {FEWEST_UNITS} entreprises réunies ; {_MASKED}", _KNOWN)
        share = values["part_premiere"]
        if isinstance(share, int) and share_verdict(share / 100) == "secret":
            expected = f"une première entreprise sous {LARGEST_SHARE * 100:.0f} % de la valeur ; {_MASKED}"
            yield warns(row, "part_premiere", f"{share}", expected, "rien si cette part est juste")


def _units(candidate: Candidate, row: Row, members: Mapping[tuple[object, object], int]) -> tuple[int | None, str]:
    """Units known to be in a figure, None when three of them are not known for sure; and how that is told."""
    values = row.values
    own, counted = values["unites"], members.get((values["cluster_id"], values["annee"]))
    if isinstance(own, int):
        return own, f"{own}"
    if counted is not None:
        return counted, f"{_members(counted)} en {values['annee']}"
    named = len(_named(candidate, row))
    return named if named >= FEWEST_UNITS else None, f"{_members(named, 'nommé')}, pas de décompte en {values['annee']}"


def _members(number: int, *words: str) -> str:
    plural = "s" if number > 1 else ""
    return " ".join((str(number or "aucun"), *(f"{word}{plural}" for word in ("membre", *words))))


def _is_about_firms(candidate: Candidate, row: Row) -> bool:
    """A magnitude that somebody counted, not a forecast nor a number of firms."""
    indicateur = _indicateur(candidate, row)
    counted = candidate.value("indicateur", indicateur, "unite_compte")
    return status(row) in _FACTS and indicateur != MEMBRES and counted not in _COUNTED


def _indicateur(candidate: Candidate, row: Row) -> Any:  # noqa: ANN401  a cell
    return candidate.value("serie", row.values["serie_id"], "indicateur_id")


def _counts(candidate: Candidate) -> dict[tuple[object, object], int]:
    """Members by cluster and year: the fewest, when they are counted several times in a year."""
    found: dict[tuple[object, object], int] = {}
    for row in candidate.standing("observation"):
        cluster, year, value = (row.values[name] for name in ("cluster_id", "annee", "valeur"))
        if cluster is None or not isinstance(value, int | float) or value < 0 or _indicateur(candidate, row) != MEMBRES:
            continue
        found[cluster, year] = min(int(value), found.get((cluster, year), int(value)))
    return found


def _named(candidate: Candidate, row: Row) -> set[object]:
    """Members that a source names in the cluster, there in that year as far as one knows."""
    year = str(row.values["annee"])
    return {
        member.values["acteur_id"]
        for member in candidate.standing("cluster_membre")
        if member.values["cluster_id"] == row.values["cluster_id"]
        and (member.values["debut"] is None or str(member.values["debut"])[:4] <= year)
        and (member.values["fin"] is None or str(member.values["fin"])[:4] >= year)
    }
