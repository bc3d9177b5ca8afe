"""Where figures come from."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from data.tables.references import source


def sources_select(ids: Sequence[str] | None = None) -> Select[Any]:
    """Columns of ``source``, restricted to ``ids`` when given, by producer and title."""
    statement = select(source).order_by(source.c.producteur, source.c.titre)
    return statement if ids is None else statement.where(source.c.id.in_(ids))
