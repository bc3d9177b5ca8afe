"""Everything that the pages show is in French, and typeset as such."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.factory import create_app
from dashboard.pages import PAGES
from dashboard.settings import Settings
from data.engine import Reader, read_only_engine, reader
from data.queries.fiche_programme import fiches_select
from data.queries.plan_actions import actions_select, programmes_with_actions_select
from tests.dash_http import DashClient, nodes
from tests.typography import VALUE, faults

# Properties that a reader sees or hears; the children are read besides.
SHOWN = ("aria-label", "title", "alt", "placeholder", "label", "data-libelle")
# What stands in a figure for a value, and its line breaks.
_TEMPLATE = re.compile(r"%\{[^}]*\}")
_BREAK = re.compile(r"<br ?/?>|</?extra>")


def _figure_texts(part: object) -> Iterator[str]:
    """Texts, names and labels of a figure, wherever they are."""
    if isinstance(part, list):
        for item in part:
            yield from _figure_texts(item)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in {"text", "name", "ticktext", "hovertemplate", "texttemplate", "hovertext", "customdata"}:
                yield from _strings(value)
            elif isinstance(value, dict | list):
                yield from _figure_texts(value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (line.strip(" ") for line in _BREAK.split(_TEMPLATE.sub(VALUE, value)))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict) and "text" in value:
        yield from _strings(value["text"])


def _said(children: object) -> str:
    """The words of a component in one line, as they are read; its own components are read apart and with it."""
    if isinstance(children, str):
        return children
    if isinstance(children, list):
        return "".join(_said(child) for child in children)
    if isinstance(children, dict) and children.get("type") in {"Span", "Strong", "A", "Link"}:
        props = children["props"]
        return "" if props.get("aria-hidden") == "true" else _said(props.get("children"))
    return ""


def texts(tree: object) -> Iterator[str]:
    """Everything that a tree shows."""
    for node in nodes(tree):
        props = node["props"]
        yield _said(props.get("children"))
        yield from (str(props[name]) for name in SHOWN if isinstance(props.get(name), str))
        yield from (str(option["label"]) for option in props.get("options") or [] if isinstance(option, dict))
        yield from _figure_texts(props.get("figure"))


def _addresses(read: Reader) -> Iterator[str]:
    for page in PAGES:
        if page.item_key is not None:
            continue
        yield page.path
        for control in page.controls(read):
            # The last choice of each filter: what the default leaves unsaid.
            yield f"{page.path}?{control.key}={control.choices[-1].value}"
        yield f"{page.path}?epci=illisible"
    for programme in read(fiches_select())["id"]:
        yield f"/programmes/{programme}"
        yield f"/promesses?programme={programme}"
    for programme in read(programmes_with_actions_select())["id"]:
        yield f"/plan-actions/{read(actions_select(str(programme)))['id'].iloc[0]}"
    yield "/nulle-part"


@pytest.fixture(scope="module", params=["base_sqlite", "base_demonstration"])
def shown(request: pytest.FixtureRequest, static_root: Path) -> Iterator[dict[str, set[str]]]:
    """Texts of each address, on sourced facts and on the demonstration set."""
    url = f"sqlite:///{request.getfixturevalue(request.param)}"
    app = create_app(Settings(database_url=url, static_root=static_root))
    reading = DashClient(app.server.test_client())
    engine = read_only_engine(url)
    yield {address: set(texts(reading.open(address))) for address in _addresses(reader(engine))}
    engine.dispose()


def test_there_is_something_to_read(shown):
    assert all(len(said) > 20 for address, said in shown.items() if address != "/nulle-part")
    assert len(shown) > 25


def test_everything_shown_is_french_and_typeset(shown):
    found = {
        f"{fault} — {text[:80]}": address for address, said in shown.items() for text in said for fault in faults(text)
    }
    assert sorted(f"{address} · {fault}" for fault, address in found.items()) == []


def test_the_first_answer_is_french_too(client):
    """What the browser shows before any script runs, and the frame."""
    document = client.get("/").get_data(as_text=True)
    assert '<html lang="fr">' in document
    body = re.sub(r"<script.*?</script>|<style.*?</style>", " ", document.split("<body>")[1], flags=re.DOTALL)
    said = [text.strip() for text in re.split(r"<[^>]*>", body) if text.strip()]
    assert len(said) > 10
    assert [fault for text in said for fault in faults(text)] == []
