"""What a cell accepts while it is typed: the lists and forms of the schema, said in French."""

from typing import Any, Final

from openpyxl.worksheet.datavalidation import DataValidation
from sqlalchemy import Column, Date, Integer, Numeric

from data.intake.cells import is_partial_date
from data.intake.workbook.sheets import SHEETS, target_of

_LARGEST: Final = 999_999_999
_FIRST_DAY: Final = 1
_LAST_DAY: Final = 73_050
"""Days of Excel: from 1900 to the end of 2099."""

Form = tuple[Any, int, int, str]
"""Kind of Excel, bounds, and what is expected."""


def rule_of(column: Column[Any], choices: str | None) -> DataValidation | None:
    """The rule of a column, None when it accepts any text.

    Args:
        column: of the schema.
        choices: address of the values of its list, if it has one.
    """
    if choices is not None:
        return _reference(column, choices) if target_of(column) else _list(choices)
    form = _form(column)
    return None if form is None else _between(*form)


def _form(column: Column[Any]) -> Form | None:
    if isinstance(column.type, Integer):
        return "whole", -_LARGEST, _LARGEST, "un nombre entier, sans unité"
    if isinstance(column.type, Numeric):
        return "decimal", -_LARGEST * _LARGEST, _LARGEST * _LARGEST, "un nombre, sans unité"
    if isinstance(column.type, Date):
        return "date", _FIRST_DAY, _LAST_DAY, "un jour"
    if is_partial_date(column):
        return "textLength", len("AAAA"), len("AAAA-MM-JJ"), "AAAA, AAAA-MM ou AAAA-MM-JJ"
    return None


def _list(choices: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=choices, allow_blank=True)
    return _telling(rule, "stop", "Valeur inconnue", "Choisir dans la liste : la base refuse toute autre valeur.")


def _reference(column: Column[Any], choices: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=choices, allow_blank=True)
    title = next((sheet.title for sheet in SHEETS if sheet.name == target_of(column)), None)
    if title is None:
        words = "La base ne connaît pas cette valeur, et aucune feuille ne l’ajoute. La choisir dans la liste."
    else:
        words = f"La base ne connaît pas cette valeur. La garder seulement si la feuille « {title} » l’ajoute."
    return _telling(rule, "warning", "Pas dans la base", words)


def _between(kind: Any, least: int, most: int, expected: str) -> DataValidation:  # noqa: ANN401  a name of openpyxl
    rule = DataValidation(type=kind, operator="between", formula1=str(least), formula2=str(most), allow_blank=True)
    return _telling(rule, "warning", "À revoir", f"Attendu : {expected}.")


def _telling(rule: DataValidation, style: Any, title: str, words: str) -> DataValidation:  # noqa: ANN401  likewise
    rule.errorStyle = style
    rule.errorTitle = title
    rule.error = words
    rule.showErrorMessage = True
    return rule
