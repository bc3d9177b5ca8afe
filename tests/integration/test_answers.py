"""The document carries what the browser would ask next, word for word, and nothing that could end it early."""

import json
import re

import pytest

from dashboard import ids
from dashboard.answers import DEPENDENCIES, LAYOUT, OUTPUT, UPDATE, carried
from tests.dash_http import DashClient, text_of

_INERT = re.compile(r'<script type="application/json" data-reponse="([\w-]+)"([^>]*)>(.*?)</script>', re.DOTALL)


def _carried(text: str) -> dict[str, tuple[str, str]]:
    return {name: (more, body) for name, more, body in _INERT.findall(text)}


@pytest.mark.parametrize(
    "address", ["/", "/creations?epci=248000531&mesure=indice", "/plan-actions/ti-2019-1-1", "/inconnue"]
)
def test_the_document_carries_the_three_first_answers(client: DashClient, address: str):
    found = _carried(client.get(address).get_data(as_text=True))
    assert set(found) == {LAYOUT, DEPENDENCIES, UPDATE}
    for name in (LAYOUT, DEPENDENCIES):
        assert json.loads(found[name][1]) == client.get(f"/{name}").get_json()
    more, body = found[UPDATE]
    assert f'data-sortie="{OUTPUT}"' in more
    assert f'data-requete="{address.replace("&", "&amp;")}"' in more
    assert json.loads(body)["response"] == client.open(address)


def test_the_answer_has_the_name_that_dash_gives_to_the_callback(client: DashClient):
    assert OUTPUT in {dependency["output"] for dependency in client.dependencies()}


def test_no_word_can_end_the_element_that_carries_it():
    hostile = "</script><script>alert(1)</script>"
    state: dict[str, object] = {"titre": hostile}
    text = carried("{}", "[]", lambda _path, _query: ([hostile], state), '/a"><b', f"?{hostile}")
    assert text.count("</script>") == 3
    assert "<script>alert" not in text
    assert '"><b' not in text
    body = json.loads(_carried(text)[UPDATE][1])
    assert text_of(body["response"][ids.CONTENT]["children"]) == hostile
