"""What a cell may choose among: closed lists of the schema, and rows of the base shown by their names.

A reference is shown as « name [id] »: the person reads the name, the reader of the workbook keeps the id.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, FromClause, Select, Table, select

from data.engine import Reader
from data.intake.cells import closed_list
from data.intake.workbook.sheets import INDICATORS, SHEETS, statuses, target_of
from data.queries.latest import latest
from data.schema import metadata
from data.tables.base import identity_columns
from data.tables.finances import ligne_budget
from data.tables.mesures import serie
from data.tables.programmes import promesse
from data.tables.references import perimetre, territoire
from data.vocabulary import DOCUMENTS_REALISE, DOCUMENTS_VOTE

Names = Mapping[str, Mapping[str, str]]
"""By table: the name of each id, in the order in which a list shows them."""

BOOLEANS: Final = ("oui", "non")
_NAMED_BY: Final = ("nom_court", "nom", "titre", "libelle", "objet")
_LONGEST: Final = 70
_SHOWN: Final = re.compile(r"(?P<name>.*\S)\s*\[(?P<id>[^\[\]\s]+)\]")


def targets() -> list[str]:
    """Tables that the sheets refer to."""
    found = {target for sheet in SHEETS for column in sheet.columns() if (target := target_of(column))}
    return sorted(found)


def read_names(read: Reader) -> dict[str, dict[str, str]]:
    """Names of all that the sheets may refer to."""
    return {target: _names(read, metadata.tables[target]) for target in targets()}


def _names(read: Reader, table: Table) -> dict[str, str]:
    frame = read(_named(table))
    return {str(key): _short(str(name)) for key, name in zip(frame["id"], frame["nom"], strict=True)}


def _named(table: Table) -> Select[Any]:
    if table is perimetre:
        name = territoire.c.nom_court + ", " + perimetre.c.libelle
        joined = perimetre.join(territoire, territoire.c.id == perimetre.c.territoire_id)
        order = (territoire.c.suivi.desc(), territoire.c.ordre, perimetre.c.id)
        return select(perimetre.c.id, name.label("nom")).select_from(joined).order_by(*order)
    # A version has no name of its own: what refers to a fact refers to its first key.
    known: FromClause = latest(table) if identity_columns(table) else table
    if table is promesse:
        return select(known.c.id, (known.c.numero + ", " + known.c.libelle).label("nom")).order_by("id")
    name = next(known.c[column] for column in _NAMED_BY if column in known.c)
    rank: list[ColumnElement[Any]] = [known.c.suivi.desc()] if "suivi" in known.c else []
    rank += [known.c.ordre] if "ordre" in known.c else []
    query = select(known.c.id, name.label("nom")).order_by(*rank, name, known.c.id)
    return query.where(serie.c.indicateur_id.in_(INDICATORS)) if table is serie else query


def _short(name: str) -> str:
    # Brackets hold the id and nothing else.
    plain = " ".join(name.replace("[", "(").replace("]", ")").split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"


def shown(key: str, names: Mapping[str, str]) -> str:
    """A reference as the workbook shows it; the key alone when the base has no such row."""
    return f"{names[key]} [{key}]" if key in names else key


def split_shown(text: str) -> tuple[str, str | None]:
    """The key of a reference, and the name that stands before it if there is one."""
    found = _SHOWN.fullmatch(text)
    return (found["id"], found["name"]) if found else (text, None)


def choices(column: Column[Any], names: Names, *, invented: bool) -> list[str]:
    """What the drop-down list of a column offers; empty when the column is open."""
    if target := target_of(column):
        return [shown(key, names[target]) for key in names[target]]
    if column.name == "statut":
        return list(statuses(invented=invented))
    return list(_closed(column))


def _closed(column: Column[Any]) -> Iterable[str]:
    if column.type.python_type is bool:
        return BOOLEANS
    # Its rule depends on the stage, so that no closed list of the schema holds it.
    if column is ligne_budget.c.document:
        return DOCUMENTS_VOTE + DOCUMENTS_REALISE
    return closed_list(column)
