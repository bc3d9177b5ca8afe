"""What the creations page asks beyond the series: zones that hold an EPCI; names of the figures only declared."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, func, select

from data.queries.latest import latest
from data.tables.references import appartenance, territoire

ENTREPRISES: Final = "creations-entreprises-communes"
INDIVIDUELLES: Final = "creations-entreprises-individuelles-communes"
DEPARTEMENTS: Final = "creations-entreprises-departements"
ETABLISSEMENTS: Final = "creations-etablissements-ze-a10"
POPULATION: Final = "population-etalab"
SECTEURS: Final = "a10"
ENSEMBLE: Final = "a10:_T"
ENSEMBLE_DEPARTEMENTS: Final = "side_departements:_T"
DECLARES: Final = ("creations_entreprises", "entreprises_industrielles_nouvelles")
"""Series and nomenclatures of the page, and indicators of the figures that are only declared."""


def zones_of_epci_select(epci: Sequence[str]) -> Select[Any]:
    """How the communes of each EPCI fall into the zones d’emploi, past memberships left out.

    Args:
        epci: SIREN numbers.

    Returns:
        Columns: siren, epci (short name), zone (code), nom_zone, communes; by EPCI, most communes first,
        then by code.
    """
    epci_ids = [f"epci:{siren}" for siren in epci]
    in_epci = latest(appartenance, appartenance.c.ensemble_id.in_(epci_ids))
    in_zone = latest(appartenance, appartenance.c.ensemble_id.like("zone_emploi:%"))
    group = territoire.alias("epci")
    zone = territoire.alias("zone")
    communes = func.count(in_epci.c.membre_id).label("communes")
    return (
        select(
            group.c.code.label("siren"),
            group.c.nom_court.label("epci"),
            zone.c.code.label("zone"),
            zone.c.nom_court.label("nom_zone"),
            communes,
        )
        .select_from(in_epci)
        .join(group, in_epci.c.ensemble_id == group.c.id)
        .join(in_zone, in_zone.c.membre_id == in_epci.c.membre_id)
        .join(zone, in_zone.c.ensemble_id == zone.c.id)
        .where(group.c.type == "epci", zone.c.type == "zone_emploi", group.c.code.in_(epci))
        .where(in_epci.c.fin.is_(None), in_zone.c.fin.is_(None))
        .group_by(group.c.code, group.c.nom_court, group.c.ordre, zone.c.code, zone.c.nom_court)
        .order_by(group.c.ordre, group.c.code, communes.desc(), zone.c.code)
    )
