"""Puts typed rows into the tables, parents before children."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, insert, select

from data.intake.cells import Row
from data.schema import metadata


def load(connection: Connection, rows: Mapping[str, list[Row]]) -> None:
    """Inserts the rows of each table, in an order that the references allow."""
    for table in metadata.sorted_tables:
        if found := rows.get(table.name):
            connection.execute(insert(table), [row.values for row in _parents_first(connection, table, found)])


def _parents_first(connection: Connection, table: Table, rows: list[Row]) -> Iterable[Row]:
    """Order in which a table that refers to itself can be loaded; a circle is left to the engine to refuse."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    if not own:
        return rows
    ordered: list[Row] = []
    placed: set[object] = {None, *connection.scalars(select(table.c.id))}
    waiting = rows
    while waiting:
        ready = [row for row in waiting if all(row.values[name] in placed for name in own)]
        if not ready:
            return [*ordered, *waiting]
        ordered += ready
        placed.update(row.values["id"] for row in ready)
        waiting = [row for row in waiting if row.values["id"] not in placed]
    return ordered
