"""The situation as the reader chooses it: on every page, in one request, never mistaken for today."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components.wording import shell as shell_wording
from components.wording import situation as wording
from dashboard import days, ids
from dashboard.factory import create_app
from dashboard.pages import PAGES
from dashboard.settings import Settings
from tests.dash_http import DashClient, nodes, text_of

OPENED = [page for page in PAGES if page.item_key is None]
ACTION = "/plan-actions/ti-2019-1-1"
PAST = ("1990-01-01", "2015-06-30", "2020-01-31")
COMMITTEE = "2024-04-16"


@pytest.fixture(scope="module")
def demonstration(base_demonstration: Path, static_root: Path) -> DashClient:
    app = create_app(Settings(database_url=f"sqlite:///{base_demonstration}", static_root=static_root))
    return DashClient(app.server.test_client())


@pytest.fixture(params=["client", "demonstration"])
def either(request: pytest.FixtureRequest) -> DashClient:
    found: DashClient = request.getfixturevalue(request.param)
    return found


def _shown(answer: dict[str, Any]) -> Any:
    return answer[ids.CONTENT]["children"]


def _banners(tree: object) -> list[str]:
    return [text_of(node) for node in nodes(tree) if node["props"].get("className") == "bandeau-situation"]


@pytest.mark.parametrize("day", PAST)
@pytest.mark.parametrize("path", [page.path for page in OPENED])
def test_every_page_says_the_past_situation_that_it_shows(either: DashClient, path: str, day: str):
    answer = either.open(f"{path}?situation={day}")
    said = f"{wording.at(date.fromisoformat(day))} {wording.KNOWN_THEN} {wording.BACK_TO_TODAY}"
    assert _banners(_shown(answer)) == [said]
    assert shell_wording.FAILURE_TITLE not in text_of(_shown(answer))
    state = answer[ids.STATE]["data"]
    assert wording.numeric(date.fromisoformat(day)) in state["titre"]
    assert wording.numeric(date.fromisoformat(day)) in state["annonce"]
    assert state["choix"]["situation"] == day
    assert _banners(_shown(either.open(path))) == []


@pytest.mark.parametrize("path", [page.path for page in OPENED])
def test_a_page_that_knows_nothing_yet_says_since_when_it_does(client: DashClient, path: str):
    shown = _shown(client.open(f"{path}?situation=1990-01-01"))
    assert "rien de cette page n’était encore connu" in text_of(shown)
    ways = [node["props"]["href"] for node in nodes(shown) if node["props"].get("className") == "situation-lien"]
    first = next(way for way in ways if "situation=" in way)
    assert "rien de cette page n’était encore connu" not in text_of(_shown(client.open(first)))


def test_the_list_offers_the_meetings_held_and_no_other(demonstration: DashClient):
    options = next(
        node["props"]["options"]
        for node in nodes(_shown(demonstration.open("/")))
        if node["props"].get("id") == f"{ids.control('synthese', 'situation')}-liste"
    )
    listed = [option["value"] for option in options]
    assert listed[1:-1] == sorted(listed[1:-1], reverse=True)
    assert (len(listed), COMMITTEE in listed, "2027-04-13" in listed) == (10, True, False)


def test_choosing_a_committee_is_one_answer_that_leaves_the_other_filters_true(demonstration: DashClient):
    opened = demonstration.open("/creations")
    values = {"annee_debut": "2012", "annee_fin": "2025", "zone": "du-territoire", "mesure": "nombre"}
    past = demonstration.filter(
        "creations", state=opened[ids.STATE]["data"], epci=[], secteur=[], situation=COMMITTEE, **values
    )
    state = past[ids.page_state("creations")]["data"]
    assert _banners(past[ids.tree("creations")]["tree"])
    assert state["requete"] == f"?situation={COMMITTEE}"
    last = past[ids.control("creations", "annee_fin")]
    assert (last["value"], last["options"][-1]["value"]) == ("2022", "2022")
    # What the past showed by default is no choice: today shows its own.
    values["annee_fin"] = "2022"
    today = demonstration.filter("creations", state=state, epci=[], secteur=[], situation="", **values)
    assert today[ids.page_state("creations")]["data"]["requete"] == ""
    assert today[ids.control("creations", "annee_fin")]["value"] == "2025"
    assert _banners(today[ids.tree("creations")]["tree"]) == []


def test_a_filter_that_is_no_situation_leaves_the_lists_alone(demonstration: DashClient):
    state = demonstration.open(f"/creations?situation={COMMITTEE}")[ids.STATE]["data"]
    answer = demonstration.filter("creations", state=state, mesure="indice", situation=COMMITTEE)
    assert "options" not in answer.get(ids.control("creations", "annee_fin"), {})


def test_the_choice_follows_the_reader(demonstration: DashClient):
    state = demonstration.open(f"/?situation={COMMITTEE}")[ids.STATE]["data"]
    assert all(link.endswith(f"?situation={COMMITTEE}") for link in state["liens"])
    links = [node["props"].get("href") or "" for node in nodes(_shown(demonstration.open(f"/?situation={COMMITTEE}")))]
    assert any(link.startswith("/plan-actions?") and f"situation={COMMITTEE}" in link for link in links)


@pytest.mark.parametrize("path", [*(page.path for page in OPENED), ACTION])
def test_a_day_that_has_not_come_is_said_and_today_is_shown(client: DashClient, path: str):
    answer = client.open(f"{path}?situation=2031-01-01")
    assert "Le 01/01/2031 n’est pas encore venu" in text_of(_shown(answer))
    assert _banners(_shown(answer)) == []
    assert "situation" not in answer[ids.STATE]["data"]["choix"]


def test_a_day_that_is_none_is_dropped_and_said(client: DashClient):
    assert "n’a pas pu être utilisé\u202f: situation" in text_of(_shown(client.open("/?situation=2020-02-30")))


def test_the_page_of_an_action_keeps_its_action(client: DashClient):
    values = {f"{ids.control('action', 'situation')}.value": "2018-01-01", f"{ids.URL}.pathname": ACTION}
    dependency = client.dependency(ids.control("action", "situation"))
    answer = client.post(client.body(dependency, values)).get_json()["response"]
    tree = answer[ids.tree("action")]["tree"]
    assert "rien de cette page n’était encore connu" in text_of(tree)
    links = [node["props"]["href"] for node in nodes(tree) if node["props"].get("className") == "situation-lien"]
    assert links == [ACTION, f"{ACTION}?situation=2019-09-24"]


def test_today_moves_with_the_calendar(demonstration: DashClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(days, "today", lambda: date(2031, 1, 1))
    assert _banners(_shown(demonstration.open("/?situation=2031-01-01")))
