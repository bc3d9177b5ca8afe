"""The page of sources: short on a phone, everything one press away, and every address that names a place opens it."""

import pytest

from tests.browser.axe import violations

pytestmark = pytest.mark.navigateur
PHONE = (390, 844)
PHONE_HEIGHT = 7_000
TOP = "(one) => one.getBoundingClientRect().top"
OPEN_FOLDS = "[...document.querySelectorAll('.pli')].filter((one) => one.open).map((one) => one.id || one.className)"


def _near_the_top(lecteur, selector: str) -> None:
    lecteur.tab.wait_for_function(
        f"() => {{ const top = ({TOP})(document.querySelector('{selector}')); return top >= 0 && top < 300; }}"
    )


def test_a_phone_shows_the_whole_page_in_a_few_screens(lecteur):
    lecteur.tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    lecteur.open("/sources")
    assert lecteur.tab.evaluate("document.documentElement.scrollHeight") < PHONE_HEIGHT
    lecteur.tab.evaluate("document.querySelectorAll('.pli').forEach((one) => { one.open = true; })")
    assert lecteur.tab.evaluate("document.documentElement.scrollHeight") > 2 * PHONE_HEIGHT, "tout y est"
    assert violations(lecteur.tab) == []


def test_an_address_opens_the_source_or_the_term_that_it_names(lecteur):
    lecteur.open("/sources")
    source = lecteur.tab.locator(".source").last.get_attribute("id")
    for place in (source, "glossaire-zone-emploi"):
        lecteur.tab.goto("about:blank")
        lecteur.open(f"/sources#{place}")
        _near_the_top(lecteur, f"#{place}")
        assert lecteur.tab.locator(f"#{place}").is_visible()
        assert len(lecteur.tab.evaluate(OPEN_FOLDS)) == 1


def test_an_address_changed_on_the_page_opens_its_place(lecteur):
    lecteur.open("/sources")
    lecteur.tab.evaluate("window.location.hash = '#glossaire-cluster'")
    _near_the_top(lecteur, "#glossaire-cluster")
    assert lecteur.tab.locator("#glossaire-cluster").is_visible()


def test_the_outline_leads_to_each_part_and_opens_it_by_keyboard_again_and_again(lecteur):
    lecteur.open("/sources")
    links = lecteur.tab.locator(".sommaire a")
    parts = lecteur.tab.locator(".page .bloc").evaluate_all("(all) => all.map((one) => `#${one.id}`)")
    assert links.evaluate_all("(all) => all.map((one) => one.getAttribute('href'))") == parts
    glossary = lecteur.tab.locator("#bloc-glossaire .pli")
    for _ in range(2):
        lecteur.tab.locator(".sommaire a[href='#bloc-glossaire']").focus()
        lecteur.tab.keyboard.press("Enter")
        _near_the_top(lecteur, "#bloc-glossaire")
        assert lecteur.tab.locator("#bloc-glossaire .definitions").is_visible()
        lecteur.tab.keyboard.press("Tab")
        assert glossary.locator("summary").evaluate("(one) => one === document.activeElement")
        lecteur.tab.keyboard.press("Enter")
        assert not lecteur.tab.locator("#bloc-glossaire .definitions").is_visible()


def test_a_part_that_is_a_list_opens_as_a_list(lecteur):
    lecteur.open("/sources")
    lecteur.tab.locator(".sommaire a[href='#bloc-sources']").click()
    _near_the_top(lecteur, "#bloc-sources")
    assert lecteur.tab.evaluate(OPEN_FOLDS) == []


def test_the_title_of_a_part_is_not_under_the_header(lecteur):
    lecteur.open("/sources#bloc-methode")
    _near_the_top(lecteur, "#bloc-methode")
    header = lecteur.tab.locator(".entete").evaluate("(one) => one.getBoundingClientRect().bottom")
    assert lecteur.tab.locator("#bloc-methode .bloc-sujet").evaluate(TOP) >= header


def test_paper_has_what_is_folded_and_the_screen_folds_it_back(lecteur):
    lecteur.open("/sources")
    lecteur.tab.locator(".source summary").first.click()
    before = lecteur.tab.evaluate(OPEN_FOLDS)
    lecteur.tab.emulate_media(media="print")
    lecteur.tab.wait_for_function("() => !document.querySelector('.pli:not([open])')")
    assert not lecteur.tab.locator(".sommaire").is_visible()
    lecteur.tab.emulate_media(media="screen")
    lecteur.tab.wait_for_function("() => document.querySelector('.pli:not([open])')")
    assert lecteur.tab.evaluate(OPEN_FOLDS) == before
