"""The former states of a base: files beside it, or schemas beside its own.  The oldest give way."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect
from typing import Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, text

from data.intake.roles import READER, role_exists

FILES_KEPT: Final = 20
SCHEMAS_KEPT: Final = 5
_FILE: Final = re.compile(r"(\d{6})-[0-9a-f]{12}\.sqlite")
_SCHEMA: Final = re.compile(r"vigie_archive_(\d+)")


@dataclass(frozen=True)
class State:
    """A state whose facts can be copied: the current one when it names neither a file nor a schema."""

    path: Path | None = None
    schema: str | None = None


CURRENT: Final = State()


@dataclass(frozen=True)
class Archive:
    """A state put away: its last publication, the version of its schema, the fingerprint of its rows."""

    number: int
    version: int
    empreinte: str
    state: State


def archives_of(url: URL, connection: Connection) -> list[Archive]:
    """Every state put away, the oldest first.

    Args:
        url: of the base.
        connection: to the base, for PostgreSQL.
    """
    found = _files(Path(str(url.database))) if url.drivername == "sqlite" else _schemas(connection)
    return sorted(found, key=lambda archive: archive.number)


def folder_of(base: Path) -> Path:
    """Folder of the former states of an SQLite base."""
    return base.with_name(f"{base.name}.archives")


def keep_file(base: Path, number: int, empreinte: str) -> None:
    """Gives the current file a second name among the archives, before another file takes the first."""
    folder = folder_of(base)
    folder.mkdir(exist_ok=True)
    kept = folder / f"{number:06}-{empreinte[:12]}.sqlite"
    aside = kept.with_suffix(".incomplet")
    aside.unlink(missing_ok=True)
    try:
        os.link(base, aside)
    except OSError:
        # A file system without hard links.
        shutil.copy2(base, aside)
    aside.replace(kept)
    # Renaming a file over another name of itself does nothing.
    aside.unlink(missing_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def prune_files(base: Path) -> None:
    """Takes the oldest archives away."""
    kept = sorted(path for path in folder_of(base).glob("*.sqlite") if _FILE.fullmatch(path.name))
    for path in kept[:-FILES_KEPT]:
        path.unlink(missing_ok=True)


def keep_schema(connection: Connection, schema: str, number: int) -> None:
    """Puts the current schema away under a name of its own, which the reading role no longer enters."""
    name = f"vigie_archive_{number}"
    connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
    connection.execute(text(f"ALTER SCHEMA {schema} RENAME TO {name}"))
    if role_exists(connection):
        connection.execute(text(f"REVOKE ALL ON SCHEMA {name} FROM {READER}"))


def prune_schemas(connection: Connection) -> None:
    """Takes the oldest archives away."""
    for number in sorted(_schema_numbers(connection))[:-SCHEMAS_KEPT]:
        connection.execute(text(f"DROP SCHEMA vigie_archive_{number} CASCADE"))


def _files(base: Path) -> Iterator[Archive]:
    for path in folder_of(base).glob("*.sqlite"):
        if told := _FILE.fullmatch(path.name):
            with closing(connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
                version, empreinte = connection.execute("SELECT version_schema, empreinte FROM base").fetchone()
            yield Archive(int(told[1]), version, empreinte, State(path=path))


def _schemas(connection: Connection) -> Iterator[Archive]:
    for number in _schema_numbers(connection):
        name = f"vigie_archive_{number}"
        query = f"SELECT version_schema, empreinte FROM {name}.base"  # noqa: S608
        version, empreinte = connection.execute(text(query)).one()
        yield Archive(number, version, empreinte, State(schema=name))


def _schema_numbers(connection: Connection) -> list[int]:
    names = connection.scalars(text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'vigie\\_archive\\_%'"))
    return [int(told[1]) for name in names if (told := _SCHEMA.fullmatch(name))]
