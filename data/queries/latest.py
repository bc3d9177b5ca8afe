"""Facts as they were known: the last word on each fact at the situation that the reader is placed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

import pandas as pd
from sqlalchemy import (
    BindParameter,
    Column,
    Date,
    DateTime,
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
_CLOCKS: Final = ("connu_le", "charge_le", "connu_au_plus_tard")
_LOADED: Final = "charge"
# The day that both engines and every driver can write.
_EVER: Final = datetime(9999, 12, 31)  # noqa: DTZ001  the column is UTC without saying so


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


def loaded() -> BindParameter[datetime]:
    """Moment (UTC) after which what entered the base is left out.  Nothing is, unless ``at`` says a moment."""
    return bindparam(_LOADED, _EVER, DateTime)


def at(read: Reader, day: date | None, by: datetime | None = None) -> Reader:
    """The same reader, placed at a day: whatever it reads is what was known then; None reads all that is known.

    Args:
        read: the reader.
        day: the situation, by the first clock.
        by: what entered the base later (UTC, by the second clock) is left out too: a fact that was added afterwards
            was known, and yet not there to be seen.
    """
    origin = read.origin if isinstance(read, _Placed) else read
    if day is None:
        return origin
    return _Placed(origin, {_SITUATION: day} if by is None else {_SITUATION: day, _LOADED: by})


@dataclass(frozen=True, slots=True)
class _Placed:
    """A reader at a situation; placed again, it leaves the first one."""

    origin: Reader
    placing: Mapping[str, Any]

    def __call__(self, statement: Select[Any]) -> pd.DataFrame:
        return self.origin(statement.params(self.placing))


def fact_key(table: Table, known: FromClause) -> Label[str]:
    """Column ``fait``: what names a fact for whoever asks where it comes from, « observation:1234 », « comite:copil ».

    Args:
        table: of the fact.
        known: that table as ``latest`` gives it.
    """
    return (literal(f"{table.name}:") + cast(known.c.id, String)).label("fait")


def identity_key(table: Table, known: FromClause) -> ColumnElement[str]:
    """What names a fact across its versions, as one text.

    Args:
        table: of the fact.
        known: that table as ``latest`` gives it.
    """
    names = identity_columns(table)
    parts = [known.c.id] if names == (OWN_KEY,) else [func.coalesce(cast(known.c[name], String), "") for name in names]
    key: ColumnElement[str] = literal("")
    for part in parts:
        key = key + literal("|") + part
    return key


def first_known_select(table: Table, *criteria: ColumnElement[bool]) -> Select[Any]:
    """Day on which the first version of any fact of a table was known, whatever the situation.

    Columns: premier (missing when there is no fact).
    """
    return select(func.min(table.c.connu_au_plus_tard).label("premier")).where(*criteria)


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
    return _ranked(table, criteria, beside)[0].subquery()


def latest(table: Table, *criteria: ColumnElement[bool], beside: tuple[Column[Any], ...] = ()) -> FromClause:
    """Rows of a fact table reduced to the last version of each fact: the last one loaded, but for those surely older.

    The only way in which a query reads facts.  What names a fact across its versions is its ``identity`` (data.tables);
    a fact that its readable key names keeps that key whatever its version, so that what refers to it still does.
    « 2026 » may be before or after a day of that year: the date that begins last, and those whose period holds it, are
    ranked by ``charge_le``, then by ``connu_au_plus_tard`` (``data.intake.clocks.ranking`` says the same of rows).
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


def _ranked(
    table: Table, criteria: tuple[ColumnElement[bool], ...], beside: tuple[Column[Any], ...]
) -> tuple[Select[Any], ColumnElement[bool]]:
    """Every version with its rank, and what is true of the last one alone."""
    names = identity_columns(table)
    own_key = names == (OWN_KEY,)
    named = dict.fromkeys([*(name for name in names if not own_key), *(column.name for column in beside)])

    def fact(known: FromClause) -> list[ColumnElement[Any]]:
        return [*([Family(known.c.id)] if own_key else []), *(known.c[name] for name in named)]

    # Few columns: what is ranked is sorted twice.
    columns = [table.c[name] for name in dict.fromkeys([OWN_KEY, *named, *_CLOCKS])]
    last_start = func.max(ByteOrder(table.c.connu_le)).over(partition_by=fact(table))
    told = (
        select(*columns, last_start.label("dernier_debut"))
        .where(*criteria, table.c.connu_au_plus_tard <= situation(), table.c.charge_le <= loaded())
        .subquery()
    )
    # A period holds the day that begins another one when it is its prefix.
    follows_all = func.substr(told.c.dernier_debut, 1, func.length(told.c.connu_le)) == told.c.connu_le
    key = ByteOrder(told.c.id) if isinstance(table.c.id.type, String) else told.c.id
    order = [follows_all, told.c.charge_le, told.c.connu_au_plus_tard, key]
    rank = func.row_number().over(partition_by=fact(told), order_by=[part.desc() for part in order])
    ranked = select(told.c.id, rank.label("rang_version")).subquery()
    shown = [Family(column).label(column.name) if own_key and column is table.c.id else column for column in table.c]
    every = select(*shown, ranked.c.rang_version).join(ranked, ranked.c.id == table.c.id)
    return every, ranked.c.rang_version == 1


def _last(table: Table, criteria: tuple[ColumnElement[bool], ...], beside: tuple[Column[Any], ...]) -> Subquery:
    every, last = _ranked(table, criteria, beside)
    return every.where(last).subquery()
