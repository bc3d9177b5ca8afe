"""Fonds vert: the projects of our EPCI in a national file, nothing twice, what does not agree told."""

import csv
from pathlib import Path

import pytest

from data.intake.official.fonds_vert import COLUMNS, FONDS_VERT
from data.intake.publish import prepare
from data.tables.finances import subvention
from tests.official_files import OPENDATA, Bench, merge_of, rows_of, told

OFFICIAL = OPENDATA / "raw" / "fonds_vert_2023_source.csv"
SIDECAR = 'connu_le = "2023"\nannee = 2023\n'


def project(dossier: str, code: str, commune: str, **changes: str) -> dict[str, str]:
    cells = {
        "nom_region": "Hauts-de-France",
        "code_departement": "80",
        "nom_departement": "Somme",
        "code_commune": code,
        "nom_commune": commune,
        "axe": "1",
        "numero_demarche_ds": "69022",
        "nom_demarche_ds": "Rénovation des parcs de luminaires d’éclairage public",
        "numero_dossier_ds": dossier,
        "nom_du_projet": "Rénovation de l'éclairage : place d'armes ",
        "nom_beneficiaire_principal": commune,
        "siren": "218000198.0",
        "montant_engage": "98708.70000000001",
    }
    return {**cells, **changes}


def written(folder: Path, rows: list[dict[str, str]], toml: str | None = SIDECAR) -> Path:
    path = folder / "fonds_vert.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    if toml is not None:
        path.with_name(f"{path.name}.toml").write_text(toml, encoding="utf-8")
    return path


@pytest.fixture
def bench(base_sqlite: Path, tmp_path: Path) -> Bench:
    return Bench.on(base_sqlite, tmp_path)


def test_the_official_file_gives_the_52_projects_of_the_base_and_nothing_new(bench: Bench, tmp_path: Path):
    if not OFFICIAL.exists():
        pytest.skip("le fichier officiel du Fonds vert n’est pas sur cette machine")
    path = tmp_path / OFFICIAL.name
    path.symlink_to(OFFICIAL)
    path.with_name(f"{path.name}.toml").write_text(SIDECAR, encoding="utf-8")
    incoming = bench.read(FONDS_VERT, path)
    assert (incoming.read, incoming.kept) == (10_782, 52)
    merge = merge_of(incoming, rows_of(bench.path))
    assert merge.count() == {}
    assert merge.known == {"subvention": 52}
    (odd,) = incoming.warnings
    assert (odd.column, odd.seen) == ("code_commune", "60232 (FERRIERES)")
    assert "80305" in odd.expected


def test_a_new_project_is_kept_as_the_base_writes_them(bench: Bench, tmp_path: Path):
    path = written(tmp_path, [project("99", "80021", "AMIENS"), project("98", "75056", "PARIS")])
    before = bench.count(subvention)
    merge = bench.publish(FONDS_VERT, path)
    assert merge.count() == {"subvention": 1}
    assert bench.count(subvention) == before + 1
    values = merge.added["subvention"][0].values
    assert values["id"] == "fonds-vert-2023:99"
    assert values["projet"] == "Rénovation de l’éclairage\u202f: place d’armes"
    assert (values["siren"], values["montant"], values["territoire_id"]) == ("218000198", 98708.7, "epci:248000531")
    assert bench.publish(FONDS_VERT, path).count() == {}


def test_an_amount_revised_later_is_a_new_version(bench: Bench, tmp_path: Path):
    bench.publish(FONDS_VERT, written(tmp_path, [project("99", "80021", "AMIENS")]))
    later = written(
        tmp_path, [project("99", "80021", "AMIENS", montant_engage="1")], SIDECAR.replace('"2023"', '"2024"')
    )
    merge = bench.publish(FONDS_VERT, later)
    assert merge.revised == {"subvention": 1}
    assert merge.added["subvention"][0].values["id"] == "fonds-vert-2023:99~2"


def test_a_new_year_brings_its_source(bench: Bench, tmp_path: Path):
    path = written(tmp_path, [project("99", "80021", "AMIENS")], "connu_le = 2025-03-01\nannee = 2024\n")
    merge = bench.publish(FONDS_VERT, path)
    assert merge.count() == {"source": 1, "subvention": 1}
    source = merge.added["source"][0].values
    assert (source["id"], source["producteur"], source["millesime"]) == (
        "etat-fonds-vert-2024",
        "État (Fonds vert)",
        "2024",
    )


def test_a_dossier_of_several_lines_is_kept_whole(bench: Bench, tmp_path: Path):
    rows = [project("99", "80021", "AMIENS"), project("99", "80021", "AMIENS", montant_engage="5")]
    merge = bench.publish(FONDS_VERT, written(tmp_path, rows))
    assert [row.values["dossier"] for row in merge.added["subvention"]] == ["99", "99 (2)"]


def test_a_name_that_is_not_that_of_the_code_is_kept_and_told(bench: Bench, tmp_path: Path):
    incoming = bench.read(FONDS_VERT, written(tmp_path, [project("99", "80021", "CAMON")]))
    assert told(incoming.warnings) == [("fonds_vert.csv", 2, "nom_commune")]
    assert incoming.rows["subvention"][0].cells["commune"] == "CAMON"


def test_an_amount_that_is_no_number_blocks(bench: Bench, tmp_path: Path):
    incoming = bench.read(FONDS_VERT, written(tmp_path, [project("99", "80021", "AMIENS", montant_engage="12 k€")]))
    assert told(incoming.faults) == [("fonds_vert.csv", 2, "montant_engage")]


def test_without_its_year_the_file_says_what_to_write(bench: Bench, tmp_path: Path):
    (fault,) = bench.read(FONDS_VERT, written(tmp_path, [project("99", "80021", "AMIENS")], None)).faults
    assert "annee = 2023" in fault.remedy


def test_only_its_layout_is_recognised(tmp_path: Path):
    path = written(tmp_path, [])
    assert FONDS_VERT.recognises(path)
    path.write_text("insee_com,lib_com,id_ti,lib_ti\n", encoding="utf-8")
    assert not FONDS_VERT.recognises(path)


@pytest.mark.parametrize(
    ("beside", "toml", "line", "words"),
    [
        ("projets.csv.toml", 'connu_le = "2023"\n', 0, "annee = 2023"),
        ("projets.csv.toml", "connu_le = “2023”\nannee = 2023\n", 1, "guillemets droits"),
        ("projets.csv.toml.txt", SIDECAR, 0, "renommer « projets.csv.toml.txt » en « projets.csv.toml »"),
        ("projets.toml", SIDECAR, 0, "renommer « projets.toml » en « projets.csv.toml »"),
        ("autre.toml", SIDECAR, 0, "annee = 2023"),
    ],
)
def test_what_the_file_beside_does_not_say_is_one_fault_and_not_one_a_row(
    base_sqlite: Path, tmp_path: Path, beside: str, toml: str, line: int, words: str
):
    path = tmp_path / "projets.csv"
    written(tmp_path, [project(str(number), "80021", "AMIENS") for number in range(90, 99)], None).rename(path)
    (tmp_path / beside).write_text(toml, encoding="utf-8")
    _, prepared = prepare(f"sqlite:///{base_sqlite}", [path])
    (fault,) = prepared.faults
    assert (fault.file, fault.line) == ("projets.csv.toml", line)
    assert words in fault.remedy.replace("\u202f", " ")
