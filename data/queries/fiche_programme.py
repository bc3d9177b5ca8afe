"""Programmes as their documents set them: what each is, its lists, its partners, its committees, its acts and facts."""

from typing import Any, Final

from sqlalchemy import FromClause, Select, Table, func, literal, select, union_all

from data.queries.budget import known_lines
from data.queries.latest import fact_key, latest
from data.queries.standing import standing
from data.tables.actions import action
from data.tables.programmes import (
    acte,
    action_engagee,
    axe,
    comite,
    fait,
    partenaire,
    priorite,
    programme,
    promesse,
    siege,
    vote,
)
from data.tables.references import acteur, territoire

_LISTS: Final = (axe, priorite, action_engagee, action, acte, partenaire)
_COUNTS: Final = (
    vote.c.sieges,
    vote.c.quorum,
    vote.c.presents,
    vote.c.suppleants,
    vote.c.representes,
    vote.c.absents,
    vote.c.presents_ou_representes,
    vote.c.sans_prendre_part,
    vote.c.votants,
    vote.c.pour,
    vote.c.contre,
    vote.c.abstentions,
)


def fiches_select() -> Select[Any]:
    """Every programme, in display order.

    Columns: id, nom, nom_court, nature, territoire_id, territoire (name), territoire_type, debut, fin, qualificatif,
    auteur, passage, statut, illustratif, connu_le, source_id, fait.
    """
    known = latest(programme)
    return (
        select(
            known.c.id,
            known.c.nom,
            known.c.nom_court,
            known.c.nature,
            known.c.territoire_id,
            territoire.c.nom.label("territoire"),
            territoire.c.type.label("territoire_type"),
            known.c.debut,
            known.c.fin,
            known.c.qualificatif,
            acteur.c.nom.label("auteur"),
            known.c.passage,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
            fact_key(programme, known),
        )
        .join(territoire, territoire.c.id == known.c.territoire_id)
        .join(acteur, acteur.c.id == known.c.auteur_id)
        .order_by(known.c.ordre, known.c.id)
    )


def tailles_select() -> Select[Any]:
    """How many rows each programme has in each list.  Columns: programme_id, genre, nombre.

    ``genre`` is the name of a table, promises being promises alone, meetings those that were held, and budget lines
    those that have an amount.
    """
    known_promesse, known_comite, lines = latest(promesse), latest(comite), known_lines()
    parts = [_size(table.name, latest(table)) for table in _LISTS]
    parts.append(_size(promesse.name, known_promesse).where(known_promesse.c.nature == "promesse"))
    held = known_comite.c.etat == "tenu", known_comite.c.type != "conseil"
    parts.append(_size(comite.name, known_comite).where(*held))
    parts.append(_size("ligne_budget", lines).where(lines.c.montant.is_not(None)))
    sizes = union_all(*parts).subquery()
    return select(sizes.c.programme_id, sizes.c.genre, sizes.c.nombre).order_by(sizes.c.programme_id, sizes.c.genre)


def _size(genre: str, known: FromClause) -> Select[Any]:
    return select(known.c.programme_id, literal(genre).label("genre"), func.count().label("nombre")).group_by(
        known.c.programme_id
    )


def axes_et_actions_select(programme_id: str) -> Select[Any]:
    """Axes as the document ranks them.

    Columns: id, numero, nom, actions (number of actions of the plan), qualificatif, statut, illustratif, connu_le,
    source_id, fait.
    """
    known, known_action = latest(axe), latest(action)
    planned = (
        select(known_action.c.axe_id, func.count().label("actions")).group_by(known_action.c.axe_id).subquery("planned")
    )
    return (
        select(
            known.c.id,
            known.c.numero,
            known.c.nom,
            func.coalesce(planned.c.actions, 0).label("actions"),
            known.c.qualificatif,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
            fact_key(axe, known),
        )
        .outerjoin(planned, planned.c.axe_id == known.c.id)
        .where(known.c.programme_id == programme_id)
        .order_by(known.c.numero)
    )


def priorites_select(programme_id: str) -> Select[Any]:
    """Common priorities, which are no actions.

    Columns: numero, nom, statut, illustratif, connu_le, source_id, fait.
    """
    known = latest(priorite)
    return (
        select(known.c.numero, known.c.nom, *_provenance(priorite, known))
        .where(known.c.programme_id == programme_id)
        .order_by(known.c.numero)
    )


def actions_engagees_select(programme_id: str) -> Select[Any]:
    """Actions already under way when the document was written, outside its plan.

    Columns: numero, nom, territoire (short name; missing where several are concerned), statut, illustratif, connu_le,
    source_id, fait.
    """
    known = latest(action_engagee)
    return (
        select(
            known.c.numero,
            known.c.nom,
            territoire.c.nom_court.label("territoire"),
            *_provenance(action_engagee, known),
        )
        .outerjoin(territoire, territoire.c.id == known.c.territoire_id)
        .where(known.c.programme_id == programme_id)
        .order_by(known.c.numero)
    )


def partenaires_select(programme_id: str) -> Select[Any]:
    """Who takes part, role by role.

    Columns: role, nom, type (of actor), fonction, qualificatif, statut, illustratif, connu_le, source_id, fait.
    """
    known = latest(partenaire)
    return (
        select(
            known.c.role,
            acteur.c.nom,
            acteur.c.type,
            acteur.c.fonction,
            known.c.qualificatif,
            *_provenance(partenaire, known),
        )
        .join(acteur, acteur.c.id == known.c.acteur_id)
        .where(known.c.programme_id == programme_id)
        .order_by(known.c.id)
    )


def comites_select(programme_id: str) -> Select[Any]:
    """Committees and meetings, what is said of their frequency.

    Columns: id, type, nom, date_seance, etat, frequence, seances_par_an, qualificatif, statut, illustratif, connu_le,
    source_id, fait.
    """
    known = latest(comite)
    return (
        select(
            known.c.id,
            known.c.type,
            known.c.nom,
            known.c.date_seance,
            known.c.etat,
            known.c.frequence,
            known.c.seances_par_an,
            known.c.qualificatif,
            *_provenance(comite, known),
        )
        .where(known.c.programme_id == programme_id)
        .order_by(known.c.date_seance.is_not(None), known.c.date_seance, known.c.id)
    )


def sieges_du_comite_select(programme_id: str) -> Select[Any]:
    """Seats of the steering committee, function by function.

    Columns: territoire_id, territoire (short name), territoire_type, fonction, nombre, statut, illustratif, connu_le,
    source_id, fait.
    """
    known, known_comite = latest(siege), latest(comite)
    return (
        select(
            known.c.territoire_id,
            territoire.c.nom_court.label("territoire"),
            territoire.c.type.label("territoire_type"),
            known.c.fonction,
            known.c.nombre,
            *_provenance(siege, known),
        )
        .join(known_comite, known_comite.c.id == known.c.comite_id)
        .outerjoin(territoire, territoire.c.id == known.c.territoire_id)
        .where(known_comite.c.programme_id == programme_id, known_comite.c.type == "copil")
        .order_by(territoire.c.ordre, known.c.id)
    )


def actes_du_programme_select(programme_id: str) -> Select[Any]:
    """Acts, oldest first, undated ones last.

    Columns: id, type, organe, numero, date_acte, objet, portee (what the act really authorises), etat, qualificatif,
    statut, illustratif, connu_le, source_id, fait.
    """
    known = latest(acte)
    return (
        select(
            known.c.id,
            known.c.type,
            acteur.c.nom.label("organe"),
            known.c.numero,
            known.c.date_acte,
            known.c.objet,
            known.c.portee,
            known.c.etat,
            known.c.qualificatif,
            *_provenance(acte, known),
        )
        .join(acteur, acteur.c.id == known.c.organe_id)
        .where(known.c.programme_id == programme_id)
        .order_by(known.c.date_acte.is_(None), known.c.date_acte, known.c.id)
    )


def votes_select(programme_id: str) -> Select[Any]:
    """Votes of the acts, oldest first.

    Columns: acte_id, organe, objet, date_acte, etat (of the act), every ``data.model.votes.Part``, unanimite,
    qualificatif, statut, illustratif, connu_le, source_id, fait.
    """
    known, known_acte = latest(vote), latest(acte)
    return (
        select(
            known.c.acte_id,
            acteur.c.nom.label("organe"),
            known_acte.c.objet,
            known_acte.c.date_acte,
            known_acte.c.etat,
            *(known.c[column.name] for column in _COUNTS),
            known.c.unanimite,
            known.c.qualificatif,
            *_provenance(vote, known),
        )
        .join(known_acte, known_acte.c.id == known.c.acte_id)
        .join(acteur, acteur.c.id == known_acte.c.organe_id)
        .where(known_acte.c.programme_id == programme_id)
        .order_by(known_acte.c.date_acte.is_(None), known_acte.c.date_acte, known_acte.c.id)
    )


def faits_select(programme_id: str) -> Select[Any]:
    """Facts that are no measure.

    Columns: theme, libelle, contenu, date_fait, territoire (short name), qualificatif, statut, illustratif, connu_le,
    source_id, fait.
    """
    known = latest(fait)
    return (
        select(
            known.c.theme,
            known.c.libelle,
            known.c.contenu,
            known.c.date_fait,
            territoire.c.nom_court.label("territoire"),
            known.c.qualificatif,
            *_provenance(fait, known),
        )
        .join(territoire, territoire.c.id == known.c.territoire_id)
        .where(known.c.programme_id == programme_id)
        .order_by(known.c.id)
    )


def _provenance(table: Table, known: FromClause) -> tuple[Any, ...]:
    """Columns that tell where a fact comes from: statut, illustratif, connu_le, source_id, fait."""
    return (*standing(known), known.c.connu_le, known.c.source_id, fact_key(table, known))
