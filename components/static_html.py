"""Write a tree of ``html`` components as HTML, for what must be seen before any script runs."""

from html import escape
from typing import Any, Final

from dash.development.base_component import Component

_VOID_TAGS: Final = frozenset({"br", "hr", "img", "input", "meta", "link"})
_RENAMED: Final = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex"}
_BEHAVIOUR: Final = frozenset({"children", "style", "n_clicks", "refresh", "storage_type", "data"})
# What the browser shows of a component that is more than its tag.
_AS_TAG: Final = {"Link": "a"}
_INVISIBLE: Final = frozenset({"Store", "Location"})


def _attribute(name: str, value: object) -> str:
    if value is True:
        return f" {name}"
    return f' {_RENAMED.get(name, name)}="{escape(str(value))}"'


def to_html(node: object) -> str:
    """HTML of a component tree; text is escaped, styles and callbacks are left out.

    Raises:
        TypeError: a node is neither a component, text, a list nor None.
    """
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(to_html(child) for child in node)
    if isinstance(node, str | int | float):
        return escape(str(node))
    if not isinstance(node, Component):
        raise TypeError(type(node).__name__)
    content: dict[str, Any] = node.to_plotly_json()
    if content["type"] in _INVISIBLE:
        return ""
    tag = _AS_TAG.get(content["type"], content["type"].lower())
    props = content["props"]
    attributes = "".join(
        _attribute(name, value)
        for name, value in props.items()
        if name not in _BEHAVIOUR and value not in (None, False)
    )
    if tag in _VOID_TAGS:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{to_html(props.get('children'))}</{tag}>"
