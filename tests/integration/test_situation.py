"""A page at a past situation: every query reads facts as they were known then, and no query can forget it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Select, Table, create_engine, insert, select
from sqlalchemy.sql.visitors import iterate

from dashboard.filters import Filters
from dashboard.page import Page, effective
from dashboard.pages import PAGES
from data.engine import Reader, read_only_engine, reader
from data.queries import budget, plan_actions, programmes
from data.queries.latest import at
from data.queries.programmes import programmes_of_epci_select
from data.schema import metadata
from data.tables.actions import action
from data.tables.programmes import axe, comite, programme, promesse
from tests.plan_frames import follow

FACTS = {table for table in metadata.sorted_tables if "charge_le" in table.c}
BEFORE, AFTER = date(2026, 11, 1), date(2026, 11, 20)


# What ranks the versions of facts, and since when something is known: that is asked of the whole database.
OF_LATEST = {"dernier_debut", "rang_version", "premier"}


def _tables_outside_latest(statement: Select[Any]) -> set[str]:
    """Fact tables that a query reads otherwise than through ``latest``, recognised by what ranks the versions."""
    found: set[str] = set()
    for element in iterate(statement):
        if isinstance(element, Select) and not OF_LATEST & {column.key for column in element.selected_columns}:
            sides = [side for joined in element.get_final_froms() for side in _sides(joined)]
            found |= {side.name for side in sides if isinstance(side, Table) and side in FACTS}
    return found


def _sides(element: Any) -> Iterator[Any]:
    if hasattr(element, "left"):
        yield from _sides(element.left)
        yield from _sides(element.right)
    else:
        yield element


@pytest.fixture(scope="module", params=["base_sqlite", "base_demonstration"])
def noted(request: pytest.FixtureRequest) -> Iterator[tuple[Reader, list[Select[Any]]]]:
    """A reader that notes every query that pages make."""
    engine = read_only_engine(f"sqlite:///{request.getfixturevalue(request.param)}")
    read, asked = reader(engine), []

    def noting(statement: Select[Any]) -> pd.DataFrame:
        asked.append(statement)
        return read(statement)

    yield noting, asked
    engine.dispose()


@pytest.mark.parametrize("page", [page for page in PAGES if page.item_key is None], ids=lambda page: page.key)
def test_no_query_of_a_page_reads_facts_otherwise_than_as_they_were_known(noted, page: Page):
    read, asked = noted
    asked.clear()
    page.view(read, effective(Filters(), page.controls(read))[0])
    assert asked or page.key == "sources"
    assert {name for statement in asked for name in _tables_outside_latest(statement)} == set()


def test_a_query_that_forgets_would_be_seen():
    forgetful = select(promesse.c.id).join(programme, programme.c.id == promesse.c.programme_id)
    assert _tables_outside_latest(forgetful) == {"promesse", "programme"}
    assert _tables_outside_latest(programmes_of_epci_select(["248000531"])) == set()


@pytest.mark.parametrize("page", [page for page in PAGES if page.item_key is None], ids=lambda page: page.key)
@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2015, 6, 30), date(2020, 1, 31)], ids=str)
def test_every_page_can_be_read_at_a_past_situation(read: Reader, page: Page, day: date):
    placed = at(read, day)
    filters, _ = effective(Filters(situation=day), page.controls(placed))
    assert page.view(placed, filters).message


def _revise(connection: Connection, table: Table, key: str, **changes: Any) -> None:
    row = connection.execute(select(table).where(table.c.id == key)).mappings().one()
    later = {"connu_le": "2026-11-15", "connu_au_plus_tard": date(2026, 11, 15)}
    loaded = datetime(2026, 11, 23)  # noqa: DTZ001  the column is UTC without saying so
    connection.execute(insert(table), {**row, **later, "charge_le": loaded, "id": f"{key}~2", **changes})


@pytest.fixture
def revised(base_sqlite: Path, tmp_path: Path) -> Iterator[Reader]:
    path = follow(base_sqlite, tmp_path / "vigie.sqlite")
    writer = create_engine(f"sqlite:///{path}")
    with writer.begin() as connection:
        _revise(connection, programme, "ti-2019", nom_court="Territoire revu")
        _revise(connection, axe, "ti-2019-1", nom="Axe revu")
        _revise(connection, action, "ti-2019-1-2", nom="Action revue")
        _revise(connection, comite, "ti-2019-copil", etat="tenu", date_seance="2026-11-12")
    writer.dispose()
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


def test_what_refers_to_a_revised_fact_still_does(revised: Reader):
    actions = revised(plan_actions.actions_select("ti-2019")).set_index("id")
    assert len(actions) == 11
    assert actions.loc["ti-2019-1-2", "nom"] == "Action revue"
    assert set(actions.loc[actions["axe_id"] == "ti-2019-1", "axe"]) == {"Axe revu"}
    assert list(revised(plan_actions.programme_of_action_select("ti-2019-1-2"))["programme_id"]) == ["ti-2019"]
    follow_up = revised(plan_actions.suivis_select("ti-2019"))
    assert "ti-2019-1-2" in set(follow_up["action_id"])
    shown = revised(budget.programmes_select()).set_index("id")["nom_court"]
    assert shown["ti-2019"] == "Territoire revu"
    assert list(revised(programmes.seances_tenues_select(["ti-2019"]))["date_seance"]) == ["2026-11-12"]


@pytest.mark.parametrize(("day", "name"), [(BEFORE, None), (AFTER, "Action revue")], ids=["avant", "après"])
def test_a_past_situation_shows_the_version_known_then(revised: Reader, day: date, name: str | None):
    known = at(revised, day)(plan_actions.actions_select("ti-2019")).set_index("id").loc["ti-2019-1-2", "nom"]
    assert (known == name) is (name is not None)
    meetings = at(revised, day)(programmes.seances_tenues_select(["ti-2019"]))
    assert len(meetings) == (0 if name is None else 1)
