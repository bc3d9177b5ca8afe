"""The facts of the five documents: how many of each, how much, and that each read fact is carried by a row."""

import csv
import re
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import func, select

from data.engine import Reader
from data.schema import metadata

CORRESPONDANCE: Final = Path(__file__).parents[2] / "data" / "sources" / "correspondance.csv"
DOCUMENTS: Final = (
    "pacte-2015",
    "protocole-cdc-2015",
    "fiche-ville-2001",
    "amiens-cluster-2020",
    "territoire-industrie-2019",
)
ROWS: Final = {
    "acte": 11,
    "action": 11,
    "action_engagee": 9,
    "affirmation": 29,
    "appartenance": 14,
    "axe": 10,
    "cluster": 3,
    "cluster_membre": 2,
    "comite": 4,
    "fait": 37,
    "ligne_budget": 8,
    "origine_maturite": 2,
    "parametre_maturite": 2,
    "partenaire": 30,
    "preuve": 2,
    "priorite": 5,
    "programme": 7,
    "promesse": 15,
    "promesse_recurrence": 2,
    "siege": 7,
    "vote": 2,
}
EMPTY: Final = ("orientation", "suivi_action", "action_territoire")
# Rows numbered by the builder are named in the correspondence by what they link.
NATURAL_KEYS: Final = {
    "appartenance": ("membre_id", "ensemble_id"),
    "partenaire": ("programme_id", "acteur_id", "role"),
    "promesse_recurrence": ("promesse_id", "programme_id"),
    "siege": ("comite_id", "territoire_id", "fonction"),
}
# Number of the read fact, then its value; a range gives both ends.
VALUES: Final[dict[int, tuple[float, ...]]] = {
    1: (2,),
    3: (3500,),
    6: (1034,),
    13: (5500,),
    14: (16900,),
    17: (1_000_000,),
    25: (176_000,),
    26: (33,),
    36: (10,),
    37: (36,),
    38: (28.5,),
    51: (642_573, 4_215_000),
    52: (76_225, 500_000),
    53: (175_316, 1_150_000),
    54: (152_449, 1_000_000),
    56: (20,),
    57: (170_000,),
    59: (25_000,),
    65: (300,),
    66: (1300,),
    67: (20,),
    73: (150,),
    76: (40,),
    77: (40,),
    79: (50, 100),
    80: (50, 100),
    81: (24,),
    83: (5, 10),
    86: (5, 10),
    89: (20_000_000,),
    105: (141,),
    106: (1_300_000_000,),
    116: (267_000,),
    118: (30,),
    119: (700_000,),
    121: (2,),
    122: (9,),
}
VALUE_COLUMNS: Final = ("valeur", "valeur_min", "valeur_max", "montant", "montant_origine", "attendu")


def correspondences() -> list[dict[str, str]]:
    with CORRESPONDANCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def keys_of(line: dict[str, str]) -> list[str]:
    return [key.strip() for key in line["id"].split(" ; ")]


def row_of(read: Reader, table_name: str, key: str) -> list[dict[str, Any]]:
    table = metadata.tables[table_name]
    columns = NATURAL_KEYS.get(table_name, ("id",))
    parts = key.split("|") if table_name in NATURAL_KEYS else [key]
    conditions = [table.c[column] == part for column, part in zip(columns, parts, strict=True)]
    return [dict(zip(table.c.keys(), row, strict=True)) for row in read(select(table).where(*conditions)).to_numpy()]


@pytest.mark.parametrize(("table_name", "expected"), ROWS.items())
def test_each_table_holds_what_the_documents_say(read: Reader, table_name: str, expected: int) -> None:
    table = metadata.tables[table_name]
    counted = read(select(func.count().label("lignes")).where(table.c.source_id.in_(DOCUMENTS)))
    assert counted["lignes"].item() == expected


@pytest.mark.parametrize("table_name", EMPTY)
def test_what_no_document_says_stays_empty(read: Reader, table_name: str) -> None:
    assert read(select(metadata.tables[table_name])).empty


def test_the_five_documents_are_sources(read: Reader) -> None:
    source = metadata.tables["source"]
    found = read(select(source.c.id).where(source.c.type == "document"))
    assert sorted(found["id"]) == sorted(DOCUMENTS)


def test_every_read_fact_is_carried_or_left_out_with_a_reason() -> None:
    lines = correspondences()
    assert [int(line["fait_numero"]) for line in lines] == list(range(1, 159))
    for line in lines:
        assert bool(line["id"]) != bool(line["omis_parce_que"]), line


def test_every_correspondence_leads_to_exactly_one_row(read: Reader) -> None:
    for line in correspondences():
        for key in keys_of(line):
            assert len(row_of(read, line["table"], key)) == 1, line


@pytest.mark.parametrize(("number", "expected"), VALUES.items())
def test_the_row_that_carries_a_figure_holds_it(read: Reader, number: int, expected: tuple[float, ...]) -> None:
    line = correspondences()[number - 1]
    (key,) = keys_of(line)
    (row,) = row_of(read, line["table"], key)
    held = [row[column] for column in VALUE_COLUMNS if column in row]
    assert set(expected) <= set(held)


def test_axes_and_actions_are_four_two_four_one(read: Reader) -> None:
    action = metadata.tables["action"]
    counted = read(select(action.c.axe_id, func.count().label("actions")).group_by(action.c.axe_id))
    assert dict(counted.itertuples(index=False)) == {"ti-2019-1": 4, "ti-2019-2": 2, "ti-2019-3": 4, "ti-2019-4": 1}


def test_amounts_of_2001_add_up_inside_each_programme_only(read: Reader) -> None:
    ligne = metadata.tables["ligne_budget"]
    totals = read(
        select(ligne.c.programme_id, func.sum(ligne.c.montant).label("montant"))
        .where(ligne.c.exercice == 2001)
        .group_by(ligne.c.programme_id)
    )
    assert dict(totals.itertuples(index=False)) == {"plie-2001": 718_798, "contrat-ville-2001": 327_765}


def test_texts_follow_french_typography() -> None:
    files = [CORRESPONDANCE, *CORRESPONDANCE.parent.glob("*/documents.csv")]
    assert len(files) > len(ROWS)
    wrong = re.compile(r"'|« | »|[^|] [:!?%]|\d \d{3}(?!\d)")
    faults = [
        (path.parent.name, cell)
        for path in files
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for cell in row
        if wrong.search(cell)
    ]
    assert faults == []


def test_the_register_goes_from_p1_to_p15(read: Reader) -> None:
    promesse = metadata.tables["promesse"]
    frame = read(select(promesse.c.numero, promesse.c.nature))
    assert set(frame["numero"]) == {f"P{number}" for number in range(1, 16)}
    assert set(frame.loc[frame["nature"] != "promesse", "numero"]) == {"P10", "P12"}


def test_seats_of_the_steering_committee_are_seven(read: Reader) -> None:
    siege = metadata.tables["siege"]
    seats = read(
        select(siege.c.territoire_id, func.sum(siege.c.nombre).label("sieges"))
        .where(siege.c.comite_id == "ti-2019-copil")
        .group_by(siege.c.territoire_id)
    )
    assert seats["sieges"].sum() == 7
    assert seats.set_index("territoire_id")["sieges"]["epci:200071892"] == 3


def test_the_maturity_band_goes_from_slow_to_fast(read: Reader) -> None:
    parametre = metadata.tables["parametre_maturite"]
    frame = read(select(parametre.c.scenario, parametre.c.rythme, parametre.c.age_maturite, parametre.c.cluster_id))
    assert frame["cluster_id"].isna().all()
    assert {tuple(row[:3]) for row in frame.to_numpy()} == {("lent", 50.0, 10.0), ("rapide", 100.0, 5.0)}
