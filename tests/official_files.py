"""What the tests of official files share: the base's own figures, files of the official layouts, and what they add."""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import create_engine, select

from data.engine import Reader
from data.intake.cells import Row, TypedData, type_table
from data.intake.files import RawData
from data.intake.incoming import Importer, Incoming
from data.intake.merge import Merge, merged, rows_of_base
from data.intake.rules import schema_faults
from data.schema import metadata
from data.tables.mesures import observation

# Without a zone, as the base holds it: UTC.
LOADED = datetime(2027, 3, 1, 6, 0, tzinfo=UTC).replace(tzinfo=None)


OFFICIAL = Path(__file__).resolve().parents[2] / "shared" / "opendata" / "raw"


def official_file(name: str) -> Path:
    """A file as its producer published it, kept beside the checkout; the test is skipped where it is not."""
    path = OFFICIAL / name
    if not path.is_file():
        pytest.skip(f"fichier officiel absent : {name}")
    return path


def read_file(importer: Importer, path: Path, read: Reader) -> Incoming:
    assert importer.recognises(path)
    return importer.read(path, read, lambda _: None)


def rows_of(base: Path) -> dict[str, list[Row]]:
    engine = create_engine(f"sqlite:///{base}")
    try:
        with engine.connect() as connection:
            return rows_of_base(connection, base.name)
    finally:
        engine.dispose()


def publish(incoming: Incoming, current: dict[str, list[Row]]) -> Merge:
    """What a publication of the file would add, after every rule that is checked before writing."""
    typed = TypedData()
    for table in metadata.sorted_tables:
        if table.name in incoming.rows:
            type_table(table, RawData(rows=incoming.rows), LOADED, typed)
    assert [str(fault) for fault in typed.faults] == []
    merge = merged(current, typed)
    whole = {name: [*rows, *merge.added.get(name, [])] for name, rows in current.items()}
    assert [str(fault) for fault in schema_faults(TypedData(rows=whole), metadata)] == []
    return merge


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
