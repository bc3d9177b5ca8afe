"""Drive the application over HTTP as the browser does, without a browser."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard import ids

_INERT = re.compile(r'<script type="application/json" data-reponse="([\w-]+)">(.*?)</script>', re.DOTALL)


class DashClient:
    """A reader's browser reduced to its requests."""

    def __init__(self, client: FlaskClient, prefix: str = "/") -> None:
        self._client = client
        self._prefix = prefix

    def get(self, path: str) -> TestResponse:
        return self._client.get(path)

    def dependencies(self) -> list[dict[str, Any]]:
        return list(self.get(f"{self._prefix}_dash-dependencies").get_json())

    def body(self, dependency: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """Body of a callback, with ``values`` by ``id.property``."""

        def filled(name: str) -> list[dict[str, Any]]:
            return [{**item, "value": values.get(f"{item['id']}.{item['property']}")} for item in dependency[name]]

        return {
            "output": dependency["output"],
            "outputs": _outputs(dependency["output"]),
            "inputs": filled("inputs"),
            "state": filled("state"),
            "changedPropIds": [],
        }

    def post(self, body: object) -> TestResponse:
        return self._client.post(f"{self._prefix}_dash-update-component", json=body)

    def post_text(self, body: str) -> TestResponse:
        return self._client.post(f"{self._prefix}_dash-update-component", data=body, content_type="application/json")

    def dependency(self, input_id: str) -> dict[str, Any]:
        """The server callback that listens to ``input_id``."""
        found = [
            d
            for d in self.dependencies()
            if not d.get("clientside_function") and any(i["id"] == input_id for i in d["inputs"])
        ]
        assert len(found) == 1, input_id
        return found[0]

    def open(self, address: str, state: object = None) -> dict[str, Any]:
        """Open an address; gives the router's answer: ``contenu`` and ``etat``."""
        parts = urlsplit(address)
        search = f"?{parts.query}" if parts.query else ""
        values = {f"{ids.URL}.pathname": parts.path, f"{ids.URL}.search": search, f"{ids.STATE}.data": state}
        return _answer(self.post(self.body(self.dependency(ids.URL), values)))

    def filter(self, page_key: str, state: object = None, **values: object) -> dict[str, Any]:
        """Change the filters of an open page."""
        filled = {f"{ids.control(page_key, key)}.value": value for key, value in values.items()}
        first = ids.control(page_key, next(iter(values)))
        return _answer(self.post(self.body(self.dependency(first), {**filled, f"{ids.STATE}.data": state})))


def _outputs(text: str) -> object:
    if "." not in text:
        # What only acts on the browser has a name and fills nothing.
        return None
    if not text.startswith(".."):
        identifier, prop = text.rsplit(".", 1)
        return {"id": identifier, "property": prop}
    parts = text.strip(".").split("...")
    return [{"id": part.rsplit(".", 1)[0], "property": part.rsplit(".", 1)[1]} for part in parts]


def _answer(response: TestResponse) -> dict[str, Any]:
    assert response.status_code == 200, response.get_data(as_text=True)
    content: dict[str, Any] = json.loads(response.get_data())["response"]
    return content


def inert_elements(text: str) -> dict[str, Any]:
    """What a document carries, by the name of the answer it stands for."""
    return {name: json.loads(body) for name, body in _INERT.findall(text)}


def carried_answers(document: TestResponse) -> dict[str, Any]:
    """The same for an answer of the server."""
    return inert_elements(document.get_data(as_text=True))


def nodes(tree: object) -> Iterator[dict[str, Any]]:
    """Every component of a serialised tree."""
    if isinstance(tree, list):
        for item in tree:
            yield from nodes(item)
    elif isinstance(tree, dict):
        if "type" in tree and "props" in tree:
            yield tree
        for value in tree.get("props", tree).values():
            if isinstance(value, list | dict):
                yield from nodes(value)


def _is_term(item: object) -> bool:
    return isinstance(item, dict) and item.get("props", {}).get("className") == "terme"


def text_of(tree: object) -> str:
    """Every word of a serialised tree."""
    if isinstance(tree, str):
        return tree
    if isinstance(tree, list):
        # A word with a definition is still part of its sentence.
        return ("" if any(_is_term(item) for item in tree) else " ").join(text_of(item) for item in tree)
    if isinstance(tree, dict) and "props" in tree:
        return text_of(tree["props"].get("children", tree["props"].get("tree")))
    return ""
