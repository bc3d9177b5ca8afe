"""A page shows one database, even when another is published while it is prepared."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pandas as pd
import pytest

from components.block import View
from dashboard import days
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.views import of_one_database, remembering
from data.engine import DatabaseUnavailableError
from data.queries.base import Identity, identity
from data.schema import SCHEMA_VERSION


class Published:
    """A reader whose database another one replaces at will."""

    def __init__(self) -> None:
        self.number = 1

    def __call__(self, _statement: object) -> pd.DataFrame:
        moment = pd.Timestamp(datetime(2026, 11, 22, tzinfo=UTC))
        row = (SCHEMA_VERSION, "sourcee", moment, str(self.number))
        return pd.DataFrame([row], columns=["version_schema", "nature", "construite_le", "empreinte"])


def test_a_page_prepared_across_a_publication_is_prepared_again():
    read = Published()
    seen: list[tuple[str, str]] = []

    def build(database: Identity) -> str:
        before = read.number
        if not seen:
            read.number += 1
        seen.append((database.empreinte, str(before)))
        return database.empreinte

    assert of_one_database(read, build) == "2"
    assert seen == [("1", "1"), ("2", "2")]


def test_a_failure_between_two_databases_is_not_shown_and_one_of_the_page_is():
    read = Published()
    calls: list[int] = []

    def build(_database: Identity) -> str:
        calls.append(1)
        if len(calls) == 1:
            read.number += 1
            raise KeyError("a row that the other database has")
        return "whole"

    assert of_one_database(read, build) == "whole"

    def broken(_database: Identity) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        of_one_database(read, broken)


def test_a_database_replaced_without_end_is_said_unreachable():
    read = Published()

    def build(_database: Identity) -> None:
        read.number += 1

    with pytest.raises(DatabaseUnavailableError):
        of_one_database(read, build)


def test_a_view_prepared_across_a_publication_is_not_remembered():
    read = Published()
    moving = [True]

    def view(_read: object, _filters: Filters) -> View:
        if moving:
            moving.pop()
            read.number += 1
            return View("half and half")
        return View("whole")

    content_of = remembering(read)
    page = Page("essai", "/essai", "Essai", view)
    first = identity(read)
    with pytest.raises(DatabaseUnavailableError):
        content_of(page, Filters(), first)
    read.number = 1
    assert "whole" in str(content_of(page, Filters(), first))


def test_a_slow_view_may_see_several_publications_go_by():
    read = Published()
    seen: list[str] = []

    def build(database: Identity) -> str:
        if len(seen) < 4:
            read.number += 1
        seen.append(database.empreinte)
        return database.empreinte

    assert of_one_database(read, build) == "5"
    assert seen == ["1", "2", "3", "4", "5"]


def test_readers_who_ask_for_a_view_together_have_it_prepared_once():
    read = Published()
    together = Barrier(4)
    prepared: list[int] = []

    def view(_read: object, _filters: Filters) -> View:
        prepared.append(1)
        time.sleep(0.1)
        return View("whole")

    content_of = remembering(read)
    page = Page("essai", "/essai", "Essai", view)

    def ask(_rank: int) -> str:
        together.wait()
        return str(content_of(page, Filters(), identity(read)))

    with ThreadPoolExecutor(4) as readers:
        assert len(set(readers.map(ask, range(4)))) == 1
    assert prepared == [1]


def test_a_view_is_prepared_again_when_the_day_changes(monkeypatch: pytest.MonkeyPatch):
    read = Published()
    page = Page("essai", "/essai", "Essai", lambda _read, filters: View(days.day(filters).isoformat()))
    content_of = remembering(read)
    for day in (date(2026, 11, 22), date(2026, 11, 23)):
        monkeypatch.setattr(days, "today", lambda day=day: day)
        assert day.isoformat() in str(content_of(page, Filters(), identity(read)))
