"""« D’où vient ce chiffre ? »: from a card, from a row, from a bar, from a pasted address; the focus comes back."""

import re
import threading

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations

pytestmark = pytest.mark.navigateur
OPEN = "#origine[open]"
THUMB = 44
# Between the last stop and the first one, the browser's own bar leaves the page without a focus.
WITHIN = "document.activeElement === document.body || document.activeElement.closest('#origine') !== null"
FOCUS = "document.activeElement.className + ' ' + (document.activeElement.getAttribute('aria-label') ?? '')"

# Marks that stand away from the last line of their words, or out of their card.
ASTRAY = """() => [...document.querySelectorAll(".origine-porte")].flatMap((words) => {
  const line = [...words.getClientRects()].at(-1);
  const mark = words.querySelector(".origine-marque").getBoundingClientRect();
  if (!line || !mark.width) return [];
  const middle = (mark.top + mark.bottom) / 2, circle = (mark.left + mark.right) / 2;
  const card = words.closest(".carte").getBoundingClientRect();
  const beside = middle > line.top - 2 && middle < line.bottom + 2 && Math.abs(circle - line.right) < 26;
  return beside && circle + 7.5 < card.right ? [] : [words.textContent];
})"""
# In the card, several lists of rows that each have a mark.
LISTED = ("/promesses", "/programmes", "/programmes/ti-2019", "/territoires/248000531", "/clusters", "/emploi")


def _filled(lecteur):
    lecteur.tab.wait_for_selector(f"{OPEN} .origine-fait")
    return lecteur.tab.locator("#origine")


def _press(lecteur, selector: str) -> None:
    """Press the last mark of a chart as a mouse does: the layer above it listens, not the mark itself."""
    place = lecteur.tab.locator(selector).last
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    lecteur.tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lecteur.tab.wait_for_selector(".js-plotly-plot.pointe")
    lecteur.tab.mouse.down()
    lecteur.tab.mouse.up()


def test_from_a_card_to_the_sentence_in_the_clipboard(lecteur):
    lecteur.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lecteur.open("/")
    asked: list[str] = []
    lecteur.tab.on("request", lambda request: asked.append(request.url))
    mark = lecteur.tab.locator(".chiffre-origine").first
    name = mark.get_attribute("aria-label")
    mark.click()
    panel = _filled(lecteur)
    assert [url.partition("?")[0] for url in asked if "/assets/" not in url] == [f"{lecteur.host}/fait"]
    assert lecteur.tab.url.endswith(mark.get_attribute("href"))
    assert lecteur.tab.evaluate("document.querySelector('#origine').contains(document.activeElement)")
    assert lecteur.tab.evaluate("document.activeElement.className") == "origine-sujet"
    assert violations(lecteur.tab) == []
    panel.locator(".origine-copier").click()
    expect(panel.locator(".origine-dit")).to_have_text("Phrase copiée")
    phrase = panel.locator(".origine-phrase").inner_text()
    assert lecteur.tab.evaluate("navigator.clipboard.readText()") == phrase
    assert "4\u202f440" in phrase
    assert "somme de 5\u00a0faits" in phrase
    # A fact of the sum opens in its turn; closing goes back to the page, not to the sum.
    panel.locator(".origine-lien").first.click()
    expect(panel.locator(".origine-sujet")).to_have_text("Créations d’entreprises")
    expect(panel.locator(".origine-valeur")).not_to_contain_text("4\u202f440")
    lecteur.tab.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    assert lecteur.tab.evaluate(FOCUS) == f"origine-marque chiffre-origine {name}"
    expect(lecteur.tab).to_have_url(re.compile("/$"))


def test_by_enter_on_a_row_and_back(lecteur):
    lecteur.open("/creations")
    lecteur.tab.locator("#bloc-etablissements-zone summary", has_text="Voir le tableau").click()
    mark = lecteur.tab.locator("#bloc-etablissements-zone .origine-marque").last
    mark.focus()
    lecteur.tab.keyboard.press("Enter")
    panel = _filled(lecteur)
    year = lecteur.tab.locator("#bloc-etablissements-zone tbody th").last.inner_text()
    expect(panel.locator(".origine-contexte")).to_contain_text(year)
    # The keyboard stays inside, and the close button is one stop of it.
    for _ in range(12):
        lecteur.tab.keyboard.press("Tab")
        assert lecteur.tab.evaluate(WITHIN)
    lecteur.tab.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    assert lecteur.tab.evaluate("document.activeElement.closest('#bloc-etablissements-zone') !== null")
    assert mark.evaluate("node => node === document.activeElement")


def test_after_a_filter_the_page_stays_under_the_panel_and_the_focus_comes_back(lecteur):
    lecteur.open("/")
    lecteur.tab.locator("details.filtre summary").first.click()
    lecteur.tab.locator("details.filtre[open] label", has_text="Saint-Quentinois").click()
    lecteur.tab.keyboard.press("Escape")
    expect(lecteur.tab).to_have_url(re.compile(r"epci=200071892$"))
    asked: list[str] = []
    lecteur.tab.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    mark = lecteur.tab.locator(".chiffre-origine").first
    mark.focus()
    lecteur.tab.keyboard.press("Enter")
    _filled(lecteur)
    lecteur.tab.keyboard.press("Escape")
    expect(lecteur.tab.locator("#origine")).not_to_be_visible()
    expect(lecteur.tab).to_have_url(re.compile(r"epci=200071892$"))
    lecteur.tab.wait_for_timeout(500)
    assert [url for url in asked if "/assets/" not in url] == [f"{lecteur.host}/fait"]
    assert mark.evaluate("node => node === document.activeElement")


def test_a_filter_that_answers_under_the_panel_keeps_its_address(lecteur):
    lecteur.open("/")
    slow = threading.Event()
    lecteur.tab.route("**/_dash-update-component", lambda route: (slow.wait(0.8), route.continue_()))
    lecteur.tab.locator("details.filtre summary").first.click()
    lecteur.tab.locator("details.filtre[open] label", has_text="Saint-Quentinois").click()
    lecteur.tab.locator(".chiffre-origine").first.press("Enter")
    _filled(lecteur)
    expect(lecteur.tab).to_have_url(re.compile("epci=200071892#fait="))
    lecteur.tab.keyboard.press("Escape")
    expect(lecteur.tab).to_have_url(re.compile("epci=200071892$"))


def test_a_bar_and_a_point_of_a_chart_open_it(lecteur):
    lecteur.open("/creations")
    _press(lecteur, "#bloc-etablissements-zone .bars .point path")
    panel = _filled(lecteur)
    expect(panel.locator(".origine-contexte")).to_contain_text("2025")
    lecteur.tab.locator(".origine-fermer").click()
    expect(panel).not_to_be_visible()
    # Another chart, drawn again by a filter.
    lecteur.tab.locator("#filtre-creations-mesure").select_option("pour-1000")
    lecteur.tab.wait_for_url(re.compile("mesure="))
    lecteur.settle()
    _press(lecteur, "#bloc-entreprises .scatterlayer .point")
    expect(_filled(lecteur)).to_contain_text("habitants du même périmètre")


def test_a_bar_of_words_opens_it_and_its_row_has_the_focus_back(lecteur_de_demonstration):
    lecteur_de_demonstration.open("/budget")
    lecteur_de_demonstration.tab.locator("a.barre-part").first.click()
    panel = _filled(lecteur_de_demonstration)
    expect(panel.locator(".origine-refus")).to_contain_text("démonstration")
    lecteur_de_demonstration.tab.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    assert "origine-marque" in lecteur_de_demonstration.tab.evaluate(FOCUS)


def test_a_pasted_address_opens_it_and_another_history_entry_closes_it(lecteur):
    lecteur.open("/creations?epci=248000531#fait=observation:1794")
    panel = _filled(lecteur)
    expect(panel).to_contain_text("Territoire\u202f: Amiens Métropole")
    lecteur.tab.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    assert lecteur.tab.url.endswith("/creations?epci=248000531")
    lecteur.tab.locator(".bloc-volet summary").first.click()
    lecteur.tab.locator(".origine-marque").first.click()
    _filled(lecteur)
    lecteur.tab.go_back()
    expect(panel).not_to_be_visible()
    assert lecteur.tab.locator("#page-creations").count() == 1


@pytest.mark.parametrize("path", LISTED)
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["bureau", "telephone"])
def test_every_mark_stands_at_the_end_of_its_words(lecteur, path, size):
    lecteur.tab.set_viewport_size({"width": size[0], "height": size[1]})
    lecteur.open(path)
    assert lecteur.tab.locator(".origine-porte").count() > 2
    assert lecteur.tab.evaluate(ASTRAY) == []


@pytest.mark.parametrize("path", ["/promesses", "/programmes/ti-2019", "/territoires/248000531"])
def test_from_a_row_of_a_body_by_enter_and_back(lecteur, path):
    lecteur.open(path)
    mark = lecteur.tab.locator(".fiches:not(.mots) .origine-marque, .commune .origine-marque").last
    name = mark.get_attribute("aria-label")
    mark.focus()
    lecteur.tab.keyboard.press("Enter")
    expect(_filled(lecteur).locator(".origine-de")).to_have_text(
        name.removeprefix("D’où vient ce chiffre\u202f?").strip()
    )
    lecteur.tab.keyboard.press("Escape")
    assert lecteur.tab.evaluate(FOCUS) == f"origine-marque {name}"


def test_an_address_that_names_nothing_says_so(lecteur):
    for fragment in ("#fait=rien", "#fait=observation:99999999", "#fait=%E0%A4%A", "#fait=<b>x</b>:1"):
        lecteur.open(f"/{fragment}")
        lecteur.tab.wait_for_selector(f"{OPEN} .origine-avis")
        assert violations(lecteur.tab) == []
        lecteur.tab.keyboard.press("Escape")
        lecteur.tab.goto("about:blank")


def test_on_a_phone_every_mark_is_made_for_a_thumb(lecteur):
    lecteur.tab.set_viewport_size({"width": 390, "height": 844})
    lecteur.open("/")
    marks = lecteur.tab.locator(".origine-marque").filter(visible=True).all()
    boxes = [box for mark in marks for box in [mark.bounding_box()] if box]
    assert boxes
    assert min(min(box["width"], box["height"]) for box in boxes) >= THUMB
    lecteur.tab.locator(".chiffre-origine").first.click()
    _filled(lecteur)
    assert lecteur.tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert violations(lecteur.tab) == []
