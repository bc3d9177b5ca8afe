"""Migrations, on both engines: they give the schema of the tables, and lose no row of a base that was filled."""

import hashlib
import re
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, NullPool, Table, create_engine, insert, select, text
from sqlalchemy.engine import Engine, make_url

from data.engine import SCHEMA_POSTGRESQL
from data.intake.archives import Archive, archives_of
from data.intake.cli import main
from data.intake.migrate import migrate, refuse_another_version
from data.intake.roles import READER, WRITER
from data.intake.seal import rows_fingerprint
from data.intake.swap import migrated_base
from data.intake.targets import UnusableTargetError, existing_version, opened, target_url
from data.migrations.steps import FIRST, stamp, stamped, steps, upgrade
from data.schema import SCHEMA_VERSION, metadata
from data.tables.journal import publication
from data.tables.references import base

ROOT = Path(__file__).resolve().parents[2]
OPERATING = ROOT / "docs" / "exploitation.md"
SCHEMA_2 = "a63b18bbca16f584"
# Compared by the engine's own words below.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")
OF_LATER_VERSIONS = {"publication": 3, "ecran": 4}
COLUMNS_OF_LATER_VERSIONS = {("comite", "seances_par_an"), ("observation", "unites"), ("observation", "part_premiere")}
Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(request, tmp_path: Path) -> Iterator[str]:
    """Address of an empty base of each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vigie.sqlite'}"
        return
    admin = request.getfixturevalue("postgresql_admin")
    name = f"vigie_migration_{secrets.token_hex(4)}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield make_url(admin).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _engine(url: str) -> Engine:
    return create_engine(target_url(url), poolclass=NullPool)


def _in_schema(connection: Connection, schema: str = SCHEMA_POSTGRESQL) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
        connection.execute(text(f"SET LOCAL search_path TO {schema}"))


def _differences(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "compare_server_default": True, "target_metadata": metadata}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


_DESCRIPTION = """
SELECT 'règle', c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = to_regnamespace(:schema)
UNION ALL
SELECT 'index', indexname, replace(indexdef, :schema || '.', '') FROM pg_indexes WHERE schemaname = :schema
UNION ALL
SELECT 'colonne', c.relname || '.' || a.attname, a.attnum || ' ' || format_type(a.atttypid, a.atttypmod)
    || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' '
    || coalesce(col_description(c.oid, a.attnum), '')
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = to_regnamespace(:schema) AND c.relkind = 'r'
UNION ALL
SELECT 'table', c.relname, obj_description(c.oid) FROM pg_class c
  WHERE c.relnamespace = to_regnamespace(:schema) AND c.relkind = 'r'
"""


def _described(connection: Connection, schema: str = SCHEMA_POSTGRESQL) -> set[tuple[str, ...]]:
    """All that the engine knows of the tables: columns, types, defaults, rules, indexes, and comments where it can."""
    if connection.dialect.name == "postgresql":
        rows = {tuple(row) for row in connection.execute(text(_DESCRIPTION), {"schema": schema})}
        rows = {tuple(str(part).replace(f"{schema}.", "") for part in row) for row in rows}
    else:
        listed = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        rows = {(name, *_columns(sql)) for name, sql in listed}
    return {row for row in rows if "alembic_version" not in " ".join(row[:2])}


def _columns(sql: str) -> list[str]:
    """Lines of a CREATE TABLE; SQLAlchemy writes the rules of one column in no fixed order."""
    lines = [re.split(r" (?=CONSTRAINT )", line.strip().rstrip(",")) for line in sql.splitlines()]
    return [" ".join([head, *sorted(part.strip() for part in rules)]) for head, *rules in lines]


def test_from_an_empty_base_the_migrations_give_the_tables_of_the_code(empty_url):
    engine = _engine(empty_url)
    with engine.begin() as connection:
        _in_schema(connection)
        upgrade(connection)
        assert stamped(connection) == SCHEMA_VERSION
        assert _differences(connection) == []
        migrated = _described(connection)
        assert len(migrated) > 150
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            _in_schema(connection, "temoin")
            metadata.create_all(connection, checkfirst=False)
            assert _described(connection, "temoin") == migrated
    if empty_url.startswith("sqlite"):
        witness = create_engine("sqlite://")
        with witness.begin() as connection:
            metadata.create_all(connection, checkfirst=False)
            assert _described(connection) == migrated
        witness.dispose()


def test_a_difference_would_be_seen(empty_url):
    """Negative control: a missing column, then a missing rule that only the engine's own description shows."""
    with _engine(empty_url).begin() as connection:
        _in_schema(connection)
        upgrade(connection, FIRST)
        assert "add_table" in [change[0] for change in _differences(connection)]
        whole = _described(connection)
        connection.execute(text("DROP INDEX uq_observation_fait"))
        assert len(whole - _described(connection)) == 1


def test_the_schema_where_migrations_begin_never_changes():
    """What was published stays: a base built then was built by these words."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection, FIRST)
        words = sorted(" ".join(row) for row in _described(connection))
    engine.dispose()
    assert hashlib.sha256("\n".join(words).encode()).hexdigest()[:16] == SCHEMA_2


def test_each_version_of_the_schema_has_its_revision():
    assert [step.version for step in steps(FIRST)] == list(range(FIRST + 1, SCHEMA_VERSION + 1))
    assert steps(SCHEMA_VERSION) == ()


def _first_columns(table: Table) -> list[Column[Any]]:
    """Columns that a table has had since the first version."""
    return [column for column in table.columns if (table.name, column.name) not in COLUMNS_OF_LATER_VERSIONS]


def _rows(connection: Connection, version: int = SCHEMA_VERSION) -> Tables:
    return {
        table.name: [
            tuple(row) for row in connection.execute(select(*_first_columns(table)).order_by(*table.primary_key))
        ]
        for table in metadata.sorted_tables
        if OF_LATER_VERSIONS.get(table.name, FIRST) <= version
    }


@pytest.fixture
def of_version_2(empty_url: str, base_sqlite: Path) -> tuple[str, Tables]:
    """Address of a base of schema 2 as its own code left it, filled with the rows of a real build; and those rows."""
    with create_engine(f"sqlite:///{base_sqlite}").connect() as built:
        rows = _rows(built, FIRST)
    with _engine(empty_url).begin() as connection:
        _in_schema(connection)
        upgrade(connection, FIRST)
        for table in metadata.sorted_tables:
            if rows.get(table.name):
                names = [column.name for column in _first_columns(table)]
                connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows[table.name]])
        connection.execute(base.update().values(version_schema=FIRST))
        # That code knew no migration.
        connection.execute(text("DROP TABLE alembic_version"))
        rows = _rows(connection, FIRST)
    assert sum(map(len, rows.values())) > 7000
    return empty_url, rows


def test_a_filled_base_of_version_2_becomes_a_base_of_this_version_and_loses_no_row(of_version_2):
    url, before = of_version_2
    said = migrate(url, dry_run=False)
    assert f"du schéma 2 au schéma {SCHEMA_VERSION}" in said
    assert "le journal des publications" in said
    with _engine(url).begin() as connection:
        _in_schema(connection)
        after = _rows(connection)
        ((_, version, *kept, empreinte),) = after.pop("base")
        assert (version, kept) == (SCHEMA_VERSION, [*before.pop("base")[0][2:-1]])
        assert rows_fingerprint(connection) == empreinte
        ((number, gesture, *_, told),) = after.pop(publication.name)
        assert (number, gesture, told) == (1, "migration", empreinte)
        assert after.pop("ecran") == []
        assert after == before
        assert stamped(connection) == SCHEMA_VERSION
        assert _differences(connection) == []
    assert existing_version(target_url(url)) == SCHEMA_VERSION
    assert "rien à faire" in migrate(url, dry_run=False)


def test_a_trial_changes_nothing(of_version_2, capsys):
    url, before = of_version_2
    assert main(["migrer", "--vers", url, "--dry-run"]) == 0
    assert "rien n’a été changé" in capsys.readouterr().out
    with _engine(url).begin() as connection:
        _in_schema(connection)
        assert _rows(connection, FIRST) == before
        assert stamped(connection) is None


def _failing(create: Callable[..., object]) -> Callable[..., None]:
    def then_fails(*arguments: Any, **options: Any) -> None:
        create(*arguments, **options)
        raise RuntimeError("panne d’essai")

    return then_fails


def test_a_migration_that_fails_midway_leaves_the_old_base_whole(of_version_2, monkeypatch):
    url, before = of_version_2
    monkeypatch.setattr(op, "create_table", _failing(op.create_table))
    with pytest.raises(RuntimeError, match="panne d’essai"):
        migrate(url, dry_run=False)
    with _engine(url).begin() as connection:
        _in_schema(connection)
        assert _rows(connection, FIRST) == before
        assert not connection.dialect.has_table(connection, publication.name)
    if url.startswith("sqlite"):
        folder = Path(str(make_url(url).database)).parent
        assert [path.name for path in folder.iterdir()] == ["vigie.sqlite"]


DIES = """
import os, signal, sys
from importlib import import_module
from data.intake.cli import main

place, _, name = sys.argv[2].rpartition(".")
module = import_module(place)
whole = getattr(module, name)

def then_dies(*arguments, **options):
    whole(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(module, name, then_dies)
main(["migrer", "--vers", sys.argv[1]])
"""


@pytest.mark.parametrize("step", ["alembic.op.create_table", "data.intake.journal.write", "keep"])
def test_a_migration_that_dies_leaves_the_old_base_whole_and_can_be_run_again(of_version_2, step):
    url, before = of_version_2
    kept = "keep_file" if url.startswith("sqlite") else "keep_schema"
    place = f"data.intake.archives.{kept}" if step == "keep" else step
    died = subprocess.run([sys.executable, "-c", DIES, url, place], cwd=ROOT, check=False, timeout=120)
    assert died.returncode == -signal.SIGKILL
    with _engine(url).begin() as connection:
        _in_schema(connection)
        assert _rows(connection, FIRST) == before
        assert not connection.dialect.has_table(connection, publication.name)
    assert "Base migrée" in migrate(url, dry_run=False)
    assert existing_version(target_url(url)) == SCHEMA_VERSION


def _commands(language: str) -> str:
    """What the operating guide says to undo a migration, in the language of an engine."""
    (told,) = re.findall(rf"```{language}\n([^`]*(?:ARCHIVE|archive_N)[^`]*)```", OPERATING.read_text(encoding="utf-8"))
    return str(told)


def _put_back(url: str, archive: Archive) -> None:
    """Runs the commands of the operating guide."""
    if archive.state.path is not None:
        commands = _commands("bash").replace("ARCHIVE", archive.state.path.name)
        subprocess.run(["bash", "-euc", commands], cwd=archive.state.path.parents[1], check=True)
        return
    commands = _commands("sql").replace("archive_N", f"archive_{archive.number}")
    with psycopg.connect(_as_role(url, WRITER), autocommit=True) as connection:
        connection.execute(commands)


def _as_role(url: str, role: str) -> str:
    return make_url(url).set(username=role, password=None).render_as_string(hide_password=False)


def test_the_old_base_is_kept_as_it_was_and_the_guide_tells_how_to_put_it_back(of_version_2):
    url, before = of_version_2
    file = Path(str(make_url(url).database))
    with _engine(url).begin() as connection:
        _in_schema(connection)
        described = _described(connection)
    content = file.read_bytes() if url.startswith("sqlite") else None
    said = migrate(url, dry_run=False)
    with opened(target_url(url)) as connection:
        (archive,) = archives_of(target_url(url), connection)
    assert archive.version == FIRST
    assert f"telle quelle : {archive.state.path or f'schéma {archive.state.schema}'}" in said
    if content is None:
        assert main(["roles", "--vers", url]) == 0
    else:
        assert archive.state.path is not None
        assert archive.state.path.read_bytes() == content
    _put_back(url, archive)
    if content is None:
        with psycopg.connect(_as_role(url, READER)) as connection:
            assert connection.execute("SELECT version_schema FROM vigie.base").fetchone() == (FIRST,)
    with _engine(url).begin() as connection:
        _in_schema(connection)
        assert _rows(connection, FIRST) == before
        assert _described(connection) == described
    assert "Base migrée" in migrate(url, dry_run=False)


def test_a_base_migrated_meanwhile_is_left_as_it_is(of_version_2):
    url, _ = of_version_2
    migrate(url, dry_run=False)
    with pytest.raises(UnusableTargetError, match="relancer"), migrated_base(target_url(url), FIRST):
        pytest.fail("the migration has begun")
    assert existing_version(target_url(url)) == SCHEMA_VERSION


@pytest.mark.postgresql
@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
def test_the_reader_reads_the_new_table_once_migrated(of_version_2):
    url, _ = of_version_2
    assert main(["roles", "--vers", url]) == 0
    migrate(url, dry_run=False)
    with psycopg.connect(_as_role(url, READER)) as connection:
        assert connection.execute("SELECT count(*) FROM vigie.publication").fetchone() == (1,)


def test_a_construction_is_stamped(base_sqlite):
    with create_engine(f"sqlite:///{base_sqlite}").connect() as connection:
        assert stamped(connection) == SCHEMA_VERSION


@pytest.fixture
def of_version(base_sqlite: Path, tmp_path: Path) -> Callable[[int], str]:
    """Address of a base that says that it is of a version."""

    def make(version: int) -> str:
        path = shutil.copy(base_sqlite, tmp_path / "autre.sqlite")
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE base SET version_schema = ?", (version,))
        connection.close()
        return f"sqlite:///{path}"

    return make


@pytest.mark.parametrize(
    ("version", "advised"),
    [
        (1, "python -m data construire"),
        (2, "python -m data migrer"),
        (SCHEMA_VERSION + 1, "mettre à jour l’application"),
    ],
)
def test_a_base_of_another_version_is_refused_with_the_command_to_run(of_version, version, advised, capsys):
    url = of_version(version)
    with pytest.raises(UnusableTargetError, match=advised):
        refuse_another_version(target_url(url))
    assert main(["construire", "--si-absente", "--vers", url]) == 0
    assert advised in capsys.readouterr().out
    if version != FIRST:
        assert main(["migrer", "--vers", url]) == 1
        assert advised in capsys.readouterr().err
        assert existing_version(target_url(url)) == version


def test_where_there_is_no_base_there_is_nothing_to_migrate(tmp_path, capsys):
    assert main(["migrer", "--vers", f"sqlite:///{tmp_path / 'absente.sqlite'}"]) == 1
    assert "python -m data construire" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    refuse_another_version(target_url(f"sqlite:///{tmp_path / 'absente.sqlite'}"))


def test_an_unstamped_base_of_this_version_needs_nothing(base_sqlite, tmp_path):
    path = shutil.copy(base_sqlite, tmp_path / "sans-marque.sqlite")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
        stamp(connection)
        assert stamped(connection) == SCHEMA_VERSION
    engine.dispose()
