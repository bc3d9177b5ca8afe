"""Whether two periods of one series may be compared, and if not, why: every change, index, trend and gap asks here.

A break is carried by a series, by a territory, or by one series of one territory; it touches years, quarters and
months alike.  Perimeters are those of the observations: a documented change that a series does not show is none here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Self

import pandas as pd

from data.model.dates import first_day
from data.model.periodes import days, holding

PERIMETER: Final = "perimetre"
FIELD: Final = "champ"


@dataclass(frozen=True, slots=True)
class Rupture:
    """From ``start`` (partial date) on a series is no longer the same.

    ``serie_id`` is None when it touches every series, ``territoire_id`` when it touches every territory; ``told`` is
    what the source says of it.
    """

    serie_id: str | None
    territoire_id: str | None
    start: str
    cause: str
    told: str = ""

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> Self:
        """From a row of ``ruptures_select``."""
        serie, territoire = (
            str(row[name]) if isinstance(row.get(name), str) else None for name in ("serie_id", "territoire_id")
        )
        return cls(serie, territoire, str(row["a_partir_de"]), str(row["cause"]), str(row.get("libelle") or ""))

    @classmethod
    def all_of(cls, frame: pd.DataFrame) -> tuple[Self, ...]:
        """From the rows of ``ruptures_select``."""
        return tuple(cls.of(row) for row in frame.to_dict("records"))

    def touches(self, serie_id: str | None, territoire_id: str) -> bool:
        """True when the break is that of a series in a territory; no series means the one that is looked at."""
        of_series = serie_id is None or self.serie_id in (None, serie_id)
        return of_series and self.territoire_id in (None, territoire_id)

    def parts(self, before: str, after: str) -> bool:
        """True when it lies between two periods, or cuts one of them in two: that one compares with no other."""
        return days(before)[0] < first_day(self.start) <= days(after)[1]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A break met: the first period after it, its cause, the territories that it touches.

    ``documented`` are the lines of the table of breaks that tell it: none for a perimeter that only observations show.
    """

    period: str
    cause: str
    territoires: tuple[str, ...]
    documented: tuple[Rupture, ...] = ()

    @property
    def year(self) -> int:
        """Year of the first period after it."""
        return int(self.period[:4])

    @property
    def told(self) -> str:
        """What the sources say of it, each thing once."""
        return " ".join(dict.fromkeys(one.told for one in self.documented if one.told))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why two periods may not be compared: the breaks between them, one at least, in their order."""

    crossings: tuple[Crossing, ...]


Compare = Callable[[str, str], Refusal | None]
"""Why the values of a period and of a later one may not be compared; None when they may."""


@dataclass(frozen=True, slots=True)
class History:
    """One series in one territory: the breaks that touch it, and the perimeter that stands for each period known."""

    territoire_id: str
    ruptures: tuple[Rupture, ...]
    perimeters: Mapping[str, str]

    @classmethod
    def of(
        cls,
        line: tuple[str | None, str],
        ruptures: Iterable[Rupture],
        perimeters: Mapping[str, str] | None = None,
    ) -> Self:
        """History of a line.

        Args:
            line: series (None when ``ruptures`` are all hers) and territory.
            ruptures: breaks, those that do not touch the line being left out.
            perimeters: perimeter by period; none when all periods are of one perimeter.
        """
        return cls(line[1], tuple(one for one in ruptures if one.touches(*line)), perimeters or {})

    def refusal(self, before: str, after: str) -> Refusal | None:
        """Why two periods, the earlier one first, may not be compared; None when they may."""
        held = self.perimeters
        ends = held.get(before), held.get(after)
        moved = None not in ends and ends[0] != ends[1]
        known = [period for period in sorted(held) if before <= period <= after] if moved else []
        return merged([*self._parted(before, after), *self._moved(known)])

    def crossings(self, shown: Sequence[str]) -> tuple[Crossing, ...]:
        """Every break met along some periods, in their order."""
        known = [period for period in sorted(self.perimeters) if shown and shown[0] <= period <= shown[-1]]
        parted = [one for before, after in pairwise(shown) for one in self._parted(before, after)]
        found = merged([*parted, *self._moved(known)])
        return () if found is None else found.crossings

    def _parted(self, before: str, after: str) -> list[Crossing]:
        return [
            Crossing(_first_after(one, before, after), one.cause, (self.territoire_id,), (one,))
            for one in self.ruptures
            if one.cause != PERIMETER and one.parts(before, after)
        ]

    def _moved(self, known: Sequence[str]) -> list[Crossing]:
        return [
            Crossing(after, PERIMETER, (self.territoire_id,), self._documented(before, after))
            for before, after in pairwise(known)
            if self.perimeters[before] != self.perimeters[after]
        ]

    def _documented(self, before: str, after: str) -> tuple[Rupture, ...]:
        return tuple(one for one in self.ruptures if one.cause == PERIMETER and one.parts(before, after))


def _first_after(rupture: Rupture, before: str, after: str) -> str:
    start = first_day(rupture.start)
    return holding(start, after) if start > days(before)[1] else after


def merged(crossings: Iterable[Crossing]) -> Refusal | None:
    """Breaks of one period and cause told once for all their territories; None without any."""
    groups: dict[tuple[str, str], list[Crossing]] = {}
    for one in crossings:
        groups.setdefault((one.period, one.cause), []).append(one)
    found = tuple(
        Crossing(
            period,
            cause,
            tuple(dict.fromkeys(each for one in same for each in one.territoires)),
            tuple(dict.fromkeys(each for one in same for each in one.documented)),
        )
        for (period, cause), same in sorted(groups.items())
    )
    return Refusal(found) if found else None


def together(refusals: Iterable[Refusal | None]) -> Refusal | None:
    """Why a sum may not be compared: what parts any of its terms; None when nothing does."""
    return merged(one for refusal in refusals if refusal is not None for one in refusal.crossings)


def comparable_since(ordered: Sequence[str], compare: Compare) -> str | None:
    """First of some periods that compares with the last of them; None when there is no other."""
    return next((period for period in ordered[:-1] if compare(period, ordered[-1]) is None), None)
