"""What a fact is held for: its own status, or the one that an illustrative fact stands in for."""

from typing import Any

from sqlalchemy import FromClause, Label, func

from data.vocabulary import ILLUSTRATIF


def standing(facts: FromClause) -> tuple[Label[Any], Label[Any]]:
    """Columns of ``facts`` that rules and screens read alike, on sourced and on illustrative data.

    Returns:
        statut: the status that rules go by, never ``illustratif``;
        illustratif: True for an invented fact, which every screen then says.
    """
    own = facts.c.statut
    return func.coalesce(facts.c.tient_lieu_de, own).label("statut"), (own == ILLUSTRATIF).label("illustratif")
