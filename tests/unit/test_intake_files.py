"""Form of the data files: headers, manifest, encodings, and the fingerprint."""

import os
from pathlib import Path

import pytest

from data.intake.files import RawData, file_columns, fingerprint, read_files
from data.schema import metadata

HEADER = "id,type,nom,fonction,variantes,source_id"


def read(folder: Path, content: bytes, manifest: str = "") -> RawData:
    (folder / "acteur").mkdir(exist_ok=True)
    (folder / "acteur" / "essai.csv").write_bytes(content)
    if manifest:
        (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    return read_files(folder, metadata)


def test_rows_keep_their_line_even_after_a_cell_on_two_lines(tmp_path: Path) -> None:
    data = read(tmp_path, f'{HEADER}\na,organisme,"A\nB",,,s\n\nc,organisme,C,,,s\n'.encode())
    assert not data.faults
    assert [(row.place.line, row.cells["id"]) for row in data.rows["acteur"]] == [(2, "a"), (5, "c")]


def test_the_manifest_completes_every_row_of_its_file(tmp_path: Path) -> None:
    manifest = '["acteur/essai.csv"]\ntype = "organisme"\n'
    data = read(tmp_path, b"id,nom,source_id\na,A,s\n", manifest)
    assert not data.faults
    assert data.rows["acteur"][0].cells["type"] == "organisme"


@pytest.mark.parametrize(
    ("content", "manifest", "column", "told"),
    [
        (f"{HEADER},couleur\n".encode(), "", "couleur", "une colonne parmi"),
        (f"{HEADER}\n".replace(",", ";").encode(), "", "", "séparées par des virgules"),
        (f"{HEADER},charge_le\n".encode(), "", "charge_le", "une colonne parmi"),
        (f"{HEADER},nom\n".encode(), "", "nom", "une seule fois"),
        (f"{HEADER}\na,organisme\n".encode(), "", "", "6 cellules"),
        (f"{HEADER}\n".encode("utf-16"), "", "", "UTF-8"),
        (f'{HEADER}\na,"b"c,,,,\n'.encode(), "", "", "virgules"),
        (b"", "", "", "en-tête"),
        (HEADER.encode(), '["acteur/essai.csv"]\ntype = "organisme"\n', "type", "pas les deux"),
        (HEADER.encode(), '["acteur/essai.csv"]\ncouleur = "bleu"\n', "couleur", "une colonne parmi"),
        (HEADER.encode(), '["acteur/autre.csv"]\ntype = "organisme"\n', "", "le chemin d’un fichier"),
        (HEADER.encode(), '["acteur/essai.csv"]\ntype = 3\n', "", "colonne ="),
        (HEADER.encode(), "type = \n", "", "TOML"),
    ],
)
def test_a_fault_of_form_is_told(tmp_path: Path, content: bytes, manifest: str, column: str, told: str) -> None:
    faults = read(tmp_path, content, manifest).faults
    assert len(faults) == 1
    assert faults[0].column == column
    assert told in faults[0].expected


def test_a_folder_that_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "acteurs").mkdir()
    (tmp_path / "acteurs" / "essai.csv").write_text(HEADER)
    assert [fault.seen for fault in read_files(tmp_path, metadata).faults] == ["acteurs"]


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert len(read_files(tmp_path, metadata).faults) == 1


def test_keys_given_by_the_builder_are_not_columns_of_the_files() -> None:
    assert "id" not in file_columns(metadata.tables["observation"])
    assert "id" in file_columns(metadata.tables["serie"])


def test_the_fingerprint_follows_bytes_and_names_only(tmp_path: Path) -> None:
    read(tmp_path, HEADER.encode())
    first = fingerprint(tmp_path)
    os.utime(tmp_path / "acteur" / "essai.csv", (0, 0))
    (tmp_path / "lisez-moi.txt").write_text("sans effet")
    assert fingerprint(tmp_path) == first
    (tmp_path / "acteur" / "essai.csv").rename(tmp_path / "acteur" / "essai2.csv")
    renamed = fingerprint(tmp_path)
    (tmp_path / "acteur" / "essai2.csv").write_text(f"{HEADER}\n")
    assert len({first, renamed, fingerprint(tmp_path)}) == 3
