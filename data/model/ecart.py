"""Gap between a local rate and the national one: only where both measure alike, and never across a break."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Self

import pandas as pd

from data.model.dates import first_day
from data.model.evolution import PERIMETER, last_perimeters
from data.model.tendance import Broken, broken_at, days

Reason = Literal["inconnu", "mesure", "producteur", "champ", "edition", "national_inconnu"]
"""Why two rates have no gap: the local one is not known; they are not the same measure; not the same producer; one of
them covers another field; one of them was revised since; the national one is not known."""
FIELD: Final = "champ"
_COUNTRY: Final = "pays"
# Published rates have one decimal: what is beyond is the noise of binary numbers.
_NOISE: Final = 6


@dataclass(frozen=True, slots=True)
class Measure:
    """What a series measures; ``edition`` is its last quarter, since the rates of one publication end together."""

    indicateur: str
    producteur: str
    edition: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A rate beside the national one, both in percent; ``difference`` in points, None for a ``reason``."""

    value: float | None
    national: float | None
    difference: float | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Start:
    """First day (partial date) after a break; None touches every series, or every territory."""

    serie_id: str | None
    territoire_id: str | None
    start: str
    cause: str

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> Self:
        """From a row of ``ruptures_select``."""
        serie, territoire = (
            str(row[name]) if isinstance(row[name], str) else None for name in ("serie_id", "territoire_id")
        )
        return cls(serie, territoire, str(row["a_partir_de"]), str(row["cause"]))

    def touches(self, serie_id: str, territoire_id: str) -> bool:
        """True when the break is that of a series in a territory."""
        return self.serie_id in (None, serie_id) and self.territoire_id in (None, territoire_id)


Line = tuple[str, str]
"""A series in a territory: their ids."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates of several series by territory and quarter, against those of ``national``.

    ``country`` is the short name of what ``national`` covers, empty when it is not known; ``elsewhere`` are the
    quarters that another national series of the same measure covers: another field.
    """

    values: Mapping[Line, Mapping[str, float]]
    perimeters: Mapping[Line, Mapping[str, str]]
    measures: Mapping[str, Measure]
    starts: tuple[Start, ...]
    national: Line | None
    country: str
    elsewhere: frozenset[str]

    @classmethod
    def of(cls, frame: pd.DataFrame, series: pd.DataFrame, breaks: pd.DataFrame, national: str) -> Self:
        """Gather what observations, series and breaks tell.

        Args:
            frame: columns serie_id, territoire_id, type, nom_court, perimetre_id, periode, valeur
                (``observations_select``).
            series: columns id, indicateur_id, producteur (``series_select``).
            breaks: columns serie_id, territoire_id, a_partir_de, cause (``ruptures_select``).
            national: id of the series against which others are compared.
        """
        known = frame.dropna(subset=["valeur"])
        values: dict[Line, dict[str, float]] = {}
        perimeters: dict[Line, dict[str, str]] = {}
        for serie, own in known.groupby("serie_id", sort=False):
            for row in last_perimeters(own, "periode").to_dict("records"):
                line = str(serie), str(row["territoire_id"])
                values.setdefault(line, {})[str(row["periode"])] = float(row["valeur"])
                perimeters.setdefault(line, {})[str(row["periode"])] = str(row["perimetre_id"])
        editions = known.groupby("serie_id")["periode"].max().to_dict()
        measures = {
            str(row["id"]): Measure(str(row["indicateur_id"]), str(row["producteur"]), str(editions[row["id"]]))
            for row in series.to_dict("records")
            if row["id"] in editions
        }
        country = [line for line in values if line[0] == national]
        same = {serie for serie, one in measures.items() if _indicator(measures, national) == one.indicateur}
        others = known[known["serie_id"].isin(same - {national}) & (known["type"] == _COUNTRY)]
        return cls(
            values=values,
            perimeters=perimeters,
            measures=measures,
            starts=tuple(Start.of(row) for row in breaks.to_dict("records")),
            national=country[0] if len(country) == 1 else None,
            country="".join(known.loc[known["serie_id"] == national, "nom_court"].astype(str).head(1)),
            elsewhere=frozenset(str(period) for period in others["periode"]),
        )

    def periods(self, line: Line) -> list[str]:
        """Quarters known for a series in a territory, in their order."""
        return sorted(self.values.get(line, {}))

    def gap(self, line: Line, period: str) -> Gap:
        """Gap to the national rate of the same quarter, in points, or why there is none."""
        value = self.values.get(line, {}).get(period)
        national = None if self.national is None else self.values[self.national].get(period)
        reason = self._reason(line, period, value, national)
        difference = round(value - national, _NOISE) if value is not None and national is not None else None
        return Gap(value, national, None if reason else difference, reason)

    def _reason(self, line: Line, period: str, value: float | None, national: float | None) -> Reason | None:  # noqa: PLR0911  one line a rule
        if value is None:
            return "inconnu"
        if self.national is None:
            return "national_inconnu"
        own, country = self.measures.get(line[0]), self.measures.get(self.national[0])
        if own is None or country is None or own.indicateur != country.indicateur:
            return "mesure"
        if own.producteur != country.producteur:
            return "producteur"
        if self._outside(line, period) or (national is None and period in self.elsewhere):
            return "champ"
        if own.edition != country.edition:
            return "edition"
        return "national_inconnu" if national is None else None

    def _outside(self, line: Line, period: str) -> bool:
        """True before a change of field: what was covered then is not what the national rate covers now."""
        return any(
            one.cause == FIELD and days(period)[0] < first_day(one.start)
            for one in self.starts
            if one.touches(*line) or (self.national is not None and one.touches(*self.national))
        )

    def broken(self, line: Line) -> Broken:
        """Whether two quarters of a rate do not compare: a break of its series, or another perimeter."""
        # Perimeters are those of the observations.
        parted = broken_at(one.start for one in self.starts if one.cause != PERIMETER and one.touches(*line))
        held = self.perimeters.get(line, {})

        def apart(before: str, after: str) -> bool:
            return parted(before, after) or (before in held and after in held and held[before] != held[after])

        return apart

    def gap_broken(self, line: Line) -> Broken:
        """Whether two gaps do not compare: either rate is broken between them."""
        own = self.broken(line)
        country = own if self.national is None else self.broken(self.national)
        return lambda before, after: own(before, after) or country(before, after)


def _indicator(measures: Mapping[str, Measure], serie: str) -> str | None:
    return measures[serie].indicateur if serie in measures else None


def comparable_since(ordered: Sequence[str], broken: Broken) -> str | None:
    """First of some quarters that compares with the last of them; None when there is no other."""
    return next((period for period in ordered[:-1] if not broken(period, ordered[-1])), None)


def last_common_period(rates: pd.DataFrame, territories: Sequence[str]) -> pd.DataFrame:
    """Rows of the last period that is known for all of ``territories``; empty when there is none.

    Args:
        rates: columns territoire_id, periode, valeur.
        territories: typed ids.
    """
    known = rates[rates["territoire_id"].isin(territories)].dropna(subset=["valeur"])
    complete = known.groupby("periode")["territoire_id"].nunique()
    periods = complete[complete == len(territories)].index
    return known[known["periode"] == max(periods)] if len(periods) and len(territories) else known.iloc[:0]
