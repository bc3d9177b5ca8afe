"""Which layout a file has, and who reads it: the workbook, an official file, or a CSV laid out like ours."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Table

from data.engine import Reader
from data.intake import unrecognised, workbook
from data.intake.faults import Fault
from data.intake.files import OF_THE_BASE, file_columns, read_table_file
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.journal import SourceFile
from data.intake.official import IMPORTERS
from data.schema import metadata

Watch = Callable[[Path], AbstractContextManager[Progress]]
"""Shows the reading of a file while it lasts."""

_WORKBOOK: Final = ".xlsx"
_TABLE_FILE: Final = ".csv"


@dataclass(frozen=True)
class Reading:
    """What one file gave, and what the journal keeps of it."""

    path: Path
    incoming: Incoming
    source: SourceFile


@contextmanager
def unwatched(_path: Path) -> Iterator[Progress]:
    """Shows nothing."""
    yield lambda _read: None


def read_all(
    paths: Sequence[Path], read: Reader, watch: Watch = unwatched, importers: Sequence[Importer] = IMPORTERS
) -> list[Reading]:
    """Reads each file by its own layout; a file that nobody recognises is a fault of its own."""
    return [_read_one(path, read, watch, importers) for path in paths]


def is_workbook(path: Path) -> bool:
    """Whether the file is a workbook made by the command « modele » or « exporter »."""
    return path.suffix.lower() == _WORKBOOK and path.is_file() and workbook.is_workbook(path)


def _read_one(path: Path, read: Reader, watch: Watch, importers: Sequence[Importer]) -> Reading:
    if not path.is_file():
        why = unrecognised.absent(path)
        return _unread(path, Fault(path.name, 0, "", str(path), why.expected, why.remedy))
    before = path.stat()
    digest = _sha256(path)
    with watch(path) as progress:
        incoming = _incoming(path, read, progress, importers)
    after = path.stat()
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        expected = "un fichier qui ne change pas pendant sa lecture"
        incoming.faults.append(Fault(incoming.file, 0, "", "", expected, "attendre sa fin, puis recommencer"))
    source = SourceFile(incoming.file, incoming.kind, digest, after.st_size, incoming.read, incoming.kept)
    return Reading(path, incoming, source)


def _incoming(path: Path, read: Reader, progress: Progress, importers: Sequence[Importer]) -> Incoming:
    if is_workbook(path):
        return workbook.read_workbook(path, read)
    for importer in importers:
        if importer.recognises(path):
            incoming = importer.read(path, read, progress)
            incoming.official = True
            if any(fault.file == f"{path.name}.toml" for fault in incoming.faults):
                # What it should say stands in every row: each of them would be one more fault.
                incoming.partly_read |= incoming.rows.keys()
                incoming.rows.clear()
            return incoming
    table = _table_of(path)
    return _own_csv(path, table) if table is not None else _unknown(path, importers)


def _table_of(path: Path) -> Table | None:
    """Table of ``<table>/<file>.csv`` or ``<table>.csv``."""
    if path.suffix.lower() != _TABLE_FILE:
        return None
    for name in (path.resolve().parent.name, path.stem):
        if name in metadata.tables and name not in OF_THE_BASE:
            return metadata.tables[name]
    return None


def _own_csv(path: Path, table: Table) -> Incoming:
    name = path.name if path.stem == table.name else f"{table.name}/{path.name}"
    incoming = Incoming(name, f"table « {table.name} », en CSV", said=["UTF-8, séparateur « , »"])
    for row in read_table_file(path, name, file_columns(table), {}, incoming.faults):
        incoming.add(table.name, row)
        incoming.read += 1
    incoming.kept = incoming.read
    if incoming.faults:
        incoming.partly_read.add(table.name)
    return incoming


def _unknown(path: Path, importers: Sequence[Importer]) -> Incoming:
    incoming = Incoming(path.name, "non reconnu")
    if (why := unrecognised.reason(path)) is not None:
        incoming.faults.append(Fault(path.name, 0, "", "", why.expected, why.remedy))
        return incoming
    known = ["le classeur de Vigie", *(importer.label for importer in importers), "un CSV au nom d’une table"]
    expected = f"un fichier d’une de ces formes : {' ; '.join(known)}"
    remedy = "télécharger le fichier d’origine chez son producteur, ou le recopier dans le classeur"
    incoming.faults.append(Fault(path.name, 0, "", "", expected, remedy))
    return incoming


def _unread(path: Path, fault: Fault) -> Reading:
    incoming = Incoming(path.name, "non lu", faults=[fault])
    return Reading(path, incoming, SourceFile(path.name, incoming.kind, "", 0, 0, 0))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
