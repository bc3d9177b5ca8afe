"""Guides speak of what is there, and every marked word has its definition on the page that shows it."""

import pytest

from components.guide import selector
from components.wording.terms import TERMS
from dashboard.pages import PAGES
from data.engine import Reader
from data.queries.plan_actions import actions_select, programmes_with_actions_select
from tests.dash_http import DashClient, nodes


def _address(path: str, read: Reader) -> str:
    if not path.endswith(">"):
        return path
    if path.endswith("<territoire>"):
        return path.replace("<territoire>", "248000531")
    programme = str(read(programmes_with_actions_select())["id"].iloc[0])
    if path.endswith("<programme>"):
        return path.replace("<programme>", programme)
    return f"{path.partition('<')[0]}{read(actions_select(programme))['id'].iloc[0]}"


def _places(tree: object) -> set[str]:
    """Every id and class of a page, as a selector would name them."""
    found: set[str] = set()
    for node in nodes(tree):
        found |= {f".{name}" for name in str(node["props"].get("className") or "").split()}
        found.add(f"#{node['props'].get('id')}")
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_step_points_at_something(client: DashClient, read: Reader, page):
    places = _places(client.open(_address(page.path, read)))
    assert [step.target for step in page.guide if selector(step.target) not in places] == []
    assert {".guide-ouvrir", ".guide-etapes"} <= places


def test_a_page_that_failed_has_no_guide(client: DashClient):
    places = _places(client.open("/nulle-part"))
    assert not {".guide-ouvrir", ".guide-etapes"} & places


def test_a_filter_change_leaves_the_guide_where_it_is(client: DashClient):
    answer = client.filter("clusters", origine=None, filiere=[])
    assert ".guide-etapes" not in _places(answer)
    assert ".terme" in _places(answer)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_marked_word_has_one_definition(client: DashClient, read: Reader, page):
    tree = list(nodes(client.open(_address(page.path, read))))
    described = [node["props"]["aria-describedby"] for node in tree if node["props"].get("className") == "terme"]
    ids = [node["props"]["id"] for node in tree if str(node["props"].get("id", "")).startswith("definition-")]
    assert set(described) == set(ids)
    assert len(ids) == len(set(ids))


def test_the_sources_page_holds_the_glossary(client: DashClient):
    anchors = [place for place in _places(client.open("/sources")) if place.startswith("#glossaire-")]
    assert len(anchors) == len(TERMS)
