"""The scripts of Dash and of its components that every page runs."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from dash import Dash

from tools.static.esbuild import BuildError

IN_PAGE = re.compile(r'/(_dash-component-suites/[^"?]+)')
# What browsers of before 2020 lacked, and Dash's own table, which no page shows.
LEFT_OUT = re.compile(r"/deps/polyfill@|/dash_table/|/async-")


def opening_scripts(app: Dash) -> list[str]:
    """Return the addresses, without leading slash, of what every page runs as it opens, in order."""
    page = app.server.test_client().get("/")
    return [address for address in dict.fromkeys(IN_PAGE.findall(page.text)) if not LEFT_OUT.search(address)]


def contents(app: Dash) -> Iterator[bytes]:
    """Give the same scripts, exactly as Dash answers them.

    Raises:
        BuildError: Dash refuses a file that it announces.
    """
    client = app.server.test_client()
    # The order matters: writing the page is what makes Dash register the files of its packages.
    for address in opening_scripts(app):
        answer = client.get(f"/{address}")
        if answer.status_code != HTTPStatus.OK:
            raise BuildError(f"Dash ne sert pas {address} (code {answer.status_code})")
        yield answer.data
