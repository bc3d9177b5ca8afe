"""Action plans: their actions, what is known of each one, who steers them, and what the votes allow."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, Table, func, select

from data.queries.latest import fact_key, latest
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
    known_action = latest(action)
    known_programme = latest(programme)
    planned = select(known_action.c.programme_id).distinct()
    return (
        select(
            known_programme.c.id,
            known_programme.c.nom,
            known_programme.c.nom_court,
            known_programme.c.territoire_id,
            territoire.c.type.label("territoire_type"),
            territoire.c.nom.label("territoire"),
            known_programme.c.debut,
            known_programme.c.fin,
        )
        .join(territoire, territoire.c.id == known_programme.c.territoire_id)
        .where(known_programme.c.id.in_(planned))
        .order_by(known_programme.c.ordre)
    )


def epci_of_territoire_select(territoire_id: str) -> Select[Any]:
    """An EPCI as its only member, to read a plan that one EPCI carries alone.  Columns: id, code, nom_court."""
    return select(territoire.c.id, territoire.c.code, territoire.c.nom_court).where(
        territoire.c.id == territoire_id, territoire.c.type == "epci"
    )


def actions_select(programme_id: str) -> Select[Any]:
    """Actions of a plan, by axis and rank.

    Columns: fait, id, numero, nom, precisions, axe_id, axe_numero, axe (name), statut, illustratif, connu_le,
    source_id, passage.
    """
    known_action = latest(action)
    known_axe = latest(axe)
    return (
        select(
            fact_key(action, known_action),
            known_action.c.id,
            known_action.c.numero,
            known_action.c.nom,
            known_action.c.precisions,
            known_axe.c.id.label("axe_id"),
            known_axe.c.numero.label("axe_numero"),
            known_axe.c.nom.label("axe"),
            *standing(known_action),
            known_action.c.connu_le,
            known_action.c.source_id,
            known_action.c.passage,
        )
        .join(known_axe, known_axe.c.id == known_action.c.axe_id)
        .where(known_action.c.programme_id == programme_id)
        .order_by(known_axe.c.numero, known_action.c.numero)
    )


def programme_of_action_select(action_id: str) -> Select[Any]:
    """The programme of an action; empty when no action has that id.  Columns: programme_id."""
    known_action = latest(action)
    return select(known_action.c.programme_id).where(known_action.c.id == action_id)


def suivis_select(programme_id: str) -> Select[Any]:
    """Dated follow-up of the actions of a plan, each observation in its last version.

    Columns: fait, id, action_id, observe_le, etat, pilote, elu_referent (names), debut_prevu, echeance, terminee_le,
    avancement (%), indicateur, meteo, meteo_auteur (name), prochaine_etape, commentaire, statut, illustratif,
    conteste, connu_le,
    connu_au_plus_tard, charge_le, source_id, passage.
    """
    known_action = latest(action)
    planned = select(known_action.c.id).where(known_action.c.programme_id == programme_id)
    known = known_suivis(suivi_action.c.action_id.in_(planned))
    pilote, elu, juge = acteur.alias("pilote"), acteur.alias("elu"), acteur.alias("juge")
    return (
        select(
            fact_key(suivi_action, known),
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
    known_action = latest(action)
    known_action_territoire = latest(action_territoire)
    return (
        select(known_action_territoire.c.action_id, territoire.c.code.label("siren"), territoire.c.nom_court)
        .join(known_action, known_action.c.id == known_action_territoire.c.action_id)
        .join(territoire, territoire.c.id == known_action_territoire.c.territoire_id)
        .where(known_action.c.programme_id == programme_id)
        .order_by(known_action_territoire.c.action_id, territoire.c.ordre)
    )


def sieges_select(programme_id: str) -> Select[Any]:
    """Seats of the steering committee, by territory.  Columns: territoire_type, territoire (short name), nombre."""
    known_comite = latest(comite)
    known_siege = latest(siege)
    return (
        select(
            territoire.c.type.label("territoire_type"),
            territoire.c.nom_court.label("territoire"),
            func.sum(known_siege.c.nombre).label("nombre"),
        )
        .join(known_comite, known_comite.c.id == known_siege.c.comite_id)
        .outerjoin(territoire, territoire.c.id == known_siege.c.territoire_id)
        .where(known_comite.c.programme_id == programme_id, known_comite.c.type == "copil")
        .group_by(territoire.c.type, territoire.c.nom_court, territoire.c.ordre)
        .order_by(territoire.c.ordre)
    )


def pilotes_select(programme_id: str) -> Select[Any]:
    """Functions that lead a programme, apart from bodies.  Columns: nom."""
    known_partenaire = latest(partenaire)
    return (
        select(acteur.c.nom)
        .join(known_partenaire, known_partenaire.c.acteur_id == acteur.c.id)
        .where(known_partenaire.c.programme_id == programme_id, known_partenaire.c.role == "pilote")
        .where(acteur.c.type.in_(("fonction", "personne")))
        .order_by(known_partenaire.c.id)
    )


def orientations_select(programme_id: str) -> Select[Any]:
    """Orientations asked of the committee or given by it.  Columns: fait, id, sens, libelle, repond_a_id, connu_le."""
    known_orientation = latest(orientation)
    return (
        select(
            fact_key(orientation, known_orientation),
            known_orientation.c.id,
            known_orientation.c.sens,
            known_orientation.c.libelle,
            known_orientation.c.repond_a_id,
            known_orientation.c.connu_le,
        )
        .where(known_orientation.c.programme_id == programme_id)
        .order_by(known_orientation.c.ordre)
    )


def actes_select(programme_id: str) -> Select[Any]:
    """Acts of a programme with their counted vote, oldest first, undated ones last.

    Columns: id, type, organe, date_acte, objet, portee, etat, sieges, quorum, votants, pour, abstentions.
    """
    known_acte = latest(acte)
    known_vote = latest(vote)
    return (
        select(
            known_acte.c.id,
            known_acte.c.type,
            acteur.c.nom.label("organe"),
            known_acte.c.date_acte,
            known_acte.c.objet,
            known_acte.c.portee,
            known_acte.c.etat,
            known_vote.c.sieges,
            known_vote.c.quorum,
            known_vote.c.votants,
            known_vote.c.pour,
            known_vote.c.abstentions,
        )
        .join(acteur, acteur.c.id == known_acte.c.organe_id)
        .outerjoin(known_vote, known_vote.c.acte_id == known_acte.c.id)
        .where(known_acte.c.programme_id == programme_id)
        .order_by(known_acte.c.date_acte.is_(None), known_acte.c.date_acte, known_acte.c.id)
    )


def other_lists_select(programme_id: str) -> Select[Any]:
    """Sizes of the lists that are not the action plan.  Columns: priorites, actions_engagees."""
    return select(
        _size(priorite, programme_id).label("priorites"), _size(action_engagee, programme_id).label("actions_engagees")
    )


def _size(table: Table, programme_id: str) -> ScalarSelect[Any]:
    known = latest(table)
    return select(func.count()).select_from(known).where(known.c.programme_id == programme_id).scalar_subquery()
