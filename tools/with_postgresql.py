"""Run a command with a PostgreSQL that its tests may write to: `python -m tools.with_postgresql COMMAND …`.

The one that `VIGIE_TEST_POSTGRESQL` names, else the one of this machine if it lets the tests in, else a server of our
own, which lives as long as the command. Without any, the command runs all the same and decides what to leave out.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tools.setup.console import say
from tools.setup.postgresql import find_server_programs

VARIABLE = "VIGIE_TEST_POSTGRESQL"
MACHINE_ADDRESS = "postgresql://postgres@127.0.0.1:5432/test"


def answers(address: str) -> bool:
    """Return whether a server lets the tests in at this address."""
    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def free_port() -> int:
    """Return a port that nothing listens to on this machine."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def as_server_user() -> tuple[str, ...]:
    """Return what goes before a server command: PostgreSQL refuses to run as root."""
    return ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()


@contextmanager
def own_server(programs: Path) -> Iterator[str]:
    """Start an empty server in a temporary folder and give its address; stop and erase it at the end.

    Raises:
        subprocess.CalledProcessError: it does not start; its own words are on the error output.
    """
    folder = Path(tempfile.mkdtemp(prefix="vigie-postgresql-"))
    if as_server_user():
        shutil.chown(folder, "postgres")
    port = free_port()
    data = str(folder / "data")
    control = [*as_server_user(), str(programs / "pg_ctl"), "--silent", "-D", data]
    # A test base may be lost: waiting for the disk would only slow the tests down.
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    initdb = [*as_server_user(), str(programs / "initdb"), "-D", data]
    started = False
    try:
        create = [*initdb, "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
        subprocess.run(create, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        subprocess.run([*control, "-l", str(folder / "journal"), "-o", options, "-w", "start"], check=True, cwd=folder)
        started = True
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        if started:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], address: str | None) -> int:
    """Run the command, told of the address if there is one, and return its exit code."""
    told = {VARIABLE: address} if address else {}
    return subprocess.run(command, check=False, env={**os.environ, **told}).returncode


def main(command: list[str]) -> int:
    """Run the command with the best server that this machine offers and return its exit code."""
    named = os.environ.get(VARIABLE)
    if named or answers(MACHINE_ADDRESS):
        return run(command, named or MACHINE_ADDRESS)
    programs = find_server_programs()
    if programs is None:
        return run(command, None)
    say("Démarrage d’un PostgreSQL pour les essais")
    with own_server(programs) as address:
        return run(command, address)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
