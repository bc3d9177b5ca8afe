"""Insee’s dossier complet, spreadsheets of unemployment and BDM exports, read against the base of sourced facts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.engine import Reader
from data.intake.cells import Row
from data.intake.incoming import Incoming
from data.intake.official import IMPORTERS
from data.intake.official.insee_base import known
from data.intake.official.insee_bdm import INSEE_BDM
from data.intake.official.insee_chomage import INSEE_CHOMAGE_DEPARTEMENTS, INSEE_CHOMAGE_ZE
from data.intake.official.insee_dossier_complet import INSEE_DOSSIER_COMPLET
from data.intake.official.insee_editions import Edition
from data.intake.official.insee_observations import add_calculation
from data.vocabulary import CALCUL
from tests.official_files import (
    date_beside,
    figures,
    official_file,
    publish,
    read_file,
    rows_of,
    write_csv,
    write_sheet,
    write_zip,
)


@pytest.fixture(scope="module")
def current(base_sqlite: Path) -> dict[str, list[Row]]:
    return rows_of(base_sqlite)


def dossier(read: Reader) -> tuple[list[str], dict[str, list[Any]]]:
    """Header and rows by commune, from the base's own figures, among columns that nobody asked for."""
    series = {"ENCTOT": "communes", "ENCITOT": "individuelles-communes"}
    found = {variable: f"creations-entreprises-{name}" for variable, name in series.items()}
    found["ETCTOT"] = "creations-etablissements-communes"
    names = ["CODGEO", "P22_POP"]
    rows: dict[str, list[Any]] = {}
    for variable, serie_id in found.items():
        told = [row for row in figures(read, serie_id) if row["type"] == "commune"]
        for year in sorted({row["periode"] for row in told}):
            names.append(variable + year[2:])
            for row in (row for row in told if row["periode"] == year):
                rows.setdefault(row["code"], [row["code"], "496.000000000001"]).append(row["valeur"])
    return names, rows


def test_dossier_complet(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    names, rows = dossier(read)
    assert names[2:] == ["ENCTOT22", "ENCTOT23", "ENCTOT24", "ENCTOT25", "ENCITOT25", "ETCTOT25"]
    elsewhere = [["75056", *["1"] * 7], ["97101", *["s"] * 7]]
    path = write_csv(tmp_path / "dossier_complet.csv", ";".join(names), [*elsewhere, *rows.values()])
    incoming = read_file(INSEE_DOSSIER_COMPLET, write_zip(tmp_path / "dossier_complet.zip", path), read)
    assert (incoming.read, incoming.kept, incoming.faults, incoming.warnings) == (337, 335, [], [])
    same = publish(incoming, current)
    assert (same.count(), same.known) == ({}, {"observation": (335 + 7) * 6})

    names[-1] = "ETCTOT26"
    rows["80021"][-2] += 3
    rows["02001"][-2] = "s"
    path = date_beside(write_csv(tmp_path / "dossier.csv", ";".join(names), rows.values(), "cp1252"))
    incoming = read_file(INSEE_DOSSIER_COMPLET, path, read)
    assert [warning.seen for warning in incoming.warnings] == ["epci:200071785@2026 : 2025 (47 sur 48)"]
    merge = publish(incoming, current)
    assert merge.count() == {"source": 1, "observation": 3 + 335 + 7}
    told = {(row.values["perimetre_id"], row.values["periode"]): row.values for row in merge.added["observation"]}
    assert told["epci:248000531@2026", "2025"]["valeur"] == 2078 + 3
    assert told["epci:248000531@2026", "2025"]["passage"] == "somme des ENCITOT25 des communes membres"
    assert told["epci:248000531@2026", "2025"]["auteur_id"] == CALCUL
    assert told["commune:80021@actuel", "2025"]["auteur_id"] == "insee"
    assert told["commune:02001@actuel", "2025"]["drapeau"] == "s"
    assert told["epci:248000531@2026", "2026"]["source_id"] == "insee-dossier-complet-2026"


def test_a_base_that_never_computed_learns_who_speaks_for_sums(read: Reader) -> None:
    incoming = Incoming("dossier.csv", "Insee")
    base = known(read)
    add_calculation(incoming, base, Edition("2026", "insee-dossier-complet-2025"))
    assert "acteur" not in incoming.rows
    add_calculation(incoming, replace(base, actors=frozenset({"insee"})), Edition("2026", "insee-dossier-complet-2025"))
    (row,) = incoming.rows["acteur"]
    assert row.cells == {
        "id": CALCUL,
        "type": "organisme",
        "nom": "Vigie (calcul)",
        "source_id": "insee-dossier-complet-2025",
    }


def test_dossier_complet_faults(tmp_path: Path, read: Reader) -> None:
    path = date_beside(write_csv(tmp_path / "d.csv", "CODGEO;ENCTOT25", [["80021", "2o"], ["02001", "4"]]))
    (fault,) = read_file(INSEE_DOSSIER_COMPLET, path, read).faults
    assert (fault.line, fault.column, fault.seen) == (2, "ENCTOT25", "2o")
    path = write_csv(tmp_path / "d.csv", "CODGEO;POP", [["80021", "1"]])
    assert not INSEE_DOSSIER_COMPLET.recognises(path)
    (fault,) = INSEE_DOSSIER_COMPLET.read(path, read, lambda _: None).faults
    assert fault.column.startswith("ENCTOT")


def quarters(read: Reader, serie_id: str, form: str) -> tuple[list[str], dict[str, list[Any]]]:
    names: dict[str, None] = {}
    rows: dict[str, list[Any]] = {}
    for row in sorted(figures(read, serie_id), key=lambda row: row["periode"]):
        year, quarter = row["periode"].split("-T")
        names[form.format(year=year, quarter=quarter)] = None
        rows.setdefault(row["code"], []).append(row["valeur"])
    return list(names), rows


def zones(folder: Path, names: list[str], rows: dict[str, list[Any]], sheet: str = "txcho_ze", above: int = 5) -> Path:
    header = ["ZE2020", "LIBZE2020", "REG", "LIBREG", *names]
    lines = [[code, "nom", "32", "HDF", *values] for code, values in rows.items()]
    lines += [["0051", "Alençon", "00", "INTERRÉGIONAL", *[7.0] * len(names)], ["Source : Insee"]]
    return write_sheet(folder / "chomage-zone-t1-2003-t4-2023.xlsx", sheet, above, [header, *lines])


def test_unemployment_by_zone(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    names, rows = quarters(read, "chomage-ze", "{year}-T{quarter}")
    assert (len(names), len(rows)) == (83, 4)
    rows["3202"][-1] = 99.9
    for values in rows.values():
        values.append(8.25)
    names.append("2023-T4 (p)")
    path = date_beside(zones(tmp_path, names, rows), "2024-03-28")
    incoming = read_file(INSEE_CHOMAGE_ZE, path, read)
    assert (incoming.read, incoming.kept, incoming.faults) == (5, 4, [])
    assert "feuille « txcho_ze », en-tête à la ligne 6" in incoming.said
    (warning,) = incoming.warnings
    assert (warning.line, warning.sheet, warning.column, warning.seen) == (7, "txcho_ze", "2023-T3", "99.9")
    merge = publish(incoming, current)
    assert merge.count() == {"source": 1, "observation": 1 + 4}
    assert merge.revised == {"observation": 1}
    assert merge.added["source"][0].values["id"] == "insee-chomage-zones-2023-t4"
    assert {row.values["drapeau"] for row in merge.added["observation"]} == {None, "p"}


def test_a_rate_above_a_hundred_is_a_warning(tmp_path: Path, read: Reader) -> None:
    path = date_beside(zones(tmp_path, ["2023-T4"], {"3202": [101], "3201": [8], "3214": [8], "3220": [8]}))
    assert [warning.expected for warning in read_file(INSEE_CHOMAGE_ZE, path, read).warnings] == [
        "un taux d’au plus 100"
    ]


def test_unemployment_by_department(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    names, rows = quarters(read, "chomage-departements", "T{quarter}_{year}")
    header = ["Code", "Libellé", *names, "T4_2025"]
    lines = [[float(code), "NOM", *values, 9.1] for code, values in rows.items()]
    path = write_sheet(tmp_path / "sl_etc_2025T4.xlsx", "Département", 3, [header, *lines, ["Données CVS"]])
    merge = publish(read_file(INSEE_CHOMAGE_DEPARTEMENTS, path, read), current)
    assert merge.known == {"observation": 875}
    assert merge.count() == {"source": 1, "observation": 5}
    assert merge.added["source"][0].values["id"] == "insee-chomage-departements-2025-t4"


def test_faults_of_spreadsheets(tmp_path: Path, read: Reader) -> None:
    names = ["2023-T4"]
    rows: dict[str, list[Any]] = {"3202": ["8,x"], "3201": [8], "3214": [8], "3220": [8]}
    (fault,) = read_file(INSEE_CHOMAGE_ZE, zones(tmp_path, names, rows), read).faults
    assert (fault.sheet, fault.line, fault.column, fault.seen) == ("txcho_ze", 7, "2023-T4", "8,x")
    (fault,) = read_file(INSEE_CHOMAGE_ZE, zones(tmp_path, names, rows, sheet="txcho"), read).faults
    assert (fault.seen, fault.expected) == ("Documentation, txcho", "une feuille « txcho_ze »")
    (fault,) = read_file(INSEE_CHOMAGE_ZE, zones(tmp_path, ["2023"], rows), read).faults
    assert (fault.line, fault.column, fault.sheet) == (6, "ZE2020", "txcho_ze")
    path = zones(tmp_path, names, rows)
    path.write_bytes(path.read_bytes()[:2000])
    (fault,) = read_file(INSEE_CHOMAGE_ZE, path, read).faults
    assert fault.expected == "un classeur lisible"


@pytest.mark.parametrize(
    ("name", "key", "rows"),
    [
        ("insee_chomage-zone-t1-2003-t3-2023.xlsx", "insee-chomage-ze", (302, 4, 332)),
        ("insee_sl_etc_2025T3.xls", "insee-chomage-departements", (100, 5, 875)),
    ],
)
def test_the_official_files_tell_what_the_base_holds(
    read: Reader, current: dict[str, list[Row]], name: str, key: str, rows: tuple[int, int, int]
) -> None:
    path = official_file(name)
    (importer,) = (importer for importer in IMPORTERS if importer.recognises(path))
    incoming = importer.read(path, read, lambda _: None)
    assert (importer.key, incoming.faults, incoming.warnings) == (key, [], [])
    merge = publish(incoming, current)
    assert (incoming.read, incoming.kept, merge.known["observation"]) == rows
    assert merge.count() == {}


def test_a_cut_xls_is_told(tmp_path: Path, read: Reader) -> None:
    path = official_file("insee_sl_etc_2025T3.xls")
    cut = tmp_path / path.name
    cut.write_bytes(path.read_bytes()[:90_000])
    (fault,) = read_file(INSEE_CHOMAGE_DEPARTEMENTS, cut, read).faults
    assert fault.expected == "un classeur lisible"


def in_columns(folder: Path, bank: str, updated: str, rows: list[list[Any]]) -> Path:
    above = [["idBank", bank, ""], ["Dernière mise à jour", updated, ""], ["Période", "", ""]]
    return write_csv(folder / "valeurs_trimestrielles.csv", '"Libellé";"Taux de chômage";"Codes"', [*above, *rows])


def test_bdm_one_series_in_a_column(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    rows = [[row["periode"], row["valeur"], "A"] for row in figures(read, "chomage-region")][::-1]
    path = in_columns(tmp_path, "001739982", "20/12/2023 08:45", rows)
    same = publish(read_file(INSEE_BDM, path, read), current)
    assert (same.count(), same.known) == ({}, {"observation": 167})
    rows[0][1] += 0.1
    path = in_columns(tmp_path, "001739982", "26/03/2024 12:00", [["2024-T1", "", "O"], ["2023-T4", "9.0", "P"], *rows])
    merge = publish(read_file(INSEE_BDM, write_zip(tmp_path / "serie.zip", path), read), current)
    assert merge.count() == {"source": 1, "observation": 3}
    assert merge.revised == {"observation": 1}
    source = merge.added["source"][0].values
    assert (source["id"], source["publiee_le"]) == ("insee-chomage-localise-2024-03-26", "2024-03-26")
    told = {row.values["periode"]: row.values for row in merge.added["observation"]}
    assert (told["2024-T1"]["valeur"], told["2024-T1"]["drapeau"], told["2023-T4"]["drapeau"]) == (None, "O", "P")


def test_bdm_several_series_in_rows(tmp_path: Path, read: Reader, current: dict[str, list[Row]]) -> None:
    header = '"Libellé";"idBank";"Dernière mise à jour";"Période";"2023-T3";"2023-T4"'
    known = {row["periode"]: row["valeur"] for row in figures(read, "chomage-france-metropolitaine")}
    rows = [
        ["FM", "001515842", "26/03/2024 12:00", "", known["2023-T3"], "7,3"],
        ["Codes", "", "", "", "A", "P"],
        ["Autre", "000000001", "26/03/2024 12:00", "", "1", "2"],
        ["Codes", "", "", "", "A", "A"],
    ]
    incoming = read_file(INSEE_BDM, write_csv(tmp_path / "v.csv", header, rows), read)
    assert any("000000001" in said for said in incoming.said)
    assert incoming.rows["source"][0].cells["jeu"] == "BDM 001515842"
    merge = publish(incoming, current)
    (new,) = (row.values for row in merge.added["observation"])
    assert (new["serie_id"], new["periode"], new["valeur"], new["drapeau"]) == (
        "chomage-france-metropolitaine", "2023-T4", 7.3, "P",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("bank", "updated", "row", "column"),
    [
        ("000000001", "26/03/2024", ["2023-T4", "7", "A"], "idBank"),
        ("001739982", "un jour", ["2023-T4", "7", "A"], "connu_le"),
        ("001739982", "26/03/2024", ["4e trim.", "7", "A"], "Période"),
        ("001739982", "26/03/2024", ["2023-T4", "sept", "A"], "001739982"),
    ],
)
def test_bdm_faults(tmp_path: Path, read: Reader, bank: str, updated: str, row: list[str], column: str) -> None:
    (fault,) = read_file(INSEE_BDM, in_columns(tmp_path, bank, updated, [row]), read).faults
    assert fault.column == column


def test_keys_are_unique_and_layouts_are_said() -> None:
    assert len({importer.key for importer in IMPORTERS}) == len(IMPORTERS)
    assert all(importer.layout.strip(" .…") for importer in IMPORTERS)
