"""What readers do: open, filter, paste a link, go back.  No console error, no request outside the host."""

import pytest

from dashboard import ids
from dashboard.pages import PAGES

pytestmark = pytest.mark.navigateur
AMIENS = "248000531"
CHARTED = {"clusters", "creations", "emploi"}


def test_the_watch_sees_faults(lecteur_en_faute):
    """Negative control: without it, a watch that sees nothing would look like a page without faults."""
    lecteur_en_faute.open("/")
    assert lecteur_en_faute.faults == []
    lecteur_en_faute.tab.evaluate("console.error('panne'); fetch('http://127.0.0.2:9/').catch(() => 0)")
    lecteur_en_faute.tab.evaluate("fetch('/_dash-component-suites/dash/dcc/async-graph.js')")
    lecteur_en_faute.tab.evaluate("try { eval('1') } catch { 0 }")
    lecteur_en_faute.tab.wait_for_timeout(200)
    seen = " ".join(lecteur_en_faute.faults)
    assert "panne" in seen
    assert "Content Security Policy" in seen
    assert "pas été préparé" in seen


@pytest.mark.parametrize("page", [page for page in PAGES if page.item_key is None], ids=lambda page: page.key)
def test_every_page_opens_with_its_charts_painted(lecteur, page):
    lecteur.open(page.path)
    assert lecteur.updates == [], "le contenu vient avec le document"
    assert lecteur.tab.title().startswith(page.title)
    charts = lecteur.tab.locator(".graphique").count()
    assert (charts > 0) == (page.key in CHARTED)
    assert lecteur.tab.locator(".graphique .main-svg").count() >= charts
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert lecteur.tab.evaluate(overflow) == 0


def test_reader_opens_filters_and_the_focus_stays(lecteur):
    lecteur.open("/creations")
    before = lecteur.tab.locator("h1").inner_text()
    control = f"#{ids.control('creations', 'epci')}"
    lecteur.tab.locator(f"details:has({control}) summary").click()
    lecteur.updates.clear()
    with lecteur.tab.expect_response("**/_dash-update-component*"):
        lecteur.tab.locator(f"{control} input[value='{AMIENS}']").check()
    lecteur.settle()
    assert len(lecteur.updates) == 1
    assert f"epci={AMIENS}" in lecteur.tab.url
    assert lecteur.tab.locator("h1").inner_text() != before
    assert lecteur.tab.evaluate("document.activeElement.value") == AMIENS
    assert "Amiens" in lecteur.tab.locator(f"#{ids.control('creations', 'epci')}-resume").inner_text()
    lecteur.tab.keyboard.press("Escape")
    assert lecteur.tab.locator("details.filtre[open]").count() == 0


def test_a_choice_is_made_by_its_words_and_a_click_elsewhere_closes_the_panel(lecteur):
    lecteur.open("/creations")
    panel = lecteur.tab.locator(f"details:has(#{ids.control('creations', 'epci')})")
    panel.locator("summary").click()
    with lecteur.tab.expect_response("**/_dash-update-component*"):
        panel.locator("label", has_text="Saint-Quentinois").click()
    assert panel.get_attribute("open") is not None
    lecteur.settle()
    assert "epci=200071892" in lecteur.tab.url
    lecteur.tab.locator("h1").click()
    assert panel.get_attribute("open") is None


def test_a_filter_updates_charts_in_place_and_leaves_open_what_was_opened(lecteur):
    lecteur.open("/creations")
    fold = lecteur.tab.locator("#bloc-entreprises details").first
    fold.locator("summary").click()
    lecteur.tab.evaluate("document.querySelectorAll('.js-plotly-plot').forEach((one, rank) => { one.marque = rank; })")
    lecteur.tab.locator(f"#{ids.control('creations', 'mesure')}").select_option("indice")
    lecteur.tab.wait_for_url("**mesure=indice*")
    lecteur.settle()
    marks = "[...document.querySelectorAll('.js-plotly-plot')].map((one) => one.marque)"
    assert lecteur.tab.evaluate(marks) == [0, 1, 2, 3]
    assert fold.get_attribute("open") is not None
    assert "indice" in lecteur.tab.locator("#bloc-entreprises .bloc-message").inner_text()


def test_a_pasted_link_shows_the_same_page(lecteur, browser):
    lecteur.open(f"/creations?epci={AMIENS}&mesure=indice")
    shown = lecteur.tab.locator("h1").inner_text()
    other = browser.new_context(locale="fr-FR").new_page()
    other.goto(lecteur.tab.url)
    other.wait_for_selector("h1")
    assert other.locator("h1").inner_text() == shown
    assert other.locator(f"#{ids.control('creations', 'mesure')}").input_value() == "indice"
    other.context.close()


def test_choices_follow_to_other_pages_and_back_restores(lecteur):
    lecteur.open(f"/creations?epci={AMIENS}")
    first = lecteur.tab.locator("h1").inner_text()
    lecteur.updates.clear()
    lecteur.tab.locator(f"#{ids.nav_link('budget')}").click()
    lecteur.tab.wait_for_url("**/budget?epci=*")
    lecteur.tab.wait_for_selector("#page-budget")
    lecteur.settle()
    assert len(lecteur.updates) == 1
    lecteur.tab.wait_for_selector(f"#{ids.nav_link('budget')}[aria-current='page']")
    lecteur.tab.go_back()
    lecteur.tab.wait_for_url(f"**/creations?epci={AMIENS}")
    lecteur.tab.wait_for_selector("#page-creations")
    lecteur.settle()
    assert lecteur.tab.locator("h1").inner_text() == first


def test_a_past_situation_is_chosen_said_everywhere_and_left(lecteur_de_demonstration):
    reader = lecteur_de_demonstration
    reader.open("/creations")
    control = ids.control("creations", "situation")
    banner, listed, day = (
        reader.tab.locator(one) for one in (".bandeau-situation", f"#{control}-liste", f"#{control}")
    )
    today = reader.tab.locator("h1").inner_text()
    reader.updates.clear()
    with reader.tab.expect_response("**/_dash-update-component*"):
        listed.select_option("2024-04-16")
    banner.wait_for()
    assert "Situation au 16/04/2024" in banner.inner_text()
    assert reader.tab.locator("h1").inner_text() != today
    assert (len(reader.updates), "situation=2024-04-16" in reader.tab.url) == (1, True)
    reader.tab.locator(f"#{ids.nav_link('budget')}").click()
    reader.tab.wait_for_selector("#page-budget .bandeau-situation")
    reader.tab.go_back()
    reader.tab.wait_for_selector("#page-creations .bandeau-situation")
    reader.updates.clear()
    reader.tab.locator(".bandeau-situation .situation-lien").click()
    banner.wait_for(state="detached")
    # The address follows the view.
    reader.tab.wait_for_function("!location.search.includes('situation')")
    assert reader.tab.locator("h1").inner_text() == today
    assert len(reader.updates) == 1
    assert reader.tab.evaluate("document.activeElement.id") == f"{control}-liste"
    assert (listed.input_value(), day.is_visible()) == ("aucun-jour", False)
    listed.select_option("autre-jour")
    day.fill("2020-01-31")
    banner.wait_for()
    assert "Situation au 31/01/2020" in banner.inner_text()
    assert len(reader.updates) == 2


def test_an_unknown_address_leaves_the_navigation_alive(lecteur_en_faute):
    lecteur_en_faute.open("/nulle-part")
    lecteur_en_faute.tab.locator(f"#{ids.nav_link('budget')}").click()
    lecteur_en_faute.tab.wait_for_selector("#page-budget")


def test_the_page_of_the_document_is_the_page_that_answers(lecteur):
    """Nothing moves and no chart is drawn again when Dash takes over."""
    shown = "h1, h2, .carte, .graphique, svg, select, summary"
    positions = """(root, shown) => [...root.querySelectorAll(shown)].map((one) => {
        const box = one.getBoundingClientRect();
        return [one.tagName, one.id, box.x, box.y, box.width, box.height].join(' ');
    })"""
    # Dash's own script is kept back until what the document shows alone has been seen.
    held = []
    # Playwright reads the signature of what it calls.
    lecteur.tab.route("**/05-dash-renderer*", lambda route: held.append(route))  # noqa: PLW0108
    lecteur.tab.goto(f"{lecteur.host}/creations", wait_until="commit")
    lecteur.tab.locator(".js-plotly-plot").nth(3).wait_for()
    lecteur.tab.evaluate("document.querySelectorAll('.js-plotly-plot').forEach((one, rank) => { one.marque = rank; })")
    before = lecteur.tab.locator(".vigie").evaluate(positions, shown)
    for request in held:
        request.continue_()
    lecteur.tab.unroute("**/05-dash-renderer*")
    lecteur.settle()
    marks = "[...document.querySelectorAll('.js-plotly-plot')].map((one) => one.marque)"
    assert lecteur.tab.evaluate(marks) == [0, 1, 2, 3]
    assert lecteur.tab.locator(".vigie").evaluate(positions, shown) == before
    assert lecteur.updates == []


def test_a_script_that_does_not_come_leaves_the_page_and_its_links(lecteur_en_faute):
    lecteur_en_faute.tab.route("**/10-site*.js*", lambda route: route.abort())
    lecteur_en_faute.tab.goto(f"{lecteur_en_faute.host}/creations")
    lecteur_en_faute.tab.locator(".js-plotly-plot").nth(3).wait_for()
    lecteur_en_faute.tab.locator("#nav-budget").click()
    lecteur_en_faute.tab.wait_for_url("**/budget")
    assert lecteur_en_faute.tab.locator("h1").inner_text()


def test_a_void_of_the_budget_leads_to_a_programme_that_tells_something(lecteur):
    lecteur.open(f"/budget?programme=ti-2019&epci={AMIENS}")
    lecteur.tab.locator("#bloc-echelle .vide-voies a", has_text="PLIE 2001").click()
    lecteur.tab.wait_for_url(f"**/budget?programme=plie-2001&epci={AMIENS}")
    lecteur.tab.wait_for_selector("#bloc-echelle .barres")
    assert "718" in lecteur.tab.locator("h1").inner_text()
