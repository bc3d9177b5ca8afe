"""Programmes and the EPCI that they concern, the promises they make and the proofs that are known."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, func, or_, select

from data.queries.budget import known_lines
from data.queries.latest import fact_key, latest
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
    known_appartenance = latest(appartenance)
    known_programme = latest(programme)
    group = territoire.alias("groupement")
    whole = territoire.alias("ensemble")
    # A membership may have several versions: it is looked for, not joined.
    belongs = exists().where(
        known_appartenance.c.membre_id == group.c.id, known_appartenance.c.ensemble_id == whole.c.id
    )
    return (
        select(
            known_programme.c.id,
            known_programme.c.nom,
            known_programme.c.nom_court,
            known_programme.c.territoire_id,
            whole.c.nom_court.label("territoire"),
            group.c.code.label("siren"),
        )
        .join(whole, whole.c.id == known_programme.c.territoire_id)
        .join(group, group.c.type == "epci")
        .where(group.c.code.in_(epci), or_(whole.c.id == group.c.id, belongs))
        .order_by(known_programme.c.ordre, group.c.ordre)
    )


def promesses_select(programmes: Sequence[str]) -> Select[Any]:
    """Register of promises with what proves them.

    Columns: fait, id, numero, programme_id, nature, libelle, echeance, echeance_calculee, indicateur_id, mesurable,
    conteste, preuves (number of proofs), complete (1 when one of them proves everything), statut, illustratif,
    connu_le, source_id.
    """
    known_preuve = latest(preuve)
    known_promesse = latest(promesse)
    proofs = (
        select(
            known_preuve.c.promesse_id,
            func.count().label("preuves"),
            func.max(func.nullif(known_preuve.c.portee, "partielle")).label("complete"),
        )
        .group_by(known_preuve.c.promesse_id)
        .subquery()
    )
    return (
        select(
            fact_key(promesse, known_promesse),
            known_promesse.c.id,
            known_promesse.c.numero,
            known_promesse.c.programme_id,
            known_promesse.c.nature,
            known_promesse.c.libelle,
            known_promesse.c.echeance,
            known_promesse.c.echeance_calculee,
            known_promesse.c.indicateur_id,
            known_promesse.c.mesurable,
            known_promesse.c.conteste,
            func.coalesce(proofs.c.preuves, 0).label("preuves"),
            proofs.c.complete.is_not(None).label("complete"),
            *standing(known_promesse),
            known_promesse.c.connu_le,
            known_promesse.c.source_id,
        )
        .outerjoin(proofs, proofs.c.promesse_id == known_promesse.c.id)
        .where(known_promesse.c.programme_id.in_(programmes))
        .order_by(known_promesse.c.id)
    )


def seances_tenues_select(programmes: Sequence[str]) -> Select[Any]:
    """Dated meetings of the steering committees, last first.  Columns: id, nom, programme_id, date_seance."""
    known_comite = latest(comite)
    return (
        select(known_comite.c.id, known_comite.c.nom, known_comite.c.programme_id, known_comite.c.date_seance)
        .where(known_comite.c.programme_id.in_(programmes), known_comite.c.type == "copil")
        .where(known_comite.c.etat == "tenu", known_comite.c.date_seance.is_not(None))
        .order_by(known_comite.c.date_seance.desc())
    )


def orientations_select(programmes: Sequence[str]) -> Select[Any]:
    """Orientations asked of a committee that none answers yet.

    Columns: fait, id, libelle, statut, illustratif, connu_le, source_id.
    """
    known_orientation = latest(orientation)
    answered = select(known_orientation.c.repond_a_id).where(known_orientation.c.repond_a_id.is_not(None))
    return (
        select(
            fact_key(orientation, known_orientation),
            known_orientation.c.id,
            known_orientation.c.libelle,
            *standing(known_orientation),
            known_orientation.c.connu_le,
            known_orientation.c.source_id,
        )
        .where(known_orientation.c.programme_id.in_(programmes), known_orientation.c.sens == "demandee")
        .where(known_orientation.c.id.not_in(answered))
        .order_by(known_orientation.c.ordre, known_orientation.c.id)
    )


def montants_select(programmes: Sequence[str], epci: Sequence[str], depuis: int) -> Select[Any]:
    """Last known version of the amounts of programmes that concern some EPCI, old exercises left out.

    A line of another EPCI is not theirs, even inside the same programme.

    Args:
        programmes: ids.
        epci: SIREN numbers.
        depuis: first exercise kept; lines without an exercise are always kept.

    Returns:
        Columns: fait, programme (short name), territoire (short name), axe_id, objet, montant (euros, NaN when not
        given), qualificatif, temporalite, etape, statut, illustratif, connu_le, source_id.
    """
    known_programme = latest(programme)
    known = known_lines(ligne_budget.c.programme_id.in_(programmes))
    return (
        select(
            fact_key(ligne_budget, known),
            known_programme.c.nom_court.label("programme"),
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
        .join(known_programme, known_programme.c.id == known.c.programme_id)
        .join(territoire, territoire.c.id == known.c.territoire_id)
        .where(or_(territoire.c.type != "epci", territoire.c.code.in_(epci)))
        .where(or_(known.c.exercice.is_(None), known.c.exercice >= depuis))
        .order_by(known_programme.c.ordre, known.c.id)
    )
