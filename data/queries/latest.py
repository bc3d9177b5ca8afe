"""Facts as they were known: the last word on each fact at the situation that the reader is placed in."""

from datetime import date
from functools import cache
from typing import Any, Final

import pandas as pd
from sqlalchemy import (
    BindParameter,
    Column,
    Date,
    FromClause,
    Label,
    Select,
    String,
    Subquery,
    Table,
    bindparam,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from data.engine import Reader
from data.tables.base import OWN_KEY, identity_columns

_SITUATION: Final = "situation"
_ALL: Final = date.max


class ByteOrder(FunctionElement[str]):
    """A text compared byte by byte: PostgreSQL follows the language of its database, SQLite does not."""

    name = "byte_order"
    type = String()
    inherit_cache = True


@compiles(ByteOrder)
def _as_it_is(element: ByteOrder, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  as SQLAlchemy calls it
    return str(compiler.process(element.clauses, **options))


@compiles(ByteOrder, "postgresql")
def _collated(element: ByteOrder, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  as SQLAlchemy calls it
    return f'({compiler.process(element.clauses, **options)}) COLLATE "C"'


class Family(FunctionElement[str]):
    """Key of the first version of a fact, the one that other tables refer to: « pacte » of « pacte~2 »."""

    name = "family"
    type = String()
    inherit_cache = True


@compiles(Family)
def _before_the_number(element: Family, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  idem
    key = compiler.process(element.clauses, **options)
    return f"substr({key}, 1, instr({key} || '~', '~') - 1)"


@compiles(Family, "postgresql")
def _first_part(element: Family, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  idem
    return f"split_part({compiler.process(element.clauses, **options)}, '~', 1)"


def situation() -> BindParameter[date]:
    """Day at which a query is placed: facts known later are absent.  All that is known, unless ``at`` says a day."""
    return bindparam(_SITUATION, _ALL, Date)


def at(read: Reader, day: date | None) -> Reader:
    """The same reader, placed at a day: whatever it reads is what was known then; None reads all that is known."""
    if day is None:
        return read

    def placed(statement: Select[Any]) -> pd.DataFrame:
        return read(statement.params({_SITUATION: day}))

    return placed


def fact_key(table: Table, known: FromClause) -> Label[str]:
    """Column ``fait``: what names a fact for whoever asks where it comes from, « observation:1234 », « comite:copil ».

    Args:
        table: of the fact.
        known: that table as ``latest`` gives it.
    """
    return (literal(f"{table.name}:") + cast(known.c.id, String)).label("fait")


def _last_keys(table: Table) -> list[ColumnElement[Any]]:
    keys = (ByteOrder(key) if isinstance(key.type, String) else key for key in table.primary_key)
    return [key.desc() for key in keys]


def versions(table: Table, *criteria: ColumnElement[bool], beside: tuple[Column[Any], ...] = ()) -> FromClause:
    """Every version of each fact known at the situation, ranked: ``rang_version`` is 1 for the last one.

    For whoever asks where a figure comes from (data.queries.provenance); whatever shows figures reads ``latest``.

    Args:
        table: a table that carries the two clocks.
        criteria: conditions on columns that no version changes.
        beside: columns that here tell facts apart too.

    Returns:
        A subquery with the columns of ``table`` and ``rang_version``.
    """
    names = identity_columns(table)
    own_key = names == (OWN_KEY,)
    fact = [Family(table.c.id)] if own_key else [table.c[name] for name in names]
    rank = func.row_number().over(
        partition_by=[*fact, *beside],
        order_by=[table.c.connu_au_plus_tard.desc(), table.c.charge_le.desc(), *_last_keys(table)],
    )
    shown = [Family(column).label(column.name) if own_key and column is table.c.id else column for column in table.c]
    return (
        select(*shown, rank.label("rang_version"))
        .where(*criteria, table.c.connu_au_plus_tard <= situation())
        .subquery()
    )


def latest(table: Table, *criteria: ColumnElement[bool], beside: tuple[Column[Any], ...] = ()) -> FromClause:
    """Rows of a fact table reduced to the last version of each fact, by ``connu_au_plus_tard`` then ``charge_le``.

    The only way in which a query reads facts.  What names a fact across its versions is its ``identity`` (data.tables);
    a fact that its readable key names keeps that key whatever its version, so that what refers to it still does.
    Equal clocks are settled by the primary key, the last one in byte order, so that both engines keep the same row.

    Args:
        table: a table that carries the two clocks.
        criteria: conditions on columns that no version changes, applied before the versions are ranked: ranking a
            whole table to keep a few rows costs ten times more.
        beside: columns that here tell facts apart too.

    Returns:
        A subquery with the columns of ``table`` (plus ``rang_version``, always 1), at the situation of the reader.
    """
    # Each use has its own name, so that a query may read a table twice; the words themselves are made once.
    return _last(table, criteria, beside) if criteria or beside else _whole(table).alias()


@cache
def _whole(table: Table) -> Subquery:
    found = _last(table, (), ())
    # Its columns are made at their first use: before any thread shares them.
    len(found.c)
    return found


def _last(table: Table, criteria: tuple[ColumnElement[bool], ...], beside: tuple[Column[Any], ...]) -> Subquery:
    ranked = versions(table, *criteria, beside=beside)
    return select(ranked).where(ranked.c.rang_version == 1).subquery()
