"""Comparing counts honestly: no change across a break, no rate without its denominator, no total with a hole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import pandas as pd

from data.model.ruptures import History, Refusal, Rupture, together
from data.model.territoires import additive

THOUSAND: Final = 1000
HUNDRED: Final = 100


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

    @property
    def percent(self) -> float | None:
        """Change in percent; None when there was nothing before."""
        return growth(self.before, self.value)


def growth(before: float, value: float) -> float | None:
    """Change in percent of the value before; None when that is zero or less."""
    return (value / before - 1) * HUNDRED if before > 0 else None


def growths(before: pd.Series, value: pd.Series, refusal: Refusal | None) -> pd.Series:
    """Change in percent, row by row; all missing when the two periods may not be compared."""
    if refusal is not None:
        return pd.Series(float("nan"), index=value.index)
    return (value / before.where(before > 0) - 1) * HUNDRED


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
    ruptures: tuple[Rupture, ...] = ()

    @classmethod
    def of(cls, frame: pd.DataFrame, ruptures: tuple[Rupture, ...] = ()) -> Self:
        """From a frame with columns territoire_id, annee, valeur, perimetre_id; missing values are left out.

        Args:
            frame: one series.
            ruptures: breaks of that series and of its territories.
        """
        known = frame[frame["valeur"].notna()].reset_index(drop=True)
        values: dict[tuple[str, int], dict[str, float]] = {}
        for t, year, v, p in zip(
            known["territoire_id"], known["annee"], known["valeur"], known["perimetre_id"], strict=True
        ):
            values.setdefault((str(t), int(year)), {})[str(p)] = float(v)
        last = last_perimeters(known)
        rows = zip(last["territoire_id"], last["annee"], last["perimetre_id"], strict=True)
        return cls(values, {(str(t), int(year)): str(p) for t, year, p in rows}, ruptures)

    def value(self, territoire_id: str, year: int, perimeter: str | None = None) -> float | None:
        """Value of a perimeter, the one that stands for that year by default; None when it is not known."""
        at = territoire_id, year
        return self.values.get(at, {}).get(perimeter or self.perimeters.get(at, ""))

    def whole(self, year: int, territoires: Sequence[str]) -> Whole:
        """Sum over ``territoires`` in a year."""
        found = [self.value(each, year) for each in additive(territoires)]
        parts = [part for part in found if part is not None]
        complete = 0 < len(parts) == len(territoires)
        return Whole(sum(parts) if complete else None, len(parts), len(territoires))

    def refusal(self, territoires: Sequence[str], since: int, year: int) -> Refusal | None:
        """Why two years of some territories, or of their sum, may not be compared; None when they may."""
        return together(self._history(each, since, year).refusal(str(since), str(year)) for each in territoires)

    def _history(self, territoire_id: str, since: int, year: int) -> History:
        """History of a territory; a series that measures both years on one perimeter has no break of perimeter."""
        same = self.perimeters.get((territoire_id, year), "")
        held = (
            {str(at): perimeter for (each, at), perimeter in self.perimeters.items() if each == territoire_id}
            if self.value(territoire_id, since, same) is None
            else {}
        )
        return History.of((None, territoire_id), self.ruptures, held)

    def change(self, year: int, since: int, territoires: Sequence[str]) -> Change | Refusal | None:
        """Change of the sum of some territories, or why it may not be computed; None when a value is missing."""
        parts = additive(territoires)
        if since >= year or not parts or any(self.value(each, at) is None for each in parts for at in (since, year)):
            return None
        refusal = self.refusal(parts, since, year)
        if refusal is not None:
            return refusal
        same = {each: self.perimeters[each, year] for each in parts}
        now, before = (sum(self.values[each, at][same[each]] for each in parts) for at in (year, since))
        return Change(year, now, since, before)

    def changes(self, since: int, year: int) -> list[float]:
        """Change (%) of each territory that compares between the two years, in the order of the territories."""
        found = (self.change(year, since, [each]) for each in dict.fromkeys(each for each, _ in self.perimeters))
        known = (one.percent for one in found if isinstance(one, Change))
        return [percent for percent in known if percent is not None]


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
