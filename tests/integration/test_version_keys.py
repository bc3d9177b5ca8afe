"""A fact that has versions keeps one key and one last word, wherever the feeding of the base reads it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from data.engine import Reader, read_only_engine, reader
from data.intake.files import file_columns
from data.intake.official.base_rows import Known
from data.intake.official.insee_base import known
from data.intake.publish import prepare, publish
from data.intake.workbook.sheets import LISTS
from data.intake.workbook.write import write_export
from data.tables.actions import action
from tests.published import FOLLOW_UP, NEXT_DAY, rows, write_csv

ACTION = "ti-2019-1-1"
RENAMED = "Un intitulé revu en comité"
COMMUNE, EPCI = "commune:02001", "epci:200071785"


def told(url: str) -> dict[str, str]:
    """The action as a file of our tables tells it."""
    names = file_columns(action)
    (row,) = rows(url, select(*(action.c[name] for name in names)).where(action.c.id == ACTION))
    cells = {name: "" if value is None else str(value) for name, value in zip(names, row, strict=True)}
    return {**cells, "conteste": "non", "connu_le": "2026-11"}


@pytest.fixture
def revised(base_sqlite: Path, tmp_path: Path) -> str:
    """Address of a base where an action has been renamed and moved to another axis, by a publication."""
    path = tmp_path / "revisee.sqlite"
    path.write_bytes(base_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    row = {**told(url), "nom": RENAMED, "axe_id": "ti-2019-4", "numero": "9"}
    report = publish(url, [write_csv(tmp_path / "action.csv", row)], "essai", now=NEXT_DAY)
    assert report.revised == {"action": 1}
    return url


def read_on(url: str) -> Reader:
    return reader(read_only_engine(url))


def test_the_lists_of_a_workbook_name_each_fact_once_by_its_last_name(revised: str, tmp_path: Path) -> None:
    write_export(read_on(revised), tmp_path / "classeur.xlsx")
    offered = [cell.value for column in load_workbook(tmp_path / "classeur.xlsx")[LISTS].columns for cell in column]
    assert f"{RENAMED} [{ACTION}]" in offered
    assert [value for value in offered if "~" in str(value)] == []


def test_a_reference_to_one_version_is_refused_with_the_key_of_the_fact(revised: str, tmp_path: Path) -> None:
    """Pages join on the key that versions share: such a line would be in the base and on no page."""
    follow_up = write_csv(tmp_path / "suivi_action.csv", {**FOLLOW_UP, "action_id": f"{ACTION}~2"})
    _, prepared = prepare(revised, [follow_up], now=NEXT_DAY)
    (fault,) = prepared.faults
    assert (fault.column, fault.seen) == ("action_id", f"{ACTION}~2")
    assert f"« {ACTION} »" in fault.remedy.replace("\u202f", " ")


def test_the_rules_of_a_budget_follow_an_action_to_its_new_axis(revised: str) -> None:
    base = Known(read_on(revised))
    assert base.axe_of_action[ACTION] == "ti-2019-4"
    assert [key for key in base.ids("action") if "~" in key] == []


def test_a_commune_that_left_is_no_part_of_the_sums_of_its_epci(base_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "quittee.sqlite"
    path.write_bytes(base_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    before = known(read_on(url)).communes
    (whole,) = [key for key in before if key.startswith(EPCI)]
    proof = {"statut": "constate", "auteur_id": "etalab", "connu_le": "2026-11", "source_id": "etalab-decoupage-2026"}
    link = {"membre_id": COMMUNE, "ensemble_id": EPCI, "fin": "2026-12-31", **proof, "passage": "epci, membres"}
    perimeter = {
        "id": f"{EPCI}@2027", "territoire_id": EPCI, "libelle": "47 communes (2027)", "nb_communes": "47",
        "debut": "2027", "source_id": "etalab-decoupage-2026", "passage": "epci, membres",
    }  # fmt: skip
    files = [write_csv(tmp_path / "appartenance.csv", link), write_csv(tmp_path / "perimetre.csv", perimeter)]
    publish(url, files, "essai", now=NEXT_DAY)
    after = known(read_on(url)).communes[f"{EPCI}@2027"]
    assert len(after) == len(before[whole]) - 1
    assert not any(key.startswith(COMMUNE) for key in after)
