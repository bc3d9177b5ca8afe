"""Reserves of a source around a figure: the word that stays before it, and what must be read with it.  Pure rules."""

import re
from typing import Final

APPROXIMATIONS: Final = ("environ", "plus de", "moins de", "près de", "au moins", "au plus")
# The space before the semicolon may be a narrow no-break one.
_SEPARATOR: Final = re.compile(r"\s*;\s*")


def parts(qualificatif: str | None) -> tuple[str, ...]:
    """Reservations of a source, one by one."""
    return tuple(part for part in _SEPARATOR.split(qualificatif or "") if part)


def approximation(qualificatif: str | None) -> str | None:
    """The word that must stay before the amount, if the source gives one."""
    for part in parts(qualificatif):
        for word in APPROXIMATIONS:
            if part == word or part.startswith(f"{word} "):
                return word
    return None
