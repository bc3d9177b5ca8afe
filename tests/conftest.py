"""Fixtures shared by every floor: a freshly built database on each engine, a reader on it, and the application."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

from dashboard.factory import create_app
from dashboard.settings import Settings
from data.engine import SCHEMA_POSTGRESQL, Reader, read_only_engine, reader
from tests.dash_http import DashClient

# One moment for both engines, so that their pages can be compared word for word.
BUILT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent
POSTGRESQL_ADMIN = os.environ.get("VIGIE_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who runs what when several processes share the tests.

    The roles of PostgreSQL belong to all the databases of a server: one process alone speaks to it.
    Elsewhere the tests of a file stay together, with what they have prepared.
    """
    for item in items:
        alone = item.get_closest_marker("postgresql") is not None
        item.add_marker(pytest.mark.xdist_group("postgresql" if alone else str(item.path.relative_to(ROOT))))


@pytest.fixture(scope="session")
def base_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a SQLite database of sourced facts, built once a session."""
    from data.intake.build import build

    path = tmp_path_factory.mktemp("base") / "vigie.sqlite"
    build(f"sqlite:///{path}", now=BUILT)
    return path


@pytest.fixture(scope="session")
def base_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a SQLite database of the demonstration set, built once a session."""
    from data.intake.build import build_demonstration

    path = tmp_path_factory.mktemp("demonstration") / "demonstration.sqlite"
    build_demonstration(f"sqlite:///{path}", now=BUILT)
    return path


@pytest.fixture(scope="session")
def read_demonstration(base_demonstration: Path) -> Iterator[Reader]:
    """The application's reader on the demonstration set."""
    engine = read_only_engine(f"sqlite:///{base_demonstration}")
    yield reader(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def read(base_sqlite: Path) -> Iterator[Reader]:
    """The application's reader on that database."""
    engine = read_only_engine(f"sqlite:///{base_sqlite}")
    yield reader(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_admin() -> str:
    """Address of a PostgreSQL where tests may write; required when CI=true, skipped with its reason elsewhere."""
    try:
        psycopg.connect(POSTGRESQL_ADMIN, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"PostgreSQL absent : {str(error).splitlines()[0]}")
    return POSTGRESQL_ADMIN


@pytest.fixture(scope="session")
def static_root() -> Path:
    """Front-end files, built by ``make``."""
    root = Settings().static_root
    assert root.is_dir(), "build/static manque : lancer « make prepare »"
    return root


@pytest.fixture(scope="session")
def client(base_sqlite: Path, static_root: Path) -> DashClient:
    """The application on sourced facts, driven over HTTP."""
    app = create_app(Settings(database_url=f"sqlite:///{base_sqlite}", static_root=static_root))
    return DashClient(app.server.test_client())


@contextmanager
def new_database(admin: str, template: str | None = None) -> Iterator[URL]:
    """Address of a PostgreSQL database of its own, empty or copied from ``template``, dropped afterwards."""
    name = f"vigie_essai_{secrets.token_hex(4)}"
    copied = f' TEMPLATE "{template}"' if template else ""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{copied}')
    try:
        yield make_url(admin).set(database=name)
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def database_postgresql(postgresql_admin: str) -> Iterator[URL]:
    """Address, for its owner, of a PostgreSQL database of sourced facts built for the session."""
    from data.intake.build import build
    from data.intake.roles import create_roles

    with new_database(postgresql_admin) as url:
        writer = create_engine(url.set(drivername="postgresql+psycopg"))
        with writer.begin() as opened:
            create_roles(opened, SCHEMA_POSTGRESQL)
        writer.dispose()
        build(url.render_as_string(hide_password=False), now=BUILT)
        yield url


@pytest.fixture(scope="session")
def base_postgresql(database_postgresql: URL) -> str:
    """Address of that database for the role that can only SELECT."""
    return database_postgresql.set(username="vigie_lecture", password=None).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def template_postgresql(postgresql_admin: str) -> Iterator[str]:
    """Name of a PostgreSQL database of sourced facts that nobody opens, to copy."""
    from data.intake.build import build

    with new_database(postgresql_admin) as url:
        build(url.render_as_string(hide_password=False), now=BUILT)
        yield str(url.database)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def writable_base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a base of sourced facts that a test may change, on each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "base" / "vigie.sqlite"
        path.parent.mkdir()
        shutil.copy(request.getfixturevalue("base_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    admin, template = (request.getfixturevalue(name) for name in ("postgresql_admin", "template_postgresql"))
    with new_database(admin, template) as url:
        yield url.render_as_string(hide_password=False)
