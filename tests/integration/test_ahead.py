"""Likely views are ready before they are asked, and a database that is away is waited for."""

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select

from dashboard import ahead
from dashboard.factory import HOUSE, create_app
from dashboard.router import House, opened
from dashboard.settings import Settings
from data.engine import Reader, read_only_engine, reader

AMIENS = "248000531"


def _counting(read: Reader) -> tuple[Reader, Counter[str]]:
    calls: Counter[str] = Counter()

    def counted(statement: Select[Any]) -> Any:
        calls["read"] += 1
        return read(statement)

    return counted, calls


def _house(base: Path, static_root: Path) -> tuple[House, Counter[str], Callable[[], None]]:
    engine = read_only_engine(f"sqlite:///{base}")
    read, calls = _counting(reader(engine))
    app = create_app(Settings(database_url=f"sqlite:///{base}", static_root=static_root), read)
    return app.server.extensions[HOUSE], calls, engine.dispose


def _then(count: int, done: threading.Event) -> int:
    done.set()
    return count


def test_what_is_prepared_costs_few_reads_when_it_is_asked(base_sqlite: Path, static_root: Path):
    house, calls, close = _house(base_sqlite, static_root)
    opened(house, "/creations", f"?epci={AMIENS}", None)
    cold = calls["read"]
    ready, again, close_ready = _house(base_sqlite, static_root)
    assert ahead.prepare(ready) > len(ready.routes.navigation)
    again.clear()
    opened(ready, "/creations", f"?epci={AMIENS}", None)
    assert again["read"] * 2 < cold
    close()
    close_ready()


def test_a_database_that_comes_later_is_prepared_then(
    tmp_path: Path, static_root: Path, base_sqlite: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "vigie.sqlite"
    house, calls, close = _house(path, static_root)
    monkeypatch.setattr(ahead, "_PERIOD_SECONDS", 0.05)
    prepared = threading.Event()
    prepare = ahead.prepare
    monkeypatch.setattr(ahead, "prepare", lambda one: _then(prepare(one), prepared))
    stop = ahead.start(house)
    assert not prepared.wait(0.3)
    assert calls["read"] > 1, "la base absente est redemandée"
    path.write_bytes(base_sqlite.read_bytes())
    assert prepared.wait(60)
    stop.set()
    close()
