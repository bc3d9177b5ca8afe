"""The Chromium that the browser tests drive."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.setup import debian

VARIABLE = "VIGIE_CHROMIUM"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def starts(program: str) -> bool:
    """Return whether the program answers; the placeholder that some systems install does not."""
    try:
        answer = subprocess.run([program, "--version"], check=False, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def find_chromium() -> Path | None:
    """Return the Chromium to use: the one that `VIGIE_CHROMIUM` names, else the first installed, else None."""
    named = os.environ.get(VARIABLE)
    candidates = [named] if named else [found for name in PROGRAMS if (found := shutil.which(name))]
    return next((Path(program) for program in candidates if starts(program)), None)


def ensure_chromium() -> None:
    """Install Chromium if it is absent and if this machine allows it; say so otherwise.

    Raises:
        SetupError: it cannot be had, and nothing may be left out here (`CI=true`).
    """
    if find_chromium():
        return
    if debian.can_install():
        # A bare system has no font at all, and the signs of the states are not in ours.
        debian.install("chromium", "fonts-dejavu-core")
    if not find_chromium():
        debian.give_up(
            f"Aucun Chromium\u202f: installez-le ou donnez son chemin dans {VARIABLE}",
            "Les essais dans un navigateur seront sautés.",
        )
