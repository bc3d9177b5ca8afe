"""What a file brings, whoever made it: rows of our tables as text, ready for the same typing and rules as the others.

Every importer gives one ``Incoming``: an official file, a sheet of the workbook and a CSV of ``data/sources`` are then
judged alike (``data.intake.cells``, ``data.intake.rules``) and told with their own line and column.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from data.engine import Reader
from data.intake.faults import Fault
from data.intake.files import RawRow


@dataclass
class Incoming:
    """What one file gave.

    Attributes:
        file: name shown in faults and in the journal.
        kind: French name of what was recognised: « Insee, créations (Melodi) ».
        said: how it was read, in French: « UTF-8, séparateur « ; », décimales à la virgule ».
        rows: by table, in the order of the file.
        read: rows of the file that were looked at.
        kept: rows of the file that concern the territories of the base.
        faults: they block the publication.
        warnings: they do not, and are kept in the journal.
        partly_read: tables of which a row could not be read: what refers to them is not judged unknown.
        official: the file is its producer's, and its importer has judged the values one by one.
    """

    file: str
    kind: str
    said: list[str] = field(default_factory=list)
    rows: dict[str, list[RawRow]] = field(default_factory=dict)
    read: int = 0
    kept: int = 0
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    partly_read: set[str] = field(default_factory=set)
    official: bool = False

    def add(self, table: str, row: RawRow) -> None:
        """Add a row of a table."""
        self.rows.setdefault(table, []).append(row)


Progress = Callable[[int], None]
"""Told the bytes read so far."""


@dataclass(frozen=True)
class Importer:
    """Reads the official layout of one producer.

    Attributes:
        key: name on the command line: « insee-side ».
        label: French name: « Insee, créations d’entreprises et d’établissements (SIDE, Melodi) ».
        layout: what the file looks like, in one French sentence.
        recognises: whether a file is of that layout, from its first bytes; never raises.
        read: reads it for the territories that the base knows.
        checked_on: official file that it was read on, in French; None when only the description of the layout is known.
    """

    key: str
    label: str
    layout: str
    recognises: Callable[[Path], bool]
    read: Callable[[Path, Reader, Progress], Incoming]
    checked_on: str | None = None

    @property
    def standing(self) -> str:
        """How far the layout can be relied on, in French."""
        return f"vérifié sur {self.checked_on}" if self.checked_on else "non vérifié sur un fichier officiel"
