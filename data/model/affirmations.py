"""Claims: what each one says and leaves unsaid, and what it would take for two rival ones to be true.  Pure rules."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Literal, Never

import pandas as pd

Outcome = Literal["compatibles", "sous_condition", "contradictoires"]
Kind = Literal[
    "rythme_et_total",
    "unites",
    "periodes",
    "valeurs",
    "compte_inconnu",
    "periode_inconnue",
    "a_venir",
    "perimetres",
    "perimetre_inconnu",
]

PROJECTED: Final = frozenset({"prevision", "objectif"})
"""Statuses of what is not there yet."""
_UNKNOWN: Final = "non_precise"
_ASIDE: Final = re.compile(r"\([^)]*\)")
_YEAR: Final = re.compile(r"(?<![0-9])(?:18|19|20)[0-9]{2}(?![0-9])")
_OPEN: Final = ("à partir de", "depuis", "dès")
_VAGUE: Final = ("vers", "environ", "autour de")
_YEARLY: Final = " par an"
_LESS: Final = ("moins de", "jusqu’à")
_MORE: Final = ("plus de", "au moins")
ABOUT: Final = re.compile(r"\b(environ|près de|une? \w+aine)\b")
"""Words of a number that is rounded: « une quarantaine de »."""
_TEN: Final = 10


class RivalClaimsError(TypeError):
    """Somebody tried to compute with claims: a sum, a mean, a product of them would be a number that nobody said."""


def _refuse(*_operands: object) -> Never:
    raise RivalClaimsError("une affirmation ne s’additionne, ne se moyenne ni ne se multiplie")


@dataclass(frozen=True, slots=True)
class Said:
    """A number that somebody claims.  It is read alone, by ``number``; no operation takes two of them.

    A column of these cannot be summed, averaged, multiplied nor turned into numbers (``RivalClaimsError``); neither can
    a column that mixes them with observations.
    """

    number: float

    __add__ = __radd__ = __sub__ = __rsub__ = __neg__ = __pos__ = __abs__ = _refuse
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _refuse
    __mod__ = __rmod__ = __pow__ = __rpow__ = __round__ = _refuse
    __float__ = __int__ = __index__ = __complex__ = _refuse


@dataclass(frozen=True, slots=True)
class Span:
    """Years that a claim covers, both included; ``last`` is None when it is open."""

    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claim says; None for what it leaves unsaid.

    Attributes:
        key: its id.
        low: bottom of the range, or the only number.
        high: top of it.
        reserve: words of the source around the number.
        unit: with « par an » when it is a rhythm.
        count: flux, stock, taux or non_precise.
        statut: status that rules go by.
        span: years covered.
        perimeter: who is counted, in the words of the source.
    """

    key: str
    low: Said | None
    high: Said | None
    reserve: str
    unit: str
    count: str
    statut: str
    span: Span | None
    perimeter: str | None

    @property
    def projected(self) -> bool:
        """True for what is expected or aimed at."""
        return self.statut in PROJECTED


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that sets two claims apart; ``about`` is the key of the claim that leaves it unsaid, if one does."""

    kind: Kind
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Conciliation:
    """Whether two claims can both be true.

    Attributes:
        first: key of a claim.
        second: key of the other.
        outcome: « compatibles » when what they say sets them apart or makes them agree, « sous_condition » when only
            what they leave unsaid could, « contradictoires » when nothing can.
        conditions: what sets them apart; under « sous_condition », any one of them would do.
    """

    first: str
    second: str
    outcome: Outcome
    conditions: tuple[Condition, ...]


def span(periode: str, *, precisee: bool) -> Span | None:
    """Years named by a period in words; what stands in brackets is an aside; « vers 2000 » names none for sure.

    « 2018 à 2025 » → 2018 to 2025, « fin de 2026 » → 2026, « à partir de 2027 » → 2027 and after.

    Args:
        periode: period of a claim, in words.
        precisee: whether the source dates it.
    """
    text = _ASIDE.sub("", periode).strip().casefold()
    years = sorted({int(year) for year in _YEAR.findall(text)})
    if not precisee or text.startswith(_VAGUE) or not years or len(years) > 2:  # noqa: PLR2004  a beginning and an end
        return None
    return Span(years[0], None if len(years) == 1 and text.startswith(_OPEN) else years[-1])


def claim(row: Mapping[Any, Any]) -> Claim:
    """A claim from a row.

    Args:
        row: columns id, valeur, valeur_min, valeur_max (``Said``), qualificatif, unite, flux_stock, statut, periode,
            periode_precisee, precision_perimetre.
    """
    alone, low, high = (_said(row[name]) for name in ("valeur", "valeur_min", "valeur_max"))
    return Claim(
        key=str(row["id"]),
        low=low or alone,
        high=high or alone,
        reserve=_words(row["qualificatif"]) or "",
        unit=str(row["unite"]),
        count=str(row["flux_stock"]),
        statut=str(row["statut"]),
        span=span(str(row["periode"]), precisee=bool(row["periode_precisee"])),
        perimeter=_words(row["precision_perimetre"]),
    )


def cumulates_from(told: Claim) -> int | None:
    """First year of a total that covers several; None when the claim is none or does not say."""
    if told.count != "stock" or told.span is None or told.span.last is None or told.span.first == told.span.last:
        return None
    return told.span.first


def _said(value: object) -> Said | None:
    return value if isinstance(value, Said) else None


def _words(value: object) -> str | None:
    return value if isinstance(value, str) else None


def conciliation(one: Claim, other: Claim) -> Conciliation:
    """What it would take for two claims about the same thing to be true together."""
    certain = (*_counts_apart(one, other), *_periods_apart(one, other), *_values_agree(one, other))
    possible = (*_counts_unsaid(one, other), *_periods_unsaid(one, other), *_perimeters(one, other))
    outcome: Outcome = "compatibles" if certain else "sous_condition" if possible else "contradictoires"
    return Conciliation(one.key, other.key, outcome, certain or possible)


def conciliations(claims: pd.DataFrame) -> tuple[Conciliation, ...]:
    """Every pair of rival claims.

    Args:
        claims: columns of ``claim``, on one indicator.
    """
    told = [claim(row) for row in claims.to_dict("records")]
    return tuple(conciliation(one, other) for one, other in combinations(told, 2))


def _counts_apart(one: Claim, other: Claim) -> tuple[Condition, ...]:
    if {one.count, other.count} == {"flux", "stock"}:
        return (Condition("rythme_et_total"),)
    if one.count == other.count and one.unit.removesuffix(_YEARLY) != other.unit.removesuffix(_YEARLY):
        return (Condition("unites"),)
    return ()


def _periods_apart(one: Claim, other: Claim) -> tuple[Condition, ...]:
    known = one.span is not None and other.span is not None
    return (Condition("periodes"),) if known and one.span != other.span else ()


def _values_agree(one: Claim, other: Claim) -> tuple[Condition, ...]:
    """Two claims that count alike agree when their ranges meet."""
    if one.count != other.count or one.count == _UNKNOWN:
        return ()
    own, rival = bounds(one), bounds(other)
    if own is None or rival is None:
        return ()
    (low, high), (other_low, other_high) = own, rival
    return (Condition("valeurs"),) if low <= other_high and other_low <= high else ()


def bounds(told: Claim) -> tuple[float, float] | None:
    """Least and most that a claim may mean; None when it gives no number.

    « Moins de » and « plus de » leave one side open; « environ » allows half of the rank to which the number is
    rounded: about 310 goes from 305 to 315.
    """
    if told.low is None or told.high is None:
        return None
    low, high = told.low.number, told.high.number
    words = told.reserve.casefold()
    if words.startswith(_LESS):
        return -math.inf, high
    if words.startswith(_MORE):
        return low, math.inf
    if ABOUT.search(words):
        return low - _rounding(low) / 2, high + _rounding(high) / 2
    return low, high


def _rounding(number: float) -> float:
    rank = 1.0
    while number and number % (rank * _TEN) == 0:
        rank *= _TEN
    return rank


def _counts_unsaid(one: Claim, other: Claim) -> tuple[Condition, ...]:
    return tuple(Condition("compte_inconnu", told.key) for told in (one, other) if told.count == _UNKNOWN)


def _periods_unsaid(one: Claim, other: Claim) -> tuple[Condition, ...]:
    conditions = []
    for told, rival in ((one, other), (other, one)):
        if told.span is None:
            expected = told.projected and not rival.projected
            conditions.append(Condition("a_venir" if expected else "periode_inconnue", told.key))
    return tuple(conditions)


def _perimeters(one: Claim, other: Claim) -> tuple[Condition, ...]:
    unsaid = tuple(Condition("perimetre_inconnu", told.key) for told in (one, other) if told.perimeter is None)
    if unsaid or one.perimeter is None or other.perimeter is None:
        return unsaid
    return () if one.perimeter.casefold() == other.perimeter.casefold() else (Condition("perimetres"),)


def unsaid(claims: pd.DataFrame) -> tuple[str, ...]:
    """What claims do not say: keys periode, flux_stock, perimetre, methode.

    No source gives a method of counting: it stays to be asked as long as nothing is observed.

    Args:
        claims: columns periode_precisee, flux_stock, precision_perimetre, statut.
    """
    perimeters = claims["precision_perimetre"]
    checks = {
        "periode": not claims["periode_precisee"].all(),
        "flux_stock": bool((claims["flux_stock"] == _UNKNOWN).any()),
        "perimetre": bool(perimeters.isna().any()) or perimeters.nunique() > 1,
        "methode": bool((claims["statut"] != "constate").any()),
    }
    return tuple(key for key, met in checks.items() if met)
