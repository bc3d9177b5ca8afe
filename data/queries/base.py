"""The identity of the database: what it is, and whether this application can read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from data.engine import DatabaseUnavailableError, Reader
from data.schema import SCHEMA_VERSION
from data.tables.references import base


@dataclass(frozen=True, slots=True)
class Identity:
    """The one row of ``base``."""

    nature: str
    construite_le: datetime
    empreinte: str

    @property
    def fictive(self) -> bool:
        """True for the demonstration set."""
        return self.nature == "demonstration"


def identity_select() -> Select[Any]:
    """Columns: version_schema, nature, construite_le, empreinte."""
    return select(base.c.version_schema, base.c.nature, base.c.construite_le, base.c.empreinte)


def identity(read: Reader) -> Identity:
    """Read the identity and refuse a database of another version.

    Raises:
        DatabaseUnavailableError: the database is missing, empty, of another version or unreachable.
    """
    frame = read(identity_select())
    if frame.empty:
        raise DatabaseUnavailableError("vide")
    row = frame.iloc[0]
    found = int(row["version_schema"])
    if found != SCHEMA_VERSION:
        raise DatabaseUnavailableError("autre_version", f"{found} ≠ {SCHEMA_VERSION}", (found, SCHEMA_VERSION))
    return Identity(str(row["nature"]), row["construite_le"].to_pydatetime(), str(row["empreinte"]))
