"""Rows of a data file as text, and the small irregularities that make a computed figure look counted."""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Row = Mapping[str, object]

REPERES: Final = Path(__file__).resolve().parent / "reperes"
_BYTES: Final = 6
_HALF: Final = 1 << (8 * _BYTES - 1)


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of one table: ``rows`` share their columns, the first row gives their order."""

    table: str
    name: str
    rows: Sequence[Row]


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file, as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def repere(name: str) -> list[dict[str, str]]:
    """Rows of a file of ``reperes/``."""
    return read_rows(REPERES / f"{name}.csv")


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write ``rows``; None is an empty cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def variation(*key: object) -> float:
    """A number from -1 to 1 that depends on ``key`` alone: neither on the day nor on the order of the calls."""
    digest = hashlib.sha256("|".join(str(part) for part in key).encode()).digest()
    return int.from_bytes(digest[:_BYTES]) / _HALF - 1


def between(first: float, last: float, position: float) -> float:
    """The number at ``position``, from 0 to 1, on the way from ``first`` to ``last``."""
    return first + (last - first) * position
