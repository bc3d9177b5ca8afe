"""Addresses and pages: which page an address names, under any prefix."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

from dashboard.filters import Filters
from dashboard.page import Page

_MAX_QUERY = 4096


@dataclass(frozen=True, slots=True)
class Routes:
    """The pages of the application under one prefix (``/`` or ``/vigie/``)."""

    pages: tuple[Page, ...]
    prefix: str = "/"

    @property
    def navigation(self) -> tuple[Page, ...]:
        """Pages that the navigation lists, in order."""
        return tuple(page for page in self.pages if page.nav is not None)

    @property
    def home(self) -> Page:
        """The first page."""
        return self.pages[0]

    def href(self, page: Page, filters: Filters) -> str:
        """Address of a page that carries the choices it understands."""
        return f"{self.prefix}{page.path.lstrip('/')}{filters.to_query(page.query_keys)}"

    def follow(self, path: str, filters: Filters) -> str:
        """Address of a link written as a plain path: under the prefix, with the choices the page understands.

        A query in ``path`` is a choice of the link, which wins over the reader's for the same key; what follows « # »
        is a place on the page; an unknown path only gets the prefix.
        """
        address, mark, place = path.partition("#")
        bare, _, query = address.partition("?")
        page, _ = self.resolve(f"{self.prefix}{bare.lstrip('/')}")
        if page is None:
            return f"{self.prefix}{path.lstrip('/')}"
        choices, _ = Filters.parse({**filters.chosen(), **parse_query(query)})
        return f"{self.prefix}{bare.lstrip('/')}{choices.to_query(page.query_keys)}{mark}{place}"

    def resolve(self, pathname: object, search: object = "") -> tuple[Page | None, Mapping[str, object]]:
        """Page of an address and its untrusted values; the path wins over the query for its own part.

        Anything that is not a known address gives ``(None, {})``.
        """
        if not isinstance(pathname, str) or not f"{pathname}/".startswith(self.prefix):
            return None, {}
        path = "/" + pathname[len(self.prefix) :].strip("/")
        values: dict[str, object] = dict(parse_query(search))
        for page in self.pages:
            if page.item_key is None:
                if path == page.path:
                    return page, values
                continue
            parent, _, item = path.rpartition("/")
            if item and parent == page.path.rpartition("/")[0]:
                return page, {**values, page.item_key: unquote(item)}
        return None, {}


def parse_query(search: object) -> Mapping[str, list[str]]:
    """``?epci=1&epci=2`` → lists; anything else → nothing."""
    if not isinstance(search, str) or len(search) > _MAX_QUERY:
        return {}
    try:
        return parse_qs(search.removeprefix("?"), max_num_fields=200)
    except ValueError:
        return {}
