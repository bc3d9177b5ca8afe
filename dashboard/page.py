"""What a page is, and how choices meet the data: the contract that every page file fills."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from components.block import View
from components.controls import Control
from components.wording.guides import Guide
from dashboard.filters import SHARED, Filters
from data.engine import Reader


class NotFoundError(Exception):
    """The element named by the address does not exist."""


KnownFrom = Callable[[Reader, Filters], date | None]
"""Day on which the first fact of a page was known; None when none ever was."""


def _no_controls(_read: Reader) -> tuple[Control, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page is one value: address, words, filters, and ``view``, which holds all the meaning.

    ``path`` may end with ``/<action>``: the last part of the address then becomes that field of ``Filters``.
    ``view`` then raises ``NotFoundError`` when that element does not exist, so that the very first answer is a 404.
    ``nav`` is None for a page that the navigation does not list; ``parent`` then names the page it belongs to.
    ``apart`` draws a line before it in the navigation: a group of pages begins there.
    ``guide`` says how to read the page, step by step.
    ``filters`` are those of the page, without those that every page has (``dashboard.filters.SHARED``).
    ``known_from`` reads the whole database: before that day, the page says since when there is something to see.
    """

    key: str
    path: str
    title: str
    view: Callable[[Reader, Filters], View]
    nav: str | None = None
    parent: str | None = None
    controls: Callable[[Reader], tuple[Control, ...]] = _no_controls
    filters: tuple[str, ...] = ()
    guide: Guide = ()
    apart: bool = False
    known_from: KnownFrom | None = None

    @property
    def item_key(self) -> str | None:
        """Field of ``Filters`` that the last part of the address fills, if any."""
        return self.path.rsplit("<", 1)[1].rstrip(">") if self.path.endswith(">") else None

    def address(self, filters: Filters) -> str:
        """Plain path of the page, for the element that the filters name if it shows one."""
        if self.item_key is None:
            return self.path
        return f"{self.path.rpartition('/')[0]}/{quote(str(getattr(filters, self.item_key)))}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every filter that the page understands."""
        return (*self.filters, *SHARED)

    @property
    def query_keys(self) -> tuple[str, ...]:
        """Filters that live in the query: all but the one that the path fills."""
        return tuple(key for key in self.keys if key != self.item_key)


def effective(filters: Filters, controls: tuple[Control, ...]) -> tuple[Filters, tuple[str, ...]]:
    """Fill the defaults and drop what the database does not offer.

    Returns the filters that the view must use and the keys of dropped choices.
    """
    changes: dict[str, Any] = {}
    dropped: list[str] = []
    for control in controls:
        offered = {choice.value for choice in control.choices}
        value = getattr(filters, control.key)
        if control.multiple:
            kept = tuple(item for item in value if item in offered)
            if len(kept) != len(value):
                dropped.append(control.key)
            changes[control.key] = kept
        elif control.last is not None:
            if value is not None and value > control.last:
                dropped.append(control.key)
                changes[control.key] = None
        elif value is None or str(value) not in offered:
            if value is not None:
                dropped.append(control.key)
            changes[control.key] = _typed_default(control)
    return replace(filters, **changes), tuple(dropped)


def _typed_default(control: Control) -> object:
    parsed, _ = Filters.parse({control.key: control.default})
    return getattr(parsed, control.key)


def without_defaults(filters: Filters, controls: tuple[Control, ...]) -> Filters:
    """Only what the reader chose: a default is not a choice and does not enter the address."""
    single = [control for control in controls if not control.multiple]
    unchosen: dict[str, Any] = {c.key: None for c in single if str(getattr(filters, c.key)) == c.default}
    return replace(filters, **unchosen)
