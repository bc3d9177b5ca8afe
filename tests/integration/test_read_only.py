"""The application's engine cannot write, on either engine, whatever is tried; what it cannot read, it says why."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import column, event, select, table, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

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


class _Failing:
    """An engine whose connections all fail with one error of the driver."""

    def __init__(self, error: psycopg.Error) -> None:
        self._error = error

    def connect(self) -> None:
        raise ProgrammingError("SELECT 1", {}, self._error)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (psycopg.errors.UndefinedTable("la relation « base » n’existe pas"), "vide"),
        (psycopg.errors.InvalidSchemaName("le schéma n’existe pas"), "vide"),
        (psycopg.errors.UndefinedColumn('column "x" does not exist'), "autre_version"),
        (psycopg.errors.InvalidCatalogName('database "x" does not exist'), "injoignable"),
        (psycopg.errors.InvalidAuthorizationSpecification('role "x" does not exist'), "injoignable"),
        (psycopg.errors.InvalidPassword("password authentication failed"), "injoignable"),
        (psycopg.errors.InsufficientPrivilege("permission denied"), "injoignable"),
        (psycopg.OperationalError('FATAL:  database "x" does not exist'), "injoignable"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_postgresql_says_why_by_its_code_whatever_its_language(error, cause):
    with pytest.raises(DatabaseUnavailableError) as caught:
        reader(_Failing(error))(select(source.c.id))  # type: ignore[arg-type]
    assert caught.value.cause == cause


@pytest.mark.postgresql
def test_a_real_postgresql_says_why(base_postgresql):
    known = make_url(base_postgresql)
    assert _cause(known.set(database="vigie_inconnue").render_as_string(hide_password=False)) == "injoignable"
    assert _cause(known.set(username="vigie_inconnu").render_as_string(hide_password=False)) == "injoignable"
    engine = read_only_engine(base_postgresql)
    for name, field, cause in (
        ("base", "colonne_future", "autre_version"),
        ("table_future", "id", "vide"),
        ("pg_authid", "rolname", "injoignable"),
    ):
        with pytest.raises(DatabaseUnavailableError) as caught:
            reader(engine)(select(column(field)).select_from(table(name)))
        assert caught.value.cause == cause
    engine.dispose()


def _published(path: Path, origin: Path, fingerprint: str) -> None:
    """Put in place of ``path``, at once as a publication does, a copy of ``origin`` of another fingerprint."""
    other = path.with_suffix(".nouvelle")
    other.write_bytes(origin.read_bytes())
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE base SET empreinte = ?", (fingerprint,))
    connection.close()
    other.replace(path)


@pytest.mark.parametrize("moment", ["do_connect", "connect"])
def test_a_file_replaced_while_it_is_opened_is_never_taken_for_the_new_one(tmp_path, base_sqlite, moment):
    path = tmp_path / "vigie.sqlite"
    _published(path, base_sqlite, "ancienne")
    engine = read_only_engine(f"sqlite:///{path}")
    replaced: list[bool] = []

    def replace_once(*_arguments: object) -> None:
        if not replaced:
            replaced.append(True)
            _published(path, base_sqlite, "nouvelle")

    event.listen(engine, moment, replace_once, insert=moment == "connect")
    assert identity(reader(engine)).empreinte == "nouvelle"
    assert replaced
    engine.dispose()
