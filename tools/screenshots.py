"""The pictures of the README, taken from the running application: ``python -m tools.screenshots``."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from tools.chromium import ChromiumMissingError, chromium
from tools.local_server import ROOT, vigie

FOLDER: Final = ROOT / "docs" / "images"
SOURCED: Final = ROOT / "build" / "vigie.sqlite"
DEMONSTRATION: Final = ROOT / "build" / "demonstration.sqlite"
_DESK: Final = (1440, 900)
_PHONE: Final = (390, 844)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file, the address shown, the screen."""

    name: str
    address: str
    screen: tuple[int, int] = _DESK

    @property
    def path(self) -> Path:
        """Where the picture is kept."""
        return FOLDER / f"{self.name}.png"


SHOTS: Final = {
    SOURCED: (Shot("synthese", "/"), Shot("clusters", "/clusters"), Shot("creations", "/creations")),
    DEMONSTRATION: (
        Shot("demonstration-budget", "/budget"),
        Shot("demonstration-plan", "/plan-actions"),
        Shot("demonstration-telephone", "/", _PHONE),
    ),
}


def take(browser: Browser, url: str, shots: Sequence[Shot]) -> None:
    """Take each shot as a reader who has already visited the page sees it."""
    for shot in shots:
        width, height = shot.screen
        context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
        tab = context.new_page()
        tab.goto(f"{url}{shot.address}")
        tab.wait_for_selector("h1")
        tab.wait_for_load_state("networkidle")
        tab.locator("#guide-refuser").click()
        tab.evaluate("document.fonts.ready")
        tab.screenshot(path=shot.path)
        context.close()
        print(f"✓ {shot.path.relative_to(ROOT)}")


def main() -> int:
    """Take every picture; 1 when something that it needs is missing."""
    missing = [path for path in SHOTS if not path.exists()]
    if missing:
        print(f"Bases à construire d’abord\u202f: {', '.join(path.name for path in missing)}", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with chromium() as browser:
            for path, shots in SHOTS.items():
                with vigie({"VIGIE_DATABASE_URL": f"sqlite:///{path}"}) as url:
                    take(browser, url, shots)
    except ChromiumMissingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
