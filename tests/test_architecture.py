"""The floors of the house: who may know whom, where words stand, and that importing a module does nothing."""

import ast
import re
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


def test_migrations_are_known_by_the_intake_alone_and_know_no_table():
    """A revision that was published says for ever what it said then."""
    for folder in ("components", "dashboard", "data/model", "data/queries", "data/tables"):
        assert _importing(folder, "alembic", "data.migrations") == []
    assert _importing("data/migrations", "data.tables", "data.vocabulary", "data.intake") == []
    assert _importing("data/migrations", "data.schema", but=("data/migrations/steps.py",)) == []


def test_sql_is_written_in_queries_alone():
    """The reader hands frames over: nobody else needs SQLAlchemy, not even for its types."""
    for folder in ("dashboard", "components", "data/model"):
        assert _importing(folder, "sqlalchemy", "psycopg", "sqlite3") == []


# Formats spell months and the one way to write a missing value.
_WITH_WORDS = ("components/wording", "components/formats.py")
_FRENCH = re.compile("[À-ÖØ-öø-ÿŒœ’«»]")


def _unread(tree: ast.AST) -> set[int]:
    """Constants that no reader sees: docstrings and what goes to the log."""
    hidden: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden.add(id(node.value))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("logger.", "_log.")):
            hidden.update(id(part) for part in ast.walk(node))
    return hidden


def _french_sentences(source: str) -> list[tuple[int, str]]:
    tree = ast.parse(source)
    hidden = _unread(tree)
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden
        if _FRENCH.search(node.value) and re.search(r"\s", node.value.strip())
    ]


def test_a_french_sentence_is_recognised():
    told = 'def f(n):\n    """Répond à côté."""\n    logger.info("base illisible, année %s", n)\n'
    assert _french_sentences(told) == []
    assert _french_sentences(f"{told}    return f'{{n}} actions réalisées'") == [(4, " actions réalisées")]
    assert _french_sentences("x = 'l’an dernier'") == [(1, "l’an dernier")]


@pytest.mark.parametrize("folder", ["components", "dashboard"])
def test_what_a_reader_reads_is_written_in_wording_alone(folder):
    found = [
        (str(path.relative_to(ROOT)), *sentence)
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not str(path.relative_to(ROOT)).startswith(_WITH_WORDS)
        for sentence in _french_sentences(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_pages_hold_no_figure_code_and_nobody_uses_plotly_express():
    # The encoder of what Dash sends is no figure.
    figures = [line for line in _importing("dashboard", "plotly") if "→ plotly.utils" not in line]
    assert figures == []
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
        # Run, never imported: the one by the command line, the other by Alembic.
        if path.name not in {"__main__.py", "env.py"}
    ]
    done = _import_watched(names, ROOT)
    assert done.returncode == 0, done.stderr


# Importing opens code and lists folders of itself: only what is neither is work of ours.
_WATCH = """
import builtins, importlib, os, sys, threading
import dash, dash_bootstrap_components, plotly.graph_objects, pandas, sqlalchemy, flask_compress, whitenoise, psycopg
import alembic, frictionless, openpyxl, python_calamine, tqdm
root, names = sys.argv[1], sys.argv[2:]
def watch(event, arguments):
    if event in {"sqlite3.connect", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"}:
        raise AssertionError(f"work at import: {event}")
    if event in {"open", "os.listdir", "os.scandir"} and isinstance(arguments[0], str):
        path = os.path.abspath(arguments[0])
        own = (path + os.sep).startswith(root + os.sep) and os.sep + ".venv" + os.sep not in path
        code = path.endswith(".py") or ".pyc" in path
        if own and not code and "importlib" not in sys._getframe(1).f_code.co_filename:
            raise AssertionError(f"work at import: reads {path}")
class Environment(type(os.environ)):
    def __getitem__(self, key):
        if str(key).startswith("VIGIE_"):
            raise AssertionError(f"work at import: reads {key}")
        return super().__getitem__(key)
os.environ.__class__ = Environment
sys.addaudithook(watch)
sys.path.insert(0, root)
for name in names: importlib.import_module(name)
assert threading.active_count() == 1
"""


def _import_watched(names: list[str], root: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", _WATCH, str(root), *names]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "work",
    [
        "open('donnees.csv').read()",
        "import pathlib; pathlib.Path('donnees.csv').read_text()",
        "import pathlib; list(pathlib.Path('.').iterdir())",
        "import os; os.environ.get('VIGIE_DATABASE_URL')",
        "import os; os.getenv('VIGIE_DATABASE_URL')",
        "import sqlite3; sqlite3.connect(':memory:')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
    ],
)
def test_work_at_import_would_be_seen(tmp_path, work):
    (tmp_path / "donnees.csv").write_text("a")
    (tmp_path / "travail.py").write_text(work)
    done = _import_watched(["travail"], tmp_path)
    assert "work at import" in done.stderr
