"""Prepares the views that readers ask first, before they ask: each page, then each page for each EPCI alone."""

import logging
import threading
from collections.abc import Iterator, Mapping
from datetime import date

from dashboard import days
from dashboard.filters import Filters
from dashboard.page import Page, effective
from dashboard.router import House
from data.engine import DatabaseUnavailableError
from data.queries.base import Identity, identity

logger = logging.getLogger(__name__)
_PERIOD_SECONDS = 15.0


def likely(house: House) -> Iterator[tuple[Page, Mapping[str, object]]]:
    """Pages as they open, then each of them for one value of its first list of several values."""
    pages = house.routes.navigation
    yield from ((page, {}) for page in pages)
    for page in pages:
        several = next((control for control in page.controls(house.read) if control.multiple), None)
        if several is not None:
            yield from ((page, {several.key: [choice.value]}) for choice in several.choices)


def prepare(house: House) -> int:
    """Prepare the likely views; how many were.

    Raises:
        DatabaseUnavailableError: the database went away, or was replaced, meanwhile.
    """
    known = identity(house.read)
    count = 0
    for page, values in likely(house):
        controls = house.controls_of(page, known, None)
        filters, _ = effective(Filters.parse(values)[0].only(page.keys), controls)
        house.content_of(page, filters, known)
        count += 1
    return count


def keep_prepared(house: House, stop: threading.Event) -> None:
    """Prepare now, after each publication and each day, until ``stop``; a database that is away is waited for."""
    seen: tuple[Identity, date] | None = None
    while not stop.is_set():
        try:
            present = identity(house.read), days.today()
            if present != seen:
                logger.info("%s vues préparées d’avance", prepare(house))
                seen = present
        except DatabaseUnavailableError:
            seen = None
        except Exception:
            # A view that fails says so to its reader; the others must still be ready at the next turn.
            logger.exception("vues non préparées d’avance")
            seen = None
        stop.wait(_PERIOD_SECONDS)


def start(house: House) -> threading.Event:
    """Run ``keep_prepared`` beside the answers; setting the event ends it."""
    stop = threading.Event()
    threading.Thread(target=keep_prepared, args=(house, stop), name="vigie-ahead", daemon=True).start()
    return stop
