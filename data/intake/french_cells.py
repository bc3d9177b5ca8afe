"""Numbers and dates as French producers write them, in the form that ``data.intake.cells`` reads."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from data.model.dates import first_day

_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_GROUPED: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+")
_PLACES: Final = Decimal("0.0001")
_NOISE: Final = Decimal("1e-8")
_LARGEST: Final = Decimal(10) ** 14

_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_MONTH: Final = re.compile(r"(\d{1,2})/(\d{4})")
_WORDS: Final = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-zéû]+) (\d{4})")
_ISO_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[t ].*")


def number(text: str) -> str | None:
    """« 1 234,50 » → « 1234.5 »; None when it is no number, or has more than four decimals that mean something.

    The noise of a binary float (496.000000000001) is taken off; a true fifth decimal is refused, not rounded.
    """
    bare = _SPACES.sub("", text)
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    bare = bare.replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        return None
    try:
        exact = Decimal(bare)
        kept = exact.quantize(_PLACES)
    except InvalidOperation:
        return None
    if abs(exact - kept) > _NOISE or abs(kept) >= _LARGEST:
        return None
    plain = f"{kept:f}".rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def french_date(text: str) -> str | None:
    """« 26/06/2015 » or « 26 juin 2015 » → « 2015-06-26 », with the precision given; None when it is no date.

    An ISO date, and a year alone, stay as they are; a time of day is left out.
    """
    bare = " ".join(text.split()).lower()
    partial = _from_figures(bare) or _from_words(bare) or bare
    try:
        first_day(partial)
    except ValueError:
        return None
    return partial


def _from_figures(bare: str) -> str | None:
    if found := _DAY.fullmatch(bare):
        day, month, year = found.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    if found := _MONTH.fullmatch(bare):
        month, year = found.groups()
        return f"{year}-{month:0>2}"
    if found := _ISO_TIME.fullmatch(bare):
        return found[1]
    return None


def _from_words(bare: str) -> str | None:
    found = _WORDS.fullmatch(bare)
    if not found or found[2] not in _MONTHS:
        return None
    month = f"{found[3]}-{_MONTHS.index(found[2]) + 1:0>2}"
    return f"{month}-{found[1]:0>2}" if found[1] else month
