"""A database that is missing, disappears or comes back: a clear page, a log line, never a stack trace."""

import logging
import sqlite3
from pathlib import Path

import pytest

from components.wording import shell as wording
from dashboard import ids
from dashboard.answers import LAYOUT
from dashboard.factory import create_app
from dashboard.pages import PAGES
from dashboard.settings import Settings
from data.schema import SCHEMA_VERSION
from tests.dash_http import DashClient, carried_answers, nodes, text_of


@pytest.fixture
def client_on(static_root: Path):
    def make(url: str) -> DashClient:
        return DashClient(create_app(Settings(database_url=url, static_root=static_root)).server.test_client())

    return make


@pytest.mark.parametrize("page", [page for page in PAGES if page.item_key is None], ids=lambda page: page.key)
def test_the_application_starts_without_a_database_and_says_so_on_every_page(client_on, tmp_path, caplog, page):
    client = client_on(f"sqlite:///{tmp_path / 'absente.sqlite'}")
    with caplog.at_level(logging.WARNING):
        content = client.open(page.path)[ids.CONTENT]["children"]
    assert wording.UNAVAILABLE_TITLE["absente"] in text_of(content)
    assert "base illisible (absente)" in caplog.text
    assert "Traceback" not in caplog.text
    assert client.get("/sante").status_code == 503
    assert client.get(page.path).status_code == 503


def test_without_a_database_the_address_of_an_action_is_neither_unknown_nor_broken(client_on, tmp_path):
    client = client_on(f"sqlite:///{tmp_path / 'absente.sqlite'}")
    assert client.get("/plan-actions/quelconque").status_code == 503
    content = client.open("/plan-actions/quelconque")[ids.CONTENT]["children"]
    assert wording.UNAVAILABLE_TITLE["absente"] in text_of(content)


def test_a_database_that_disappears_and_comes_back(client_on, tmp_path, base_sqlite):
    path = tmp_path / "vigie.sqlite"
    path.write_bytes(base_sqlite.read_bytes())
    client = client_on(f"sqlite:///{path}")
    assert client.get("/sante").status_code == 200
    whole = text_of(client.open("/creations")[ids.CONTENT]["children"])

    path.rename(tmp_path / "ailleurs.sqlite")
    gone = client.filter("creations", epci=["248000531"])[ids.tree("creations")]["tree"]
    assert wording.UNAVAILABLE_TITLE["absente"] in text_of(gone)
    assert any("base-indisponible" in (node["props"].get("className") or "") for node in nodes(gone))

    (tmp_path / "ailleurs.sqlite").rename(path)
    assert text_of(client.open("/creations")[ids.CONTENT]["children"]) == whole


@pytest.mark.parametrize(
    ("version", "advised", "other"),
    [
        (SCHEMA_VERSION - 1, "python -m data migrer", "mettez à jour"),
        (SCHEMA_VERSION + 1, "mettez à jour l’application", "python -m data"),
    ],
)
def test_a_database_of_another_version_says_which_of_the_two_must_move(
    client_on, tmp_path, base_sqlite, version, advised, other
):
    path = tmp_path / "vigie.sqlite"
    path.write_bytes(base_sqlite.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE base SET version_schema = ?", (version,))
    connection.close()
    client = client_on(f"sqlite:///{path}")
    answer = client.get("/budget")
    assert answer.status_code == 503
    shown = text_of(carried_answers(answer)[LAYOUT])
    assert wording.UNAVAILABLE_TITLE["autre_version"] in shown
    assert advised in shown
    assert other not in shown
    assert client.get("/sante").get_json() == {"etat": "indisponible", "cause": "autre_version"}


def test_a_database_published_while_a_page_is_prepared_is_the_one_shown(client_on, tmp_path, base_sqlite, monkeypatch):
    from components import render

    path, other = tmp_path / "vigie.sqlite", tmp_path / "nouvelle.sqlite"
    for copy in (path, other):
        copy.write_bytes(base_sqlite.read_bytes())
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE base SET empreinte = 'nouvelle'")
    connection.close()
    prepared: list[object] = []
    as_written = render.page_view

    def published_meanwhile(view):
        prepared.append(view)
        if other.exists():
            other.replace(path)
        return as_written(view)

    monkeypatch.setattr(render, "page_view", published_meanwhile)
    client = client_on(f"sqlite:///{path}")
    opened = text_of(client.open("/sources")[ids.CONTENT]["children"])
    assert len(prepared) == 2
    assert "nouvelle" in opened


def test_a_failure_inside_a_page_gives_an_identifier_found_in_the_log(client_on, base_sqlite, monkeypatch, caplog):
    from components import render

    def broken(*_arguments):
        raise RuntimeError("panne d’essai")

    # An application of its own: one that already prepared the page would not prepare it again.
    client = client_on(f"sqlite:///{base_sqlite}")
    monkeypatch.setattr(render, "page_view", broken)
    with caplog.at_level(logging.ERROR):
        content = text_of(client.open("/budget")[ids.CONTENT]["children"])
    assert wording.FAILURE_TITLE in content
    identifier = content.split("DSI\u202f: ")[1].split(".")[0]
    assert f"erreur {identifier}" in caplog.text


def test_the_document_of_a_page_that_fails_is_a_500_and_the_other_pages_stay(client_on, base_sqlite, monkeypatch):
    from components import render

    client = client_on(f"sqlite:///{base_sqlite}")
    as_written = render.page_view
    assert client.get("/sources").status_code == 200

    def broken(*_arguments):
        raise RuntimeError("panne d’essai")

    monkeypatch.setattr(render, "page_view", broken)
    failed = client.get("/budget")
    assert failed.status_code == 500
    assert wording.FAILURE_TITLE in text_of(carried_answers(failed)[LAYOUT])
    assert "Content-Security-Policy" in failed.headers
    assert client.get("/sources").status_code == 200, "déjà préparée"
    monkeypatch.setattr(render, "page_view", as_written)
    assert client.get("/budget").status_code == 200


def test_the_document_of_a_database_that_never_holds_still_is_a_503_even_if_it_can_be_read(
    client_on, tmp_path, base_sqlite, monkeypatch
):
    from components import render

    path, next_one = tmp_path / "vigie.sqlite", tmp_path / "nouvelle.sqlite"
    path.write_bytes(base_sqlite.read_bytes())
    as_written = render.page_view

    def published_again(view):
        next_one.write_bytes(path.read_bytes())
        with sqlite3.connect(next_one) as connection:
            connection.execute("UPDATE base SET empreinte = empreinte || 'x'")
        connection.close()
        next_one.replace(path)
        return as_written(view)

    monkeypatch.setattr(render, "page_view", published_again)
    client = client_on(f"sqlite:///{path}")
    answer = client.get("/budget")
    assert answer.status_code == 503
    assert wording.UNAVAILABLE_TITLE["injoignable"] in text_of(carried_answers(answer)[LAYOUT])
    assert client.get("/sante").status_code == 200
