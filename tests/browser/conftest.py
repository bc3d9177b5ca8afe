"""One server and one browser a session; a page fails on any console error or any request outside the host."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tools.setup.browser import find_chromium

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BOOT_SECONDS = 20


@pytest.fixture(scope="session")
def address(base_sqlite: Path, static_root: Path) -> Iterator[str]:
    """Address of the real server on sourced facts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PORT": str(port),
        "VIGIE_DATABASE_URL": f"sqlite:///{base_sqlite}",
        "VIGIE_FICHIERS_STATIQUES": str(static_root),
    }
    command = [sys.executable, "-m", "gunicorn", "--workers", "1"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + BOOT_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/sante", timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("le serveur d’essai n’a pas démarré")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium of the machine; required when CI=true, skipped with its reason elsewhere."""
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError("Chromium manque")
        pytest.skip("Chromium absent : installer le paquet « chromium »")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield launched
        launched.close()


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
        if "/_dash-update-component" in url:
            self.updates.append(url)

    def open(self, path: str) -> None:
        self.tab.goto(self.host + path)
        self.settle()

    def settle(self) -> None:
        self.tab.wait_for_selector("h1")
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
def lecteur_en_faute(browser: Browser, address: str) -> Iterator[Reader]:
    """The same without the final check, to prove that faults are seen."""
    yield from _reader(browser, address, 1440, 900)
