"""Territories that the dashboard follows, and their memberships."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Subquery, func, select, union_all

from data.queries.latest import fact_key, latest
from data.queries.standing import standing
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


def communes_of_zones_select(epci: Sequence[str]) -> Select[Any]:
    """The present memberships that ``zones_of_epci_select`` counts, those in the EPCI and those in the zones.

    Args:
        epci: SIREN numbers.

    Returns:
        Columns: siren, zone (code), genre (« epci » or « zone_emploi »), fait, statut, illustratif, connu_le,
        source_id; by EPCI, zone and commune.
    """
    in_epci = latest(appartenance, appartenance.c.ensemble_id.in_([f"epci:{siren}" for siren in epci]))
    in_zone = latest(appartenance, appartenance.c.ensemble_id.like("zone_emploi:%"))
    group, zone = territoire.alias("epci"), territoire.alias("zone")
    pairs = (
        in_epci.join(group, in_epci.c.ensemble_id == group.c.id)
        .join(in_zone, in_zone.c.membre_id == in_epci.c.membre_id)
        .join(zone, in_zone.c.ensemble_id == zone.c.id)
    )
    parts = [
        select(
            group.c.code.label("siren"),
            zone.c.code.label("zone"),
            zone_or_epci.c.type.label("genre"),
            links.c.membre_id,
            fact_key(appartenance, links),
            *standing(links),
            links.c.connu_le,
            links.c.source_id,
        )
        .select_from(pairs)
        .where(in_epci.c.fin.is_(None), in_zone.c.fin.is_(None))
        for links, zone_or_epci in ((in_epci, group), (in_zone, zone))
    ]
    found = union_all(*parts).subquery()
    shown = [column for column in found.c if column.name != "membre_id"]
    return select(*shown).order_by(found.c.siren, found.c.zone, found.c.membre_id, found.c.genre)


def departements_of_zones_select(zones: Sequence[str]) -> Select[Any]:
    """Départements and région of the communes known in some zones d’emploi, past memberships left out.

    Args:
        zones: codes of the zones.

    Returns:
        Columns: zone (code), departement_id, departement (short name), region_id, region (short name, both missing when
        no région holds it), communes; by zone, most communes first, then by département.
    """
    in_zone = latest(appartenance, appartenance.c.ensemble_id.in_([f"zone_emploi:{zone}" for zone in zones]))
    in_departement = latest(appartenance, appartenance.c.ensemble_id.like("departement:%"))
    in_region = latest(appartenance, appartenance.c.ensemble_id.like("region:%"))
    zone, departement, region = (territoire.alias(name) for name in ("zone", "departement", "region"))
    communes = func.count(in_zone.c.membre_id).label("communes")
    named = (zone.c.code, departement.c.id, departement.c.nom_court, region.c.id, region.c.nom_court)
    return (
        select(
            zone.c.code.label("zone"),
            departement.c.id.label("departement_id"),
            departement.c.nom_court.label("departement"),
            region.c.id.label("region_id"),
            region.c.nom_court.label("region"),
            communes,
        )
        .select_from(in_zone)
        .join(zone, in_zone.c.ensemble_id == zone.c.id)
        .join(in_departement, in_departement.c.membre_id == in_zone.c.membre_id)
        .join(departement, in_departement.c.ensemble_id == departement.c.id)
        .outerjoin(in_region, (in_region.c.membre_id == departement.c.id) & in_region.c.fin.is_(None))
        .outerjoin(region, in_region.c.ensemble_id == region.c.id)
        .where(in_zone.c.fin.is_(None), in_departement.c.fin.is_(None))
        .group_by(*named, zone.c.ordre)
        .order_by(zone.c.ordre, zone.c.code, communes.desc(), departement.c.id)
    )


def communes_of(ensembles: Sequence[str]) -> Subquery:
    """Communes of some territories (typed ids), past members left out.  Columns: ensemble_id, commune_id, debut."""
    links = latest(appartenance, appartenance.c.ensemble_id.in_(ensembles))
    return (
        select(links.c.ensemble_id, links.c.membre_id.label("commune_id"), links.c.debut)
        .join(territoire, territoire.c.id == links.c.membre_id)
        .where(territoire.c.type == "commune", links.c.fin.is_(None))
        .distinct()
        .subquery()
    )


def communes_select(ensembles: Sequence[str]) -> Select[Any]:
    """Communes of some territories, past members left out.  Columns: ensemble_id, commune_id, debut (partial date)."""
    known = communes_of(ensembles)
    return select(known).order_by(known.c.ensemble_id, known.c.commune_id)
