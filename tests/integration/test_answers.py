"""The document carries what the browser would ask next, and nothing that could end it early."""

import html
import re
from http import HTTPStatus
from typing import Any

import pytest

from dashboard import ids
from dashboard.answers import DEPENDENCIES, LAYOUT, Opened, first
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
    document = first(FRAME, "[]", Opened([hostile], {"titre": hostile}, HTTPStatus.OK), "/", f"?{hostile}")
    assert document.answers.count("</script>") == 2
    assert "<script" not in document.page
    assert "<script>alert" not in document.answers
    assert text_of(_by_id(inert_elements(document.answers)[LAYOUT], ids.CONTENT)["children"]) == hostile


def test_the_frame_is_left_as_it_was():
    before = repr(FRAME)
    first(FRAME, "[]", Opened(["a"], {}, HTTPStatus.OK), "/", "")
    assert repr(FRAME) == before


@pytest.mark.parametrize("path", ["/", "/creations", "/plan-actions", "/sources", "/inconnue"])
def test_the_page_is_read_before_any_script_runs(client: DashClient, path: str):
    text = client.get(path).get_data(as_text=True)
    document = html.unescape(text.partition('<div id="react-entry-point">')[2].partition("<script")[0])
    shown = re.sub(r"<[^>]+>", "", document)
    told = [text_of(one) for one in nodes(client.open(path)[ids.CONTENT]["children"]) if one["type"] in {"H1", "H2"}]
    assert told
    assert [words for words in told if words not in shown] == []


def test_charts_have_their_height_before_any_script_runs(client: DashClient):
    text = client.get("/creations").get_data(as_text=True)
    heights = re.findall(r"\.(style-\d+)\{min-height:\d+px;max-height:\d+px\}", text)
    assert heights
    assert len(re.findall(rf'class="graphique [^"]*\b(?:{"|".join(heights)})"', text)) == 4
    # The policy refuses style attributes: a style that came as one would be lost.
    assert not re.search(r"<[^>]+ style=", text)


def test_the_page_asked_is_marked_in_the_navigation_at_once(client: DashClient):
    text = client.get("/budget").get_data(as_text=True)
    (marked,) = re.findall(r"<a [^>]*aria-current=\"page\"[^>]*>", text.partition("<script")[0])
    assert f'id="{ids.nav_link("budget")}"' in marked


def test_dash_waits_until_the_charts_are_painted(client: DashClient):
    text = client.get("/creations").get_data(as_text=True)
    run = re.findall(r'<script (?:src="([^"]*)"|id="([^"]*)" type="application/javascript")', text)
    assert [source.rpartition("/")[2].partition(".")[0] for source, _ in run] == ["00-plotly"]
    held = re.findall(r'<script (?:id="[^"]*" )?type="text/plain"(?: src="([^"]*)")?>', text)
    assert [source.rpartition("/")[2].partition(".")[0] for source in held] == ["05-dash-renderer", "10-site", ""]
    assert all(f'<link rel="preload" as="script" href="{source}">' in text for source in held if source)
