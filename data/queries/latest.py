"""Facts as they were known: the last word on each fact at a situation date."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, FromClause, String, Table, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement


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


def _last_keys(table: Table) -> list[ColumnElement[Any]]:
    keys = (ByteOrder(key) if isinstance(key.type, String) else key for key in table.primary_key)
    return [key.desc() for key in keys]


def latest(
    table: Table, identity: Sequence[Column[Any]], situation: date | None = None, *criteria: ColumnElement[bool]
) -> FromClause:
    """Rows of a fact table reduced to the last version of each fact, by ``connu_au_plus_tard`` then ``charge_le``.

    Equal clocks are settled by the primary key, the last one in byte order, so that both engines keep the same row.

    Args:
        table: a table that carries the two clocks.
        identity: columns that name one fact across its revisions, never the primary key: each version has its own.
        situation: facts known later are absent; None means today's knowledge.
        criteria: conditions on ``identity`` columns, applied before the versions are ranked: ranking a whole table to
            keep a few rows costs ten times more.

    Returns:
        A subquery with the columns of ``table`` (plus ``rang_version``, always 1).
    """
    rank = func.row_number().over(
        partition_by=list(identity),
        order_by=[table.c.connu_au_plus_tard.desc(), table.c.charge_le.desc(), *_last_keys(table)],
    )
    versions = select(table, rank.label("rang_version")).where(*criteria)
    if situation is not None:
        versions = versions.where(table.c.connu_au_plus_tard <= situation)
    ranked = versions.subquery()
    return select(ranked).where(ranked.c.rang_version == 1).subquery()
