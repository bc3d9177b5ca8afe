"""The fingerprint of a base: SHA-256 of its rows, the same on both engines."""

import hashlib
import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, Numeric, Table, select

from data.intake.files import OF_THE_BASE
from data.schema import metadata


def rows_fingerprint(connection: Connection) -> str:
    """SHA-256 of every row of every table of facts, in an order that neither engine nor language decides.

    Two bases with the same fingerprint say the same things, with the same clocks.
    """
    digest = hashlib.sha256()
    for name in sorted(metadata.tables.keys() - OF_THE_BASE):
        table = metadata.tables[name]
        digest.update(_line([name, *_columns(table)]))
        columns = [table.c[column] for column in _columns(table)]
        # SQLite keeps a whole decimal as an integer.
        decimals = {rank for rank, column in enumerate(columns, start=1) if isinstance(column.type, Numeric)}
        keyed = sorted(connection.execute(select(table.c.id, *columns)), key=lambda row: row[0])
        for row in keyed:
            cells = [_cell(value, decimal=rank in decimals) for rank, value in enumerate(row)]
            digest.update(_line(cells[1:]))
    return digest.hexdigest()


def _columns(table: Table) -> list[str]:
    return sorted(column.name for column in table.columns)


def _cell(value: Any, *, decimal: bool) -> object:  # noqa: ANN401  a cell
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if decimal and value is not None else value


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"
