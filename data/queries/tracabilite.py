"""What the database rests on: facts counted by source, kind and status; definitions; the hypothesis of maturity."""

from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from data.queries.latest import latest
from data.queries.standing import standing
from data.schema import metadata
from data.tables.actions import parametre_maturite
from data.tables.finances import ligne_budget, subvention
from data.tables.mesures import affirmation, indicateur, observation
from data.tables.programmes import programme
from data.vocabulary import CALCUL, EURO

FACT_TABLES: Final = tuple(sorted(name for name, table in metadata.tables.items() if "statut" in table.c))
"""Names of the tables whose rows are facts."""

# Where a fact carries a figure, the columns that are all empty when it is without a value.
_VALUES: Final = {
    observation.name: ("valeur",),
    affirmation.name: ("valeur", "valeur_min"),
    ligne_budget.name: ("montant",),
    subvention.name: ("montant",),
}


FIGURES: Final = tuple(_VALUES)
"""Those of them whose rows are figures."""


def _computed(table: Table, known: FromClause) -> ColumnElement[bool]:
    """Figures that Vigie makes of those of a source: sums that it speaks for, amounts that it converts."""
    converted = known.c.devise_origine != EURO if "devise_origine" in table.c else false()
    return and_(true() if table.name in _VALUES else false(), or_(known.c.auteur_id == CALCUL, converted))


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _facts(table: Table, depuis: date) -> Select[Any]:
    known = latest(table)
    values = _VALUES.get(table.name, ())
    valueless = and_(*(known.c[name].is_(None) for name in values)) if values else false()
    return select(
        literal(table.name).label("genre"),
        known.c.source_id,
        *standing(known),
        known.c.connu_le,
        _flag(known.c.conteste).label("conteste"),
        _flag(known.c.connu_au_plus_tard >= depuis).label("recent"),
        literal(int(bool(values))).label("chiffre"),
        _flag(valueless).label("sans_valeur"),
        _flag(_computed(table, known)).label("calcule"),
    )


def tracabilite_select(depuis: date) -> Select[Any]:
    """Facts counted by kind, source and status.

    Args:
        depuis: facts known on that day or later are recent.

    Returns:
        Columns: genre (table), source_id, statut, illustratif, faits, contestes, recents, chiffres (facts that are a
        figure), sans_valeur (figures whose source gives no value), calcules (figures that Vigie computes from those of
        a source), connu_le (the latest).
    """
    facts = union_all(*[_facts(metadata.tables[name], depuis) for name in FACT_TABLES]).subquery()
    return (
        select(
            facts.c.genre,
            facts.c.source_id,
            facts.c.statut,
            facts.c.illustratif,
            func.count().label("faits"),
            func.sum(facts.c.conteste).label("contestes"),
            func.sum(facts.c.recent).label("recents"),
            func.sum(facts.c.chiffre).label("chiffres"),
            func.sum(facts.c.sans_valeur).label("sans_valeur"),
            func.sum(facts.c.calcule).label("calcules"),
            func.max(facts.c.connu_le).label("connu_le"),
        )
        .group_by(facts.c.genre, facts.c.source_id, facts.c.statut, facts.c.illustratif)
        .order_by(facts.c.genre, facts.c.source_id, facts.c.statut, facts.c.illustratif)
    )


def indicateurs_select() -> Select[Any]:
    """Definitions, by name.  Columns: id, libelle, definition, unite, nature, unite_compte."""
    return select(
        indicateur.c.id,
        indicateur.c.libelle,
        indicateur.c.definition,
        indicateur.c.unite,
        indicateur.c.nature,
        indicateur.c.unite_compte,
    ).order_by(indicateur.c.libelle)


def hypotheses_select() -> Select[Any]:
    """Range of the maturity parameters of each programme.

    Columns: programme, rythme_min, rythme_max (jobs a year), age_min, age_max (years).
    """
    known_parametre_maturite = latest(parametre_maturite)
    known_programme = latest(programme)
    return (
        select(
            known_programme.c.nom_court.label("programme"),
            func.min(known_parametre_maturite.c.rythme).label("rythme_min"),
            func.max(known_parametre_maturite.c.rythme).label("rythme_max"),
            func.min(known_parametre_maturite.c.age_maturite).label("age_min"),
            func.max(known_parametre_maturite.c.age_maturite).label("age_max"),
        )
        .join(known_programme, known_programme.c.id == known_parametre_maturite.c.programme_id)
        .where(known_parametre_maturite.c.cluster_id.is_(None))
        .group_by(known_programme.c.nom_court, known_programme.c.ordre)
        .order_by(known_programme.c.ordre)
    )
