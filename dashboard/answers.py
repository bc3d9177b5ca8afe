"""The first answers of the server, carried by the document: to show a page the browser asks nothing more.

Dash asks for its layout, for its callbacks, then for the content, one after the other.  All three are known when the
document is written: the content stands in the layout, and ``assets/js/site/answers.js`` hands both answers over.  The
page itself is written as HTML too: it is read before any script runs (``assets/js/early/page.js``).
"""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from dash._utils import to_json

from components.static_html import Writer
from dashboard import ids
from dashboard.tree import Node

LAYOUT: Final = "_dash-layout"
DEPENDENCIES: Final = "_dash-dependencies"


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was opened: what is shown, what the browser keeps, and what the address is worth to whoever asks."""

    content: list[Node]
    state: dict[str, Any]
    status: HTTPStatus


@dataclass(frozen=True, slots=True)
class First:
    """What a document carries: the page as HTML, its styles, what Dash would ask as inert elements; and its status."""

    page: str
    css: str
    answers: str
    status: HTTPStatus


def first(layout: Node, dependencies: str, opened: Opened, path: str, query: str) -> First:
    """Prepare the document of an address.

    Args:
        layout: the frame, plain, with its place for the content.
        dependencies: JSON of Dash's own answer.
        opened: the page of that address.
        path: of the request, as the browser writes it.
        query: idem, with its question mark; empty without one.
    """
    # An address that is there already is no change: Dash then asks for no content.
    known: dict[str, dict[str, Any]] = {
        ids.URL: {"pathname": path, "search": query},
        ids.STATE: {"data": opened.state},
        ids.CONTENT: {"children": opened.content},
    }
    if "page" in opened.state:
        known[ids.nav_link(opened.state["page"])] = {"aria-current": "page"}
    filled = json.loads(to_json(_filled(layout, known)))
    writer = Writer()
    page = writer.markup(filled)
    answers = _inert(LAYOUT, json.dumps(filled)) + _inert(DEPENDENCIES, dependencies)
    return First(page, writer.css(), answers, opened.status)


def _filled(node: Node, known: dict[str, dict[str, Any]]) -> Node:
    """The frame with the properties that are known for some ids; the frame itself is left as it was."""
    if isinstance(node, list):
        return [_filled(item, known) for item in node]
    if not isinstance(node, dict) or "props" not in node:
        return node
    properties = dict(node["props"])
    if properties.get("id") in known:
        properties |= known[properties["id"]]
    else:
        inside = {name: _filled(properties[name], known) for name in ("children", "tree") if name in properties}
        properties |= inside
    return {**node, "props": properties}


def _inert(name: str, text: str) -> str:
    # A browser ends the element at the first "</", wherever it stands.
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/json" data-reponse="{name}">{safe}</script>'
