"""What is measured in Chromium: opening a page cold, then adding one EPCI to its filter."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from bench import charts
from bench.charts import Choice
from bench.errors import BenchError
from bench.subjects import Subject

# Longer than the time between two charts of the slowest page.
_QUIET_MS: Final = 1000
_PATIENCE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One repetition: milliseconds until the charts are painted, bytes received meanwhile.

    ``filtered``: one EPCI chosen on the page as it opens.  ``fresh``: the same EPCI added to others, a combination that
    nobody asked before.
    """

    first: float
    first_bytes: int
    filtered: float
    filtered_bytes: int
    fresh: float


def received(tab: Tab) -> list[int]:
    """Return a list that grows with the bytes of each answer that the tab receives."""
    sizes: list[int] = []
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    return sizes


def _settled(tab: Tab) -> tuple[float, int]:
    """Milliseconds until the last paint, and how many charts it changed."""
    found = tab.evaluate("([wanted, quiet]) => window.benchProbe.settled(wanted, quiet)", [charts.COUNT, _QUIET_MS])
    return float(found["milliseconds"]), int(found["changed"])


def _toggled(tab: Tab, subject: Subject, siren: str, wanted: Choice) -> float:
    """Milliseconds from the gesture to the last chart repainted."""
    tab.evaluate("window.benchProbe.arm()")
    subject.toggle(tab, siren, wanted)
    milliseconds, changed = _settled(tab)
    if (siren == charts.ADDED or wanted in ((charts.CHOSEN,), ())) and changed != charts.COUNT:
        raise BenchError(f"{subject.name}\u202f: {changed} graphiques redessinés au lieu de {charts.COUNT}")
    return milliseconds


def sample(browser: Browser, subject: Subject, start: Choice) -> Sample:
    """Measure a page once, with nothing in the browser's cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
    context.set_default_timeout(_PATIENCE_MS)
    context.add_init_script(path=Path(__file__).parent / "probe.js")
    tab = context.new_page()
    sizes = received(tab)
    tab.goto(subject.url, wait_until="commit")
    first, _ = _settled(tab)
    first_bytes = sum(sizes)
    subject.prepare(tab)
    before = sum(sizes)
    filtered = _toggled(tab, subject, charts.CHOSEN, (charts.CHOSEN,))
    filtered_bytes = sum(sizes) - before
    _toggled(tab, subject, charts.CHOSEN, ())
    for rank, siren in enumerate(start, start=1):
        _toggled(tab, subject, siren, start[:rank])
    fresh = _toggled(tab, subject, charts.ADDED, (*start, charts.ADDED))
    context.close()
    return Sample(first, first_bytes, filtered, filtered_bytes, fresh)
