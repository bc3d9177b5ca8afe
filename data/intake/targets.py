"""Where the base is written: a new SQLite file swapped in, or a new PostgreSQL schema swapped in one transaction."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Final

from sqlalchemy import URL, Connection, NullPool, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

from data.intake.roles import grant_reading
from data.migrations.steps import stamp
from data.schema import metadata
from data.vocabulary import DEMONSTRATION

ROOT: Final = Path(__file__).resolve().parents[2]
SCHEMA: Final = "vigie"
_NEW_SCHEMA: Final = "vigie_nouveau"
_LOCK: Final = 8_450_317
"""Any number, the same for every build: two builds of one database wait for each other."""


class UnusableTargetError(ValueError):
    """The address is not one where a base can be built."""


class BrokenBaseError(RuntimeError):
    """The engine refused the loaded base."""


def target_url(address: str) -> URL:
    """URL of the base; a relative SQLite path is taken from the root of the project.

    Raises:
        UnusableTargetError: neither an SQLite file nor a PostgreSQL database.
    """
    url = make_url(address)
    backend = url.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not url.database or url.database == ":memory:":
        raise UnusableTargetError(f"adresse de base inutilisable : {url.render_as_string()}")
    return url.set(drivername="sqlite", database=str(ROOT / url.database), query={})


def existing_version(url: URL) -> int | None:
    """Schema version of the base already there; None when there is none, 0 when it cannot be read."""
    found = _existing(url, "version_schema")
    return None if found is None else int(found or 0)


def refuse_another_nature(url: URL, nature: str) -> None:
    """Invented facts never take the place of sourced ones, nor the other way round.

    Raises:
        UnusableTargetError: the base already there is of another nature, or the invented set would replace what is no
            base.
    """
    found = _existing(url, "nature")
    if found is None or found == nature:
        return
    if found == DEMONSTRATION:
        raise UnusableTargetError(
            f"{url.render_as_string()} porte la base de démonstration, que des faits sourcés ne remplacent pas\u202f; "
            "choisir une autre adresse avec --vers, ou effacer d’abord cette base"
        )
    if nature == DEMONSTRATION:
        what = "la base des faits sourcés" if found else "autre chose qu’une base de démonstration"
        raise UnusableTargetError(
            f"{url.render_as_string()} porte {what}, que la démonstration ne remplace pas\u202f; "
            "choisir une autre adresse avec --vers"
        )


def _existing(url: URL, column: str) -> str | None:
    """A column of the identity of the base already there; None when there is none, empty when it cannot be read."""
    if url.drivername == "sqlite" and not Path(str(url.database)).exists():
        return None
    engine = create_engine(url, poolclass=NullPool)
    schema = None if url.drivername == "sqlite" else SCHEMA
    table = "base" if schema is None else f"{schema}.base"
    try:
        with engine.connect() as connection:
            if schema is not None and not inspect(connection).has_table("base", schema=schema):
                return None
            return str(connection.scalar(text(f"SELECT {column} FROM {table}")) or "")  # noqa: S608
    except DatabaseError:
        if schema is not None:
            raise
        return ""
    finally:
        engine.dispose()


@contextmanager
def new_base(url: URL) -> Iterator[Connection]:
    """Connection to a new empty base with its tables, published if the block ends well, dropped if it fails."""
    opened = _new_file(url) if url.drivername == "sqlite" else _new_schema(url)
    with opened as connection:
        yield connection


@contextmanager
def _new_file(url: URL) -> Iterator[Connection]:
    target = Path(str(url.database))
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target: a rename is atomic only inside one file system.
    fresh = target.with_name(f"{target.name}.nouveau-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    try:
        engine = create_engine(url.set(database=str(fresh)), poolclass=NullPool)
        event.listen(engine, "connect", _prepare_sqlite)
        with engine.begin() as connection:
            metadata.create_all(connection, checkfirst=False)
            stamp(connection)
            yield connection
            _refuse_broken_references(connection)
            connection.execute(text("ANALYZE"))
        engine.dispose()
        _flush_to_disk(fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _new_schema(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            connection.execute(text(f"DROP SCHEMA IF EXISTS {_NEW_SCHEMA} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {_NEW_SCHEMA}"))
            connection.execute(text(f"SET LOCAL search_path TO {_NEW_SCHEMA}"))
            metadata.create_all(connection, checkfirst=False)
            stamp(connection)
            yield connection
            for table in metadata.sorted_tables:
                connection.execute(text(f"ANALYZE {table.name}"))
            # Built aside, so that readers wait for the swap only.
            connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
            connection.execute(text(f"ALTER SCHEMA {_NEW_SCHEMA} RENAME TO {SCHEMA}"))
            grant_reading(connection, SCHEMA)
    finally:
        engine.dispose()


@contextmanager
def changed_base(url: URL, *, trial: bool = False) -> Iterator[Connection]:
    """Connection to the base already there, to change its tables: published if the block ends well and is no trial."""
    opened = _changed_file(url, trial) if url.drivername == "sqlite" else _changed_schema(url, trial)
    with opened as connection:
        yield connection


@contextmanager
def _changed_file(url: URL, trial: bool) -> Iterator[Connection]:  # noqa: FBT001
    target = Path(str(url.database))
    fresh = target.with_name(f"{target.name}.nouveau-{os.getpid()}")
    try:
        # With its rights: the account of the application must still read it.
        shutil.copy(target, fresh)
        engine = create_engine(url.set(database=str(fresh)), poolclass=NullPool)
        # Without the pragma of a new base: a table that is made again is for a while without those that refer to it.
        with engine.begin() as connection:
            yield connection
            _refuse_broken_references(connection)
        engine.dispose()
        if not trial:
            _flush_to_disk(fresh)
            fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _changed_schema(url: URL, trial: bool) -> Iterator[Connection]:  # noqa: FBT001
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection, connection.begin() as transaction:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            connection.execute(text(f"SET LOCAL search_path TO {SCHEMA}"))
            yield connection
            grant_reading(connection, SCHEMA)
            if trial:
                transaction.rollback()
    finally:
        engine.dispose()


def _prepare_sqlite(dbapi_connection: SqliteConnection, _record: object) -> None:
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    # The file is thrown away if the build fails, and flushed before the swap.
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.execute("PRAGMA journal_mode=MEMORY")
    cursor.close()


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise BrokenBaseError(f"{len(broken)} références sans cible, la première dans la table {broken[0][0]}")


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
