"""Figures about firms that pages will not tell: too few of them, one that makes nearly all, or nobody says."""

from collections.abc import Iterator
from typing import Final

from data.intake.cells import Row
from data.intake.review.candidate import Candidate, Finding, status, warns
from data.model.secret import FEWEST_UNITS, LARGEST_SHARE, number_verdict, share_verdict, verdict
from data.vocabulary import EMPLOIS_CLUSTERS, MEMBRES_CLUSTERS

_MASKED: Final = "sans quoi les pages diront « n.c. (secret statistique) »"
_COUNTED: Final = frozenset({"entreprise", "etablissement"})
_FACTS: Final = frozenset({"constate", "declare"})
_TOLD: Final = ("cluster_id", "unites", "part_premiere")
_PERCENT: Final = 100


def secret_figures(candidate: Candidate) -> Iterator[Finding]:
    """Magnitudes about firms that the territory counts, and that pages will mask (data.queries.secrecy).

    It warns: the fact is true and has its place in the base.  No warning tells the figure: it stays in the journal.
    """
    for row in candidate.new("observation"):
        if row.values["valeur"] is not None and _is_supplied(candidate, row):
            yield from _masked(row)


def _masked(row: Row) -> Iterator[Finding]:
    units, share = (_whole(row.values[name]) for name in ("unites", "part_premiere"))
    largest = None if share is None else share / _PERCENT
    enough = f"au moins {FEWEST_UNITS} entreprises réunies ; {_MASKED}"
    below = f"une première entreprise sous {LARGEST_SHARE * _PERCENT:.0f} % de la valeur ; {_MASKED}"
    if number_verdict(units) == "secret":
        yield warns(row, "unites", f"{units}", enough, "rien si ce chiffre en réunit si peu")
    if share_verdict(largest) == "secret":
        yield warns(row, "part_premiere", f"{share}", below, "rien si cette part est juste")
    if verdict(units, largest) == "inconnu":
        name, expected = ("unites", enough) if units is None else ("part_premiere", below)
        remedy = "dire dans cette colonne ce qu’il en est ; rien si personne ne le sait : le chiffre reste alors masqué"
        yield warns(row, name, "vide", expected, remedy)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _is_supplied(candidate: Candidate, row: Row) -> bool:
    """A magnitude that the territory counted, not a forecast nor a number of firms."""
    indicateur = candidate.value("serie", row.values["serie_id"], "indicateur_id")
    counted = candidate.value("indicateur", indicateur, "unite_compte")
    told = indicateur == EMPLOIS_CLUSTERS or any(row.values[name] is not None for name in _TOLD)
    return told and status(row) in _FACTS and indicateur != MEMBRES_CLUSTERS and counted not in _COUNTED
