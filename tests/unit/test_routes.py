import pytest

from components.block import View
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.routes import Routes


def _page(key, path, **options):
    return Page(key=key, path=path, title=key, view=lambda _read, _filters: View(message=key), **options)


PAGES = (
    _page("synthese", "/", nav="Synthèse"),
    _page("plan-actions", "/plan-actions", nav="Plan", filters=("programme", "epci")),
    _page("action", "/plan-actions/<action>", filters=("action",)),
)


@pytest.mark.parametrize("prefix", ["/", "/vigie/"])
def test_addresses_name_pages_under_any_prefix(prefix):
    routes = Routes(PAGES, prefix)
    assert routes.resolve(prefix)[0] is PAGES[0]
    assert routes.resolve(f"{prefix}plan-actions")[0] is PAGES[1]
    page, values = routes.resolve(f"{prefix}plan-actions/ti-2019-1-1", "?action=autre")
    assert page is PAGES[2]
    assert values["action"] == "ti-2019-1-1"
    assert routes.resolve(f"{prefix}plan-actions/a/b")[0] is None
    assert routes.resolve(f"{prefix}rien")[0] is None


def test_the_root_is_not_the_application_under_a_prefix():
    assert Routes(PAGES, "/vigie/").resolve("/plan-actions")[0] is None
    assert Routes(PAGES, "/vigie/").resolve("/vigie")[0] is PAGES[0]


@pytest.mark.parametrize("pathname", [None, 3, [], {}, "plan-actions"])
def test_what_is_not_an_address_is_no_page(pathname):
    assert Routes(PAGES).resolve(pathname) == (None, {})


@pytest.mark.parametrize("search", [None, 3, [], "?" + "a=1&" * 5000, "?" + "&".join(f"k{i}=1" for i in range(500))])
def test_a_hostile_query_is_no_query(search):
    page, values = Routes(PAGES).resolve("/", search)
    assert page is PAGES[0]
    assert values == {}


def test_links_carry_only_what_the_page_understands():
    routes = Routes(PAGES, "/vigie/")
    filters = Filters(epci=("248000531",), mesure="indice")
    assert routes.href(PAGES[1], filters) == "/vigie/plan-actions?epci=248000531"
    assert routes.href(PAGES[0], filters) == "/vigie/"


def test_links_written_in_pages_get_the_prefix_and_the_choices():
    routes = Routes(PAGES, "/vigie/")
    filters = Filters(epci=("248000531",))
    assert routes.follow("/plan-actions", filters) == "/vigie/plan-actions?epci=248000531"
    assert routes.follow("/plan-actions?epci=200071892", filters) == "/vigie/plan-actions?epci=200071892"
    assert routes.follow("/plan-actions?programme=ti", filters) == "/vigie/plan-actions?programme=ti&epci=248000531"
    assert routes.follow("/plan-actions#bloc-vides", filters) == "/vigie/plan-actions?epci=248000531#bloc-vides"
    assert routes.follow("/plan-actions/x", filters) == "/vigie/plan-actions/x"
    assert routes.follow("/rien", filters) == "/vigie/rien"
