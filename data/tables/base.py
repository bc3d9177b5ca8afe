"""The shared metadata and the columns that every fact carries: rule 1 and the two clocks of honest numbers."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    text,
)

from data.vocabulary import ILLUSTRATIF, STATUTS, STATUTS_REELS

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def key(comment: str) -> Column[str]:
    """Readable text primary key."""
    return Column("id", String, primary_key=True, comment=comment)


def label(name: str, comment: str, *, nullable: bool = False) -> Column[str]:
    """Text column that may not hold an empty string in place of a missing value."""
    return Column(
        name, Text, CheckConstraint(f"{name} <> ''", name=f"{name}_non_vide"), nullable=nullable, comment=comment
    )


def reference(name: str, target: str, comment: str, *, nullable: bool = False) -> Column[str]:
    """Foreign key to the ``id`` of ``target``, indexed."""
    return Column(name, String, ForeignKey(f"{target}.id"), nullable=nullable, index=True, comment=comment)


def amount(name: str, comment: str) -> Column[float]:
    """Exact decimal column read as a float; missing stays NULL, never 0."""
    return Column(name, Numeric(18, 4, asdecimal=False), nullable=True, comment=comment)


def choice(
    name: str, values: Sequence[str], comment: str, *rules: CheckConstraint, nullable: bool = False
) -> Column[str]:
    """Column held to a closed list by a CHECK, and to other ``rules`` if any."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return Column(
        name,
        String,
        CheckConstraint(f"{name} IN ({quoted})", name=f"{name}_liste"),
        *rules,
        nullable=nullable,
        comment=f"{comment} Valeurs : {', '.join(values)}.",
    )


def flag(name: str, comment: str, *, default: bool = False) -> Column[bool]:
    """Boolean column with a default."""
    return Column(name, Boolean, nullable=False, server_default=text("true" if default else "false"), comment=comment)


def partial_date(name: str, comment: str, *, nullable: bool = True) -> Column[str]:
    """Date of known precision: ``2015``, ``2015-06`` or ``2015-06-26``; never a day that the source does not give."""
    shape = f"{name} LIKE '____' OR {name} LIKE '____-__' OR {name} LIKE '____-__-__'"
    return Column(
        name,
        String,
        CheckConstraint(shape, name=f"{name}_precision"),
        nullable=nullable,
        comment=f"{comment} Précision connue seulement : AAAA, AAAA-MM ou AAAA-MM-JJ.",
    )


IDENTITY: Final = "identite"
OWN_KEY: Final = "id"
"""As an identity: facts with a readable key, which names them whatever they say; ``~2`` ends that of a version."""


def identity(*names: str) -> dict[str, tuple[str, ...]]:
    """``info`` of a fact table: the columns that name one fact across its versions, or its readable key alone."""
    return {IDENTITY: names}


def identity_columns(table: Table) -> tuple[str, ...]:
    """Columns that name one fact of the table across its versions; empty for a table that holds no facts."""
    names: tuple[str, ...] = table.info.get(IDENTITY, ())
    return names


def fact_columns() -> list[Column[Any]]:
    """Columns of rule 1 and of the two clocks, carried by every fact."""
    played = f"(statut = '{ILLUSTRATIF}') = (tient_lieu_de IS NOT NULL)"
    columns: list[Column[Any]] = [
        choice("statut", STATUTS, "Nature de ce qui est affirmé."),
        choice(
            "tient_lieu_de",
            STATUTS_REELS,
            "Statut que met en scène un fait illustratif.",
            CheckConstraint(played, name="tient_lieu_de_illustratif"),
            nullable=True,
        ),
        flag("conteste", "Vrai si la source elle-même ou un autre acteur conteste ce fait."),
        reference("auteur_id", "acteur", "Qui l’affirme."),
        partial_date("connu_le", "Première horloge : quand le fait a été public ou dit.", nullable=False),
        Column(
            "connu_au_plus_tard",
            Date,
            CheckConstraint("CAST(connu_au_plus_tard AS VARCHAR(10)) >= connu_le", name="connu_au_plus_tard_coherent"),
            CheckConstraint("connu_au_plus_tard <= charge_le", name="connu_avant_charge"),
            nullable=False,
            index=True,
            comment="Dernier jour de « connu_le », borné par « charge_le » : seule date comparée à une situation.",
        ),
        Column("charge_le", DateTime, nullable=False, comment="Seconde horloge : entrée dans cette base (UTC)."),
        label(
            "qualificatif",
            "Réserve de la source, à garder à l’écran : « environ », « une quarantaine »…",
            nullable=True,
        ),
        reference("source_id", "source", "Document ou jeu de données qui le prouve."),
        label("passage", "Place dans la source : paragraphe, rubrique, feuille, variable…"),
    ]
    return columns
