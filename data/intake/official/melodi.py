"""Insee's Melodi tables: one value a row, dimensions in code, read as a stream and kept for a few territories only."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from data.intake.faults import Fault, Place
from data.intake.incoming import Incoming, Progress
from data.intake.official.insee_editions import Dated
from data.intake.official.insee_observations import reading, status, unreadable
from data.intake.official.text_files import TextFile, UnreadableFileError, open_text

DATA: Final = r"_data\.csv$"
"""Name, in the ZIP of a data set, of the file that holds the values."""

_YEAR_DIGITS: Final = 4


@dataclass(frozen=True)
class Cell:
    """One value of a Melodi table: codes of its dimensions by column, place, value and flag."""

    place: Place
    codes: Mapping[str, str]
    value: str
    flag: str


@dataclass
class MelodiTable:
    """An open table.  ``cells`` gives the values of the wanted territories and reports every fault to ``incoming``."""

    incoming: Incoming
    file: TextFile
    columns: Mapping[str, int]
    told: set[tuple[str, str]] = field(default_factory=set)

    def cells(self, wanted: Mapping[str, Mapping[str, str]], lists: Mapping[str, frozenset[str]]) -> Iterator[Cell]:
        """Values of some territories.

        Args:
            wanted: perimeter of each code kept, by GEO_OBJECT; "" where it only counts in a sum.
            lists: the only codes that a column may hold.
        """
        kind, geo = self.columns["GEO_OBJECT"], self.columns["GEO"]
        read = 0
        for line, row in self.file.rows:
            read += 1
            codes = wanted.get(row[kind])
            if codes is None or row[geo] not in codes:
                continue
            self.incoming.kept += bool(codes[row[geo]])
            cell = self._cell(line, row, lists)
            if cell is not None:
                yield cell
        self.incoming.read = read
        self.incoming.faults.extend(self.file.faults)

    def _cell(self, line: int, row: list[str], lists: Mapping[str, frozenset[str]]) -> Cell | None:
        place = Place(self.incoming.file, line)
        codes = {name: row[rank].strip() for name, rank in self.columns.items()}
        unknown = [name for name, allowed in lists.items() if name in codes and codes[name] not in allowed]
        period = codes["TIME_PERIOD"]
        value = reading(codes["OBS_VALUE"])
        for name in unknown:
            self._tell(place, name, codes[name], lists[name])
        if len(period) != _YEAR_DIGITS or not period.isdigit():
            self.incoming.faults.append(_fault(place, "TIME_PERIOD", period, "une année AAAA", "revoir la ligne"))
            return None
        if value is None:
            self.incoming.faults.append(unreadable(place, "OBS_VALUE", codes["OBS_VALUE"]))
            return None
        return None if unknown else Cell(place, codes, value[0], status(codes["OBS_STATUS"]) or value[1])

    def _tell(self, place: Place, name: str, code: str, allowed: frozenset[str]) -> None:
        """An unknown code is told once: it comes back on thousands of rows."""
        if (name, code) in self.told:
            return
        self.told.add((name, code))
        near = get_close_matches(code, allowed, n=1)
        guess = f"« {near[0]} » peut-être ; sinon " if near else ""
        remedy = f"{guess}vérifier que c’est bien ce jeu de données : sa nomenclature a pu changer"
        expected = "un code parmi " + ", ".join(sorted(allowed))
        self.incoming.faults.append(_fault(place, name, code, expected, remedy))


def _fault(place: Place, column: str, seen: str, expected: str, remedy: str) -> Fault:
    return Fault(place.file, place.line, column, seen, expected, remedy)


def read_text(
    path: Path,
    label: str,
    progress: Progress,
    fill: Callable[[TextFile, Incoming], None],
    *,
    member: str = DATA,
    ragged: bool = False,
) -> Incoming:
    """What ``fill`` takes from a text file; whatever prevents reading it to its end is a fault."""
    incoming = Incoming(path.name, label)
    try:
        with open_text(path, progress=progress, member=member, ragged=ragged) as file:
            incoming.said.extend(file.said)
            fill(file, incoming)
    except UnreadableFileError as error:
        incoming.faults.append(error.fault)
    return incoming


def table_of(incoming: Incoming, file: TextFile, required: tuple[str, ...]) -> MelodiTable | None:
    """The table, when every required column is there."""
    missing = [name for name in required if name not in file.header]
    remedy = "reprendre le fichier CSV chez le producteur, sans retirer de colonne"
    incoming.faults.extend(
        Fault(incoming.file, 1, name, ", ".join(file.header)[:200], f"une colonne « {name} »", remedy)
        for name in missing
    )
    if missing:
        return None
    return MelodiTable(incoming, file, {name: rank for rank, name in enumerate(file.header) if name})


def is_melodi(*columns: str) -> Callable[[list[str]], bool]:
    """Whether a header holds the columns that tell a data set from the others."""
    return set(columns).issubset


def packed(file: TextFile) -> Dated | None:
    """The day that the producer wrote in its ZIP."""
    return Dated(file.packed.isoformat(), "la date du fichier dans le ZIP") if file.packed else None
