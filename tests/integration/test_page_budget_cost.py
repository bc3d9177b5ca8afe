"""The cost per job on the page: never on the sourced base as it is, and only when both terms stand."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from components.facts import COST, parse
from components.formats import MASKED, NNBSP
from components.wording.provenance import RULES
from dashboard.factory import create_app
from dashboard.settings import Settings
from data.engine import Reader, read_only_engine, reader
from data.queries.budget import programmes_select
from data.queries.clusters import EMPLOIS
from tests.dash_http import DashClient, nodes, text_of
from tests.integration.test_origin import panel
from tests.integration.test_page_budget import BASE, block, opened, rows, sent

CLUSTERS, AMIENS, SAINT_QUENTIN = "amiens-cluster", "248000531", "200071892"
KEYS = ("cluster-energie", "cluster-sante", "cluster-numerique")
PAID = {
    "id": "paye-2025",
    "programme_id": CLUSTERS,
    "axe_id": None,
    "territoire_id": f"epci:{AMIENS}",
    "etape": "paye",
    "montant": 600_000.0,
    "montant_origine": 600_000.0,
    "passage": "compte 2025",
}
COUNTED = {
    "serie_id": "essai-cout",
    "perimetre_id": f"epci:{AMIENS}@2019",
    "periode": "2025",
    "annee": 2025,
    "valeur": 20.0,
    "unites": 12,
    "part_premiere": 30,
    "statut": "constate",
    "conteste": 0,
    "auteur_id": "etat",
    "connu_le": "2026",
    "connu_au_plus_tard": "2026-01-31",
    "charge_le": "2026-02-01 00:00:00.000000",
    "source_id": "amiens-cluster-2020",
    "passage": "essai",
}
Row = dict[str, Any]
Opener = Callable[..., Reader]


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    names, marks = ",".join(row), ",".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


@pytest.fixture
def told(base_sqlite: Path, tmp_path: Path) -> Iterator[Opener]:
    """Opens the sourced base with money and jobs of 2025 for the clusters, as changed."""
    engines: list[Engine] = []

    def build(money: Row | None = None, jobs: Row | None = None) -> Reader:
        path = tmp_path / f"vigie-{len(engines)}.sqlite"
        shutil.copy(base_sqlite, path)
        with sqlite3.connect(path) as connection:
            (perimetre,) = connection.execute(
                "SELECT id FROM perimetre WHERE territoire_id = ? LIMIT 1", (f"epci:{AMIENS}",)
            ).fetchone()
            _insert(
                connection,
                "serie",
                {
                    "id": "essai-cout",
                    "indicateur_id": EMPLOIS,
                    "libelle": "Essai",
                    "champ": "Membres",
                    "source_id": "amiens-cluster-2020",
                },
            )
            _insert(connection, "ligne_budget", {**BASE, **PAID, **(money or {})})
            for rank, key in enumerate(KEYS):
                own = jobs if rank == 0 else {}
                _insert(
                    connection, "observation", {**COUNTED, "perimetre_id": perimetre, "cluster_id": key, **(own or {})}
                )
        engine = read_only_engine(f"sqlite:///{path}")
        engines.append(engine)
        return reader(engine)

    yield build
    for engine in engines:
        engine.dispose()


def _cost(read: Reader, **choices: object) -> list[Row]:
    return rows(block(opened(read, programme=CLUSTERS, **choices), "cout-emploi"))


def test_no_programme_of_the_sourced_base_has_a_cost_and_each_says_what_is_missing(read: Reader):
    for programme in read(programmes_select())["id"]:
        found = block(opened(read, programme=programme), "cout-emploi")
        assert found.message.startswith(f"Non calculable{NNBSP}: il manque "), programme
        assert "les emplois constatés" in found.message
        assert "mandaté ou payé" in found.message
        words = text_of(sent(found.body))  # type: ignore[arg-type]
        assert "À fournir par" in words
        assert "non calculable" in words
        assert {row["cout"] for row in rows(found)} == {"non calculable"}


def test_the_rival_claims_of_the_sourced_base_enter_no_cost(read: Reader):
    found = block(opened(read, programme=CLUSTERS), "cout-emploi")
    assert not any(number in text_of(sent(found.body)) for number in ("24", "50", "100"))  # type: ignore[arg-type]
    assert any("avancé par quelqu’un" in limit for limit in found.limits)


def test_with_both_terms_sourced_the_cost_is_told_with_its_facts(told: Opener):
    (row,) = _cost(told())
    assert (row["montant"], row["etape"], row["emplois"], row["cout"]) == (600_000.0, "Payé", 60.0, 10_000.0)
    named = parse(row["fait"])
    assert named is not None
    assert (named.rule, named.count) == (COST, 4)
    assert RULES[COST]


def test_terms_that_are_not_exact_say_so_in_the_table(told: Opener):
    (row,) = _cost(told(money={"qualificatif": "environ"}, jobs={"qualificatif": "une vingtaine de"}))
    assert (row["montant"], row["emplois"]) == ("environ 600\u202f000\u202f€", "environ 60")
    assert row["cout"] == "environ 10\u202f000\u202f€"


@pytest.mark.parametrize(
    ("money", "jobs", "words"),
    [
        ({"etape": "vote"}, {}, "mandaté ou payé"),
        ({"exercice": 2024}, {}, "mandaté ou payé"),
        ({"conteste": 1}, {}, "mandaté ou payé"),
        ({"statut": "illustratif", "tient_lieu_de": "constate"}, {}, "inventé"),
        ({}, {"statut": "prevision"}, "tous les clusters"),
        ({}, {"statut": "illustratif", "tient_lieu_de": "constate"}, "inventé"),
        ({}, {"conteste": 1}, "conteste"),
        ({}, {"annee": 2024, "periode": "2024"}, "tous les clusters"),
        ({}, {"periode": "2025-T4"}, "toute l’année"),
    ],
)
def test_one_unsure_term_is_enough_to_refuse(told: Opener, money: Row, jobs: Row, words: str):
    found = _cost(told(money, jobs))
    assert {row["cout"] for row in found} == {"non calculable"}
    assert words in found[0]["manque"]


@pytest.mark.parametrize("firms", [{"unites": 2}, {"part_premiere": 90}])
def test_a_masked_term_makes_no_cost_and_says_that_it_is_secret(told: Opener, firms: Row):
    found = block(opened(told({}, {**firms, "valeur": 4713.0}), programme=CLUSTERS), "cout-emploi")
    (row,) = rows(found)
    assert (row["emplois"], row["cout"]) == (MASKED, "non calculable")
    assert "secret statistique" in found.message
    assert not any("4713" in str(node) or f"4{NNBSP}713" in str(node) for node in nodes(sent(found.body)))  # type: ignore[arg-type]


def test_another_territory_or_year_has_no_cost(told: Opener):
    read = told()
    assert [row["cout"] for row in _cost(read, annee="2023")] == ["non calculable"]
    keys = [item.key for item in opened(read, programme=CLUSTERS, epci=[SAINT_QUENTIN]).blocks]
    assert "cout-emploi" not in keys


def test_the_demonstration_has_a_cost_where_its_terms_allow_and_nowhere_else(read_demonstration: Reader):
    costs = {
        str(programme): {
            row["annee"]: row["cout"]
            for row in rows(block(opened(read_demonstration, programme=programme), "cout-emploi"))
        }
        for programme in read_demonstration(programmes_select())["id"]
    }
    own = costs.pop("brumevent-clusters")
    assert [year for year, cost in own.items() if cost != "non calculable"] == ["2025", "2024", "2023"]
    assert {cost for told in costs.values() for cost in told.values()} == {"non calculable"}


def test_the_cost_says_its_status_and_opens_its_panel(
    read_demonstration: Reader, base_demonstration: Path, static_root: Path
):
    found = block(opened(read_demonstration, programme="brumevent-clusters"), "cout-emploi")
    words = text_of(sent(found.body))  # type: ignore[arg-type]
    assert words.count("Illustratif (constaté)") >= 3
    first = rows(found)[0]
    assert f"{round(first['cout']):,}".replace(",", NNBSP) in found.message
    assert first["montant"] / first["emplois"] == first["cout"]
    app = create_app(Settings(database_url=f"sqlite:///{base_demonstration}", static_root=static_root))
    assert RULES[COST] in panel(DashClient(app.server.test_client()), first["fait"], "/budget")
