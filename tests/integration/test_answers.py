"""The document carries what the browser would ask next, and nothing that could end it early."""

from http import HTTPStatus
from typing import Any

import pytest

from dashboard import ids
from dashboard.answers import DEPENDENCIES, LAYOUT, Opened, carried
from tests.dash_http import DashClient, carried_answers, inert_elements, nodes, text_of

FRAME = {
    "type": "Div",
    "props": {
        "children": [{"type": "Div", "props": {"id": ids.CONTENT}}, {"type": "Store", "props": {"id": ids.STATE}}]
    },
}


def _by_id(layout: object, identifier: str) -> dict[str, Any]:
    (found,) = [node["props"] for node in nodes(layout) if node["props"].get("id") == identifier]
    return dict(found)


@pytest.mark.parametrize(
    ("path", "query"),
    [("/", ""), ("/creations", "?epci=248000531&mesure=indice"), ("/plan-actions/ti-2019-1-1", ""), ("/inconnue", "")],
)
def test_the_document_carries_what_dash_would_ask(client: DashClient, path: str, query: str):
    found = carried_answers(client.get(path + query))
    assert set(found) == {LAYOUT, DEPENDENCIES}
    assert found[DEPENDENCIES] == client.get(f"/{DEPENDENCIES}").get_json()
    answer = client.open(path + query)
    assert _by_id(found[LAYOUT], ids.CONTENT)["children"] == answer[ids.CONTENT]["children"]
    assert _by_id(found[LAYOUT], ids.STATE)["data"] == answer[ids.STATE]["data"]
    address = _by_id(found[LAYOUT], ids.URL)
    assert (address["pathname"], address["search"]) == (path, query)


def test_the_layout_that_dash_can_still_ask_has_no_page(client: DashClient):
    layout = client.get(f"/{LAYOUT}").get_json()
    assert "pathname" not in _by_id(layout, ids.URL)
    assert [node for node in nodes(layout) if node["type"] == "H1"] == []


def test_no_word_can_end_the_element_that_carries_it():
    hostile = "</script><script>alert(1)</script>"
    text = carried(FRAME, "[]", Opened([hostile], {"titre": hostile}, HTTPStatus.OK), "/", f"?{hostile}")
    assert text.count("</script>") == 2
    assert "<script>alert" not in text
    assert text_of(_by_id(inert_elements(text)[LAYOUT], ids.CONTENT)["children"]) == hostile


def test_the_frame_is_left_as_it_was():
    before = repr(FRAME)
    carried(FRAME, "[]", Opened(["a"], {}, HTTPStatus.OK), "/", "")
    assert repr(FRAME) == before
