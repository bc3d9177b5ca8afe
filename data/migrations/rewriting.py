"""Tables of SQLite made again with other words: it changes neither another rule nor the place of a column."""

from alembic import op
from sqlalchemy import inspect, text

_FORMER = "_former"


def rewrite(table: str, *edits: tuple[str, str]) -> None:
    """Makes a table again from its own ``CREATE TABLE``, each ``(former, new)`` text of it replaced; keeps its rows.

    Columns that are new are left empty.  What refers to the table still does: references are by name.

    Raises:
        ValueError: a former text is not found once, so that the table is not the one that the revision knows.
    """
    connection = op.get_bind()
    stored = text("SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type = :type AND sql IS NOT NULL")
    (created,) = connection.execute(stored, {"table": table, "type": "table"}).scalars()
    indexes = connection.execute(stored, {"table": table, "type": "index"}).scalars().all()
    columns = ", ".join(column["name"] for column in inspect(connection).get_columns(table))
    for former, new in edits:
        if created.count(former) != 1:
            raise ValueError(f"{table}: {former}")
        created = created.replace(former, new)
    for statement in (
        # So that the tables that refer to this one go on naming it.
        "PRAGMA legacy_alter_table = ON",
        f"ALTER TABLE {table} RENAME TO {table}{_FORMER}",
        created,
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}{_FORMER}",  # noqa: S608  names of the revision
        f"DROP TABLE {table}{_FORMER}",
        *indexes,
        "PRAGMA legacy_alter_table = OFF",
    ):
        # Driver text: a colon of a rule is no parameter.
        connection.exec_driver_sql(statement)
