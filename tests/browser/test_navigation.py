"""The navigation on one line at every width, reached by the keyboard, its groups told by a line."""

import pytest

from dashboard.pages import PAGES

pytestmark = pytest.mark.navigateur
TOPS = "(links) => [...new Set(links.map((one) => Math.round(one.getBoundingClientRect().top)))].length"
SEEN = """(link) => {
  const strip = link.closest(".nav-pages").getBoundingClientRect();
  const box = link.getBoundingClientRect();
  return box.left >= strip.left && box.right <= strip.right;
}"""

HALF_CUT = """(link) => {
  const strip = link.closest(".nav-pages");
  strip.style.scrollSnapType = "none";
  strip.scrollLeft = link.offsetLeft - strip.offsetLeft + link.clientWidth / 2 - strip.clientWidth;
}"""


@pytest.mark.parametrize("width", [390, 768, 1024, 1280, 1440])
def test_pages_stand_on_one_line_and_none_is_cut_from_a_desk(lecteur, width):
    lecteur.tab.set_viewport_size({"width": width, "height": 720})
    lecteur.open("/programmes")
    links = lecteur.tab.locator(".nav-lien")
    assert links.count() == sum(page.nav is not None for page in PAGES)
    assert links.evaluate_all(TOPS) == 1
    if width >= 1280:
        assert all(link.evaluate(SEEN) for link in links.all())
        assert lecteur.tab.locator(".entete").bounding_box()["height"] <= 66


@pytest.mark.parametrize("width", [390, 1024])
def test_the_line_follows_the_keyboard(lecteur, width):
    lecteur.tab.set_viewport_size({"width": width, "height": 720})
    lecteur.open("/")
    lecteur.tab.locator(".marque").focus()
    for page in (page for page in PAGES if page.nav):
        lecteur.tab.keyboard.press("Tab")
        assert lecteur.tab.evaluate("document.activeElement.id") == f"nav-{page.key}"
        assert lecteur.tab.evaluate(f"({SEEN})(document.activeElement)"), page.key


def test_a_link_pressed_half_cut_opens_its_page(lecteur):
    """The line must not slide between the press and its end."""
    lecteur.tab.set_viewport_size({"width": 390, "height": 844})
    lecteur.open("/")
    lecteur.tab.locator("#nav-plan-actions").evaluate(HALF_CUT)
    box = lecteur.tab.locator("#nav-plan-actions").bounding_box()
    assert box["x"] < 380
    assert box["x"] + box["width"] > 390
    lecteur.tab.mouse.click(380, box["y"] + box["height"] / 2)
    lecteur.tab.wait_for_selector("#page-plan-actions h1")
