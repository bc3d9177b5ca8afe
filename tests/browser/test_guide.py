"""Understanding a page: the invitation, the guide step by step, the definitions, French words while it loads."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator

from dashboard.pages import PAGES
from tests.browser.axe import violations
from tests.browser.conftest import Reader

pytestmark = pytest.mark.navigateur
OPENED = [page for page in PAGES if page.item_key is None]
INVITATION = "#guide-invitation"
PANEL = "#guide-panneau"
OPENER = ".guide-ouvrir"
STEPS = "document.querySelectorAll('.guide-etapes > li').length"
FOCUS = "document.activeElement.className + '#' + document.activeElement.id"
VIEWPORTS = [(1440, 900), (1024, 768), (390, 844), (720, 450)]


def _arrived(reader: Reader) -> None:
    reader.settle()
    reader.tab.wait_for_function("document.querySelector('#guide-panneau') !== null")


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def _apart(one: dict[str, float], other: dict[str, float]) -> bool:
    beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
    return beside or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_the_invitation_hides_no_title_and_takes_no_focus(lecteur, page):
    lecteur.open(page.path)
    lecteur.tab.wait_for_selector(INVITATION)
    assert lecteur.tab.evaluate("document.querySelector('.guide').contains(document.activeElement)") is False
    for width, height in VIEWPORTS:
        lecteur.tab.set_viewport_size({"width": width, "height": height})
        assert _apart(_box(lecteur.tab.locator(INVITATION)), _box(lecteur.tab.locator("h1"))), width


def _goes_to(reader: Reader, page: str) -> None:
    """By the navigation; once there, what is to be shown is."""
    reader.tab.click(f"#nav-{page}")
    reader.tab.wait_for_selector(f"#page-{page}")
    reader.settle()
    reader.tab.wait_for_timeout(200)


def test_a_refusal_holds_on_every_page_and_leaves_the_guide_one_click_away(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.focus("#guide-refuser")
    lecteur.tab.keyboard.press("Enter")
    assert not lecteur.tab.is_visible(INVITATION)
    assert lecteur.tab.evaluate(FOCUS) == "guide-ouvrir#"
    _goes_to(lecteur, "budget")
    assert not lecteur.tab.is_visible(INVITATION)
    lecteur.open("/sources")
    lecteur.tab.wait_for_timeout(200)
    assert not lecteur.tab.is_visible(INVITATION)
    lecteur.tab.click(OPENER)
    assert lecteur.tab.is_visible(PANEL)


def test_a_guide_that_was_followed_silences_its_own_page_alone(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.click("#guide-voir")
    lecteur.tab.keyboard.press("Escape")
    _goes_to(lecteur, "budget")
    assert lecteur.tab.is_visible(INVITATION)
    _goes_to(lecteur, "clusters")
    assert not lecteur.tab.is_visible(INVITATION)


def test_an_invitation_left_without_answer_is_not_made_again(lecteur):
    lecteur.open("/")
    lecteur.tab.wait_for_selector(INVITATION)
    _goes_to(lecteur, "budget")
    assert lecteur.tab.is_visible(INVITATION)
    _goes_to(lecteur, "synthese")
    assert not lecteur.tab.is_visible(INVITATION)


def test_a_browser_that_refuses_storage_still_guides(lecteur):
    lecteur.tab.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refus', 'SecurityError') } })"
    )
    lecteur.open("/clusters")
    lecteur.tab.click("#guide-refuser")
    assert not lecteur.tab.is_visible(INVITATION)
    lecteur.tab.click(OPENER)
    assert lecteur.tab.is_visible(PANEL)


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_the_guide_goes_through_every_step(lecteur, page):
    lecteur.open(page.path)
    lecteur.tab.click("#guide-voir")
    count = lecteur.tab.evaluate(STEPS)
    assert count == len(page.guide)
    for rank, step in enumerate(page.guide, 1):
        assert lecteur.tab.inner_text("#guide-rang") == f"{rank}\u00a0/\u00a0{count}"
        assert lecteur.tab.inner_text("#guide-titre") == step.title
        marked = lecteur.tab.locator("[data-guide-montre]")
        assert marked.count() == 1
        lecteur.tab.click("#guide-suivant")
    assert not lecteur.tab.is_visible(PANEL)
    assert lecteur.tab.locator("[data-guide-montre]").count() == 0
    assert lecteur.tab.evaluate(FOCUS) == "guide-ouvrir#"


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["bureau", "telephone"])
def test_what_a_step_speaks_of_begins_above_the_panel(lecteur, size):
    lecteur.tab.emulate_media(reduced_motion="reduce")
    lecteur.tab.set_viewport_size({"width": size[0], "height": size[1]})
    lecteur.open("/sources")
    lecteur.tab.click("#guide-voir")
    for _ in range(lecteur.tab.evaluate(STEPS)):
        top = _box(lecteur.tab.locator("[data-guide-montre]"))["y"]
        assert 0 <= top < _box(lecteur.tab.locator(PANEL))["y"] - 100
        lecteur.tab.click("#guide-suivant")


def test_the_keyboard_alone_is_enough(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.focus(OPENER)
    lecteur.tab.keyboard.press("Enter")
    assert lecteur.tab.evaluate(FOCUS).endswith("#guide-panneau")
    lecteur.tab.keyboard.press("ArrowRight")
    assert lecteur.tab.inner_text("#guide-rang").startswith("2")
    lecteur.tab.keyboard.press("ArrowLeft")
    lecteur.tab.keyboard.press("ArrowLeft")
    assert lecteur.tab.inner_text("#guide-rang").startswith("1")
    lecteur.tab.focus(".nav-lien")
    lecteur.tab.keyboard.press("ArrowRight")
    assert lecteur.tab.inner_text("#guide-rang").startswith("1")
    lecteur.tab.keyboard.press("Escape")
    assert not lecteur.tab.is_visible(PANEL)
    assert lecteur.tab.evaluate(FOCUS) == "guide-ouvrir#"


def test_a_step_about_an_absent_block_is_skipped(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.evaluate("document.getElementById('bloc-theses').remove()")
    lecteur.tab.click("#guide-voir")
    assert lecteur.tab.inner_text("#guide-rang") == "1\u00a0/\u00a05"


def test_another_page_closes_the_guide(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.click("#guide-voir")
    lecteur.tab.click("#nav-sources")
    lecteur.tab.wait_for_selector("#page-sources")
    lecteur.tab.wait_for_selector(INVITATION)
    assert not lecteur.tab.is_visible(PANEL)


def test_another_record_of_the_same_kind_closes_the_guide(lecteur):
    lecteur.open("/plan-actions")
    lecteur.tab.locator(".action-nom a").first.click()
    lecteur.tab.wait_for_selector("#page-action")
    lecteur.tab.click("#guide-voir")
    assert lecteur.tab.is_visible(PANEL)
    lecteur.tab.locator(".voisin").last.click()
    lecteur.tab.wait_for_selector(PANEL, state="hidden")
    assert not lecteur.tab.is_visible(INVITATION)


def test_nothing_of_the_guide_is_printed(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.emulate_media(media="print")
    assert [lecteur.tab.is_visible(one) for one in (INVITATION, OPENER)] == [False, False]


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["bureau", "telephone"])
def test_axe_finds_nothing_with_the_guide_and_a_definition_open(lecteur, size):
    lecteur.tab.set_viewport_size({"width": size[0], "height": size[1]})
    lecteur.open("/clusters")
    lecteur.tab.wait_for_selector(INVITATION)
    assert violations(lecteur.tab) == []
    lecteur.tab.click("#guide-voir")
    lecteur.tab.focus(".chapo .terme")
    lecteur.tab.wait_for_selector(".definition")
    assert violations(lecteur.tab) == []


def _definition(reader: Reader) -> Locator:
    return reader.tab.locator(".definition")


def test_a_definition_comes_with_focus_and_goes_with_escape(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.click("#guide-refuser")
    lecteur.tab.focus(".chapo .terme")
    assert _definition(lecteur).is_visible()
    spoken = lecteur.tab.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert spoken in _definition(lecteur).inner_text()
    lecteur.tab.keyboard.press("Escape")
    assert not _definition(lecteur).is_visible()
    assert "terme" in lecteur.tab.evaluate(FOCUS)
    lecteur.tab.keyboard.press("Enter")
    assert _definition(lecteur).is_visible()
    lecteur.tab.keyboard.press("Tab")
    lecteur.tab.keyboard.press("Shift+Tab")
    lecteur.tab.focus(OPENER)
    lecteur.tab.wait_for_selector(".definition", state="hidden")


def test_a_definition_stays_under_the_pointer(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.hover(".chapo .terme")
    box = _box(_definition(lecteur))
    lecteur.tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    lecteur.tab.wait_for_timeout(500)
    assert _definition(lecteur).is_visible()
    lecteur.tab.mouse.move(5, 5)
    lecteur.tab.wait_for_selector(".definition", state="hidden")


def test_escape_closes_the_definition_before_the_guide(lecteur):
    lecteur.open("/clusters")
    lecteur.tab.click("#guide-voir")
    lecteur.tab.hover(".chapo .terme")
    lecteur.tab.keyboard.press("Escape")
    assert [_definition(lecteur).is_visible(), lecteur.tab.is_visible(PANEL)] == [False, True]
    lecteur.tab.keyboard.press("Escape")
    assert not lecteur.tab.is_visible(PANEL)


@pytest.fixture
def finger(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader with a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="fr-FR"
    )
    one = Reader(context.new_page(), address)
    one.watch()
    yield one
    assert one.faults == []
    context.close()


def test_a_touch_opens_a_definition_and_another_closes_it(finger):
    finger.open("/clusters")
    finger.tab.tap("#guide-refuser")
    term = finger.tab.locator(".chapo .terme").first
    term.tap()
    box = _box(_definition(finger))
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    term.tap()
    assert not _definition(finger).is_visible()
    term.tap()
    _definition(finger).tap()
    assert not _definition(finger).is_visible()


# Corners of the definition, and whether it is what one sees there.
CORNERS = """() => {
  const definition = document.querySelector('.definition');
  const { left, right, top, bottom } = definition.getBoundingClientRect();
  // Within the round of the corners.
  const points = [[left + 6, top + 6], [right - 6, top + 6], [left + 6, bottom - 6], [right - 6, bottom - 6]];
  return points.map(([x, y]) => definition.contains(document.elementFromPoint(x, y)));
}"""


# Terms that the keyboard reaches in headers out of sight.
LOST = """() => [...document.querySelectorAll('thead .terme')].filter((term) =>
  term.tabIndex >= 0 && term.closest('thead').offsetWidth <= 1).length"""


def test_no_focus_goes_to_headers_out_of_sight(finger):
    finger.open("/plan-actions")
    assert finger.tab.locator("thead .terme").count() > 0
    assert finger.tab.evaluate(LOST) == 0


def test_a_term_in_a_table_that_scrolls_is_not_cut(lecteur):
    lecteur.open("/budget")
    lecteur.tab.click("#guide-refuser")
    lecteur.tab.locator("#bloc-lignes .tableau-boite .terme").first.hover()
    assert _definition(lecteur).is_visible()
    assert lecteur.tab.evaluate(CORNERS) == [True] * 4


def test_an_address_leads_to_its_term(lecteur):
    lecteur.tab.goto(f"{lecteur.host}/sources#glossaire-cluster")
    _arrived(lecteur)
    assert 0 < _box(lecteur.tab.locator("#glossaire-cluster"))["y"] < 300


SAID = """window.said = [];
new MutationObserver(() => { if (document.body) window.said.push(`${document.title} ${document.body.innerText}`); })
  .observe(document, { childList: true, subtree: true });"""


def test_no_english_word_shows_while_the_page_starts(lecteur):
    lecteur.tab.add_init_script(SAID)
    lecteur.open("/budget")
    said = lecteur.tab.evaluate("window.said")
    assert len(said) > 2
    assert [words for words in said if "Loading" in words or "Updating" in words] == []
    assert all("Vigie" in words for words in said)
    assert lecteur.tab.locator(".vigie").count() == 1
