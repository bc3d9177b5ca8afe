"""The commands in French: what they print, what they leave with, and that a dry run writes nothing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from data.intake.cli import main
from data.intake.commands.parser import FAULTY, MISUSED, OK, UNREACHABLE
from data.intake.targets import target_url
from tests.published import FOLLOW_UP, fingerprint, journal, quarter, write_csv

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    "modele",
    "exporter",
    "verifier",
    "publier",
    "journal",
    "revenir",
    "etat",
    "construire",
    "demonstration",
    "roles",
)


@pytest.fixture
def url(base_sqlite: Path, tmp_path: Path) -> str:
    """Address of a base that the commands may change."""
    path = tmp_path / "base" / "vigie.sqlite"
    path.parent.mkdir()
    shutil.copy(base_sqlite, path)
    return f"sqlite:///{path}"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_help_in_french(command: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main([command, "--aide"], {})
    said = capsys.readouterr().out
    assert left.value.code == OK
    assert "Codes de sortie" in said
    assert re.findall(r"\b(show|this|the|exit|required|positional arguments)\b", said) == []


def test_verifying_tells_what_would_be_added(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["verifier", str(quarter(tmp_path)), "--base", url], {}) == OK
    said = capsys.readouterr().out
    assert "table «\u202fobservation\u202f», en CSV" in said
    assert "observation\u202f: 1 ligne en plus" in said
    assert "Aucune faute" in said
    assert journal(url) == [(1, "construction")]


def test_the_report_tells_where_what_and_how_to_mend(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    report = tmp_path / "rapport.txt"
    faulty = write_csv(tmp_path / "suivi_action.csv", {**FOLLOW_UP, "etat": "en cour"})
    asked = ["verifier", str(faulty), str(quarter(tmp_path, valeur="huit")), "--rapport", str(report), "--base", url]
    assert main(asked, {}) == FAULTY
    said = capsys.readouterr().out
    assert said == report.read_text(encoding="utf-8") + f"Rapport : {report}\n"
    assert "suivi_action.csv, ligne 2, colonne « etat »" in said
    assert "« en cour » lu" in said
    assert "en_cours" in said
    assert "2 fautes" in said


@pytest.mark.parametrize("name", ["rapport.xlsx", "RAPPORT.XLSX", "rapport.docx"])
def test_a_marked_copy_needs_one_workbook_and_no_report_a_name_that_it_would_not_open_under(
    url: str, tmp_path: Path, name: str
):
    report = tmp_path / name
    assert main(["verifier", str(quarter(tmp_path)), "--rapport", str(report), "--base", url], {}) == MISUSED
    assert not report.exists()


def test_publishing_then_the_journal_then_going_back(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    before = fingerprint(url)
    assert main(["publier", str(quarter(tmp_path)), "--vers", url, "--par", "Claire"], {}) == OK
    assert "Publication nº\u202f2" in capsys.readouterr().out
    assert main(["verifier", str(quarter(tmp_path)), "--base", url], {}) == OK
    assert "et rien de nouveau" in capsys.readouterr().out
    assert main(["publier", str(quarter(tmp_path)), "--vers", url], {}) == OK
    assert "Rien de nouveau" in capsys.readouterr().out
    assert main(["revenir", "1", "--vers", url, "--dry-run"], {}) == OK
    assert "peut être rétabli" in capsys.readouterr().out
    assert main(["revenir", "1", "--vers", url, "--par", "Paul"], {}) == OK
    assert fingerprint(url) == before
    assert main(["revenir", "1", "--vers", url], {}) == OK
    assert main(["journal", "--base", url], {}) == OK
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("nº")]
    assert [line.split(" UTC")[1] for line in told[:2]] == [", par Paul", ", par Claire"]
    assert "retour à l’état nº\u202f1" in told[0]


def test_the_warnings_that_were_accepted_can_be_read_again(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """A month after the first version, an older one is told: it is added, and worth a word."""
    main(["publier", str(quarter(tmp_path)), "--vers", url], {})
    capsys.readouterr()
    assert main(["publier", str(quarter(tmp_path, valeur="8.4", connu_le="2026-10")), "--vers", url], {}) == OK
    (warned,) = [line[2:] for line in capsys.readouterr().out.splitlines() if line.startswith("! ")]
    assert main(["journal", "--base", url], {}) == OK
    said = capsys.readouterr().out
    assert "1 avertissement accepté (les lire\u202f: journal 3)" in said
    assert warned not in said
    assert main(["journal", "3", "--base", url], {}) == OK
    said = capsys.readouterr().out
    assert f"  ! {warned}" in said.splitlines()
    assert "nº\u202f2" not in said
    assert main(["journal", "9", "--base", url], {}) == FAULTY


def test_a_refused_publication_lists_the_faults_and_leaves_with_1(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["publier", str(quarter(tmp_path, valeur="huit")), "--vers", url], {}) == FAULTY
    said = capsys.readouterr().err
    assert "colonne « valeur »" in said
    assert "rien n’a été changé" in said
    assert main(["revenir", "7", "--vers", url], {}) == FAULTY
    assert journal(url) == [(1, "construction")]


@pytest.mark.parametrize(
    "command",
    [["publier", "x.csv"], ["verifier", "x.csv"], ["journal"], ["etat"], ["revenir", "1"], ["exporter", "x.xlsx"]],
)
def test_an_absent_base_is_out_of_reach(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    address = f"sqlite:///{tmp_path}/absente.sqlite"
    assert main(command, {"VIGIE_DATABASE_URL": address}) == UNREACHABLE
    assert "construire" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_answer_is_out_of_reach(capsys: pytest.CaptureFixture[str]):
    assert main(["etat", "--base", "postgresql://personne@127.0.0.1:9/vigie"], {}) == UNREACHABLE
    assert "Rien n’a été changé" in capsys.readouterr().err


def test_a_file_that_is_no_base_is_out_of_reach(tmp_path: Path):
    path = tmp_path / "vigie.sqlite"
    path.write_text("autre chose")
    assert main(["publier", str(quarter(tmp_path)), "--vers", f"sqlite:///{path}"], {}) == UNREACHABLE
    assert path.read_text() == "autre chose"


def test_the_state_tells_identity_rows_and_freshness(url: str, capsys: pytest.CaptureFixture[str]):
    assert main(["etat", "--base", url], {}) == OK
    said = capsys.readouterr().out
    assert fingerprint(url) in said
    assert "nº\u202f1, construction" in said
    assert re.search(r"observation\u202f: \d{4}", said)
    assert re.search(r"insee-chomage-zones-2023-t3\u202f: 2023-12", said)


def test_a_base_changed_by_another_hand_is_told(url: str, capsys: pytest.CaptureFixture[str]):
    engine = create_engine(target_url(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE observation SET valeur = valeur + 1 WHERE id = 1"))
    engine.dispose()
    assert main(["etat", "--base", url], {}) == FAULTY
    assert "modifiée hors de Vigie" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["construire", "demonstration"])
def test_a_dry_build_checks_and_writes_nothing(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "base" / "vigie.sqlite"
    assert main([command, "--vers", f"sqlite:///{path}", "--dry-run"], {}) == OK
    said = capsys.readouterr().out
    assert "rien n’a été écrit" in said
    assert "chaque fait a sa source" in said
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_would_leave_publications_behind_says_how(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["publier", str(quarter(tmp_path)), "--vers", url], {}) == OK
    assert main(["construire", "--vers", url], {}) == FAULTY
    assert "--abandonner-les-publications" in capsys.readouterr().err
    assert main(["construire", "--vers", url, "--abandonner-les-publications"], {}) == OK
    assert len(journal(url)) == 3


@pytest.mark.postgresql
def test_a_dry_run_creates_no_role(postgresql_admin: str, capsys: pytest.CaptureFixture[str]):
    assert main(["roles", "--vers", postgresql_admin, "--dry-run"], {}) == OK
    assert "rien n’a été écrit" in capsys.readouterr().out


def test_no_progress_bar_where_nobody_watches(url: str, tmp_path: Path):
    command = [sys.executable, "-m", "data", "publier", str(quarter(tmp_path)), "--vers", url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "Publication nº 2" in done.stdout


def test_another_python_is_told_which_one_to_use():
    """What one types first, without the path of the environment: a traceback said a module was missing."""
    command = [sys.executable, "-S", "-m", "data", "etat"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert ".venv/bin/python -m data" in run.stderr
    assert "Traceback" not in run.stderr


def test_an_output_that_nobody_reads_is_no_failure(url: str, tmp_path: Path):
    """« publier … | head »: what is published is not said to be refused."""
    command = [sys.executable, "-m", "data", "publier", str(quarter(tmp_path)), "--vers", url]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    running.stdout.close()
    _, refused = running.communicate()
    assert (running.returncode, refused) == (OK, "")
    assert len(journal(url)) == 2


@pytest.mark.parametrize(("path", "words"), [("pas/la.txt", "pas » n’existe pas"), ("base", "est un dossier")])
def test_a_place_where_nothing_can_be_written_is_named(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, words: str
):
    rapport = ["--rapport", str(tmp_path / path)]
    assert main(["verifier", str(quarter(tmp_path)), "--base", url, *rapport]) == UNREACHABLE
    refused = capsys.readouterr().err.replace("\u202f", " ")
    assert words in refused
    assert "Errno" not in refused


def test_a_file_address_with_two_bars_is_told_its_third(capsys: pytest.CaptureFixture[str]):
    assert main(["etat", "--base", "sqlite://build/vigie.sqlite"]) == FAULTY
    assert "sqlite:///build/vigie.sqlite" in capsys.readouterr().err


def test_both_names_of_the_base_are_understood_by_every_command(url: str):
    """Whoever verified with --base publishes with it, and the other way round."""
    assert main(["etat", "--vers", url]) == OK
    assert main(["revenir", "1", "--base", url, "--dry-run"]) == OK


def test_the_account_that_reads_is_told_to_publish_with_the_other(
    base_postgresql: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    reading = (
        f"{base_postgresql}{'&' if '?' in base_postgresql else '?'}options=-c%20default_transaction_read_only%3Don"
    )
    assert main(["publier", str(quarter(tmp_path)), "--vers", reading]) == FAULTY
    refused = capsys.readouterr().err
    assert "vigie_ecriture" in refused
    assert "DROP" not in refused
