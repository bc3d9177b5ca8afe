"""Words of the schema that had become false: grants are not the State's alone, and publication 1 is no landmark."""

from typing import Any, Final

from alembic import op
from sqlalchemy import Integer, Numeric, Text
from sqlalchemy.types import TypeEngine

revision = "5"
down_revision = "4"

BRINGS: Final = "des descriptions plus justes des subventions et du journal"

_TABLE: Final = (
    "Argent de l’État hors programmes : un bloc à part, jamais dans « par axe ».",
    "Subventions hors programmes, de l’État ou d’une collectivité : un bloc à part, jamais dans « par axe ».",
)
_COLUMNS: Final[tuple[tuple[str, str, type[TypeEngine[Any]], str, str], ...]] = (
    (
        "subvention",
        "dispositif",
        Text,
        "Dispositif de l’État : « Fonds vert ».",
        "Dispositif d’aide : « Fonds vert » pour l’État, ou le nom qu’une collectivité donne à ses aides.",
    ),
    ("subvention", "annee", Integer, "Année du dispositif.", "Année du dispositif, ou de la convention."),
    (
        "subvention",
        "montant",
        Numeric,
        "Montant engagé, en euros.",
        "Montant engagé ou accordé, en euros ; la part du bénéficiaire si l’aide en a plusieurs.",
    ),
    (
        "publication",
        "id",
        Integer,
        "Numéro, dans l’ordre des publications ; 1 est la construction.",
        "Numéro, dans l’ordre du journal, qu’une nouvelle construction continue.",
    ),
)


def upgrade() -> None:
    """Changes comments alone."""
    # SQLite keeps none.
    if op.get_bind().dialect.name != "postgresql":
        return
    former, new = _TABLE
    op.create_table_comment("subvention", new, existing_comment=former)
    for table, column, kind, before, after in _COLUMNS:
        op.alter_column(table, column, comment=after, existing_comment=before, existing_type=kind())
