"""The first answers of the server, carried by the document: to show a page the browser asks nothing more.

Dash asks for its layout, for its callbacks, then for the content, one after the other.  All three are known when the
document is written; ``assets/js/site/answers.js`` hands them over when Dash asks.
"""

from collections.abc import Callable
from html import escape
from typing import Final

from dash._utils import to_json

from dashboard import ids
from dashboard.tree import Node

Opened = Callable[[object, object], tuple[list[Node], dict[str, object]]]
"""Content and state of an address: path and query."""

LAYOUT: Final = "_dash-layout"
DEPENDENCIES: Final = "_dash-dependencies"
UPDATE: Final = "_dash-update-component"
OUTPUT: Final = f"..{ids.CONTENT}.children...{ids.STATE}.data.."
"""Name that Dash gives to what opening a page fills."""


def carried(layout: str, dependencies: str, opened: Opened, path: str, query: str) -> str:
    """Answers as inert elements of the document.

    Args:
        layout: JSON of Dash's own answer.
        dependencies: idem.
        opened: prepares a page.
        path: of the request.
        query: with its question mark, empty without one.
    """
    content, state = opened(path, query)
    page = {"multi": True, "response": {ids.CONTENT: {"children": content}, ids.STATE: {"data": state}}}
    return "".join(
        [
            _inert(LAYOUT, layout),
            _inert(DEPENDENCIES, dependencies),
            _inert(UPDATE, str(to_json(page)), f' data-sortie="{OUTPUT}" data-requete="{escape(path + query)}"'),
        ]
    )


def _inert(name: str, text: str, more: str = "") -> str:
    # A browser ends the element at the first "</", wherever it stands.
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/json" data-reponse="{name}"{more}>{safe}</script>'
