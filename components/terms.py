"""Definitions where words occur: the first time in a block that a term is read, it becomes a place to ask its meaning.

The pass is made once over a whole page: no block has to know the dictionary.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from components.wording.terms import TERMS

# Each term is one more stop for the keyboard: a block explains a few words, not all of them.
_PER_ZONE: Final = 4
_ZONES: Final = frozenset({"bloc", "chiffre"})
_READ_CLASSES: Final = frozenset({"bloc-sujet", "bloc-limite", "chapo", "avis", "chiffre-titre"})
_READ_TAGS: Final = frozenset({"Th", "Dt"})
_LIMITS: Final = "bloc-limites"
_SOURCES: Final = "bloc-sources"
_CARD_SOURCE: Final = "chiffre-source"
# Nothing that one can press may hold something else that one can press.
_CLOSED_TAGS: Final = frozenset({"A", "Link", "Button", "Summary", "Label", "Graph"})
# Where words are explained already.
_CLOSED_CLASSES: Final = frozenset({"methode", "glossaire"})
_SEPARATOR: Final = " · "
_ANY_SPACE: Final = "[ \u00a0\u202f]"

Node = Component | str


@dataclass(slots=True)
class _Zone:
    """A block, a card, or the page around them: what it has explained so far."""

    seen: set[str] = field(default_factory=set)

    @property
    def full(self) -> bool:
        return len(self.seen) >= _PER_ZONE


@dataclass(slots=True)
class _Text:
    """A component whose words are read, and where it stands.

    ``once``: its terms are explained once a page, for every block cites its sources in the same words.
    """

    owner: Component
    zone: _Zone
    folded: bool
    named: bool
    once: bool
    whole: bool


def definition_id(key: str) -> str:
    """Id of the hidden definition that a screen reader speaks after the term."""
    return f"definition-{key}"


def anchor(key: str) -> str:
    """Id of a term in the glossary."""
    return f"glossaire-{key.replace('_', '-')}"


def _word(word: str) -> str:
    """A word, its plural, its capital; an acronym stays as it is."""
    if word.isupper():
        return re.escape(word)
    first = f"[{word[0]}{word[0].upper()}]" if word[0].islower() else re.escape(word[0])
    return f"{first}{re.escape(word[1:])}(?:s|x)?"


@cache
def _spotted() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """One pattern for every form, the longest first; the form and the key of each of its groups."""
    forms = sorted(((form, key) for key, term in TERMS.items() for form in term.forms), key=lambda one: -len(one[0]))
    groups = [f"({_ANY_SPACE.join(_word(word) for word in form.split())})" for form, _ in forms]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])"), tuple(forms)


def _begins_sentence(before: str) -> bool:
    """A capital elsewhere makes a name: « Amiens Cluster » is not any cluster."""
    words = before.rstrip()
    return not words or words[-1] in ".:;·!?«(,"


@cache
def _labels() -> dict[str, str]:
    return {label: key for key, term in TERMS.items() for label in term.labels}


def occurrences(text: str, *, whole: bool = False) -> Iterator[tuple[str, int, int]]:
    """Key, start and end of every term of a text; ``whole`` also looks the text itself up among the labels."""
    if whole and text in _labels():
        yield _labels()[text], 0, len(text)
        return
    pattern, forms = _spotted()
    for found in pattern.finditer(text):
        form, key = forms[(found.lastindex or 1) - 1]
        if form[0].isupper() or found[0][0].islower() or _begins_sentence(text[: found.start()]):
            yield key, found.start(), found.end()


def marked(key: str, words: str) -> Component:
    """A term that tells its meaning on hover, on focus and on touch."""
    described: dict[str, Any] = {"aria-describedby": definition_id(key)}
    # A span, not a button: a button neither wraps nor copies with the sentence around it.
    return html.Span(words, className="terme", role="button", tabIndex="0", **described)


def _split(text: str, zone: _Zone, known: set[str], *, whole: bool) -> list[Node]:
    pieces: list[Node] = []
    place = 0
    for key, start, end in occurrences(text, whole=whole):
        if zone.full or key in known:
            continue
        known.add(key)
        zone.seen.add(key)
        pieces += [text[place:start], marked(key, text[start:end])]
        place = end
    return [piece for piece in (*pieces, text[place:]) if piece != ""]


def _explained(text: str, found: _Text, told: set[str]) -> list[Node]:
    """A text with its terms marked; the name of a source is a quotation and stays as it is."""
    name, separator, rest = text.partition(_SEPARATOR) if found.named else ("", "", text)
    known = found.zone.seen | told if found.once else set(found.zone.seen)
    pieces = _split(rest, found.zone, known, whole=found.whole)
    if found.once:
        told |= known
    return [f"{name}{separator}", *pieces] if name else pieces


def _classes(node: Component) -> set[str]:
    return set((getattr(node, "className", None) or "").split())


def _tag(node: Component) -> str:
    return type(node).__name__


def _children(node: Component) -> list[Any]:
    children = getattr(node, "children", None)
    return list(children) if isinstance(children, list | tuple) else [children]


def _texts(node: object, zone: _Zone, *, folded: bool = False, within: str = "") -> Iterator[_Text]:
    """Every component whose words are read, in the order of the page."""
    if not isinstance(node, Component):
        return
    classes = _classes(node)
    if _tag(node) in _CLOSED_TAGS or classes & _CLOSED_CLASSES:
        return
    if classes & _ZONES:
        zone = _Zone()
    within = next((name for name in (_LIMITS, _SOURCES) if name in classes), within)
    folded = folded or _tag(node) == "Details"
    head = _tag(node) in _READ_TAGS and getattr(node, "scope", "col") == "col"
    line = _tag(node) == "Li" and within != ""
    once = _CARD_SOURCE in classes or (line and within == _SOURCES)
    if once or line or head or classes & _READ_CLASSES:
        yield _Text(node, zone, folded, named=line and within == _SOURCES, once=once, whole=head)
    for child in _children(node):
        yield from _texts(child, zone, folded=folded, within=within)


def _rewritten(children: Any, found: _Text, told: set[str]) -> Any:  # noqa: ANN401  what Dash takes as children
    if isinstance(children, str):
        pieces = _explained(children, found, told)
        return children if len(pieces) == 1 and isinstance(pieces[0], str) else pieces
    if isinstance(children, list | tuple):
        return [
            piece
            for child in children
            for piece in (_explained(child, found, told) if isinstance(child, str) else [child])
        ]
    return children


def _definitions(keys: Sequence[str]) -> Component:
    entries = [
        html.P([html.Strong(TERMS[key].name), html.Span(TERMS[key].meaning, id=definition_id(key))]) for key in keys
    ]
    return html.Div(entries, hidden=True)


def _alphabetical(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def glossary_rows() -> list[tuple[str, str, str]]:
    """Key, name and meaning of every term, in the order of the French alphabet."""
    rows = [(key, term.name, term.meaning) for key, term in TERMS.items()]
    return sorted(rows, key=lambda row: _alphabetical(row[1]))


def glossary() -> Component:
    """Every term with its meaning, each with an address of its own."""
    rows = [html.Div([html.Dt(name), html.Dd(meaning)], id=anchor(key)) for key, name, meaning in glossary_rows()]
    return html.Dl(rows, className="definitions glossaire")


def with_definitions(parts: Sequence[Component]) -> list[Component]:
    """The parts of a page, freshly made, with their terms marked; then the hidden definitions of these terms.

    What shows comes before what is folded, so that the first occurrence is one that a reader sees.
    """
    page = _Zone()
    texts = [found for part in parts for found in _texts(part, page)]
    told: set[str] = set()
    for found in sorted(texts, key=lambda one: one.folded):
        found.owner.children = _rewritten(getattr(found.owner, "children", None), found, told)
    zones = {id(found.zone): found.zone for found in texts}
    keys = sorted({key for zone in zones.values() for key in zone.seen})
    return [*parts, _definitions(keys)] if keys else list(parts)
