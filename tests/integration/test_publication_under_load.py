"""Twenty publications under two thousand requests, on the real server: no error, each answer wholly of one state."""

import json
import re
import secrets
import threading
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Final
from urllib.error import HTTPError

import psycopg
import pytest
from sqlalchemy.engine import make_url

from dashboard import ids
from data.intake.build import build
from data.intake.cli import main
from data.intake.publish import publish as publish_to
from data.intake.roles import READER, WRITER
from data.intake.targets import existing_version, target_url
from tests.dash_http import DashClient
from tests.publications import CLAIM, sources_claiming
from tools.local_server import vigie

pytestmark = pytest.mark.charge

Publish = Callable[[str, Path], str]
"""Makes the data of a folder those of the base at an address, and gives their fingerprint: what is under test."""
Told = tuple[frozenset[str], frozenset[str]]
"""Fingerprints and claims that one answer bears: one of each, unless it mixes two states."""

REQUESTS: Final = 2000
PUBLICATIONS: Final = 20
SEEN: Final = 10
FIRST_CLAIM: Final = 7301
# As a page writes the claim, in its HTML and in the JSON that it carries.
_CLAIM: Final = re.compile(r"(?<!\d)7(?:\\u202f|\u202f)(3\d\d)(?!\d)")
_FINGERPRINT: Final = re.compile(r'"empreinte": ?"([0-9a-f]{64})"')


def publish_files(url: str, sources: Path) -> str:
    """The file of the claim, published as anyone does; the base is built the first time."""
    if existing_version(target_url(url)) is None:
        return build(url, sources=sources).empreinte
    (path,) = (one for one in (sources / "affirmation").glob("*.csv") if CLAIM in one.read_text(encoding="utf-8"))
    return publish_to(url, [path], "essai").empreinte


@dataclass
class Journal:
    """What the readers may still ask, and what they got."""

    told: Counter[Told] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    asked: int = 0
    allowed: int = 0
    over: bool = False
    turn: threading.Condition = field(default_factory=threading.Condition)

    def may_ask(self) -> bool:
        """Wait for one's turn; False when there will be none."""
        with self.turn:
            self.turn.wait_for(lambda: self.over or self.asked < self.allowed)
            self.asked += 1
            return self.asked <= self.allowed

    def allow(self, more: int, *, over: bool = False) -> None:
        """Let the readers ask so many more times, for the last time if it is over."""
        with self.turn:
            self.allowed += more
            self.over = over
            self.turn.notify_all()

    def note(self, answer: Told | str) -> None:
        """Keep what an answer bears, or how it failed."""
        with self.turn:
            if isinstance(answer, str):
                self.failures.append(answer)
            else:
                self.told[answer] += 1
            self.turn.notify_all()

    def answers(self, state: str) -> int:
        """How many answers bear a fingerprint."""
        return sum(count for (states, _), count in self.told.items() if state in states)

    def wait_for(self, state: str) -> None:
        """Wait until enough answers bear a fingerprint for the next publication to be one more."""
        with self.turn:
            assert self.turn.wait_for(lambda: self.answers(state) >= SEEN, timeout=60), "la publication n’est pas vue"


@dataclass(frozen=True)
class Request:
    """An address, and the body of a callback if it is one."""

    path: str
    body: bytes | None = None

    def send(self, host: str) -> str:
        headers = {"Content-Type": "application/json"} if self.body else {}
        asked = urllib.request.Request(host + self.path, data=self.body, headers=headers)
        with urllib.request.urlopen(asked, timeout=30) as answer:
            text: str = answer.read().decode()
        return text


def _callback(client: DashClient, listened: str, values: Mapping[str, object]) -> Request:
    body = json.dumps(client.body(client.dependency(listened), values)).encode()
    return Request("/_dash-update-component", body)


@pytest.fixture
def requests(client: DashClient) -> list[Request]:
    """Documents, openings and filters of the two pages that show the claim."""
    opening = {f"{ids.URL}.pathname": "/clusters", f"{ids.URL}.search": ""}
    origin = ids.control("clusters", "origine")
    return [
        Request("/"),
        Request("/clusters"),
        _callback(client, ids.URL, opening),
        _callback(client, ids.URL, {**opening, f"{ids.URL}.pathname": "/"}),
        _callback(client, origin, {f"{origin}.value": None}),
    ]


def _told(text: str) -> Told:
    return frozenset(_FINGERPRINT.findall(text)), frozenset(_CLAIM.findall(text))


def _read_on(host: str, requests: list[Request], journal: Journal) -> None:
    for request in cycle(requests):
        if not journal.may_ask():
            return
        try:
            journal.note(_told(request.send(host)))
        except HTTPError as error:
            journal.note(f"{request.path} : {error.code} {error.read()[:200]!r}")
        except OSError as error:
            journal.note(f"{request.path} : {error}")


def _publish_under_load(
    publish: Publish,
    written: str,
    read: Mapping[str, str],
    requests: list[Request],
    static_root: Path,
    folder: Path,
) -> tuple[Journal, set[Told]]:
    """What the readers got, and what each state alone makes an answer bear; ``read`` is what the server is told."""
    claims = [FIRST_CLAIM + rank for rank in range(PUBLICATIONS + 1)]
    first, *others = [(str(claim)[1:], sources_claiming(claim, folder / f"{claim}")) for claim in claims]
    states = {(frozenset({publish(written, first[1])}), frozenset({first[0]}))}
    journal = Journal()
    half = REQUESTS // PUBLICATIONS // 2
    with vigie({**read, "VIGIE_FICHIERS_STATIQUES": str(static_root)}) as host:
        readers = [
            threading.Thread(target=_read_on, args=(host, requests[rank:] + requests[:rank], journal))
            for rank in range(len(requests))
        ]
        for reader in readers:
            reader.start()
        try:
            for claim, sources in others:
                journal.allow(half)
                state = publish(written, sources)
                states.add((frozenset({state}), frozenset({claim})))
                journal.allow(half)
                journal.wait_for(state)
        finally:
            journal.allow(0, over=True)
            for reader in readers:
                reader.join()
    return journal, states


def _nothing_was_lost(journal: Journal, states: set[Told]) -> None:
    assert journal.failures == []
    assert set(journal.told) - states == set(), "état mêlé, ou page sans données"
    assert journal.told.total() == REQUESTS
    assert len(states) == PUBLICATIONS + 1


@pytest.fixture
def publish() -> Publish:
    """How the data are published."""
    return publish_files


def test_sqlite_is_published_under_load_without_an_error(publish, requests, static_root, tmp_path):
    url = f"sqlite:///{tmp_path / 'vigie.sqlite'}"
    _nothing_was_lost(*_publish_under_load(publish, url, {"VIGIE_DATABASE_URL": url}, requests, static_root, tmp_path))


@pytest.fixture
def database(postgresql_admin: str) -> Iterator[str]:
    """Address of a new PostgreSQL database with its roles."""
    name = f"vigie_charge_{secrets.token_hex(4)}"
    with psycopg.connect(postgresql_admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    url = make_url(postgresql_admin).set(database=name).render_as_string(hide_password=False)
    assert main(["roles", "--vers", url], {}) == 0
    yield url
    with psycopg.connect(postgresql_admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.postgresql
def test_postgresql_is_published_under_load_without_an_error(publish, requests, static_root, database, tmp_path):
    written, read = (
        make_url(database).set(username=role, password=None).render_as_string(hide_password=False)
        for role in (WRITER, READER)
    )
    # One process: processes share nothing, and on SQLite there are as many as usual.
    told = {"VIGIE_DATABASE_URL": read, "VIGIE_PROCESSUS": "1"}
    _nothing_was_lost(*_publish_under_load(publish, written, told, requests, static_root, tmp_path))


def test_a_mixed_answer_would_be_seen():
    """Negative control."""
    state, other = "a" * 64, "b" * 64
    whole = f'"empreinte": "{state}" 7\u202f301 7\\u202f301'
    assert _told(whole) == (frozenset({state}), frozenset({"301"}))
    assert _told(f'{whole} 7\u202f302 "empreinte":"{other}"') == (frozenset({state, other}), frozenset({"301", "302"}))
    assert _told("La base ne répond pas") == (frozenset(), frozenset())
    with pytest.raises(AssertionError, match="état mêlé"):
        _nothing_was_lost(Journal(Counter([_told(whole)])), {_told(whole.replace("301", "302"))})
