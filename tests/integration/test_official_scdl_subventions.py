"""SCDL subventions: grants given by an EPCI of the base or to one, each for its share, never twice."""

import csv
import json
from pathlib import Path

import pytest

from data.intake.faults import Fault
from data.intake.official.scdl_layouts import SUBVENTIONS
from data.intake.official.scdl_subventions import SCDL_SUBVENTIONS
from data.intake.official.siret import sound_siret
from data.tables.finances import subvention
from tests.official_files import OPENDATA, Bench, told

COLUMNS = [field["name"] for field in SUBVENTIONS["fields"]]
AMIENS = "24800053100017"
SIDECAR = """connu_le = "2026-06"
dispositif = "Aides d'essai"
auteur_id = "amiens-metropole"
"""
AXES = """
[[regle]]
objet = "*création*"
axe_dispositif = 1
demarche = "Aide à la création"

[[regle]]
objet = "*salon*"
axe_dispositif = 2
demarche = "Événements"
"""


def grant(reference: str, objet: str, montant: str, **changes: str) -> dict[str, str]:
    cells = {
        "nomAttribuant": "CA Amiens Métropole",
        "idAttribuant": AMIENS,
        "dateConvention": "2025-06-27",
        "referenceDecision": reference,
        "nomBeneficiaire": "Association d'essai",
        "idBeneficiaire": "38047555800058",
        "objet": objet,
        "montant": montant,
        "nature": "aide en numéraire",
        "conditionsVersement": "unique",
        "datesPeriodeVersement": "2025-07-01",
        "notificationUE": "non",
        "pourcentageSubvention": "1.00",
    }
    return {**cells, **changes}


GRANTS = [
    grant("2025-01", "Aide à la création d'entreprise", "47800.20"),
    grant("2025-02", "Tenue d'un salon", "1 000,00"),
    grant("2025-03", "Tenue d'un salon", "900", nomAttribuant="Région", idAttribuant="20005374200017"),
]


def written(folder: Path, rows: list[dict[str, str]], toml: str | None) -> Path:
    path = folder / "subventions.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    if toml is not None:
        path.with_name(f"{path.name}.toml").write_text(toml, encoding="utf-8")
    return path


@pytest.fixture
def bench(base_sqlite: Path, tmp_path: Path) -> Bench:
    return Bench.on(base_sqlite, tmp_path)


def of_the_file(warnings: list[Fault]) -> list[Fault]:
    """Without those of the rules."""
    return [fault for fault in warnings if fault.file == "subventions.csv"]


def test_the_grants_of_an_epci_of_the_base_are_kept(bench: Bench, tmp_path: Path):
    path = written(tmp_path, GRANTS, SIDECAR + AXES)
    incoming = bench.read(SCDL_SUBVENTIONS, path)
    assert (incoming.read, incoming.kept) == (3, 2)
    assert "UTF-8 avec BOM" in incoming.said
    before = bench.count(subvention)
    merge = bench.publish(SCDL_SUBVENTIONS, path)
    assert merge.count() == {"source": 1, "subvention": 2}
    assert bench.count(subvention) == before + 2
    first = merge.added["subvention"][0].values
    assert (first["annee"], first["axe_dispositif"], first["montant"]) == (2025, 1, 47800.2)
    assert (first["projet"], first["dispositif"]) == ("Aide à la création d’entreprise", "Aides d’essai")
    assert (first["territoire_id"], first["siren"]) == ("epci:248000531", "380475558")
    assert bench.publish(SCDL_SUBVENTIONS, path).count() == {}


def test_a_grant_shared_by_several_beneficiaries_counts_once(bench: Bench, tmp_path: Path):
    shared = [
        grant("2025-09", "Tenue d'un salon", "1000", pourcentageSubvention="0.45"),
        grant("2025-09", "Tenue d'un salon", "1000", pourcentageSubvention="0.55", idBeneficiaire="26750045200011"),
    ]
    merge = bench.publish(SCDL_SUBVENTIONS, written(tmp_path, shared, SIDECAR + AXES))
    rows = [row.values for row in merge.added["subvention"]]
    assert [row["montant"] for row in rows] == [450, 550]
    assert rows[0]["qualificatif"] == "part de 45\u202f% d’une aide de 1\u202f000,00\u202f€"
    assert of_the_file(bench.read(SCDL_SUBVENTIONS, written(tmp_path, shared, SIDECAR + AXES)).warnings) == []
    incoming = bench.read(SCDL_SUBVENTIONS, written(tmp_path, shared[:1], SIDECAR + AXES))
    assert told(of_the_file(incoming.warnings)) == [("subventions.csv", 2, "pourcentageSubvention")]


def test_one_decision_that_helps_twice_keeps_both_amounts(bench: Bench, tmp_path: Path):
    twice = [grant("2025-09", "Tenue d'un salon", "1000"), grant("2025-09", "Aide à la création", "500")]
    merge = bench.publish(SCDL_SUBVENTIONS, written(tmp_path, twice, SIDECAR + AXES))
    rows = [row.values for row in merge.added["subvention"]]
    assert [row["montant"] for row in rows] == [1000, 500]
    assert rows[1]["dossier"] == f"{rows[0]['dossier']} (2)"


def test_a_grant_of_another_body_is_tied_to_an_epci_by_a_rule(bench: Bench, tmp_path: Path):
    rule = (
        '\n[[regle]]\nattribuant = "Région"\nterritoire = "epci:248000531"\naxe_dispositif = 3\ndemarche = "Région"\n'
    )
    rows = bench.read(SCDL_SUBVENTIONS, written(tmp_path, GRANTS[2:], SIDECAR + rule)).rows["subvention"]
    assert [(row.cells["territoire_id"], row.cells["axe_dispositif"]) for row in rows] == [("epci:248000531", "3")]
    wrong = rule.replace("epci:248000531", "region:32")
    (fault,) = bench.read(SCDL_SUBVENTIONS, written(tmp_path, GRANTS[2:], SIDECAR + wrong)).faults
    assert (fault.line, fault.column, fault.seen) == (5, "territoire", "region:32")


def test_what_the_base_needs_and_nobody_says_is_told_once_with_how_to_say_it(bench: Bench, tmp_path: Path):
    faults = bench.read(SCDL_SUBVENTIONS, written(tmp_path, GRANTS, SIDECAR)).faults
    assert told(faults) == [("subventions.csv", 2, "axe_dispositif"), ("subventions.csv", 2, "demarche")]
    assert "et 1 autres lignes" in faults[0].expected
    assert "axe_dispositif = 1" in faults[0].remedy
    whole = 'axe_dispositif = 1\ndemarche = "Toutes aides"\n' + SIDECAR
    assert bench.read(SCDL_SUBVENTIONS, written(tmp_path, GRANTS, whole)).faults == []


def test_an_unknown_author_is_told_with_the_nearest(bench: Bench, tmp_path: Path):
    toml = SIDECAR.replace("amiens-metropole", "amiens-metropol") + AXES
    (fault,) = bench.read(SCDL_SUBVENTIONS, written(tmp_path, GRANTS, toml)).faults
    assert (fault.file, fault.line, fault.seen) == ("subventions.csv.toml", 3, "amiens-metropol")
    assert "« amiens-metropole »" in fault.remedy


def test_cells_are_judged_by_the_schema_and_told_in_french(bench: Bench, tmp_path: Path):
    wrong = [
        grant("a", "Tenue d'un salon", "1", pourcentageSubvention="45"),
        grant("b", "Tenue d'un salon", "1", notificationUE="peut-être"),
        grant("c", "Tenue d'un salon", "1", dateConvention="30/02/2025"),
        grant("d", "Tenue d'un salon", "1", datesPeriodeVersement="juillet"),
        grant("e", "salon" * 60, "1"),
        grant("f", "Tenue d'un salon", "1", idBeneficiaire=""),
    ]
    faults = bench.read(SCDL_SUBVENTIONS, written(tmp_path, wrong, SIDECAR + AXES)).faults
    assert sorted((fault.line, fault.column) for fault in faults) == [
        (2, "pourcentageSubvention"),
        (3, "notificationUE"),
        (4, "dateConvention"),
        (5, "datesPeriodeVersement"),
        (6, "objet"),
        (7, "idBeneficiaire"),
    ]


def test_a_wrong_key_of_a_siret_is_a_warning_and_the_number_is_not_kept(bench: Bench, tmp_path: Path):
    rows = [grant("a", "Tenue d'un salon", "-1", idBeneficiaire="38047555800059")]
    incoming = bench.read(SCDL_SUBVENTIONS, written(tmp_path, rows, SIDECAR + AXES))
    assert [fault.column for fault in of_the_file(incoming.warnings)] == ["montant", "idBeneficiaire"]
    assert incoming.rows["subvention"][0].cells["siren"] == ""


def test_the_layout_is_recognised_and_no_other(tmp_path: Path):
    path = written(tmp_path, [], None)
    assert SCDL_SUBVENTIONS.recognises(path)
    path.write_text("code;nom\n", encoding="utf-8")
    assert not SCDL_SUBVENTIONS.recognises(path)


@pytest.mark.parametrize(
    ("siret", "sound"),
    [("38047555800058", True), ("38047555800059", False), ("35600000049837", True), ("3804755580005", False)],
)
def test_the_key_of_a_siret(siret: str, sound: bool):
    assert sound_siret(siret) is sound


def test_the_descriptor_says_what_the_published_schema_says():
    path = OPENDATA / "schemas" / "subventions.schema.json"
    if not path.exists():
        pytest.skip("le schéma SCDL subventions publié n’est pas sur cette machine")
    official = {field["name"]: field for field in json.loads(path.read_text(encoding="utf-8"))["fields"]}
    assert list(official) == COLUMNS
    for field in SUBVENTIONS["fields"]:
        published = official[field["name"]]
        for part in ("type", "constraints", "trueValues", "falseValues"):
            assert field.get(part) == published.get(part), field["name"]
