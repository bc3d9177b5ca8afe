"""What the eye checks: nothing shifts, nothing overflows, labels do not touch, cards of a row align, a wait is seen."""

import pytest
from playwright.sync_api import Route

from dashboard import ids
from dashboard.pages import PAGES
from tests.browser import probes

pytestmark = pytest.mark.navigateur
AMIENS = "248000531"
ACTION = "/plan-actions/ti-2019-1-1"
CHARTED = ("/clusters", "/creations", "/creations?mesure=indice", f"/creations?epci={AMIENS}", "/emploi")
PAST = "/?situation=2020-01-31"
PATHS = (
    *(page.path for page in PAGES if page.item_key is None),
    ACTION,
    PAST,
    "/programmes/ti-2019",
    "/territoires/248000531",
)
FILTERED = [page for page in PAGES if page.filters and page.item_key is None]
DESK, LAPTOP, PHONE, ZOOM = (1440, 900), (1024, 768), (390, 844), (720, 450)
SHIFT = 0.02
OPEN_FOLDS = "document.querySelectorAll('details:not(.filtre)').forEach((one) => { one.open = true; })"
THUMB = 44
ANSWERS = "**/_dash-update-component*"


def _sized(lecteur, size: tuple[int, int]) -> None:
    lecteur.tab.set_viewport_size({"width": size[0], "height": size[1]})


def _hold_answers(lecteur) -> list[Route]:
    """From now on no answer comes; returns the requests that wait."""
    waiting: list[Route] = []
    lecteur.tab.route(ANSWERS, lambda route: waiting.append(route))  # noqa: PLW0108  Playwright marks its handlers
    return waiting


def _release(lecteur, waiting: list[Route]) -> None:
    for one in waiting:
        one.continue_()
    lecteur.tab.unroute(ANSWERS)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["bureau", "telephone"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_shifts_while_a_page_loads(lecteur, path, size):
    _sized(lecteur, size)
    lecteur.tab.add_init_script(f"({probes.COUNT_SHIFTS})()")
    lecteur.open(path)
    lecteur.tab.wait_for_timeout(200)
    assert lecteur.tab.evaluate("window.shifted") <= SHIFT


def test_a_shift_would_be_counted(lecteur):
    """Negative control."""
    lecteur.tab.add_init_script(f"({probes.COUNT_SHIFTS})()")
    lecteur.open("/")
    lecteur.tab.wait_for_timeout(600)
    lecteur.tab.evaluate("document.querySelector('.page').prepend(Object.assign(new Image(1, 300), { hidden: false }))")
    lecteur.tab.evaluate("document.querySelector('.page').firstChild.style.cssText = 'display: block; height: 300px'")
    lecteur.tab.wait_for_timeout(300)
    assert lecteur.tab.evaluate("window.shifted") > SHIFT


@pytest.mark.parametrize("page", FILTERED, ids=lambda page: page.key)
def test_nothing_shifts_when_a_filter_changes(lecteur, page):
    lecteur.tab.add_init_script(f"({probes.COUNT_SHIFTS})()")
    lecteur.open(page.path)
    lecteur.tab.wait_for_timeout(200)
    choice = lecteur.tab.locator(f"#page-{page.key} .filtre:not(.filtre-date) :is(input[type='checkbox'], select)").last
    listed = choice.evaluate("(one) => one.tagName") == "SELECT"
    if not listed:
        lecteur.tab.locator(f"#page-{page.key} details.filtre summary").last.click()
    # By the keyboard: what moves after a choice that no one made would count as a shift.
    last = listed and choice.evaluate("(one) => one.selectedIndex === one.options.length - 1")
    keys = (("ArrowUp", "ArrowDown") if last else ("ArrowDown", "ArrowUp")) if listed else (" ", " ")
    choice.focus()
    # There and back first: on a busy machine, a view that nobody asked yet may come half a second later.
    for key in (*keys, keys[0]):
        lecteur.tab.evaluate("window.shifted = 0")
        with lecteur.tab.expect_response(ANSWERS):
            lecteur.tab.keyboard.press(key)
        lecteur.settle()
        lecteur.tab.wait_for_timeout(200)
    assert lecteur.tab.evaluate("window.shifted") <= SHIFT


def _resized(lecteur, size: tuple[int, int]) -> None:
    """Another size for the page as it is; charts follow a moment later."""
    _sized(lecteur, size)
    lecteur.tab.wait_for_timeout(250)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_holds_at_every_size(lecteur, path):
    """Cards of a row align, nothing scrolls sideways, a thumb hits every target, folds open included."""
    _sized(lecteur, DESK)
    lecteur.open(path)
    for size in (DESK, LAPTOP):
        _resized(lecteur, size)
        # The record of an action stands over two rows.
        assert path == ACTION or lecteur.tab.evaluate(probes.CROOKED, ".bloc") == []
        assert lecteur.tab.evaluate(probes.CROOKED, ".chiffre") == []
    for opened in (False, True):
        if opened:
            lecteur.tab.evaluate(OPEN_FOLDS)
        for size in (LAPTOP, ZOOM, PHONE):
            _resized(lecteur, size)
            assert lecteur.tab.evaluate(probes.OVERFLOW) == 0, (size, opened)
            assert size != PHONE or lecteur.tab.evaluate(probes.LEAVING) == [], opened
    if lecteur.tab.locator(".filtres-bouton").count():
        lecteur.tab.locator(".filtres-bouton").click()
    assert lecteur.tab.evaluate(probes.SMALL, THUMB) == []


@pytest.mark.parametrize("size", [DESK, LAPTOP, PHONE], ids=["bureau", "portable", "telephone"])
@pytest.mark.parametrize("path", CHARTED)
def test_labels_of_charts_never_touch(lecteur, path, size):
    _sized(lecteur, size)
    lecteur.open(path)
    assert lecteur.tab.locator(".graphique .main-svg text").count() > 0
    assert lecteur.tab.evaluate(probes.TOUCHING) == []


@pytest.mark.parametrize("size", [DESK, LAPTOP, ZOOM, PHONE], ids=["bureau", "portable", "zoom", "telephone"])
@pytest.mark.parametrize("path", ["/budget", "/budget?programme=pacte-2021&epci=999000101"])
def test_names_of_bars_take_the_room_that_they_have(lecteur_de_demonstration, path, size):
    _sized(lecteur_de_demonstration, size)
    lecteur_de_demonstration.open(path)
    found = lecteur_de_demonstration.tab.locator(".barre").evaluate_all(probes.BARS)
    assert found
    assert [one["nom"] for one in found if one["faute"]] == []
    most = 1 if size == DESK else 3
    assert [one["nom"] for one in found if one["lignes"] > most] == []


def test_a_name_without_room_would_be_seen(lecteur_de_demonstration):
    """Negative control."""
    lecteur_de_demonstration.open("/budget")
    lecteur_de_demonstration.tab.evaluate(
        "for (const one of document.querySelectorAll('.barre-nom')) "
        "one.style.cssText = 'white-space: nowrap; width: 2em'"
    )
    found = lecteur_de_demonstration.tab.locator(".barre").evaluate_all(probes.BARS)
    assert [one["nom"] for one in found if one["faute"]] != []


@pytest.mark.parametrize("path", [page.path for page in PAGES if page.item_key is None])
def test_nothing_lies_over_the_foot_of_its_card(lecteur_de_demonstration, path):
    """On the fullest base."""
    _sized(lecteur_de_demonstration, DESK)
    lecteur_de_demonstration.open(path)
    for size in (DESK, ZOOM):
        _resized(lecteur_de_demonstration, size)
        assert lecteur_de_demonstration.tab.evaluate(probes.OVER_FOOT) == []


def test_a_list_over_the_foot_of_its_card_would_be_seen(lecteur_de_demonstration):
    """Negative control."""
    lecteur_de_demonstration.open("/plan-actions")
    lecteur_de_demonstration.tab.evaluate(
        "document.querySelector('.demandes').parentElement.style.cssText = 'height: 100px; flex: none'"
    )
    assert lecteur_de_demonstration.tab.evaluate(probes.OVER_FOOT) != []


def test_words_that_leave_their_card_would_be_seen(lecteur):
    """Negative control."""
    lecteur.open("/programmes")
    lecteur.tab.evaluate("document.querySelector('.bloc-corps .nom-ligne').style.paddingLeft = '3000px'")
    assert lecteur.tab.evaluate(probes.LEAVING) != []


def test_touching_labels_would_be_seen(lecteur):
    """Negative control."""
    lecteur.open("/creations")
    lecteur.tab.evaluate(
        "document.querySelectorAll('.graphique .xtick text').forEach((one) => { one.style.fontSize = '60px'; })"
    )
    assert lecteur.tab.evaluate(probes.TOUCHING) != []


def test_a_crooked_row_would_be_seen(lecteur):
    """Negative control."""
    lecteur.open("/")
    lecteur.tab.evaluate("document.querySelector('.chiffre-titre').style.marginBottom = '40px'")
    lecteur.tab.evaluate("document.querySelector('.chiffre').style.gridTemplateRows = 'auto'")
    assert lecteur.tab.evaluate(probes.CROOKED, ".chiffre") != []


def test_a_slow_filter_is_seen_and_leaves_figures_and_focus(lecteur):
    lecteur.open("/creations")
    waiting = _hold_answers(lecteur)
    control = lecteur.tab.locator(f"#{ids.control('creations', 'mesure')}")
    control.focus()
    control.select_option("indice")
    view = f"#{ids.view('creations')}"
    lecteur.tab.wait_for_selector(f"{view}[data-dash-is-loading='true']")
    seen = "(one) => getComputedStyle(document.querySelector(one), '::after').opacity === '1'"
    lecteur.tab.wait_for_function(seen, arg=f"{view} .carte", timeout=1000)
    lecteur.tab.wait_for_function(seen, arg=".entete", timeout=1000)
    assert lecteur.tab.evaluate(f"getComputedStyle(document.querySelector('{view} .carte')).opacity") == "1"
    assert lecteur.tab.evaluate("document.activeElement.id") == ids.control("creations", "mesure")
    before = lecteur.tab.locator(f"#{ids.filters_line('creations')}").text_content()
    _release(lecteur, waiting)
    lecteur.tab.wait_for_selector(f"{view}:not([data-dash-is-loading])")
    lecteur.settle()
    assert lecteur.tab.evaluate("document.activeElement.id") == ids.control("creations", "mesure")
    assert lecteur.tab.locator(f"#{ids.filters_line('creations')}").text_content() != before


def test_a_slow_page_shows_its_outline(lecteur):
    lecteur.open("/creations")
    waiting = _hold_answers(lecteur)
    lecteur.tab.locator(f"#{ids.nav_link('budget')}").click()
    outline = "() => getComputedStyle(document.querySelector('#contenu'), '::after').opacity === '1'"
    lecteur.tab.wait_for_function(outline, timeout=2000)
    assert lecteur.tab.evaluate("getComputedStyle(document.querySelector('#page-creations')).opacity") == "0"
    _release(lecteur, waiting)
    lecteur.tab.wait_for_selector("#page-budget")
    lecteur.settle()
    assert lecteur.tab.evaluate("getComputedStyle(document.querySelector('#page-budget')).opacity") == "1"


def test_a_phone_folds_filters_behind_one_button_that_says_the_choice(lecteur):
    _sized(lecteur, PHONE)
    lecteur.open(f"/creations?epci={AMIENS}")
    button = lecteur.tab.locator(".filtres-bouton")
    assert button.is_visible()
    assert button.get_attribute("aria-expanded") == "false"
    assert "Amiens" in button.inner_text()
    assert not lecteur.tab.locator(".filtres-liste").is_visible()
    title = lecteur.tab.locator("h1").bounding_box()
    assert title["y"] + title["height"] < PHONE[1] / 2
    button.click()
    assert lecteur.tab.locator(f"#{ids.control('creations', 'mesure')}").is_visible()
    with lecteur.tab.expect_response(ANSWERS):
        lecteur.tab.locator(f"#{ids.control('creations', 'mesure')}").select_option("indice")
    lecteur.settle()
    assert button.get_attribute("aria-expanded") == "true"
    lecteur.tab.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("(one) => one === document.activeElement")


def test_a_desk_shows_every_filter(lecteur):
    lecteur.open("/creations")
    assert not lecteur.tab.locator(".filtres-bouton").is_visible()
    assert lecteur.tab.locator(f"#{ids.control('creations', 'mesure')}").is_visible()


@pytest.mark.parametrize("page", [page for page in PAGES if page.nav], ids=lambda page: page.key)
def test_a_phone_shows_the_current_page_in_its_navigation(lecteur, page):
    _sized(lecteur, PHONE)
    lecteur.open(page.path)
    link = lecteur.tab.locator(f"#{ids.nav_link(page.key)}[aria-current='page']")
    box = link.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]


def test_two_years_are_put_back_in_their_order(lecteur):
    lecteur.open("/creations?annee_debut=2024&annee_fin=2019")
    first, last = (lecteur.tab.locator(f"#{ids.control('creations', key)}") for key in ("annee_debut", "annee_fin"))
    assert (first.input_value(), last.input_value()) == ("2019", "2024")
    with lecteur.tab.expect_response(ANSWERS):
        last.select_option("2015")
    lecteur.tab.wait_for_url("**annee_debut=2015&annee_fin=2019*")
    lecteur.settle()
    assert (first.input_value(), last.input_value()) == ("2015", "2019")


@pytest.mark.parametrize("path", ["/", "/creations", "/plan-actions"])
def test_forced_colours_keep_borders_states_and_charts(lecteur, path):
    lecteur.tab.emulate_media(forced_colors="active")
    lecteur.open(path)
    style = "(one) => { const s = getComputedStyle(one); return [s.borderTopStyle, parseFloat(s.borderTopWidth)]; }"
    assert lecteur.tab.locator(".carte").first.evaluate(style) == ["solid", 1]
    current = lecteur.tab.locator(".nav-lien[aria-current='page']")
    assert current.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    for chart in lecteur.tab.locator(".graphique").all():
        assert chart.evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"


def test_reduced_motion_stops_what_moves(lecteur):
    lecteur.tab.emulate_media(reduced_motion="reduce")
    lecteur.open("/creations")
    waiting = _hold_answers(lecteur)
    lecteur.tab.locator(f"#{ids.control('creations', 'mesure')}").select_option("indice")
    lecteur.tab.wait_for_selector(f"#{ids.view('creations')}[data-dash-is-loading]")
    moving = """() => [...document.querySelectorAll('.entete, .carte')]
        .flatMap((one) => getComputedStyle(one, '::after').animationName.split(', '))"""
    assert set(lecteur.tab.evaluate(moving)) == {"paraitre"}
    _release(lecteur, waiting)
    lecteur.settle()


def test_a_notice_of_the_address_does_not_touch_the_filters(lecteur):
    lecteur.open("/clusters?origine=inconnue")
    notice = lecteur.tab.locator(".avis", has_text="origine de la courbe").bounding_box()
    filters = lecteur.tab.locator(".page-outils").bounding_box()
    assert notice["y"] - (filters["y"] + filters["height"]) >= 8
