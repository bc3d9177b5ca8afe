"""Reads the tracked files as text, without judging the values: ``data/sources/<table>/<file>.csv`` and the manifest."""

import csv
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import Integer, MetaData, Table

from data.intake.faults import Fault, Place

MANIFEST: Final = "manifest.toml"
CLOCK_COLUMNS: Final = frozenset({"connu_au_plus_tard", "charge_le"})
OF_THE_BASE: Final = frozenset({"base", "publication"})
"""Tables that describe the base itself: no file fills them."""


@dataclass(frozen=True)
class RawRow:
    """One row of a file.

    Attributes:
        place: of the row.
        cells: text of each cell, constants of the manifest included.
        unread: columns whose cell no text could be made of, told already; the row is set aside.
    """

    place: Place
    cells: Mapping[str, str]
    unread: frozenset[str] = frozenset()


@dataclass
class RawData:
    """Rows of each table in the order of the files, the tables not wholly read, and the faults of form met."""

    rows: dict[str, list[RawRow]] = field(default_factory=dict)
    partly_read: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def data_files(folder: Path) -> list[Path]:
    """Every file that makes the database, sorted by path: the CSV files and the manifest."""
    files = [*folder.glob("*/*.csv"), *folder.glob(MANIFEST)]
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of the sorted data files."""
    digest = hashlib.sha256()
    for path in data_files(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def numbers_its_rows(table: Table) -> bool:
    """True when the builder gives the key: the file holds no ``id``."""
    return "id" in table.c and isinstance(table.c.id.type, Integer)


def file_columns(table: Table) -> list[str]:
    """Columns that a file of this table may hold, in the order of the schema."""
    computed = CLOCK_COLUMNS | ({"id"} if numbers_its_rows(table) else frozenset())
    return [column.name for column in table.columns if column.name not in computed]


def read_files(folder: Path, metadata: MetaData) -> RawData:
    """Reads every file of ``folder``; a fault of form sets its row aside and is listed."""
    data = RawData()
    if not data_files(folder):
        data.faults.append(Fault(folder.name, 0, "", "", "des fichiers de données", "rétablir ce dossier"))
    constants = _read_manifest(folder, data.faults)
    for path in data_files(folder):
        name = path.relative_to(folder).as_posix()
        if name == MANIFEST:
            continue
        table = metadata.tables.get(path.parent.name)
        if table is None or table.name in OF_THE_BASE:
            data.faults.append(
                Fault(name, 0, "", path.parent.name, "un dossier qui porte le nom d’une table", "renommer le dossier")
            )
            continue
        before = len(data.faults)
        rows = read_table_file(path, name, file_columns(table), constants.pop(name, {}), data.faults)
        data.rows.setdefault(table.name, []).extend(rows)
        if len(data.faults) > before:
            data.partly_read.add(table.name)
    data.faults.extend(
        Fault(MANIFEST, 0, "", name, "le chemin d’un fichier de données", "corriger ou retirer cette rubrique")
        for name in constants
    )
    return data


def _read_manifest(folder: Path, faults: list[Fault]) -> dict[str, dict[str, str]]:
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(MANIFEST, 0, "", "", "un fichier TOML lisible", f"corriger la syntaxe ({error})"))
        return {}
    constants: dict[str, dict[str, str]] = {}
    for name, values in content.items():
        if not isinstance(values, dict) or not all(isinstance(value, str) and value for value in values.values()):
            faults.append(Fault(MANIFEST, 0, "", name, 'colonne = "valeur"', "mettre chaque valeur entre guillemets"))
            continue
        constants[name] = values
    return constants


def read_table_file(
    path: Path, name: str, allowed: list[str], constants: Mapping[str, str], faults: list[Fault]
) -> Iterator[RawRow]:
    """Rows of one CSV file; what breaks its form goes to ``faults``."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        faults.append(Fault(name, 0, "", "", "un fichier en UTF-8", "l’enregistrer de nouveau en « CSV UTF-8 »"))
        return
    reader = csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if _check_header(name, header, allowed, constants, faults):
            yield from _read_rows(reader, name, header, constants, faults)
    except csv.Error as error:
        remedy = f"revoir les guillemets ({error})"
        faults.append(Fault(name, reader.line_num, "", "", "des cellules séparées par des virgules", remedy))


def _check_header(
    name: str, header: list[str], allowed: list[str], constants: Mapping[str, str], faults: list[Fault]
) -> bool:
    if len(header) == 1 and ";" in header[0]:
        remedy = "l’enregistrer de nouveau avec la virgule pour séparateur, ou passer par le classeur"
        faults.append(Fault(name, 1, "", header[0], "des cellules séparées par des virgules", remedy))
        return False
    known = "une colonne parmi " + ", ".join(allowed)
    found = [
        *(Fault(name, 1, column, column, known, "corriger l’en-tête") for column in header if column not in allowed),
        *(
            Fault(name, 1, column, column, "une seule fois chaque colonne", "retirer la colonne en double")
            for column in dict.fromkeys(header)
            if header.count(column) > 1
        ),
        *(
            Fault(MANIFEST, 0, column, constants[column], known, f"corriger la rubrique « {name} »")
            for column in constants
            if column not in allowed
        ),
        *(
            Fault(name, 1, column, column, "une colonne ou une constante, pas les deux", "la retirer du manifeste")
            for column in header
            if column in constants
        ),
    ]
    if not header:
        found.append(Fault(name, 1, "", "", "une ligne d’en-tête", "écrire les noms des colonnes en première ligne"))
    faults.extend(found)
    return not found


def _read_rows(
    reader: Iterator[list[str]], name: str, header: list[str], constants: Mapping[str, str], faults: list[Fault]
) -> Iterator[RawRow]:
    previous = 1
    for cells in reader:
        line, previous = previous + 1, reader.line_num  # type: ignore[attr-defined]
        if not cells:
            continue
        if len(cells) != len(header):
            expected = f"{len(header)} cellules"
            seen = f"{len(cells)} cellules"
            faults.append(Fault(name, line, "", seen, expected, "revoir les virgules et les guillemets"))
            continue
        yield RawRow(Place(name, line), {**constants, **dict(zip(header, cells, strict=True))})
