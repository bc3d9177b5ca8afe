"""The three pages that are measured: where each one is, and how a reader adds an EPCI to its filter."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page as Tab

from bench import charts, static_page
from bench.charts import Choice
from bench.errors import BenchError
from dashboard import ids
from dashboard.settings import ROOT, Settings
from data.engine import read_only_engine, reader
from tools import local_server as servers

Toggle = Callable[[Tab, str, Choice], None]
"""Add or remove one EPCI (by its SIREN) by one gesture, so that the choice becomes the one given."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A page under measure; ``prepare`` opens its filter, ``toggle`` is the gesture."""

    key: str
    name: str
    url: str
    prepare: Callable[[Tab], None]
    toggle: Toggle


@dataclass(frozen=True, slots=True)
class Ground:
    """What the three pages have in common: the database, its EPCI and the choices to measure."""

    base: Path
    names: dict[str, str]
    starts: list[Choice]

    def ordered(self, choice: Iterable[str]) -> Choice:
        """Return the EPCI in the order of the filter."""
        chosen = set(choice)
        return tuple(siren for siren in self.names if siren in chosen)

    @property
    def choices(self) -> list[Choice]:
        """Every choice that the measure goes through, once."""
        steps = [self.ordered(start[:size]) for start in self.starts for size in range(len(start) + 1)]
        ends = [self.ordered((*start, charts.ADDED)) for start in self.starts]
        return list(dict.fromkeys([(), (charts.CHOSEN,), *steps, *ends]))


def ground(wanted: int) -> Ground:
    """Return the default database and so many choices.

    Raises:
        BenchError: the database is away.
    """
    base = ROOT / "build" / "vigie.sqlite"
    if not base.exists():
        raise BenchError("La base manque\u202f: lancer «\u202fmake prepare\u202f»")
    names = dict(charts.epci(reader(read_only_engine(f"sqlite:///{base}"))))
    return Ground(base, names, charts.starts(list(names), wanted))


def _nothing(_tab: Tab) -> None:
    """Leave the page as it is."""


def _vigie(url: str) -> Subject:
    control = ids.control("creations", "epci")

    def prepare(tab: Tab) -> None:
        tab.locator("details.filtre", has=tab.locator(f"#{control}")).locator("summary").click()

    def toggle(tab: Tab, siren: str, _wanted: Choice) -> None:
        tab.locator(f"#{control} input[value='{siren}']").click()

    return Subject("vigie", "Vigie", f"{url}/creations", prepare, toggle)


def _static(url: str, on: Ground) -> Subject:
    def toggle(tab: Tab, _siren: str, wanted: Choice) -> None:
        tab.locator("select").select_option(charts.key(on.ordered(wanted)))

    return Subject("statique", "page statique", f"{url}/", _nothing, toggle)


def _tutorial(url: str, on: Ground) -> Subject:
    def prepare(tab: Tab) -> None:
        tab.locator("#epci").click()

    def toggle(tab: Tab, siren: str, _wanted: Choice) -> None:
        tab.locator(".dash-dropdown-option").get_by_text(on.names[siren], exact=True).click()

    return Subject("tutoriel", "Dash du tutoriel", f"{url}/", prepare, toggle)


@contextmanager
def static_site(on: Ground) -> Iterator[str]:
    """Serve the reference page by the same kind of server as the application."""
    read = reader(read_only_engine(f"sqlite:///{on.base}"))
    with TemporaryDirectory() as folder:
        contents = {choice: charts.charts(read, choice) for choice in on.choices}
        static_page.write(Path(folder), Settings().static_root, on.names, contents)
        port = servers.free_port()
        command = [
            *(sys.executable, "-m", "gunicorn", "--config", "/dev/null", "--no-control-socket"),
            *("--workers", "2", "--worker-class", "gthread", "--threads", "4", "--bind", f"127.0.0.1:{port}"),
            *("--pythonpath", str(ROOT), f"bench.static_page:application('{folder}')"),
        ]
        with servers.running(command, port) as url:
            yield url


@contextmanager
def tutorial_site(on: Ground) -> Iterator[str]:
    """Run the tutorial's page as the tutorial does."""
    with TemporaryDirectory() as folder:
        shutil.copy(ROOT / "node_modules" / "bootstrap" / "dist" / "css" / "bootstrap.min.css", folder)
        port = servers.free_port()
        command = [sys.executable, "-m", "bench.tutorial", str(port), folder, str(on.base), *on.names]
        with servers.running(command, port) as url:
            yield url


@contextmanager
def all_served(on: Ground) -> Iterator[list[Subject]]:
    """The three pages, each behind its own server."""
    with ExitStack() as stack:
        static = _static(stack.enter_context(static_site(on)), on)
        tutorial = _tutorial(stack.enter_context(tutorial_site(on)), on)
        yield [static, tutorial, _vigie(stack.enter_context(servers.vigie()))]
