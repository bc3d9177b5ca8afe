"""Budget lines of a programme, their axes and funders, and grants outside the programmes, whoever gives them."""

from typing import Any

from sqlalchemy import FromClause, Select, case, func, literal, or_, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from data.queries.latest import fact_key, identity_key, latest
from data.queries.standing import standing
from data.tables.finances import financeur, financeur_membre, ligne_budget, subvention
from data.tables.programmes import axe, programme
from data.tables.references import acteur, territoire
from data.vocabulary import AIDES_ENGAGEES, DOCUMENTS_MODIFICATIFS, SANS_REGLE


def known_lines(*criteria: ColumnElement[bool]) -> FromClause:
    """Last known version of budget lines: the only way in which a query may read them.

    Args:
        criteria: conditions on columns that name a line across its revisions: programme, action, exercise…

    Returns:
        A subquery with the columns of ``ligne_budget``.
    """
    document = ligne_budget.c.document
    plain = latest(ligne_budget, *criteria, or_(document.is_(None), document.not_in(DOCUMENTS_MODIFICATIFS)))
    # Two amending decisions of one exercise alike in everything are two acts, never a revision of one another.
    amending = latest(ligne_budget, *criteria, document.in_(DOCUMENTS_MODIFICATIFS), beside=(ligne_budget.c.passage,))
    return union_all(select(plain), select(amending)).subquery()


def _named(known: FromClause) -> ColumnElement[str]:
    """What names a line across its revisions; its place in the document tells two amending decisions apart."""
    place = case((known.c.document.in_(DOCUMENTS_MODIFICATIFS), known.c.passage), else_="")
    return identity_key(ligne_budget, known) + literal("|") + place


def attached(known: FromClause) -> ColumnElement[bool]:
    """Leaves out the lines that no rule ties to the programme.

    Args:
        known: a subquery of ``known_lines``.
    """
    return ~func.coalesce(known.c.qualificatif, "").contains(SANS_REGLE, autoescape=True)


def programmes_select() -> Select[Any]:
    """Every programme, in display order.

    Columns: id, nom, nom_court, territoire_id, territoire_type, territoire_code, territoire (short name), debut, fin,
    chiffrees (number of budget lines with an amount, those that no rule ties to the programme left out).
    """
    known_programme = latest(programme)
    known = known_lines()
    counts = (
        select(known.c.programme_id, func.count(known.c.montant).label("chiffrees"))
        .where(attached(known))
        .group_by(known.c.programme_id)
        .subquery()
    )
    return (
        select(
            known_programme.c.id,
            known_programme.c.nom,
            known_programme.c.nom_court,
            known_programme.c.territoire_id,
            territoire.c.type.label("territoire_type"),
            territoire.c.code.label("territoire_code"),
            territoire.c.nom_court.label("territoire"),
            known_programme.c.debut,
            known_programme.c.fin,
            func.coalesce(counts.c.chiffrees, 0).label("chiffrees"),
        )
        .join(territoire, territoire.c.id == known_programme.c.territoire_id)
        .outerjoin(counts, counts.c.programme_id == known_programme.c.id)
        .order_by(known_programme.c.ordre)
    )


def lignes_select(programme_id: str) -> Select[Any]:
    """Last known version of the lines of one programme, nothing added.

    Columns: fait, id, cle (the same for every revision of a line), programme_id, axe_id, axe, action_id, financeur_id,
    financeur, financeur_type, financeur_ordre, territoire_id, territoire_type, territoire_code, territoire,
    territoire_ordre, objet, temporalite, exercice, sens, section, etape, document, autorisation, mouvement,
    origine_fonds, montant (euros), montant_origine, devise_origine, statut, illustratif, conteste, auteur_id,
    qualificatif, connu_le, source_id, passage.
    """
    known_axe = latest(axe)
    known = known_lines(ligne_budget.c.programme_id == programme_id)
    return (
        select(
            fact_key(ligne_budget, known),
            known.c.id,
            _named(known).label("cle"),
            known.c.programme_id,
            known.c.axe_id,
            known_axe.c.nom.label("axe"),
            known.c.action_id,
            known.c.financeur_id,
            financeur.c.nom.label("financeur"),
            financeur.c.type.label("financeur_type"),
            financeur.c.ordre.label("financeur_ordre"),
            known.c.territoire_id,
            territoire.c.type.label("territoire_type"),
            territoire.c.code.label("territoire_code"),
            territoire.c.nom_court.label("territoire"),
            territoire.c.ordre.label("territoire_ordre"),
            known.c.objet,
            known.c.temporalite,
            known.c.exercice,
            known.c.sens,
            known.c.section,
            known.c.etape,
            known.c.document,
            known.c.autorisation,
            known.c.mouvement,
            known.c.origine_fonds,
            known.c.montant,
            known.c.montant_origine,
            known.c.devise_origine,
            *standing(known),
            known.c.conteste,
            known.c.auteur_id,
            known.c.qualificatif,
            known.c.connu_le,
            known.c.source_id,
            known.c.passage,
        )
        .join(territoire, territoire.c.id == known.c.territoire_id)
        .outerjoin(known_axe, known_axe.c.id == known.c.axe_id)
        .outerjoin(financeur, financeur.c.id == known.c.financeur_id)
        .order_by(
            known.c.exercice.desc().nulls_last(),
            territoire.c.ordre,
            known_axe.c.numero.nulls_last(),
            financeur.c.ordre.nulls_last(),
            known.c.id,
        )
    )


def derniere_ligne_select() -> Select[Any]:
    """When the last budget line of the whole database was told: one row at most.  Column: connu_le."""
    known = known_lines()
    return select(known.c.connu_le).order_by(known.c.connu_au_plus_tard.desc(), known.c.connu_le.desc()).limit(1)


def axes_select(programme_id: str) -> Select[Any]:
    """Axes of a programme as its document ranks them.  Columns: id, numero, nom."""
    known = latest(axe)
    return (
        select(known.c.id, known.c.numero, known.c.nom).where(known.c.programme_id == programme_id).order_by("numero")
    )


def financeur_membres_select(programme_id: str) -> Select[Any]:
    """Who stands behind each funder of a programme.  Columns: financeur_id, acteur (name)."""
    mine = select(known_lines(ligne_budget.c.programme_id == programme_id).c.financeur_id)
    return (
        select(financeur_membre.c.financeur_id, acteur.c.nom.label("acteur"))
        .join(acteur, acteur.c.id == financeur_membre.c.acteur_id)
        .where(financeur_membre.c.financeur_id.in_(mine))
        .order_by(financeur_membre.c.financeur_id, acteur.c.nom)
    )


def exercices_select() -> Select[Any]:
    """Exercises of the lines and years of the grants, last first.  Column: annee."""
    lines = select(known_lines(ligne_budget.c.exercice.is_not(None)).c.exercice.label("annee"))
    grants = select(latest(subvention).c.annee.label("annee"))
    years = lines.union(grants).subquery()
    return select(years.c.annee).order_by(years.c.annee.desc())


def subventions_select() -> Select[Any]:
    """Grants outside the programmes, project by project, by territory.

    Columns: fait, id, dispositif, annee, axe_dispositif (axis of the State's own scheme), demarche, projet,
    beneficiaire, siren (of the EPCI), territoire_id, territoire, suivi (followed EPCI), montant (euros), engage (True
    when the source gives what is committed, False when it gives what was awarded), statut, illustratif, connu_le,
    source_id.
    """
    known = latest(subvention)
    return (
        select(
            fact_key(subvention, known),
            known.c.id,
            known.c.dispositif,
            known.c.annee,
            known.c.axe_dispositif,
            known.c.demarche,
            known.c.projet,
            known.c.beneficiaire,
            territoire.c.code.label("siren"),
            known.c.territoire_id,
            territoire.c.nom_court.label("territoire"),
            territoire.c.suivi,
            known.c.montant,
            known.c.dispositif.in_(AIDES_ENGAGEES).label("engage"),
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
        )
        .join(territoire, territoire.c.id == known.c.territoire_id)
        .order_by(territoire.c.ordre, known.c.axe_dispositif, known.c.demarche, known.c.id)
    )
