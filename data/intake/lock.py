"""One writer at a time on an SQLite base, whatever the process: the system lets go of the lock of one that dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

WAIT: Final = 30.0
"""Seconds a publication waits for another before it gives up."""
_PAUSE: Final = 0.05


class BusyTargetError(RuntimeError):
    """Another publication holds the base."""

    def __init__(self, wait: float) -> None:
        super().__init__(
            f"une autre publication tient cette base depuis plus de {wait:g} secondes ; "
            "recommencer quand elle aura fini"
        )


@contextmanager
def sole_writer(path: Path, wait: float) -> Iterator[None]:
    """Holds the lock file ``path`` for the block, and takes it away afterwards.

    Raises:
        BusyTargetError: another process still holds it after ``wait`` seconds.
    """
    descriptor = _taken(path, wait)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _taken(path: Path, wait: float) -> int:
    deadline = time.monotonic() + wait
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(path, descriptor):
                return descriptor
        os.close(descriptor)
        if time.monotonic() >= deadline:
            raise BusyTargetError(wait)
        time.sleep(_PAUSE)


def _is_still(path: Path, descriptor: int) -> bool:
    """False when its holder took the file away between our opening and our lock: it would lock nobody out."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
