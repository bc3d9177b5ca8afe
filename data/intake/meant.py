"""What a person surely meant by a cell that its column refuses: told in the fault, never written in its place."""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from data.intake.french_cells import french_date, number
from data.model.filieres import plain

_UNIT: Final = re.compile(r"\s*(?:€|%|euros?|eur)$", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")


def number_meant(text: str) -> str:
    """Digits of a number written with its unit: « 12 000,50 € » → 12000.5; empty when it is not one."""
    return number(_UNIT.sub("", text)) or ""


def date_meant(text: str) -> str:
    """A date written out, or with a short year: « 9 avril 2026 », « 09/04/26 » → 2026-04-09; empty otherwise."""
    return french_date(_SHORT_YEAR.sub(r"\1/\2/20\3", text.strip())) or ""


def key_meant(text: str) -> str:
    """A key in the form of the others: « Friche Rouvroy (été) » → friche-rouvroy-ete."""
    return re.sub(r"[^a-z0-9:@~._]+", "-", plain(text)).strip("-") or "a-nommer"


def nearest(value: str, known: Iterable[str], names: Mapping[str, Collection[str]] | None = None) -> str:
    """The known value that was meant: the same but for case and accents, or of that name, or spelt nearly alike.

    Args:
        value: that was read.
        known: values that are accepted.
        names: what each of them is called; of several of the same name, none is chosen.
    """
    accepted = sorted(known)
    wanted = _key(value)
    alike = [one for one in accepted if _key(one) == wanted]
    called = [one for one in accepted if wanted in {_key(name) for name in (names or {}).get(one, ())}]
    for found in (alike, called):
        if len(found) == 1:
            return found[0]
    near = get_close_matches(value, accepted, n=1) or get_close_matches(wanted, accepted, n=1)
    return near[0] if near else ""


def _key(text: str) -> str:
    return re.sub(r"[\s_’'-]+", " ", plain(text)).strip()
