"""The workbook that the territory fills."""

from collections.abc import Sequence
from pathlib import Path

from data.engine import Reader
from data.intake.faults import Fault
from data.intake.incoming import Incoming


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook of ours: there is none yet."""
    return path.suffix == ""


def read_workbook(path: Path, read: Reader) -> Incoming:
    """Rows of its sheets."""
    raise NotImplementedError(path, read)


def write_template(read: Reader, path: Path) -> None:
    """Write an empty one."""
    raise NotImplementedError(path, read)


def write_export(read: Reader, path: Path) -> None:
    """Write one that holds what the base holds."""
    raise NotImplementedError(path, read)


def write_marked_copy(path: Path, faults: Sequence[Fault], target: Path) -> None:
    """Write a copy whose faulty cells are marked."""
    raise NotImplementedError(path, faults, target)
