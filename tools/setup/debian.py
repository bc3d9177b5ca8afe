"""Debian packages, installed only where this machine allows it."""

import os
import shutil

from tools.setup.console import SetupError, is_ci, run, say, warn


def can_install() -> bool:
    """Return whether this machine lets us install a Debian package."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Install packages and nothing that they merely recommend.

    Raises:
        SetupError: one of them cannot be had.
    """
    say(f"Installation de {', '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], env=quiet)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=quiet)


def give_up(advice: str, consequence: str) -> None:
    """Say what to install and what will be left out.

    Raises:
        SetupError: nothing may be left out here (`CI=true`).
    """
    if is_ci():
        raise SetupError(advice)
    warn(f"{advice}. {consequence}")
