"""Programmes and the EPCI that they concern, the promises they make and the proofs that are known."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, func, or_, select

from data.queries.budget import known_lines
from data.queries.standing import standing
from data.tables.finances import ligne_budget
from data.tables.programmes import comite, orientation, preuve, programme, promesse
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
    # A membership may have several versions: it is looked for, not joined.
    belongs = exists().where(appartenance.c.membre_id == group.c.id, appartenance.c.ensemble_id == whole.c.id)
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
        .where(group.c.code.in_(epci), or_(whole.c.id == group.c.id, belongs))
        .order_by(programme.c.ordre, group.c.ordre)
    )


def promesses_select(programmes: Sequence[str]) -> Select[Any]:
    """Register of promises with what proves them.

    Columns: id, numero, programme_id, nature, libelle, echeance, echeance_calculee, indicateur_id, mesurable,
    conteste, preuves (number of proofs), complete (1 when one of them proves everything), statut, illustratif,
    connu_le, source_id.
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
            promesse.c.echeance_calculee,
            promesse.c.indicateur_id,
            promesse.c.mesurable,
            promesse.c.conteste,
            func.coalesce(proofs.c.preuves, 0).label("preuves"),
            proofs.c.complete.is_not(None).label("complete"),
            *standing(promesse),
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


def orientations_select(programmes: Sequence[str]) -> Select[Any]:
    """Orientations asked of a committee that none answers yet.

    Columns: id, libelle, statut, illustratif, connu_le, source_id.
    """
    answered = select(orientation.c.repond_a_id).where(orientation.c.repond_a_id.is_not(None))
    return (
        select(
            orientation.c.id,
            orientation.c.libelle,
            *standing(orientation),
            orientation.c.connu_le,
            orientation.c.source_id,
        )
        .where(orientation.c.programme_id.in_(programmes), orientation.c.sens == "demandee")
        .where(orientation.c.id.not_in(answered))
        .order_by(orientation.c.ordre, orientation.c.id)
    )


def montants_select(programmes: Sequence[str], epci: Sequence[str], depuis: int) -> Select[Any]:
    """Last known version of the amounts of programmes that concern some EPCI, old exercises left out.

    A line of another EPCI is not theirs, even inside the same programme.

    Args:
        programmes: ids.
        epci: SIREN numbers.
        depuis: first exercise kept; lines without an exercise are always kept.

    Returns:
        Columns: programme (short name), territoire (short name), axe_id, objet, montant (euros, NaN when not
        given), qualificatif, temporalite, etape, statut, illustratif, connu_le, source_id.
    """
    known = known_lines(ligne_budget.c.programme_id.in_(programmes))
    return (
        select(
            programme.c.nom_court.label("programme"),
            territoire.c.nom_court.label("territoire"),
            known.c.axe_id,
            known.c.objet,
            known.c.montant,
            known.c.qualificatif,
            known.c.temporalite,
            known.c.etape,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
        )
        .join(programme, programme.c.id == known.c.programme_id)
        .join(territoire, territoire.c.id == known.c.territoire_id)
        .where(or_(territoire.c.type != "epci", territoire.c.code.in_(epci)))
        .where(or_(known.c.exercice.is_(None), known.c.exercice >= depuis))
        .order_by(programme.c.ordre, known.c.id)
    )
