"""Territories that the dashboard follows, and their memberships."""

from typing import Any

from sqlalchemy import Select, select

from data.queries.latest import latest
from data.tables.references import appartenance, territoire


def epci_suivis_select() -> Select[Any]:
    """Followed EPCI in display order.  Columns: siren, nom, nom_court, lieu (may be missing), couleur (idem)."""
    return (
        select(
            territoire.c.code.label("siren"),
            territoire.c.nom,
            territoire.c.nom_court,
            territoire.c.lieu,
            territoire.c.couleur,
        )
        .where(territoire.c.type == "epci", territoire.c.suivi)
        .order_by(territoire.c.ordre)
    )


def membres_select(ensemble_id: str, type_membre: str) -> Select[Any]:
    """Members of a territory, past ones included.  Columns: id, code, nom, nom_court, debut, fin."""
    links = latest(appartenance, appartenance.c.ensemble_id == ensemble_id)
    return (
        select(territoire.c.id, territoire.c.code, territoire.c.nom, territoire.c.nom_court, links.c.debut, links.c.fin)
        .join(links, links.c.membre_id == territoire.c.id)
        .where(territoire.c.type == type_membre)
        .order_by(territoire.c.ordre)
    )
