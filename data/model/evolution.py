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
    told: str = ""

    @classmethod
    def all_of(cls, frame: pd.DataFrame) -> tuple[Self, ...]:
        """Breaks of a frame with columns territoire_id, a_partir_de, cause, libelle (what the source says of it)."""
        columns = (frame[name] for name in ("territoire_id", "a_partir_de", "cause", "libelle"))
        return tuple(
            cls(None if pd.isna(t) else str(t), int(str(first)[:4]), str(cause), str(told))
            for t, first, cause, told in zip(*columns, strict=True)
        )


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


def last_perimeters(frame: pd.DataFrame, by: str = "annee") -> pd.DataFrame:
    """``frame`` with one perimeter per territory and period: of those measured then, the one measured latest.

    Two perimeters of one territory are two counts of nearly the same thing: they neither add up nor replace each other
    at random.

    Args:
        frame: columns territoire_id, perimetre_id and that of the periods.
        by: column of the periods, which sort as they follow each other.
    """
    if frame.empty:
        return frame
    keys = ["territoire_id", "perimetre_id"]
    numbered = frame.reset_index(drop=True)
    ranked = numbered.assign(_until=numbered.groupby(keys)[by].transform("max"))
    ranked = ranked.sort_values(["_until", "perimetre_id"], kind="stable")
    kept = ranked.groupby(["territoire_id", by])["perimetre_id"].transform("last")
    return frame[(ranked["perimetre_id"] == kept).sort_index().to_numpy(dtype=bool)]


@dataclass(frozen=True, slots=True)
class Points:
    """Yearly values of some territories by perimeter, and the perimeter that stands for each territory and year."""

    values: Mapping[tuple[str, int], Mapping[str, float]]
    perimeters: Mapping[tuple[str, int], str]
    breaks: tuple[Break, ...] = ()

    @classmethod
    def of(cls, frame: pd.DataFrame, breaks: tuple[Break, ...] = ()) -> Self:
        """From a frame with columns territoire_id, annee, valeur, perimetre_id; missing values are left out."""
        known = frame[frame["valeur"].notna()].reset_index(drop=True)
        values: dict[tuple[str, int], dict[str, float]] = {}
        for t, year, v, p in zip(
            known["territoire_id"], known["annee"], known["valeur"], known["perimetre_id"], strict=True
        ):
            values.setdefault((str(t), int(year)), {})[str(p)] = float(v)
        last = last_perimeters(known)
        rows = zip(last["territoire_id"], last["annee"], last["perimetre_id"], strict=True)
        return cls(values, {(str(t), int(year)): str(p) for t, year, p in rows}, breaks)

    def value(self, territoire_id: str, year: int, perimeter: str | None = None) -> float | None:
        """Value of a perimeter, the one that stands for that year by default; None when it is not known."""
        at = territoire_id, year
        return self.values.get(at, {}).get(perimeter or self.perimeters.get(at, ""))

    def whole(self, year: int, territoires: Sequence[str]) -> Whole:
        """Sum over ``territoires`` in a year."""
        found = [self.value(each, year) for each in territoires]
        parts = [part for part in found if part is not None]
        complete = 0 < len(parts) == len(territoires)
        return Whole(sum(parts) if complete else None, len(parts), len(territoires))

    def comparable(self, territoire_id: str, since: int, year: int, perimeter: str | None = None) -> bool:
        """True when both years are known for the perimeter of ``year``, or the one asked for, with no break between."""
        same = perimeter or self.perimeters.get((territoire_id, year), "")
        if self.value(territoire_id, since, same) is None or self.value(territoire_id, year, same) is None:
            return False
        return not crossed(self.breaks, territoire_id, min(since, year), max(since, year))

    def change(self, year: int, since: int, territoires: Sequence[str]) -> Change | None:
        """Change of the sum of some territories; None when one of them is missing or not comparable."""
        if since >= year or not territoires or not all(self.comparable(each, since, year) for each in territoires):
            return None
        same = {each: self.perimeters[each, year] for each in territoires}
        now, before = (sum(self.values[each, at][same[each]] for each in territoires) for at in (year, since))
        return Change(year, now, since, before)

    def growths(self, since: int, year: int) -> list[float]:
        """Change (%) of each territory that compares between the two years, in the order of the territories."""
        changes = (self.change(year, since, [each]) for each in dict.fromkeys(each for each, _ in self.perimeters))
        return [(one.value / one.before - 1) * 100 for one in changes if one is not None and one.before]


def per_thousand(frame: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Value per 1 000 inhabitants of the **same** perimeter.

    Args:
        frame: counts, with columns perimetre_id and valeur.
        population: columns perimetre_id, periode, valeur; the last known period of each perimeter is the denominator.

    Returns:
        ``frame`` with columns ``population`` and ``mesure``, both missing where no such perimeter has a population.
    """
    known = population.dropna(subset=["valeur"]).sort_values("periode", kind="stable")
    inhabitants = known.drop_duplicates("perimetre_id", keep="last").set_index("perimetre_id")["valeur"]
    result = frame.assign(population=frame["perimetre_id"].map(inhabitants).astype("float64"))
    return result.assign(mesure=result["valeur"] / result["population"].where(result["population"] > 0) * THOUSAND)


def share(part: float | None, total: float | None) -> float | None:
    """Percentage; None when either is missing or the total is zero."""
    return None if part is None or not total else part / total * HUNDRED
