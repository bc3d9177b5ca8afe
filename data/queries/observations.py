"""Observations of the statistical series, whatever the page: which series, where, which sectors, which years."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, or_, select

from data.queries.latest import fact_key, latest
from data.queries.secrecy import redacted
from data.queries.standing import standing
from data.queries.territoires import communes_of
from data.tables.mesures import indicateur, observation, rupture, serie
from data.tables.references import perimetre, secteur, source, territoire
from data.vocabulary import TOUS_SECTEURS


def observations_select(
    series: Sequence[str],
    *,
    territoires: Sequence[str] | None = None,
    membres_de: Sequence[str] | None = None,
    types: Sequence[str] | None = None,
    secteurs: Sequence[str] | None = None,
    annees: tuple[int, int] | None = None,
) -> Select[Any]:
    """Last known version of the observations of some series, all legal forms together.

    Args:
        series: ids of ``serie``.
        territoires: ids of ``territoire`` (typed codes, ``epci:248000531``); None keeps all.
        membres_de: ids of territories whose communes are kept, past members left out; None keeps all.
        types: types of ``territoire``; None keeps all.
        secteurs: ids of ``secteur`` (``a10:BE``; ``a10:_T`` for the whole); None keeps whatever the series has.
        annees: first and last year, both included.

    Returns:
        Columns: fait, serie_id, unite, territoire_id, type, code, nom, nom_court, ordre, perimetre_id, perimetre,
        secteur_id, secteur, secteur_ordre, cluster_id, periode, annee, valeur (NaN when not published, or masked),
        secret (True when masked), drapeau, qualificatif, statut, illustratif, conteste,
        connu_le, source_id, passage; by territory, sector and period, the
        whole before its sectors when it has no code of its own.
    """
    criteria = [observation.c.serie_id.in_(series), observation.c.forme_juridique.is_(None)]
    if secteurs is not None:
        criteria.append(observation.c.secteur_id.in_(secteurs))
    if annees is not None:
        criteria.append(observation.c.annee.between(*annees))
    if types is not None:
        measured = select(perimetre.c.id).join(territoire).where(territoire.c.type.in_(types))
        criteria.append(observation.c.perimetre_id.in_(measured))
    if membres_de is not None:
        present = communes_of(membres_de)
        criteria.append(
            observation.c.perimetre_id.in_(
                select(perimetre.c.id).join_from(perimetre, present, perimetre.c.territoire_id == present.c.commune_id)
            )
        )
    known = latest(observation, *criteria)
    statement = (
        select(
            fact_key(observation, known),
            known.c.serie_id,
            indicateur.c.unite,
            perimetre.c.territoire_id,
            territoire.c.type,
            territoire.c.code,
            territoire.c.nom,
            territoire.c.nom_court,
            territoire.c.ordre,
            known.c.perimetre_id,
            perimetre.c.libelle.label("perimetre"),
            known.c.secteur_id,
            secteur.c.libelle.label("secteur"),
            secteur.c.ordre.label("secteur_ordre"),
            known.c.cluster_id,
            known.c.periode,
            known.c.annee,
            *redacted(known, indicateur, (known.c.serie_id, perimetre.c.territoire_id, known.c.periode)),
            known.c.drapeau,
            known.c.qualificatif,
            *standing(known),
            known.c.conteste,
            known.c.connu_le,
            known.c.source_id,
            known.c.passage,
        )
        .join(perimetre, known.c.perimetre_id == perimetre.c.id)
        .join(territoire, perimetre.c.territoire_id == territoire.c.id)
        .join(serie, known.c.serie_id == serie.c.id)
        .join(indicateur, serie.c.indicateur_id == indicateur.c.id)
        .outerjoin(secteur, known.c.secteur_id == secteur.c.id)
        .order_by(
            territoire.c.ordre,
            territoire.c.id,
            # Engines do not agree on where a missing rank goes.
            secteur.c.ordre.nulls_first(),
            known.c.annee,
            known.c.periode,
            known.c.serie_id,
            known.c.perimetre_id,
            known.c.id,
        )
    )
    if territoires is not None:
        statement = statement.where(territoire.c.id.in_(territoires))
    return statement


def annees_select(series: Sequence[str]) -> Select[Any]:
    """Years that some series cover.  Columns: annee."""
    known = latest(observation, observation.c.serie_id.in_(series))
    return select(known.c.annee).distinct().order_by(known.c.annee)


def territoires_select(series: Sequence[str], type_territoire: str) -> Select[Any]:
    """Territories of a type that some series measure, in their order then by code.

    Columns: id, code, nom, nom_court.
    """
    known = latest(observation, observation.c.serie_id.in_(series))
    measured = select(perimetre.c.territoire_id).join(known, known.c.perimetre_id == perimetre.c.id)
    return (
        select(territoire.c.id, territoire.c.code, territoire.c.nom, territoire.c.nom_court)
        .where(territoire.c.type == type_territoire, territoire.c.id.in_(measured))
        .order_by(territoire.c.ordre, territoire.c.code)
    )


def secteurs_select(nomenclature: str) -> Select[Any]:
    """Sectors of a nomenclature, its whole (code ``_T``) left out.  Columns: id, code, libelle."""
    return (
        select(secteur.c.id, secteur.c.code, secteur.c.libelle)
        .where(secteur.c.nomenclature_id == nomenclature, secteur.c.code != TOUS_SECTEURS)
        .order_by(secteur.c.ordre, secteur.c.id)
    )


def ruptures_select(series: Sequence[str], territoires: Sequence[str]) -> Select[Any]:
    """Breaks of some series, or of some territories whatever the series.

    Columns: fait, id, serie_id, territoire_id (missing when all), a_partir_de, cause, libelle, statut, illustratif,
    connu_le, source_id.
    """
    known = latest(rupture)
    return (
        select(
            fact_key(rupture, known),
            known.c.id,
            known.c.serie_id,
            known.c.territoire_id,
            known.c.a_partir_de,
            known.c.cause,
            known.c.libelle,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
        )
        .where(or_(known.c.serie_id.in_(series), known.c.serie_id.is_(None)))
        .where(or_(known.c.territoire_id.in_(territoires), known.c.territoire_id.is_(None)))
        .order_by(known.c.a_partir_de, known.c.id)
    )


def series_of_select(indicateur_id: str) -> Select[Any]:
    """Series of an indicator.  Columns: id."""
    return select(serie.c.id).where(serie.c.indicateur_id == indicateur_id).order_by(serie.c.id)


def sens_select(series: Sequence[str]) -> Select[Any]:
    """Which way is good news for some series.  Columns: id, sens_favorable (hausse, baisse, neutre)."""
    return (
        select(serie.c.id, indicateur.c.sens_favorable)
        .join(indicateur, indicateur.c.id == serie.c.indicateur_id)
        .where(serie.c.id.in_(series))
        .order_by(serie.c.id)
    )


def series_select(ids: Sequence[str]) -> Select[Any]:
    """What some series measure and cover.

    Columns: id, libelle, champ, note, source_id, producteur, indicateur_id, definition.
    """
    return (
        select(
            serie.c.id,
            serie.c.libelle,
            serie.c.champ,
            serie.c.note,
            serie.c.source_id,
            source.c.producteur,
            serie.c.indicateur_id,
            indicateur.c.definition,
        )
        .join(source, serie.c.source_id == source.c.id)
        .join(indicateur, serie.c.indicateur_id == indicateur.c.id)
        .where(serie.c.id.in_(ids))
        .order_by(serie.c.id)
    )
