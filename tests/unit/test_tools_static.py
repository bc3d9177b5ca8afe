"""The browser's files: what is in them, under which names, in which order, and compressed to the same content."""

import gzip
import os
from pathlib import Path

import brotli
import pytest
from dash import Dash, dcc, html

from tools.static import bundles, components, compression
from tools.static.__main__ import ASSETS, NODE_MODULES, replace
from tools.static.esbuild import BuildError, bundle


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built assets."""
    path = tmp_path_factory.mktemp("static") / "assets"
    bundles.write_bundles(ASSETS, NODE_MODULES, path)
    return path


def only(folder: Path, pattern: str) -> Path:
    """The one file of this form."""
    (path,) = folder.glob(pattern)
    return path


def test_a_hashed_name_changes_with_the_content() -> None:
    assert bundles.hashed_name("a", b"1", ".js") == bundles.hashed_name("a", b"1", ".js")
    assert bundles.hashed_name("a", b"1", ".js") != bundles.hashed_name("a", b"2", ".js")


def test_the_vendors_style_comes_before_the_site_s(tmp_path: Path) -> None:
    for name in ("css/a.css", "css/vendor/z.css", "js/site/b.js", "js/site/a.js", "js/vendor/v.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert bundles.sources(tmp_path, "css") == [tmp_path / "css/vendor/z.css", tmp_path / "css/a.css"]
    assert bundles.sources(tmp_path, "js") == [tmp_path / "js/site/a.js", tmp_path / "js/site/b.js"]


def test_plotly_is_there_before_any_other_script(folder: Path) -> None:
    assert min(path.name for path in folder.glob("*.js")).startswith(bundles.PLOTLY_NAME)


def test_plotly_speaks_french_and_sends_nothing(folder: Path) -> None:
    text = only(folder, "00-plotly.*.js").read_text(encoding="utf-8")
    own = text.rpartition("Plotly.register(")[2]
    assert '"janv."' in own
    assert 'locale:"fr"' in own
    assert "showSendToCloud:!1" in own


def test_the_style_names_fonts_that_are_beside_it(folder: Path) -> None:
    style = only(folder, "10-site.*.css").read_text(encoding="utf-8")
    fonts = [path.name for path in folder.glob("*.woff2")]
    assert fonts
    assert all(f'url("./{font}")' in style for font in fonts)
    assert "://" not in style.replace("http://www.w3.org/", "").partition("Bundled license information")[0]


def test_a_broken_file_stops_the_build(tmp_path: Path) -> None:
    broken = tmp_path / "broken.css"
    broken.write_text("a { color: }}")
    with pytest.raises(BuildError, match="esbuild"):
        bundle(NODE_MODULES, f'@import "{broken}";', loader="css", options=(f"--outfile={tmp_path}/out.css",))


def test_without_its_packages_the_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="make run"):
        bundle(tmp_path, "", loader="js")


def test_compressed_forms_hold_the_same_content_and_date(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_bytes(b"var territoire = 1;" * 99)
    os.utime(path, (1_000, 1_000))
    compression.compress_all([path], tmp_path / "cache")
    br, gz = tmp_path / "a.js.br", tmp_path / "a.js.gz"
    assert brotli.decompress(br.read_bytes()) == gzip.decompress(gz.read_bytes()) == path.read_bytes()
    assert br.stat().st_mtime == gz.stat().st_mtime == 1_000


def test_a_form_that_spares_nothing_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_bytes(b"1")
    compression.compress_all([path], tmp_path / "cache")
    assert not (tmp_path / "a.js.br").exists()


def test_a_form_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compression.compressed(b"content", ".gz", tmp_path)
    monkeypatch.setitem(compression.FORMS, ".gz", lambda _content: pytest.fail("made again"))
    assert compression.compressed(b"content", ".gz", tmp_path) == first


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dash, Path]:
    """An application and the folder of what its pages ask."""
    app = Dash("tried", assets_folder="", enable_mcp=False)
    app.layout = html.Div(dcc.Graph())
    root = tmp_path_factory.mktemp("exported")
    for _ in components.export(app, root):
        pass
    return app, root


def test_every_file_that_a_page_asks_is_exported_as_dash_serves_it(exported: tuple[Dash, Path]) -> None:
    app, root = exported
    asked = components.page_addresses(app)
    assert any("dash_renderer" in address for address in asked)
    client = app.server.test_client()
    assert all((root / address).read_bytes() == client.get(f"/{address}").data for address in asked)


def test_the_chart_s_own_file_is_exported_and_the_heavy_ones_are_not(exported: tuple[Dash, Path]) -> None:
    _, root = exported
    names = {path.name for path in root.rglob("*") if path.is_file()}
    assert "async-graph.js" in names
    assert not names & set(components.NEVER_ASKED)
    assert not any("plotly" in name for name in names)


def test_a_new_folder_replaces_the_old_one_whole(tmp_path: Path) -> None:
    new, target = tmp_path / "new", tmp_path / "target"
    for path in (new / "fresh", target / "stale"):
        path.parent.mkdir()
        path.touch()
    replace(new, target)
    assert [path.name for path in tmp_path.rglob("*")] == ["target", "fresh"]
