"""A server of one's own on a free port, ended with the block that needs it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError

ROOT: Final = Path(__file__).resolve().parent.parent
_BOOT_SECONDS: Final = 60
_ENDING_SECONDS: Final = 10


class ServerError(Exception):
    """A server did not start; the sentence says which."""


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return as soon as the address answers, whatever its status.

    Raises:
        ServerError: the server ended, or is too long.
    """
    limit = time.monotonic() + _BOOT_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=_BOOT_SECONDS).close()  # noqa: S310  an address of this machine
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.01)
        else:
            return
    raise ServerError(f"{url} ne répond pas")


@contextmanager
def running(
    command: Sequence[str], port: int, environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> Iterator[str]:
    """Run a server until the end of the block; give its address once it answers."""
    url = f"http://127.0.0.1:{port}"
    # A session of its own, so that ending it ends what it started too.
    server = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(f"{url}/", server)
        yield url
    finally:
        if server.poll() is None:
            os.killpg(server.pid, 15)
        server.wait(timeout=_ENDING_SECONDS)


@contextmanager
def vigie(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The application as ``make run`` serves it, once prepared.

    Args:
        environment: variables of the README, over those of this process.
    """
    port = free_port()
    with running([sys.executable, "-m", "gunicorn"], port, {**(environment or {}), "PORT": str(port)}) as url:
        yield url
