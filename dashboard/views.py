"""Views already prepared for the database as it is: the second reader of a page waits for nothing."""

import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Final, TypeVar

from components import render
from components.controls import Control
from dashboard import choices, days
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.situation import view_at
from dashboard.tree import Node, plain
from data.engine import DatabaseUnavailableError, Reader
from data.queries.base import Identity, identity

ContentOf = Callable[[Page, Filters, Identity], list[Node]]
ControlsOf = Callable[[Page, Identity, date | None], tuple[Control, ...]]
_REMEMBERED: Final = 256
_ATTEMPTS: Final = 6
"""A slow view may see several publications go by; each attempt starts from the last one."""
_Built = TypeVar("_Built")


def of_one_database(read: Reader, build: Callable[[Identity], _Built]) -> _Built:
    """``build(identity)`` from one database: again, from the new one, when it was replaced meanwhile.

    Raises:
        DatabaseUnavailableError: no database can be read, or it is replaced faster than it can be read.
    """
    for _ in range(_ATTEMPTS):
        database = identity(read)
        try:
            built = build(database)
        except Exception:
            # Half of one database and half of another may well be impossible to show.
            if identity(read) == database:
                raise
            continue
        if identity(read) == database:
            return built
    raise DatabaseUnavailableError("injoignable", "replaced faster than it can be read")


def remembering(read: Reader) -> ContentOf:
    """``content_of(page, filters, identity)``, kept until another database is published or the day changes.

    The same database, filters and day always give the same view; each process keeps its own few hundred.  What is kept
    is text, so that nothing done to one reader's copy can reach another's.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def prepared(page: Page, filters: Filters, database: Identity, _day: date) -> str:
        # Whoever waited for its turn may have waited for a database that is gone.
        _refuse_another(read, database)
        text = json.dumps(plain(render.page_view(view_at(page, read, filters))))
        _refuse_another(read, database)
        return text

    @lru_cache(maxsize=_REMEMBERED)
    def turn(_page: Page, _filters: Filters, _database: Identity, _day: date) -> Lock:
        return Lock()

    def content_of(page: Page, filters: Filters, database: Identity) -> list[Node]:
        asked = page, filters, database, days.today()
        # After a publication every reader asks for the same views at once: each is prepared by the first of them.
        with turn(*asked):
            text = prepared(*asked)
        content: list[Node] = json.loads(text)
        return content

    return content_of


def remembering_controls(read: Reader) -> ControlsOf:
    """``controls_of(page, identity, situation)``: filters are those of a database, at a situation, for a day."""

    @lru_cache(maxsize=_REMEMBERED)
    def prepared(page: Page, database: Identity, situation: date | None, day: date) -> tuple[Control, ...]:
        controls = choices.controls(page, read, situation, day)
        _refuse_another(read, database)
        return controls

    def controls_of(page: Page, database: Identity, situation: date | None) -> tuple[Control, ...]:
        return prepared(page, database, situation, days.today())

    return controls_of


def _refuse_another(read: Reader, database: Identity) -> None:
    if identity(read) != database:
        raise DatabaseUnavailableError("injoignable", "replaced while being read")
