"""The text of a cell as the files of the house write it; what a spreadsheet made of it is undone, and said."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Boolean, Column, Date, Integer, Numeric

from data.intake.cells import is_partial_date
from data.intake.meant import key_meant
from data.intake.workbook.lists import split_shown
from data.intake.workbook.sheets import target_of
from data.model.dates import first_day
from data.tables.base import OWN_KEY

NUMBERS: Final = "nombres écrits à la française (espaces, virgule), lus sans les espaces et avec un point"
SPREADSHEET_DATES: Final = "dates au format du tableur, lues avec la précision qu’il montre (AAAA, AAAA-MM, AAAA-MM-JJ)"
FRENCH_DATES: Final = "dates écrites JJ/MM/AAAA ou MM/AAAA, lues AAAA-MM-JJ ou AAAA-MM"
FORMULAS: Final = "cellules à formule, dont la valeur calculée est retenue"
SPACES: Final = "cellules dont les espaces de début ou de fin sont retirés"
BOOLEANS: Final = "cellules « vrai » ou « faux » lues oui ou non"

_SPACES: Final = " \u00a0\u202f\t\r\n"
_GROUPED: Final = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_COMMA: Final = re.compile(r"-?[0-9]+,[0-9]+")
_FRENCH_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_FRENCH_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_KEY: Final = re.compile(r"[!-Z\\^-~]+")
"""It stands in addresses and between the brackets of the lists: a space or an accent is lost there."""
_BOOLEANS: Final = {"oui": "oui", "non": "non", "vrai": "oui", "faux": "non"}
# Literals, colours and locales of a format are no part of the date that it shows.
_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_SIGNIFICANT: Final = 15
"""Digits that a spreadsheet keeps: what stands beyond is an artefact of its binary."""


@dataclass(frozen=True)
class CellText:
    """What a cell says.

    Attributes:
        text: as ``data.intake.cells`` expects it.
        said: how it was turned into that, empty when it was not.
        fault: what was expected and how to mend, when no text can be made of it.
    """

    text: str
    said: str = ""
    fault: tuple[str, str] | None = None


def cell_text(value: object, number_format: str, column: Column[Any]) -> CellText:
    """Text of the value of a cell.

    Args:
        value: as the spreadsheet holds it.
        number_format: how it shows it.
        column: that it fills.
    """
    if value is None:
        return CellText("")
    if isinstance(value, bool):
        return CellText("oui" if value else "non", BOOLEANS)
    if isinstance(value, int | float):
        return _of_number(value, number_format)
    if isinstance(value, datetime | date):
        return _of_date(value, number_format, column)
    if isinstance(value, time):
        return CellText(value.isoformat())
    return _of_text(str(value), column)


def plain_number(value: float) -> str:
    """A number in plain digits, without the noise of its binary: 0.3, not 0.30000000000000004."""
    text = format(Decimal(f"{value:.{_SIGNIFICANT}g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _of_number(value: float, number_format: str) -> CellText:
    if "%" in _NOT_SHOWN.sub("", number_format):
        told = f"{plain_number(value * 100)} %".replace(" %", "\u202f%")
        remedy = "retirer le format de pourcentage de la cellule, puis écrire le nombre qui convient à l’unité"
        return CellText(told, fault=("un nombre sans format de pourcentage", remedy))
    return CellText(plain_number(value))


def _of_date(value: date, number_format: str, column: Column[Any]) -> CellText:
    if isinstance(value, datetime) and value.time() != time():
        return CellText(value.isoformat(sep=" "))
    day = f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    if not isinstance(column.type, Date):
        shown = _NOT_SHOWN.sub("", number_format).lower()
        # « juin 2015 » is stored as its first day, which nobody told.
        if "d" not in shown and "y" in shown:
            day = day[: len("AAAA-MM")] if "m" in shown else day[: len("AAAA")]
    return CellText(day, "" if isinstance(column.type, Date) else SPREADSHEET_DATES)


def _of_text(value: str, column: Column[Any]) -> CellText:
    text = value.strip(_SPACES)
    if target_of(column):
        return CellText(split_shown(text)[0])
    if column.name == OWN_KEY and text and not _KEY.fullmatch(text):
        remedy = f"écrire « {key_meant(text)} », qui ne changera plus"
        return CellText(text, fault=("un nom court, sans espace ni accent", remedy))
    read = _reading(column)
    turned = read(text) if read else None
    return turned or CellText(text, SPACES if text != value else "")


def _reading(column: Column[Any]) -> Callable[[str], CellText | None] | None:
    if isinstance(column.type, Boolean):
        return _boolean
    if isinstance(column.type, Integer):
        return _whole
    if isinstance(column.type, Numeric):
        return _decimal
    if isinstance(column.type, Date):
        return _day
    return _month_or_day if is_partial_date(column) else None


def _boolean(text: str) -> CellText | None:
    found = _BOOLEANS.get(text.casefold())
    return None if found is None or found == text else CellText(found, BOOLEANS)


def _whole(text: str) -> CellText | None:
    if _GROUPED.fullmatch(text) and "," not in text and "." not in text:
        return CellText(_ungrouped(text), NUMBERS)
    return None


def _decimal(text: str) -> CellText | None:
    if _GROUPED.fullmatch(text) or _COMMA.fullmatch(text):
        return CellText(_ungrouped(text).replace(",", "."), NUMBERS)
    return None


def _ungrouped(text: str) -> str:
    return "".join(character for character in text if character not in _SPACES)


def _day(text: str) -> CellText | None:
    found = _FRENCH_DAY.fullmatch(text)
    return _date_told(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}") if found else None


def _month_or_day(text: str) -> CellText | None:
    found = _FRENCH_MONTH.fullmatch(text)
    return _date_told(f"{found[2]}-{found[1]:0>2}") if found else _day(text)


def _date_told(told: str) -> CellText | None:
    """A day that exists; another is left as it was typed, for the fault to show it."""
    try:
        first_day(told)
    except ValueError:
        return None
    return CellText(told, FRENCH_DATES)
