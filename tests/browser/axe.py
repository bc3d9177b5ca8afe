"""What axe-core finds wrong on the page as it is."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Page

_AXE: Final = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Told by the page in a few lines: all that axe says of what is right takes it longer to hand over than to find.
_RUN: Final = """async () => {
  const { violations } = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id} : ${JSON.stringify(target)} ${html.slice(0, 160)}`));
}"""


def violations(tab: Page) -> list[str]:
    """Rule, element and beginning of its HTML, one a fault."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(_AXE.read_text(encoding="utf-8"))
    found: list[str] = tab.evaluate(_RUN)
    return found
