"""Turns the text of a cell into the value of its column, or says what was expected."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Integer, Numeric, Table

from data.intake.clocks import known_by
from data.intake.faults import Fault, Place, fault_at
from data.intake.files import RawData, RawRow, file_columns, numbers_its_rows
from data.intake.meant import date_meant, nearest, number_meant
from data.model.dates import first_day

Value = str | int | float | bool | date | datetime | None
Values = dict[str, Value]
Parser = Callable[[str], Value]

_INTEGER: Final = re.compile(r"-?[0-9]{1,9}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,14}(\.[0-9]{1,4})?")
_BOOLEANS: Final = {"oui": True, "non": False}


@dataclass(frozen=True)
class Row:
    """One typed row, ready for its table."""

    place: Place
    values: Values


@dataclass
class TypedData:
    """What the rows of the files became.

    Attributes:
        rows: typed, by table.
        half_read: set aside, with the values of their other cells: what these refer to is judged all the same.
        set_aside: keys of those, which stay known.
        partly_read: tables of which a row could not even be told by its key.
        faults: so far.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    half_read: dict[str, list[Row]] = field(default_factory=dict)
    set_aside: dict[str, set[str]] = field(default_factory=dict)
    partly_read: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


class UnreadableCellError(ValueError):
    """The text does not suit the column."""

    def __init__(self, expected: str, remedy: str) -> None:
        self.expected = expected
        self.remedy = remedy
        super().__init__(expected)


def type_table(table: Table, raw: RawData, charge_le: datetime, typed: TypedData) -> None:
    """Types the rows of one table into ``typed``; a row with a fault is set aside, its key stays known."""
    parsers = {name: cell_parser(table.c[name]) for name in file_columns(table)}
    dated = "charge_le" in table.c
    rows = typed.rows.setdefault(table.name, [])
    for raw_row in raw.rows.get(table.name, []):
        values, faults = _type_row(parsers, raw_row)
        if dated and not faults and not raw_row.unread:
            faults = _add_clocks(values, raw_row.place, charge_le)
        if faults or raw_row.unread:
            typed.faults.extend(faults)
            typed.half_read.setdefault(table.name, []).append(Row(raw_row.place, values))
            typed.set_aside.setdefault(table.name, set()).add(raw_row.cells.get("id", ""))
            continue
        if numbers_its_rows(table):
            values = {"id": len(rows) + 1, **values}
        rows.append(Row(raw_row.place, values))


def _type_row(parsers: Mapping[str, Parser], row: RawRow) -> tuple[Values, list[Fault]]:
    values: Values = {}
    faults: list[Fault] = []
    for name, parse in parsers.items():
        if name in row.unread:
            continue
        text = row.cells.get(name, "")
        try:
            values[name] = parse(text)
        except UnreadableCellError as error:
            faults.append(fault_at(row.place, name, text, error.expected, error.remedy))
    return values, faults


def _add_clocks(values: Values, place: Place, charge_le: datetime) -> list[Fault]:
    connu_le = str(values["connu_le"])
    values["connu_au_plus_tard"] = known_by(connu_le, charge_le)
    values["charge_le"] = charge_le
    if first_day(connu_le) <= charge_le.date():
        return []
    expected = f"une date qui n’est pas après le chargement ({charge_le.date().isoformat()})"
    return [fault_at(place, "connu_le", connu_le, expected, "corriger la date")]


def cell_parser(column: Column[Any]) -> Parser:
    """What reads the cells of a column; an empty cell is the default of the column, or NULL.

    The parser raises ``UnreadableCellError`` when the text does not suit the column.
    """
    empty = _empty_parser(column)
    parse = _text_parser(column)

    def parse_cell(text: str) -> Value:
        if not text:
            return empty()
        if text != text.strip():
            raise UnreadableCellError("un texte sans espace au début ni à la fin", "retirer ces espaces")
        return parse(text)

    return parse_cell


def _text_parser(column: Column[Any]) -> Parser:
    if isinstance(column.type, Boolean):
        return _parse_boolean
    if isinstance(column.type, Integer):
        return _parse_integer
    if isinstance(column.type, Numeric):
        return _parse_number
    if isinstance(column.type, Date):
        return _parse_date
    if choices := closed_list(column):
        return partial(_parse_choice, choices)
    return _parse_partial_date if is_partial_date(column) else str


def _empty_parser(column: Column[Any]) -> Callable[[], Value]:
    default = None
    if column.server_default is not None:
        default = "true" in str(getattr(column.server_default, "arg", ""))
    elif not column.nullable:
        return _refuse_empty
    return lambda: default


def _refuse_empty() -> Value:
    raise UnreadableCellError("une valeur, cette colonne ne peut pas être vide", "la renseigner d’après la source")


def _parse_boolean(text: str) -> bool:
    if text not in _BOOLEANS:
        raise UnreadableCellError("oui ou non", "écrire l’un des deux")
    return _BOOLEANS[text]


def _parse_integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise UnreadableCellError(
            "un nombre entier", _written(_if_whole(number_meant(text)), "l’écrire en chiffres, sans espace")
        )
    return int(text)


def _if_whole(meant: str) -> str:
    return meant if _INTEGER.fullmatch(meant) else ""


def _parse_number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        remedy = _written(number_meant(text), "l’écrire avec un point décimal, sans espace ni unité")
        raise UnreadableCellError("un nombre, quatre décimales au plus", remedy)
    return float(text)


def _parse_date(text: str) -> date:
    expected = UnreadableCellError("un jour AAAA-MM-JJ qui existe", _written(date_meant(text), "corriger la date"))
    if len(text) != len("AAAA-MM-JJ"):
        raise expected
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise expected from None


def _parse_choice(choices: tuple[str, ...], text: str) -> str:
    if text in choices:
        return text
    remedy = _written(nearest(text, choices), "choisir dans cette liste")
    raise UnreadableCellError("une valeur parmi " + ", ".join(choices), remedy)


def _written(meant: str, otherwise: str) -> str:
    """How to mend: what was surely meant, as it is written; else what to do."""
    return f"écrire « {meant} » si c’est ce qui est voulu" if meant else otherwise


def _parse_partial_date(text: str) -> str:
    try:
        first_day(text)
    except ValueError:
        remedy = _written(date_meant(text), "ne donner que la précision de la source")
        raise UnreadableCellError("AAAA, AAAA-MM ou AAAA-MM-JJ, un jour qui existe", remedy) from None
    return text


def closed_list(column: Column[Any]) -> tuple[str, ...]:
    """Values that the CHECK of the column allows; empty when it is open."""
    for rule in _rules(column, "_liste"):
        return tuple(re.findall(r"'([^']*)'", rule))
    return ()


def is_partial_date(column: Column[Any]) -> bool:
    """True for a date of known precision: a year, a month or a day."""
    return bool(_rules(column, "_precision"))


def _rules(column: Column[Any], suffix: str) -> list[str]:
    return [
        str(rule.sqltext)
        for rule in column.constraints
        if isinstance(rule, CheckConstraint) and str(rule.name).endswith(f"{column.name}{suffix}")
    ]
