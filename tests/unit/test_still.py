"""What Dash need not follow becomes one component; what lives keeps its place, and no word is lost."""

from typing import Any

from dashboard.still import TYPE, stilled
from dashboard.tree import heading, nodes
from tests.dash_http import text_of


def _node(kind: str, children: Any = None, **props: Any) -> dict[str, Any]:
    return {"type": kind, "namespace": "dash_html_components", "props": {"children": children, **props}}


GRAPH = {"type": "Graph", "namespace": "dash_core_components", "props": {"figure": {"data": []}}}


def test_a_tree_without_life_is_one_component():
    tree = [_node("H1", "Message"), _node("P", ["Un ", _node("Strong", "mot")])]
    (still,) = stilled(tree)
    assert still["type"] == TYPE
    assert still["props"]["tree"] == tree


def test_what_lives_stays_a_component_of_dash_between_what_does_not():
    section = _node(
        "Section", [_node("Header", "Titre"), _node("Figure", [GRAPH, _node("Figcaption", "Légende")]), "fin"]
    )
    (found,) = stilled([section])
    assert found["type"] == "Section"
    kinds = [child["type"] for child in found["props"]["children"]]
    assert kinds == [TYPE, "Figure", TYPE]
    inside = found["props"]["children"][1]["props"]["children"]
    assert [child["type"] for child in inside] == ["Graph", TYPE]
    assert inside[0] == GRAPH


def test_neighbours_are_gathered_and_the_tree_that_is_given_is_left_as_it_was():
    tree = [_node("P", "a"), _node("P", "b"), _node("Div", GRAPH), _node("P", "c")]
    before = repr(tree)
    found = stilled(tree)
    assert [len(node["props"].get("tree", ())) for node in found] == [2, 0, 1]
    assert repr(tree) == before


def test_words_links_and_headings_are_still_found_inside():
    tree = [_node("H1", ["Deux ", _node("Span", "mots")]), _node("P", _node("Link", "Voir", href="/budget"))]
    found = stilled(tree)
    assert heading(found) == "Deux mots"
    assert text_of(found) == text_of(tree)
    assert [node["props"]["href"] for node in nodes(found) if node["type"] == "Link"] == ["/budget"]


def test_nothing_gives_nothing():
    assert stilled([]) == []
