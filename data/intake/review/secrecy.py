"""Figures about the firms of a cluster that will not be shown: too few of them, as far as the base can know."""

from collections.abc import Iterator
from typing import Any, Final

from data.intake.cells import Row
from data.intake.review.candidate import Candidate, Finding, status, warns
from data.model.secret import FEWEST_UNITS, number_verdict
from data.queries.clusters import MEMBRES

_COUNTED: Final = frozenset({"entreprise", "etablissement"})
_FACTS: Final = frozenset({"constate", "declare"})


def secret_figures(candidate: Candidate) -> Iterator[Finding]:
    """Jobs and other magnitudes of a cluster of which three members are not known for that year.

    It warns: the fact is true and has its place in the base; the pages will say « n.c. (secret statistique) ».  The
    share of the largest member is not known to the base, so the other threshold cannot be judged here.  No warning
    tells the figure: it stays in the journal.
    """
    members = _counts(candidate)
    for row in candidate.new("observation"):
        values = row.values
        if values["cluster_id"] is None or values["valeur"] is None or not _is_about_firms(candidate, row):
            continue
        counted, named = members.get((values["cluster_id"], values["annee"])), len(_named(candidate, row))
        units = counted if counted is not None or named < FEWEST_UNITS else named
        if number_verdict(units) == "diffusable":
            continue
        seen = (
            f"{_members(units)} en {values['annee']}"
            if units is not None
            else f"{_members(named, 'nommé')}, pas de décompte en {values['annee']}"
        )
        expected = (
            f"au moins {FEWEST_UNITS} membres connus pour un chiffre qui parle d’entreprises : en dessous, les pages "
            "diront « n.c. (secret statistique) »"
        )
        remedy = (
            f"rien si le cluster est bien si petit ; sinon, donner son nombre de membres en {values['annee']} (feuille "
            "« Chiffres des clusters ») ou les nommer (feuille « Membres des clusters »)"
        )
        yield warns(row, "valeur", seen, expected, remedy)


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
