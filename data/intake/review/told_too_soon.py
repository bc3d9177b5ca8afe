"""What cannot have been known yet, and who cannot be known: dates after the clock, funders that are nobody."""

from collections.abc import Iterator
from typing import Final

from data.intake.review.candidate import Candidate, Finding, warns
from data.model.dates import first_day, last_day

_DONE: Final = {
    "suivi_action": ("observe_le", "terminee_le"),
    "preuve": ("date_preuve",),
    "comite": ("date_seance",),
}
"""Dates of what has taken place, by table."""
_HELD: Final = "tenu"


def told_too_soon(candidate: Candidate) -> Iterator[Finding]:
    """Something done on a day that comes after the one on which it was known to be done."""
    for table, columns in _DONE.items():
        for row in candidate.new(table):
            if table == "comite" and row.values["etat"] != _HELD:
                continue
            known = str(row.values["connu_le"])
            for name in columns:
                done = row.values[name]
                if done is not None and first_day(str(done)) > last_day(known):
                    expected = f"une date qui n’est pas après « connu le » ({known})"
                    remedy = "corriger l’une des deux dates : ce qui a eu lieu n’est connu qu’ensuite"
                    yield warns(row, name, str(done), expected, remedy)


def funders_without_an_actor(candidate: Candidate) -> Iterator[Finding]:
    """A funder tied to no actor: the pages could not say who it is."""
    if "financeur_membre" in candidate.incomplete:
        return
    members = (*candidate.known.get("financeur_membre", ()), *candidate.new("financeur_membre"))
    tied = {row.values["financeur_id"] for row in members}
    for row in candidate.new("financeur"):
        if row.values["id"] not in tied:
            expected = "au moins un acteur, dans la feuille « Groupes de financeurs »"
            remedy = "y ajouter une ligne : ce financeur, et l’acteur qu’il est"
            yield warns(row, "id", str(row.values["id"]), expected, remedy)
