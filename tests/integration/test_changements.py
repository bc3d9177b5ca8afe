"""« Depuis le dernier comité » on real bases: what was published since, what was revised, what was added afterwards."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, create_engine, insert, select

from components.block import FACT, Block
from components.render import block_card
from components.static_html import to_html
from dashboard.filters import Filters
from dashboard.pages import synthese
from data.engine import Reader, read_only_engine, reader
from data.queries.budget import lignes_select
from data.queries.latest import at
from data.tables.actions import suivi_action
from data.tables.finances import ligne_budget
from data.tables.mesures import observation
from data.tables.programmes import comite
from tests.plan_frames import follow

AMIENS, SAINT_QUENTIN = "248000531", "200071892"
MEETING, TODAY = date(2026, 11, 23), date(2026, 11, 27)
LOADED = datetime(2026, 11, 25)  # noqa: DTZ001  the column is UTC without saying so


def _again(connection: Connection, table: Table, key: dict[str, Any], **changes: Any) -> None:
    """Another version of a fact, or another fact, that entered the base after its construction."""
    found = select(table)
    for name, value in key.items():
        found = found.where(table.c[name] == value)
    row = dict(connection.execute(found).mappings().first() or {})
    if isinstance(row["id"], int):
        row.pop("id")
    connection.execute(insert(table), {**row, "charge_le": LOADED, **changes})


def _known(day: date) -> dict[str, Any]:
    return {"connu_le": day.isoformat(), "connu_au_plus_tard": day}


def _publish(engine: Engine) -> None:
    """A committee held; since then an action moved, a count was revised, and an older follow-up came late."""
    with engine.begin() as connection:
        held = {"id": "ti-2019-copil~2", "etat": "tenu", "date_seance": MEETING.isoformat(), **_known(MEETING)}
        _again(connection, comite, {"id": "ti-2019-copil"}, **held)
        moved = {"id": "bouge", "observe_le": "2026-11-24", "etat": "realisee", **_known(date(2026, 11, 25))}
        _again(connection, suivi_action, {"id": "1-2-2026-09"}, **moved)
        late = {"id": "tard", "observe_le": "2026-10", "etat": "en_cours", **_known(date(2026, 10, 31))}
        _again(connection, suivi_action, {"id": "1-3-2026-09"}, **late)
        count = {"serie_id": "creations-entreprises-communes", "perimetre_id": "epci:200071892@2026", "periode": "2025"}
        _again(connection, observation, count, valeur=901.0, **_known(date(2026, 11, 25)))


@pytest.fixture
def published(base_sqlite: Path, tmp_path: Path) -> Iterator[Reader]:
    path = follow(base_sqlite, tmp_path / "vigie.sqlite")
    writer = create_engine(f"sqlite:///{path}")
    _publish(writer)
    writer.dispose()
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


@pytest.fixture
def fictive(base_demonstration: Path) -> Iterator[Reader]:
    engine = read_only_engine(f"sqlite:///{base_demonstration}")
    yield reader(engine)
    engine.dispose()


def _block(read: Reader, *epci: str, situation: date = TODAY, depuis: date | None = None) -> Block:
    filters = Filters(epci=epci, situation=situation, depuis=depuis)
    return next(one for one in synthese.view(at(read, situation), filters).blocks if one.key == "depuis")


def _sentences(block: Block) -> list[str]:
    assert block.table is not None
    return list(block.table.frame["changement"])


def test_since_the_last_committee_says_what_moved_what_was_revised_and_what_came_late(published: Reader):
    block = _block(published, SAINT_QUENTIN)
    said = _sentences(block)
    assert block.message == "3\u00a0changements depuis le comité du 23\u00a0nov.\u00a02026"
    assert said[0].startswith("De «\u00a0en cours\u00a0» à «\u00a0réalisée\u00a0»")
    assert said[1].startswith("De «\u00a0bloquée\u00a0» à «\u00a0en cours\u00a0»")
    assert said[1].endswith("– ajouté après coup")
    assert any("901 au lieu de 880" in one for one in said)
    assert block.table is not None
    faits = list(block.table.frame[FACT])
    assert faits[:2] == ["suivi_action:bouge", "suivi_action:tard"]
    assert all(faits)


def test_the_situation_before_the_committee_does_not_know_what_came_after(published: Reader):
    assert _block(published, SAINT_QUENTIN, situation=MEETING).void is not None
    early = _block(published, SAINT_QUENTIN, situation=date(2026, 11, 24))
    assert [one.endswith("après coup") for one in _sentences(early)] == [True]


def test_another_epci_has_other_changes(published: Reader):
    assert _block(published, AMIENS).void is not None
    compared = _block(published, AMIENS, depuis=MEETING)
    assert (compared.table, compared.message) == (None, "Rien n’a changé depuis le 23\u00a0nov.\u00a02026")


def test_no_committee_says_so_and_offers_a_day(read: Reader):
    block = _block(read)
    assert block.table is None
    assert "comité de pilotage" in str(block.void)
    assert block.ways[0].href == "/?depuis=2025-11-27"


def test_any_two_situations_compare_and_never_backwards(read: Reader):
    said = _sentences(_block(read, depuis=date(2015, 3, 3), situation=date(2020, 1, 31)))
    assert any(one.startswith("Onze actions nouvelles") for one in said)
    assert any("Nouveau chiffre avancé" in one for one in said)
    assert not any("Taux de chômage" in one for one in said), "connu plus tard"
    assert _block(read, depuis=date(2020, 1, 31), situation=date(2015, 3, 3)).void is not None


def test_the_demonstration_tells_its_last_committee(fictive: Reader):
    block = _block(fictive)
    said = _sentences(block)
    assert block.message.endswith("depuis le comité du 21\u00a0mai\u00a02026")
    assert said[0].startswith("De «\u00a0en cours\u00a0» à «\u00a0réalisée\u00a0»")
    assert any(one.startswith("Devenue en retard, échéance 30\u00a0juin\u00a02026") for one in said)
    assert any("9,4\u202f% au lieu de 9,5\u202f%" in one for one in said)
    assert said.index(next(one for one in said if "engagés" in one)) < said.index(
        next(one for one in said if "chômage" in one)
    )


def test_eight_sentences_are_read_and_the_rest_waits_behind_its_count(fictive: Reader):
    block = _block(fictive, depuis=date(2024, 5, 16), situation=date(2026, 5, 21))
    count = len(_sentences(block))
    assert count > 8
    shown, folded = to_html(block_card(block)).split("<details", 1)
    assert shown.count("<tr>") == 9
    assert f"Voir les {count - 8} autres changements" in folded
    assert folded.count("<tr>") == count - 7


def test_a_revision_keeps_the_name_of_its_line_and_a_second_decision_has_its_own(
    base_demonstration: Path, tmp_path: Path
):
    path = tmp_path / "demonstration.sqlite"
    shutil.copy(base_demonstration, path)
    first = {"id": "recrutement-sarvanois-2019-2-vote-dm"}
    bare = {"id": "recrutement-sarvanois-2019-1-annonce"}
    writer = create_engine(f"sqlite:///{path}")
    with writer.begin() as connection:
        _again(
            connection,
            ligne_budget,
            first,
            id="dm-revise",
            montant=-3000,
            montant_origine=-3000,
            **_known(date(2026, 11, 24)),
        )
        _again(connection, ligne_budget, first, id="dm-deux", passage="DM 2 2019", **_known(date(2026, 11, 24)))
        _again(connection, ligne_budget, bare, id="annonce-revise", passage="ailleurs", **_known(date(2026, 11, 24)))
    writer.dispose()
    engine = read_only_engine(f"sqlite:///{path}")
    read = reader(engine)
    then, now = (
        read_at(lignes_select("ti-2019-2022")).set_index("id")["cle"]
        for read_at in (at(read, date(2026, 11, 23)), read)
    )
    engine.dispose()
    assert now["dm-revise"] == then[first["id"]] != now["dm-deux"]
    assert now["annonce-revise"] == then[bare["id"]]
    assert then.is_unique
    assert now.is_unique


def test_a_base_built_anew_adds_nothing_afterwards(fictive: Reader):
    said = _sentences(_block(fictive, depuis=date(2020, 1, 1)))
    assert not any("après coup" in one for one in said)


@pytest.mark.postgresql
def test_both_engines_tell_the_same(base_postgresql: str, read: Reader):
    engine = read_only_engine(base_postgresql)
    days = {"depuis": date(2015, 3, 3), "situation": date(2020, 1, 31)}
    told = [_sentences(_block(one, **days)) for one in (read, reader(engine))]
    engine.dispose()
    assert json.dumps(told[0]) == json.dumps(told[1])
