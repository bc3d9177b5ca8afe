"""Say whether a step was already done for the same inputs."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *salts: str) -> str:
    """Return the SHA-256 of the given files' contents and of the salts, in the given order."""
    total = hashlib.sha256()
    for part in (*(path.read_bytes() for path in paths), *(salt.encode() for salt in salts)):
        # Each part is hashed alone first, so that moving bytes from one to the next changes the total.
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    """Return whether the stamp file holds exactly this value."""
    try:
        return stamp.read_text(encoding="ascii") == value
    except FileNotFoundError:
        return False


def write(stamp: Path, value: str) -> None:
    """Write the value in the stamp file, whose folder is created if needed."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value, encoding="ascii")
