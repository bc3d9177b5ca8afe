"""Where a base stands among the versions of the schema, and how it is led to another one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from data.schema import SCHEMA_VERSION

FIRST: Final = 2
"""First version of the schema that can be led to this one."""
_FOLDER: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Step:
    """One revision: the version that it gives, and what it brings, in French."""

    version: int
    brings: str


def steps(version: int) -> tuple[Step, ...]:
    """What leads a base of ``version`` to the schema of this code, in order."""
    revisions = ScriptDirectory(str(_FOLDER)).walk_revisions(base=str(version), head="heads")
    found = [Step(int(one.revision), one.module.BRINGS) for one in revisions if int(one.revision) > version]
    return tuple(reversed(found))


def upgrade(connection: Connection, version: int = SCHEMA_VERSION) -> None:
    """Runs the revisions that are missing; the caller commits.

    The tables are those of the first schema of the search path.
    """
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, str(version))


def stamp(connection: Connection, version: int = SCHEMA_VERSION) -> None:
    """Writes that the tables of this base are those of ``version``; changes nothing else."""
    context = MigrationContext.configure(connection)
    context.stamp(ScriptDirectory(str(_FOLDER)), str(version))


def stamped(connection: Connection) -> int | None:
    """Version that was stamped, None when none was: bases built before this package have none."""
    revision = MigrationContext.configure(connection).get_current_revision()
    return None if revision is None else int(revision)
