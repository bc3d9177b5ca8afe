"""Every file that the real application asks of a browser was built beforehand, under the very address that it asks."""

import re
import shutil
from pathlib import Path

from dashboard.factory import create_app
from dashboard.settings import Settings
from tests.dash_http import DashClient
from tools.static.publication import draft, publish

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
    from tools.static.components import contents, opening_scripts
    from tools.static.suites import application

    asked = application()
    (gathered,) = (static_root / "assets").glob("05-dash-renderer.*.js")
    content = gathered.read_bytes()
    scripts = {
        address.rpartition("/")[2].partition("@")[0].partition(".")[0]: script
        for address, script in zip(opening_scripts(asked), contents(asked), strict=True)
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


def test_an_application_keeps_its_files_while_others_are_published(
    static_root: Path, base_sqlite: Path, tmp_path: Path
) -> None:
    target = tmp_path / "static"

    def published(extra: str) -> DashClient:
        version = draft(target)
        shutil.copytree(static_root, version, dirs_exist_ok=True)
        (style,) = (version / "assets").glob("10-site.*.css")
        style.rename(style.with_name(f"10-site.{extra}.css"))
        publish(version, target)
        settings = Settings(database_url=f"sqlite:///{base_sqlite}", static_root=target)
        return DashClient(create_app(settings).server.test_client())

    def style(client: DashClient) -> tuple[str, int]:
        (address,) = re.findall(r'href="(/assets/10-site[^"]+\.css[^"]*)"', client.get("/sources").text)
        with client.get(address) as answer:
            return address.partition("?")[0], answer.status_code

    former = published("000000000000")
    latter = published("111111111111")
    assert style(former) == ("/assets/10-site.000000000000.css", 200)
    assert style(latter) == ("/assets/10-site.111111111111.css", 200)
