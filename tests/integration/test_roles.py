"""The two roles of PostgreSQL: one cannot write whatever it sets, the other publishes and can do nothing else."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.engine import make_url

from data.engine import SCHEMA_POSTGRESQL
from data.intake.build import build
from data.intake.cli import main
from data.intake.roles import READER, WRITER, script
from data.intake.swap import new_base
from data.intake.targets import existing_version, target_url
from data.schema import SCHEMA_VERSION

pytestmark = pytest.mark.postgresql

Opened = psycopg.Connection[Any]


@dataclass(frozen=True)
class Place:
    """A database of one's own, as several accounts reach it."""

    admin: str

    def address(self, account: str | None = None, database: str | None = None) -> str:
        url = make_url(self.admin)
        if account:
            url = url.set(username=account, password=None)
        return url.set(database=database or url.database).render_as_string(hide_password=False)

    def opened(self, account: str | None = None, database: str | None = None) -> Opened:
        return psycopg.connect(self.address(account, database), autocommit=True)


@pytest.fixture(scope="module")
def new_place(postgresql_admin: str) -> Iterator[Callable[[], Place]]:
    names: list[str] = []

    def make() -> Place:
        names.append(f"vigie_roles_{secrets.token_hex(4)}")
        with psycopg.connect(postgresql_admin, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{names[-1]}"')
        return Place(make_url(postgresql_admin).set(database=names[-1]).render_as_string(hide_password=False))

    yield make
    with psycopg.connect(postgresql_admin, autocommit=True) as connection:
        for name in names:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def place(new_place) -> Place:
    """A database with both roles, then a base published by the writer."""
    made: Place = new_place()
    assert main(["roles", "--vers", made.admin], {}) == 0
    build(made.address(WRITER))
    return made


def _empty_base(address: str) -> None:
    with new_base(target_url(address)):
        pass


def _refused(connection: Opened, statement: str) -> None:
    with pytest.raises((errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)):
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO vigie.base SELECT * FROM vigie.base",
        "UPDATE vigie.base SET nature = 'demonstration'",
        "DELETE FROM vigie.observation",
        "TRUNCATE vigie.observation",
        "DROP TABLE vigie.observation",
        "DROP SCHEMA vigie CASCADE",
        "CREATE TABLE vigie.t (a int)",
        "CREATE TABLE public.t (a int)",
        "CREATE TEMPORARY TABLE t (a int)",
        "CREATE SCHEMA autre",
        "CREATE ROLE vigie_intrus",
        f"SET ROLE {WRITER}",
        "COPY vigie.base TO PROGRAM 'cat'",
    ],
)
def test_the_reader_cannot_write_even_when_it_says_that_it_may(place, statement):
    with place.opened(READER) as connection:
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM base").fetchone() == (1,)


def test_a_session_of_the_reader_starts_read_only_and_is_cut_when_it_is_long(place):
    with place.opened(READER) as connection:
        assert connection.execute("SHOW default_transaction_read_only").fetchone() == ("on",)
        assert connection.execute("SHOW statement_timeout").fetchone() == ("5s",)
        with pytest.raises(errors.QueryCanceled):
            connection.execute("SELECT pg_sleep(60)")


def test_the_writer_publishes_again_and_the_reader_reads_what_it_published(place):
    first = build(place.address(WRITER))
    assert existing_version(target_url(place.address(READER))) == SCHEMA_VERSION
    with place.opened(READER) as connection:
        shown = connection.execute("SELECT empreinte FROM base").fetchone()
    assert shown == (first.empreinte,)


def test_the_writer_can_do_nothing_else(place, new_place):
    elsewhere = new_place()
    for database in (place, elsewhere):
        with database.opened() as admin:
            admin.execute("CREATE SCHEMA paie; CREATE TABLE paie.salaire (a int); CREATE TABLE public.note (a int)")
    with place.opened(WRITER) as connection:
        for statement in (
            "SELECT * FROM paie.salaire",
            "SELECT * FROM public.note",
            "CREATE TABLE public.t (a int)",
            "CREATE TABLE paie.t (a int)",
            "CREATE TEMPORARY TABLE t (a int)",
            "DROP SCHEMA paie CASCADE",
            "CREATE ROLE vigie_intrus",
            f"ALTER ROLE {READER} SUPERUSER",
            "CREATE DATABASE vigie_intruse",
            "COPY vigie.base TO PROGRAM 'cat'",
            "SELECT pg_read_file('postgresql.conf')",
            "ALTER SYSTEM SET work_mem = '1GB'",
        ):
            _refused(connection, statement)
        connection.execute("CREATE SCHEMA vigie_archive_1; DROP SCHEMA vigie_archive_1")
    with place.opened(WRITER, make_url(elsewhere.admin).database) as connection:
        for statement in ("SELECT * FROM paie.salaire", "SELECT * FROM public.note", "CREATE SCHEMA vigie"):
            _refused(connection, statement)


def test_a_base_built_by_another_account_is_handed_over(new_place):
    made = new_place()
    _empty_base(made.admin)
    with made.opened() as admin:
        admin.execute("CREATE SCHEMA vigie_archive_7; CREATE TABLE vigie_archive_7.base (a int); CREATE SCHEMA vigies")
    assert main(["roles", "--vers", made.admin], {}) == 0
    with made.opened() as admin:
        owners = dict(
            admin.execute(
                "SELECT nspname, pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname ~ '^vigie'"
            ).fetchall()
        )
    assert {owners["vigie"], owners["vigie_archive_7"]} == {WRITER}
    assert owners["vigies"] != WRITER
    _empty_base(made.address(WRITER))
    with made.opened(WRITER) as connection:
        connection.execute("DROP SCHEMA vigie_archive_7 CASCADE")


_STANDING = f"""
SELECT 'base', datacl::text FROM pg_database WHERE datname = current_database()
UNION ALL SELECT nspname, coalesce(nspacl::text, '') || pg_get_userbyid(nspowner) FROM pg_namespace
  WHERE nspname ~ '^vigie|^public$'
UNION ALL SELECT relname, coalesce(relacl::text, '') || pg_get_userbyid(relowner) FROM pg_class
  WHERE relnamespace = 'vigie'::regnamespace
UNION ALL SELECT rolname, rolconfig::text || rolsuper || rolcreaterole || rolcreatedb || rolcanlogin FROM pg_roles
  WHERE rolname IN ('{READER}', '{WRITER}')
"""


def _standing(made: Place) -> set[tuple[str, str]]:
    with made.opened() as admin:
        return set(admin.execute(_STANDING).fetchall())


def test_the_printed_script_does_what_the_command_does(new_place, capsys):
    by_command, by_script = new_place(), new_place()
    for made in (by_command, by_script):
        _empty_base(made.admin)
    assert main(["roles", "--vers", by_command.admin], {}) == 0
    capsys.readouterr()
    assert main(["roles", "--script"], {}) == 0
    printed = capsys.readouterr().out
    assert printed == script(SCHEMA_POSTGRESQL)
    # What begins with a backslash speaks to psql.
    with by_script.opened() as admin:
        admin.execute("\n".join(line for line in printed.splitlines() if not line.startswith("\\")))
    assert _standing(by_script) == _standing(by_command)
    assert len(_standing(by_script)) > 30


def test_the_owner_of_the_database_who_may_create_roles_is_enough(new_place):
    made = new_place()
    owner = f"vigie_dba_{secrets.token_hex(4)}"
    database = make_url(made.admin).database
    assert main(["roles", "--vers", made.admin], {}) == 0
    with made.opened() as admin:
        admin.execute(f"CREATE ROLE {owner} LOGIN CREATEROLE")
        admin.execute(f"GRANT {READER}, {WRITER} TO {owner} WITH ADMIN OPTION")
        admin.execute(f'ALTER DATABASE "{database}" OWNER TO {owner}')
    try:
        _empty_base(made.address(owner))
        assert main(["roles", "--vers", made.address(owner)], {}) == 0
        _empty_base(made.address(WRITER))
        with made.opened(READER) as connection:
            assert connection.execute("SELECT count(*) FROM base").fetchone() == (0,)
    finally:
        with made.opened() as admin:
            admin.execute(f"REASSIGN OWNED BY {owner} TO CURRENT_USER; DROP OWNED BY {owner}; DROP ROLE {owner}")


def test_a_role_that_was_given_more_is_brought_back(new_place):
    made = new_place()
    assert main(["roles", "--vers", made.admin], {}) == 0
    with made.opened() as admin:
        admin.execute(f"ALTER ROLE {WRITER} CREATEROLE CREATEDB")
        assert main(["roles", "--vers", made.admin], {}) == 0
        kept = admin.execute(f"SELECT rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = '{WRITER}'").fetchone()
    assert kept == (False, False)
