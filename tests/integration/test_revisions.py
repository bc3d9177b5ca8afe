"""A fact told again: its last version is shown once, on every page; another author's word stands beside the first."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, create_engine, insert, select
from sqlalchemy.engine import make_url

from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages import budget as budget_page
from data.engine import Reader, read_only_engine, reader
from data.model.affirmations import Said
from data.queries import budget, clusters, observations, programmes
from data.queries.affirmations import affirmations_select
from data.queries.latest import latest
from data.tables.actions import suivi_action
from data.tables.finances import ligne_budget, subvention
from data.tables.mesures import affirmation, rupture
from tests.plan_frames import FOLLOWED, follow

PLIE = "plie-2001"
LATER: dict[str, Any] = {
    "connu_le": "2026-10",
    "connu_au_plus_tard": date(2026, 10, 31),
    "charge_le": datetime(2026, 11, 1),  # noqa: DTZ001  the column is UTC without saying so
}


def again(connection: Connection, table: Table, first: str, **changes: Any) -> None:
    """Add a version of the row ``first``, known later."""
    row = connection.execute(select(table).where(table.c.id == first)).mappings().one()
    connection.execute(insert(table), {**row, **LATER, "id": f"{first}-revu", **changes})


def _revise(connection: Connection) -> None:
    line = {"montant": 650000.0, "montant_origine": 650000.0, "devise_origine": "EUR"}
    again(connection, ligne_budget, f"{PLIE}-etat-amiens-metropole", **line)
    again(
        connection,
        ligne_budget,
        f"{PLIE}-departement",
        **{**line, "id": "contre-chiffre", "auteur_id": "etat-fonds-vert", "conteste": True},
    )
    again(connection, ligne_budget, "essai", **line)
    again(connection, subvention, "fonds-vert-2023:11317082", montant=1.0)
    again(connection, rupture, "amiens-metropole-2015", libelle="Rupture revue")
    again(connection, affirmation, "ecart-chomage-2015", valeur=3.0)
    again(connection, affirmation, "ecart-chomage-2015", id="rivale", auteur_id="etat-fonds-vert", valeur=4.0)
    emptied = {**FOLLOWED[2], "id": "vide", "observe_le": "2026-10", "etat": None}
    connection.execute(insert(suivi_action), emptied)
    # A date without a month stands for the end of its year.
    connection.execute(insert(suivi_action), {**FOLLOWED[3], "id": "annee", "observe_le": "2026", "etat": None})


@pytest.fixture(scope="module")
def revised(base_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    path = follow(base_sqlite, tmp_path_factory.mktemp("revisions") / "vigie.sqlite")
    writer = create_engine(f"sqlite:///{path}")
    with writer.begin() as connection:
        _revise(connection)
    writer.dispose()
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


def test_a_revised_line_is_an_amount_once(revised: Reader):
    frame = revised(programmes.montants_select([PLIE], ["248000531"], 2000))
    assert sorted(frame["montant"]) == [76225.0, 650000.0, 650000.0]
    counts = revised(budget.programmes_select()).set_index("id")["chiffrees"]
    assert counts[PLIE] == 3


def test_a_revised_line_is_a_budget_of_its_action_once(revised: Reader):
    frame = revised(budget.lignes_select("ti-2019"))
    assert list(frame.loc[frame["action_id"] == "ti-2019-1-2", "montant"]) == [650000.0]


def test_the_budget_page_shows_the_new_value_and_the_rival_beside_the_first(revised: Reader):
    parsed, _ = Filters.parse({"programme": PLIE})
    filters, _ = effective(parsed, budget_page.PAGE.controls(revised))
    view = budget_page.PAGE.view(revised, filters)
    table = next(block for block in view.blocks if block.key == "lignes").table
    assert table is not None
    found = [(row["montant"], str(row["compte"]).partition("\u202f")[0]) for row in table.frame.to_dict("records")]
    assert sorted(found) == [(76225.0, "oui"), (650000.0, "non"), (650000.0, "oui")]
    ladder = next(block for block in view.blocks if block.key == "echelle").table
    assert ladder is not None
    assert ladder.frame["montant"].iloc[0] == 726225.0


def test_a_revised_grant_break_or_claim_is_read_once(revised: Reader):
    grants = revised(budget.subventions_select())
    assert len(grants) == 52
    assert list(grants.loc[grants["id"] == "fonds-vert-2023:11317082-revu", "montant"]) == [1.0]
    breaks = revised(observations.ruptures_select((), ["epci:248000531"]))
    assert "Rupture revue" in set(breaks["libelle"])
    assert list(breaks["a_partir_de"]).count("2015") == 1
    claims = revised(affirmations_select(("ecart_chomage_national",), territoires=["epci:248000531"]))
    told = claims[claims["id"].str.startswith("ecart-chomage-2015") | (claims["id"] == "rivale")]
    assert {said.number for said in told["valeur"]} == {3.0, 4.0}


def _twins(connection: Connection) -> list[str]:
    """Two versions with the same clocks, whose ids a language would rank otherwise than bytes do."""
    again(connection, ligne_budget, f"{PLIE}-departement", id="jumeau-B")
    again(connection, ligne_budget, f"{PLIE}-departement", id="jumeau-a")
    known = latest(ligne_budget, ligne_budget.c.id.like("jumeau-%"))
    return [str(key) for key in connection.execute(select(known.c.id)).scalars()]


def test_equal_clocks_keep_the_last_key(base_sqlite: Path):
    engine = create_engine(f"sqlite:///{base_sqlite}")
    with engine.connect() as connection:
        assert _twins(connection) == ["jumeau-a"]
        connection.rollback()
    engine.dispose()


@pytest.mark.postgresql
def test_equal_clocks_keep_the_same_key_on_postgresql(base_postgresql: str, postgresql_admin: str):
    admin = make_url(postgresql_admin)
    url = make_url(base_postgresql).set(username=admin.username, password=admin.password)
    engine = create_engine(url.set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        connection.exec_driver_sql("SET search_path TO vigie")
        assert _twins(connection) == ["jumeau-a"]
        connection.rollback()
    engine.dispose()


def test_a_claim_told_again_is_no_rival_of_itself(base_sqlite: Path, tmp_path: Path):
    path = follow(base_sqlite, tmp_path / "vigie.sqlite")
    writer = create_engine(f"sqlite:///{path}")
    asked = affirmations_select((clusters.EMPLOIS,), programme="amiens-cluster")
    engine = read_only_engine(f"sqlite:///{path}")
    before = reader(engine)(asked)
    told = before[before["valeur"] == Said(24.0)]
    assert len(told) == 1
    with writer.begin() as connection:
        again(connection, affirmation, str(told["id"].iloc[0]), valeur=26.0)
    writer.dispose()
    after = reader(engine)(asked)
    engine.dispose()
    kept = set(before["valeur"].dropna().drop(told.index))
    assert set(after["valeur"].dropna()) == {*kept, Said(26.0)}
    assert len(after) == len(before)
