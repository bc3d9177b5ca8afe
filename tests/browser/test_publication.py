"""A publication under an open page: the reader is told, moves to the new state when he wants, and nothing shifts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.wording import shell as wording
from data.intake.build import build
from tests.browser.axe import violations
from tests.browser.conftest import Reader, served
from tests.publications import sources_claiming

pytestmark = pytest.mark.navigateur
CALM_MS = 40_000
NEWS = "#nouvelles"


class Desk:
    """A reader before a base that is published again."""

    def __init__(self, reader: Reader, base: Path, folder: Path) -> None:
        self.reader, self.tab = reader, reader.tab
        self._url = f"sqlite:///{base}"
        self._folder = folder

    def publish(self, jobs: int) -> None:
        build(self._url, sources=sources_claiming(jobs, self._folder / f"{jobs}"))

    def wait(self) -> None:
        """Long enough for the page to ask the host, and for the host to answer."""
        self.tab.clock.fast_forward(CALM_MS)
        self.tab.wait_for_load_state("networkidle")

    def places(self) -> list[float]:
        """Where everything stands, from the top of the window."""
        found: list[float] = self.tab.evaluate(
            "[...document.querySelectorAll('main, h1, .carte, footer')].map((one) => one.getBoundingClientRect().top)"
        )
        return found


@pytest.fixture
def desk(browser, static_root, tmp_path) -> Iterator[Desk]:
    base = tmp_path / "vigie.sqlite"
    build(f"sqlite:///{base}", sources=sources_claiming(31, tmp_path / "31"))
    with served(base, static_root) as address:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
        context.set_default_timeout(10_000)
        reader = Reader(context.new_page(), address)
        reader.watch()
        reader.tab.clock.install()
        yield Desk(reader, base, tmp_path)
        context.close()
    assert reader.faults == []


def _claimed(desk: Desk) -> list[str]:
    return [one.inner_text().split("\n")[0] for one in desk.tab.locator(".these-valeur").all()]


def test_an_open_page_says_that_data_were_published_and_the_button_shows_them(desk):
    desk.reader.open("/clusters?filiere=sante")
    address = desk.tab.url
    desk.wait()
    assert desk.tab.locator(NEWS).is_hidden(), "rien n’a été publié"

    before = desk.places()
    desk.publish(57)
    desk.wait()
    desk.tab.wait_for_selector(NEWS)
    assert desk.tab.locator(NEWS).inner_text().split("\n") == [wording.UPDATED, wording.REFRESH]
    assert desk.tab.locator(f"[role='status'][aria-live='polite'] > {NEWS}").count() == 1
    assert desk.places() == before
    assert violations(desk.tab) == []
    assert "31" in _claimed(desk)
    desk.wait()
    assert "31" in _claimed(desk), "la page ne se recharge pas d’elle-même"

    with desk.tab.expect_navigation():
        desk.tab.locator(f"{NEWS} button").click()
    desk.reader.settle()
    assert desk.tab.url == address
    assert "57" in _claimed(desk)
    assert "31" not in _claimed(desk)
    desk.wait()
    assert desk.tab.locator(NEWS).is_hidden()


def test_the_line_goes_away_with_the_first_answer_that_brings_the_new_data(desk):
    desk.reader.open("/clusters")
    desk.publish(58)
    desk.wait()
    desk.tab.wait_for_selector(NEWS)
    desk.tab.locator("#nav-creations").click()
    desk.tab.wait_for_selector("#page-creations")
    desk.tab.wait_for_selector(NEWS, state="hidden")
    desk.publish(59)
    desk.wait()
    desk.tab.wait_for_selector(NEWS)


def test_a_tab_that_nobody_sees_asks_nothing_and_one_without_network_says_nothing(desk):
    desk.reader.open("/clusters")
    asked: list[str] = []
    desk.tab.on("request", lambda request: asked.append(request.url) if request.url.endswith("/sante") else None)
    desk.tab.evaluate("Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })")
    desk.wait()
    assert asked == []
    desk.tab.evaluate("delete document.hidden")
    desk.tab.context.set_offline(True)
    desk.wait()
    assert asked == []
    desk.tab.context.set_offline(False)
    desk.wait()
    assert len(asked) == 1
    assert desk.tab.locator(NEWS).is_hidden()
