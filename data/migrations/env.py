"""Run by Alembic alone, for each command: the revisions take place on the connection that it was given."""

from typing import Final

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection, MetaData, text

# Written here and not taken from the tables: the names that a revision gives never change.
NAMES: Final = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


def follow(ctx: MigrationContext, step: MigrationInfo, heads: object, run_args: object) -> None:  # noqa: ARG001
    """The version that the application reads is that of the revision, always."""
    if ctx.connection is not None:
        ctx.connection.execute(text("UPDATE base SET version_schema = :version"), {"version": step.up_revision_id})


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=MetaData(naming_convention=NAMES),
    # SQLite cannot change a column: the table is made again.
    render_as_batch=True,
    on_version_apply=follow,
)
with context.begin_transaction():
    context.run_migrations()
