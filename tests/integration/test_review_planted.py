"""What no column shows by itself: one planted case of each kind, all told at once at their line, and nothing else."""

import json
import shutil
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from openpyxl import load_workbook
from sqlalchemy import create_engine, select, text

from data.intake.cli import main
from data.intake.commands.parser import FAULTY, MISUSED, OK
from data.intake.faults import Fault
from data.intake.merge import rows_of_base
from data.intake.preparation import Prepared
from data.intake.publish import prepare, publish
from data.intake.review import Candidate, review
from data.intake.workbook import look
from data.intake.workbook.mark import MARKER
from data.intake.workbook.sheets import MARKS, SHEETS
from data.intake.workbook.write import write_export, write_template
from data.tables.journal import publication
from tests.official_files import date_beside, write_sheet
from tests.published import NEXT_DAY, quarter, rows
from tests.review_cases import JOBS, PROOF, Planted, Planter, files_of, plant_figures, plant_money
from tests.workbooks import Hand, read_with, verify

LISTED: Final = 5
"""First line of the list of faults in a marked copy."""


class Spoilt(NamedTuple):
    """Files with every case, and what was found in them."""

    url: str
    files: list[Path]
    cases: list[Planted]
    prepared: Prepared


@pytest.fixture(scope="module")
def spoilt(base_demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    folder = tmp_path_factory.mktemp("relecture")
    path = folder / "classeur.xlsx"
    write_export(read_with(base_demonstration), path)
    planter = Planter(Hand(path))
    plant_figures(planter)
    plant_money(planter)
    planter.hand.save()
    files, cases = files_of(folder)
    url = f"sqlite:///{base_demonstration}"
    _, prepared = prepare(url, [path, *files], now=NEXT_DAY)
    return Spoilt(url, [path, *files], [*planter.cases, *cases], prepared)


def _title(table: str) -> str:
    return next((sheet.title for sheet in SHEETS if sheet.name == table), "")


def _place(fault: Fault) -> tuple[str, str, int, str]:
    return fault.file, fault.sheet, fault.line, fault.column


def test_every_planted_case_is_told_at_its_line_and_nothing_else(spoilt: Spoilt) -> None:
    for blocking, found in ((True, spoilt.prepared.faults), (False, spoilt.prepared.warnings)):
        planted = [one for one in spoilt.cases if one.blocking is blocking]
        expected = sorted((one.file, _title(one.table), one.line, one.column) for one in planted)
        assert sorted(map(_place, found)) == expected, "\n".join(map(str, found))
        for one in planted:
            place = (one.file, _title(one.table), one.line, one.column)
            told = [str(fault).replace("\u202f", " ") for fault in found if _place(fault) == place]
            assert any(one.words in line for line in told), (one, told)


def test_no_warning_tells_a_figure_that_may_be_secret(spoilt: Spoilt) -> None:
    of_clusters = [one for one in spoilt.prepared.warnings if one.sheet == "Chiffres des clusters"]
    assert len(of_clusters) == 6
    assert [one for one in of_clusters if "900" in str(one) or "38" in str(one)] == []


def test_the_marked_copy_shows_faults_and_warnings_apart(spoilt: Spoilt, tmp_path: Path, capsys) -> None:
    copy = tmp_path / "fautes.xlsx"
    asked = ["verifier", *map(str, spoilt.files), "--rapport", str(copy), "--base", spoilt.url]
    assert main(asked, {}) == FAULTY
    said = capsys.readouterr().out
    assert f"{len(spoilt.prepared.warnings)} avertissements" in said
    hand = Hand(copy)
    cases = [one for one in spoilt.cases if one.file == "classeur.xlsx"]
    for one in cases:
        for name in one.column.split(", "):
            cell = hand.cell(one.table, one.line, name)
            assert cell.comment is not None, one
            assert cell.comment.author == MARKER
            assert one.words in cell.comment.text.replace("\u202f", " "), one
            assert cell.fill.fgColor.rgb == f"00{look.BLOCKED_TINT if one.blocking else look.ACCENT_TINT}", one
    listed = [row[0].value for row in load_workbook(copy)[MARKS].iter_rows(min_row=LISTED) if row[0].value]
    assert (listed.count("● à corriger"), listed.count("○ à relire")) == (
        sum(one.blocking for one in cases),
        sum(not one.blocking for one in cases),
    )


def test_warnings_alone_do_not_block_and_stay_in_the_journal(base_demonstration: Path, tmp_path: Path) -> None:
    base = tmp_path / "base" / "vigie.sqlite"
    base.parent.mkdir()
    shutil.copy(base_demonstration, base)
    path = tmp_path / "classeur.xlsx"
    write_template(read_with(base), path)
    planter = Planter(Hand(path))
    line = planter.jobs("cluster-sante", "epci:999000101@2018", 2017, 1, unites=2)
    planter.money("Remise", -500)
    planter.hand.save()
    url = f"sqlite:///{base}"
    report = publish(url, [path], "Claire", now=NEXT_DAY)
    assert report.added == {"observation": 1, "ligne_budget": 1}
    kept = json.loads(rows(url, select(publication.c.avertissements).where(publication.c.id == 2))[0][0])
    assert [(one["feuille"], one["ligne"], one["colonne"]) for one in kept] == [
        ("Chiffres des clusters", line, "unites"),
        ("Lignes de budget", 6, "montant"),
    ]
    assert all(one["attendu"] and one["remede"] for one in kept)


def test_a_line_of_the_sheet_of_breaks_mends_a_perimeter_that_changes(base_demonstration: Path, tmp_path: Path) -> None:
    path = tmp_path / "classeur.xlsx"
    write_template(read_with(base_demonstration), path)
    planter = Planter(Hand(path))
    planter.jobs("cluster-energie", "epci:999000106@2018", 2024, 5)
    planter.jobs("cluster-energie", "epci:999000106@2022", 2025, 6)
    planter.hand.save()
    (fault,) = verify(path, base_demonstration).faults
    assert "« Ruptures »" in fault.remedy.replace("\u202f", " ")
    hand = Hand(path)
    told = {"id": "essai-2025", "territoire_id": "epci:999000106", "cause": "perimetre", "libelle": "7 communes"}
    proof = {name: JOBS[name] for name in (*PROOF, "auteur_id", "source_id", "passage")}
    line = hand.add("rupture", **told, **proof, a_partir_de="2024")
    assert len(verify(hand.save(), base_demonstration).faults) == 1
    hand.change("rupture", line, a_partir_de="2025")
    assert verify(hand.save(), base_demonstration).faults == ()


def test_the_facts_of_both_bases_raise_no_false_alarm(base_sqlite: Path, base_demonstration: Path) -> None:
    """Every fact taken as if it had just come in: what an export read back, which brings nothing, cannot prove."""
    told = []
    for base in (base_sqlite, base_demonstration):
        engine = create_engine(f"sqlite:///{base}")
        with engine.connect() as connection:
            facts = rows_of_base(connection, "base")
        engine.dispose()
        assert review(Candidate(facts, {})) == []
        told += [(one.blocking, one.fault.seen) for one in review(Candidate({}, facts))]
    # True ones: two figures that the demonstration keeps secret, one by its units, the other by its largest share.
    assert told == [(False, "2"), (False, "90")]


def test_what_the_base_already_holds_does_not_block(base_sqlite: Path, tmp_path: Path) -> None:
    base = tmp_path / "base" / "vigie.sqlite"
    base.parent.mkdir()
    shutil.copy(base_sqlite, base)
    engine = create_engine(f"sqlite:///{base}")
    with engine.begin() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        for changed in (
            (
                "UPDATE observation SET valeur = valeur + 1 WHERE serie_id = 'creations-entreprises-communes' "
                "AND perimetre_id = 'epci:248000531@2026' AND periode = '2025'"
            ),
            "UPDATE observation SET valeur = 300 WHERE serie_id = 'chomage-ze' AND periode = '2023-T1'",
            (
                "UPDATE observation SET perimetre_id = 'epci:248000531@2015' WHERE serie_id = 'population-etalab' "
                "AND perimetre_id = 'epci:248000531@2026'"
            ),
            "UPDATE ligne_budget SET temporalite = 'total' WHERE programme_id = 'plie-2001'",
        ):
            assert connection.execute(text(changed)).rowcount > 0, changed
    engine.dispose()
    url = f"sqlite:///{base}"
    report = publish(url, [quarter(tmp_path)], "Claire", now=NEXT_DAY)
    assert (report.number, report.added, list(report.warnings)) == (2, {"observation": 1}, [])


@pytest.mark.parametrize("name", ["classeur.xlsx", "lien.xlsx", "chomage.csv", "chomage.csv.toml"])
def test_a_report_is_never_written_over_what_is_verified(
    name: str, base_sqlite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The workbook is real: written over, what a person typed would be lost."""
    path = tmp_path / "observation" / "classeur.xlsx"
    figures = quarter(tmp_path)
    write_template(read_with(base_sqlite), path)
    path.with_name("lien.xlsx").symlink_to(path)
    beside = figures.with_name("chomage.csv.toml")
    beside.write_text("")
    before = {one: one.read_bytes() for one in (path, figures, beside)}
    report = str(path.with_name(name))
    asked = ["verifier", str(path), str(figures), "--rapport", report, "--base", f"sqlite:///{base_sqlite}"]
    assert main(asked, {}) == MISUSED
    said = capsys.readouterr().out.replace("\u202f", " ")
    assert "écrirait par-dessus" in said
    assert "donner un autre nom" in said
    assert {one: one.read_bytes() for one in before} == before


def test_a_marked_copy_is_not_written_over_another_workbook_to_verify(
    base_sqlite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "classeur.xlsx", tmp_path / "classeur-fautes.xlsx"
    write_template(read_with(base_sqlite), first)
    shutil.copy(first, second)
    report = tmp_path / "rapport.txt"
    asked = ["verifier", str(first), str(second), "--rapport", str(report), "--base", f"sqlite:///{base_sqlite}"]
    assert main(asked, {}) == MISUSED
    assert "classeur-fautes.xlsx" in capsys.readouterr().out
    assert not report.exists()
    assert main(["verifier", str(first), "--rapport", str(report), "--base", f"sqlite:///{base_sqlite}"], {}) == OK
    assert report.is_file()


def test_what_a_producer_publishes_is_taken_as_it_is(base_sqlite: Path, tmp_path: Path) -> None:
    """A rate above 100 blocks in a file of our tables; in that of the Insee it warns: nobody may retouch it."""
    header = ["ZE2020", "LIBZE2020", "REG", "LIBREG", "2023-T4"]
    lines = [
        [zone, "nom", "32", "HDF", value] for zone, value in {"3202": 101, "3201": 8, "3214": 8, "3220": 8}.items()
    ]
    path = write_sheet(tmp_path / "chomage-zone.xlsx", "txcho_ze", 5, [header, *lines])
    _, prepared = prepare(f"sqlite:///{base_sqlite}", [date_beside(path, "2024-03-28")], now=NEXT_DAY)
    assert prepared.faults == ()
    assert [(one.line, one.sheet) for one in prepared.warnings] == [(7, "txcho_ze")] * 2
    assert {one.expected.split(" d’")[0] for one in prepared.warnings} == {"un taux", "moins de 10 fois"}
