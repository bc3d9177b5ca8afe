"""Comparing counts honestly: no change across a break, no rate without its denominator, no total with a hole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import pandas as pd

PERIMETER: Final = "perimetre"
THOUSAND: Final = 1000
HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Break:
    """From ``first_year`` on a series is no longer the same; ``territoire_id`` is None when it touches all."""

    territoire_id: str | None
    first_year: int
    cause: str

    @classmethod
    def all_of(cls, frame: pd.DataFrame) -> tuple[Self, ...]:
        """Breaks of a frame with columns territoire_id, a_partir_de, cause."""
        rows = zip(frame["territoire_id"], frame["a_partir_de"], frame["cause"], strict=True)
        return tuple(cls(None if pd.isna(t) else str(t), int(str(first)[:4]), str(cause)) for t, first, cause in rows)


@dataclass(frozen=True, slots=True)
class Whole:
    """Sum of several parts: ``value`` is None unless the ``known`` parts are all those ``expected``."""

    value: float | None
    known: int
    expected: int


@dataclass(frozen=True, slots=True)
class Change:
    """Two comparable values of the same thing."""

    year: int
    value: float
    since: int
    before: float

    @property
    def difference(self) -> float:
        """What was gained (positive) or lost."""
        return self.value - self.before


def crossed(breaks: Iterable[Break], territoire_id: str, since: int, year: int) -> bool:
    """True when a break of field, nomenclature or vintage lies after ``since`` and not after ``year``.

    Perimeters are not looked up here: each observation names its own, and two different ones never compare.
    """
    return any(
        since < item.first_year <= year and item.cause != PERIMETER and item.territoire_id in (None, territoire_id)
        for item in breaks
    )


@dataclass(frozen=True, slots=True)
class Points:
    """Yearly values of some territories, each with the perimeter that it measures."""

    values: Mapping[tuple[str, int], tuple[float, str]]
    breaks: tuple[Break, ...] = ()

    @classmethod
    def of(cls, frame: pd.DataFrame, breaks: tuple[Break, ...] = ()) -> Self:
        """From a frame with columns territoire_id, annee, valeur, perimetre_id; missing values are left out."""
        rows = zip(frame["territoire_id"], frame["annee"], frame["valeur"], frame["perimetre_id"], strict=True)
        return cls({(str(t), int(year)): (float(v), str(p)) for t, year, v, p in rows if pd.notna(v)}, breaks)

    def whole(self, year: int, territoires: Sequence[str]) -> Whole:
        """Sum over ``territoires`` in a year."""
        parts = [self.values[each, year][0] for each in territoires if (each, year) in self.values]
        complete = 0 < len(parts) == len(territoires)
        return Whole(sum(parts) if complete else None, len(parts), len(territoires))

    def comparable(self, territoire_id: str, since: int, year: int) -> bool:
        """True when both years are known, of one perimeter, with no break between."""
        before, now = self.values.get((territoire_id, since)), self.values.get((territoire_id, year))
        if before is None or now is None or before[1] != now[1]:
            return False
        return not crossed(self.breaks, territoire_id, min(since, year), max(since, year))

    def change(self, year: int, since: int, territoires: Sequence[str]) -> Change | None:
        """Change of the sum of some territories; None when one of them is missing or not comparable."""
        if since >= year or not territoires or not all(self.comparable(each, since, year) for each in territoires):
            return None
        now, before = (sum(self.values[each, at][0] for each in territoires) for at in (year, since))
        return Change(year, now, since, before)

    def index(self, territoire_id: str, year: int, base_year: int) -> float:
        """Value with 100 for ``base_year``; NaN when not comparable or when the base is zero."""
        if not self.comparable(territoire_id, base_year, year) or self.values[territoire_id, base_year][0] == 0:
            return float("nan")
        return self.values[territoire_id, year][0] / self.values[territoire_id, base_year][0] * HUNDRED


def per_thousand(frame: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Value per 1 000 inhabitants of the **same** perimeter.

    Args:
        frame: counts, with columns perimetre_id and valeur.
        population: columns perimetre_id, valeur.

    Returns:
        ``frame`` with columns ``population`` and ``mesure``, both missing where no such perimeter has a population.
    """
    inhabitants = population.set_index("perimetre_id")["valeur"]
    result = frame.assign(population=frame["perimetre_id"].map(inhabitants).astype("float64"))
    return result.assign(mesure=result["valeur"] / result["population"].where(result["population"] > 0) * THOUSAND)


def index_hundred(frame: pd.DataFrame, points: Points, base_year: int) -> pd.DataFrame:
    """``frame`` with a column ``mesure``: 100 for ``base_year``, missing where not comparable with it."""
    values = [
        points.index(str(territoire), int(year), base_year)
        for territoire, year in zip(frame["territoire_id"], frame["annee"], strict=True)
    ]
    return frame.assign(mesure=pd.Series(values, index=frame.index, dtype="float64"))


def share(part: float | None, total: float | None) -> float | None:
    """Percentage; None when either is missing or the total is zero."""
    return None if part is None or not total else part / total * HUNDRED
