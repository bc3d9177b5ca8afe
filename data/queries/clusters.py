"""Clusters, their members and what is counted of them, and the hypothesis against which they are read."""

from typing import Any, Final

from sqlalchemy import Select, and_, or_, select

from data.queries.latest import fact_key, latest
from data.queries.secrecy import redacted
from data.queries.standing import standing
from data.tables.actions import cluster, cluster_membre, origine_maturite, parametre_maturite
from data.tables.mesures import indicateur, observation, serie
from data.tables.programmes import fait, programme
from data.tables.references import acteur, perimetre, secteur, source, territoire
from data.vocabulary import EMPLOIS_CLUSTERS, MEMBRES_CLUSTERS

EMPLOIS: Final = EMPLOIS_CLUSTERS
MEMBRES: Final = MEMBRES_CLUSTERS
AGES: Final = ("age_maturite_cluster", "age_effets_emploi_cluster")
ARGENT_PRIVE: Final = "levee_fonds_privee"
THEME: Final = "clusters"


def clusters_select() -> Select[Any]:
    """Clusters in display order.

    Columns: programme_id, programme and territoire (short names), debut (of the programme), id, fait, nom, secteur_id,
    secteur_code, filiere, thematiques, ouvert_le,
    statut, illustratif, connu_le, source_id.
    """
    known_programme = latest(programme)
    known = latest(cluster)
    return (
        select(
            known.c.programme_id,
            known_programme.c.nom_court.label("programme"),
            territoire.c.nom_court.label("territoire"),
            known_programme.c.debut,
            known.c.id,
            fact_key(cluster, known),
            known.c.nom,
            known.c.secteur_id,
            secteur.c.code.label("secteur_code"),
            secteur.c.libelle.label("filiere"),
            known.c.thematiques,
            known.c.ouvert_le,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
        )
        .join(known_programme, known_programme.c.id == known.c.programme_id)
        .join(territoire, territoire.c.id == known_programme.c.territoire_id)
        .join(secteur, secteur.c.id == known.c.secteur_id)
        .order_by(known_programme.c.ordre, known_programme.c.id, known.c.ordre, known.c.id)
    )


def origines_select(programme_id: str) -> Select[Any]:
    """Possible origins of the curve, oldest first.

    Columns: id, fait, date_origine (partial date), libelle, qualificatif, auteur, fonction, statut, illustratif,
    connu_le, source_id.
    """
    table = origine_maturite
    own = table.c.programme_id == programme_id
    known = latest(table, own)
    return (
        select(
            known.c.id,
            fact_key(table, known),
            known.c.date_origine,
            known.c.libelle,
            known.c.qualificatif,
            acteur.c.nom.label("auteur"),
            acteur.c.fonction,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
        )
        .join(acteur, acteur.c.id == known.c.auteur_id)
        .order_by(known.c.date_origine, known.c.ordre, known.c.id)
    )


def parametres_select(programme_id: str) -> Select[Any]:
    """Parameters of the band.

    Columns: fait, cluster_id (missing for the clusters together), scenario (lent, rapide), rythme (jobs a year),
    age_maturite (years), qualificatif, auteur, fonction, statut, illustratif, connu_le, source_id.
    """
    table = parametre_maturite
    own = table.c.programme_id == programme_id
    known = latest(table, own)
    return (
        select(
            fact_key(table, known),
            known.c.cluster_id,
            known.c.scenario,
            known.c.rythme,
            known.c.age_maturite,
            known.c.qualificatif,
            acteur.c.nom.label("auteur"),
            acteur.c.fonction,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
        )
        .join(acteur, acteur.c.id == known.c.auteur_id)
        .order_by(known.c.cluster_id.nulls_first(), known.c.scenario, known.c.id)
    )


def observations_select(programme_id: str, indicateur_id: str) -> Select[Any]:
    """Observations of an indicator of the clusters of one programme, each in its last version.

    What is counted for the clusters together belongs to the programme whose territory it measures.

    Columns: fait, cluster_id (missing for the clusters together), annee, periode, valeur (missing when masked), secret,
    nature (of the indicator: flux, stock, taux), qualificatif, statut, illustratif, conteste, connu_le, source_id.
    """
    known_cluster = latest(cluster)
    known_programme = latest(programme)
    table = observation
    clusters = select(known_cluster.c.id).where(known_cluster.c.programme_id == programme_id)
    whole = (
        select(perimetre.c.id)
        .join(known_programme, known_programme.c.territoire_id == perimetre.c.territoire_id)
        .where(known_programme.c.id == programme_id)
    )
    known = latest(
        table,
        table.c.serie_id.in_(select(serie.c.id).where(serie.c.indicateur_id == indicateur_id)),
        or_(table.c.cluster_id.in_(clusters), and_(table.c.cluster_id.is_(None), table.c.perimetre_id.in_(whole))),
    )
    return (
        select(
            fact_key(observation, known),
            known.c.cluster_id,
            known.c.annee,
            known.c.periode,
            # One programme and one indicator: its clusters add up to their whole year by year, whatever the series.
            *redacted(known, indicateur, (known.c.annee,)),
            indicateur.c.nature,
            known.c.qualificatif,
            *standing(known),
            known.c.conteste,
            known.c.connu_le,
            known.c.source_id,
        )
        .join(serie, serie.c.id == known.c.serie_id)
        .join(indicateur, indicateur.c.id == serie.c.indicateur_id)
        .order_by(known.c.cluster_id.nulls_first(), known.c.periode, known.c.id)
    )


def membres_select(programme_id: str) -> Select[Any]:
    """Members that the sources name, those who left too; one may belong to several clusters.

    A membership without a cluster is left out once a source says which.

    Columns: fait, cluster_id (missing when no source says which), acteur_id, nom, debut, fin (partial dates), statut,
    illustratif, connu_le, source_id, producteur; one row a member and cluster.
    """
    table = cluster_membre
    own = table.c.programme_id == programme_id
    known = latest(table, own)
    placed = select(known.c.acteur_id).where(known.c.cluster_id.is_not(None))
    return (
        select(
            fact_key(table, known),
            known.c.cluster_id,
            known.c.acteur_id,
            acteur.c.nom,
            known.c.debut,
            known.c.fin,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
            source.c.producteur,
        )
        .join(acteur, acteur.c.id == known.c.acteur_id)
        .join(source, source.c.id == known.c.source_id)
        .where(or_(known.c.cluster_id.is_not(None), known.c.acteur_id.not_in(placed)))
        .order_by(acteur.c.id, known.c.cluster_id.nulls_first())
    )


def annonces_select() -> Select[Any]:
    """What programmes announced about clusters, by sector.

    Columns: programme (short name), fait, libelle, contenu (the sector as the source names it), statut, illustratif,
    connu_le, source_id.
    """
    known_fait = latest(fait)
    known_programme = latest(programme)
    return (
        select(
            known_programme.c.nom_court.label("programme"),
            fact_key(fait, known_fait),
            known_fait.c.libelle,
            known_fait.c.contenu,
            *standing(known_fait),
            known_fait.c.connu_le,
            known_fait.c.source_id,
        )
        .join(known_programme, known_programme.c.id == known_fait.c.programme_id)
        .where(known_fait.c.theme == THEME, known_fait.c.contenu.is_not(None))
        .order_by(known_fait.c.connu_au_plus_tard, known_fait.c.id)
    )
