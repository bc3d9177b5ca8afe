"""The PostgreSQL programs with which the tests start a server of their own."""

import shutil
from pathlib import Path

from tools.setup import debian

DEBIAN_FOLDER = Path("/usr/lib/postgresql")


def find_server_programs(folder: Path = DEBIAN_FOLDER) -> Path | None:
    """Return the folder of `initdb` and `pg_ctl` (the newest version that Debian installed), or None."""
    on_path = shutil.which("initdb")
    if on_path:
        # Debian's link leads to the folder that holds pg_ctl too.
        return Path(on_path).resolve().parent
    versions = [path.parent for path in folder.glob("*/bin/initdb")]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


def ensure_postgresql() -> None:
    """Install PostgreSQL if it is absent and if this machine allows it; say so otherwise.

    Raises:
        SetupError: it cannot be had, and nothing may be left out here (`CI=true`).
    """
    if find_server_programs():
        return
    if debian.can_install():
        debian.install("postgresql")
    if not find_server_programs():
        debian.give_up("Aucun serveur PostgreSQL\u202f: installez-le", "Les essais sur PostgreSQL seront sautés.")
