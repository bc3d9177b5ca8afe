"""The files that Dash's components ask from `_dash-component-suites/`, under the addresses that Dash gives them."""

import os
import re
from collections.abc import Iterator
from http import HTTPStatus
from importlib import import_module
from pathlib import Path

from dash import Dash

from tools.static.esbuild import BuildError

SUITES = "_dash-component-suites"
IN_PAGE = re.compile(rf'/({SUITES}/[^"?]+)')
# Fetched by a component when it is first shown, with no fingerprint in the name.
ON_DEMAND = re.compile(r"(^|/)async-[a-z]+\.js$")
# What browsers of before 2020 lacked, and Dash's own table, which no page shows.
LEFT_OUT = re.compile(r"/deps/polyfill@|/dash_table/|/async-")
# Too heavy to compress for nothing: no page has a formula or Dash's own table. Dash would still serve them.
NEVER_ASKED = ("async-export.js", "async-mathjax.js", "async-table.js")


def page_addresses(app: Dash) -> list[str]:
    """Return the addresses, without leading slash, of the files that every page asks as it opens."""
    page = app.server.test_client().get("/")
    return sorted(set(IN_PAGE.findall(page.text)))


def opening_scripts(app: Dash) -> list[str]:
    """Return the addresses of the scripts that every page asks as it opens, in the order in which they run."""
    page = app.server.test_client().get("/")
    return [address for address in dict.fromkeys(IN_PAGE.findall(page.text)) if not LEFT_OUT.search(address)]


def on_demand_addresses(app: Dash) -> list[str]:
    """Return the addresses, without leading slash, of the files that a component asks later."""
    return sorted(
        f"{SUITES}/{package}/{path}"
        for package, paths in app.registered_paths.items()
        for path in paths
        if ON_DEMAND.search(path) and not path.endswith(NEVER_ASKED)
    )


def installed_mtime(address: str) -> float:
    """Return the date of the installed file behind an address, which is the one that a fingerprint holds."""
    stamp = re.search(r"\.v[\w-]+m(\d+)\.", address)
    if stamp:
        return float(stamp.group(1))
    package, _, path = address.removeprefix(f"{SUITES}/").partition("/")
    return (Path(import_module(package).__path__[0]) / path).stat().st_mtime


def export(app: Dash, root: Path) -> Iterator[Path]:
    """Write under the root every file that a page may ask, exactly as Dash answers it, and yield it.

    Raises:
        BuildError: Dash refuses a file that it announces.
    """
    client = app.server.test_client()
    # The order matters: writing the page is what makes Dash register the files of its packages.
    for address in [*page_addresses(app), *on_demand_addresses(app)]:
        answer = client.get(f"/{address}")
        if answer.status_code != HTTPStatus.OK:
            raise BuildError(f"Dash ne sert pas {address} (code {answer.status_code})")
        path = root / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(answer.data)
        date = installed_mtime(address)
        os.utime(path, (date, date))
        yield path
