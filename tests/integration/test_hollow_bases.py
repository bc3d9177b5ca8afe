"""A table emptied, amounts unknown, one point a series: pages say what is missing, and none of them fails."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Numeric, event

from components.wording import shell as wording
from dashboard import ids
from dashboard.factory import create_app
from dashboard.pages import PAGES
from dashboard.settings import Settings
from data.engine import read_only_engine, reader
from data.tables.base import metadata
from tests.dash_http import DashClient, text_of

TABLES = sorted(set(metadata.tables) - {"base"})
AMOUNTS = ("observation", "ligne_budget", "subvention")
OPENED = [page.path for page in PAGES if page.item_key is None]
FILTERED = [
    "/creations?mesure=pour-1000",
    "/creations?mesure=indice&epci=248000531",
    "/creations?secteur=a10:BE&secteur=a10:JZ",
    "/creations?secteur=a10:BE&mesure=indice&zone=3202",
    "/creations?annee_debut=2015&annee_fin=2020",
    "/clusters?origine=conception-2014",
    "/clusters?filiere=filieres:sante",
    "/promesses?programme=cdc-2015&etat=tenue",
    "/promesses?etat=intention&etat=horizon",
]

Hollow = Callable[[str], Path]


@pytest.fixture
def hollow(base_sqlite: Path, tmp_path: Path) -> Hollow:
    """A copy of the sourced facts on which statements were run, foreign keys or not."""

    def make(statements: str) -> Path:
        path = tmp_path / "creuse.sqlite"
        shutil.copy(base_sqlite, path)
        connection = sqlite3.connect(path)
        connection.executescript(f"PRAGMA foreign_keys = off; PRAGMA synchronous = off; {statements}")
        connection.close()
        return path

    return make


def _every_page(path: Path) -> list[str]:
    """Addresses of every page, the first of each kind of item included."""
    plans = [page.path for page in PAGES if page.item_key == "action"]
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT min(id) FROM action").fetchone()[0]
        programmes = [str(key) for (key,) in connection.execute("SELECT id FROM programme")]
    items = [plan.replace("<action>", str(found)) for plan in plans if found]
    items += [f"/programmes/{key}" for key in programmes]
    return [*OPENED, *items, "/territoires/248000531"]


def _failures(
    path: Path, static_root: Path, addresses: Sequence[str], read_tables: set[str] | None = None
) -> list[str]:
    """Addresses whose page could not be prepared; the tables that the others read are noted."""
    url = f"sqlite:///{path}"
    engine = read_only_engine(url)

    def watch(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_authorizer(note)

    def note(action: int, table: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and read_tables is not None:
            read_tables.add(str(table))
        return sqlite3.SQLITE_OK

    event.listen(engine, "connect", watch)
    app = create_app(Settings(database_url=url, static_root=static_root), reader(engine))
    client = DashClient(app.server.test_client())
    failed = [
        address
        for address in addresses
        if wording.FAILURE_TITLE in text_of(client.open(address)[ids.CONTENT]["children"])
    ]
    engine.dispose()
    return failed


@pytest.fixture(scope="module")
def pages_that_read(base_sqlite: Path, static_root: Path) -> Mapping[str, list[str]]:
    """By table, addresses of the pages that read it.  Emptied, it changes nothing for the others: they never look."""
    found: dict[str, list[str]] = {}
    for address in [*_every_page(base_sqlite), *FILTERED]:
        # Each with an application of its own, which knows nothing yet.
        read_tables: set[str] = set()
        assert _failures(base_sqlite, static_root, [address], read_tables) == []
        for table in read_tables:
            found.setdefault(table, []).append(address)
    return found


def _failures_when_filtered(path: Path, static_root: Path) -> list[str]:
    return _failures(path, static_root, [*_every_page(path), *FILTERED])


def _unknown(table: str) -> str:
    amounts = [c.name for c in metadata.tables[table].columns if isinstance(c.type, Numeric) and c.nullable]
    return f"UPDATE {table} SET {', '.join(f'{name} = NULL' for name in amounts)};"


def test_the_whole_base_fails_nowhere(hollow: Hollow, static_root: Path) -> None:
    assert _failures_when_filtered(hollow(""), static_root) == []


def test_each_page_reads_the_identity_of_the_base_and_some_facts(pages_that_read: Mapping[str, list[str]]) -> None:
    """Without it, an emptied table would be tried on no page."""
    assert set(OPENED) < set(pages_that_read["base"])
    assert len(set(TABLES) & set(pages_that_read)) > len(TABLES) / 2
    assert len(pages_that_read["observation"]) > 2


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_fails_no_page(
    hollow: Hollow, static_root: Path, pages_that_read: Mapping[str, list[str]], table: str
) -> None:
    looking = [address for address in pages_that_read.get(table, OPENED) if address not in FILTERED]
    assert _failures(hollow(f"DELETE FROM {table};"), static_root, looking) == []


@pytest.mark.parametrize("table", AMOUNTS)
def test_unknown_amounts_fail_no_page(
    hollow: Hollow, static_root: Path, pages_that_read: Mapping[str, list[str]], table: str
) -> None:
    assert _failures(hollow(_unknown(table)), static_root, pages_that_read[table]) == []


@pytest.mark.parametrize("kept", ["min", "max"])
def test_one_observation_a_series_fails_no_page(hollow: Hollow, static_root: Path, kept: str) -> None:
    alone = f"SELECT {kept}(id) FROM observation GROUP BY serie_id"
    assert _failures_when_filtered(hollow(f"DELETE FROM observation WHERE id NOT IN ({alone});"), static_root) == []


@pytest.mark.parametrize(
    "gone",
    [
        "secteur_id LIKE 'a10:%' AND secteur_id <> 'a10:_T'",
        "secteur_id = 'a10:_T'",
        "secteur_id = 'a10:BE' AND annee <> 2020",
    ],
    ids=["sectors", "whole", "years"],
)
def test_incomplete_sector_series_fail_no_page(hollow: Hollow, static_root: Path, gone: str) -> None:
    assert _failures_when_filtered(hollow(f"DELETE FROM observation WHERE {gone};"), static_root) == []


def test_a_second_vintage_of_population_fails_no_page(hollow: Hollow, static_root: Path) -> None:
    names = [c.name for c in metadata.tables["observation"].columns if c.name not in {"id", "periode", "annee"}]
    columns = ", ".join(names)
    more = (
        f"INSERT INTO observation (periode, annee, {columns}) SELECT '2016', 2016, {columns} FROM observation"
        " WHERE serie_id = 'population-etalab';"
    )
    assert _failures_when_filtered(hollow(more), static_root) == []


def test_two_perimeters_of_one_territory_in_a_year_fail_no_page(hollow: Hollow, static_root: Path) -> None:
    names = [c.name for c in metadata.tables["observation"].columns if c.name not in {"id", "perimetre_id"}]
    columns = ", ".join(names)
    more = "".join(
        f"INSERT INTO observation (perimetre_id, {columns}) SELECT '{new}', {columns} FROM observation"
        f" WHERE perimetre_id = '{old}';"
        for old, new in (
            ("epci:248000531@2026", "epci:248000531@2015"),
            ("zone_emploi:3202@actuel", "zone_emploi:3202@ancien"),
        )
    )
    zone = (
        "INSERT INTO perimetre (id, territoire_id, libelle, source_id, passage)"
        " SELECT 'zone_emploi:3202@ancien', territoire_id, 'ancien', source_id, passage FROM perimetre"
        " WHERE id = 'zone_emploi:3202@actuel';"
    )
    assert _failures_when_filtered(hollow(zone + more), static_root) == []
