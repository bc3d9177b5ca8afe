"""The panel « D’où vient ce chiffre ? » over HTTP: any fact, its versions, its rivals, and what is no fact."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import Connection, create_engine, insert, select

from components.facts import RULE, SUM
from components.formats import MASKED
from components.static_html import to_html
from components.wording import provenance as wording
from dashboard.factory import create_app
from dashboard.origin import ADDRESS, Placed, content
from dashboard.settings import Settings
from data.engine import Reader, read_only_engine, reader
from data.queries.latest import at, fact_key, latest
from data.queries.provenance import FACTS
from tests.dash_http import DashClient
from tests.typography import faults
from tests.unit.test_facts import HOSTILE

BASES = pytest.mark.parametrize("base", ["base_sqlite", "base_demonstration"])
AMIENS = "248000531"
ROOT = Path(__file__).resolve().parents[2]

Open = Callable[[str], tuple[DashClient, Reader]]


@pytest.fixture(scope="module")
def opened(static_root: Path) -> Iterator[Open]:
    """The application on a base, driven over HTTP, and a reader of it."""
    found: dict[str, tuple[DashClient, Reader]] = {}
    with ExitStack() as ended:

        def open_base(url: str) -> tuple[DashClient, Reader]:
            if url not in found:
                engine = read_only_engine(url)
                ended.callback(engine.dispose)
                app = create_app(Settings(database_url=url, static_root=static_root), reader(engine))
                found[url] = DashClient(app.server.test_client()), reader(engine)
            return found[url]

        yield open_base


def panel(client: DashClient, reference: object, page: str = "/") -> str:
    answer = client.get(f"/{ADDRESS}?{urlencode({'de': reference, 'page': page})}")
    assert answer.status_code == 200
    return unescape(re.sub("<[^>]+>", " ", answer.get_data(as_text=True)))


def _one_of_each(read: Reader) -> dict[str, str]:
    """A reference to one fact of each table that has some."""
    found = {}
    for name, table in FACTS.items():
        keys = read(select(fact_key(table, latest(table))).limit(1))
        if len(keys):
            found[name] = str(keys["fait"].iloc[0])
    return found


@BASES
def test_one_fact_of_each_table_tells_all_that_it_rests_on(opened, request, base):
    client, read = opened(f"sqlite:///{request.getfixturevalue(base)}")
    references = _one_of_each(read)
    assert len(references) > 20
    for table, reference in references.items():
        words = panel(client, reference)
        for label in (wording.WHEN, wording.AUTHOR, wording.SOURCE, wording.PASSAGE, wording.LICENCE):
            assert label in words, table
        assert wording.KNOWN in words, table
        assert wording.LOADED in words, table
        assert wording.VERSIONS in words, table
        assert faults(wording.NO_VERSION) == []
        quoted = wording.COPY in words
        assert quoted is (base == "base_sqlite"), table
        assert (wording.ILLUSTRATIVE in words) is (base == "base_demonstration"), table


@pytest.mark.postgresql
def test_both_engines_tell_the_same(opened, base_sqlite, request):
    here, read = opened(f"sqlite:///{base_sqlite}")
    there, _ = opened(request.getfixturevalue("base_postgresql"))
    for reference in _one_of_each(read).values():
        assert panel(here, reference) == panel(there, reference)


def test_the_sentence_of_a_sourced_fact(opened, base_sqlite):
    client, _ = opened(f"sqlite:///{base_sqlite}")
    words = panel(client, "ligne_budget:plie-2001-etat-amiens-metropole", "/budget")
    assert "642\u202f573" in words
    assert "4\u202f215\u202f000\u00a0francs dans la source" in words
    assert "étape budgétaire non précisée par la source" in words
    assert wording.COPY in words


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("/promesses", "échue sans preuve au "),
        ("/promesses?situation=2016-06-01", "à échoir au 1er juin 2016, calculé par Vigie"),
    ],
)
def test_the_sentence_of_a_promise_says_its_state_on_the_day_of_the_page(opened, base_sqlite, address, state):
    client, _ = opened(f"sqlite:///{base_sqlite}")
    words = panel(client, "promesse:promesse-09", address).replace("\u00a0", " ")
    sentence = words[words.index(wording.CITE) : words.index(wording.COPY)]
    assert state in sentence
    assert "calculé par Vigie" in sentence


def test_rival_values_of_other_authors_stand_in_the_panel(opened, base_sqlite):
    client, read = opened(f"sqlite:///{base_sqlite}")
    claims = read(select(latest(FACTS["affirmation"])))
    jobs = claims[claims["indicateur_id"] == "emplois_clusters"]
    assert jobs["auteur_id"].nunique() > 1
    first = jobs.iloc[0]
    others = jobs[(jobs["auteur_id"] != first["auteur_id"]) & (jobs["perimetre_id"] == first["perimetre_id"])]
    words = panel(client, f"affirmation:{first['id']}", "/clusters")
    assert wording.RIVALS in words
    for libelle in others["libelle"]:
        assert libelle in words


def test_what_is_claimed_of_a_whole_rivals_none_of_its_parts(opened, base_demonstration):
    client, read = opened(f"sqlite:///{base_demonstration}")
    known = read(select(latest(FACTS["observation"])))
    jobs = known[
        (known["serie_id"].isin(known.loc[known["cluster_id"].notna(), "serie_id"])) & (known["annee"] == 2019)
    ]
    whole, part = (jobs[jobs["cluster_id"].isna() == alone].iloc[0]["id"] for alone in (True, False))
    assert wording.RIVALS in panel(client, f"observation:{whole}")
    assert wording.RIVALS not in panel(client, f"observation:{part}")


def test_a_sum_is_added_again_and_quoted_as_such(opened, base_sqlite):
    client, read = opened(f"sqlite:///{base_sqlite}")
    known = read(select(latest(FACTS["observation"])))
    counted = known[(known["serie_id"] == "creations-entreprises-communes") & (known["annee"] == 2025)]
    two = counted[counted["perimetre_id"].str.startswith("epci:")].head(2)
    reference = f"{SUM}({'+'.join(f'observation:{key}' for key in two['id'])})"
    words = panel(client, reference)
    total = f"{int(two['valeur'].sum()):,}".replace(",", "\u202f")
    assert total in words
    assert "somme de 2\u00a0faits calculée par Vigie" in words
    assert wording.rule(SUM) in words


def test_a_sum_keeps_the_words_before_its_parts(opened, base_demonstration):
    client, _ = opened(f"sqlite:///{base_demonstration}")
    two = [f"ligne_budget:{name}-2019-1-annonce" for name in ("formation-region", "recrutement-etat")]
    assert "environ 140\u202f000" in panel(client, f"{SUM}({'+'.join(two)})")


def test_an_address_cannot_have_two_programmes_added(opened, base_sqlite):
    client, _ = opened(f"sqlite:///{base_sqlite}")
    two = ["ligne_budget:plie-2001-etat-amiens-metropole", "ligne_budget:contrat-ville-2001-etat"]
    words = panel(client, f"{SUM}({'+'.join(two)})")
    assert "795\u202f022" not in words
    assert "642\u202f573" in words
    assert wording.COMPUTED in words


def test_facts_that_make_no_single_figure_are_listed_and_not_quoted(opened, base_sqlite):
    client, _ = opened(f"sqlite:///{base_sqlite}")
    words = panel(client, "observation:1+observation:2")
    assert wording.SEVERAL in words
    assert wording.COPY not in words
    assert wording.COMPUTED in panel(client, f"{RULE}(observation:1+observation:2)")
    assert wording.COMPUTED in panel(client, f"{RULE}(observation:1)")


def test_the_scope_of_the_page_is_told(opened, base_sqlite):
    client, _ = opened(f"sqlite:///{base_sqlite}")
    words = panel(client, "observation:1", f"/creations?epci={AMIENS}&annee_debut=2020")
    assert "Amiens Métropole" in words
    assert "Depuis\u202f: 2020" in words
    assert wording.ALL_KNOWN in words
    # A page that does not exist has no scope, and changes nothing else.
    assert wording.SCOPE not in panel(client, "observation:1", "/rien")
    assert wording.SCOPE not in panel(client, "observation:1", "http://[")


@BASES
@pytest.mark.parametrize("reference", HOSTILE, ids=lambda text: str(text)[:24])
def test_what_names_no_fact_is_told_in_a_sentence(opened, request, base, reference):
    client, _ = opened(f"sqlite:///{request.getfixturevalue(base)}")
    words = panel(client, str(reference)[:20_000])
    assert wording.MALFORMED in words or wording.GONE in words
    assert "<script>" not in words


@pytest.mark.parametrize(
    "reference", ["observation:99999999", "observation:999999999999", "comite:rien", "base:1", "source:insee", "x_y:1"]
)
def test_a_fact_that_is_not_there_is_told_in_a_sentence(opened, base_sqlite, reference):
    client, _ = opened(f"sqlite:///{base_sqlite}")
    words = panel(client, reference)
    assert wording.GONE in words or wording.MALFORMED in words


def test_no_reference_at_all(opened, base_sqlite):
    client, _ = opened(f"sqlite:///{base_sqlite}")
    answer = client.get(f"/{ADDRESS}")
    assert answer.status_code == 200
    assert wording.MALFORMED in unescape(answer.get_data(as_text=True))


def _again(connection: Connection, name: str, key: Any, **changes: Any) -> None:
    table = FACTS[name]
    row = connection.execute(select(table).where(table.c.id == key)).mappings().one()
    connection.execute(insert(table), {**row, **changes})


@pytest.fixture
def revised(base_sqlite: Path, tmp_path: Path, opened: Open) -> tuple[DashClient, Reader, int, int]:
    """A base where an observation was revised on 15 November 2026; numbers of its two versions."""
    path = tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    writer = create_engine(f"sqlite:///{path}")
    table = FACTS["observation"]
    with writer.begin() as connection:
        last = connection.execute(select(table.c.id).order_by(table.c.id.desc()).limit(1)).scalar_one()
        first = connection.execute(
            select(table.c.id).where(table.c.serie_id == "chomage-ze", table.c.valeur.is_not(None)).limit(1)
        ).scalar_one()
        later = {"connu_le": "2026-11-15", "connu_au_plus_tard": date(2026, 11, 15)}
        loaded = datetime(2026, 11, 23)  # noqa: DTZ001  the column is UTC without saying so
        _again(connection, "observation", first, id=last + 1, valeur=77.7, charge_le=loaded, **later)
    writer.dispose()
    return *opened(f"sqlite:///{path}"), first, last + 1


def test_a_revised_fact_shows_its_last_value_and_the_earlier_one(revised):
    client, _, first, second = revised
    for reference in (f"observation:{first}", f"observation:{second}"):
        words = panel(client, reference)
        assert "77,7" in words
        assert re.search(r"[\d,]+\u202f% → 77,7\u202f%", words), "ancienne et nouvelle valeur"
        assert "chargé le 22\u00a0nov.\u00a02026" in words


@pytest.mark.parametrize(
    ("day", "told", "hidden"),
    [(date(2026, 11, 20), "77,7", wording.NO_VERSION), (date(2026, 11, 1), wording.NO_VERSION, "77,7")],
    ids=str,
)
def test_a_page_of_the_past_tells_what_was_known_then(revised, day, told, hidden):
    _, read, _, second = revised
    words = to_html(content(Placed(at(read, day), day.isoformat(), (), "/"), f"observation:{second}"))
    assert told in words
    assert hidden not in words


def test_a_fact_that_was_not_known_then_says_so(revised):
    _, read, first, _ = revised
    day = date(1990, 1, 1)
    words = to_html(content(Placed(at(read, day), day.isoformat(), (), "/"), f"observation:{first}"))
    assert wording.unknown_then(day.isoformat()) in words


def test_versions_are_read_for_the_panel_alone():
    users = [
        path.name
        for path in (ROOT / "data" / "queries").glob("*.py")
        if re.search(r"\bversions\b\(", path.read_text(encoding="utf-8"))
    ]
    assert sorted(users) == ["latest.py", "provenance.py"]


def test_a_base_that_cannot_be_read_is_told(tmp_path: Path, static_root: Path):
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/rien.sqlite", static_root=static_root))
    answer = DashClient(app.server.test_client()).get(f"/{ADDRESS}?de=observation:1")
    assert answer.status_code == 503
    assert "introuvable" in answer.get_data(as_text=True)


def test_what_is_secret_on_a_page_is_secret_in_the_panel(opened, base_demonstration):
    client, read = opened(f"sqlite:///{base_demonstration}")
    known = read(select(latest(FACTS["observation"])))
    few = known[known["unites"].between(1, 2)]
    assert len(few)
    for key in few["id"]:
        words = panel(client, f"observation:{key}", "/clusters")
        assert MASKED in words
        value = few.loc[few["id"] == key, "valeur"].iloc[0]
        assert f"{value:.0f}\u00a0emplois par an" not in words
