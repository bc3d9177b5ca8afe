"""The Chromium of the machine, started alike by the tests, the measures and the screenshots."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from tools.setup.browser import find_chromium

_ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class ChromiumMissingError(Exception):
    """This machine has no Chromium."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium, closed at the end of the block.

    Raises:
        ChromiumMissingError: there is none.
    """
    path = find_chromium()
    if path is None:
        raise ChromiumMissingError("Chromium absent\u202f: installer le paquet « chromium » ou donner VIGIE_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
