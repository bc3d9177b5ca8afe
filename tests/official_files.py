"""Official files against a base: files of the official layouts, what an importer reads in them, and what they add."""

import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Connection, Table, create_engine, event, insert, select

from data.engine import Reader, read_only_engine, reader
from data.intake.cells import Row, TypedData, type_table
from data.intake.faults import Fault
from data.intake.files import RawData
from data.intake.incoming import Importer, Incoming
from data.intake.merge import Merge, merged, rows_of_base
from data.intake.rules import schema_faults
from data.schema import metadata
from data.tables.mesures import observation

# Without a zone, as the base holds it: UTC.
LOADED = datetime(2027, 3, 1, 6, 0, tzinfo=UTC).replace(tzinfo=None)
OPENDATA = Path(__file__).resolve().parents[2] / "shared" / "opendata"


def official_file(name: str) -> Path:
    """A file as its producer published it, kept beside the checkout; the test is skipped where it is not."""
    path = OPENDATA / "raw" / name
    if not path.is_file():
        pytest.skip(f"fichier officiel absent : {name}")
    return path


def read_file(importer: Importer, path: Path, read: Reader) -> Incoming:
    """What an importer that recognises the file makes of it."""
    assert importer.recognises(path)
    return importer.read(path, read, lambda _: None)


def rows_of(base: Path) -> dict[str, list[Row]]:
    """Rows of an SQLite base, by table."""
    with _opened(base) as connection:
        return rows_of_base(connection, base.name)


def merge_of(incoming: Incoming, current: dict[str, list[Row]], moment: datetime = LOADED) -> Merge:
    """What a file would add to these rows: its own must be sound."""
    assert [str(fault) for fault in incoming.faults] == []
    typed = TypedData()
    for table in metadata.sorted_tables:
        if table.name in incoming.rows:
            type_table(table, RawData(rows=incoming.rows), moment, typed)
    merge = merged(current, typed)
    assert [str(fault) for fault in [*typed.faults, *merge.faults]] == []
    return merge


def publish(incoming: Incoming, current: dict[str, list[Row]]) -> Merge:
    """What a publication of the file would add, after every rule that is checked before writing."""
    merge = merge_of(incoming, current)
    whole = {name: [*rows, *merge.added.get(name, [])] for name, rows in current.items()}
    assert [str(fault) for fault in schema_faults(TypedData(rows=whole), metadata)] == []
    return merge


@dataclass
class Bench:
    """A copy of a base that tests may write in."""

    path: Path
    moment: datetime = LOADED

    @classmethod
    def on(cls, base: Path, folder: Path) -> "Bench":
        """A bench on a copy of ``base``."""
        return cls(Path(shutil.copy(base, folder / "banc.sqlite")))

    def read(self, importer: Importer, path: Path) -> Incoming:
        """What the importer makes of the file."""
        engine = read_only_engine(f"sqlite:///{self.path}")
        try:
            return importer.read(path, reader(engine), lambda _: None)
        finally:
            engine.dispose()

    def publish(self, importer: Importer, path: Path) -> Merge:
        """Adds what the file brings, then checks the rules of the schema on the tables that it touches."""
        merge = merge_of(self.read(importer, path), rows_of(self.path), self.moment)
        with _opened(self.path) as connection:
            for table in metadata.sorted_tables:
                rows = merge.added.get(table.name)
                if rows:
                    connection.execute(insert(table), [row.values for row in rows])
            touched = {name: rows for name, rows in rows_of_base(connection, "base").items() if merge.added.get(name)}
        # References are held by the engine.
        checked = TypedData(rows=touched, partly_read=set(metadata.tables) - set(touched))
        assert [str(fault) for fault in schema_faults(checked, metadata)] == []
        self.moment = self.moment.replace(hour=self.moment.hour + 1)
        return merge

    def count(self, table: Table) -> int:
        """Rows of a table."""
        with _opened(self.path) as connection:
            return len(connection.execute(select(table)).all())


@contextmanager
def _opened(base: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{base}")
    event.listen(engine, "connect", lambda opened, _: opened.execute("PRAGMA foreign_keys=ON"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def told(faults: list[Fault]) -> list[tuple[str, int, str]]:
    """Where faults are: file, line and column."""
    return [(fault.file, fault.line, fault.column) for fault in faults]


def figures(read: Reader, serie_id: str) -> list[dict[str, Any]]:
    """The base's own observations of a series, with the code of the territory."""
    columns = (observation.c.perimetre_id, observation.c.secteur_id, observation.c.forme_juridique)
    asked = select(*columns, observation.c.periode, observation.c.valeur).where(observation.c.serie_id == serie_id)
    rows = [{str(name): value for name, value in row.items()} for row in read(asked).to_dict("records")]
    for row in rows:
        kind, _, code = str(row["perimetre_id"]).partition("@")[0].partition(":")
        row.update(type=kind, code=code)
    return rows


def write_csv(path: Path, header: str, rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> Path:
    lines = [header, *(";".join(f'"{cell}"' for cell in row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def write_zip(path: Path, inside: Path, day: tuple[int, int, int] = (2027, 1, 20)) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo(inside.name, (*day, 9, 0, 0))
        archive.writestr(info, inside.read_bytes(), zipfile.ZIP_DEFLATED)
        archive.writestr("README_metadata.csv", "COD_VAR;LIB_VAR\n")
    return path


def date_beside(path: Path, connu_le: str = "2027-01-20") -> Path:
    path.with_name(f"{path.name}.toml").write_text(f'connu_le = "{connu_le}"\n', encoding="utf-8")
    return path


def write_sheet(path: Path, sheet: str, above: int, rows: Iterable[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.create_sheet("Documentation")
    page = book.create_sheet(sheet)
    for line in range(above):
        page.append([f"titre {line + 1}"])
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path
