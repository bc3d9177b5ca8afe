"""What a set-up step says to the person who runs it, and how it stops."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class SetupError(Exception):
    """A step cannot be done on this machine; the message is in French and says what to do."""


def say(message: str) -> None:
    """Print one line at once, before the output of the programs that follow."""
    print(f"» {message}", flush=True)


def warn(message: str) -> None:
    """Print one line on the error output."""
    print(f"! {message}", file=sys.stderr, flush=True)


def is_ci() -> bool:
    """Return whether nothing may be skipped (`CI=true`)."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> None:
    """Run a program to its end.

    Raises:
        SetupError: the program is missing or failed; its own output is above on the terminal.
    """
    words = [str(word) for word in command]
    try:
        subprocess.run(words, check=True, env={**os.environ, **(env or {})})
    except FileNotFoundError as error:
        raise SetupError(f"Programme introuvable\u202f: {words[0]}") from error
    except subprocess.CalledProcessError as error:
        raise SetupError(f"La commande a échoué (code {error.returncode})\u202f: {' '.join(words)}") from error
