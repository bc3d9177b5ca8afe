"""The floors of the house: who may know whom, and that importing a module does nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("components", "dashboard", "data")
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _starts(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _importing(folder: str, *packages: str, but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} → {name}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        if str(path.relative_to(ROOT)) not in but
        for name in sorted(_imports(path))
        if _starts(name, *packages)
    ]


def test_data_knows_neither_the_screen_nor_the_application():
    assert _importing("data", "dash", "plotly", "flask", "components", "dashboard") == []


def test_components_know_neither_the_data_nor_the_application():
    assert _importing("components", "data", "dashboard", "sqlalchemy", "flask") == []


def _of_another_subject(line: str) -> bool:
    """A subject too long for one file is split in files that bear its name."""
    path, name = line.split(" → ")
    subject = Path(path).stem.split("_")[0]
    return not (path.startswith("dashboard/pages/") and name.startswith(f"dashboard.pages.{subject}"))


def test_only_the_factory_gathers_pages_and_reads_the_settings():
    gathered = _importing("dashboard", "dashboard.pages", but=("dashboard/factory.py", "dashboard/pages/__init__.py"))
    assert [line for line in gathered if _of_another_subject(line)] == []
    assert _importing("dashboard", "dashboard.settings", but=("dashboard/factory.py",)) == []


def test_intake_is_imported_by_its_command_alone():
    inside = {str(p.relative_to(ROOT)) for p in (ROOT / "data" / "intake").rglob("*.py")} | {"data/__main__.py"}
    for folder in FLOORS:
        assert _importing(folder, "data.intake", but=tuple(inside)) == []


def test_sql_is_written_in_queries_alone():
    allowed = ("sqlalchemy.Select", "sqlalchemy.engine", "sqlalchemy.exc")
    found = [
        line
        for folder in ("dashboard", "components", "data/model")
        for line in _importing(folder, "sqlalchemy")
        if not line.endswith((*allowed, "→ sqlalchemy"))
    ]
    assert found == []


def test_pages_hold_no_figure_code_and_nobody_uses_plotly_express():
    assert _importing("dashboard", "plotly") == []
    for folder in FLOORS:
        assert _importing(folder, "plotly.express") == []


def test_one_reader_of_the_environment():
    readers = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if "os.environ" in path.read_text() or "getenv" in path.read_text()
    ]
    assert readers == ["dashboard/settings.py", "data/intake/cli.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_readable(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


def test_importing_everything_reads_no_file_no_network_no_environment_of_ours():
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if path.name != "__main__.py"
    ]
    code = f"""
import sys, sqlite3, socket, importlib, threading
import dash, dash_bootstrap_components, plotly.graph_objects, pandas, sqlalchemy, flask_compress, whitenoise, psycopg
def refuse(*a, **k): raise AssertionError("work at import")
sqlite3.connect = socket.create_connection = socket.socket.connect = refuse
for name in {names!r}: importlib.import_module(name)
assert threading.active_count() == 1
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
