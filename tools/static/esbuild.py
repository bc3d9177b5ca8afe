"""The one way to call esbuild, without Node.js: its package holds a native program."""

import subprocess
from collections.abc import Sequence
from pathlib import Path


class BuildError(Exception):
    """The browser's files cannot be built; the message says which one and why."""


def program(node_modules: Path) -> Path:
    """Return the native program that npm chose for this machine.

    Raises:
        BuildError: it is not installed.
    """
    found = sorted(node_modules.glob("@esbuild/*/bin/esbuild"))
    if not found:
        raise BuildError(f"esbuild est absent de {node_modules}\u202f: lancez « make run »")
    return found[0]


def bundle(node_modules: Path, entry: str, *, loader: str, options: Sequence[str] = ()) -> None:
    """Bundle and minify an entry given as text, whose relative imports start at the project's folder.

    Args:
        node_modules: where the packages are.
        entry: lines of imports.
        loader: `js` or `css`.
        options: where to write, and how to name.

    Raises:
        BuildError: esbuild refused the files, or warned about them.
    """
    common = ("--bundle", "--minify", "--target=es2020", "--charset=utf8", "--log-level=warning")
    command = [str(program(node_modules)), *common, f"--loader={loader}", *options]
    answer = subprocess.run(command, input=entry, capture_output=True, text=True, check=False)
    if answer.returncode != 0 or answer.stderr:
        raise BuildError(f"esbuild\u202f:\n{answer.stderr}")
