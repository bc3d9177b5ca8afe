"""The written house says what the code does: variables, addresses, tables, keys, commands, dependencies, links."""

import argparse
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from components.wording import shell
from dashboard.filters import Filters
from dashboard.pages import PAGES
from data.schema import metadata

ROOT = Path(__file__).resolve().parent.parent
TEXTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = ROOT / "README.md"
GLOSSARY = ROOT / "docs" / "glossaire.md"
OPERATION = ROOT / "docs" / "exploitation.md"
DECISIONS = ROOT / "docs" / "decisions"
# Made by `make`, hence absent from a fresh copy.
MADE = ("build/", ".venv/", ".node/", "node_modules/")
# The system's own variable: nobody sets it for us.
NOT_OURS = {"PATH"}
ENGLISH = "\n## In English\n"

by_path = pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def without_fences(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def prose(text: str) -> str:
    """French prose alone: neither code, nor addresses, nor the English abstract."""
    french = without_fences(text).partition(ENGLISH)[0]
    return re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`\n]*`", "`code`", french))


def section(path: Path, title: str) -> str:
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text_of(path), flags=re.MULTILINE | re.DOTALL)
    assert found, f"{path.name} : section « {title} » absente"
    return found[1]


def first_cells(text: str) -> list[str]:
    """Names between backticks in the first cell of each row."""
    return [name for row in re.findall(r"^\|([^|]*)\|", text, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)]


def second_cells(text: str) -> list[str]:
    return re.findall(r"^\|[^|]*\| `([^`]+)` \|", text, re.MULTILINE)


def code_files() -> Iterator[Path]:
    yield from (ROOT / name for name in ("app.py", "gunicorn.conf.py", "Makefile", "tests/conftest.py"))
    for folder in ("components", "dashboard", "data", "tools", "tests/browser"):
        yield from (ROOT / folder).rglob("*.py")


def variables_read() -> set[str]:
    found: set[str] = set()
    for path in code_files():
        text = text_of(path)
        found.update(re.findall(r"\bVIGIE_[A-Z_]*[A-Z]\b", text))
        found.update(re.findall(r"environ(?:ment)?(?:\.get\(|\[|,)\s*[\"']([A-Z][A-Z_]*)[\"']", text))
    return found - NOT_OURS


def test_the_readme_lists_the_variables_that_the_code_reads():
    listed = first_cells(section(README, "Variables d’environnement"))
    assert len(listed) == len(set(listed))
    assert set(listed) == variables_read()


def test_the_readme_lists_the_pages_and_their_addresses():
    assert second_cells(section(README, "Pages et adresses")) == [page.path for page in PAGES]


def test_the_glossary_explains_every_table():
    listed = first_cells(section(GLOSSARY, "Tables"))
    assert sorted(listed) == sorted(metadata.tables)


def test_the_glossary_explains_every_key_of_the_address():
    assert first_cells(section(GLOSSARY, "Clés d’adresse")) == [field.name for field in fields(Filters)]


def test_the_operation_guide_quotes_the_messages_of_an_unavailable_database():
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section(OPERATION, "Quand la base est indisponible"), re.MULTILINE)
    assert dict(rows) == dict(shell.UNAVAILABLE_TITLE)


def test_every_direct_dependency_has_its_decision():
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    browser = json.loads(text_of(ROOT / "package.json"))
    python = [
        *project["project"]["dependencies"],
        *(name for group in project["dependency-groups"].values() for name in group),
    ]
    names = [re.split(r"[\[=><~;! ]", name, maxsplit=1)[0] for name in python]
    names += [*browser["dependencies"], *browser["devDependencies"]]
    written = " ".join(text_of(path) for path in DECISIONS.glob("[0-9]*.md"))
    assert [name for name in names if f"`{name}`" not in written] == []


def test_every_decision_is_in_the_list_and_has_its_three_parts():
    files = sorted(DECISIONS.glob("[0-9]*.md"))
    assert files
    assert re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text_of(DECISIONS / "index.md")) == [path.name for path in files]
    for path in files:
        parts = re.findall(r"^## (.*)$", text_of(path), re.MULTILINE)
        assert parts == ["Contexte", "Décision", "Conséquences"], path.name
        assert text_of(path).startswith(f"# {path.name[:4]} – "), path.name


@by_path
def test_the_commands_that_are_written_exist(path: Path):
    from data.intake.cli import _parser

    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    actions: list[Any] = _parser()._actions
    (commands,) = (action.choices for action in actions if isinstance(action, argparse._SubParsersAction))
    code = " ".join(re.findall(r"`[^`\n]+`|```.*?```", text_of(path), re.DOTALL))
    assert set(re.findall(r"\bmake ([a-z]+)\b", code)) <= targets
    assert set(re.findall(r"python -m data +([a-z]+)\b", code)) <= set(commands)


def test_the_readme_explains_every_command_of_make():
    shown = set(re.findall(r"^([a-z]+):.*## ", text_of(ROOT / "Makefile"), re.MULTILINE)) - {"help"}
    assert {name.removeprefix("make ") for name in first_cells(section(README, "Démarrer"))} >= shown


@by_path
def test_the_files_that_are_named_exist(path: Path):
    spans = re.findall(r"`([^`\s]+)`", without_fences(text_of(path)))
    named = [span for span in spans if re.fullmatch(r"\.?[a-z]\w*(/[\w.-]+)*/?", span) and "/" in span]
    assert [span for span in named if not span.startswith(MADE) and not (ROOT / span).exists()] == []


def anchor(title: str) -> str:
    """The anchor that a forge gives to a heading."""
    plain = re.sub(r"[`*]", "", title).strip().lower()
    kept = "".join(c for c in plain if c in " -_" or unicodedata.category(c)[0] in "LN" or c == "’")
    return kept.replace(" ", "-")


@by_path
def test_every_relative_link_leads_somewhere(path: Path):
    for target in re.findall(r"\]\(([^)\s]+)\)", without_fences(text_of(path))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        aimed = (path.parent / name).resolve() if name else path
        assert aimed.is_relative_to(ROOT), target
        assert aimed.is_file(), target
        if fragment:
            titles = re.findall(r"^#+ (.*)$", without_fences(text_of(aimed)), re.MULTILINE)
            assert fragment in {anchor(title) for title in titles}, target


@by_path
def test_no_straight_apostrophe_in_french(path: Path):
    assert re.findall(r"\w+'\w+", prose(text_of(path))) == []


# The comments of the tables are written there as they are, by `python -m data schema`.
@pytest.mark.parametrize("path", [path for path in TEXTS if path.name != "schema.md"], ids=lambda path: path.name)
def test_narrow_spaces_in_french(path: Path):
    text = prose(text_of(path))
    assert re.findall(r"\w* [;!?»]|« |\w+ :(?!\w)", text) == [], "espace ordinaire au lieu d’une espace fine"
    assert re.findall(r"\w+[;!?](?=\s)|\w+:(?=\s)|«\w|\w»", text) == [], "espace fine absente"


@by_path
def test_no_path_of_a_machine_is_written(path: Path):
    assert re.findall(r"(?<![\w/.])/(?:home|root|tmp|work|usr|Users)/", text_of(path)) == []


def test_the_pictures_of_the_readme_are_those_that_the_script_takes():
    from tools.screenshots import SHOTS

    taken = [shot.path for shots in SHOTS.values() for shot in shots]
    shown = re.findall(r"docs/images/[\w-]+\.png", text_of(README))
    assert sorted(ROOT / name for name in shown) == sorted(taken)
    assert [path.name for path in taken if not path.is_file()] == []
