"""The list of traps: each is told to readers, guarded on the data and on the screen, and its guards can fail."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants import MUTANTS, VARIABLE, Mutant
from tests.traps import DATA, marked

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "pieges.md"
MARKED = marked()


def listed() -> list[int]:
    rows = re.findall(r"^\| (\d+) \|", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    return [int(number) for number in rows]


def test_the_list_numbers_its_traps_once_each():
    assert listed() == list(range(1, 29))


def test_no_test_guards_a_trap_that_is_not_listed():
    assert set(MARKED) <= set(listed())


@pytest.mark.parametrize("number", listed())
def test_each_trap_is_guarded_on_the_data_and_on_the_screen(number: int):
    files = {path for path, _ in MARKED.get(number, [])}
    assert DATA in files
    assert files - {DATA}


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS)
def test_a_broken_rule_fails_the_tests_of_its_trap_and_no_import(mutant: Mutant, request: pytest.FixtureRequest):
    name = request.node.callspec.id
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.mutants", "-p", "no:cacheprovider", "-q", "-rf", mutant.tests],
        cwd=ROOT,
        env={**os.environ, VARIABLE: name},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = set(re.findall(r"^FAILED \S+?::(\w+)", done.stdout, re.MULTILINE))
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout[-2000:] + done.stderr[-2000:]
    assert not re.search(r"^ERROR ", done.stdout, re.MULTILINE), done.stdout[-2000:]
    guards = {test for path, test in MARKED[mutant.trap] if f"tests/{path}" == mutant.tests}
    assert guards & failed, done.stdout[-2000:]
