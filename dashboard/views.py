"""Views already computed for the database as it is: the second reader of a page waits for nothing."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from components.block import View
from dashboard.filters import Filters
from dashboard.page import Page
from data.engine import Reader
from data.queries.base import Identity

ViewOf = Callable[[Page, Filters, Identity], View]
_REMEMBERED: Final = 256


def remembering(read: Reader) -> ViewOf:
    """``view_of(page, filters, identity)``, kept until another database is published or the day changes.

    The same database, filters and day always give the same view; each process keeps its own few hundred.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def computed(page: Page, filters: Filters, _database: Identity, _day: date) -> View:
        return page.view(read, filters)

    def view_of(page: Page, filters: Filters, database: Identity) -> View:
        return computed(page, filters, database, datetime.now(tz=UTC).date())

    return view_of
