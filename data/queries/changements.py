"""What the comparison of two situations reads, besides what the pages read: each fact with its name, value and dates.

Every query is read twice, at one situation and at the other (``data.queries.latest.at``); the column ``cle`` names the
same fact in both.  Columns of every fact: cle, fait, statut, illustratif, conteste, connu_le, source_id.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, Table, case, func, select

from data.queries.affirmations import numbers
from data.queries.latest import fact_key, identity_key, latest
from data.queries.secrecy import redacted
from data.queries.standing import standing
from data.tables.actions import cluster, cluster_membre
from data.tables.journal import publication
from data.tables.mesures import affirmation, indicateur, observation, serie
from data.tables.programmes import acte, orientation, programme
from data.tables.references import acteur, perimetre, territoire


def construction_select() -> Select[Any]:
    """When the base was last built anew: the second clock says nothing of what was there before.  Columns: moment."""
    return select(func.max(publication.c.publiee_le).label("moment")).where(publication.c.geste == "construction")


def _known(table: Table, known: FromClause) -> list[ColumnElement[Any]]:
    return [
        identity_key(table, known).label("cle"),
        fact_key(table, known),
        *standing(known),
        known.c.conteste,
        known.c.connu_le,
        known.c.source_id,
    ]


def programmes_select(programmes: Sequence[str]) -> Select[Any]:
    """Programmes by display order.

    Columns: id, nom, then those of every fact.
    """
    known = latest(programme)
    return (
        select(known.c.id, known.c.nom_court.label("nom"), *_known(programme, known))
        .where(known.c.id.in_(programmes))
        .order_by(known.c.ordre, known.c.id)
    )


def actes_select(programmes: Sequence[str]) -> Select[Any]:
    """Acts, oldest first, undated ones last.

    Columns: objet, organe (name), date_acte, etat, programme_id, then those of every fact.
    """
    known = latest(acte)
    return (
        select(
            known.c.objet,
            acteur.c.nom.label("organe"),
            known.c.date_acte,
            known.c.etat,
            known.c.programme_id,
            *_known(acte, known),
        )
        .join(acteur, acteur.c.id == known.c.organe_id)
        .where(known.c.programme_id.in_(programmes))
        .order_by(known.c.date_acte.is_(None), known.c.date_acte, known.c.id)
    )


def orientations_select(programmes: Sequence[str]) -> Select[Any]:
    """Orientations given.

    Columns: libelle, demande (what it answers, missing when unasked), then those of every fact.
    """
    known, asked = latest(orientation), latest(orientation)
    return (
        select(known.c.libelle, asked.c.libelle.label("demande"), *_known(orientation, known))
        .outerjoin(asked, asked.c.id == known.c.repond_a_id)
        .where(known.c.programme_id.in_(programmes), known.c.sens == "donnee")
        .order_by(known.c.ordre, known.c.id)
    )


def affirmations_select(programmes: Sequence[str]) -> Select[Any]:
    """Claims about some programmes.

    Columns: libelle, valeur, valeur_min, valeur_max (``Said``), unite, qualificatif, auteur (name), then those of every
    fact.
    """
    known = latest(affirmation)
    return (
        select(
            known.c.libelle,
            *numbers(known),
            known.c.unite,
            known.c.qualificatif,
            acteur.c.nom.label("auteur"),
            *_known(affirmation, known),
        )
        .join(acteur, acteur.c.id == known.c.auteur_id)
        .where(known.c.programme_id.in_(programmes))
        .order_by(known.c.connu_au_plus_tard, known.c.id)
    )


def membres_select(programmes: Sequence[str]) -> Select[Any]:
    """Members of the clusters.

    Columns: membre, cluster (missing when the source does not say which), fin, then those of every fact.
    """
    known, known_cluster = latest(cluster_membre), latest(cluster)
    return (
        select(
            acteur.c.nom.label("membre"),
            known_cluster.c.nom.label("cluster"),
            known.c.fin,
            *_known(cluster_membre, known),
        )
        .join(acteur, acteur.c.id == known.c.acteur_id)
        .outerjoin(known_cluster, known_cluster.c.id == known.c.cluster_id)
        .where(known.c.programme_id.in_(programmes))
        .order_by(known_cluster.c.ordre.nulls_last(), known.c.id)
    )


def _values(criterion: ColumnElement[bool], *criteria: ColumnElement[bool]) -> Subquery:
    """Values of some series without what must be kept secret, and the cluster that each one counts."""
    known, known_cluster = latest(observation, observation.c.forme_juridique.is_(None), criterion), latest(cluster)
    value, _secret = redacted(known, indicateur, (indicateur.c.id, perimetre.c.territoire_id, known.c.annee))
    return (
        select(
            known.c.serie_id,
            indicateur.c.libelle,
            indicateur.c.unite,
            case((known.c.cluster_id.is_(None), territoire.c.nom_court), else_=known_cluster.c.nom).label("lieu"),
            known.c.periode,
            value,
            *_known(observation, known),
            known.c.cluster_id,
            territoire.c.ordre.label("rang_territoire"),
            known_cluster.c.ordre.label("rang_cluster"),
            known.c.id,
        )
        .join(serie, serie.c.id == known.c.serie_id)
        .join(indicateur, indicateur.c.id == serie.c.indicateur_id)
        .join(perimetre, perimetre.c.id == known.c.perimetre_id)
        .join(territoire, territoire.c.id == perimetre.c.territoire_id)
        .outerjoin(known_cluster, known_cluster.c.id == known.c.cluster_id)
        .where(*criteria)
        .subquery()
    )


_OF_THE_ORDER: Final = frozenset({"cluster_id", "rang_territoire", "rang_cluster", "id"})


def _shown(values: Subquery, *criteria: ColumnElement[bool]) -> Select[Any]:
    """Values that may be told, last period first.

    Columns: serie_id, libelle (of the indicator), unite, lieu (cluster, else territory), periode, valeur, then those of
    every fact.
    """
    columns = [column for column in values.c if column.name not in _OF_THE_ORDER]
    order = (values.c.periode.desc(), values.c.rang_territoire, values.c.rang_cluster.nulls_first(), values.c.id)
    return select(*columns).where(values.c.valeur.is_not(None), *criteria).order_by(*order)


def emplois_select(indicateurs: Sequence[str], programmes: Sequence[str]) -> Select[Any]:
    """Jobs and members counted, for the clusters of some programmes.  Columns: those of ``_shown``."""
    clusters = latest(cluster)
    measured = select(serie.c.id).where(serie.c.indicateur_id.in_(indicateurs))
    counted = select(clusters.c.id).where(clusters.c.programme_id.in_(programmes))
    values = _values(observation.c.serie_id.in_(measured))
    return _shown(values, values.c.cluster_id.in_(counted))


def statistiques_select(series: Sequence[str], territoires: Sequence[str]) -> Select[Any]:
    """Public statistics of some territories (typed ids).  Columns: those of ``_shown``."""
    return _shown(_values(observation.c.serie_id.in_(series), territoire.c.id.in_(territoires)))
