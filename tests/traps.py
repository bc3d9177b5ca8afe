"""Which test guards which trap of docs/pieges.md: the marks ``piege(n, …)``, read without running anything."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MARK: Final = "piege"
DATA: Final = "integration/test_traps_data.py"
"""Tests of the facts themselves; all others are of rules and pages."""
_TESTS: Final = Path(__file__).resolve().parent


def _numbers(decorator: ast.expr) -> Iterator[int]:
    if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute) and decorator.func.attr == MARK:
        yield from (one.value for one in decorator.args if isinstance(one, ast.Constant) and isinstance(one.value, int))


def marked(name: str = "test_*.py") -> dict[int, list[tuple[str, str]]]:
    """Tests that bear each number: (file under tests/, function).

    Args:
        name: pattern of the files to read.
    """
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(_TESTS.rglob(name)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for number in (one for decorator in node.decorator_list for one in _numbers(decorator)):
                    found[number].append((path.relative_to(_TESTS).as_posix(), node.name))
    return dict(found)
