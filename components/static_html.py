"""Write a page as HTML, for what must be seen before any script runs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from dash.development.base_component import Component

Node = Any
"""A component or its plain form, text, a number, a list of them, or nothing."""

_VOID_TAGS: Final = frozenset({"br", "hr", "img", "input", "meta", "link"})
_RENAMED: Final = {"className": "class", "class_name": "class", "htmlFor": "for", "html_for": "for"}
_BEHAVIOUR: Final = frozenset({"children", "style", "n_clicks", "figure", "config", "value", "debounce"})
# A list of boxes is folded, thus empty, until the page answers.
_AS_TAG: Final = {"Link": "a", "Graph": "div", "Checklist": "div"}
_INVISIBLE: Final = frozenset({"Store", "Location"})
_CAPITAL: Final = re.compile("[A-Z]")


@dataclass(frozen=True, slots=True)
class Writer:
    """HTML of trees; their styles become classes, since the policy of the pages refuses style attributes."""

    styled: bool = True
    _classes: dict[str, str] = field(default_factory=dict)

    def css(self) -> str:
        """Rules of the styles met so far."""
        return "".join(f".{name}{{{rule}}}" for rule, name in self._classes.items())

    def markup(self, node: Node) -> str:
        """HTML of a tree; text is escaped, callbacks and figures are left out.

        Raises:
            TypeError: a node is of none of the kinds of ``Node``.
        """
        if node is None:
            return ""
        if isinstance(node, list | tuple):
            return "".join(map(self.markup, node))
        if isinstance(node, str | int | float):
            return escape(str(node))
        if isinstance(node, Component):
            node = node.to_plotly_json()
        if not isinstance(node, dict) or "props" not in node:
            raise TypeError(type(node).__name__)
        return self._component(node["type"], node["props"])

    def _component(self, kind: str, props: Mapping[str, Any]) -> str:
        if kind in _INVISIBLE:
            return ""
        if kind == "Still":
            return self.markup(props["tree"])
        if kind == "Select":
            return self._element("select", {**props, "class_name": f"{props['class_name']} form-select"}, _options)
        if kind == "Input":
            field = f"{props.get('class_name', '')} form-control".lstrip()
            return f"<input{self._attributes({**props, 'class_name': field})}{_attribute('value', props['value'])}>"
        return self._element(_AS_TAG.get(kind, kind.lower()), props, lambda own: self.markup(own.get("children")))

    def _element(self, tag: str, props: Mapping[str, Any], content: Callable[[Mapping[str, Any]], str]) -> str:
        opened = f"<{tag}{self._attributes(props)}>"
        return opened if tag in _VOID_TAGS else f"{opened}{content(props)}</{tag}>"

    def _attributes(self, props: Mapping[str, Any]) -> str:
        own = {
            _RENAMED.get(name, name): value
            for name, value in props.items()
            if name not in _BEHAVIOUR
            and not isinstance(value, list | dict)
            and value is not None
            and value is not False
        }
        if self.styled and props.get("style"):
            own["class"] = f"{own.get('class', '')} {self._class(props['style'])}".lstrip()
        return "".join(_attribute(name, value) for name, value in own.items())

    def _class(self, style: Mapping[str, object]) -> str:
        rule = ";".join(f"{_css_name(name)}:{value}" for name, value in style.items())
        return self._classes.setdefault(rule, f"style-{len(self._classes)}")


def to_html(node: Node) -> str:
    """HTML of a tree, as ``Writer.markup`` gives it, without its styles."""
    return Writer(styled=False).markup(node)


def _attribute(name: str, value: object) -> str:
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def _css_name(name: str) -> str:
    return _CAPITAL.sub(lambda found: f"-{found[0].lower()}", name)


def _options(select: Mapping[str, Any]) -> str:
    chosen = select.get("value")
    return "".join(
        f"<option{_attribute('value', one['value'])}{' selected' if one['value'] == chosen else ''}>"
        f"{escape(one['label'])}</option>"
        for one in select["options"]
    )
