"""Serve the built files, compressed beforehand, without going through the application."""

import logging
import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

from flask import Flask
from whitenoise import WhiteNoise

ONE_HOUR: Final = 3_600
ONE_YEAR: Final = 31_536_000
# A name that changes with its content: "00-plotly.64bcb04e656b.js", "public-sans.ANOH7ZEW.woff2".
_HASHED: Final = re.compile(r"\.(?:[0-9a-f]{12}|[0-9A-Z]{8})\.\w+$")

_log = logging.getLogger(__name__)


def is_immutable(path: str, url: str) -> bool:  # noqa: ARG001 (both are given by WhiteNoise, by position)
    """Return whether the file behind an address can never change, so that a browser may keep it a year."""
    return _HASHED.search(url) is not None


def _harden(headers: MutableMapping[str, str], path: str, url: str) -> None:  # noqa: ARG001
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def font_urls(root: Path, prefix: str) -> tuple[str, ...]:
    """Return the addresses of the fonts, which a page may ask before its style sheet does."""
    return tuple(f"{prefix}assets/{path.name}" for path in sorted((root / "assets").glob("*.woff2")))


def mount_static(server: Flask, root: Path, prefix: str) -> None:
    """Let the server answer by itself for every file under the root; the application answers for the rest.

    Args:
        server: the Flask application.
        root: the built folder, read once, here.
        prefix: the address of the application, with a slash at both ends.
    """
    if not root.is_dir():
        _log.warning("Dossier %s absent : les pages resteront sans style ni contenu", root)
        return
    files = WhiteNoise(
        server.wsgi_app,
        max_age=ONE_HOUR,
        allow_all_origins=False,
        immutable_file_test=is_immutable,
        add_headers_function=_harden,
    )
    files.FOREVER = ONE_YEAR
    files.add_files(str(root), prefix)
    server.wsgi_app = files  # type: ignore[method-assign]
