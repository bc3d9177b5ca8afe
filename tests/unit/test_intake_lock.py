"""One writer at a time, and nobody locked out by one that is gone."""

import subprocess
import sys
from pathlib import Path

import pytest

from data.intake.lock import BusyTargetError, sole_writer

ROOT = Path(__file__).resolve().parents[2]


def test_a_second_writer_waits_then_is_refused_in_french(tmp_path: Path):
    lock = tmp_path / "verrou"
    with sole_writer(lock, 0), pytest.raises(BusyTargetError, match="une autre publication"), sole_writer(lock, 0.1):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_that_nobody_holds_stops_nobody(tmp_path: Path):
    lock = tmp_path / "verrou"
    lock.write_text("laissé par un processus mort")
    with sole_writer(lock, 0):
        assert lock.exists()


def test_a_failure_lets_go_of_the_lock(tmp_path: Path):
    lock = tmp_path / "verrou"
    with pytest.raises(ZeroDivisionError), sole_writer(lock, 0):
        _ = 1 / 0
    with sole_writer(lock, 0):
        pass


DIES = """
import os, sys
from pathlib import Path
from data.intake.lock import sole_writer
with sole_writer(Path(sys.argv[1]), 0):
    os._exit(9)
"""


def test_a_writer_that_dies_lets_go_of_the_lock(tmp_path: Path):
    lock = tmp_path / "verrou"
    assert subprocess.run([sys.executable, "-c", DIES, str(lock)], cwd=ROOT, check=False).returncode == 9
    assert lock.exists()
    with sole_writer(lock, 0):
        pass
