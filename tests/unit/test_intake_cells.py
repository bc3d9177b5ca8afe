"""Cells of the data files: what is read, what is refused and what the person is told."""

from datetime import date

import pytest
from sqlalchemy import Boolean, Column, Date, Integer, Numeric, Text, text

from data.intake.cells import UnreadableCellError, cell_parser, closed_list
from data.schema import metadata

NUMBER: Column[float] = Column("valeur", Numeric(18, 4, asdecimal=False))
INTEGER: Column[int] = Column("annee", Integer)
FLAG: Column[bool] = Column("conteste", Boolean, nullable=False, server_default=text("false"))
DAY: Column[date] = Column("consultee_le", Date)
REQUIRED: Column[str] = Column("passage", Text, nullable=False)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (NUMBER, "8.25", 8.25),
        (NUMBER, "-3", -3.0),
        (NUMBER, "", None),
        (INTEGER, "2025", 2025),
        (FLAG, "oui", True),
        (FLAG, "", False),
        (DAY, "2026-11-22", date(2026, 11, 22)),
        (REQUIRED, "paragraphe 2", "paragraphe 2"),
    ],
)
def test_a_cell_becomes_the_value_of_its_column(column: Column[object], cell: str, value: object) -> None:
    read = cell_parser(column)(cell)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        (NUMBER, "8,25", "8.25"),
        (NUMBER, "1 034", "1034"),
        (NUMBER, "12 k€", "point décimal"),
        (NUMBER, "0.12345", "quatre décimales"),
        (NUMBER, "nan", "un nombre"),
        (INTEGER, "12.0", "entier"),
        (INTEGER, "99999999999", "en chiffres"),
        (INTEGER, "12,5 %", "en chiffres"),
        (INTEGER, "30 %", "30"),
        (FLAG, "true", "oui ou non"),
        (DAY, "22/11/2026", "AAAA-MM-JJ"),
        (DAY, "2026-02-30", "AAAA-MM-JJ"),
        (REQUIRED, "", "ne peut pas être vide"),
        (REQUIRED, " paragraphe", "espace"),
    ],
)
def test_an_unreadable_cell_says_what_was_expected(column: Column[object], cell: str, told: str) -> None:
    with pytest.raises(UnreadableCellError) as caught:
        cell_parser(column)(cell)
    assert told in f"{caught.value.expected} ; {caught.value.remedy}"


def test_a_closed_list_names_its_values_and_the_nearest_one() -> None:
    statut = metadata.tables["observation"].c.statut
    assert "constate" in closed_list(statut)
    with pytest.raises(UnreadableCellError) as caught:
        cell_parser(statut)("constaté")
    assert "prevision" in caught.value.expected
    assert "constate" in caught.value.remedy


def test_a_partial_date_column_refuses_an_impossible_day() -> None:
    connu_le = metadata.tables["observation"].c.connu_le
    assert cell_parser(connu_le)("2015-06") == "2015-06"
    with pytest.raises(UnreadableCellError):
        cell_parser(connu_le)("2015-06-31")
