"""Screens of a committee."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, Text

from data.migrations.schema_2.columns import fact_columns, flag, key, label, reference


def ecran() -> None:
    """Creates the table, empty."""
    op.create_table(
        "ecran",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme dont le comité voit ces écrans."),
        reference("comite_id", "comite", "Séance ; vide pour toutes.", nullable=True),
        Column("ordre", Integer, nullable=False, comment="Rang dans le diaporama."),
        label("titre", "Titre de l’écran ; vide pour celui de la page.", nullable=True),
        Column(
            "adresse",
            Text,
            CheckConstraint("adresse LIKE '/%'", name="adresse_de_page"),
            nullable=False,
            comment="Page montrée, avec ses filtres : /budget?programme=…",
        ),
        label("parole", "Ce que l’on dira devant cet écran ; jamais projeté.", nullable=True),
        flag("retire", "Vrai si l’écran n’est plus montré."),
        *fact_columns(),
        comment="Diaporama du comité : ses écrans, dans l’ordre.",
    )
