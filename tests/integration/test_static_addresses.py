"""Every file that the real application asks of a browser was built beforehand, under the very address that it asks."""

import re
from pathlib import Path

from tests.dash_http import DashClient

ADDRESSES = re.compile(r'(?:src|href)="/((?:assets|_dash-component-suites)/[^"?]+)')
SCRIPTS = re.compile(r'<script [^>]*src="/([^"?]+)')


def test_a_page_asks_only_files_that_were_built(client: DashClient, static_root: Path) -> None:
    asked = ADDRESSES.findall(client.get("/").text)
    assert len({address for address in asked if address.endswith(".js")}) == 3, "plotly, Dash réuni, le site"
    assert [address for address in asked if not (static_root / address).is_file()] == []


def test_scripts_come_in_the_order_in_which_they_need_each_other(client: DashClient) -> None:
    scripts = [address.rpartition("/")[2] for address in SCRIPTS.findall(client.get("/").text)]
    assert [name.partition(".")[0] for name in scripts] == ["00-plotly", "05-dash-renderer", "10-site"]


def test_the_gathered_scripts_hold_what_dash_would_have_asked(static_root: Path) -> None:
    from tools.static.components import opening_scripts
    from tools.static.suites import application

    (gathered,) = (static_root / "assets").glob("05-dash-renderer.*.js")
    content = gathered.read_bytes()
    scripts = {
        address.rpartition("/")[2].partition("@")[0].partition(".")[0]: (static_root / address).read_bytes()
        for address in opening_scripts(application())
    }
    assert {"react", "react-dom", "dash_renderer", "dash_core_components", "dash_html_components"} <= set(scripts)
    assert [name for name, script in scripts.items() if script not in content] == []
    # Components may come in any order, after what they are made with.
    needed = [content.find(scripts[name]) for name in ("react", "react-dom", "dash_renderer")]
    assert needed == sorted(needed)


def test_every_script_and_style_is_compressed_beforehand(static_root: Path) -> None:
    texts = [path for path in static_root.rglob("*") if path.suffix in {".js", ".css"} and path.stat().st_size > 1_000]
    assert texts
    assert [path.name for path in texts if not path.with_name(f"{path.name}.br").is_file()] == []


def test_what_no_page_needs_is_not_asked(static_root: Path) -> None:
    """Dash would have it in every page: a tenth of the scripts, for browsers and tables that nobody has here."""
    from tools.static.components import opening_scripts
    from tools.static.suites import application

    assert [name for name in opening_scripts(application()) if "polyfill" in name or "dash_table" in name] == []
    (gathered,) = (static_root / "assets").glob("05-dash-renderer.*.js")
    assert gathered.stat().st_size < 1_400_000
