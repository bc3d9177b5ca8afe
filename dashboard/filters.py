"""What the reader chose, parsed from anything: an address, a pasted link, a callback's body."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final, Self
from urllib.parse import urlencode

_SIREN: Final = re.compile(r"[0-9]{9}")
_YEAR: Final = re.compile(r"(19|20)[0-9]{2}")
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
_TYPED_CODE: Final = re.compile(r"[a-z0-9_]{1,32}:[A-Za-z0-9_-]{1,32}")
_DAY: Final = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MAX_VALUES: Final = 50

MULTIPLE: Final = ("epci", "secteur", "filiere", "etat")
"""Filters that may hold several values."""
DATED: Final = ("situation", "depuis")
"""Filters that are a day."""
SHARED: Final = ("situation",)
"""Filters of every page."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Plain values, safe to bind.  Empty means that the reader chose nothing.

    ``epci``, ``secteur``, ``filiere`` and ``etat`` may hold several values; years are bounds, both included;
    ``action`` and ``territoire`` come from the path; ``situation`` is the day at which facts are read, None for today;
    ``depuis`` the one that it is compared with.
    """

    programme: str | None = None
    epci: tuple[str, ...] = ()
    secteur: tuple[str, ...] = ()
    filiere: tuple[str, ...] = ()
    zone: str | None = None
    annee: int | None = None
    annee_debut: int | None = None
    annee_fin: int | None = None
    origine: str | None = None
    mesure: str | None = None
    vue: str | None = None
    perimetre: str | None = None
    etat: tuple[str, ...] = ()
    situation: date | None = None
    depuis: date | None = None
    action: str | None = None
    territoire: str | None = None

    @classmethod
    def parse(cls, untrusted: object) -> tuple[Self, tuple[str, ...]]:
        """Read what can be read.

        Returns the filters and the names of the keys that were dropped: unreadable, or repeated
        where one value is meant.  Unknown keys are ignored without a word.
        """
        if not isinstance(untrusted, Mapping):
            return cls(), ()
        values: dict[str, object] = {}
        dropped: list[str] = []
        for name, parse in _PARSERS.items():
            raw = untrusted.get(name)
            if raw in (None, "", [], ()):
                continue
            value, readable = parse(raw)
            if value not in (None, ()):
                values[name] = value
            if not readable:
                dropped.append(name)
        return cls(**values), tuple(dropped)  # type: ignore[arg-type]

    def chosen(self, keys: tuple[str, ...] | None = None) -> dict[str, str | list[str]]:
        """Only what the reader chose, as query values; ``keys`` restricts to those of a page."""
        result: dict[str, str | list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value in (None, ()) or (keys is not None and field.name not in keys):
                continue
            result[field.name] = list(value) if isinstance(value, tuple) else str(value)
        return result

    def only(self, keys: tuple[str, ...]) -> Self:
        """The same without the keys that a page does not have."""
        return replace(self, **{field.name: field.default for field in fields(self) if field.name not in keys})  # type: ignore[arg-type]

    def shown(self, keys: Iterable[str]) -> dict[str, object]:
        """What the filters of a page show, by key: years in their order, whichever way round the reader gave them."""
        values: dict[str, object] = {key: getattr(self, key) for key in keys}
        first, last = values.get("annee_debut"), values.get("annee_fin")
        if isinstance(first, int) and isinstance(last, int) and first > last:
            values |= {"annee_debut": last, "annee_fin": first}
        return values

    def to_query(self, keys: tuple[str, ...] | None = None) -> str:
        """``?epci=248000531&epci=200071892``; empty when nothing is chosen."""
        query = urlencode(self.chosen(keys), doseq=True)
        return f"?{query}" if query else ""


_Parsed = tuple[object, bool]


def _one(pattern: re.Pattern[str], cast: Callable[[str], object] = str) -> Callable[[object], _Parsed]:
    def parse(raw: object) -> _Parsed:
        single = raw[0] if isinstance(raw, list | tuple) and len(raw) == 1 else raw
        text = str(single) if isinstance(single, int) and not isinstance(single, bool) else single
        if isinstance(text, str) and pattern.fullmatch(text):
            # The 30th of February has the shape of a day.
            with suppress(ValueError):
                return cast(text), True
        return None, False

    return parse


def _many(pattern: re.Pattern[str]) -> Callable[[object], _Parsed]:
    def parse(raw: object) -> _Parsed:
        items = list(raw) if isinstance(raw, list | tuple) else [raw]
        kept = [item for item in items[:_MAX_VALUES] if isinstance(item, str) and pattern.fullmatch(item)]
        return tuple(dict.fromkeys(kept)), len(kept) == len(items)

    return parse


_PARSERS: Final[Mapping[str, Callable[[object], _Parsed]]] = {
    "programme": _one(_CODE),
    "epci": _many(_SIREN),
    "secteur": _many(_TYPED_CODE),
    "filiere": _many(_TYPED_CODE),
    "zone": _one(re.compile(r"[0-9]{4}")),
    "annee": _one(_YEAR, int),
    "annee_debut": _one(_YEAR, int),
    "annee_fin": _one(_YEAR, int),
    "origine": _one(_CODE),
    "mesure": _one(_CODE),
    "vue": _one(_CODE),
    "perimetre": _one(_CODE),
    "etat": _many(_CODE),
    "situation": _one(_DAY, date.fromisoformat),
    "depuis": _one(_DAY, date.fromisoformat),
    "action": _one(_CODE),
    "territoire": _one(_SIREN),
}
