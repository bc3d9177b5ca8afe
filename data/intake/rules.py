"""Rules of the schema checked before anything is written, so that all faults are listed at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.visitors import iterate

from data.intake.cells import Row, TypedData, Value
from data.intake.faults import Fault, fault_at
from data.intake.files import CLOCK_COLUMNS
from data.intake.meant import nearest
from data.intake.merge import family
from data.intake.rule_words import RULES
from data.intake.workbook.sheets import SHEETS
from data.tables.base import OWN_KEY, identity_columns
from data.vocabulary import DEMONSTRATION, ILLUSTRATIF

_RANK = "rang_dans_le_fichier"
_NAMES = ("nom", "nom_court", "titre", "libelle", "numero", "objet")
"""Columns by which a person calls a row."""

BareBase = tuple[Connection, MetaData]
"""Connection to a base that enforces nothing, and its tables."""


def schema_faults(data: TypedData, metadata: MetaData) -> list[Fault]:
    """Faults of keys, references and CHECKs over all the typed rows."""
    filled = (table for table in metadata.sorted_tables if data.rows.get(table.name))
    with bare_base(filled, data.rows) as bare:
        return schema_faults_in(bare, data, metadata)


def schema_faults_in(bare: BareBase, data: TypedData, metadata: MetaData) -> list[Fault]:
    """The same faults, of rows that a bare base already holds."""
    tables = [table for table in metadata.sorted_tables if data.rows.get(table.name)]
    return [
        *(fault for table in tables for fault in _duplicates(table, data.rows[table.name])),
        *(fault for table in metadata.sorted_tables for fault in _broken_references(table, data)),
        *_broken_checks(bare, tables, data),
    ]


def unique_keys(table: Table) -> list[tuple[str, ...]]:
    """Sets of columns that identify a row.  An empty cell is taken as a value: two rows may not both lack it."""
    constraints = [
        tuple(column.name for column in constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint)
    ]
    indexes = [
        tuple(_column_name(expression) for expression in index.expressions) for index in table.indexes if index.unique
    ]
    return sorted(constraints + indexes)


def _column_name(expression: str | ColumnElement[Any]) -> str:
    if isinstance(expression, str):
        return expression
    return next(part.name for part in iterate(expression) if isinstance(part, Column))


def _duplicates(table: Table, rows: list[Row]) -> Iterable[Fault]:
    for key in unique_keys(table):
        seen: dict[tuple[Any, ...], Row] = {}
        for row in rows:
            value = tuple(row.values[name] for name in key)
            first = seen.setdefault(value, row)
            if first is not row:
                told = {name: part for name, part in zip(key, value, strict=True) if name not in CLOCK_COLUMNS}
                shown = ", ".join("vide" if part is None else str(part) for part in told.values())
                other = f"{first.place.file}, ligne {first.place.line}" if first.place.line else first.place.file
                remedy = f"retirer cette ligne ou la distinguer de l’autre ({other})"
                yield fault_at(row.place, ", ".join(told), shown, "une valeur unique", remedy)


def _broken_references(table: Table, data: TypedData) -> Iterable[Fault]:
    for column in table.columns:
        for foreign_key in column.foreign_keys:
            target = foreign_key.column.table.name
            if target in data.partly_read:
                continue
            there = data.rows.get(target, [])
            known = _keys(foreign_key.column.table, there) | data.set_aside.get(target, set())
            names = {str(row.values["id"]): _names_of(row) for row in there}
            for row in (*data.rows.get(table.name, ()), *data.half_read.get(table.name, ())):
                value = row.values.get(column.name)
                if value is not None and value not in known:
                    first = family(str(value))
                    near = first if first in known else nearest(str(value), known, names)
                    yield _broken_reference(row, column.name, str(value), target, near)


def _keys(table: Table, rows: list[Row]) -> set[str]:
    """Keys that a reference may hold; the key of a later version names no fact, and no page would find it."""
    keys = {str(row.values["id"]) for row in rows}
    return {key for key in keys if family(key) == key} if identity_columns(table) == (OWN_KEY,) else keys


def _names_of(row: Row) -> set[str]:
    """What a person may write instead of the key: its names, and the name that a list of the workbook begins with."""
    told = {str(row.values[name]) for name in _NAMES if row.values.get(name)}
    return told | {name.partition(",")[0] for name in told}


def _broken_reference(row: Row, column: str, value: str, target: str, near: str) -> Fault:
    suggestion = f"écrire « {near} » si c’est ce qui est voulu, sinon " if near else ""
    sheet = next((sheet for sheet in SHEETS if sheet.name == target), None)
    if not row.place.sheet:
        otherwise = "ajouter cet identifiant à la table"
    elif sheet is not None:
        otherwise = f"ajouter cet identifiant dans la feuille « {sheet.title} »"
    else:
        otherwise = "en choisir un dans la liste de la cellule : aucune feuille n’en ajoute"
    return fault_at(row.place, column, value, f"un identifiant de la table « {target} »", suggestion + otherwise)


def _broken_checks(bare: BareBase, tables: list[Table], data: TypedData) -> list[Fault]:
    """Runs each CHECK as a query over bare copies of the tables: the database would only tell the first."""
    faults: list[Fault] = []
    connection, copies = bare
    for table in tables:
        rows = data.rows[table.name]
        copy = copies.tables[table.name]
        for check in _checks(table):
            rule = str(check.sqltext)
            broken = select(copy.c[_RANK]).where(text(f"NOT ({rule})")).order_by(copy.c[_RANK])
            faults.extend(_broken_check(table, check, rule, rows[rank]) for rank in connection.scalars(broken))
    return faults


@contextmanager
def bare_base(tables: Iterable[Table], rows: Mapping[str, list[Row]]) -> Iterator[BareBase]:
    """A base in memory that holds the rows and enforces nothing."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    bare = MetaData()
    try:
        with engine.begin() as connection:
            for table in tables:
                copy = _bare_copy(table, bare)
                copy.create(connection)
                if found := rows.get(table.name):
                    connection.execute(insert(copy), [{_RANK: rank, **row.values} for rank, row in enumerate(found)])
            yield connection, bare
    finally:
        engine.dispose()


def _bare_copy(table: Table, bare: MetaData) -> Table:
    columns = [Column(column.name, column.type) for column in table.columns]
    return Table(table.name, bare, Column(_RANK, Integer, primary_key=True), *columns)


def _checks(table: Table) -> list[CheckConstraint]:
    rules = [*table.constraints, *(rule for column in table.columns for rule in column.constraints)]
    return sorted((rule for rule in rules if isinstance(rule, CheckConstraint)), key=lambda rule: str(rule.name))


def _broken_check(table: Table, check: CheckConstraint, rule: str, row: Row) -> Fault:
    words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", rule)))
    names = [column.name for column in table.columns if column.name in words]
    seen = ", ".join(f"{name} = {_shown(row.values[name])}" for name in names)
    name = str(check.name).removeprefix(f"ck_{table.name}_")
    expected = f"la règle «\u202f{name}\u202f»\u202f: {RULES.get(name, rule)}"
    return fault_at(row.place, ", ".join(names), seen, expected, "corriger l’une de ces valeurs d’après la source")


def _shown(value: Value) -> str:
    if value is None:
        return "vide"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def nature_faults(data: TypedData, nature: str) -> list[Fault]:
    """Invented facts in a base of sourced ones, and the other way round: the two are never mixed."""
    invented = nature == DEMONSTRATION
    expected = "le statut « illustratif »" if invented else "un statut autre que « illustratif »"
    remedy = f"une base {'de démonstration' if invented else 'de faits sourcés'} n’en contient pas d’autres"
    return [
        fault_at(row.place, "statut", str(row.values["statut"]), expected, remedy)
        for rows in data.rows.values()
        for row in rows
        if "statut" in row.values and (row.values["statut"] == ILLUSTRATIF) != invented
    ]
