"""The builder: what it writes, what it refuses, and that a refusal changes nothing."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from data.intake.build import SOURCES, build
from data.intake.cli import main
from data.intake.faults import InvalidDataError
from data.intake.files import fingerprint
from data.intake.schema_doc import schema_page
from data.intake.targets import ROOT, UnusableTargetError, existing_version, target_url
from data.schema import SCHEMA_VERSION, metadata
from data.tables.journal import publication
from tests.conftest import new_database

NOW = datetime(2026, 11, 22, 6, 40, 12, 345, tzinfo=UTC)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the tracked files, to spoil."""
    return Path(shutil.copytree(SOURCES, tmp_path / "sources"))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "base" / "vigie.sqlite"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of the tracked files, to read."""
    path = tmp_path_factory.mktemp("construite") / "vigie.sqlite"
    build(f"sqlite:///{path}", now=NOW)
    return path


def spoil(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def query(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_the_base_says_who_it_is(built: Path) -> None:
    identity = query(built, "SELECT id, version_schema, nature, construite_le FROM base")
    assert identity == [(1, SCHEMA_VERSION, "sourcee", "2026-11-22 06:40:12.000000")]


def test_the_journal_begins_with_the_construction(built: Path) -> None:
    ((number, gesture, moment, files, empreinte),) = query(
        built, "SELECT id, geste, publiee_le, fichiers, empreinte FROM publication"
    )
    assert (number, gesture, moment) == (1, "construction", "2026-11-22 06:40:12.000000")
    (folder,) = json.loads(str(files))
    assert (folder["nom"], folder["sha256"]) == ("data/sources", fingerprint(SOURCES))
    assert query(built, "SELECT empreinte FROM base") == [(empreinte,)]


def test_the_fingerprint_is_that_of_the_rows(built: Path, target: Path) -> None:
    first = query(built, "SELECT empreinte FROM base")
    assert build(f"sqlite:///{target}", now=NOW).empreinte == first[0][0]
    later = build(f"sqlite:///{target}", now=NOW.replace(hour=7))
    assert query(target, "SELECT empreinte FROM base") == [(later.empreinte,)] != first


def test_every_row_of_the_files_is_in_the_base(target: Path) -> None:
    report = build(f"sqlite:///{target}", now=NOW)
    assert len(report.checks) == 4
    for table, rows in report.rows.items():
        assert query(target, f"SELECT count(*) FROM {table}") == [(rows,)]
    assert report.rows["observation"] > 5000
    assert query(target, "PRAGMA foreign_key_check") == []
    assert query(target, "SELECT count(*) FROM sqlite_stat1") != [(0,)]


def test_both_clocks_are_computed(built: Path) -> None:
    clocks = query(
        built,
        "SELECT DISTINCT connu_le, connu_au_plus_tard, charge_le FROM observation"
        " WHERE connu_le IN ('2026', '2023-12', '2023-12-20') ORDER BY connu_le",
    )
    loaded = "2026-11-22 06:40:12.000000"
    assert clocks == [
        ("2023-12", "2023-12-31", loaded),
        ("2023-12-20", "2023-12-20", loaded),
        ("2026", "2026-11-22", loaded),
    ]


def test_two_builds_of_the_same_files_hold_the_same_data(built: Path, target: Path) -> None:
    build(f"sqlite:///{target}", now=NOW)
    dumps = []
    for path in (built, target):
        connection = sqlite3.connect(path)
        dumps.append(list(connection.iterdump()))
        connection.close()
    assert dumps[0] == dumps[1]


def test_all_faults_are_told_at_once_and_nothing_changes(sources: Path, target: Path, built: Path) -> None:
    target.parent.mkdir()
    shutil.copy(built, target)
    spoil(sources / "observation" / "statistiques-chomage-ze.csv", ",2003,9.5,", ",2003,douze,")
    spoil(sources / "territoire" / "statistiques.csv", ",oui,1,", ",vrai,1,")
    spoil(sources / "secteur" / "statistiques.csv", "a10:BE,a10,BE", "a10:BE,a01,BE")
    spoil(sources / "serie" / "statistiques.csv", "libelle,champ", "libellé,champ")
    with pytest.raises(InvalidDataError) as caught:
        build(f"sqlite:///{target}", now=NOW, sources=sources)
    told = {(fault.file, fault.line, fault.column, fault.seen) for fault in caught.value.faults}
    assert ("territoire/statistiques.csv", 2, "suivi", "vrai") in told
    assert ("secteur/statistiques.csv", 2, "nomenclature_id", "a01") in told
    assert ("serie/statistiques.csv", 1, "libellé", "libellé") in told
    assert any(file == "observation/statistiques-chomage-ze.csv" and seen == "douze" for file, _, _, seen in told)
    assert all(fault.expected and fault.remedy for fault in caught.value.faults)
    assert target.read_bytes() == built.read_bytes()
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "observation/statistiques-creations-etablissements-ze.csv",
            ",2025,5102,",
            ",2025,5103,",
            "des secteurs qui font l’ensemble",
        ),
        (
            "observation/statistiques-creations-entreprises-epci.csv",
            ",2025,2655,",
            ",2025,2656,",
            "des communes qui font leur EPCI",
        ),
        ("perimetre/statistiques.csv", "39 communes (2026),39,", "39 communes (2026),40,", "le périmètre en annonce"),
    ],
)
def test_a_loaded_base_that_contradicts_itself_is_not_published(
    sources: Path, target: Path, file: str, old: str, new: str, told: str
) -> None:
    spoil(sources / file, old, new)
    with pytest.raises(InvalidDataError) as caught:
        build(f"sqlite:///{target}", now=NOW, sources=sources)
    (fault,) = [one for one in caught.value.faults if told in str(one)][:1]
    assert fault.file == file
    assert fault.line > 1
    assert list(target.parent.iterdir()) == []


def test_a_fact_known_after_the_loading_day_is_refused(target: Path) -> None:
    with pytest.raises(InvalidDataError, match="pas après le chargement"):
        build(f"sqlite:///{target}", now=datetime(2025, 12, 31, tzinfo=UTC))


def test_a_relative_address_starts_from_the_root_of_the_project() -> None:
    assert target_url("sqlite:///build/vigie.sqlite").database == str(ROOT / "build" / "vigie.sqlite")
    assert (ROOT / "pyproject.toml").is_file()


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/vigie"])
def test_an_address_where_no_base_can_be_built_is_refused(address: str) -> None:
    with pytest.raises(UnusableTargetError):
        target_url(address)


def test_the_command_tells_the_faults_in_french_and_leaves_with_1(
    target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["construire", "--vers", "mysql://localhost/vigie"], {}) == 1
    assert "Rien n’a été changé" in capsys.readouterr().err
    assert main(["construire", "--vers", "pas une adresse"], {}) == 1
    assert "illisible" in capsys.readouterr().err
    assert not target.exists()


def test_the_command_takes_its_address_from_the_environment_and_leaves_a_base_alone(
    target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {"VIGIE_DATABASE_URL": f"sqlite:///{target}"}
    assert main(["construire"], environment) == 0
    assert "chaque fait a sa source" in capsys.readouterr().out
    before = target.stat().st_mtime_ns
    assert main(["construire", "--si-absente"], environment) == 0
    assert "laissée telle quelle" in capsys.readouterr().out
    assert target.stat().st_mtime_ns == before


def test_a_file_that_is_no_base_is_left_alone_and_told(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target.parent.mkdir()
    target.write_text("autre chose")
    assert existing_version(target_url(f"sqlite:///{target}")) == 0
    assert main(["construire", "--si-absente", "--vers", f"sqlite:///{target}"], {}) == 0
    assert "pas une base de Vigie" in capsys.readouterr().out
    assert target.read_text() == "autre chose"


@pytest.mark.parametrize("command", ["construire", "demonstration"])
def test_what_is_no_base_of_ours_is_never_replaced(command: str, target: Path, capsys: pytest.CaptureFixture[str]):
    target.parent.mkdir()
    with sqlite3.connect(target) as connection:
        connection.execute("CREATE TABLE clients (nom TEXT)")
    connection.close()
    before = target.read_bytes()
    assert main([command, "--vers", f"sqlite:///{target}"], {}) == 1
    assert "déplacer d’abord" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_an_empty_file_is_no_base_and_no_loss(target: Path) -> None:
    target.parent.mkdir()
    target.touch()
    assert main(["construire", "--vers", f"sqlite:///{target}"], {}) == 0


@pytest.mark.parametrize("arguments", [[], ["construit"], ["construire", "--ver"], ["construire", "--plus"]])
def test_the_command_answers_in_french_when_it_does_not_understand(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments, {})
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert "usage\u202f:" in said
    assert not [word for word in ("required", "invalid", "unrecognized", "expected") if word in said]


def test_roles_are_refused_on_sqlite(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roles", "--vers", f"sqlite:///{target}"], {}) == 1
    assert "PostgreSQL" in capsys.readouterr().err


def test_the_documented_schema_is_the_one_of_the_code() -> None:
    written = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert written == schema_page(metadata), "lancer « python -m data schema --vers docs/schema.md »"
    for table in metadata.tables.values():
        assert f"\n### {table.name}\n" in written
        assert all(f"| `{column.name}` |" in written for column in table.columns)


@pytest.fixture
def postgresql(postgresql_admin: str) -> Iterator[Engine]:
    engine = create_engine(target_url(postgresql_admin), poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.mark.postgresql
def test_both_engines_hold_the_same_rows(postgresql_admin: str, postgresql: Engine, built: Path) -> None:
    build(postgresql_admin, now=NOW)
    sqlite = create_engine(f"sqlite:///{built}", poolclass=NullPool)
    with sqlite.connect() as here, postgresql.connect() as there:
        there.execute(text("SET search_path TO vigie"))
        # The journal of a database that is built again goes on.
        for table in (table for table in metadata.sorted_tables if table is not publication):
            rows = select(table.c.id, table)
            assert {row[0]: row[1:] for row in here.execute(rows)} == {row[0]: row[1:] for row in there.execute(rows)}
        assert there.scalar(text("SELECT to_regnamespace('vigie_nouveau')")) is None
    sqlite.dispose()


@pytest.mark.postgresql
def test_a_schema_that_holds_other_tables_is_never_replaced(postgresql_admin: str) -> None:
    with new_database(postgresql_admin) as url:
        address = url.render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE SCHEMA vigie")
            connection.execute("CREATE TABLE vigie.clients (nom text)")
            assert main(["construire", "--vers", address], {}) == 1
            assert connection.execute("SELECT count(*) FROM vigie.clients").fetchone() == (0,)
            connection.execute("DROP TABLE vigie.clients")
        assert main(["construire", "--vers", address], {}) == 0


@pytest.mark.postgresql
def test_a_refused_build_leaves_the_schema_in_place(postgresql_admin: str, postgresql: Engine, sources: Path) -> None:
    build(postgresql_admin, now=NOW)
    spoil(sources / "observation" / "statistiques-creations-entreprises-epci.csv", ",2025,2655,", ",2025,2656,")
    with pytest.raises(InvalidDataError):
        build(postgresql_admin, now=NOW, sources=sources)
    observation = metadata.tables["observation"]
    with postgresql.connect() as connection:
        connection.execute(text("SET search_path TO vigie"))
        amiens = observation.c.perimetre_id == "epci:248000531@2026"
        series = observation.c.serie_id == "creations-entreprises-communes"
        last = select(observation.c.valeur).where(amiens, series, observation.c.annee == 2025)
        assert connection.scalar(last) == 2655
        assert connection.scalar(select(func.max(observation.c.connu_au_plus_tard))) == date(2026, 11, 22)


@pytest.mark.postgresql
def test_the_reading_role_reads_and_cannot_write_after_a_new_build(
    postgresql_admin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    build(postgresql_admin, now=NOW)
    environment = {"VIGIE_LECTURE_MOT_DE_PASSE": "une ’phrase' d’essai"}
    assert main(["roles", "--vers", postgresql_admin], environment) == 0
    assert main(["roles", "--vers", postgresql_admin], environment) == 0
    assert "remis d’aplomb" in capsys.readouterr().out
    build(postgresql_admin, now=NOW)
    url = target_url(postgresql_admin).set(username="vigie_lecture", password="une ’phrase' d’essai")
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM base")) == 1
        assert connection.scalar(text("SHOW statement_timeout")) == "5s"
        assert connection.scalar(text("SHOW default_transaction_read_only")) == "on"
        connection.rollback()
        connection.execute(text("SET default_transaction_read_only TO off"))
        connection.commit()
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("DELETE FROM base"))
        connection.rollback()
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("CREATE TABLE vigie.essai (id integer)"))
    engine.dispose()
