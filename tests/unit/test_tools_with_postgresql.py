"""The tests get the PostgreSQL that was named, else the machine's, else one of their own."""

import sys

import psycopg
import pytest

from tools import with_postgresql as tool
from tools.setup.postgresql import find_server_programs

TELL = [sys.executable, "-c", f"import os; print(os.environ.get('{tool.VARIABLE}'))"]


def test_a_named_server_is_passed_on(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(tool.VARIABLE, "postgresql://elsewhere/base")
    assert tool.main(TELL) == 0
    assert capfd.readouterr().out.strip() == "postgresql://elsewhere/base"


def test_without_any_server_the_command_runs_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(tool.VARIABLE, raising=False)
    monkeypatch.setattr(tool, "answers", lambda _address: False)
    monkeypatch.setattr(tool, "find_server_programs", lambda: None)
    assert tool.main([*TELL[:-1], f"{TELL[-1]}; raise SystemExit(3)"]) == 3
    assert capfd.readouterr().out.strip() == "None"


@pytest.mark.postgresql
def test_a_server_of_our_own_answers_then_goes_away() -> None:
    programs = find_server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL programs on this machine")
    with tool.own_server(programs) as address:
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE tried (id integer)")
        assert tool.answers(address)
    assert not tool.answers(address)
