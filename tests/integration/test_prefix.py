"""Behind a proxy, everything lives under a prefix: addresses, links, files."""

import re
from pathlib import Path

import pytest

from components.wording import shell as wording
from dashboard import ids
from dashboard.factory import create_app
from dashboard.settings import Settings
from tests.dash_http import DashClient, nodes, text_of


@pytest.mark.usefixtures("static_root")
def test_the_application_lives_under_a_prefix(base_sqlite: Path):
    settings = Settings.from_environment(
        {"VIGIE_PREFIXE_URL": "vigie", "VIGIE_DATABASE_URL": f"sqlite:///{base_sqlite}"}
    )
    assert settings.url_prefix == "/vigie/"
    client = DashClient(create_app(settings).server.test_client(), settings.url_prefix)

    document = client.get("/vigie/creations")
    assert document.status_code == 200
    asked = re.findall(r'(?:src|href)="([^"]+)"', document.get_data(as_text=True))
    assert asked
    for address in asked:
        assert address.startswith(("/vigie/", "#")), address
    for address in (one for one in asked if "/assets/" in one or "_dash-component-suites" in one):
        with client.get(address) as answer:
            assert answer.status_code == 200, address

    opened = client.open("/vigie/?epci=248000531")
    assert wording.FAILURE_TITLE not in text_of(opened[ids.CONTENT]["children"])
    links = [n["props"]["href"] for n in nodes(opened[ids.CONTENT]["children"]) if n["type"] == "Link"]
    assert links
    assert all(link.startswith("/vigie/") for link in links)
    assert all(link.startswith("/vigie/") for link in opened[ids.STATE]["data"]["liens"])
    outside = client.get("/creations")
    assert outside.status_code == 404
    assert wording.NOT_FOUND_TITLE in outside.get_data(as_text=True)
    assert 'href="/vigie/"' in outside.get_data(as_text=True)
    assert client.get("/vigie/sante").status_code == 200
