"""``docs/schema.md``, written from the tables themselves so that the two never differ."""

from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, MetaData, Table
from sqlalchemy.dialects import postgresql

from data.intake.cells import closed_list
from data.intake.files import file_columns
from data.intake.rules import unique_keys
from data.schema import SCHEMA_VERSION

READING_ORDER: Final = (
    ("La base et ce que les faits désignent", ("base", "publication", "source", "acteur")),
    ("Territoires et nomenclatures", ("territoire", "perimetre", "appartenance", "nomenclature", "secteur")),
    ("Mesures et affirmations", ("indicateur", "serie", "observation", "rupture", "affirmation")),
    (
        "Programmes",
        (
            "programme",
            "axe",
            "priorite",
            "action_engagee",
            "partenaire",
            "acte",
            "vote",
            "comite",
            "siege",
            "orientation",
            "ecran",
        ),
    ),
    ("Promesses et faits", ("promesse", "promesse_recurrence", "preuve", "fait")),
    (
        "Actions et clusters",
        (
            "action",
            "suivi_action",
            "action_territoire",
            "cluster",
            "cluster_membre",
            "origine_maturite",
            "parametre_maturite",
        ),
    ),
    ("Argent", ("financeur", "financeur_membre", "ligne_budget", "subvention")),
)

_POSTGRESQL: Final = postgresql.dialect()  # type: ignore[no-untyped-call]

_INTRODUCTION: Final = """\
# Schéma de la base

Version du schéma : **{version}**. Cette page est écrite à partir du code, par `python -m data schema` :
ne pas la corriger à la main.

- Une cellule vide dans un fichier de `data/sources` est une valeur inconnue (`NULL`), jamais un zéro.
- Les booléens s’écrivent `oui` ou `non` dans les fichiers ; vides, ils prennent leur valeur par défaut.
- Les dates de précision connue s’écrivent `AAAA`, `AAAA-MM` ou `AAAA-MM-JJ`.
- « calculée » signale une colonne que le constructeur remplit : elle ne figure pas dans les fichiers.
- Toutes les tables de faits portent les colonnes de preuve décrites ci-dessous : elles ne sont pas répétées.
"""

_FACT: Final = (
    "statut",
    "conteste",
    "auteur_id",
    "connu_le",
    "connu_au_plus_tard",
    "charge_le",
    "qualificatif",
    "source_id",
    "passage",
)


def schema_page(metadata: MetaData) -> str:
    """The whole page in Markdown; every table of ``metadata`` has its section.

    Raises:
        LookupError: a table has no place in the reading order, or a place has no table.
    """
    listed = [name for _, names in READING_ORDER for name in names]
    strays = set(listed) ^ set(metadata.tables)
    if strays:
        raise LookupError(f"reading order and tables differ: {', '.join(sorted(strays))}")
    parts = [_INTRODUCTION.format(version=SCHEMA_VERSION), _proof_section(metadata)]
    for title, names in READING_ORDER:
        parts.append(f"## {title}\n")
        parts.extend(_table_section(metadata.tables[name]) for name in names)
    return "\n".join(parts)


def _proof_section(metadata: MetaData) -> str:
    table = metadata.tables["fait"]
    return "## Colonnes de preuve\n\n" + _columns_table([table.c[name] for name in _FACT])


def _table_section(table: Table) -> str:
    is_fact = set(_FACT) <= set(table.c.keys())
    columns = [column for column in table.columns if not (is_fact and column.name in _FACT)]
    lines = [f"### {table.name}\n", f"{table.comment}\n", _columns_table(columns)]
    if is_fact:
        lines.append("Et les colonnes de preuve.\n")
    lines.extend(_rules_of(table))
    return "\n".join(lines)


def _columns_table(columns: list[Column[Any]]) -> str:
    head = ["| colonne | type | vide | clé | contenu |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *(_column_line(column) for column in columns)]) + "\n"


def _column_line(column: Column[Any]) -> str:
    kind = str(column.type.compile(dialect=_POSTGRESQL)).lower()
    empty = "oui" if column.nullable else "non"
    if column.server_default is not None:
        empty = f"défaut `{getattr(column.server_default, 'arg', '')}`"
    return f"| `{column.name}` | {kind} | {empty} | {_key_of(column)} | {column.comment} |"


def _key_of(column: Column[Any]) -> str:
    roles = ["primaire"] if column.primary_key else []
    roles += [f"→ `{key.column.table.name}`" for key in sorted(column.foreign_keys, key=str)]
    if column.name not in file_columns(column.table) or column.table.name == "base":
        roles.append("calculée")
    return ", ".join(roles)


def _rules_of(table: Table) -> list[str]:
    rules = [f"- unique : {', '.join(f'`{name}`' for name in key)}" for key in unique_keys(table) if key != ("id",)]
    own = [rule for rule in table.constraints if isinstance(rule, CheckConstraint)]
    own += [
        rule
        for column in table.columns
        if column.name not in _FACT and not closed_list(column)
        for rule in column.constraints
        if isinstance(rule, CheckConstraint) and not str(rule.name).endswith(("_precision", "_non_vide", "_liste"))
    ]
    for rule in sorted(own, key=lambda rule: str(rule.name)):
        name = str(rule.name).removeprefix(f"ck_{table.name}_")
        sentence = " ".join(str(rule.sqltext).split())
        rules.append(f"- règle `{name}` : `{sentence}`")
    return ["\n".join(rules) + "\n"] if rules else []
