"""One server and one browser a session; a page fails on any console error or any request outside the host."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tools.chromium import ChromiumMissingError, chromium
from tools.local_server import vigie


@pytest.fixture(scope="session")
def address(base_sqlite: Path, static_root: Path) -> Iterator[str]:
    """Address of the real server on sourced facts."""
    with served(base_sqlite, static_root) as url:
        yield url


@pytest.fixture(scope="session")
def address_demonstration(base_demonstration: Path, static_root: Path) -> Iterator[str]:
    """Address of the real server on the demonstration."""
    with served(base_demonstration, static_root) as url:
        yield url


def served(base: Path, static_root: Path) -> AbstractContextManager[str]:
    """The real server on a database, one process."""
    return vigie(
        {
            "VIGIE_DATABASE_URL": f"sqlite:///{base}",
            "VIGIE_FICHIERS_STATIQUES": str(static_root),
            "VIGIE_PROCESSUS": "1",
        }
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium of the machine; required when CI=true, skipped with its reason elsewhere."""
    try:
        with chromium() as launched:
            yield launched
    except ChromiumMissingError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@dataclass
class Reader:
    """A reader's tab, and everything that went wrong or left the host in it."""

    tab: Page
    host: str
    faults: list[str] = field(default_factory=list)
    updates: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.tab.on(
            "console", lambda m: self.faults.append(f"console : {m.text}") if m.type in {"error", "warning"} else None
        )
        self.tab.on("pageerror", lambda error: self.faults.append(f"erreur : {error}"))
        self.tab.on("request", lambda request: self._request(request.url))

    def _request(self, url: str) -> None:
        if not url.startswith((f"{self.host}/", "data:", "blob:")):
            self.faults.append(f"hors de l’hôte : {url}")
        if "/_dash-component-suites/" in url:
            self.faults.append(f"script qui n’a pas été préparé : {url}")
        if "/_dash-update-component" in url:
            self.updates.append(url)

    def open(self, path: str) -> None:
        self.tab.goto(self.host + path)
        self.settle()

    def settle(self) -> None:
        # The page answers once Dash has taken the place of the one that came with the document.
        self.tab.wait_for_selector("#react-entry-point h1")
        self.tab.wait_for_load_state("networkidle")


def _reader(browser: Browser, address: str, width: int, height: int) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
    context.set_default_timeout(10_000)
    one = Reader(context.new_page(), address)
    one.watch()
    yield one
    context.close()


@pytest.fixture
def lecteur(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader at a desk, who must meet no fault at all."""
    for one in _reader(browser, address, 1440, 900):
        yield one
        assert one.faults == []


@pytest.fixture
def lecteur_de_demonstration(browser: Browser, address_demonstration: str) -> Iterator[Reader]:
    """A reader of the demonstration, who must meet no fault either."""
    for one in _reader(browser, address_demonstration, 1440, 900):
        yield one
        assert one.faults == []


@pytest.fixture
def lecteur_en_faute(browser: Browser, address: str) -> Iterator[Reader]:
    """The same without the final check, to prove that faults are seen."""
    yield from _reader(browser, address, 1440, 900)
