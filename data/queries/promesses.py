"""The register of promises: who made them, where, what proves them, and where else they were made."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, case, func, or_, select

from data.queries.latest import fact_key, latest
from data.queries.standing import standing
from data.tables.mesures import indicateur
from data.tables.programmes import preuve, programme, promesse, promesse_recurrence
from data.tables.references import acteur, source


def promesses_select(programmes: Sequence[str]) -> Select[Any]:
    """Promises of some programmes.

    Columns: id, numero, programme_id, programme (short name), programme_ordre, nature, libelle, echeance,
    echeance_note, echeance_calculee, indicateur_id, indicateur (its name), mesurable, attendu, conteste, auteur,
    auteur_type, auteur_fonction, producteur (of the source), qualificatif, passage, preuves (number of proofs),
    preuves_contestees (how many others are contested), complete (True when one that is not proves everything), statut,
    illustratif, connu_le, source_id, fait.
    """
    known_preuve = latest(preuve)
    known_programme = latest(programme)
    known = latest(promesse)
    sure = known_preuve.c.conteste.is_(False)
    proofs = (
        select(
            known_preuve.c.promesse_id,
            func.sum(case((sure, 1), else_=0)).label("preuves"),
            func.sum(case((sure, 0), else_=1)).label("contestees"),
            func.max(case((sure, func.nullif(known_preuve.c.portee, "partielle")))).label("complete"),
        )
        .group_by(known_preuve.c.promesse_id)
        .subquery()
    )
    return (
        select(
            known.c.id,
            known.c.numero,
            known.c.programme_id,
            known_programme.c.nom_court.label("programme"),
            known_programme.c.ordre.label("programme_ordre"),
            known.c.nature,
            known.c.libelle,
            known.c.echeance,
            known.c.echeance_note,
            known.c.echeance_calculee,
            known.c.indicateur_id,
            indicateur.c.libelle.label("indicateur"),
            known.c.mesurable,
            known.c.attendu,
            known.c.conteste,
            acteur.c.nom.label("auteur"),
            acteur.c.type.label("auteur_type"),
            acteur.c.fonction.label("auteur_fonction"),
            source.c.producteur,
            known.c.qualificatif,
            known.c.passage,
            func.coalesce(proofs.c.preuves, 0).label("preuves"),
            func.coalesce(proofs.c.contestees, 0).label("preuves_contestees"),
            proofs.c.complete.is_not(None).label("complete"),
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
            fact_key(promesse, known),
        )
        .join(known_programme, known_programme.c.id == known.c.programme_id)
        .join(acteur, acteur.c.id == known.c.auteur_id)
        .join(source, source.c.id == known.c.source_id)
        .outerjoin(indicateur, indicateur.c.id == known.c.indicateur_id)
        .outerjoin(proofs, proofs.c.promesse_id == known.c.id)
        .where(known.c.programme_id.in_(programmes))
        .order_by(known_programme.c.ordre, known.c.id)
    )


def preuves_select(programmes: Sequence[str]) -> Select[Any]:
    """Proofs of the promises of some programmes, oldest first, undated ones last.

    Columns: id, promesse_id, portee, nombre, libelle, date_preuve, auteur, producteur (of the source), passage, statut,
    illustratif, conteste, connu_le, source_id, fait.
    """
    known = latest(preuve)
    known_promesse = latest(promesse)
    return (
        select(
            known.c.id,
            known.c.promesse_id,
            known.c.portee,
            known.c.nombre,
            known.c.libelle,
            known.c.date_preuve,
            acteur.c.nom.label("auteur"),
            source.c.producteur,
            known.c.passage,
            *standing(known),
            known.c.conteste,
            known.c.connu_le,
            known.c.source_id,
            fact_key(preuve, known),
        )
        .join(known_promesse, known_promesse.c.id == known.c.promesse_id)
        .join(acteur, acteur.c.id == known.c.auteur_id)
        .join(source, source.c.id == known.c.source_id)
        .where(known_promesse.c.programme_id.in_(programmes))
        .order_by(known.c.date_preuve.is_(None), known.c.date_preuve, known.c.id)
    )


def recurrences_select(programmes: Sequence[str]) -> Select[Any]:
    """Other programmes where a promise is made again; either that programme or the promise's own is among some.

    Columns: promesse_id, numero (of the promise), origine_id (its own programme), programme_id (the other one),
    programme (its short name), libelle (form that the promise takes there), statut, illustratif, connu_le, source_id,
    fait.
    """
    known = latest(promesse_recurrence)
    known_promesse = latest(promesse)
    known_programme = latest(programme)
    return (
        select(
            known.c.promesse_id,
            known_promesse.c.numero,
            known_promesse.c.programme_id.label("origine_id"),
            known.c.programme_id,
            known_programme.c.nom_court.label("programme"),
            known.c.libelle,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
            fact_key(promesse_recurrence, known),
        )
        .join(known_promesse, known_promesse.c.id == known.c.promesse_id)
        .join(known_programme, known_programme.c.id == known.c.programme_id)
        .where(or_(known_promesse.c.programme_id.in_(programmes), known.c.programme_id.in_(programmes)))
        .order_by(known_promesse.c.id, known_programme.c.ordre)
    )
