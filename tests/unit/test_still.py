"""A view becomes one component, and no word of it is lost."""

from typing import Any

from dashboard.still import TYPE, stilled
from dashboard.tree import heading, nodes
from tests.dash_http import text_of


def _node(kind: str, children: Any = None, **props: Any) -> dict[str, Any]:
    return {"type": kind, "namespace": "dash_html_components", "props": {"children": children, **props}}


def test_a_view_is_one_component():
    tree = [_node("H1", "Message"), _node("P", ["Un ", _node("Strong", "mot")])]
    (still,) = stilled(tree)
    assert still["type"] == TYPE
    assert still["props"]["tree"] == tree


def test_words_links_and_headings_are_still_found_inside():
    tree = [_node("H1", ["Deux ", _node("Span", "mots")]), _node("P", _node("Link", "Voir", href="/budget"))]
    found = stilled(tree)
    assert heading(found) == "Deux mots"
    assert text_of(found) == text_of(tree)
    assert [node["props"]["href"] for node in nodes(found) if node["type"] == "Link"] == ["/budget"]


def test_nothing_gives_nothing():
    assert stilled([]) == []
