"""Every file that the real application asks of a browser was built beforehand, under the very address that it asks."""

import re
from pathlib import Path

from tests.dash_http import DashClient

ADDRESSES = re.compile(r'(?:src|href)="/((?:assets|_dash-component-suites)/[^"?]+)')


def test_a_page_asks_only_files_that_were_built(client: DashClient, static_root: Path) -> None:
    asked = ADDRESSES.findall(client.get("/").text)
    kinds = {address.partition("/")[0] for address in asked}
    assert kinds == {"assets", "_dash-component-suites"}
    assert [address for address in asked if not (static_root / address).is_file()] == []


def test_plotly_is_asked_before_dash_looks_for_it(client: DashClient) -> None:
    asked = ADDRESSES.findall(client.get("/").text)
    scripts = [address for address in asked if address.endswith(".js")]
    names = [address.rpartition("/")[2].partition(".")[0] for address in scripts]
    assert names.index("00-plotly") < names.index("dash_renderer")


def test_every_script_and_style_is_compressed_beforehand(static_root: Path) -> None:
    texts = [path for path in static_root.rglob("*") if path.suffix in {".js", ".css"} and path.stat().st_size > 1_000]
    assert texts
    assert [path.name for path in texts if not path.with_name(f"{path.name}.br").is_file()] == []


def test_what_no_page_needs_is_not_asked(client: DashClient) -> None:
    """Dash would have it in every page: a tenth of the scripts, for browsers and tables that nobody has here."""
    page = client.get("/").text
    assert "dash_renderer" in page
    assert [name for name in ("polyfill@", "dash_table/") if name in page] == []
