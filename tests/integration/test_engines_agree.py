"""Both engines show the same pages, word for word: an order left to the engine would be seen here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.wording import shell as wording
from dashboard import ids
from dashboard.factory import create_app
from dashboard.pages import PAGES
from dashboard.settings import Settings
from data.engine import read_only_engine, reader
from tests.dash_http import DashClient, text_of

pytestmark = pytest.mark.postgresql
ADDRESSES = [page.path for page in PAGES if page.item_key is None] + [
    "/creations?epci=200071785",
    "/creations?perimetre=constant",
    "/clusters?filiere=filieres:energie",
    "/plan-actions/ti-2019-1-1",
    "/programmes/ti-2019",
    "/programmes/cdc-2015",
    "/programmes/contrat-ville-2001",
]


@pytest.fixture(scope="module")
def on_postgresql(base_postgresql: str, static_root: Path) -> Iterator[DashClient]:
    engine = read_only_engine(base_postgresql)
    app = create_app(Settings(static_root=static_root), reader(engine))
    yield DashClient(app.server.test_client())
    engine.dispose()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_reads_the_same_on_both_engines(client: DashClient, on_postgresql: DashClient, address):
    ours = text_of(on_postgresql.open(address)[ids.CONTENT]["children"])
    assert wording.FAILURE_TITLE not in ours
    assert ours == text_of(client.open(address)[ids.CONTENT]["children"])
