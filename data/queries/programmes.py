"""Programmes and the EPCI that they concern, the promises they make and the proofs that are known."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from data.tables.actions import action, suivi_action
from data.tables.finances import ligne_budget
from data.tables.programmes import axe, comite, preuve, programme, promesse
from data.tables.references import appartenance, territoire


def programmes_of_epci_select(epci: Sequence[str]) -> Select[Any]:
    """Programmes of some EPCI: their own, and those of a territory that they belong to.

    Args:
        epci: SIREN numbers.

    Returns:
        Columns: id, nom, nom_court, territoire_id, territoire (name), siren (the EPCI concerned); by display order.
    """
    group = territoire.alias("groupement")
    whole = territoire.alias("ensemble")
    return (
        select(
            programme.c.id,
            programme.c.nom,
            programme.c.nom_court,
            programme.c.territoire_id,
            whole.c.nom_court.label("territoire"),
            group.c.code.label("siren"),
        )
        .join(whole, whole.c.id == programme.c.territoire_id)
        .join(group, group.c.type == "epci")
        .outerjoin(appartenance, and_(appartenance.c.membre_id == group.c.id, appartenance.c.ensemble_id == whole.c.id))
        .where(group.c.code.in_(epci), or_(whole.c.id == group.c.id, appartenance.c.id.is_not(None)))
        .order_by(programme.c.ordre, group.c.ordre)
    )


def promesses_select(programmes: Sequence[str]) -> Select[Any]:
    """Register of promises with what proves them.

    Columns: id, numero, programme_id, nature, libelle, echeance, indicateur_id, mesurable, conteste, preuves (number
    of proofs), complete (1 when one of them proves everything), statut, connu_le, source_id.
    """
    proofs = (
        select(
            preuve.c.promesse_id,
            func.count().label("preuves"),
            func.max(func.nullif(preuve.c.portee, "partielle")).label("complete"),
        )
        .group_by(preuve.c.promesse_id)
        .subquery()
    )
    return (
        select(
            promesse.c.id,
            promesse.c.numero,
            promesse.c.programme_id,
            promesse.c.nature,
            promesse.c.libelle,
            promesse.c.echeance,
            promesse.c.indicateur_id,
            promesse.c.mesurable,
            promesse.c.conteste,
            func.coalesce(proofs.c.preuves, 0).label("preuves"),
            proofs.c.complete.is_not(None).label("complete"),
            promesse.c.statut,
            promesse.c.connu_le,
            promesse.c.source_id,
        )
        .outerjoin(proofs, proofs.c.promesse_id == promesse.c.id)
        .where(promesse.c.programme_id.in_(programmes))
        .order_by(promesse.c.id)
    )


def seances_tenues_select(programmes: Sequence[str]) -> Select[Any]:
    """Dated meetings of the steering committees, last first.  Columns: id, nom, programme_id, date_seance."""
    return (
        select(comite.c.id, comite.c.nom, comite.c.programme_id, comite.c.date_seance)
        .where(comite.c.programme_id.in_(programmes), comite.c.type == "copil")
        .where(comite.c.etat == "tenu", comite.c.date_seance.is_not(None))
        .order_by(comite.c.date_seance.desc())
    )


def actions_par_axe_select(programmes: Sequence[str]) -> Select[Any]:
    """How many actions each axis holds, and how many were ever followed.

    Columns: programme_id, programme (short name), axe, actions, suivies; by programme and axis.
    """
    followed = select(suivi_action.c.action_id).where(suivi_action.c.etat.is_not(None)).distinct().subquery()
    return (
        select(
            programme.c.id.label("programme_id"),
            programme.c.nom_court.label("programme"),
            axe.c.nom.label("axe"),
            func.count(action.c.id).label("actions"),
            func.count(followed.c.action_id).label("suivies"),
        )
        .join(axe, axe.c.programme_id == programme.c.id)
        .join(action, action.c.axe_id == axe.c.id)
        .outerjoin(followed, followed.c.action_id == action.c.id)
        .where(programme.c.id.in_(programmes))
        .group_by(programme.c.id, programme.c.nom_court, programme.c.ordre, axe.c.nom, axe.c.numero)
        .order_by(programme.c.ordre, axe.c.numero)
    )


def montants_select(programmes: Sequence[str], depuis: int) -> Select[Any]:
    """Amounts of programmes, old exercises left out.

    Args:
        programmes: ids.
        depuis: first exercise kept; lines without an exercise are always kept.

    Returns:
        Columns: programme (short name), axe_id, objet, montant (euros, NaN when not given), qualificatif, temporalite,
        etape, statut, connu_le, source_id.
    """
    return (
        select(
            programme.c.nom_court.label("programme"),
            ligne_budget.c.axe_id,
            ligne_budget.c.objet,
            ligne_budget.c.montant,
            ligne_budget.c.qualificatif,
            ligne_budget.c.temporalite,
            ligne_budget.c.etape,
            ligne_budget.c.statut,
            ligne_budget.c.connu_le,
            ligne_budget.c.source_id,
        )
        .join(programme, programme.c.id == ligne_budget.c.programme_id)
        .where(programme.c.id.in_(programmes))
        .where(or_(ligne_budget.c.exercice.is_(None), ligne_budget.c.exercice >= depuis))
        .order_by(programme.c.ordre, ligne_budget.c.id)
    )
