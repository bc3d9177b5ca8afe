"""Weight of a first page, accessibility of every page, recovery when the database comes back."""

from pathlib import Path

import pytest

from dashboard.pages import PAGES

pytestmark = pytest.mark.navigateur
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FIRST_PAGE_BYTES = 700_000
OTHER_PAGE_BYTES = 60_000
OPENED = [page for page in PAGES if page.item_key is None]
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}"


def _violations(tab) -> list[str]:
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate(f"axe.run(document, {RULES})")["violations"]
    return [f"{item['id']} : {node['target']} {node['html'][:160]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_axe_finds_nothing_on_a_desk_with_every_panel_open(lecteur, page):
    lecteur.open(page.path)
    lecteur.tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert _violations(lecteur.tab) == []


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_axe_finds_nothing_on_a_phone(lecteur, page):
    lecteur.tab.set_viewport_size({"width": 390, "height": 844})
    lecteur.open(page.path)
    assert _violations(lecteur.tab) == []
    assert lecteur.tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_axe_would_find_something(lecteur):
    """Negative control."""
    lecteur.open("/")
    lecteur.tab.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert any(found.startswith("label") for found in _violations(lecteur.tab))


def _weight(lecteur, path: str) -> int:
    session = lecteur.tab.context.new_cdp_session(lecteur.tab)
    session.send("Network.enable")
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    lecteur.open(path)
    return sum(received)


def test_a_first_page_is_light(lecteur):
    assert 100_000 < _weight(lecteur, "/creations") <= FIRST_PAGE_BYTES


def test_another_page_costs_little(lecteur):
    lecteur.open("/")
    session = lecteur.tab.context.new_cdp_session(lecteur.tab)
    session.send("Network.enable")
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    lecteur.tab.locator("#nav-creations").click()
    lecteur.tab.wait_for_selector("#page-creations")
    lecteur.settle()
    assert 0 < sum(received) <= OTHER_PAGE_BYTES


def test_charts_speak_french_and_send_nothing_away(lecteur):
    lecteur.open("/creations")
    assert lecteur.tab.evaluate("Plotly.version")
    assert "plotly.min.js" not in " ".join(
        lecteur.tab.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    )
