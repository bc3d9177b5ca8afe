"""The next state of a base, written aside then swapped in: whoever reads sees the old one or the new one, whole.

SQLite: a file beside the base, flushed, then renamed over it.  PostgreSQL: a schema beside the other, renamed in the
transaction that wrote it.  A process that dies in between leaves the old state, and an aside that the next one clears.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, MetaData, NullPool, Table, create_engine, event, text
from sqlalchemy.exc import OperationalError

from data.intake import archives
from data.intake.lock import WAIT, BusyTargetError, sole_writer
from data.intake.roles import grant_reading
from data.intake.targets import SCHEMA, BrokenBaseError, Former, UnusableTargetError, existing_version, former_base
from data.migrations.steps import stamp, stamped, upgrade
from data.schema import metadata

_NEW_SCHEMA: Final = "vigie_nouveau"
_LOCK: Final = 8_450_317
"""Any number, the same for every writer: two writers of one database wait for each other."""
_LOCK_NOT_AVAILABLE: Final = "55P03"


def new_base(url: URL, *, wait: float = WAIT) -> AbstractContextManager[Connection]:
    """Connection to a new empty base with its tables, swapped in if the block ends well, dropped if it fails.

    The base that it replaces is kept in the archives when it holds publications.

    Raises:
        BusyTargetError: another writer still holds the base after ``wait`` seconds.
        BrokenBaseError: the engine refuses what the block wrote.
    """
    return _new_file(url, None, wait) if url.drivername == "sqlite" else _new_schema(url, None, wait)


def successor(url: URL, *, of: archives.State, wait: float = WAIT) -> AbstractContextManager[Connection]:
    """Connection to a copy of the base, swapped in if the block ends well, dropped if it fails.

    The base that it replaces is kept in the archives.

    Args:
        url: of the base.
        of: state whose facts are copied, the current one or an archive; the journal is always the current one.
        wait: seconds to wait for another writer.

    Raises:
        BusyTargetError: another writer still holds the base after ``wait`` seconds.
        BrokenBaseError: the engine refuses what the block wrote.
    """
    return _new_file(url, of, wait) if url.drivername == "sqlite" else _new_schema(url, of, wait)


def migrated_base(
    url: URL, version: int, *, trial: bool = False, wait: float = WAIT
) -> AbstractContextManager[Connection]:
    """Connection to a copy of the base, its tables of ``version``, swapped in if the block ends well and is no trial.

    The base that it replaces is kept in the archives, as it was.

    Args:
        url: of the base.
        version: of its schema, one that the revisions know how to make.
        trial: drop the copy even if the block ends well.
        wait: seconds to wait for another writer.

    Raises:
        BusyTargetError: another writer still holds the base after ``wait`` seconds.
        UnusableTargetError: another writer has just given the base another version.
        BrokenBaseError: the engine refuses what the block wrote.
    """
    if url.drivername == "sqlite":
        return _migrated_file(url, version, wait, trial=trial)
    return _migrated_schema(url, version, wait, trial=trial)


@contextmanager
def _new_file(url: URL, of: archives.State | None, wait: float) -> Iterator[Connection]:
    target = Path(str(url.database))
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target: a rename is atomic only inside one file system.
    fresh = target.with_name(f"{target.name}.nouveau-{os.getpid()}")
    with sole_writer(target.with_name(f"{target.name}.verrou"), wait):
        _clear_left_over(target)
        try:
            if of is not None:
                _copy_file(target, of.path or target, fresh)
            engine = create_engine(url.set(database=str(fresh)), poolclass=NullPool)
            event.listen(engine, "connect", _prepare_sqlite)
            with engine.begin() as connection:
                if of is None:
                    metadata.create_all(connection, checkfirst=False)
                    stamp(connection)
                yield connection
                _refuse_broken_references(connection)
                connection.execute(text("ANALYZE"))
            engine.dispose()
            _swap_file(url, fresh, target, always=of is not None)
        finally:
            _clear_left_over(target)


@contextmanager
def _migrated_file(url: URL, version: int, wait: float, *, trial: bool) -> Iterator[Connection]:
    target = Path(str(url.database))
    fresh = target.with_name(f"{target.name}.nouveau-{os.getpid()}")
    with sole_writer(target.with_name(f"{target.name}.verrou"), wait):
        _clear_left_over(target)
        _refuse_another_version(url, version)
        try:
            _copy_file(target, target, fresh)
            engine = create_engine(url.set(database=str(fresh)), poolclass=NullPool)
            # Without the pragma of a new base: a table made again is for a while without those that refer to it.
            with engine.begin() as connection:
                if stamped(connection) is None:
                    stamp(connection, version)
                yield connection
                _refuse_broken_references(connection)
            engine.dispose()
            if not trial:
                _swap_file(url, fresh, target, always=True)
        finally:
            _clear_left_over(target)


def _clear_left_over(target: Path) -> None:
    """What a writer that failed or died has left, the file and what SQLite keeps beside it: nobody else writes now."""
    for left in target.parent.glob(f"{target.name}.nouveau-*"):
        left.unlink(missing_ok=True)


def _copy_file(target: Path, source: Path, fresh: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as former,
        closing(sqlite3.connect(f"file:{quote(str(fresh))}", uri=True)) as copy,
    ):
        former.backup(copy)
        if source != target:
            copy.execute("ATTACH DATABASE ? AS courante", (f"file:{quote(str(target))}?mode=ro",))
            copy.execute("DELETE FROM publication")
            copy.execute("INSERT INTO publication SELECT * FROM courante.publication")
            copy.commit()


def _swap_file(url: URL, fresh: Path, target: Path, *, always: bool) -> None:
    former = former_base(url) if target.exists() else None
    if target.exists():
        _keep_owner(target, fresh)
    flush(fresh)
    if former and (always or former.journalled):
        archives.keep_file(target, former.number, former.empreinte)
    fresh.replace(target)
    flush_folder(target.parent)
    archives.prune_files(target)


def _keep_owner(target: Path, fresh: Path) -> None:
    """Those who could read the base still can, whoever publishes."""
    shutil.copymode(target, fresh)
    status = target.stat()
    with suppress(PermissionError):
        os.chown(fresh, status.st_uid, status.st_gid)


@contextmanager
def _new_schema(url: URL, of: archives.State | None, wait: float) -> Iterator[Connection]:
    with _schema_beside(url, wait) as connection:
        metadata.create_all(connection, checkfirst=False)
        stamp(connection)
        if of is not None:
            for table in metadata.sorted_tables:
                _copy_rows(connection, table, SCHEMA if table.name == "publication" else of.schema or SCHEMA)
        yield connection
        _swap_schema(connection, url, always=of is not None)


@contextmanager
def _migrated_schema(url: URL, version: int, wait: float, *, trial: bool) -> Iterator[Connection]:
    with _schema_beside(url, wait) as connection:
        _refuse_another_version(url, version)
        # By the revisions: the tables that this code knows are those of another version.
        upgrade(connection, version)
        made = MetaData()
        made.reflect(connection, schema=_NEW_SCHEMA, only=lambda name, _: name != "alembic_version")
        for table in made.sorted_tables:
            _copy_rows(connection, table, SCHEMA)
        yield connection
        if trial:
            connection.rollback()
        else:
            _swap_schema(connection, url, always=True)


@contextmanager
def _schema_beside(url: URL, wait: float) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            _lock_database(connection, wait)
            connection.execute(text(f"DROP SCHEMA IF EXISTS {_NEW_SCHEMA} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {_NEW_SCHEMA}"))
            connection.execute(text(f"SET LOCAL search_path TO {_NEW_SCHEMA}"))
            yield connection
    finally:
        engine.dispose()


def _swap_schema(connection: Connection, url: URL, *, always: bool) -> None:
    for table in metadata.sorted_tables:
        connection.execute(text(f"ANALYZE {table.name}"))
    # Built aside, so that readers wait for the swap only.
    _put_away(connection, former_base(url), always=always)
    connection.execute(text(f"ALTER SCHEMA {_NEW_SCHEMA} RENAME TO {SCHEMA}"))
    grant_reading(connection, SCHEMA)
    archives.prune_schemas(connection)


def _refuse_another_version(url: URL, version: int) -> None:
    """Whoever held the base before may have migrated it."""
    found = existing_version(url)
    if found != version:
        raise UnusableTargetError(
            f"la base vient de passer du schéma {version} au schéma {found} ; relancer la commande"
        )


def _lock_database(connection: Connection, wait: float) -> None:
    # Zero would be to wait for ever.
    connection.execute(text(f"SET LOCAL lock_timeout TO {max(1, int(wait * 1000))}"))
    try:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
            raise BusyTargetError(wait) from error
        raise
    # The swap waits for the locks of tables, whatever patience there was for another writer.
    connection.execute(text(f"SET LOCAL lock_timeout TO {int(WAIT * 1000)}"))


def _copy_rows(connection: Connection, table: Table, source: str) -> None:
    columns = ", ".join(column.name for column in table.columns)
    copy = f"INSERT INTO {_NEW_SCHEMA}.{table.name} ({columns}) SELECT {columns} FROM {source}.{table.name}"  # noqa: S608
    connection.execute(text(copy))


def _put_away(connection: Connection, former: Former | None, *, always: bool) -> None:
    if former and (always or former.journalled):
        archives.keep_schema(connection, SCHEMA, former.number)
    else:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))


def _prepare_sqlite(dbapi_connection: sqlite3.Connection, _record: object) -> None:
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    # The file is thrown away if the writing fails, and flushed before the swap.
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.execute("PRAGMA journal_mode=MEMORY")
    cursor.close()


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise BrokenBaseError(f"{len(broken)} références sans cible, la première dans la table {broken[0][0]}")


def flush(path: Path) -> None:
    """Waits until the disk holds the file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Waits until the disk holds the names of the files of the folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
