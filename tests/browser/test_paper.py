"""What a printer receives: readable charts, whole rows, the choice and the sources, and a screen left as it was."""

import re

import pytest

from tests.browser import probes

pytestmark = pytest.mark.navigateur
AMIENS = "248000531"
CHARTED = ("/clusters", "/creations", "/emploi")
DESK, PHONE = (1440, 900), (390, 844)
# Inside of an A4 sheet, in pixels.
SHEET = {"width": 1047, "height": 726}
# 12 pixels of the screen; 9.3 would be 7 points.
SMALLEST = 8.8
SIZES = """() => [...document.querySelectorAll(".graphique")].flatMap((chart) => {
  return [...chart.querySelectorAll(".main-svg text")].filter((text) => text.textContent.trim()).map((text) => {
    const layer = text.closest(".main-svg");
    const scale = layer.getBoundingClientRect().width / layer.viewBox.baseVal.width;
    return parseFloat(getComputedStyle(text).fontSize) * scale;
  });
})"""


def _on_paper(lecteur, path: str, size: tuple[int, int] = DESK) -> None:
    lecteur.tab.set_viewport_size({"width": size[0], "height": size[1]})
    lecteur.open(path)
    lecteur.tab.emulate_media(media="print")
    if lecteur.tab.locator(".graphique").count():
        lecteur.tab.wait_for_selector(".graphique .main-svg[viewBox]", state="attached")
    lecteur.tab.set_viewport_size(SHEET)


def _sheets(lecteur) -> int:
    printed = lecteur.tab.pdf(format="A4", landscape=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def _readable(lecteur) -> None:
    sizes = lecteur.tab.evaluate(SIZES)
    assert len(sizes) > 20
    assert min(sizes) >= SMALLEST
    assert lecteur.tab.evaluate(probes.TOUCHING) == []


def test_paper_keeps_the_choice_and_the_sources_and_hides_what_is_clicked(lecteur):
    _on_paper(lecteur, f"/creations?epci={AMIENS}")
    for hidden in (".nav-pages", ".filtres-liste", ".bloc-volet", ".pied"):
        assert not lecteur.tab.locator(hidden).first.is_visible(), hidden
    assert "Amiens" in lecteur.tab.locator(".filtres-ligne").inner_text()
    assert lecteur.tab.locator(".bloc-sources").first.is_visible()
    assert lecteur.tab.locator(".entete-adresse").inner_text() == lecteur.tab.url
    widths = lecteur.tab.locator(".graphique").evaluate_all(probes.WIDER)
    assert len(widths) == 4
    assert max(widths) <= 1


@pytest.mark.parametrize(("path", "size"), [*((path, DESK) for path in CHARTED), ("/creations", PHONE)])
def test_charts_are_readable_on_paper_whatever_the_screen(lecteur, path, size):
    _on_paper(lecteur, path, size)
    _readable(lecteur)


@pytest.mark.parametrize("path", CHARTED)
def test_the_tallest_charts_are_readable_too(lecteur_de_demonstration, path):
    _on_paper(lecteur_de_demonstration, path)
    _readable(lecteur_de_demonstration)


def test_words_beside_figures_are_printed_at_their_size(lecteur):
    _on_paper(lecteur, "/clusters")
    size = "(all) => [...new Set(all.map((one) => getComputedStyle(one).fontSize))]"
    assert lecteur.tab.locator(".these-detail dd, .theses-liste li, .membre-depuis").evaluate_all(size) == ["11px"]


@pytest.mark.parametrize(("path", "sheets"), [("/creations", 2), ("/budget", 2), ("/clusters", 3), ("/", 3)])
def test_no_sheet_is_left_with_a_title_alone(lecteur, path, sheets):
    lecteur.open(path)
    assert _sheets(lecteur) <= sheets


def test_the_screen_is_as_it_was_once_printed(lecteur_de_demonstration):
    tab = lecteur_de_demonstration.tab
    lecteur_de_demonstration.open("/creations")
    sizes = "[...document.querySelectorAll('.graphique .main-svg')].map((one) => one.getBoundingClientRect().toJSON())"
    before = tab.evaluate(sizes)
    assert _sheets(lecteur_de_demonstration) > 1
    tab.wait_for_function("(before) => JSON.stringify(before) === JSON.stringify(" + sizes + ")", arg=before)
    assert tab.locator(".main-svg[viewBox]").count() == 0
