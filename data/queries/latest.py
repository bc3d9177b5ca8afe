"""Facts as they were known: the last word on each fact at a situation date."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, FromClause, Table, func, select
from sqlalchemy.sql.elements import ColumnElement


def latest(
    table: Table, identity: Sequence[Column[Any]], situation: date | None = None, *criteria: ColumnElement[bool]
) -> FromClause:
    """Rows of a fact table reduced to the last version of each fact, by ``connu_au_plus_tard`` then ``charge_le``.

    Args:
        table: a table that carries the two clocks.
        identity: columns that name one fact across its revisions.
        situation: facts known later are absent; None means today's knowledge.
        criteria: conditions on ``identity`` columns, applied before the versions are ranked: ranking a whole table to
            keep a few rows costs ten times more.

    Returns:
        A subquery with the columns of ``table`` (plus ``rang_version``, always 1).
    """
    rank = func.row_number().over(
        partition_by=list(identity), order_by=[table.c.connu_au_plus_tard.desc(), table.c.charge_le.desc()]
    )
    versions = select(table, rank.label("rang_version")).where(*criteria)
    if situation is not None:
        versions = versions.where(table.c.connu_au_plus_tard <= situation)
    ranked = versions.subquery()
    return select(ranked).where(ranked.c.rang_version == 1).subquery()
