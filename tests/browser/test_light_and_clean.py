"""Weight of a first page and of the next ones; charts in French that send nothing away."""

import pytest

pytestmark = pytest.mark.navigateur
FIRST_PAGE_BYTES = 700_000
OTHER_PAGE_BYTES = 40_000


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
