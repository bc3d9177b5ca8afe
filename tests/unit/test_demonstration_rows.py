"""The demonstration set before any base: what is computed, from what, and how it stays plausible and repeatable."""

import csv
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from data.demonstration.budget import budget_files
from data.demonstration.communes import Commune, members, perimeter
from data.demonstration.folder import write_folder
from data.demonstration.rows import between, repere, variation
from data.demonstration.suivis import follow_up_files
from data.intake.files import OF_THE_BASE, fingerprint
from data.schema import metadata
from data.vocabulary import ILLUSTRATIF, STATUTS_REELS

ROOT = Path(__file__).resolve().parents[2]
LADDER = ("annonce", "vote", "engage", "mandate", "paye")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("jeu")
    write_folder(path)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_variation_depends_on_its_key_alone_and_stays_small():
    assert variation("chomage", "zone", 2026.25) == variation("chomage", "zone", 2026.25)
    values = {variation("essai", rank) for rank in range(500)}
    assert len(values) == 500
    assert -1 <= min(values) < -0.9
    assert 0.9 < max(values) <= 1


def test_a_trend_goes_from_the_first_number_to_the_last():
    assert [between(10, 20, position) for position in (0, 0.5, 1)] == [10, 15, 20]


def test_another_process_writes_the_same_bytes(folder: Path, tmp_path: Path):
    script = (
        f"from pathlib import Path; from data.demonstration import folder; folder.write_folder(Path({str(tmp_path)!r}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)
    assert fingerprint(tmp_path) == fingerprint(folder)


def test_every_fact_is_written_illustrative_and_nothing_else_is(folder: Path):
    for path in folder.glob("*/*.csv"):
        is_fact = "statut" in metadata.tables[path.parent.name].c
        assert {row.get("statut") for row in rows(path)} == {ILLUSTRATIF if is_fact else None}, path.name


def test_every_table_has_rows(folder: Path):
    assert {path.parent.name for path in folder.glob("*/*.csv")} == set(metadata.tables) - OF_THE_BASE


def test_an_epci_changes_its_perimeter_with_its_members():
    communes = [Commune("1", "A", "9", "1", "1", 10, None), Commune("2", "B", "9", "1", "1", 10, 2022)]
    assert [len(members(communes, "9", year)) for year in (2021, 2022)] == [1, 2]
    assert [perimeter(communes, "9", year) for year in (2018, 2021, 2022, 2025)] == [
        "epci:9@2018",
        "epci:9@2018",
        "epci:9@2022",
        "epci:9@2022",
    ]


def test_an_envelope_never_grows_from_a_stage_to_the_next():
    amounts: dict[tuple[str, object], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in budget_files()[0].rows:
        if not str(line["id"]).endswith("-revise"):
            envelope = str(line["id"]).split(f"-{line['exercice']}-")[0]
            amounts[envelope, line["exercice"]][str(line["etape"])] += float(str(line["montant"]))
    assert len(amounts) > 100
    for key, stages in amounts.items():
        known = [stages[stage] for stage in LADDER if stage in stages]
        assert known == sorted(known, reverse=True), key
        assert known[-1] > 0, key
        assert list(stages)[: len(known)] == list(LADDER[: len(known)]), key
        assert stages.get("realise", stages["mandate"]) == stages["mandate"], key


def test_a_visit_is_a_complete_state_and_a_later_word_on_it_is_another_row():
    visits = follow_up_files()[0].rows
    assert len({visit["id"] for visit in visits}) == len(visits)
    revised = [visit for visit in visits if visit["connu_le"] != visit["observe_le"]]
    assert revised
    for visit in revised:
        assert any(
            other["action_id"] == visit["action_id"] and other["observe_le"] == visit["observe_le"]
            for other in visits
            if other is not visit
        )
    assert all(visit["auteur_id"] and visit["source_id"] and visit["echeance"] for visit in visits)
    assert all(bool(visit["meteo"]) == bool(visit["meteo_auteur_id"]) for visit in visits)


def test_a_fact_stands_for_a_status_that_is_never_its_own():
    told = {
        row.get("tient_lieu_de") for path in (ROOT / "data/demonstration/trame").glob("*/*.csv") for row in rows(path)
    }
    assert told - {None} <= set(STATUTS_REELS)


def test_no_number_of_the_set_can_be_a_real_siren():
    def luhn(code: str) -> int:
        doubled = [int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(code))]
        return sum(number - 9 if number > 9 else number for number in doubled) % 10

    assert luhn("248000531") == 0
    codes = {row["epci"] for row in repere("communes")}
    assert len(codes) == 7
    assert [code for code in codes if len(code) != 9 or luhn(code) == 0] == []


def test_no_place_bears_the_name_of_a_real_one():
    real = {row["nom"] for path in (ROOT / "data/sources/territoire").glob("*.csv") for row in rows(path)}
    invented = {row["nom"] for row in rows(ROOT / "data/demonstration/trame/territoire/territoires.csv")}
    invented |= {row["nom"] for row in repere("communes")}
    assert len(invented) > 60
    assert invented & real == set()
