"""The register of promises on both bases: states by rule, no target and no lateness that the sources do not give."""

import re
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from components.block import FACT, Block, View
from components.facts import parse
from components.render import page_view
from components.static_html import to_html
from dashboard import days, ids
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages import promesses
from data.engine import Reader, read_only_engine, reader
from data.model.promesses import ETATS, states
from data.queries.latest import at
from data.queries.promesses import promesses_select
from tests.dash_http import DashClient, nodes, text_of

STATES = {
    "P1": "Non mesurable",
    "P2": "Tenue en partie, 1 sur 4 documenté",
    "P3": "Échue sans preuve",
    "P4": "Non datable",
    "P5": "Non datable",
    "P6": "Tenue, 3 sur 3 documentés",
    "P7": "Échue sans preuve",
    "P8": "Non datable",
    "P9": "Échue sans preuve",
    "P10": "Intention",
    "P11": "Contestée",
    "P12": "Horizon",
    "P13": "Non datable",
    "P14": "Non datable",
    "P15": "Non datable",
}


@pytest.fixture(autouse=True)
def _at_a_date(monkeypatch):
    monkeypatch.setattr(days, "today", lambda: date(2026, 11, 22))


def _view(read: Reader, **chosen: object) -> View:
    asked, _ = Filters.parse(chosen)
    return promesses.view(read, effective(asked, promesses.controls(read))[0])


def _blocks(view: View) -> dict[str, Block]:
    return {block.key: block for block in view.blocks}


def _rows(view: View, key: str = "registre") -> list[dict[str, object]]:
    table = _blocks(view)[key].table
    assert table is not None
    return [{str(name): value for name, value in row.items()} for row in table.frame.to_dict("records")]


def _words(view: View) -> str:
    return re.sub(r"<[^>]+>", " ", to_html(page_view(view)))


def test_a_contested_proof_keeps_no_promise_and_its_promise_is_not_due_without_proof(base_sqlite: Path, tmp_path: Path):
    path = tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE preuve SET conteste = 1")
        connection.execute("UPDATE preuve SET promesse_id = 'promesse-03' WHERE promesse_id = 'promesse-02'")
    connection.close()
    engine = read_only_engine(f"sqlite:///{path}")
    found = states(reader(engine)(promesses_select(["pacte-2014"])), date(2026, 11, 22)).set_index("numero")
    engine.dispose()
    assert found.loc[["P3", "P6"], "etat"].tolist() == ["contestee", "contestee"]
    assert found.loc[["P3", "P6"], "preuves"].tolist() == [0, 0]


def test_the_register_holds_the_fifteen_entries_with_their_states(read: Reader):
    view = _view(read)
    assert {str(row["numero"]): row["etat_dit"] for row in _rows(view)} == STATES
    assert [row["numero"] for row in _rows(view)] == list(STATES), "l’ordre du registre"
    assert view.message == (
        "13\u00a0promesses\u202f: une tenue, une tenue en partie, trois échues sans preuve et huit sans verdict "
        "possible"
    )
    assert "une intention et une horizon" not in str(view.lead)


def test_the_message_is_computed_and_changes_with_the_day(read: Reader, monkeypatch):
    monkeypatch.setattr(days, "today", lambda: date(2015, 8, 1))
    before = _view(at(read, date(2015, 8, 1)), situation="2015-08-01")
    assert "P6" in {row["numero"] for row in _rows(before)}
    states = {str(row["numero"]): row["etat_dit"] for row in _rows(before)}
    assert states["P3"] == "À échoir", "2015 n’est pas fini"
    assert states["P7"] == "Échue sans preuve"
    assert states["P6"] == "Non datable", "la preuve n’est connue qu’en 2020"
    assert "P11" not in states


def test_the_rule_of_every_state_is_shown(read: Reader):
    block = _blocks(_view(read))["etats"]
    assert block.table is not None
    assert len(block.table.frame) == len(ETATS)
    assert block.table.frame["regle"].str.len().min() > 20
    assert list(block.table.frame["nombre"]) == [1, 1, 3, 0, 6, 1, 1, 1, 1]


@pytest.mark.piege(5)
def test_the_unemployment_promise_has_no_target_and_two_points_are_its_start(read: Reader):
    view = _view(read)
    block = _blocks(view)["cibles"]
    void = " ".join(block.limits)
    assert "2\u00a0points" in void
    assert "ce n’est pas la cible" in void
    assert "aucune ligne de cible" in void
    (row,) = _rows(view, "cibles")
    assert row["cible"] == "aucune dans la source"
    assert str(row[FACT]) == "promesse:promesse-01+affirmation:ecart-chomage-2015"
    assert [way.href for way in block.ways] == ["/emploi"]


def test_a_way_to_a_page_that_does_not_exist_is_no_link(client: DashClient):
    content = client.open("/promesses")[ids.CONTENT]["children"]
    named = [node for node in nodes(content) if text_of(node) == "Voir le taux de chômage"]
    paths = {link.partition("?")[0] for link in client.open("/")[ids.STATE]["data"]["liens"]}
    assert {node["type"] for node in named if node["type"] in {"Link", "Span"}} == {
        "Link" if "/emploi" in paths else "Span"
    }


@pytest.mark.piege(25)
def test_one_signature_of_four_and_no_lateness_in_days(read: Reader):
    view = _view(read)
    second = next(row for row in _rows(view) if row["numero"] == "P2")
    assert second["echeance_dite"] == "non datable"
    assert "dit un jour inconnu" in str(second["echeance_note"])
    assert "26\u00a0juin\u00a02015" in str(second["preuve"])
    assert "29" not in str(second["preuve"])
    assert not re.search(r"\d+\s*jours?\b", _words(view))
    assert not re.search(r"retard de|en retard depuis", _words(view))


@pytest.mark.piege(4)
def test_the_pact_is_not_dated_by_the_register(read: Reader):
    words = _words(_view(read, programme="pacte-2014"))
    assert "2014" not in words.replace("pacte-2014", "")


@pytest.mark.piege(24)
def test_a_name_that_drifts_is_one_person(read: Reader):
    words = _words(_view(read))
    assert "Alain Gest, président d’Amiens Métropole" in words
    assert "Guest" not in words
    assert {row["qui"] for row in _rows(_view(read)) if row["numero"] in {"P2", "P3"}} == {
        "Alain Gest, président d’Amiens Métropole et député de la Somme en 2015"
    }


def test_a_computed_date_is_said_as_computed(read: Reader):
    due = {str(row["numero"]): row["echeance_dite"] for row in _rows(_view(read))}
    assert due["P9"] == "2018, calculée par Vigie, passée"
    assert [numero for numero, words in due.items() if "calculée" in str(words)] == ["P9"]
    assert due["P12"] == "2050"


def test_the_repeated_promise_is_linked_to_its_three_programmes_and_counted_once(read: Reader):
    view = _view(read)
    block = _blocks(view)["repetees"]
    assert block.message == "La promesse P4 est faite dans trois programmes"
    forms = _rows(view, "repetees")
    assert [form["programme"] for form in forms] == ["Contrat de ville", "Pacte pour l’emploi", "Protocole CDC"]
    assert {str(form[FACT]).partition(":")[0] for form in forms} == {"promesse", "promesse_recurrence"}
    shown = to_html(page_view(view))
    for key in ("contrat-ville-2001", "pacte-2014", "cdc-2015"):
        assert f'href="/programmes/{key}"' in shown
    assert shown.count('id="promesse-P4"') == 1
    # A programme that only makes it again still shows all its forms.
    again = _blocks(_view(read, programme="contrat-ville-2001"))
    assert list(again) == ["repetees"]
    assert again["repetees"].message == block.message


def test_filters_apply_to_all_that_stands_on_the_page(read: Reader):
    own = _view(read, programme="cdc-2015")
    assert own.message == "3\u00a0promesses\u202f: deux échues sans preuve et une sans verdict possible"
    assert {row["programme"] for row in _rows(own)} == {"Protocole CDC"}
    due = _view(read, etat=["echue_sans_preuve"])
    assert [row["numero"] for row in _rows(due)] == ["P3", "P7", "P9"]
    assert [row["etat"] for row in _rows(due, "etats")] == ["échue sans preuve"]
    assert list(_blocks(due)) == ["etats", "registre"]
    apart = _view(read, etat=["intention", "horizon"])
    assert apart.message == "Une intention et un horizon, qui ne sont pas des promesses"
    assert _view(read, programme="cdc-2015", etat=["tenue"]).message == "Aucune promesse ne répond à ce choix"


@pytest.mark.parametrize("base", ["read", "read_demonstration"])
def test_every_row_of_every_table_names_its_facts(base: str, request: pytest.FixtureRequest):
    view = _view(request.getfixturevalue(base))
    for block in view.blocks:
        assert block.table is not None, block.key
        rows = block.table.frame
        empty = rows[rows[FACT] == ""]
        assert block.key == "etats" or empty.empty, block.key
        assert block.key != "etats" or (empty["nombre"] == 0).all()
        named = {table for known in map(parse, rows[FACT]) if known for table, _ in known.named}
        assert named <= {"promesse", "preuve", "promesse_recurrence", "affirmation"}, block.key
        assert block.sources


def test_the_demonstration_counts_every_state(read_demonstration: Reader):
    view = _view(read_demonstration)
    assert view.message == (
        "14\u00a0promesses\u202f: deux tenues, trois tenues en partie, trois échues sans preuve, trois à échoir et "
        "trois sans verdict possible"
    )
    found = {str(row["numero"]): str(row["etat_dit"]) for row in _rows(view)}
    assert found["P1"] == "Tenue en partie, 3 sur 4 documentés"
    assert found["P11"] == "Tenue en partie, 10 sur 11 documentés"
    assert _blocks(view)["repetees"].message.startswith("2\u00a0promesses reviennent")


def test_promises_are_read_in_the_order_of_their_programmes(read: Reader):
    programmes = ["ti-2019", "pacte-2014"]
    assert list(dict.fromkeys(read(promesses_select(programmes))["programme_id"])) == ["pacte-2014", "ti-2019"]
