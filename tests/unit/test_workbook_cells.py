"""What a spreadsheet made of a value is undone, said, and never rounded to a day that nobody told."""

from datetime import date, datetime, time

import pytest
from sqlalchemy import Boolean, Column, Date, Integer, Numeric, Text

from data.intake.workbook.cell_text import (
    BOOLEANS,
    FRENCH_DATES,
    NUMBERS,
    SPACES,
    SPREADSHEET_DATES,
    cell_text,
    plain_number,
)
from data.intake.workbook.lists import shown, split_shown
from data.schema import metadata
from data.tables.actions import suivi_action
from data.tables.base import partial_date

AMOUNT: Column[float] = Column("montant", Numeric(18, 4, asdecimal=False))
YEAR: Column[int] = Column("exercice", Integer)
FLAG: Column[bool] = Column("conteste", Boolean)
DAY: Column[date] = Column("consultee_le", Date)
TEXT: Column[str] = Column("objet", Text)
KNOWN: Column[str] = partial_date("connu_le", "Connu le.")
ACTION = suivi_action.c.action_id
GENERAL = "General"


@pytest.mark.parametrize(
    ("value", "number_format", "column", "text", "said"),
    [
        (None, GENERAL, TEXT, "", ""),
        (152449.0, "#,##0.00", AMOUNT, "152449", ""),
        (0.1 + 0.2, GENERAL, AMOUNT, "0.3", ""),
        (1e15, GENERAL, AMOUNT, "1000000000000000", ""),
        (0.12345, GENERAL, AMOUNT, "0.12345", ""),
        (2019.0, "0", YEAR, "2019", ""),
        (2015, "@", KNOWN, "2015", ""),
        ("718 798,50", "@", AMOUNT, "718798.50", NUMBERS),
        ("1\u202f034", "@", AMOUNT, "1034", NUMBERS),
        ("1\u00a0034", "@", YEAR, "1034", NUMBERS),
        ("12,5", "@", AMOUNT, "12.5", NUMBERS),
        ("12,5", "@", YEAR, "12,5", ""),
        ("12 k€", "@", AMOUNT, "12 k€", ""),
        ("12 34", "@", AMOUNT, "12 34", ""),
        (True, GENERAL, FLAG, "oui", BOOLEANS),
        ("Oui", "@", FLAG, "oui", BOOLEANS),
        ("non", "@", FLAG, "non", ""),
        ("peut-être", "@", FLAG, "peut-être", ""),
        (datetime.fromisoformat("2026-11-22"), "yyyy-mm-dd", DAY, "2026-11-22", ""),
        ("22/11/2026", "@", DAY, "2026-11-22", FRENCH_DATES),
        (datetime.fromisoformat("2015-06-26"), "dd/mm/yyyy", KNOWN, "2015-06-26", SPREADSHEET_DATES),
        (datetime.fromisoformat("2015-06-01"), "mmm\\-yy", KNOWN, "2015-06", SPREADSHEET_DATES),
        # A period is a text: a spreadsheet turns it into a date all the same.
        (datetime.fromisoformat("2015-06-01"), "mmm\\-yy", TEXT, "2015-06", SPREADSHEET_DATES),
        (datetime.fromisoformat("2015-06-01"), '[$-40C]mmmm" d’été "yyyy', KNOWN, "2015-06", SPREADSHEET_DATES),
        (datetime.fromisoformat("2015-01-01"), "yyyy", KNOWN, "2015", SPREADSHEET_DATES),
        (datetime.fromisoformat("2015-06-26T14:30"), "dd/mm/yyyy", KNOWN, "2015-06-26 14:30:00", ""),
        (time(14, 30), "hh:mm", KNOWN, "14:30:00", ""),
        ("6/2015", "@", KNOWN, "2015-06", FRENCH_DATES),
        ("31/02/2015", "@", KNOWN, "31/02/2015", ""),
        ("13/2015", "@", KNOWN, "13/2015", ""),
        ("fin 2015", "@", KNOWN, "fin 2015", ""),
        (" page 3\u00a0", "@", TEXT, "page 3", SPACES),
        ("=1+1", "@", TEXT, "=1+1", ""),
        ("Fonderie [ti-2019-1-1]", "@", ACTION, "ti-2019-1-1", ""),
        ("ti-2019-1-1 ", "@", ACTION, "ti-2019-1-1", ""),
    ],
)
def test_a_cell_is_read_as_the_files_of_the_house_write_it(value, number_format, column, text, said):
    found = cell_text(value, number_format, column)
    assert (found.text, found.said, found.fault) == (text, said, None)


def test_a_percentage_is_not_turned_into_another_number():
    found = cell_text(0.12, "0.0%", AMOUNT)
    assert found.fault is not None
    assert found.text == "12\u202f%"
    assert cell_text(12, '0" %"', AMOUNT).fault is None


@pytest.mark.parametrize(("value", "text"), [(8.25, "8.25"), (-3.0, "-3"), (100.0, "100"), (0.0001, "0.0001")])
def test_a_number_is_written_in_plain_digits(value, text):
    assert plain_number(value) == text


def test_a_reference_is_shown_by_its_name_and_read_by_its_key():
    names = {"epci:248000531": "Amiens Métropole"}
    assert split_shown(shown("epci:248000531", names)) == ("epci:248000531", "Amiens Métropole")
    assert split_shown(shown("epci:autre", names)) == ("epci:autre", None)


def test_a_key_with_spaces_or_accents_is_refused_with_the_one_to_write():
    """It stands in the address of a page and between the brackets of the lists."""
    key = metadata.tables["action"].c.id
    told = cell_text("Friche Rouvroy (été)", "@", key)
    assert told.fault is not None
    assert "friche-rouvroy-ete" in told.fault[1]
    assert cell_text("ti-2019-1-5~2", "@", key).fault is None
    # As the importers of budgets make them.
    assert cell_text("budget-20007189200018-2026-bp:ti-2019-3+etat/f515/o-friche", "@", key).fault is None
