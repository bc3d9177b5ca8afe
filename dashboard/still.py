"""What a page shows, given to the browser as one component: Dash follows every component for changes, at every event.

A table alone costs hundreds of them.  A view holds nothing that answers a callback: it is the ``tree`` of a single
component, drawn by ``assets/js/site/still.js`` with the same React and the same plotly.js.
"""

from typing import Final

from dashboard.tree import Node

NAMESPACE: Final = "vigie_components"
TYPE: Final = "Still"


def stilled(tree: list[Node], identifier: str | None = None) -> list[Node]:
    """The same plain tree as one component; nothing gives nothing.

    Args:
        tree: plain nodes.
        identifier: id by which a callback replaces the ``tree``: what is drawn is then updated in its place.
    """
    named = {} if identifier is None else {"id": identifier}
    return [{"type": TYPE, "namespace": NAMESPACE, "props": {**named, "tree": tree}}] if tree else []
