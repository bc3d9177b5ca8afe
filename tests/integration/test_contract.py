"""What every page owes the frame: addresses, ids, callbacks, light figures, honest status codes."""

import random
from collections import Counter
from typing import Any

import pytest

from components.wording import shell as wording
from dashboard import ids
from dashboard.pages import PAGES
from tests.dash_http import DashClient, nodes, text_of

OPENED = [page for page in PAGES if page.item_key is None]
ACTION = "/plan-actions/ti-2019-1-1"
ITEMS = (ACTION, "/programmes/ti-2019", "/territoires/248000531")
TRACES = {"scatter", "bar", "pie"}


def _content(answer: dict[str, Any]) -> Any:
    return answer[ids.CONTENT]["children"]


def test_pages_have_their_own_key_and_address():
    assert len({page.key for page in PAGES}) == len(PAGES)
    assert len({page.path for page in PAGES}) == len(PAGES)
    assert all(page.nav is None or page.item_key is None for page in PAGES)
    assert all(page.parent in {other.key for other in PAGES} for page in PAGES if page.item_key)


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_a_page_opens_in_one_request_with_a_message_and_no_void_figure(client: DashClient, page):
    content = _content(client.open(page.path))
    components = list(nodes(content))
    headings = [node for node in components if node["type"] == "H1"]
    assert len(headings) == 1
    assert wording.FAILURE_TITLE not in text_of(content)
    seen = Counter(node["props"]["id"] for node in components if "id" in node["props"])
    assert [name for name, count in seen.items() if count > 1] == []
    for figure in (node["props"]["figure"] for node in components if node["type"] == "Graph"):
        assert figure["data"], "un graphique ne se dessine pas à partir de rien"
        assert {trace["type"] for trace in figure["data"]} <= TRACES
        assert figure["layout"]["separators" if "separators" in figure["layout"] else "template"]


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_every_chart_has_its_message_table_and_source(client: DashClient, page):
    for block in nodes(_content(client.open(page.path))):
        inner = list(nodes(block["props"].get("children")))
        if block["type"] != "Section" or not any(
            node["type"] == "Graph" or node["props"].get("className") == "barres" for node in inner
        ):
            continue
        name = block["props"]["id"]
        classes = {node["props"].get("className") for node in inner}
        assert any(node["type"] == "H2" and text_of(node) for node in inner), name
        assert any(node["type"] == "Table" for node in inner), name
        assert "bloc-sources" in classes, name


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_every_declared_filter_has_its_control_and_answers_in_one_request(client: DashClient, page):
    content = _content(client.open(page.path))
    present = {node["props"].get("id") for node in nodes(content)}
    assert {ids.control(page.key, key) for key in page.query_keys} <= present
    values = {
        node["props"]["id"]: node["props"]["value"]
        for node in nodes(content)
        if node["props"].get("id") in {ids.control(page.key, key) for key in page.query_keys}
    }
    chosen = {key: values[ids.control(page.key, key)] for key in page.query_keys}
    answer = client.filter(page.key, **chosen)
    assert text_of(answer[ids.tree(page.key)]["tree"]) in text_of(content)
    assert answer[ids.page_state(page.key)]["data"]["requete"] == ""


def test_ids_of_callbacks_exist_once_the_page_is_open(client: DashClient):
    layout = client.get("/_dash-layout").get_json()
    shell = {node["props"].get("id") for node in nodes(layout)}
    pages = {
        node["props"].get("id")
        for path in (*(page.path for page in OPENED), *ITEMS)
        for node in nodes(_content(client.open(path)))
    }
    for dependency in client.dependencies():
        for item in (*dependency["inputs"], *dependency["state"]):
            assert item["id"] in shell | pages, item


@pytest.mark.parametrize("path", ["/rien", "/budget/x", "/plan-actions/a/b", "/plan-actions/inconnue", "/_dash-rien"])
def test_an_unknown_address_is_a_404_that_says_so(client: DashClient, path):
    assert client.get(path).status_code == 404
    assert wording.NOT_FOUND_TITLE in text_of(_content(client.open(path)))


def test_the_address_of_an_action_that_exists_answers_200(client: DashClient):
    links = (node["props"].get("href") or "" for node in nodes(_content(client.open("/plan-actions"))))
    known = next(link for link in links if link.startswith("/plan-actions/"))
    assert client.get(known).status_code == 200
    assert client.get(f"{known}x").status_code == 404


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_a_known_address_answers_200_with_its_title(client: DashClient, page):
    response = client.get(page.path)
    assert response.status_code == 200
    assert f"<title>{page.title} – {wording.APPLICATION}</title>" in response.get_data(as_text=True)
    assert 'lang="fr"' in response.get_data(as_text=True)


HOSTILE_QUERIES = [
    "?epci='%20OR%201=1--",
    "?epci=248000531&epci=x&epci=999999999",
    "?read=1&filters=2&self=3&pathname=4&_page=5",
    "?secteur=%00&annee_debut=99999&annee_fin=-1&origine=../../etc&mesure=%F0%9F%98%80",
    "?programme=a&programme=b&annee=2001&annee=2002",
    "?" + "&".join(f"epci={n:09d}" for n in range(300)),
    "?annee_debut=2025&annee_fin=2012",
    "?epci=٢٤٨٠٠٠٥٣١",
    "?%ff=%fe&=&&&a",
]


@pytest.mark.parametrize("query", HOSTILE_QUERIES)
@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_no_query_string_breaks_a_page(client: DashClient, page, query):
    assert client.get(page.path + query).status_code == 200
    assert wording.FAILURE_TITLE not in text_of(_content(client.open(page.path + query)))


JUNK: list[Any] = [
    None,
    0,
    -1,
    1e308,
    True,
    "",
    "x" * 5000,
    [],
    [[]],
    {},
    {"a": {"b": []}},
    ["248000531", None],
    "\x00",
    [1] * 1000,
]


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_no_callback_value_breaks_a_page(client: DashClient, page):
    chance = random.Random(20261122)
    for _ in range(25):
        values = {key: chance.choice(JUNK) for key in page.query_keys}
        answer = client.filter(page.key, state=chance.choice(JUNK), **values)
        assert wording.FAILURE_TITLE not in text_of(answer[ids.tree(page.key)]["tree"]), values


@pytest.mark.parametrize("pathname", JUNK)
@pytest.mark.parametrize("search", [None, 3, "?a", {"a": 1}])
def test_no_address_value_breaks_the_router(client: DashClient, pathname, search):
    values = {f"{ids.URL}.pathname": pathname, f"{ids.URL}.search": search, f"{ids.STATE}.data": {"choix": search}}
    assert client.post(client.body(client.dependency(ids.URL), values)).status_code == 200


MALFORMED: list[Any] = [
    None,
    [],
    3,
    {},
    {"output": "inconnu.children", "inputs": []},
    {"output": f"..{ids.CONTENT}.children...{ids.STATE}.data..", "inputs": "x"},
    {"output": f"..{ids.CONTENT}.children...{ids.STATE}.data..", "inputs": [3]},
    {"output": f"..{ids.CONTENT}.children...{ids.STATE}.data..", "inputs": [], "state": {}},
    {"output": f"..{ids.CONTENT}.children...{ids.STATE}.data..", "inputs": [], "outputs": []},
    {"output": f"..{ids.CONTENT}.children...{ids.STATE}.data..", "inputs": [{"id": "a", "property": "b"}]},
    {"output": ["x"], "inputs": []},
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_body_is_refused_and_never_a_500(client: DashClient, body):
    assert client.post(body).status_code == 400


def test_what_the_browser_computes_alone_is_not_asked_of_the_server(client: DashClient):
    alone = [dependency for dependency in client.dependencies() if dependency.get("clientside_function")]
    assert alone
    for dependency in alone:
        assert client.post(client.body(dependency, {})).status_code == 400


def test_outputs_are_those_of_the_callback(client: DashClient):
    body = client.body(client.dependency(ids.URL), {f"{ids.URL}.pathname": "/sources"})
    first, second = body["outputs"]
    assert client.post(body).status_code == 200
    for outputs in (
        [{**first, "id": "autre"}, second],
        [{**first, "property": "autre"}, second],
        [second, first],
        [first],
        [first, second, second],
        first,
        None,
    ):
        assert client.post({**body, "outputs": outputs}).status_code == 400, outputs


def test_a_body_too_deep_to_be_read_is_refused(client: DashClient):
    assert client.post_text("[" * 100_000).status_code == 400
    assert client.post_text('{"output": ' + "[" * 50_000 + "]" * 50_000 + "}").status_code == 400


def test_bodies_altered_at_random_are_never_a_500(client: DashClient):
    chance = random.Random(7)
    for dependency in client.dependencies():
        for _ in range(30):
            body = client.body(dependency, {})
            victim = chance.choice(list(body))
            body[victim] = chance.choice(JUNK)
            if chance.random() < 0.3:
                del body[chance.choice(list(body))]
            assert client.post(body).status_code in {200, 204, 400}, body


def test_headers_hold_on_every_answer(client: DashClient):
    for path in ("/", "/rien", "/_dash-layout", "/_dash-dependencies", "/sante"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe-eval" not in policy
        assert "default-src 'none'" in policy
        assert "script-src 'self' 'sha256-" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_choices_follow_the_reader_from_page_to_page(client: DashClient):
    state = client.open("/creations?epci=248000531")[ids.STATE]["data"]
    budget = next(link for link in state["liens"] if link.startswith("/budget"))
    assert budget == "/budget?epci=248000531"
    after = client.open("/sources", state=state)[ids.STATE]["data"]
    assert budget in after["liens"]


def test_a_choice_that_a_link_carried_is_dropped_without_a_word(client: DashClient):
    """Budget and plan share the key, not every programme; the same address pasted by hand gets its notice."""
    state = client.open("/budget?programme=pacte-2014")[ids.STATE]["data"]
    carried = next(link for link in state["liens"] if link.startswith("/plan-actions"))
    assert carried == "/plan-actions?programme=pacte-2014"
    assert "n’a pas pu être utilisé" not in text_of(_content(client.open(carried, state=state)))
    assert "n’a pas pu être utilisé" in text_of(_content(client.open(carried)))


def test_a_cluster_is_not_a_sector(client: DashClient):
    state = client.open("/clusters?filiere=filieres:energie")[ids.STATE]["data"]
    assert state["requete"] == "?filiere=filieres%3Aenergie"
    assert "/creations" in state["liens"]
    assert "/clusters?filiere=filieres%3Aenergie" in state["liens"]


def test_an_unusable_choice_is_dropped_with_a_notice(client: DashClient):
    content = text_of(_content(client.open("/creations?epci=248000531&epci=999999999")))
    assert "n’a pas pu être utilisé" in content
    assert "n’a pas pu être utilisé" not in text_of(_content(client.open("/creations?epci=248000531")))
