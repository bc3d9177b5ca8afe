"""The PostgreSQL role of the application: it can only read."""

from typing import TYPE_CHECKING, Any, Final, cast

from psycopg import sql
from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from psycopg import Connection as PsycopgConnection

READER: Final = "vigie_lecture"
STATEMENT_TIMEOUT: Final = "5s"

_SETTINGS: Final = {
    "default_transaction_read_only": "on",
    "statement_timeout": STATEMENT_TIMEOUT,
    "search_path": "vigie",
}


def create_reader(connection: Connection, schema: str, password: str | None) -> bool:
    """Creates or brings back the reading role to its settings and rights.  True when it did not exist."""
    created = not role_exists(connection)
    if created:
        connection.execute(text(f"CREATE ROLE {READER}"))
    limits = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    connection.execute(text(f"ALTER ROLE {READER} WITH {limits}"))
    for name, value in _SETTINGS.items():
        connection.execute(text(f"ALTER ROLE {READER} SET {name} TO '{value}'"))
    if password:
        _set_password(connection, password)
    database = connection.scalar(text("SELECT quote_ident(current_database())"))
    connection.execute(text(f"GRANT CONNECT ON DATABASE {database} TO {READER}"))
    # PostgreSQL lets everyone make temporary tables in a new database, and a table is a write.
    connection.execute(text(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {READER}"))
    if connection.scalar(text("SELECT to_regnamespace(:schema)"), {"schema": schema}) is not None:
        grant_reading(connection, schema)
    return created


def grant_reading(connection: Connection, schema: str) -> None:
    """Gives the reading role, if it exists, the right to read the tables of ``schema`` and nothing else there."""
    if not role_exists(connection):
        return
    connection.execute(text(f"REVOKE ALL ON SCHEMA {schema} FROM {READER}"))
    connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {READER}"))
    connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {READER}"))
    connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {READER}"))


def role_exists(connection: Connection) -> bool:
    """True when the server knows the reading role."""
    return connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": READER}) is not None


def _set_password(connection: Connection, password: str) -> None:
    driver = cast("PsycopgConnection[Any]", connection.connection.dbapi_connection)
    # Hashed here, so that neither the network nor the log of the server sees it in clear.
    hashed = driver.pgconn.encrypt_password(password.encode(), READER.encode(), b"scram-sha-256").decode()
    with driver.cursor() as cursor:
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(READER), sql.Literal(hashed)))
