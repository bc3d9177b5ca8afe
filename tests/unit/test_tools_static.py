"""The browser's files: what is in them, under which names, in which order, and compressed to the same content."""

import gzip
import os
from pathlib import Path

import brotli
import pytest

from tools.static import bundles, components, compression, publication, suites
from tools.static.__main__ import ASSETS, NODE_MODULES
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


def test_the_gathered_scripts_are_those_that_dash_serves_in_the_order_of_the_page() -> None:
    application = suites.application()
    addresses = components.opening_scripts(application)
    client = application.server.test_client()
    assert [client.get(f"/{address}").data for address in addresses] == list(components.contents(application))
    assert any("dash_renderer" in address for address in addresses)


def test_scripts_are_gathered_apart_from_each_other(tmp_path: Path) -> None:
    path = bundles.write_dash([b"var a = 1 // last words", b"var b = 2"], tmp_path)
    assert path.read_bytes() == b"var a = 1 // last words\n;\nvar b = 2"


def _published(target: Path, name: str) -> Path:
    version = publication.draft(target)
    (version / name).touch()
    publication.publish(version, target)
    return version


def test_a_new_version_replaces_what_was_there_and_leaves_the_former_whole(tmp_path: Path) -> None:
    target = tmp_path / "static"
    first = _published(target, "first")
    _published(target, "second")
    assert [path.name for path in target.iterdir()] == ["second"]
    assert [path.name for path in first.iterdir()] == ["first"]


def test_only_the_last_versions_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "static"
    versions = [_published(target, str(rank)) for rank in range(publication.KEPT + 2)]
    assert [version.exists() for version in versions] == [False, False] + [True] * publication.KEPT
    assert target.resolve() == versions[-1]


def test_a_folder_of_before_versions_gives_way(tmp_path: Path) -> None:
    target = tmp_path / "static"
    (target / "stale").mkdir(parents=True)
    _published(target, "fresh")
    assert [path.name for path in target.iterdir()] == ["fresh"]


def test_a_project_that_is_moved_keeps_its_version(tmp_path: Path) -> None:
    _published(tmp_path / "here" / "static", "fresh")
    (tmp_path / "here").rename(tmp_path / "there")
    assert (tmp_path / "there" / "static" / "fresh").is_file()
