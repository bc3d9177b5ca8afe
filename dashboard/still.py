"""What never changes by itself, drawn at once: most of a page needs none of what Dash does for each component.

Dash follows every component for changes, at every event: a table costs hundreds of them.  Here a chart stays a
component of Dash, and what stands around it becomes the ``tree`` of a single one, drawn by ``assets/js/site/still.js``.
"""

from typing import Any, Final

from dashboard.tree import Node

NAMESPACE: Final = "vigie_components"
TYPE: Final = "Still"
_ALIVE: Final = frozenset({"Graph"})


def stilled(tree: list[Node]) -> list[Node]:
    """The same plain tree, where what holds no living component is gathered into ``Still`` components."""
    grouped: list[Node] = []
    waiting: list[Node] = []
    for item in tree:
        if not _lives(item):
            waiting.append(item)
            continue
        grouped += [*_still(waiting), _around(item)]
        waiting = []
    return [*grouped, *_still(waiting)]


def _around(node: dict[str, Any]) -> dict[str, Any]:
    """A component that lives or holds one that does, with what is still inside it gathered."""
    children = node["props"].get("children")
    if node["type"] in _ALIVE or children is None:
        return node
    inside = children if isinstance(children, list) else [children]
    return {**node, "props": {**node["props"], "children": stilled(inside)}}


def _lives(tree: Node) -> bool:
    if isinstance(tree, list):
        return any(_lives(item) for item in tree)
    if not isinstance(tree, dict):
        return False
    return tree["type"] in _ALIVE or _lives(tree["props"].get("children"))


def _still(tree: list[Node]) -> list[Node]:
    return [{"type": TYPE, "namespace": NAMESPACE, "props": {"tree": tree}}] if tree else []
