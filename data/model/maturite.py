"""The maturity curve: how many jobs a cluster of a given age is expected to have created, and when it may be judged.

Hypothesis of Vigie: the yearly rhythm grows linearly from 0 at the origin to ``rythme`` at ``age_maturite``, then
stays.  Only the two parameters come from sources; the shape of the ramp does not.
"""

import calendar
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from data.model.dates import first_day, parts

Place = Literal["tres_en_dessous", "en_dessous", "dans", "au_dessus"]
Reason = Literal["age", "periode", "flux_stock", "contestee", "relayee", "statut", "origine"]

VERDICT_AGE: Final = 5
"""Years below which no verdict is given, whatever the value."""

_JUDGED_STATUTS: Final = frozenset({"constate", "declare"})
_FAR: Final = 0.5
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Ramp:
    """One edge of the band: cruise rhythm in jobs a year, age of full maturity in years.

    Raises:
        ValueError: a parameter is not positive.
    """

    rythme: float
    age_maturite: float

    def __post_init__(self) -> None:
        if self.rythme <= 0 or self.age_maturite <= 0:
            raise ValueError(f"rythme={self.rythme}, age_maturite={self.age_maturite}")


@dataclass(frozen=True, slots=True)
class Band:
    """Slow and fast edges.  Several ramps on an edge are clusters counted together: their jobs add up."""

    lent: tuple[Ramp, ...]
    rapide: tuple[Ramp, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A number of jobs, cumulated or of one year, and what decides whether it may be judged.

    ``moment`` is its own date as a decimal year; ``datee`` is False when the source does not say which period it
    covers; ``debut`` is the year from which its source cumulates, None when it follows the origin.
    """

    valeur: float
    moment: float
    statut: str
    conteste: bool = False
    relayee: bool = False
    datee: bool = True
    flux_stock_connu: bool = True
    debut: int | None = None


def rhythm(ramp: Ramp, age: float) -> float:
    """Expected jobs a year at ``age`` (years); 0 before the origin."""
    return ramp.rythme * min(max(age, 0.0) / ramp.age_maturite, 1.0)


def expected(ramp: Ramp, age: float) -> float:
    """Expected cumulated jobs at ``age`` (years): ``r·a²/(2M)`` up to M, then ``r·(a − M/2)``; 0 before the origin."""
    if age <= 0:
        return 0.0
    if age <= ramp.age_maturite:
        return ramp.rythme * age**2 / (2 * ramp.age_maturite)
    return ramp.rythme * (age - ramp.age_maturite / 2)


def band(edges: Band, age: float) -> tuple[float, float]:
    """Low and high expected cumulated jobs at ``age``."""
    return _ordered(sum(expected(ramp, age) for ramp in edges.lent), sum(expected(ramp, age) for ramp in edges.rapide))


def rhythm_band(edges: Band, age: float) -> tuple[float, float]:
    """Low and high expected jobs a year at ``age``."""
    return _ordered(sum(rhythm(ramp, age) for ramp in edges.lent), sum(rhythm(ramp, age) for ramp in edges.rapide))


def year_band(edges: Band, start: float, end: float) -> tuple[float, float]:
    """Low and high jobs expected between two ages, one year apart or less: what the cumulated curve gains."""
    slow, fast = (
        sum(expected(ramp, end) - expected(ramp, start) for ramp in ramps) for ramps in (edges.lent, edges.rapide)
    )
    return _ordered(slow, fast)


def _ordered(first: float, second: float) -> tuple[float, float]:
    return (first, second) if first <= second else (second, first)


def moment(partial_date: str) -> float:
    """Decimal year of the beginning of a partial date: « 2018 » → 2018.0, « 2020-07 » → 2020.5.

    The beginning, so that « 2018 » and « 2020-01 » are two years apart, as the sources count them.
    """
    year, month, day = parts(partial_date)
    if day is None:
        return year + ((month or 1) - 1) / _MONTHS
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return year + (first_day(partial_date) - date(year, 1, 1)).days / length


def verdict_date(origine: str) -> str:
    """First date on which a verdict is possible, no more precise than the origin: « 2018 » → « 2023 »."""
    return later(origine, VERDICT_AGE)


def later(partial_date: str, years: float) -> str:
    """A partial date so many years later, no more precise than it: « 2018 », 5 → « 2023 ».

    Whole years keep the precision; a part of a year gives the first whole month.
    """
    if years != int(years):
        months = math.ceil(round(moment(partial_date) * _MONTHS + years * _MONTHS, 6))
        return f"{months // _MONTHS:04d}-{months % _MONTHS + 1:02d}"
    year, *rest = partial_date.split("-")
    due = int(year) + int(years)
    if rest == ["02", "29"] and not calendar.isleap(due):
        return f"{due}-03-01"
    return "-".join([str(due), *rest])


def place(valeur: float, bas: float, haut: float) -> Place:
    """Where a value lies against the band; « très en dessous » is under half of the low edge."""
    if valeur > haut:
        return "au_dessus"
    if valeur >= bas:
        return "dans"
    return "tres_en_dessous" if valeur < _FAR * bas else "en_dessous"


def obstacles(value: Value, origine: str) -> tuple[Reason, ...]:
    """Why ``value`` gives no verdict when counted from ``origine``; empty when a verdict is possible."""
    checks: Sequence[tuple[Reason, bool]] = (
        ("statut", value.statut not in _JUDGED_STATUTS),
        ("periode", not value.datee),
        ("flux_stock", not value.flux_stock_connu),
        ("contestee", value.conteste),
        ("relayee", value.relayee),
        ("origine", value.debut is not None and value.debut != int(moment(origine))),
        ("age", value.moment < moment(verdict_date(origine))),
    )
    return tuple(reason for reason, met in checks if met)
