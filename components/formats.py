"""French numbers, dates and lists.  Units are always said; a missing value is never a zero."""

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

NNBSP: Final = "\u202f"
NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
MISSING: Final = "non renseigné"
MASKED: Final = "n.c. (secret statistique)"
NOT_COMPUTABLE: Final = "non calculable"
_MONTHS: Final = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_MILLION: Final = 1_000_000
_BILLION: Final = 1_000_000_000

Number = float | int | None


def is_missing(value: object) -> bool:
    """True for None, NaN and pandas' NA."""
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return type(value).__name__ in {"NAType", "NaTType"}


def alone(value: Any) -> float:  # noqa: ANN401  a cell
    """Number of one cell.  A claim is no number and is read by itself, to be written or drawn: never to compute."""
    return float(getattr(value, "number", value))


def number(value: Number, decimals: int = 0) -> str:
    """``1034`` → « 1 034 »; ``-3.25, 1`` → « −3,3 »."""
    if value is None or is_missing(value):
        return MISSING
    # As people round, not as floats do: 0,5 goes up, from the decimals that are written.
    written = Decimal(repr(abs(float(value)))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{written:,f}".replace(",", NNBSP).replace(".", ",")
    negative = float(value) < 0 and re.search("[1-9]", text) is not None
    return f"{MINUS}{text}" if negative else text


def signed(value: Number, decimals: int = 0) -> str:
    """Change with its sign: « +2,1 », « −4 », « 0 »."""
    if is_missing(value):
        return MISSING
    text = number(value, decimals)
    positive = not text.startswith(MINUS) and re.search("[1-9]", text) is not None
    return f"+{text}" if positive else text


def percent(value: Number, decimals: int = 1) -> str:
    """Value already in percent: ``12.5`` → « 12,5 % »."""
    return MISSING if is_missing(value) else f"{number(value, decimals)}{NNBSP}%"


def points(value: Number, decimals: int = 1) -> str:
    """Difference of two rates: « +2,1 pts »."""
    if value is None or is_missing(value):
        return MISSING
    plural = "s" if abs(round(float(value), decimals)) >= 2 else ""  # noqa: PLR2004  French plural starts at two
    return f"{signed(value, decimals)}{NBSP}pt{plural}"


def euros(value: Number) -> str:
    """Exact amount: « 718 798 € »."""
    return MISSING if is_missing(value) else f"{number(value)}{NNBSP}€"


def euros_short(value: Number) -> str:
    """Amount for a label: « 4,35 M€ », « 718 798 € », « 1,3 Md€ »."""
    if value is None or is_missing(value):
        return MISSING
    amount = float(value)
    for threshold, unit in ((_BILLION, "Md€"), (_MILLION, "M€")):
        if abs(amount) >= threshold:
            text = number(amount / threshold, 2).rstrip("0").rstrip(",")
            return f"{text}{NBSP}{unit}"
    return euros(amount)


def partial_date(value: str | None) -> str:
    """Date of known precision: « 2015 », « juin 2015 », « 26 juin 2015 », « T3 2023 »."""
    if value is None or is_missing(value) or not value:
        return MISSING
    if quarter := re.fullmatch(r"(\d{4})-T([1-4])", value):
        return f"T{quarter[2]}{NBSP}{quarter[1]}"
    parts = value.split("-")
    if len(parts) == 1:
        return value
    month = _MONTHS[int(parts[1]) - 1]
    if len(parts) == 2:  # noqa: PLR2004  year and month
        return f"{month}{NBSP}{parts[0]}"
    day = "1er" if int(parts[2]) == 1 else str(int(parts[2]))
    return f"{day}{NBSP}{month}{NBSP}{parts[0]}"


def listed(items: Sequence[str], last: str = "et") -> str:
    """« a, b et c »."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """« 1 commune », « 39 communes », « 0 commune » — the plural starts at two."""
    word = singular if abs(count) < 2 else (plural or f"{singular}s")  # noqa: PLR2004  French plural
    return f"{number(count)}{NBSP}{word}"
