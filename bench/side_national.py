"""Reads a national SIDE file: ``python -m bench.side_national``.  Prints the rows, the seconds and the memory.

The file is synthetic and always the same: the layout, the length and the territories are those of the official one, its
figures are drawn by a formula and mean nothing.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import chain, islice, product
from pathlib import Path
from typing import Final

ROWS: Final = 8_600_000
_FOLDER: Final = Path(__file__).resolve().parents[1] / "build" / "bench"
_NAME: Final = "DS_SIDE_CREA_2025"
_HEADER: Final = "ACTIVITY;FREQ;GEO;GEO_OBJECT;LEGAL_FORM;SIDE_MEASURE;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
_ACTIVITIES: Final = ("_T", "BE", "FZ", "GI", "JZ", "KZ", "LZ", "MN", "OQ", "RU")
_FORMS: Final = ("10", "54", "57", "OTH_SIDE")
_YEARS: Final = range(2012, 2026)
_LONG: Final = {"02": 832, "80": 829}
"""Departments whose communes the base follows: every code they use is in the file."""
_COMMUNES: Final = 360
_BLOCK: Final = 100_000

Place = tuple[str, str]


def _departments() -> list[str]:
    return [f"{rank:02}" for rank in range(1, 96) if rank != 20] + ["2A", "2B"]


def _communes() -> Iterator[Place]:
    for department in _departments():
        for rank in range(1, _LONG.get(department, _COMMUNES) + 1):
            yield f"{department}{rank:03}", "COM"


def _large() -> Iterator[Place]:
    yield from ((code, "DEP") for code in _departments())
    yield from ((str(code), "REG") for code in (11, 24, 27, 28, 32, 44, 52, 53, 75, 76, 84, 93, 94))
    yield from ((f"{3200 + rank}", "ZE2020") for rank in range(1, 303))
    yield "F", "FRANCE"


def _cells() -> list[tuple[str, str, str]]:
    """Activity, legal form and measure of the rows of one territory and year, the totals first."""
    by_activity = [(activity, "_T", measure) for activity, measure in product(_ACTIVITIES, ("UNIT_LOC_BURE", "BURE"))]
    return by_activity[:2] + [("_T", form, "BURE") for form in _FORMS] + by_activity[2:]


def _of_place(place: Place, rank: int, cells: list[tuple[str, str, str]]) -> Iterator[str]:
    """Rows of a territory: the totals are those of the parts that are given."""
    geo, kind = place
    for year in _YEARS:
        given = [(cell, (rank * 7 + year * 3 + order * 5) % 23) for order, cell in enumerate(cells)]
        for (activity, form, measure), value in given:
            yield f'"{activity}";"A";"{geo}";"{kind}";"{form}";"{measure}";"A";"{year}";{value}\n'


def lines(rows: int = ROWS) -> Iterator[str]:
    """The file, line by line: the header, then that many rows, nine million at most."""
    cells = _cells()
    large = chain.from_iterable(_of_place(place, rank, cells) for rank, place in enumerate(_large()))
    small = chain.from_iterable(_of_place(place, rank, cells[:18]) for rank, place in enumerate(_communes()))
    yield _HEADER
    yield from islice(chain(large, small), rows)


def write(path: Path, rows: int = ROWS) -> None:
    """Writes the CSV and its ZIP beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = lines(rows)
    with path.open("w", encoding="utf-8") as file:
        while block := "".join(islice(content, _BLOCK)):
            file.write(block)
    with zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(path, path.name)


def _measured(path: Path, base: Path) -> str:
    """Reads the file in a process of its own, whose memory is then that of the reading alone."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path), str(base)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


_READ: Final = """
import resource, sys, time
from pathlib import Path
from data.engine import read_only_engine, reader
from data.intake.official.insee_side import INSEE_SIDE

start = time.perf_counter()
incoming = INSEE_SIDE.read(Path(sys.argv[1]), reader(read_only_engine(f"sqlite:///{sys.argv[2]}")), lambda _: None)
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
told = len(incoming.rows.get("observation", []))
print(f"{incoming.read} lignes, {incoming.kept} gardées, {told} observations, {len(incoming.faults)} faute : "
      f"{seconds:.1f} s, {memory:.0f} Mo")
"""


def main() -> int:
    """Writes the file if it is not there, then reads it as a CSV and as a ZIP."""
    base = _FOLDER.parent / "vigie.sqlite"
    if not base.is_file():
        print("Il manque la base : lancer « make base ».", file=sys.stderr)
        return 1
    path = _FOLDER / f"{_NAME}.csv"
    if not path.is_file() or not path.with_suffix(".zip").is_file():
        write(path)
    path.with_name(f"{path.name}.toml").write_text('connu_le = "2026-09-17"\n', encoding="utf-8")
    for one in (path, path.with_suffix(".zip")):
        print(f"{one.name}, {one.stat().st_size / 1e6:.0f} Mo : {_measured(one, base)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
