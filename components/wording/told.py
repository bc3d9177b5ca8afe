"""What is said of a fact: its subject, its value with its unit, its date and its place."""

import re
from dataclasses import dataclass
from typing import Any, Final

from components.formats import MASKED, MISSING, NBSP, NNBSP, alone, number, partial_date
from components.wording.grammar import on_date

_PARTIAL: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-T[1-4])?")
_EXACT: Final = 4
NO_PERIOD: Final = "non précisée"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words.

    ``value`` is a figure with its unit, or the words of a fact that is none; None when the source gives nothing.
    ``amount`` and ``measure`` say what may be added: equal measures only.  ``when`` is the date of the fact, ``at`` the
    same inside a sentence; ``notes`` must be read with the value.
    """

    subject: str
    value: str | None
    unit: str = ""
    when: str | None = None
    at: str = ""
    place: str | None = None
    definition: str | None = None
    notes: tuple[str, ...] = ()
    amount: float | None = None
    measure: str = ""
    secret: bool = False

    @property
    def full_value(self) -> str | None:
        """The value with its unit."""
        return None if self.value is None else f"{self.value}{_glue(self.unit)}{self.unit}"


def _glue(unit: str) -> str:
    return "" if not unit else NNBSP if unit[0] in "%€" else NBSP


def exact(value: Any) -> str:  # noqa: ANN401  a cell
    """A figure with the decimals that it has: « 4 321 », « 7,1 »."""
    text = number(alone(value), _EXACT)
    return text.rstrip("0").rstrip(",") if "," in text else text


def dated(partial: object) -> tuple[str | None, str]:
    """A date of a fact, alone and inside a sentence; words of the source stay as they are."""
    if not isinstance(partial, str):
        return None, ""
    if not _PARTIAL.fullmatch(partial):
        words = f"période {partial}" if partial == NO_PERIOD else partial
        return words, words
    if "-T" in partial:
        return partial_date(partial), f"au {partial_date(partial)}"
    return partial_date(partial), on_date(partial)


def shown_value(fact: Told) -> str:
    """The value, that it is secret, or that it is missing."""
    return MASKED if fact.secret else fact.full_value or MISSING
