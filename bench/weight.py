"""Weight of pages on the wire, in Chromium: each page opened cold, then reached from another one.

Weights do not depend on the machine.  The reference of the ratio is plotly.js alone, as Dash ships it (compressed the
same way), which a page written as the tutorials do must load before its first chart.
"""

import gzip
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from bench.browser import received
from dashboard.ids import nav_link
from dashboard.page import Page
from dashboard.pages import PAGES
from tools import local_server as servers
from tools.chromium import ChromiumMissingError, chromium


def _weighed(tab: Tab, act: Callable[[], object], ready: str) -> int:
    """Bytes received while ``act`` runs and until ``ready`` is on the page."""
    sizes = received(tab)
    act()
    tab.wait_for_selector(ready)
    tab.wait_for_load_state("networkidle")
    return sum(sizes)


def _ready(page: Page) -> str:
    return f"#page-{page.key} h1"


def opened_cold(browser: Browser, url: str, page: Page) -> int:
    """Bytes of a page opened with nothing in the browser's cache."""
    tab = browser.new_page()
    weight = _weighed(tab, lambda: tab.goto(url + page.path), _ready(page))
    tab.close()
    return weight


def reached(browser: Browser, url: str, page: Page) -> int:
    """Bytes of a page opened by its link from another one."""
    other = next(one for one in in_navigation() if one.key != page.key)
    tab = browser.new_page()
    _weighed(tab, lambda: tab.goto(url + other.path), _ready(other))
    weight = _weighed(tab, lambda: tab.click(f"#{nav_link(page.key)}"), _ready(page))
    tab.close()
    return weight


def in_navigation() -> list[Page]:
    """Pages that have a link in the navigation."""
    return [page for page in PAGES if page.nav is not None]


def stock_plotly() -> int:
    """Bytes of the plotly.js that Dash ships, compressed."""
    spec = find_spec("plotly")
    assert spec is not None
    assert spec.origin is not None
    return len(gzip.compress((Path(spec.origin).parent / "package_data" / "plotly.min.js").read_bytes(), 9))


def main() -> int:
    """Print one line a page."""
    reference = stock_plotly()
    print(f"référence : plotly.js livré avec Dash, compressé : {reference / 1000:.0f} ko")
    print(f"{'page':<16}{'à froid':>12}{'rapport':>10}{'depuis une autre page':>24}")
    try:
        with servers.vigie() as url, chromium() as browser:
            for page in in_navigation():
                first, second = opened_cold(browser, url, page), reached(browser, url, page)
                print(f"{page.key:<16}{first / 1000:>9.0f} ko{first / reference:>10.2f}{second / 1000:>21.1f} ko")
    except (ChromiumMissingError, servers.ServerError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
