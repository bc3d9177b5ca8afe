"""What axe-core finds wrong on the page as it is."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Page

_AXE: Final = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_RULES: Final = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}"


def violations(tab: Page) -> list[str]:
    """Rule, element and beginning of its HTML, one a fault."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(_AXE.read_text(encoding="utf-8"))
    found = tab.evaluate(f"axe.run(document, {_RULES})")["violations"]
    return [f"{item['id']} : {node['target']} {node['html'][:160]}" for item in found for node in item["nodes"]]
