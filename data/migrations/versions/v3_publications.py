"""The journal of publications."""

from typing import Final

from alembic import op
from sqlalchemy import CheckConstraint, Column, DateTime, Integer, String, Text

revision = "3"
down_revision = "2"

BRINGS: Final = "le journal des publications"

_FORMER: Final = "SHA-256 des fichiers de données qui ont servi à la construire."
_NEW: Final = "SHA-256 de toutes les lignes des faits, horloges comprises : même empreinte, mêmes données."


def upgrade() -> None:
    """Creates the table, empty: what was published before is not known."""
    # SQLite keeps no comment.
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("base", "empreinte", comment=_NEW, existing_comment=_FORMER, existing_type=Text)
    op.create_table(
        "publication",
        Column(
            "id", Integer, primary_key=True, comment="Numéro, dans l’ordre des publications ; 1 est la construction."
        ),
        Column(
            "geste",
            String,
            CheckConstraint("geste IN ('construction', 'publication', 'retour', 'migration')", name="geste_liste"),
            nullable=False,
            comment="Ce qui a été fait. Valeurs : construction, publication, retour, migration.",
        ),
        Column("publiee_le", DateTime, nullable=False, comment="Quand (UTC)."),
        Column(
            "auteur",
            Text,
            CheckConstraint("auteur <> ''", name="auteur_non_vide"),
            nullable=False,
            comment="Qui : nom du compte de la machine, ou nom donné à la commande.",
        ),
        Column("retour_a", Integer, nullable=True, comment="Publication dont l’état est rétabli, pour un retour."),
        Column(
            "fichiers", Text, nullable=False, comment="Fichiers lus, en JSON : nom, nature, SHA-256, octets, lignes."
        ),
        Column("ajouts", Text, nullable=False, comment="Lignes ajoutées par table, en JSON."),
        Column("avertissements", Text, nullable=False, comment="Avertissements acceptés, en JSON."),
        Column(
            "empreinte",
            Text,
            CheckConstraint("empreinte <> ''", name="empreinte_non_vide"),
            nullable=False,
            comment="SHA-256 des lignes de la base après cette publication.",
        ),
        comment="Journal des publications : il ne perd aucune ligne, même quand on revient en arrière.",
    )
