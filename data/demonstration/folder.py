"""The whole set as files that the builder reads like any other: hand-written rows, computed rows, common values."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from data.demonstration.budget import budget_files
from data.demonstration.communes import territory_files
from data.demonstration.creations import creation_files
from data.demonstration.emploi import employment_files
from data.demonstration.rows import DataFile, Row, read_rows, write_rows
from data.demonstration.suivis import follow_up_files
from data.schema import metadata
from data.vocabulary import ILLUSTRATIF

TRAME: Final = Path(__file__).resolve().parent / "trame"
MANIFEST: Final = "manifest.toml"


def write_folder(folder: Path) -> None:
    """Write the set into an empty folder, in the shape of ``data/sources``."""
    for file in (*_written(), *_computed()):
        write_rows(folder / file.table / f"{file.name}.csv", [_told(file.table, row) for row in file.rows])
    shutil.copyfile(TRAME / MANIFEST, folder / MANIFEST)


def _written() -> Iterator[DataFile]:
    for path in sorted(TRAME.glob("*/*.csv")):
        yield DataFile(path.parent.name, path.stem, read_rows(path))


def _computed() -> Iterator[DataFile]:
    yield from territory_files()
    yield from creation_files()
    yield from employment_files()
    yield from follow_up_files()
    yield from budget_files()


def _told(table: str, row: Row) -> Row:
    """The row with its status: written here and nowhere else, so that none can pass for a real fact."""
    is_fact = "statut" in metadata.tables[table].c
    return {**row, "statut": ILLUSTRATIF} if is_fact else row
