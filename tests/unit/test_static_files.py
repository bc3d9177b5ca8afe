"""The built files are served compressed, kept as long as their name allows, and hide nothing of the application."""

from pathlib import Path

import brotli
import pytest
from flask import Flask

from dashboard.static_files import font_urls, is_immutable, mount_static

CONTENT = b"var territoire = 1;" * 99
HASHED = "assets/00-plotly.64bcb04e656b.js"
PLAIN = "assets/favicon.svg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built folder."""
    for name in (HASHED, PLAIN, "assets/public-sans.ANOH7ZEW.woff2"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CONTENT)
    (tmp_path / f"{HASHED}.br").write_bytes(brotli.compress(CONTENT))
    return tmp_path


def served(root: Path, prefix: str) -> Flask:
    """A server with one page and the files."""
    server = Flask("tried")
    server.add_url_rule(prefix, "page", lambda: "page")
    mount_static(server, root, prefix)
    return server


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("00-plotly.64bcb04e656b.js", True),
        ("public-sans-latin-wght-normal.ANOH7ZEW.woff2", True),
        ("favicon.svg", False),
        ("react@18.3.1.min.js", False),
        ("site.css", False),
    ],
)
def test_only_a_name_that_follows_the_content_is_kept_for_ever(name: str, expected: bool) -> None:
    assert is_immutable(f"/any/{name}", f"/assets/{name}") is expected


@pytest.mark.parametrize("prefix", ["/", "/vigie/"])
def test_a_file_is_served_compressed_for_a_year(root: Path, prefix: str) -> None:
    client = served(root, prefix).test_client()
    with client.get(f"{prefix}{HASHED}?m=1577836800.0", headers={"Accept-Encoding": "gzip, br"}) as answer:
        assert answer.headers["Content-Encoding"] == "br"
        assert brotli.decompress(answer.data) == CONTENT
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_another_file_is_asked_again_and_costs_nothing_if_unchanged(root: Path) -> None:
    client = served(root, "/").test_client()
    with client.get(f"/{PLAIN}") as first:
        assert first.data == CONTENT
    assert first.headers["Cache-Control"] == "max-age=3600, public"
    again = client.get(f"/{PLAIN}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["assets/../secret", "assets/absent.js", "assets/"])
def test_nothing_else_is_served(root: Path, path: str) -> None:
    (root.parent / "secret").touch()
    client = served(root, "/").test_client()
    assert client.get("/").text == "page"
    assert client.get(f"/{path}").status_code == 404


def test_without_built_files_the_application_answers_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    client = served(tmp_path / "absent", "/").test_client()
    assert client.get("/").text == "page"
    assert "absent" in caplog.text


def test_the_fonts_can_be_asked_early(root: Path) -> None:
    assert font_urls(root, "/vigie/") == ("/vigie/assets/public-sans.ANOH7ZEW.woff2",)
