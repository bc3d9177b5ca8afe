"""Text files of producers: encodings, separators, ZIP, numbers and dates."""

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from data.intake.french_cells import french_date, number
from data.intake.official.text_files import UnreadableFileError, looks_like, open_text

TABLE = "Code;Libellé;Taux\n02;Aisne;10,3\n\n80;Somme;8,1\n"


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 9, 17, 8, 30, 0)), content, zipfile.ZIP_DEFLATED)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TABLE.encode(), "UTF-8"),
        (TABLE.encode("utf-8-sig"), "UTF-8 avec BOM"),
        (TABLE.encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_said(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "taux.csv"
    path.write_bytes(content)
    with open_text(path) as file:
        assert file.header == ["Code", "Libellé", "Taux"]
        assert list(file.rows) == [(2, ["02", "Aisne", "10,3"]), (4, ["80", "Somme", "8,1"])]
        assert file.said == [said, "séparateur « ; »", "décimales à la virgule"]


def test_an_encoding_that_is_none_of_ours_is_told(tmp_path: Path) -> None:
    """0x81 is no letter of Windows-1252: the file comes from another system."""
    path = tmp_path / "taux.csv"
    path.write_bytes(TABLE.encode() + b"\x81;\xe9;1,0\n")
    with pytest.raises(UnreadableFileError) as caught, open_text(path) as file:
        list(file.rows)
    assert caught.value.fault.file == "taux.csv"
    assert "0x81" in caught.value.fault.remedy


def test_an_accent_after_the_first_buffer_still_decides(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a;b\n" + b"1;2\n" * 400_000 + "1;é\n".encode("cp1252"))
    with open_text(path) as file:
        *_, last = file.rows
    assert (file.encoding, last) == ("cp1252", (400_002, ["1", "é"]))


def test_a_long_file_is_never_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a;b\n" + (b"1;" + b"2" * 200 + b"\n") * 60_000)
    assert path.stat().st_size > 12_000_000
    tracemalloc.start()
    with open_text(path, progress=lambda _: None) as file:
        assert sum(1 for _ in file.rows) == 60_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6_000_000


@pytest.mark.parametrize(("separator", "said"), [(";", "« ; »"), (",", "« , »"), ("\t", "tabulation"), ("|", "« | »")])
def test_the_separator_is_found_outside_quotes(tmp_path: Path, separator: str, said: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(separator.join(('"a;;,,||"', "b", "c")) + "\n" + separator.join("123"), encoding="utf-8")
    with open_text(path) as file:
        assert file.header == ["a;;,,||", "b", "c"]
        assert f"séparateur {said}" in file.said


def test_dates_and_decimal_points_are_said(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("a;b;c\n1.5;26/06/2015;2015-06-26\n", encoding="utf-8")
    with open_text(path) as file:
        assert file.said[2:] == ["décimales au point", "dates JJ/MM/AAAA", "dates AAAA-MM-JJ"]


def test_the_lines_count_a_cell_on_two_lines_and_ragged_rows_are_told(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text('a;b\n"x\ny";1\nseul\nz;2\n', encoding="utf-8")
    with open_text(path) as file:
        assert [line for line, _ in file.rows] == [2, 5]
    assert [(fault.line, fault.seen) for fault in file.faults] == [(4, "1 cellules")]


def test_a_zip_is_read_as_the_table_that_it_holds(tmp_path: Path) -> None:
    path = zipped(tmp_path / "f.zip", {"meta.csv": b"x;y\n1;2\n", "data.csv": TABLE.encode(), "lisez.pdf": b"p" * 999})
    told: list[int] = []
    with open_text(path, progress=told.append) as file:
        assert [cells[0] for _, cells in file.rows] == ["02", "80"]
    assert (file.inside, str(file.packed)) == ("data.csv", "2026-09-17")
    assert told
    assert max(told) <= path.stat().st_size
    with open_text(path, member=r"^meta") as file:
        assert file.header == ["x", "y"]


def test_a_cut_zip_a_binary_and_a_missing_file_are_told(tmp_path: Path) -> None:
    cut = zipped(tmp_path / "cut.zip", {"data.csv": bytes(range(256)) * 400})
    cut.write_bytes(cut.read_bytes()[:300])
    binary = tmp_path / "f.csv"
    binary.write_bytes(b"\xff\x00\x01" * 50)
    told = {
        cut: "ZIP entier",
        binary: "fichier de texte",
        tmp_path / "absent.csv": "lisible",
        tmp_path / "e": "en-tête",
    }
    (tmp_path / "e").touch()
    for path, expected in told.items():
        with pytest.raises(UnreadableFileError) as error, open_text(path) as file:
            list(file.rows)
        assert expected in error.value.fault.expected
        assert error.value.fault.file == path.name


def test_recognising_never_raises(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(TABLE, encoding="cp1252")
    assert looks_like(path, lambda header: "Libellé" in header)
    assert not looks_like(tmp_path / "absent.csv", lambda _: True)
    (tmp_path / "f.zip").write_bytes(b"PK\x03\x04")
    assert not looks_like(tmp_path / "f.zip", lambda _: True)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1 234,50", "1234.5"),
        ("1\u202f234", "1234"),
        ("1.234,5", "1234.5"),
        ("-0,0", "0"),
        ("7.0", "7"),
        ("1e+05", "100000"),
        ("496.000000000001", "496"),
        ("0,12345", None),
        ("1,2,3", None),
        ("s", None),
        ("", None),
        ("123456789012345", None),
    ],
)
def test_numbers(text: str, read: str | None) -> None:
    assert number(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("26/06/2015", "2015-06-26"),
        ("20/12/2023 08:45", "2023-12-20"),
        ("1er août 2015", "2015-08-01"),
        ("juin 2015", "2015-06"),
        ("6/2015", "2015-06"),
        ("2015", "2015"),
        ("2015-06-26T10:00:00", "2015-06-26"),
        ("31/02/2015", None),
        ("26/06/15", None),
        ("", None),
    ],
)
def test_dates(text: str, read: str | None) -> None:
    assert french_date(text) == read
