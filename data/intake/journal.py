"""The journal of a base: one row a change, none ever taken away."""

import getpass
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from data.intake.faults import Fault
from data.tables.journal import publication
from data.tables.references import base

CONSTRUCTION: Final = "construction"
PUBLICATION: Final = "publication"
RETURN: Final = "retour"
MIGRATION: Final = "migration"
BROUGHT: Final = frozenset({PUBLICATION, RETURN})
"""What files of ``data/sources`` alone would not bring back."""
_WORDS: Final = {
    "file": "fichier",
    "sheet": "feuille",
    "line": "ligne",
    "column": "colonne",
    "seen": "lu",
    "expected": "attendu",
    "remedy": "remede",
}
"""What is kept of a warning, and its name in the journal."""


@dataclass(frozen=True)
class SourceFile:
    """A file that was read: name, what it was recognised as, SHA-256, size in bytes, rows read and rows kept."""

    name: str
    kind: str
    sha256: str
    size: int
    read: int
    kept: int


@dataclass(frozen=True)
class Entry:
    """One row of the journal to write; its number, its moment and the fingerprint are given apart."""

    gesture: str
    author: str
    files: Sequence[SourceFile] = ()
    added: Mapping[str, int] | None = None
    warnings: Sequence[Fault] = ()
    returned_to: int | None = None


def account() -> str:
    """Name of the account that runs the command."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "compte inconnu"


def moment_after(connection: Connection, now: datetime | None) -> datetime:
    """Moment of a publication (UTC, whole second), always after the one before: two versions never tie."""
    moment = utc(now)
    last = connection.scalar(select(func.max(publication.c.publiee_le)))
    return moment if last is None else max(moment, last + timedelta(seconds=1))


def utc(now: datetime | None) -> datetime:
    """Whole second of a moment, now if none is given, UTC and without its zone as the base keeps it."""
    moment = now or datetime.now(UTC)
    told = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    return told.replace(microsecond=0)


def last_number(connection: Connection) -> int:
    """Number of the last publication, 0 when there is none."""
    return connection.scalar(select(func.max(publication.c.id))) or 0


def write(connection: Connection, entry: Entry, moment: datetime, empreinte: str) -> int:
    """Adds a row to the journal, and the fingerprint to the identity of the base.  Returns the number of the row."""
    number = last_number(connection) + 1
    row = {
        "id": number,
        "geste": entry.gesture,
        "publiee_le": moment,
        "auteur": entry.author,
        "retour_a": entry.returned_to,
        "fichiers": _json([_file(file) for file in entry.files]),
        "ajouts": _json(dict(entry.added or {})),
        "avertissements": _json([_warning(warning) for warning in entry.warnings]),
        "empreinte": empreinte,
    }
    connection.execute(insert(publication), [row])
    connection.execute(update(base).values(empreinte=empreinte))
    return number


def _file(file: SourceFile) -> dict[str, object]:
    return {
        "nom": file.name,
        "nature": file.kind,
        "sha256": file.sha256,
        "octets": file.size,
        "lues": file.read,
        "retenues": file.kept,
    }


def warning_of(told: Mapping[str, Any]) -> Fault:
    """A warning as the journal keeps it."""
    return Fault(**{name: told[word] for name, word in _WORDS.items()})


def _warning(warning: Fault) -> dict[str, object]:
    return {word: getattr(warning, name) for name, word in _WORDS.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
