"""From when a claim about jobs can be tested, and what the maturity curve says of it meanwhile.  Pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from data.model.affirmations import Claim, Span, cumulates_from
from data.model.bande import expected_at
from data.model.maturite import Band, Place, Reason, later, moment, place, verdict_date
from data.model.points import Vue

_LACKS: Final[tuple[Reason, ...]] = ("periode", "flux_stock", "relayee", "contestee")


@dataclass(frozen=True, slots=True)
class Ripeness:
    """Cruise rhythms (jobs a year) and ages of full maturity (years), each from the least to the most."""

    rythmes: tuple[float, float]
    ages: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Verifiable:
    """From when a claim can be tested.

    Attributes:
        depuis: first date (partial); None when what the claim leaves unsaid forbids any test.
        jusque: the latest that this date may be, when it depends on the age of maturity.
        ages: ages of maturity that give both dates; None when the date is the claim's own.
        obstacles: what the claim lacks.
    """

    depuis: str | None
    jusque: str | None = None
    ages: tuple[float, float] | None = None
    obstacles: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class AsRead:
    """A claim read in one way from one origin: the band at its own date, and where it would lie."""

    origine: str
    vue: Vue
    age: float
    bas: float
    haut: float
    place: Place


def ripeness(parametres: pd.DataFrame) -> Ripeness | None:
    """Ripeness of the clusters together; None without parameters.

    Args:
        parametres: columns rythme, age_maturite, for the clusters together.
    """
    known = parametres.dropna(subset=["rythme", "age_maturite"])
    if known.empty:
        return None
    rhythms, ages = known["rythme"], known["age_maturite"]
    return Ripeness((float(rhythms.min()), float(rhythms.max())), (float(ages.min()), float(ages.max())))


def is_cruise(told: Claim, ripe: Ripeness | None) -> bool:
    """Whether a claim is the cruise rhythm itself: an expected flow whose ends are those of the parameters."""
    if ripe is None or told.low is None or told.high is None:
        return False
    return told.projected and told.count == "flux" and (told.low.number, told.high.number) == ripe.rythmes


def verifiable(told: Claim, row: Mapping[Any, Any], origine: str, ripe: Ripeness | None) -> Verifiable:
    """From when a claim can be tested, counted from an origin.

    A cruise rhythm without a date of its own is not due before full maturity.  What is expected is not due before its
    own end.  Nothing is judged before five years, at the date of the value.

    Args:
        told: the claim.
        row: columns relais, conteste, periode_precisee, connu_le of the same claim.
        origine: partial date of the origin.
        ripe: ripeness of the clusters together.
    """
    if told.projected:
        return _projected(told, origine, ripe)
    lacks: dict[Reason, bool] = {
        "periode": not row["periode_precisee"],
        "flux_stock": told.count == "non_precise",
        "relayee": isinstance(row["relais"], str),
        "contestee": bool(row["conteste"]),
    }
    obstacles = tuple(reason for reason in _LACKS if lacks[reason])
    if cumulates_from(told) not in (None, int(moment(origine))):
        obstacles = (*obstacles, "origine")
    if obstacles:
        return Verifiable(None, obstacles=obstacles)
    own = str(row["connu_le"]) if told.span is None else _end(told.span)
    return Verifiable(_latest(own, verdict_date(origine)))


def _projected(told: Claim, origine: str, ripe: Ripeness | None) -> Verifiable:
    if told.span is not None:
        return Verifiable(_latest(_end(told.span), verdict_date(origine)))
    if ripe is not None and is_cruise(told, ripe):
        first, last = (later(origine, age) for age in ripe.ages)
        return Verifiable(first, last, ripe.ages)
    return Verifiable(None, obstacles=("periode",))


def _end(span: Span) -> str:
    """Last day of what is covered; of its first year when it is open, for that year can be counted then."""
    return f"{span.last or span.first}-12-31"


def _latest(one: str, other: str) -> str:
    return max(one, other, key=moment)


def as_read(told: Claim, known: float, origine: str, bounds: Band) -> tuple[AsRead, ...]:
    """A claim against the band in each way that its words allow: as a total, as the jobs of one year.

    None for a total that its source counts from another year than the origin.

    Args:
        told: a claim that gives one number and is not expected.
        known: decimal year of its own date.
        origine: partial date of the origin.
        bounds: the band of the clusters together.
    """
    if told.low is None or told.low != told.high or told.projected:
        return ()
    if cumulates_from(told) not in (None, int(moment(origine))):
        return ()
    ways: tuple[Vue, ...] = (
        ("cumul",) if told.count == "stock" else ("an",) if told.count == "flux" else ("cumul", "an")
    )
    age = known - moment(origine)
    found = []
    for vue in ways if age > 0 else ():
        low, high = expected_at(bounds, age, vue)
        found.append(AsRead(origine, vue, age, low, high, place(told.low.number, low, high)))
    return tuple(found)
