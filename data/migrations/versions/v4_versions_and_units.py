"""Facts with a readable key may have versions; units behind a figure; meetings that a text asks for; the deck."""

from typing import Final

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer

from data.migrations.rewriting import rewrite
from data.migrations.schema_4.ecran import ecran

revision = "4"
down_revision = "3"

BRINGS: Final = "les versions de tous les faits, les unités comptées sous le secret statistique, le diaporama du comité"

_UNIQUE: Final = {
    "axe": ("programme_id", "numero"),
    "priorite": ("programme_id", "numero"),
    "action_engagee": ("programme_id", "numero"),
    "partenaire": ("programme_id", "acteur_id", "role"),
    "promesse": ("numero",),
    "action": ("axe_id", "numero"),
    "action_territoire": ("action_id", "territoire_id"),
}
"""What was unique in a table, and now is in each publication."""


def _numbers() -> dict[str, tuple[Column[int], ...]]:
    return {
        "observation": (
            Column(
                "unites",
                Integer,
                CheckConstraint("unites >= 0", name="unites_positives"),
                nullable=True,
                comment="Entreprises que la valeur réunit, quand la collectivité la compte elle-même.",
            ),
            Column(
                "part_premiere",
                Integer,
                CheckConstraint("part_premiere BETWEEN 0 AND 100", name="part_premiere_bornee"),
                nullable=True,
                comment="Part de la première de ces entreprises dans la valeur, en %.",
            ),
        ),
        "comite": (
            Column(
                "seances_par_an",
                Integer,
                CheckConstraint("seances_par_an > 0", name="seances_positives"),
                nullable=True,
                comment="Nombre minimal de séances par an que le texte exige ; vide s’il n’en fixe pas.",
            ),
        ),
    }


_RULES: Final = {
    "unites": "CONSTRAINT ck_observation_unites_positives CHECK (unites >= 0)",
    "part_premiere": "CONSTRAINT ck_observation_part_premiere_bornee CHECK (part_premiere BETWEEN 0 AND 100)",
    "seances_par_an": "CONSTRAINT ck_comite_seances_positives CHECK (seances_par_an > 0)",
}


def upgrade() -> None:
    """Loses no row; what is new is empty."""
    change = _in_sqlite if op.get_bind().dialect.name == "sqlite" else _in_postgresql
    change()
    ecran()


def _in_postgresql() -> None:
    for table, columns in _UNIQUE.items():
        op.drop_constraint(f"uq_{table}_{'_'.join(columns)}", table, type_="unique")
        op.create_unique_constraint(f"uq_{table}_{'_'.join((*columns, 'charge_le'))}", table, [*columns, "charge_le"])
    for table, added in _numbers().items():
        for column in added:
            op.add_column(table, column)


def _in_sqlite() -> None:
    for table, columns in _UNIQUE.items():
        names, listed = "_".join(columns), ", ".join(columns)
        rewrite(
            table,
            (
                f"CONSTRAINT uq_{table}_{names} UNIQUE ({listed})",
                f"CONSTRAINT uq_{table}_{names}_charge_le UNIQUE ({listed}, charge_le)",
            ),
        )
    for table, added in _numbers().items():
        key = f"\tCONSTRAINT pk_{table} PRIMARY KEY (id)"
        lines = "".join(f"\t{column.name} INTEGER {_RULES[column.name]}, \n" for column in added)
        rewrite(table, (key, lines + key))
