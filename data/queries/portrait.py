"""What is known of one territory: its perimeters, what it belongs to, and the last values of every indicator."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Integer, Select, Subquery, case, cast, func, literal, null, or_, select, union_all

from data.queries.latest import fact_key, latest
from data.queries.secrecy import redacted
from data.queries.standing import standing
from data.tables.mesures import indicateur, observation, serie
from data.tables.programmes import programme
from data.tables.references import appartenance, perimetre, secteur, territoire
from data.vocabulary import TOUS_SECTEURS

POPULATION: Final = "population"
"""Indicator that counts inhabitants."""


def territoire_select(territoire_id: str) -> Select[Any]:
    """One territory; empty when none has that id.  Columns: id, type, code, nom, nom_court, lieu, suivi."""
    return select(
        territoire.c.id,
        territoire.c.type,
        territoire.c.code,
        territoire.c.nom,
        territoire.c.nom_court,
        territoire.c.lieu,
        territoire.c.suivi,
    ).where(territoire.c.id == territoire_id)


def perimetres_select(territoire_id: str) -> Select[Any]:
    """Perimeters of a territory, oldest first.

    Columns: id, libelle, nb_communes (may be missing), debut, fin (partial dates), source_id, passage.
    """
    return (
        select(
            perimetre.c.id,
            perimetre.c.libelle,
            perimetre.c.nb_communes,
            perimetre.c.debut,
            perimetre.c.fin,
            perimetre.c.source_id,
            perimetre.c.passage,
        )
        .where(perimetre.c.territoire_id == territoire_id)
        .order_by(perimetre.c.id)
    )


def communes_select(territoire_id: str) -> Select[Any]:
    """Communes of a territory, past ones included, by name.

    Columns: nom, debut, fin, population (inhabitants, last value known; NaN without one), population_fait (its fact,
    missing without one), fait, statut, illustratif, connu_le, source_id.
    """
    links = latest(appartenance, appartenance.c.ensemble_id == territoire_id)
    counted = _populations()
    return (
        select(
            territoire.c.nom,
            links.c.debut,
            links.c.fin,
            counted.c.valeur.label("population"),
            counted.c.fait.label("population_fait"),
            fact_key(appartenance, links),
            *standing(links),
            links.c.connu_le,
            links.c.source_id,
        )
        .join(links, links.c.membre_id == territoire.c.id)
        .outerjoin(counted, counted.c.territoire_id == territoire.c.id)
        .where(territoire.c.type == "commune")
        .order_by(links.c.fin.is_not(None), territoire.c.nom, links.c.id)
    )


def _populations() -> Subquery:
    """Last known number of inhabitants of each territory.  Columns: territoire_id, valeur, fait."""
    known = latest(observation)
    ranked = (
        select(
            perimetre.c.territoire_id,
            known.c.valeur,
            fact_key(observation, known),
            func.row_number()
            .over(partition_by=perimetre.c.territoire_id, order_by=[known.c.periode.desc(), known.c.id.desc()])
            .label("rang"),
        )
        .join(perimetre, perimetre.c.id == known.c.perimetre_id)
        .join(serie, serie.c.id == known.c.serie_id)
        .where(serie.c.indicateur_id == POPULATION)
        .subquery()
    )
    return select(ranked.c.territoire_id, ranked.c.valeur, ranked.c.fait).where(ranked.c.rang == 1).subquery()


def liens_select(territoire_id: str) -> Select[Any]:
    """Present memberships of the communes of a territory in what else contains them.

    Columns: ensemble_id, membre_id, fait; by whole, then by commune.
    """
    inside, around = latest(appartenance, appartenance.c.ensemble_id == territoire_id), latest(appartenance)
    return (
        select(around.c.ensemble_id, around.c.membre_id, fact_key(appartenance, around))
        .join(inside, inside.c.membre_id == around.c.membre_id)
        .where(around.c.ensemble_id != territoire_id)
        .where(inside.c.fin.is_(None), around.c.fin.is_(None))
        .order_by(around.c.ensemble_id, around.c.membre_id, around.c.id)
    )


def ensembles_select(territoire_id: str) -> Select[Any]:
    """What contains a territory, directly or through its communes, past memberships included.

    Columns: id, type, nom_court, communes (number of communes of the territory that it contains; missing for a direct
    membership), debut, fin, fait (empty where ``liens_select`` has those of the communes), statut, illustratif,
    connu_le, source_id; direct ones first, then most communes.
    """
    links = latest(appartenance)
    direct = select(
        links.c.ensemble_id,
        cast(null(), Integer).label("communes"),
        links.c.debut,
        links.c.fin,
        fact_key(appartenance, links),
        *standing(links),
        links.c.connu_le,
        links.c.source_id,
    ).where(links.c.membre_id == territoire_id)
    inside, around = latest(appartenance), latest(appartenance)
    told, invented = (column.element for column in standing(around))
    shared = (
        select(
            around.c.ensemble_id,
            func.count(around.c.membre_id.distinct()).label("communes"),
            func.min(around.c.debut).label("debut"),
            null().label("fin"),
            literal("").label("fait"),
            func.max(told).label("statut"),
            (func.max(case((invented, 1), else_=0)) == 1).label("illustratif"),
            func.max(around.c.connu_le).label("connu_le"),
            func.max(around.c.source_id).label("source_id"),
        )
        .join(inside, inside.c.membre_id == around.c.membre_id)
        .where(inside.c.ensemble_id == territoire_id, around.c.ensemble_id != territoire_id)
        .where(inside.c.fin.is_(None), around.c.fin.is_(None))
        .group_by(around.c.ensemble_id)
    )
    found = union_all(direct, shared).subquery()
    return (
        select(
            territoire.c.id,
            territoire.c.type,
            territoire.c.nom_court,
            found.c.communes,
            found.c.debut,
            found.c.fin,
            found.c.fait,
            found.c.statut,
            found.c.illustratif,
            found.c.connu_le,
            found.c.source_id,
        )
        .join(found, found.c.ensemble_id == territoire.c.id)
        .order_by(found.c.communes.is_not(None), found.c.communes.desc(), territoire.c.ordre, territoire.c.id)
    )


def valeurs_select(territoires: Sequence[str]) -> Select[Any]:
    """Every value of every indicator for some territories, all sectors and legal forms together.

    Columns: territoire_id, territoire (short name), territoire_type, indicateur_id, indicateur, definition, unite,
    nature, unite_compte, serie_id, champ, perimetre_id, perimetre, periode, valeur (NaN when not published), drapeau,
    qualificatif, fait, statut, illustratif, conteste, connu_le, source_id; by indicator, series, territory and period.
    """
    places = select(perimetre.c.id).where(perimetre.c.territoire_id.in_(territoires))
    known = latest(observation, observation.c.perimetre_id.in_(places), observation.c.forme_juridique.is_(None))
    # Secrecy looks at the clusters that make a whole, so they are read before being left out.
    # Whatever the series: a whole of one source minus the clusters of another tells what is masked.
    group = (indicateur.c.id, perimetre.c.territoire_id, known.c.annee)
    value, _secret = redacted(known, indicateur, group)
    told = (
        select(
            perimetre.c.territoire_id,
            territoire.c.nom_court.label("territoire"),
            territoire.c.type.label("territoire_type"),
            territoire.c.ordre,
            indicateur.c.id.label("indicateur_id"),
            indicateur.c.libelle.label("indicateur"),
            indicateur.c.definition,
            indicateur.c.unite,
            indicateur.c.nature,
            indicateur.c.unite_compte,
            known.c.serie_id,
            serie.c.champ,
            known.c.perimetre_id,
            perimetre.c.libelle.label("perimetre"),
            known.c.periode,
            value,
            known.c.drapeau,
            known.c.qualificatif,
            fact_key(observation, known),
            *standing(known),
            known.c.conteste,
            known.c.connu_le,
            known.c.source_id,
            known.c.cluster_id,
        )
        .join(perimetre, perimetre.c.id == known.c.perimetre_id)
        .join(territoire, territoire.c.id == perimetre.c.territoire_id)
        .join(serie, serie.c.id == known.c.serie_id)
        .join(indicateur, indicateur.c.id == serie.c.indicateur_id)
        .outerjoin(secteur, secteur.c.id == known.c.secteur_id)
        .where(or_(known.c.secteur_id.is_(None), secteur.c.code == TOUS_SECTEURS))
        .subquery()
    )
    shown = [column for column in told.c if column.name not in ("ordre", "cluster_id")]
    order = (told.c.indicateur, told.c.serie_id, told.c.ordre, told.c.territoire_id, told.c.periode)
    return select(*shown).where(told.c.cluster_id.is_(None)).order_by(*order)


def programmes_select(territoires: Sequence[str]) -> Select[Any]:
    """Programmes carried by some territories.

    Columns: id, nom, territoire (short name), nature, debut, fin (partial dates), fait, statut, illustratif, connu_le,
    source_id; in display order.
    """
    known = latest(programme)
    return (
        select(
            known.c.id,
            known.c.nom,
            territoire.c.nom_court.label("territoire"),
            known.c.nature,
            known.c.debut,
            known.c.fin,
            fact_key(programme, known),
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
        )
        .join(territoire, territoire.c.id == known.c.territoire_id)
        .where(known.c.territoire_id.in_(territoires))
        .order_by(known.c.ordre, known.c.id)
    )
