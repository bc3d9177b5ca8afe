"""The document carries what the browser would ask next, and nothing that could end it early."""

import json
import re
from typing import Any

import pytest

from dashboard import ids
from dashboard.answers import DEPENDENCIES, LAYOUT, carried
from tests.dash_http import DashClient, nodes, text_of

_INERT = re.compile(r'<script type="application/json" data-reponse="([\w-]+)">(.*?)</script>', re.DOTALL)
FRAME = {
    "type": "Div",
    "props": {
        "children": [{"type": "Div", "props": {"id": ids.CONTENT}}, {"type": "Store", "props": {"id": ids.STATE}}]
    },
}


def _carried(text: str) -> dict[str, Any]:
    return {name: json.loads(body) for name, body in _INERT.findall(text)}


def _by_id(layout: object, identifier: str) -> dict[str, Any]:
    (found,) = [node["props"] for node in nodes(layout) if node["props"].get("id") == identifier]
    return dict(found)


@pytest.mark.parametrize(
    ("path", "query"),
    [("/", ""), ("/creations", "?epci=248000531&mesure=indice"), ("/plan-actions/ti-2019-1-1", ""), ("/inconnue", "")],
)
def test_the_document_carries_what_dash_would_ask(client: DashClient, path: str, query: str):
    found = _carried(client.get(path + query).get_data(as_text=True))
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
    text = carried(FRAME, "[]", lambda _path, _query: ([hostile], {"titre": hostile}), "/", f"?{hostile}")
    assert text.count("</script>") == 2
    assert "<script>alert" not in text
    assert text_of(_by_id(_carried(text)[LAYOUT], ids.CONTENT)["children"]) == hostile


def test_the_frame_is_left_as_it_was():
    before = repr(FRAME)
    carried(FRAME, "[]", lambda _path, _query: (["a"], {}), "/", "")
    assert repr(FRAME) == before
