"""The plan's pages on the real plan, of which nothing is known, and on a made-up follow-up of it."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from components.block import Block, View
from components.render import page_view
from components.static_html import to_html
from dashboard import days, ids
from dashboard.filters import Filters
from dashboard.page import NotFoundError, effective
from dashboard.pages import action, plan_actions
from data.engine import Reader, read_only_engine, reader
from data.queries import plan_actions as queries
from tests.dash_http import DashClient, nodes
from tests.plan_frames import follow

AMIENS, SAINT_QUENTIN, CHAUNY = "248000531", "200071892", "200071785"
AXES = {"Attirer": 4, "Recruter": 2, "Innover": 4, "Simplifier": 1}


@pytest.fixture(autouse=True)
def _at_a_date(monkeypatch):
    """A day after the end of the sourced plan: what is asked of it does not change with the day of the test."""
    monkeypatch.setattr(days, "today", lambda: date(2026, 11, 22))


@pytest.fixture(scope="module")
def read_followed(base_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    path = follow(base_sqlite, tmp_path_factory.mktemp("plan") / "vigie.sqlite")
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


def _view(read: Reader, *epci: str) -> View:
    filters, _ = effective(Filters(epci=epci), plan_actions.controls(read))
    return plan_actions.view(read, filters)


def _blocks(view: View) -> dict[str, Block]:
    return {block.key: block for block in view.blocks}


def _words(view: View) -> str:
    """What the page shows, tags left out."""
    return re.sub(r"<[^>]+>", " ", to_html(page_view(view)))


def test_the_plan_of_2019_is_the_default(read: Reader):
    programme, _ = plan_actions.controls(read)
    assert programme.default == "ti-2019"


def test_axes_and_actions_are_those_of_the_document(read: Reader):
    frame = read(queries.actions_select("ti-2019"))
    assert frame.groupby("axe", sort=False)["id"].count().to_dict() == AXES


def test_four_blocks_each_with_its_table_and_source(read: Reader):
    blocks = _blocks(_view(read))
    assert list(blocks) == ["matrice", "demandes", "vides", "actions"]
    for block in blocks.values():
        assert block.table is not None
        assert not block.table.frame[[column.name for column in block.table.columns]].empty
        assert [source.id for source in block.sources] == ["territoire-industrie-2019"]


@pytest.mark.piege(11)
def test_the_thirty_nine_of_the_quorum_is_not_a_number_of_communes(read: Reader):
    found = re.findall(r"39\s*(\w+)", _words(_view(read)))
    assert found
    assert set(found) == {"sièges"}


@pytest.mark.piege(12)
def test_the_petr_is_not_a_fifth_epci(read: Reader):
    view = _view(read)
    assert view.lead is not None
    assert "PETR" not in view.lead
    assert "quatre EPCI" in _words(view)
    seats = next(limit for limit in _blocks(view)["demandes"].limits if "siège" in limit)
    assert "7\u00a0sièges" in seats
    assert "sans être un EPCI de plus" in seats


@pytest.mark.piege(13)
def test_amiens_metropole_is_not_in_this_plan(read: Reader):
    view = _view(read, AMIENS)
    assert view.message == "Ce plan d’actions ne concerne pas Amiens Métropole"
    assert [block.figure or block.body or block.table for block in view.blocks] == [None]
    mixed = _view(read, AMIENS, SAINT_QUENTIN)
    assert "l’état des onze actions" in mixed.message
    assert "Amiens Métropole n’est pas dans ce plan" in mixed.notices[0]


@pytest.mark.piege(17)
def test_a_vote_on_a_protocol_is_neither_a_contract_nor_a_plan(read: Reader):
    limits = " ".join(_blocks(_view(read))["actions"].limits)
    assert "ni le contrat, ni un budget, ni une action" in limits
    assert "non signé dans l’exemplaire lu" in limits
    assert "69 voix pour et 2\u00a0abstentions" in limits


@pytest.mark.piege(18)
def test_eleven_times_unknown_and_never_zero_percent(read: Reader):
    view = _view(read)
    assert view.message == (
        "Programme terminé en 2022, bilan à produire\u202f: l’état des onze actions n’est pas documenté"
    )
    table = _blocks(view)["matrice"].table
    assert table is not None
    assert int(table.frame["non_renseignee"].sum()) == 11
    assert table.frame[["a_venir", "en_cours", "realisee", "bloquee"]].isna().all(axis=None)
    words = _words(view)
    assert words.count("Non renseignée") == 11 + 1, "onze actions et l’en-tête de la matrice"
    assert re.search(r"\b0\b", words) is None
    assert re.search(r"\b0\s*%", words) is None


@pytest.mark.piege(19)
def test_the_other_lists_are_named_and_never_added(read: Reader):
    words = _words(_view(read))
    assert "5 priorités communes et 9 actions déjà engagées" in words
    assert "Elles ne s’y ajoutent pas" in words
    assert re.search(r"\b(25|20|16)\b(?!\s\w+\.?\s\d{4})", words) is None, "hors des dates"


@pytest.mark.piege(23)
def test_no_frequency_is_lent_by_another_protocol(read: Reader):
    view = _view(read)
    assert "Le texte ne fixe aucune fréquence au comité de pilotage." in _blocks(view)["demandes"].limits
    assert "une fois par an" not in _words(view)


@pytest.mark.piege(27)
def test_priorities_and_engaged_actions_are_not_in_the_count(read: Reader):
    frame = _blocks(_view(read))["actions"].table
    assert frame is not None
    assert len(frame.frame) == 11
    lists = read(queries.other_lists_select("ti-2019")).iloc[0]
    assert (lists["priorites"], lists["actions_engagees"]) == (5, 9)


def test_a_plan_not_split_by_epci_says_so(read: Reader):
    view = _view(read, SAINT_QUENTIN)
    assert "Le plan n’est pas ventilé par EPCI" in view.notices[0]
    assert "Saint-Quentinois" in view.notices[0]
    assert _view(read).notices == ()


def test_every_void_is_counted_and_has_a_supplier(read: Reader):
    block = _blocks(_view(read))["vides"]
    assert block.message == "33\u00a0informations sur 33 manquent au bilan"
    assert block.table is not None
    assert list(block.table.frame["champ"]) == [
        "État final",
        "Budget",
        "Indicateur",
        "Pilote",
        "Élu référent",
        "Échéance",
    ]
    assert list(block.table.frame["ensemble"]) == ["11 sur 11"] * 6
    assert list(block.table.frame.columns[1:5]) == [f"ti-2019-{rank}" for rank in range(1, 5)]
    assert block.table.frame["par"].notna().all()
    assert all(title in to_html(block.body) for title in ("Pour le bilan", "Pendant le programme"))


def _asked(view: View) -> list[str]:
    table = _blocks(view)["demandes"].table
    assert table is not None
    return list(table.frame["point"])


def test_a_plan_that_is_over_is_asked_for_an_assessment_and_for_nothing_to_come(read: Reader):
    view = _view(read)
    assert _asked(view) == [
        "Établir l’état final pour les onze actions",
        "Établir ce qui a été dépensé pour les onze actions",
        "Établir le résultat obtenu pour les onze actions",
    ]
    shown = action.view(read, Filters(action="ti-2019-1-1"))
    assert "Programme terminé en 2022" in str(shown.lead)
    assert "sans bilan enregistré" in str(_blocks(shown)["suivi"].void)
    for words in (_words(view), _words(shown)):
        assert not re.search("désigner un pilote|fixer une échéance|informations de pilotage", words, re.IGNORECASE)


@pytest.mark.parametrize("today", [date(2020, 6, 1), date(2022, 12, 31)])
def test_the_same_plan_is_steered_until_its_last_day(read: Reader, monkeypatch, today):
    monkeypatch.setattr(days, "today", lambda: today)
    view = _view(read)
    assert view.message == "Aucune des onze actions n’a d’état renseigné"
    assert "Désigner un pilote pour les onze actions" in _asked(view)
    assert _blocks(view)["vides"].message == "66\u00a0informations sur 66 manquent"
    shown = action.view(read, Filters(action="ti-2019-1-1"))
    assert _blocks(shown)["fiche"].message == "Aucune des six informations de pilotage n’est renseignée"
    assert "terminé" not in _words(view) + str(shown.lead)


@pytest.mark.parametrize("fin", [None, "2022-06-30"])
def test_followed_plan_without_a_known_end_runs_and_a_past_end_asks_what_became_of_it(
    base_sqlite: Path, tmp_path: Path, fin: str | None
):
    engine = read_only_engine(f"sqlite:///{follow(base_sqlite, tmp_path / 'vigie.sqlite', fin)}")
    read = reader(engine)
    view, shown = _view(read), action.view(read, Filters(action="ti-2019-1-2"))
    engine.dispose()
    words = _words(view)
    if fin is None:
        assert view.message == "5\u00a0actions sur 11 ont un état renseigné, 1 en retard"
        assert _asked(view)[0].endswith("en retard sur l’échéance")
        assert "en retard" in _words(shown)
        return
    assert view.message == (
        "Programme terminé le 30\u00a0juin\u00a02022, bilan à compléter\u202f: 1\u00a0action sur 11 réalisée, l’état "
        "de 6\u00a0actions sur\u00a011 n’est pas documenté"
    )
    # The contested follow-up gives no verdict: three undone actions, not four.
    assert _asked(view)[1].startswith("Dire ce qui a été décidé pour 3\u00a0actions sur\u00a011")
    assert "Non réalisée à l’échéance (calculé)" in words
    assert "non réalisée à l’échéance" in _words(shown)


def test_an_action_leads_back_to_its_own_plan(read: Reader):
    shown = to_html(action.view(read, Filters(action="ti-2019-1-1")).extra)
    assert 'href="/plan-actions?programme=ti-2019"' in shown


def test_followed_plan_late_blocked_done_and_judged(read_followed: Reader):
    view = _view(read_followed)
    assert view.message == "5\u00a0actions sur 11 ont un état renseigné, 1 en retard"
    table = _blocks(view)["matrice"].table
    assert table is not None
    first = table.frame.set_index("axe").loc["Attirer"]
    assert [first[etat] for etat in ("a_venir", "en_cours", "realisee", "bloquee", "non_renseignee")] == [1, 1, 1, 1, 0]
    assert first["retard"] == "1"
    assert "orage" in first["meteo"]
    contested = table.frame.set_index("axe").loc["Recruter"]
    assert contested["retard"] == "non calculable", "un suivi contesté ne donne pas de retard"
    assert "suivi contesté" in _words(view)


def test_followed_plan_asks_first_for_what_is_late(read_followed: Reader):
    table = _blocks(_view(read_followed))["demandes"].table
    assert table is not None
    assert "en retard" in table.frame["point"].iloc[0]
    assert "au point mort" in table.frame["point"].iloc[1]


def test_followed_plan_filters_the_actions_that_are_split(read_followed: Reader):
    own, other = _view(read_followed, SAINT_QUENTIN), _view(read_followed, CHAUNY)
    assert "11\u00a0actions" in str(own.lead)
    assert "10\u00a0actions" in str(other.lead)
    assert "Renforcer les services aux entreprises" not in _words(other)
    assert "10\u00a0actions sur\u00a011" in own.notices[0]


def test_a_member_without_an_action_of_its_own_is_still_a_member(base_sqlite: Path, tmp_path: Path):
    path = follow(base_sqlite, tmp_path / "vigie.sqlite")
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM action_territoire")
    names = "statut, tient_lieu_de, auteur_id, connu_le, connu_au_plus_tard, charge_le, source_id, passage"
    connection.execute(
        f"INSERT INTO action_territoire (action_id, territoire_id, {names}) "
        f"SELECT id, 'epci:{SAINT_QUENTIN}', {names} FROM action"
    )
    connection.commit()
    connection.close()
    engine = read_only_engine(f"sqlite:///{path}")
    view = _view(reader(engine), CHAUNY)
    engine.dispose()
    assert "ne concerne pas" not in _words(view)
    assert "est dans ce plan d’actions, sans action à son nom" in view.message
    assert "onze actions" in str(view.blocks[0].void)


def test_an_unknown_action_is_not_found(read: Reader):
    with pytest.raises(NotFoundError):
        action.view(read, Filters(action="ti-2019-9-9"))
    with pytest.raises(NotFoundError):
        action.view(read, Filters())


def test_each_action_opens_and_says_what_is_missing(read: Reader):
    for row in read(queries.actions_select("ti-2019")).itertuples():
        view = action.view(read, Filters(action=str(row.id)))
        assert view.message == row.nom
        blocks = _blocks(view)
        assert blocks["suivi"].void is not None
        assert blocks["budget"].void is not None
        words = _words(view)
        assert str(row.passage) in words
        assert "non ventilé par EPCI" in words
        assert "il manque l’état et l’échéance" in words


def test_neighbours_stop_at_both_ends_of_the_plan(read: Reader):
    first = to_html(action.view(read, Filters(action="ti-2019-1-1")).extra)
    assert "Action 1.2 →" in first
    assert "←" not in first
    last = to_html(action.view(read, Filters(action="ti-2019-4-1")).extra)
    assert "← Action 3.4" in last
    assert "→" not in last


def test_a_followed_action_shows_its_history_latest_first(read_followed: Reader):
    blocks = _blocks(action.view(read_followed, Filters(action="ti-2019-1-1")))
    history = blocks["suivi"].table
    assert history is not None
    assert list(history.frame["observe_le"]) == ["2026-09-01", "2026-01"]
    assert blocks["suivi"].message == "2\u00a0observations, la dernière du 1er\u00a0sept.\u00a02026"
    budget = _blocks(action.view(read_followed, Filters(action="ti-2019-1-2")))["budget"].table
    assert budget is not None
    assert list(budget.frame["montant"]) == [120000.0]


def test_links_of_one_reader_never_carry_the_choice_of_another(client: DashClient):
    def link(address: str) -> str:
        content = client.open(address, state={"choix": {"epci": [address[-9:]]}})[ids.CONTENT]["children"]
        found: list[str] = [node["props"]["href"] for node in nodes(content) if node["type"] == "Link"]
        return next(href for href in found if href.startswith("/plan-actions?") or href == "/plan-actions")

    address = "/plan-actions/ti-2019-1-1?epci="
    assert link(f"{address}{SAINT_QUENTIN}").endswith(SAINT_QUENTIN)
    assert link(f"{address}{CHAUNY}").endswith(CHAUNY)
