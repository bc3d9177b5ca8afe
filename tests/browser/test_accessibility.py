"""Every page, on both databases, in every mode, menus, panels and guide open: axe-core finds nothing."""

import pytest

from dashboard.pages import PAGES
from tests.browser.axe import violations

pytestmark = pytest.mark.navigateur
OPENED = [page.path for page in PAGES if page.item_key is None]
SOURCED = [
    *OPENED,
    "/plan-actions/ti-2019-1-1",
    "/programmes/ti-2019",
    "/programmes/cdc-2015",
    "/territoires/248000531",
    "/creations?situation=2020-01-31",
]
FICTIVE = [
    *OPENED,
    "/plan-actions/ti-2023-2027-1-1",
    "/programmes/ti-2023-2027",
    "/budget?programme=ti-2019-2022",
    "/plan-actions?programme=ti-2019-2022",
    "/?situation=2020-01-31",
]
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _on_a_desk(reader, path: str) -> list[str]:
    reader.open(path)
    found = violations(reader.tab)
    reader.tab.evaluate(OPEN_ALL)
    found += violations(reader.tab)
    reader.tab.emulate_media(forced_colors="active", reduced_motion="reduce")
    return found + violations(reader.tab)


def _with_the_guide(reader) -> list[str]:
    opener = reader.tab.locator(".guide-ouvrir")
    if not opener.count():
        return []
    opener.click()
    reader.tab.wait_for_selector("#guide-panneau:not([hidden])")
    return violations(reader.tab)


def _on_a_phone(reader, path: str) -> list[str]:
    reader.tab.emulate_media(forced_colors="none")
    reader.tab.set_viewport_size({"width": 390, "height": 844})
    reader.open(path)
    assert reader.tab.evaluate(OVERFLOW) == 0, "défilement horizontal"
    return violations(reader.tab)


@pytest.mark.parametrize("path", SOURCED)
def test_axe_finds_nothing_on_sourced_facts(lecteur, path):
    assert _on_a_desk(lecteur, path) == []
    assert _with_the_guide(lecteur) == []
    assert _on_a_phone(lecteur, path) == []


@pytest.mark.parametrize("path", FICTIVE)
def test_axe_finds_nothing_on_the_demonstration(lecteur_de_demonstration, path):
    reader = lecteur_de_demonstration
    assert _on_a_desk(reader, path) == []
    assert reader.tab.locator(".bandeau-demonstration").is_visible()
    assert _on_a_phone(reader, path) == []


def test_axe_finds_nothing_on_a_page_that_does_not_exist(lecteur_en_faute):
    lecteur_en_faute.open("/inconnue")
    assert violations(lecteur_en_faute.tab) == []


def test_axe_would_find_something(lecteur):
    """Negative control."""
    lecteur.open("/")
    lecteur.tab.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert any(found.startswith("label") for found in violations(lecteur.tab))


def test_a_chart_has_its_message_and_its_table(lecteur_de_demonstration):
    """The text equivalent of every chart: a name that says its message, and the same values in a table."""
    for path in ("/clusters", "/creations"):
        lecteur_de_demonstration.open(path)
        cards = lecteur_de_demonstration.tab.locator(".bloc:has(.graphique)").all()
        assert cards
        for card in cards:
            name = card.locator(".graphique").get_attribute("aria-label") or ""
            assert card.locator(".bloc-message").inner_text().replace("\n", " ")[:30] in name
            assert card.locator("table").count() == 1


def test_bars_are_read_as_a_list_of_names_and_amounts_and_have_their_table(lecteur_de_demonstration):
    lecteur_de_demonstration.open("/budget")
    cards = lecteur_de_demonstration.tab.locator(".bloc:has(.barres)").all()
    assert len(cards) == 3
    for card in cards:
        rows = (
            card.get_by_role("list").filter(has=lecteur_de_demonstration.tab.locator(".barre")).get_by_role("listitem")
        )
        assert rows.count()
        assert all("\n" in row.inner_text() for row in rows.all())
        assert card.locator("table").count() == 1
