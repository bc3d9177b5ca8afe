"""The application's engine cannot write, on either engine, whatever is tried."""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from data.engine import DatabaseUnavailableError, read_only_engine, reader
from data.queries.base import identity
from data.tables.references import source


@pytest.fixture
def sqlite_engine(base_sqlite: Path):
    engine = read_only_engine(f"sqlite:///{base_sqlite}")
    yield engine
    engine.dispose()


def _refused(engine: Engine, *statements: str) -> None:
    *preparations, write = statements
    with engine.connect() as connection:
        for statement in preparations:
            # Some engines refuse to prepare the ground, others only refuse the write itself: both are a refusal.
            with suppress(SQLAlchemyError):
                connection.execute(text(statement))
                connection.commit()
            connection.rollback()
        with pytest.raises(SQLAlchemyError):
            connection.execute(text(write))


@pytest.mark.parametrize(
    "statements",
    [
        ("INSERT INTO source (id) VALUES ('x')",),
        ("UPDATE source SET titre = 'x'",),
        ("DELETE FROM source",),
        ("DROP TABLE source",),
        ("CREATE TABLE t (a)",),
        ("CREATE TEMP TABLE t (a)",),
        ("PRAGMA query_only = off",),
        ("PRAGMA query_only = off", "INSERT INTO source (id) VALUES ('x')"),
        ("PRAGMA writable_schema = on",),
        ("VACUUM INTO 'copie.sqlite'",),
        ("SELECT load_extension('x')",),
    ],
)
def test_sqlite_refuses_every_write(sqlite_engine, statements):
    _refused(sqlite_engine, *statements)


def test_sqlite_refuses_to_attach_and_creates_no_file(sqlite_engine, tmp_path):
    other = tmp_path / "autre.sqlite"
    _refused(sqlite_engine, f"ATTACH DATABASE '{other}' AS autre")
    assert not other.exists()


def test_sqlite_still_reads(sqlite_engine):
    assert not reader(sqlite_engine)(select(source.c.id)).empty


@pytest.fixture
def postgresql_engine(base_postgresql: str):
    engine = read_only_engine(base_postgresql)
    yield engine
    engine.dispose()


@pytest.mark.postgresql
def test_postgresql_refuses_every_write_even_with_writing_turned_on(postgresql_engine):
    for statements in (
        ("INSERT INTO source (id) VALUES ('x')",),
        ("SET default_transaction_read_only = off", "INSERT INTO source (id) VALUES ('x')"),
        ("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE", "DELETE FROM source"),
        ("SET default_transaction_read_only = off", "CREATE TABLE t (a int)"),
        ("SET default_transaction_read_only = off", "CREATE TABLE public.t (a int)"),
        ("SET default_transaction_read_only = off", "CREATE TEMP TABLE t (a int)"),
        ("SET default_transaction_read_only = off", "DROP TABLE source"),
    ):
        _refused(postgresql_engine, *statements)
    read = reader(postgresql_engine)
    assert not read(select(source.c.id)).empty
    assert identity(read).nature == "sourcee"


@pytest.mark.parametrize("url", ["mysql://x/y", "mssql://x/y"])
def test_other_engines_are_refused_at_once(url):
    with pytest.raises((ValueError, SQLAlchemyError)):
        read_only_engine(url)


def _cause(url: str) -> str:
    with pytest.raises(DatabaseUnavailableError) as caught:
        identity(reader(read_only_engine(url)))
    return caught.value.cause


def test_an_unreadable_database_says_why(tmp_path, base_sqlite):
    import sqlite3

    assert _cause(f"sqlite:///{tmp_path / 'absente.sqlite'}") == "absente"
    assert not (tmp_path / "absente.sqlite").exists()

    empty = tmp_path / "vide.sqlite"
    sqlite3.connect(empty).close()
    empty.touch()
    assert _cause(f"sqlite:///{empty}") == "vide"

    other = tmp_path / "version.sqlite"
    other.write_bytes(base_sqlite.read_bytes())
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE base SET version_schema = 999")
    connection.close()
    assert _cause(f"sqlite:///{other}") == "autre_version"

    not_a_database = tmp_path / "texte.sqlite"
    not_a_database.write_text("ceci n’est pas une base " * 100)
    assert _cause(f"sqlite:///{not_a_database}") == "injoignable"

    assert _cause("postgresql://personne@127.0.0.1:1/rien") == "injoignable"
