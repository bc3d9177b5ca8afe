"""Weight of pages on the wire, in Chromium: each page opened cold, then reached from another one.

Weights do not depend on the machine.  The reference of the ratio is plotly.js alone, as Dash ships it (compressed the
same way), which a page written as the tutorials do must load before its first chart.
"""

import gzip
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from dashboard.ids import nav_link
from dashboard.pages import PAGES
from tools.setup.browser import find_chromium

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextmanager
def served() -> Iterator[str]:
    """Run the real server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([sys.executable, "-m", "gunicorn"], cwd=ROOT, env={**os.environ, "PORT": str(port)})
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{url}/sante", timeout=1).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)


def weighed(tab: Tab, act: Callable[[], object], ready: str) -> int:
    """Bytes received while ``act`` runs and until ``ready`` is on the page."""
    received: list[int] = []
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    act()
    tab.wait_for_selector(ready)
    tab.wait_for_load_state("networkidle")
    session.detach()
    return sum(received)


def stock_plotly() -> int:
    """Bytes of the plotly.js that Dash ships, compressed."""
    spec = find_spec("plotly")
    assert spec is not None
    assert spec.origin is not None
    return len(gzip.compress((Path(spec.origin).parent / "package_data" / "plotly.min.js").read_bytes(), 9))


def main() -> int:
    """Print one line a page."""
    path = find_chromium()
    if path is None:
        print("Chromium manque.", file=sys.stderr)
        return 1
    reference = stock_plotly()
    print(f"référence : plotly.js livré avec Dash, compressé : {reference / 1000:.0f} ko")
    print(f"{'page':<16}{'à froid':>12}{'rapport':>10}{'depuis une autre page':>24}")
    with served() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for page in (one for one in PAGES if one.nav is not None):
            other = next(one for one in PAGES if one.nav is not None and one.key != page.key)
            ready = f"#page-{page.key} h1"
            cold = browser.new_page()
            first = weighed(cold, lambda tab=cold, path=page.path: tab.goto(url + path), ready)  # type: ignore[misc]
            cold.close()
            warm = browser.new_page()
            weighed(warm, lambda tab=warm, path=other.path: tab.goto(url + path), f"#page-{other.key} h1")  # type: ignore[misc]
            link = f"#{nav_link(page.key)}"
            second = weighed(warm, lambda tab=warm, target=link: tab.click(target), ready)  # type: ignore[misc]
            warm.close()
            print(f"{page.key:<16}{first / 1000:>9.0f} ko{first / reference:>10.2f}{second / 1000:>21.1f} ko")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
