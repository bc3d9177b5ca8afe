"""Data that differ by one figure, so that each publication can be told from the others by what a page shows."""

import csv
import shutil
from pathlib import Path
from typing import Final

from data.intake.build import SOURCES

CLAIM: Final = "emplois-clusters-24"
"""Jobs claimed by a councillor: a card of the page Clusters shows them."""


def sources_claiming(jobs: int, folder: Path) -> Path:
    """The tracked data, copied to a folder that does not exist yet, where that claim is of so many jobs."""
    shutil.copytree(SOURCES, folder)
    (path,) = (one for one in (folder / "affirmation").glob("*.csv") if CLAIM in one.read_text(encoding="utf-8"))
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    place = header.index("valeur")
    for row in rows:
        if row[0] == CLAIM:
            row[place] = str(jobs)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return folder
