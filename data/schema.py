"""Every table of the database, in one place.  Documented column by column in ``docs/schema.md``."""

from typing import Final

from data.tables import actions, finances, journal, mesures, programmes, references
from data.tables.base import metadata

SCHEMA_VERSION: Final = 5

__all__ = ["SCHEMA_VERSION", "actions", "finances", "journal", "mesures", "metadata", "programmes", "references"]
