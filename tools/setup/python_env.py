"""The virtual environment and its hash-locked packages."""

import shlex
import subprocess
import sys
from pathlib import Path

from tools.setup import stamp
from tools.setup.console import SetupError, run, say

VENV = Path(".venv")
RUNTIME_LOCK = Path("requirements/runtime.lock")
DEV_LOCK = Path("requirements/dev.lock")
MINIMUM = (3, 11)
COMMAND = "vigie-data"


def python_of(venv: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return venv / "bin" / "python"


def is_usable(venv: Path) -> bool:
    """Return whether the environment's interpreter starts, is recent enough and has pip."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {MINIMUM})"
    try:
        return subprocess.run([python_of(venv), "-c", probe], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def ensure_venv(venv: Path) -> None:
    """Create the virtual environment, or create it again when it no longer works.

    Raises:
        SetupError: this Python cannot create one.
    """
    if python_of(venv).exists() and is_usable(venv):
        return
    say(f"Création de l’environnement Python dans {venv}")
    try:
        run([sys.executable, "-m", "venv", "--clear", venv])
    except SetupError as error:
        advice = "Installez les modules venv et pip de Python (sous Debian\u202f: apt-get install python3-venv)."
        raise SetupError(f"{error}\n{advice}") from error


def install_lock(venv: Path, lock: Path) -> None:
    """Install every package of a lock, each checked against its hashes, unless already done for this very lock.

    Raises:
        SetupError: a package is missing or does not have the expected hash.
    """
    value = stamp.digest([lock])
    mark = venv / f".{lock.stem}.installed"
    if stamp.is_current(mark, value):
        return
    say(f"Installation des paquets Python ({lock})")
    # An interrupted installation must not pass for a finished one.
    mark.unlink(missing_ok=True)
    options = ["--require-hashes", "--disable-pip-version-check", "-qq"]
    run([python_of(venv), "-m", "pip", "install", *options, "-r", lock])
    stamp.write(mark, value)


def write_command(venv: Path, root: Path) -> None:
    """Write `vigie-data` in the environment: `python -m data` from any folder, with nothing to install."""
    # -P: a folder named « data » where the command is run is not ours.
    words = ["exec", str(root / python_of(venv)), "-P", "-m", "data", '"$@"']
    quoted = [word if word == '"$@"' else shlex.quote(word) for word in words]
    script = f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(root))} {' '.join(quoted)}\n"
    command = venv / "bin" / COMMAND
    if command.exists() and command.read_text(encoding="utf-8") == script:
        return
    command.write_text(script, encoding="utf-8")
    command.chmod(0o755)


def ensure_python_packages(*, with_dev: bool) -> None:
    """Bring the virtual environment to the state of the locks.

    Raises:
        SetupError: see `ensure_venv` and `install_lock`.
    """
    ensure_venv(VENV)
    install_lock(VENV, DEV_LOCK if with_dev else RUNTIME_LOCK)
    write_command(VENV, Path.cwd())
