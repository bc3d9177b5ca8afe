"""The workbook there and back: what is written, what is read, and that an export read back changes nothing."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import create_engine, text

from data.engine import Reader
from data.intake.workbook.layout import layout_of
from data.intake.workbook.read import is_workbook, read_workbook
from data.intake.workbook.sheets import HELP, LISTS, SHEETS, is_required, target_of
from data.intake.workbook.write import FIRST_LINE, HEADING_LINE, NAME_LINE, write_export, write_template
from tests.workbooks import Hand, read_with, verify

BASES = ("base_sqlite", "base_demonstration")


@pytest.fixture
def export(read: Reader, tmp_path: Path) -> Path:
    path = tmp_path / "classeur.xlsx"
    write_export(read, path)
    return path


@pytest.mark.parametrize("name", BASES)
def test_an_export_read_back_adds_nothing(name, request, tmp_path):
    base = request.getfixturevalue(name)
    path = tmp_path / "classeur.xlsx"
    write_export(read_with(base), path)
    found = verify(path, base)
    assert found.faults == ()
    assert (found.merge.added, found.merge.revised, found.merge.warnings) == ({}, {}, [])
    assert found.warnings == ()
    # Every fact of the sheets is there: known, and not merely absent.
    assert found.incoming.kept == found.incoming.read == sum(found.merge.known.values())
    assert found.merge.known["acteur"] == len(
        read_with(base)(next(sheet for sheet in SHEETS if sheet.name == "acteur").rows())
    )


@pytest.mark.parametrize("name", BASES)
def test_a_template_brings_nothing_in(name, request, tmp_path):
    base = request.getfixturevalue(name)
    path = tmp_path / "modele.xlsx"
    write_template(read_with(base), path)
    found = verify(path, base)
    assert is_workbook(path)
    assert (found.faults, found.incoming.read, found.incoming.rows) == ((), 0, {})
    book = load_workbook(path)
    for sheet in SHEETS:
        assert book[sheet.title].cell(FIRST_LINE, 1).value == "exemple", sheet.title


def test_one_amount_changed_is_one_revision(base_sqlite, export):
    hand = Hand(export)
    known = "ti-2019-aides-directes-chauny"
    line = hand.line("ligne_budget", "id", known)
    hand.change("ligne_budget", line, montant=123456, montant_origine=123456)
    found = verify(hand.save(), base_sqlite)
    assert found.faults == ()
    assert found.merge.revised == {"ligne_budget": 1}
    assert found.merge.count() == {"ligne_budget": 1}
    (row,) = found.merge.added["ligne_budget"]
    assert row.values["id"] == f"{known}~2"
    assert row.values["montant"] == 123456
    assert (row.place.sheet, row.place.line) == ("Lignes de budget", line)


def test_a_fact_told_twice_is_exported_as_it_is_known_last(base_sqlite, tmp_path):
    """A base that holds « x » and its version « x~2 » gives one line, under the key of the fact."""
    base = tmp_path / "revisee.sqlite"
    base.write_bytes(base_sqlite.read_bytes())
    engine = create_engine(f"sqlite:///{base}")
    with engine.begin() as connection:
        key = connection.scalar(
            text("SELECT id FROM ligne_budget WHERE devise_origine = 'EUR' AND montant > 0 LIMIT 1")
        )
        names = [name for (_, name, *_) in connection.execute(text("PRAGMA table_info(ligne_budget)"))]
        told = ", ".join(
            {"id": "id || '~2'", "montant": "montant + 1", "montant_origine": "montant_origine + 1"}.get(n, n)
            for n in names
        )
        connection.execute(
            text(f"INSERT INTO ligne_budget SELECT {told} FROM ligne_budget WHERE id = :id"), {"id": key}
        )
        first = connection.scalar(text("SELECT montant FROM ligne_budget WHERE id = :id"), {"id": key})
    engine.dispose()
    path = tmp_path / "classeur.xlsx"
    write_export(read_with(base), path)
    hand = Hand(path)
    assert hand.cell("ligne_budget", hand.line("ligne_budget", "id", str(key)), "montant").value == first + 1
    found = verify(path, base)
    assert (found.faults, found.merge.added) == ((), {})


def test_columns_may_move_and_take_another_title(base_sqlite, export):
    hand = Hand(export)
    page = hand.page("affirmation")
    page.move_range(f"B1:B{page.max_row}", cols=40)
    page.cell(HEADING_LINE, 3).value = "Un autre titre"
    found = verify(hand.save(), base_sqlite)
    assert (found.faults, found.merge.added) == ((), {})


def test_a_text_that_looks_like_a_formula_stays_a_text(base_sqlite, tmp_path):
    base = tmp_path / "base.sqlite"
    base.write_bytes(base_sqlite.read_bytes())
    engine = create_engine(f"sqlite:///{base}")
    texts = {"=1+1": "amiens-metropole", "+33 3 22": "ville-amiens", "@nom": "etat", "-10 %": "alain-gest"}
    with engine.begin() as connection:
        for told, key in texts.items():
            connection.execute(text("UPDATE acteur SET fonction = :told WHERE id = :id"), {"told": told, "id": key})
    engine.dispose()
    path = tmp_path / "classeur.xlsx"
    write_export(read_with(base), path)
    hand = Hand(path)
    page, rank = hand.page("acteur"), hand.rank("acteur", "fonction")
    cells = {str(cell.value): cell for (cell,) in page.iter_rows(min_col=rank, max_col=rank)}
    for told in texts:
        assert cells[told].data_type == "s"
        assert cells[told].quotePrefix
    assert verify(path, base).merge.added == {}


def test_every_closed_column_has_its_list_and_every_required_one_its_colour(export):
    book = load_workbook(export)
    assert book[LISTS].sheet_state == "hidden"
    assert book.sheetnames[0] == HELP
    for sheet in SHEETS:
        page = book[sheet.title]
        assert page.freeze_panes is not None
        rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
        for rank, column in enumerate(sheet.columns(), start=2):
            assert page.cell(NAME_LINE, rank).value == column.name
            top = page.cell(HEADING_LINE, rank)
            assert (top.fill.fgColor.rgb == "001F4E9C") == is_required(column), (sheet.name, column.name)
            assert top.comment is not None
            # Words of the schema that no cell of the workbook answers to.
            assert not re.search("Vrai si|horloge", top.comment.text)
            rule = rules.get(f"{page.cell(FIRST_LINE, rank).coordinate}")
            if column.name in {"statut", "etape", "document", "conteste"} or target_of(column) in {"acteur", "source"}:
                assert rule is not None, column.name
                assert rule.type == "list"


def test_lists_of_a_base_of_facts_offer_no_invented_status(export):
    book = load_workbook(export)
    offered = {str(cell.value) for cells in book[LISTS].iter_rows() for cell in cells if cell.value}
    assert "constate" in offered
    assert "illustratif" not in offered
    assert "Amiens Métropole [epci:248000531]" in offered


def test_a_month_typed_in_a_spreadsheet_does_not_become_its_first_day(export, read):
    hand = Hand(export)
    line = hand.line("promesse", "id", "promesse-03")
    cell = hand.cell("promesse", line, "echeance")
    cell.value, cell.number_format = datetime.fromisoformat("2016-06-01"), "mmm-yy"
    incoming = read_workbook(hand.save(), read)
    (told,) = [row.cells["echeance"] for row in incoming.rows["promesse"] if row.cells["id"] == "promesse-03"]
    assert told == "2016-06"
    assert any(said.startswith("dates au format du tableur") and said.endswith(": 1") for said in incoming.said)


def test_a_name_that_is_not_that_of_its_key_is_a_warning(base_sqlite, export):
    hand = Hand(export)
    line = hand.line("affirmation", "programme_id", "amiens-cluster")
    hand.change("affirmation", line, programme_id="Un autre programme [amiens-cluster]")
    found = verify(hand.save(), base_sqlite)
    assert (found.faults, found.merge.added) == ((), {})
    (warning,) = found.incoming.warnings
    assert (warning.sheet, warning.line, warning.column) == ("Affirmations", line, "programme_id")


def test_a_missing_column_empties_nothing(base_sqlite, export):
    hand = Hand(export)
    hand.page("affirmation").delete_cols(hand.rank("affirmation", "qualificatif"))
    found = verify(hand.save(), base_sqlite)
    assert [(fault.sheet, fault.column) for fault in found.faults] == [("Affirmations", "qualificatif")]
    assert found.merge.added == {}


def test_a_sheet_without_its_technical_names_is_one_fault(base_sqlite, export):
    hand = Hand(export)
    hand.page("promesse").delete_rows(NAME_LINE)
    found = verify(hand.save(), base_sqlite)
    assert [(fault.sheet, fault.line) for fault in found.faults] == [("Promesses", 0)]


def test_an_official_spreadsheet_is_not_taken_for_the_workbook(tmp_path):
    other = Workbook()
    page = other.worksheets[0]
    page.title = "Sources"
    page.append(["id", "titre du tableau", "note"])
    other.save(tmp_path / "officiel.xlsx")
    (tmp_path / "faux.xlsx").write_text("id;titre\n")
    assert not is_workbook(tmp_path / "officiel.xlsx")
    assert not is_workbook(tmp_path / "faux.xlsx")
    assert not is_workbook(tmp_path / "absent.xlsx")
    assert not is_workbook(tmp_path / "table.csv")


def test_a_damaged_workbook_is_a_fault_like_another(read, export):
    export.write_bytes(export.read_bytes()[:20_000])
    incoming = read_workbook(export, read)
    assert [fault.expected for fault in incoming.faults] == ["un classeur lisible"]


def test_the_header_is_found_below_lines_that_were_added(export):
    hand = Hand(export)
    hand.page("acteur").insert_rows(1, 3)
    found = layout_of(hand.page("acteur"), next(sheet for sheet in SHEETS if sheet.name == "acteur"))
    assert found is not None
    assert found.line == NAME_LINE + 3
