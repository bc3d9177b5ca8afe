"""Action plans: their actions, what is known of each one, who steers them, and what the votes allow."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, Table, func, select

from data.queries.standing import standing
from data.queries.suivis import known_suivis
from data.tables.actions import action, action_territoire, suivi_action
from data.tables.programmes import (
    acte,
    action_engagee,
    axe,
    comite,
    orientation,
    partenaire,
    priorite,
    programme,
    siege,
    vote,
)
from data.tables.references import acteur, territoire


def programmes_with_actions_select() -> Select[Any]:
    """Programmes that have an action plan, in display order.

    Columns: id, nom, nom_court, territoire_id, territoire_type, territoire (name), debut, fin.
    """
    planned = select(action.c.programme_id).distinct()
    return (
        select(
            programme.c.id,
            programme.c.nom,
            programme.c.nom_court,
            programme.c.territoire_id,
            territoire.c.type.label("territoire_type"),
            territoire.c.nom.label("territoire"),
            programme.c.debut,
            programme.c.fin,
        )
        .join(territoire, territoire.c.id == programme.c.territoire_id)
        .where(programme.c.id.in_(planned))
        .order_by(programme.c.ordre)
    )


def epci_of_territoire_select(territoire_id: str) -> Select[Any]:
    """An EPCI as its only member, to read a plan that one EPCI carries alone.  Columns: id, code, nom_court."""
    return select(territoire.c.id, territoire.c.code, territoire.c.nom_court).where(
        territoire.c.id == territoire_id, territoire.c.type == "epci"
    )


def actions_select(programme_id: str) -> Select[Any]:
    """Actions of a plan, by axis and rank.

    Columns: id, numero, nom, precisions, axe_id, axe_numero, axe (name), statut, illustratif, connu_le, source_id,
    passage.
    """
    return (
        select(
            action.c.id,
            action.c.numero,
            action.c.nom,
            action.c.precisions,
            axe.c.id.label("axe_id"),
            axe.c.numero.label("axe_numero"),
            axe.c.nom.label("axe"),
            *standing(action),
            action.c.connu_le,
            action.c.source_id,
            action.c.passage,
        )
        .join(axe, axe.c.id == action.c.axe_id)
        .where(action.c.programme_id == programme_id)
        .order_by(axe.c.numero, action.c.numero)
    )


def programme_of_action_select(action_id: str) -> Select[Any]:
    """The programme of an action; empty when no action has that id.  Columns: programme_id."""
    return select(action.c.programme_id).where(action.c.id == action_id)


def suivis_select(programme_id: str) -> Select[Any]:
    """Dated follow-up of the actions of a plan, each observation in its last version.

    Columns: id, action_id, observe_le, etat, pilote, elu_referent (names), debut_prevu, echeance, terminee_le,
    avancement (%), indicateur, meteo, meteo_auteur (name), prochaine_etape, commentaire, statut, illustratif,
    conteste, connu_le,
    connu_au_plus_tard, charge_le, source_id, passage.
    """
    planned = select(action.c.id).where(action.c.programme_id == programme_id)
    known = known_suivis(suivi_action.c.action_id.in_(planned))
    pilote, elu, juge = acteur.alias("pilote"), acteur.alias("elu"), acteur.alias("juge")
    return (
        select(
            known.c.id,
            known.c.action_id,
            known.c.observe_le,
            known.c.etat,
            pilote.c.nom.label("pilote"),
            elu.c.nom.label("elu_referent"),
            known.c.debut_prevu,
            known.c.echeance,
            known.c.terminee_le,
            known.c.avancement,
            known.c.indicateur,
            known.c.meteo,
            juge.c.nom.label("meteo_auteur"),
            known.c.prochaine_etape,
            known.c.commentaire,
            *standing(known),
            known.c.conteste,
            known.c.connu_le,
            known.c.connu_au_plus_tard,
            known.c.charge_le,
            known.c.source_id,
            known.c.passage,
        )
        .outerjoin(pilote, pilote.c.id == known.c.pilote_id)
        .outerjoin(elu, elu.c.id == known.c.elu_referent_id)
        .outerjoin(juge, juge.c.id == known.c.meteo_auteur_id)
        .order_by(known.c.action_id, known.c.observe_le, known.c.id)
    )


def action_epci_select(programme_id: str) -> Select[Any]:
    """EPCI that each action concerns, where the plan tells them apart.  Columns: action_id, siren, nom_court."""
    return (
        select(action_territoire.c.action_id, territoire.c.code.label("siren"), territoire.c.nom_court)
        .join(action, action.c.id == action_territoire.c.action_id)
        .join(territoire, territoire.c.id == action_territoire.c.territoire_id)
        .where(action.c.programme_id == programme_id)
        .order_by(action_territoire.c.action_id, territoire.c.ordre)
    )


def instances_select(programme_id: str) -> Select[Any]:
    """Committees of a programme.  Columns: id, type, nom, date_seance, etat, frequence."""
    return (
        select(comite.c.id, comite.c.type, comite.c.nom, comite.c.date_seance, comite.c.etat, comite.c.frequence)
        .where(comite.c.programme_id == programme_id)
        .order_by(comite.c.id)
    )


def sieges_select(programme_id: str) -> Select[Any]:
    """Seats of the steering committee, by territory.  Columns: territoire_type, territoire (short name), nombre."""
    return (
        select(
            territoire.c.type.label("territoire_type"),
            territoire.c.nom_court.label("territoire"),
            func.sum(siege.c.nombre).label("nombre"),
        )
        .join(comite, comite.c.id == siege.c.comite_id)
        .outerjoin(territoire, territoire.c.id == siege.c.territoire_id)
        .where(comite.c.programme_id == programme_id, comite.c.type == "copil")
        .group_by(territoire.c.type, territoire.c.nom_court, territoire.c.ordre)
        .order_by(territoire.c.ordre)
    )


def pilotes_select(programme_id: str) -> Select[Any]:
    """Functions that lead a programme, apart from bodies.  Columns: nom."""
    return (
        select(acteur.c.nom)
        .join(partenaire, partenaire.c.acteur_id == acteur.c.id)
        .where(partenaire.c.programme_id == programme_id, partenaire.c.role == "pilote")
        .where(acteur.c.type.in_(("fonction", "personne")))
        .order_by(partenaire.c.id)
    )


def orientations_select(programme_id: str) -> Select[Any]:
    """Orientations asked of the committee or given by it.  Columns: id, sens, libelle, repond_a_id, connu_le."""
    return (
        select(
            orientation.c.id,
            orientation.c.sens,
            orientation.c.libelle,
            orientation.c.repond_a_id,
            orientation.c.connu_le,
        )
        .where(orientation.c.programme_id == programme_id)
        .order_by(orientation.c.ordre)
    )


def actes_select(programme_id: str) -> Select[Any]:
    """Acts of a programme with their counted vote, oldest first, undated ones last.

    Columns: id, type, organe, date_acte, objet, portee, etat, sieges, quorum, votants, pour, abstentions.
    """
    return (
        select(
            acte.c.id,
            acte.c.type,
            acteur.c.nom.label("organe"),
            acte.c.date_acte,
            acte.c.objet,
            acte.c.portee,
            acte.c.etat,
            vote.c.sieges,
            vote.c.quorum,
            vote.c.votants,
            vote.c.pour,
            vote.c.abstentions,
        )
        .join(acteur, acteur.c.id == acte.c.organe_id)
        .outerjoin(vote, vote.c.acte_id == acte.c.id)
        .where(acte.c.programme_id == programme_id)
        .order_by(acte.c.date_acte.is_(None), acte.c.date_acte, acte.c.id)
    )


def other_lists_select(programme_id: str) -> Select[Any]:
    """Sizes of the lists that are not the action plan.  Columns: priorites, actions_engagees."""
    return select(
        _size(priorite, programme_id).label("priorites"), _size(action_engagee, programme_id).label("actions_engagees")
    )


def _size(table: Table, programme_id: str) -> ScalarSelect[Any]:
    return select(func.count()).select_from(table).where(table.c.programme_id == programme_id).scalar_subquery()
