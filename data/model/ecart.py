"""Gap between a local rate and the national one: only where both measure alike, and never across a break."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Self

import pandas as pd

from data.model.dates import first_day
from data.model.evolution import last_perimeters
from data.model.periodes import days
from data.model.ruptures import FIELD, Compare, History, Rupture, together

Reason = Literal["inconnu", "mesure", "producteur", "champ", "edition", "national_inconnu"]
"""Why two rates have no gap: the local one is not known; they are not the same measure; not the same producer; one of
them covers another field; one of them was revised since; the national one is not known."""
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
    ruptures: tuple[Rupture, ...]
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
            ruptures=Rupture.all_of(breaks),
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
            for one in self.ruptures
            if one.touches(*line) or (self.national is not None and one.touches(*self.national))
        )

    def history(self, line: Line) -> History:
        """Breaks of a rate, and its perimeters."""
        return History.of(line, self.ruptures, self.perimeters.get(line))

    def compare(self, line: Line) -> Compare:
        """Why two quarters of a rate do not compare: a break of its series, or another perimeter."""
        return self.history(line).refusal

    def compare_gaps(self, line: Line) -> Compare:
        """Why two gaps do not compare: either rate is broken between them."""
        lines = [line] if self.national is None else [line, self.national]
        histories = [self.history(one) for one in lines]
        return lambda before, after: together(one.refusal(before, after) for one in histories)


def _indicator(measures: Mapping[str, Measure], serie: str) -> str | None:
    return measures[serie].indicateur if serie in measures else None


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
