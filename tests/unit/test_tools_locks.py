"""The lists of packages are exact, checked by hashes, in step with one another, and name no server."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tools import lock

ROOT = Path(lock.__file__).parents[1]
LOCKS = [ROOT / path for path in lock.ARGUMENTS]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BROWSER = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
BROWSER_LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))


def entries(path: Path) -> list[str]:
    """The packages of a lock, each with its condition and its hashes."""
    text = re.sub(r"^ *#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]


def versions(path: Path) -> set[str]:
    """The `name==version ; condition` of each package."""
    return {entry.partition("\\")[0].strip() for entry in entries(path)}


def normal(requirement: str) -> str:
    """`psycopg[binary]==3.3.9` → `psycopg==3.3.9`."""
    return re.sub(r"\[.*\]", "", requirement).lower()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_package_is_exact_and_has_hashes(path: Path) -> None:
    assert entries(path)
    for entry in entries(path):
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("path", [*LOCKS, ROOT / ".npmrc"], ids=lambda path: path.name)
def test_no_list_names_a_server(path: Path) -> None:
    assert "//" not in path.read_text(encoding="utf-8")


def test_the_locks_hold_what_the_project_asks() -> None:
    exact = [normal(name) for name in PROJECT["project"]["dependencies"] if "==" in name]
    assert exact
    assert set(exact) <= versions(ROOT / lock.RUNTIME)
    for group, path in (("dev", "dev.lock"), ("node", "node.lock"), ("lock", "locker.lock")):
        assert set(PROJECT["dependency-groups"][group]) <= versions(ROOT / lock.FOLDER / path), path


def test_the_tests_run_on_the_versions_in_service() -> None:
    assert versions(ROOT / lock.RUNTIME) <= versions(ROOT / lock.FOLDER / "dev.lock")


def test_the_browser_packages_are_exact_and_have_hashes() -> None:
    asked = BROWSER["dependencies"] | BROWSER["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    locked = {path: package for path, package in BROWSER_LOCK["packages"].items() if path}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert all("integrity" in package and "resolved" not in package for package in locked.values())
