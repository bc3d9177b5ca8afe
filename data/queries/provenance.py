"""Where a fact comes from: its version at the situation, the earlier ones, and what others claim of the same thing."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Column, FromClause, Integer, Select, Table, case, exists, literal, or_, select
from sqlalchemy.sql.elements import ColumnElement

from data.queries.affirmations import NUMBERS, numbers
from data.queries.latest import Family, latest, versions
from data.queries.secrecy import redacted, secret_alone
from data.queries.standing import standing
from data.schema import metadata
from data.tables.base import OWN_KEY, identity_columns
from data.tables.finances import ligne_budget
from data.tables.mesures import affirmation, indicateur, observation, serie
from data.tables.references import acteur, perimetre, source, territoire
from data.vocabulary import DOCUMENTS_MODIFICATIFS, TAUX_FRANC, TOUS_SECTEURS

Row = Mapping[Any, Any]

FACTS: Final[Mapping[str, Table]] = {name: table for name, table in metadata.tables.items() if identity_columns(table)}
"""Tables whose rows are facts, by name."""

# How what a fact refers to is named; anything else has a name or a label.
_NAMES: Final = ("nom_court", "nom", "libelle", "objet", "titre")
_WHOLE_NAME: Final = frozenset({territoire.name, acteur.name})
_AUTHOR: Final = "auteur_id"
_MAX_DIGITS: Final = 9


def _criteria(table: Table, values: Row, *left_out: str) -> list[ColumnElement[bool]]:
    """Conditions that name the fact of ``values``, whatever its version, but for some columns of its identity."""
    if identity_columns(table) == (OWN_KEY,):
        return [Family(table.c.id) == str(values["id"]).partition("~")[0]]
    names = [name for name in identity_columns(table) if name not in left_out]
    # Two amending decisions alike in everything are two acts (data.queries.budget.known_lines).
    if table is ligne_budget and values["document"] in DOCUMENTS_MODIFICATIFS:
        names.append("passage")
    return [table.c[name].is_(None) if values[name] is None else table.c[name] == values[name] for name in names]


def named_select(name: str, key: str) -> Select[Any] | None:
    """The row that a reference names, whatever its version and whenever it was known; None when no key reads so.

    Args:
        name: of a table of ``FACTS``.
        key: what the reference says after the name of the table.

    Returns:
        Columns of the table: one row, none when the base does not have it.
    """
    table = FACTS[name]
    if not isinstance(table.c.id.type, Integer):
        return select(table).where(table.c.id == key)
    digits = key.isascii() and key.isdigit() and len(key) <= _MAX_DIGITS
    return select(table).where(table.c.id == int(key)) if digits else None


def versions_select(name: str, values: Row) -> Select[Any]:
    """Every version of a fact that is known at the situation, the last one first.

    Args:
        name: of a table of ``FACTS``.
        values: a row of ``named_select``, None where a value is missing.

    Returns:
        Columns: those of the table (``statut`` being what the fact is held for), illustratif, rang_version; for each
        column ``x_id`` a column ``x``, the name of what it refers to; auteur_fonction, producteur, titre, millesime,
        licence, type_source, secret (True when the value may not be told); for a measure definition, nature,
        unite_indicateur, champ, indicateur_id, territoire_id, territoire; for a budget line taux_franc.
    """
    table = FACTS[name]
    known = versions(table, *_criteria(table, values))
    return _told(table, known, values).order_by(known.c.rang_version)


def rivals_select(name: str, row: Row) -> Select[Any] | None:
    """What other authors claim of the same thing, oldest first; None for a fact that no other author can rival.

    A claim rivals what is measured or claimed of its indicator in its territory, never a part of it: a cluster, a
    sector, a legal form; elsewhere, the same line told by another author.

    Args:
        name: of a table of ``FACTS``.
        row: a row of ``versions_select``, None where a value is missing.

    Returns:
        Columns of ``versions_select``.
    """
    if name == observation.name and _is_part(row):
        return None
    if name in (observation.name, affirmation.name):
        measured = select(perimetre.c.id).where(perimetre.c.territoire_id == row["territoire_id"])
        same = [affirmation.c.indicateur_id == row["indicateur_id"], affirmation.c.perimetre_id.in_(measured)]
        table = affirmation
    elif _AUTHOR in identity_columns(FACTS[name]):
        table = FACTS[name]
        same = _criteria(table, row, _AUTHOR)
    else:
        return None
    known = latest(table, *same, table.c.auteur_id != row["auteur_id"])
    return _told(table, known, row).order_by(known.c.connu_au_plus_tard, known.c.id)


def _is_part(row: Row) -> bool:
    sector = row["secteur_id"] is not None and not str(row["secteur_id"]).endswith(f":{TOUS_SECTEURS}")
    return sector or row["cluster_id"] is not None or row["forme_juridique"] is not None


def _name_of(target: FromClause, table: Table) -> Column[Any] | ColumnElement[Any]:
    names = _NAMES[1:] if table.name in _WHOLE_NAME else _NAMES
    return next(target.c[name] for name in names if name in target.c)


def _told(table: Table, known: FromClause, values: Row) -> Select[Any]:
    """Rows of a fact table with the names of what they refer to."""
    left_out = {"statut", "tient_lieu_de", *(NUMBERS if table is affirmation else ())}
    shown: list[Any] = [column for column in known.c if column.name not in left_out]
    shown += numbers(known) if table is affirmation else []
    joined = known
    for column in table.c:
        for reference in column.foreign_keys:
            target = reference.column.table
            own = latest(target) if target.name in FACTS else target.alias()
            joined = joined.outerjoin(own, own.c.id == known.c[column.name])
            shown.append(_name_of(own, target).label(column.name.removesuffix("_id")))
    joined, more = _measure(table, known, joined, values)
    author, origin = acteur.alias(), source.alias()
    joined = joined.join(author, author.c.id == known.c.auteur_id).join(origin, origin.c.id == known.c.source_id)
    cited = [origin.c[name] for name in ("producteur", "titre", "millesime", "licence")]
    return select(
        *shown,
        *standing(known),
        author.c.fonction.label("auteur_fonction"),
        *cited,
        origin.c.type.label("type_source"),
        *more,
    ).select_from(joined)


def _secret(known: FromClause, values: Row) -> ColumnElement[bool]:
    """True when a figure may not be told, as pages have it (data.queries.secrecy), or not in that version."""
    same_year = select(serie.c.id).where(
        serie.c.indicateur_id == select(serie.c.indicateur_id).where(serie.c.id == values["serie_id"]).scalar_subquery()
    )
    peers = latest(observation, observation.c.annee == values["annee"], observation.c.serie_id.in_(same_year))
    own, what, measured = serie.alias(), indicateur.alias(), perimetre.alias()
    # Clusters add up to the whole of their territory: those of another one neither mask nor protect them.
    group = (measured.c.territoire_id, peers.c.annee)
    told = (
        select(*(peers.c[name] for name in identity_columns(observation)), *redacted(peers, what, group))
        .join(own, own.c.id == peers.c.serie_id)
        .join(what, what.c.id == own.c.indicateur_id)
        .join(measured, measured.c.id == peers.c.perimetre_id)
        .subquery()
    )
    same = [told.c[name].is_not_distinct_from(known.c[name]) for name in identity_columns(observation)]
    return or_(secret_alone(known, indicateur), exists().where(told.c.secret, *same))


def _measure(table: Table, known: FromClause, joined: FromClause, values: Row) -> tuple[FromClause, list[Any]]:
    """What a figure adds: definition and territory of a measure, rate by which an amount may have been converted."""
    more: list[Any] = []
    if "perimetre_id" in table.c:
        measured, place = perimetre.alias(), territoire.alias()
        joined = joined.join(measured, measured.c.id == known.c.perimetre_id)
        joined = joined.join(place, place.c.id == measured.c.territoire_id)
        more += [place.c.id.label("territoire_id"), place.c.nom.label("territoire")]
    if table is observation:
        own = serie.alias()
        joined = joined.join(own, own.c.id == known.c.serie_id)
        joined = joined.join(indicateur, indicateur.c.id == own.c.indicateur_id)
        more.append(case((_secret(known, values), True), else_=False).label("secret"))
        more += [own.c.champ, indicateur.c.id.label("indicateur_id"), indicateur.c.libelle.label("indicateur")]
    elif table is affirmation:
        joined = joined.join(indicateur, indicateur.c.id == known.c.indicateur_id)
    else:
        rate = [literal(TAUX_FRANC).label("taux_franc")] if table is ligne_budget else []
        return joined, [*more, *rate]
    more += [indicateur.c.definition, indicateur.c.nature, indicateur.c.unite.label("unite_indicateur")]
    return joined, more
