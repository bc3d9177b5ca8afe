"""The keyboard alone: reach everything, see where one is, never lose one's place."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.pages import PAGES

pytestmark = pytest.mark.navigateur
OPENED = [page for page in PAGES if page.item_key is None]
AMIENS = "248000531"
# What draws the focus: an outline of the element or of the pill around it, or the shadow of Bootstrap's own controls.
RINGED = """() => {
  const ringed = (node) => {
    const style = getComputedStyle(node);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  return ringed(document.activeElement) || ringed(document.activeElement.parentElement);
}"""
WHERE = "document.activeElement.tagName + ' ' + document.activeElement.id + ' ' + document.activeElement.className"
REACHABLE = ":is(a[href], button:not([disabled]), summary, select, input, [tabindex='0']):not([tabindex='-1'])"


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_tab_goes_through_the_page_with_the_focus_always_in_sight(lecteur, page):
    lecteur.open(page.path)
    visible = lecteur.tab.locator(REACHABLE).filter(visible=True).count()
    assert visible > 5
    met: list[str] = []
    for _ in range(visible + 10):
        lecteur.tab.keyboard.press("Tab")
        where = str(lecteur.tab.evaluate(WHERE))
        if where.startswith("BODY"):
            break
        assert lecteur.tab.evaluate(RINGED), f"focus invisible : {where}"
        met.append(where)
    # Hidden ones of the skip link's kind show once they have the focus; a radio group counts once.
    assert len(met) >= visible - 2


def test_the_skip_link_leads_past_the_navigation(lecteur):
    lecteur.open("/creations")
    lecteur.tab.keyboard.press("Tab")
    assert "evitement" in lecteur.tab.evaluate(WHERE)
    lecteur.tab.keyboard.press("Enter")
    lecteur.tab.keyboard.press("Tab")
    assert lecteur.tab.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_page_opened_by_a_link_starts_at_its_title(lecteur):
    lecteur.open("/")
    lecteur.tab.locator("#nav-budget").focus()
    lecteur.tab.keyboard.press("Enter")
    lecteur.tab.wait_for_selector("#page-budget h1:focus")
    expect(lecteur.tab).to_have_title(re.compile("^Budget"))
    lecteur.tab.go_back()
    lecteur.tab.wait_for_selector("#page-synthese h1:focus")


def test_two_actions_in_a_row_each_start_at_their_title(lecteur):
    lecteur.open("/plan-actions/ti-2019-1-1")
    first = lecteur.tab.locator("h1").inner_text()
    lecteur.tab.locator(".voisin").last.focus()
    lecteur.tab.keyboard.press("Enter")
    lecteur.tab.wait_for_selector("#page-action h1:focus")
    assert lecteur.tab.locator("h1").inner_text() != first
    expect(lecteur.tab).to_have_title(re.compile(re.escape(lecteur.tab.locator("h1").inner_text()[:20])))


def test_a_first_page_takes_no_focus(lecteur):
    lecteur.open("/creations")
    assert lecteur.tab.evaluate("document.activeElement === document.body")


def test_a_filter_keeps_the_focus_and_tells_the_new_message(lecteur):
    lecteur.open("/creations")
    before = lecteur.tab.locator("h1").inner_text()
    lecteur.tab.locator("summary").filter(has_text="Territoire").focus()
    lecteur.tab.keyboard.press("Enter")
    lecteur.tab.keyboard.press("Tab")
    box = lecteur.tab.evaluate(WHERE)
    lecteur.tab.keyboard.press("Space")
    expect(lecteur.tab.locator("h1")).not_to_have_text(before)
    lecteur.settle()
    assert lecteur.tab.evaluate(WHERE) == box
    assert AMIENS in lecteur.tab.url
    said = lecteur.tab.locator("[role=status].visually-hidden").last.inner_text()
    assert said == lecteur.tab.locator("h1").inner_text()


def test_a_list_answers_the_arrows_and_keeps_the_focus(lecteur):
    lecteur.open("/creations")
    measure = lecteur.tab.locator("#filtre-creations-mesure")
    measure.focus()
    lecteur.tab.keyboard.press("ArrowDown")
    lecteur.tab.wait_for_url(re.compile("mesure="))
    lecteur.settle()
    assert lecteur.tab.evaluate("document.activeElement.tagName") == "SELECT"


def test_escape_closes_a_panel_and_gives_the_focus_back(lecteur):
    lecteur.open("/creations")
    summary = lecteur.tab.locator("summary").filter(has_text="Territoire")
    summary.focus()
    lecteur.tab.keyboard.press("Enter")
    lecteur.tab.keyboard.press("Tab")
    lecteur.tab.keyboard.press("Escape")
    assert lecteur.tab.locator("details.filtre[open]").count() == 0
    assert lecteur.tab.evaluate("document.activeElement.tagName") == "SUMMARY"
