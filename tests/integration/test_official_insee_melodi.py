"""Melodi tables of Insee: SIDE and Flores, read against the base of sourced facts."""

from pathlib import Path
from typing import Any

import pytest

from bench.side_national import write
from data.engine import Reader
from data.intake.cells import Row
from data.intake.official.insee_flores import INSEE_FLORES
from data.intake.official.insee_side import INSEE_SIDE
from tests.official_files import date_beside, figures, publish, read_file, rows_of, write_csv, write_zip

SIDE = "ACTIVITY;FREQ;GEO;GEO_OBJECT;LEGAL_FORM;SIDE_MEASURE;OBS_STATUS;TIME_PERIOD;OBS_VALUE"
FLORES = "GEO;GEO_OBJECT;ACTIVITY;NUMBER_EMPL;LEGAL_FORM_WITH_PUBLIC;FLORES_MEASURE;OBS_STATUS;TIME_PERIOD;OBS_VALUE"
NAME = "DS_SIDE_CREA_ETAB_COM_2025"

Rows = list[list[Any]]


@pytest.fixture(scope="module")
def current(base_sqlite: Path) -> dict[str, list[Row]]:
    return rows_of(base_sqlite)


def zones(read: Reader) -> Rows:
    """The base's own creations by zone d’emploi and sector, in the layout of Melodi."""
    return [
        [row["secteur_id"][4:], "A", row["code"], "ZE2020", "_T", "UNIT_LOC_BURE", "A", row["periode"], row["valeur"]]
        for row in figures(read, "creations-etablissements-ze-a10")
    ]


def communes(read: Reader) -> Rows:
    return [
        ["_T", "A", row["code"], "COM", "_T", "UNIT_LOC_BURE", "A", row["periode"], int(row["valeur"])]
        for row in figures(read, "creations-etablissements-communes")
        if row["type"] == "commune"
    ]


ELSEWHERE: Rows = [
    ["_T", "A", "75056", "COM", "_T", "UNIT_LOC_BURE", "A", "2025", 99],
    ["_T", "A", "1109", "ZE2020", "_T", "UNIT_LOC_BURE", "A", "2025", 99],
    ["inconnu", "A", "F", "FRANCE", "_T", "UNIT_LOC_BURE", "A", "2025", "?"],
]


def side(folder: Path, rows: Rows, name: str = NAME) -> Path:
    return date_beside(write_csv(folder / f"{name}.csv", SIDE, [*ELSEWHERE, *rows]))


def test_the_same_edition_changes_nothing(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    incoming = read_file(INSEE_SIDE, side(tmp_path, [*zones(read), *communes(read)]), read)
    assert (incoming.faults, incoming.warnings) == ([], [])
    assert (incoming.read, incoming.kept) == (3 + 560 + 335, 560 + 335)
    assert "UTF-8" in incoming.said
    merge = publish(incoming, current)
    assert merge.count() == {}
    assert merge.known == {"observation": 560 + 335 + 7}


def test_a_revised_value_is_a_new_fact_of_a_new_edition(
    tmp_path: Path, read: Reader, current: dict[str, list[Row]]
) -> None:
    rows = zones(read)
    rows[0][-1] += 1
    rows.append(["_T", "A", "3202", "ZE2020", "_T", "UNIT_LOC_BURE", "A", "2026", "5000"])
    path = side(tmp_path, rows, "DS_SIDE_CREA_ETAB_COM_2026_data")
    merge = publish(read_file(INSEE_SIDE, path, read), current)
    assert merge.count() == {"source": 1, "observation": 2}
    assert merge.revised == {"observation": 1}
    assert merge.warnings == []
    (source,) = merge.added["source"]
    assert source.values["id"] == "insee-side-etablissements-2026"
    assert source.values["jeu"] == "DS_SIDE_CREA_ETAB_COM_2026"
    revised, new = (row.values for row in merge.added["observation"])
    assert (revised["connu_le"], revised["source_id"]) == ("2027-01-20", "insee-side-etablissements-2026")
    assert (new["perimetre_id"], new["secteur_id"], new["valeur"]) == ("zone_emploi:3202@actuel", "a10:_T", 5000)
    after = {name: [*rows, *merge.added.get(name, [])] for name, rows in current.items()}
    assert publish(read_file(INSEE_SIDE, path, read), after).count() == {}


def test_a_revised_commune_revises_its_epci(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    rows = communes(read)
    amiens = next(row for row in rows if row[2] == "80021")
    amiens[-1], amiens[6] = amiens[-1] + 10, "W"
    merge = publish(read_file(INSEE_SIDE, side(tmp_path, rows), read), current)
    told = {row.values["perimetre_id"]: row.values for row in merge.added["observation"]}
    assert set(told) == {"commune:80021@actuel", "epci:248000531@2026"}
    assert told["commune:80021@actuel"]["drapeau"] == "W"
    assert told["epci:248000531@2026"]["valeur"] == 3044 + 10


def test_no_epci_is_summed_over_a_missing_or_secret_commune(tmp_path: Path, read: Reader) -> None:
    rows = [row for row in communes(read) if row[2] != "02001"]
    next(row for row in rows if row[2] == "80021")[-3:] = ["C", "2025", ""]
    incoming = read_file(INSEE_SIDE, side(tmp_path, rows), read)
    cells = {row.cells["perimetre_id"]: row.cells for row in incoming.rows["observation"]}
    assert len(cells) == 334 + 5
    assert (cells["commune:80021@actuel"]["valeur"], cells["commune:80021@actuel"]["drapeau"]) == ("", "C")
    assert sorted(warning.seen for warning in incoming.warnings) == [
        "02001",
        "epci:200071785@2026 : 2025 (47 sur 48)",
        "epci:248000531@2026 : 2025 (38 sur 39)",
    ]


def test_departments_and_their_sums(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    codes = [f"{rank:02}" for rank in range(1, 96) if rank != 20] + ["2A", "2B"]
    rows: Rows = [["_T", "A", code, "DEP", "_T", "BURE", "A", "2022", 100] for code in codes]
    rows += [
        ["_T", "A", "80", "DEP", "10", "BURE", "A", "2022", 60],
        ["BE", "A", "80", "DEP", "_T", "BURE", "A", "2022", 7],
    ]
    rows += [["_T", "A", "32", "REG", "_T", "BURE", "A", "2022", 501]]
    path = side(tmp_path, rows, "DS_SIDE_CREA_DEP_REG_NAT_2025")
    incoming = read_file(INSEE_SIDE, path, read)
    merge = publish(incoming, current)
    told = {
        (row.values["perimetre_id"], row.values["forme_juridique"]): row.values for row in merge.added["observation"]
    }
    assert set(told) == {
        *((f"departement:{code}@actuel", None) for code in ("02", "59", "60", "62", "80")),
        ("departement:80@actuel", "10"),
        ("region:32@actuel", None),
        ("pays:FM@actuel", None),
    }
    assert told["region:32@actuel", None]["valeur"] == 500
    assert told["region:32@actuel", None]["passage"] == "somme des 5 départements"
    assert told["pays:FM@actuel", None]["valeur"] == 9600
    assert told["departement:80@actuel", None]["secteur_id"] == "side_departements:_T"
    assert [(warning.seen, warning.column) for warning in incoming.warnings] == [("501", "OBS_VALUE")]


def test_the_zip_gives_its_date_and_a_bare_csv_asks_for_it(tmp_path: Path, read: Reader) -> None:
    bare = write_csv(tmp_path / f"{NAME}_data.csv", SIDE, zones(read))
    (fault,) = read_file(INSEE_SIDE, bare, read).faults
    assert f"{NAME}_data.csv.toml" in fault.remedy
    zipped = write_zip(tmp_path / "sans-nom.zip", bare)
    incoming = read_file(INSEE_SIDE, zipped, read)
    assert incoming.faults == []
    assert {row.cells["connu_le"] for row in incoming.rows["observation"]} == {"2027-01-20"}
    assert {row.cells["source_id"] for row in incoming.rows["observation"]} == {"insee-side-etablissements-2025"}
    zipped.write_bytes(zipped.read_bytes()[:-40])
    (fault,) = INSEE_SIDE.read(zipped, read, lambda _: None).faults
    assert fault.expected == "un ZIP entier"


def test_the_file_beside_decides_and_is_checked(tmp_path: Path, read: Reader) -> None:
    path = side(tmp_path, zones(read))
    beside = path.with_name(f"{path.name}.toml")
    beside.write_text('connu_le = 2027-02-01\nsource_id = "insee-side-etablissements-2025"\npassage = "p"\n')
    cells = read_file(INSEE_SIDE, path, read).rows["observation"][0].cells
    assert (cells["connu_le"], cells["passage"]) == ("2027-02-01", "p")
    beside.write_text('connu_le = "hier"\nsource_id = "absente"\ncouleur = "bleu"\n')
    faults = read_file(INSEE_SIDE, path, read).faults
    assert sorted((fault.column, fault.seen) for fault in faults) == [
        ("connu_le", "hier"),
        ("couleur", "bleu"),
        ("source_id", "absente"),
    ]
    beside.write_text("connu_le =")
    assert [fault.expected for fault in read_file(INSEE_SIDE, path, read).faults] == ["un fichier TOML lisible"]


ROW = ["_T", "A", "3202", "ZE2020", "_T", "UNIT_LOC_BURE", "A", "2025", "12"]


@pytest.mark.parametrize(
    ("rank", "cell", "column", "told"),
    [
        (0, "B-E", "ACTIVITY", "un code parmi"),
        (1, "M", "FREQ", "un code parmi"),
        (4, "99", "LEGAL_FORM", "un code parmi"),
        (5, "STOCK", "SIDE_MEASURE", "un code parmi"),
        (7, "2025-T1", "TIME_PERIOD", "une année"),
        (8, "douze", "OBS_VALUE", "un nombre"),
    ],
)
def test_a_fault_names_its_line_column_and_value(
    tmp_path: Path, read: Reader, rank: int, cell: str, column: str, told: str
) -> None:
    wrong = [*ROW]
    wrong[rank] = cell
    (fault,) = read_file(INSEE_SIDE, side(tmp_path, [ROW, wrong]), read).faults
    assert (fault.line, fault.column, fault.seen) == (6, column, cell)
    assert told in fault.expected
    assert fault.remedy


def test_an_unknown_code_is_told_once_and_a_fact_told_twice_is_refused(tmp_path: Path, read: Reader) -> None:
    wrong = ["XX", *ROW[1:]]
    faults = read_file(INSEE_SIDE, side(tmp_path, [ROW, wrong, wrong, ROW]), read).faults
    assert sorted((fault.line, fault.column) for fault in faults) == [(6, "ACTIVITY"), (8, "OBS_VALUE")]


def test_missing_columns_and_an_empty_file_are_told(tmp_path: Path, read: Reader) -> None:
    path = write_csv(tmp_path / "f.csv", "GEO;SIDE_MEASURE;OBS_VALUE;ACTIVITY", [])
    faults = read_file(INSEE_SIDE, path, read).faults
    assert [fault.column for fault in faults] == ["GEO_OBJECT", "LEGAL_FORM", "OBS_STATUS", "TIME_PERIOD"]
    assert [fault.column for fault in read_file(INSEE_SIDE, side(tmp_path, []), read).faults] == ["GEO"]


def test_what_is_implausible_is_a_warning(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    rows = zones(read)
    for row in rows:
        row[-1] *= 1000
    rows[0][-1] = -5
    incoming = read_file(INSEE_SIDE, side(tmp_path, rows), read)
    assert incoming.faults == []
    assert len(incoming.warnings) == 51
    assert incoming.warnings[0].expected == "une valeur positive"
    assert "version précédente" in incoming.warnings[2].expected
    assert incoming.warnings[-1].seen.endswith("autres valeurs douteuses")
    assert publish(incoming, current).revised == {"observation": 560}


def flores(read: Reader) -> Rows:
    found: Rows = [
        [
            row["code"],
            "ZE2020",
            row["secteur_id"][4:],
            "_T",
            "1T9X7",
            "UNIT_LOC",
            "A",
            row["periode"][:4],
            row["valeur"],
        ]
        for row in figures(read, "flores-etablissements")
    ]
    jobs = figures(read, "flores-effectifs")
    found += [
        [row["code"], "ZE2020", "_T", "_T", "1T9X7", "EMPL3112", "A", row["periode"][:4], row["valeur"]] for row in jobs
    ]
    # Details that the base does not hold.
    found.append(["3202", "ZE2020", "_T", "E1T4", "1T9X7", "UNIT_LOC", "A", "2023", 1])
    found.append(["3202", "ZE2020", "_T", "_T", "2AAAA", "UNIT_LOC", "A", "2023", 1])
    found.append(["3202", "ZE2020", "GZ", "_T", "1T9X7", "EMPL3112", "A", "2023", 1])
    return found


def test_flores(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    rows = flores(read)
    path = date_beside(write_csv(tmp_path / "DS_FLORES_A17_2023_data.csv", FLORES, rows))
    same = publish(read_file(INSEE_FLORES, path, read), current)
    assert (same.count(), same.known) == ({}, {"observation": 340 + 19})
    rows += [["3202", "ZE2020", "_T", "_T", "1T9X7", "EMPL3112", "K", "2024", ""]]
    path = date_beside(write_csv(tmp_path / "DS_FLORES_A17_2024_data.csv", FLORES, rows))
    merge = publish(read_file(INSEE_FLORES, path, read), current)
    assert merge.count() == {"source": 1, "observation": 1}
    (new,) = (row.values for row in merge.added["observation"])
    assert (new["periode"], new["valeur"], new["drapeau"]) == ("2024-12-31", None, "K")
    assert new["source_id"] == "insee-flores-2024"


def test_the_synthetic_national_file_has_the_official_layout(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "DS_SIDE_CREA_2025.csv"
    write(path, 20_000)
    told: list[int] = []
    incoming = INSEE_SIDE.read(date_beside(path), read, told.append)
    assert (incoming.read, incoming.faults) == (20_000, [])
    assert incoming.kept == len(("02", "59", "60")) * 14 * 24
    assert told[-1] == path.stat().st_size


def test_the_readers_do_not_take_each_other_s_files(tmp_path: Path) -> None:
    flores_file = write_csv(tmp_path / "f.csv", FLORES, [])
    side_file = write_csv(tmp_path / "s.csv", SIDE, [])
    assert (INSEE_SIDE.recognises(flores_file), INSEE_FLORES.recognises(side_file)) == (False, False)
