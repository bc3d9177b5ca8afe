"""A file that nobody reads: its name and its first bytes tell what it is, and how to make it one that is read."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.intake.unrecognised import absent, reason

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def opendocument(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as content:
        content.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


def other_workbook(path: Path) -> None:
    Workbook().save(path)


def cut(path: Path) -> None:
    Workbook().save(path)
    path.write_bytes(path.read_bytes()[:900])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("~$classeur.xlsx", b"someone", "fermé"),
        (".~lock.classeur.xlsx#", b"someone", "fermé"),
        ("classeur.xlsx", b"", "vide"),
        ("classeur.xls", OLE + bytes(600), "Classeur Excel (.xlsx)"),
        ("classeur.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "sans mot de passe"),
        ("classeur.xlsx", cut, "coupé"),
        ("classeur.ods", opendocument, "Classeur Excel (.xlsx)"),
        ("classeur.xlsx", opendocument, "Classeur Excel (.xlsx)"),
        ("classeur.xlsm", other_workbook, "Classeur Excel (.xlsx)"),
        ("budget.xlsx", other_workbook, "« modele »"),
        ("classeur.numbers", b"whatever", "Classeur Excel (.xlsx)"),
    ],
)
def test_what_a_person_gives_instead_of_the_workbook_is_named(tmp_path: Path, name: str, content: object, words: str):
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        assert callable(content)
        content(path)
    why = reason(path)
    assert why is not None
    assert words in " ".join(why).replace("\u202f", " ")


def test_a_text_says_nothing_of_what_it_is(tmp_path: Path):
    path = tmp_path / "budget.csv"
    path.write_text("Identifiant;Montant\n", encoding="utf-8")
    assert reason(path) is None


def test_a_mistyped_path_is_told_the_file_beside(tmp_path: Path):
    (tmp_path / "classeur.xlsx").write_bytes(b"PK")
    assert "« classeur.xlsx »" in absent(tmp_path / "claseur.xlsx").remedy.replace("\u202f", " ")
    assert "dossier" in absent(tmp_path).expected
    assert "n’existe pas" in absent(tmp_path / "ici" / "classeur.xlsx").remedy
