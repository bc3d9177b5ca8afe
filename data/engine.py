"""The only way to the database: an engine that cannot write, and the one function that executes queries.

SQLite is opened ``mode=ro`` and held by an authorizer, because ``mode=ro`` alone still lets ATTACH create a file and
``PRAGMA query_only`` be switched off.  PostgreSQL sessions start read-only; the role itself must only hold SELECT.
"""

import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote

import pandas as pd
from sqlalchemy import Boolean, Date, DateTime, Float, Integer, Numeric, Select, create_engine, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlalchemy.types import TypeDecorator, TypeEngine

Reader = Callable[[Select[Any]], pd.DataFrame]
Cause = Literal["absente", "vide", "autre_version", "injoignable"]

SCHEMA_POSTGRESQL: Final = "vigie"
_STATEMENT_TIMEOUT_MS: Final = 5000
_ALLOWED_ACTIONS: Final = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
    }
)
_FORBIDDEN_FUNCTIONS: Final = frozenset({"load_extension", "writefile", "edit", "fts3_tokenizer"})

_CAUSES_SQLITE: Final[Mapping[str, Cause]] = {
    "unable to open database file": "absente",
    "no such table": "vide",
    "no such column": "autre_version",
}
# undefined_table, invalid_schema_name, undefined_column; every other code is a server that does not let us read.
_CAUSES_POSTGRESQL: Final[Mapping[str, Cause]] = {"42P01": "vide", "3F000": "vide", "42703": "autre_version"}

logger = logging.getLogger(__name__)


class DatabaseUnavailableError(Exception):
    """The database cannot be read now; ``cause`` says why and the page says what to do.

    ``versions`` are those of the schema, of the database then of this code, when they differ.
    """

    def __init__(self, cause: Cause, detail: str = "", versions: tuple[int, int] | None = None) -> None:
        super().__init__(f"{cause}: {detail}" if detail else cause)
        self.cause: Cause = cause
        self.detail = detail
        self.versions = versions


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    if action in _ALLOWED_ACTIONS:
        return sqlite3.SQLITE_OK
    # SQLAlchemy reads the isolation level once by this pragma; with no argument it changes nothing.
    if action == sqlite3.SQLITE_PRAGMA and first == "read_uncommitted" and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _lock_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only = on")
    connection.set_authorizer(_authorize)


def _file_version(path: str) -> tuple[int, ...] | None:
    """What changes when a file is replaced or rewritten; None when it is away."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def _sqlite_engine(url: URL) -> Engine:
    path = url.database or ""
    read_only = URL.create("sqlite", database=f"file:{quote(path)}", query={"mode": "ro", "uri": "true"})
    engine = create_engine(read_only, poolclass=QueuePool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _lock_sqlite)

    # A pooled connection keeps reading a file that a publication has replaced, and opening one anew for each query
    # costs five times the query: keep it as long as the file is the same.
    # Noted before opening: a file replaced in between is then older than it says, and opened again.
    @event.listens_for(engine, "do_connect")
    def remember(_dialect: object, record: ConnectionPoolEntry, _args: object, _options: object) -> None:
        record.info["version"] = _file_version(path)

    @event.listens_for(engine, "checkout")
    def refuse_replaced(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info.get("version") != _file_version(path):
            raise DisconnectionError

    return engine


def _postgresql_engine(url: URL) -> Engine:
    options = (
        "-c default_transaction_read_only=on"
        f" -c statement_timeout={_STATEMENT_TIMEOUT_MS}"
        f" -c search_path={SCHEMA_POSTGRESQL}"
    )
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args={"options": options, "connect_timeout": 5},
    )


def read_only_engine(url: str) -> Engine:
    """Engine on which every write fails, for a ``sqlite:///`` or ``postgresql://`` address.

    Opening is lazy: a missing database is reported by the first read, not here.

    Raises:
        ValueError: the address is neither SQLite nor PostgreSQL.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite_engine(parsed)
    if backend == "postgresql":
        return _postgresql_engine(parsed)
    raise ValueError(backend)


def _pandas_type(column_type: TypeEngine[Any]) -> Any:  # noqa: ANN401  pandas declares one overload a name
    if isinstance(column_type, Boolean):
        return "bool"
    if isinstance(column_type, Integer):
        return "Int64"
    if isinstance(column_type, Float | Numeric):
        return "float64"
    if isinstance(column_type, Date | DateTime):
        return "datetime64[us]"
    # A type of ours makes objects of ours.
    return "object" if isinstance(column_type, TypeDecorator) else "str"


def _typed(rows: Sequence[Sequence[object]], statement: Select[Any]) -> pd.DataFrame:
    """Frame whose types come from the statement, since an empty or all-NULL result has lost its own.

    Built column by column: casting a finished frame costs several times more.
    """
    columns = list(statement.selected_columns)
    values = list(zip(*rows, strict=True)) if rows else [() for _ in columns]
    return pd.DataFrame(
        {
            column.name: pd.array(list(series), dtype=_pandas_type(column.type))
            for column, series in zip(columns, values, strict=True)
        }
    )


def _cause(error: SQLAlchemyError) -> Cause:
    """What a failure means: SQLite only has a sentence for it, PostgreSQL has a code, whatever its language."""
    origin = error.orig if isinstance(error, DBAPIError) else None
    if not isinstance(origin, sqlite3.Error):
        return _CAUSES_POSTGRESQL.get(getattr(origin, "sqlstate", None) or "", "injoignable")
    text = str(origin).lower()
    return next((cause for words, cause in _CAUSES_SQLITE.items() if words in text), "injoignable")


def reader(engine: Engine) -> Reader:
    """The only executor of queries: ``read(select)`` gives a frame typed from the statement's columns.

    Integers are nullable ``Int64``, decimals ``float64``, dates ``datetime64``, booleans ``bool``; missing text is NaN.
    A type of our own (``TypeDecorator``) gives its objects.

    Raises (when called):
        DatabaseUnavailableError: the database is missing, empty, of another shape or unreachable.
    """

    def read(statement: Select[Any]) -> pd.DataFrame:
        try:
            with engine.connect() as connection:
                rows = connection.execute(statement).all()
        except SQLAlchemyError as error:
            cause = _cause(error)
            logger.warning("base illisible (%s) : %s", cause, str(error).splitlines()[0])
            raise DatabaseUnavailableError(cause, str(error).splitlines()[0]) from error
        return _typed(rows, statement)

    return read
