"""Where nothing may be skipped, a skipped test or file fails the run, and the run says which."""

import subprocess
import sys
from pathlib import Path

import pytest

SKIPPED_TEST = "import pytest\ndef test_passes(): pass\ndef test_skips(): pytest.skip('no server')\n"
SKIPPED_FILE = "import pytest\npytest.skip('no browser', allow_module_level=True)\n"
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_fails(): assert False\n"


def closing_line(tmp_path: Path, source: str, *options: str) -> tuple[int, str, str]:
    """Exit code, last line and whole output of a run over one file."""
    path = tmp_path / "test_tried.py"
    path.write_text(source)
    command = [sys.executable, "-m", "pytest", "-p", "no:dash", "-p", "no:cacheprovider", "-c", "/dev/null", *options]
    answer = subprocess.run([*command, str(path)], check=False, capture_output=True, text=True)
    return answer.returncode, answer.stdout.strip().splitlines()[-1], answer.stdout


@pytest.mark.parametrize("shared", [(), ("--numprocesses", "2")], ids=["alone", "shared"])
@pytest.mark.parametrize(("source", "reason"), [(SKIPPED_TEST, "no server"), (SKIPPED_FILE, "no browser")])
def test_a_skip_fails_the_run_and_says_why(tmp_path: Path, source: str, reason: str, shared: tuple[str, ...]) -> None:
    code, last, output = closing_line(tmp_path, source, "-p", "tools.no_skip", *shared)
    assert code != 0
    assert "skipped" not in last
    assert reason in output


def test_without_the_plugin_a_skip_passes(tmp_path: Path) -> None:
    code, last, _ = closing_line(tmp_path, SKIPPED_TEST)
    assert code == 0
    assert "1 passed, 1 skipped" in last


def test_an_expected_failure_is_not_a_skip(tmp_path: Path) -> None:
    code, last, _ = closing_line(tmp_path, EXPECTED_FAILURE, "-p", "tools.no_skip")
    assert code == 0
    assert "1 xfailed" in last
