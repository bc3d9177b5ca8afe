"""Programmes and the EPCI that they concern, their meetings, what is asked of them, their amounts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, or_, select

from data.queries.budget import attached, known_lines
from data.queries.latest import fact_key, latest
from data.queries.standing import standing
from data.tables.finances import ligne_budget
from data.tables.programmes import comite, orientation, programme
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


def seances_tenues_select(programmes: Sequence[str]) -> Select[Any]:
    """Dated meetings of the steering committees, last first.  Columns: id, nom, programme_id, date_seance."""
    known_comite = latest(comite)
    return (
        select(known_comite.c.id, known_comite.c.nom, known_comite.c.programme_id, known_comite.c.date_seance)
        .where(known_comite.c.programme_id.in_(programmes), known_comite.c.type == "copil")
        .where(known_comite.c.etat == "tenu", known_comite.c.date_seance.is_not(None))
        .order_by(known_comite.c.date_seance.desc())
    )


def seances_select() -> Select[Any]:
    """Meetings held, of every kind, with a date.  Columns: id, type, nom, programme (short name), date_seance."""
    known_comite = latest(comite)
    known_programme = latest(programme)
    return (
        select(
            known_comite.c.id,
            known_comite.c.type,
            known_comite.c.nom,
            known_programme.c.nom_court.label("programme"),
            known_comite.c.date_seance,
        )
        .join(known_programme, known_programme.c.id == known_comite.c.programme_id)
        .where(known_comite.c.etat == "tenu", known_comite.c.date_seance.is_not(None))
        .order_by(known_comite.c.date_seance.desc(), known_programme.c.ordre, known_comite.c.id)
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

    A line of another EPCI is not theirs, even inside the same programme, nor one that no rule ties to it.

    Args:
        programmes: ids.
        epci: SIREN numbers.
        depuis: first exercise kept; lines without an exercise are always kept.

    Returns:
        Columns: fait, programme (short name), territoire (short name), axe_id, objet, montant (euros, NaN when not
        given), qualificatif, temporalite, etape, statut, illustratif, conteste, connu_le, source_id.
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
            known.c.conteste,
            known.c.connu_le,
            known.c.source_id,
        )
        .join(known_programme, known_programme.c.id == known.c.programme_id)
        .join(territoire, territoire.c.id == known.c.territoire_id)
        .where(or_(territoire.c.type != "epci", territoire.c.code.in_(epci)))
        .where(or_(known.c.exercice.is_(None), known.c.exercice >= depuis), attached(known))
        .order_by(known_programme.c.ordre, known.c.id)
    )
