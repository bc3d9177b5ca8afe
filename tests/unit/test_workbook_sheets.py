"""The sheets follow the schema: every column is there, named, explained and shown by an example that would pass."""

from datetime import UTC, datetime

import pytest

from data.intake.cells import TypedData, type_table
from data.intake.faults import Place
from data.intake.files import RawData, RawRow, file_columns
from data.intake.rules import schema_faults
from data.intake.workbook import headings
from data.intake.workbook.cell_text import cell_text
from data.intake.workbook.examples import EXAMPLES, example
from data.intake.workbook.help_words import SECTIONS
from data.intake.workbook.lists import targets
from data.intake.workbook.sheets import NOTE, OURS, SHEETS, is_required
from data.schema import metadata
from data.tables.base import identity_columns
from data.vocabulary import STATUTS
from tests.typography import faults

by_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)


@by_sheet
def test_a_sheet_has_every_column_of_its_table_once(sheet):
    names = [column.name for column in sheet.columns()]
    assert sorted(names) == sorted(file_columns(sheet.table))
    assert NOTE not in names


@by_sheet
def test_every_column_has_a_french_name_of_its_own(sheet):
    named = [headings.heading(column) for column in sheet.columns()]
    assert len(set(named)) == len(named)


def test_no_heading_names_a_column_that_is_gone():
    columns = {column.name for sheet in SHEETS for column in sheet.columns()}
    assert set(headings._OF_ALL) - {NOTE} <= columns
    qualified = {f"{sheet.name}.{column.name}" for sheet in SHEETS for column in sheet.columns()}
    assert set(headings._OF_ONE_TABLE) <= qualified


def test_titles_are_those_that_a_spreadsheet_accepts():
    titles = [sheet.title for sheet in SHEETS]
    assert len({*titles, *OURS}) == len(titles) + len(OURS)
    assert [title for title in titles if len(title) > 31 or set(title) & set("[]:*?/\\'")] == []


@by_sheet
@pytest.mark.parametrize("invented", [False, True])
def test_the_example_would_pass_if_its_references_existed(sheet, invented):
    values = example(sheet, invented=invented)
    assert set(values) <= {column.name for column in sheet.columns()}
    cells = {column.name: cell_text(values.get(column.name), "General", column).text for column in sheet.columns()}
    assert [column.name for column in sheet.columns() if is_required(column) and not cells[column.name]] == []
    typed = TypedData(partly_read=set(targets()))
    raw = RawData(rows={sheet.name: [RawRow(Place("exemple", 1), cells)]})
    type_table(sheet.table, raw, datetime(2026, 11, 22, tzinfo=UTC), typed)
    assert [*typed.faults, *schema_faults(typed, metadata)] == []


def test_there_is_one_example_a_sheet():
    assert set(EXAMPLES) == {sheet.name for sheet in SHEETS}


def test_the_help_explains_every_status():
    entries = {name for _, entries in SECTIONS for name, _ in entries}
    assert set(STATUTS) <= entries


def test_the_help_says_what_has_no_versions_and_nothing_else():
    entries = {name: text for _, entries in SECTIONS for name, text in entries}
    sentence = entries["Ce qui n’a qu’une version"].partition(".")[0].casefold()
    named = {sheet.name for sheet in SHEETS if sheet.title.split()[0].removesuffix("s").casefold() in sentence}
    assert named == {sheet.name for sheet in SHEETS if not identity_columns(sheet.table)}


def test_the_help_and_the_purposes_are_well_typeset():
    texts = [text for title, entries in SECTIONS for entry in entries for text in (title, *entry)]
    texts += [text for sheet in SHEETS for text in (sheet.title, sheet.purpose)]
    # A number as it is typed in a cell has no space.
    assert {text: found for text in texts if (found := faults(text.replace("12000", "12")))} == {}
