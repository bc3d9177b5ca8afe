"""What a view is once prepared: its links, its message; components and their plain form alike."""

import json
from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboard.filters import Filters
from dashboard.routes import Routes

Node = Any
"""A component, or the plain form in which the browser receives it."""


def plain(components: list[Component]) -> list[Node]:
    """Components in the form in which the browser receives them."""
    content: list[Node] = json.loads(json.dumps(components, cls=PlotlyJSONEncoder))
    return content


def linked(content: list[Node], routes: Routes, choices: Filters) -> list[Node]:
    """Give the links between pages the prefix and the reader's choices; pages write plain paths.

    A link to a page that this application does not have keeps its words alone.
    """
    for node in nodes(content):
        href = node["props"].get("href")
        if node["type"] == "Link" and isinstance(href, str) and href.startswith("/"):
            if routes.leads(href):
                node["props"]["href"] = routes.follow(href, choices)
            else:
                node |= {"type": "Span", "namespace": "dash_html_components"}
                del node["props"]["href"]
    return content


def nodes(tree: Node) -> Iterator[dict[str, Any]]:
    """Every component of a plain tree, whatever property holds it; figures are not entered."""
    if isinstance(tree, list):
        for item in tree:
            yield from nodes(item)
    elif isinstance(tree, dict) and "props" in tree:
        yield tree
        for name, value in tree["props"].items():
            if name != "figure":
                yield from nodes(value)


def _read(tree: Node) -> tuple[str, Node]:
    """Kind and children of a component, plain or not; a text is its own children."""
    if isinstance(tree, Component):
        return type(tree).__name__, getattr(tree, "children", None)
    if isinstance(tree, dict) and "props" in tree:
        return str(tree["type"]), tree["props"].get("children", tree["props"].get("tree"))
    return "", tree


def _text(tree: Node) -> str:
    kind, children = _read(tree)
    if isinstance(children, list):
        return "".join(_text(child) for child in children)
    if kind or isinstance(children, dict):
        return _text(children)
    return "" if children is None else str(children)


def heading(tree: Node) -> str:
    """The message of a page: what its first title says; empty when it has none."""
    kind, children = _read(tree)
    if kind == "H1":
        return _text(children)
    inside = children if isinstance(children, list) else [children] if kind else []
    return next((found for child in inside if (found := heading(child))), "")
