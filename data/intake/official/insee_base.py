"""What the base already knows, against which an official file is read: territories, series, sources and values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, select

from data.engine import Reader
from data.queries.latest import latest
from data.tables.mesures import observation, serie
from data.tables.references import acteur, appartenance, perimetre, secteur, source, territoire

Fact = tuple[str, str, str, str, str]
"""Series, perimeter, sector, legal form and period: one fact across its versions, "" for none."""

_ID_BANK: Final = re.compile(r"[0-9]{9}")


@dataclass(frozen=True)
class Base:
    """What a file is read against.

    Attributes:
        perimeters: the perimeter in force of each territory, by type then code.
        communes: present communes of each EPCI; perimeters on both sides.
        departments: departments of each region, in the same way.
        sectors: keys of the sectors.
        series: keys of the series.
        banks: BDM series by idBank: the key and the only perimeter it measures.
        sources: keys of the sources, and the day of publication of those that give it.
        actors: keys of the actors.
    """

    perimeters: Mapping[str, Mapping[str, str]]
    communes: Mapping[str, frozenset[str]]
    departments: Mapping[str, frozenset[str]]
    sectors: frozenset[str]
    series: frozenset[str]
    banks: Mapping[str, tuple[str, str]]
    sources: Mapping[str, str]
    actors: frozenset[str]

    def codes(self, kind: str) -> Mapping[str, str]:
        """Perimeters of the territories of a type, by code."""
        return self.perimeters.get(kind, {})


def known(read: Reader) -> Base:
    """Reads what the importers need of the base."""
    perimeters: dict[str, dict[str, str]] = {}
    of_territory: dict[str, str] = {}
    for row in _records(read, _perimeters_in_force()):
        perimeters.setdefault(row["type"], {})[row["code"]] = row["perimetre_id"]
        of_territory[row["territoire_id"]] = row["perimetre_id"]
    sources = _records(read, select(source.c.id, source.c.publiee_le))
    return Base(
        perimeters,
        _members(read, "commune", "epci", of_territory),
        _members(read, "departement", "region", of_territory),
        frozenset(row["id"] for row in _records(read, select(secteur.c.id))),
        frozenset(row["id"] for row in _records(read, select(serie.c.id))),
        _banks(read),
        {row["id"]: _text(row["publiee_le"]) for row in sources},
        frozenset(row["id"] for row in _records(read, select(acteur.c.id))),
    )


def last_values(read: Reader, series: Iterable[str]) -> dict[Fact, float | None]:
    """The value in force of each fact of some series; None where the producer gives none."""
    facts = latest(observation, observation.c.serie_id.in_(sorted(series)))
    names = ("serie_id", "perimetre_id", "secteur_id", "forme_juridique", "periode")
    rows = _records(read, select(*(facts.c[name] for name in names), facts.c.valeur))
    found: dict[Fact, float | None] = {}
    for row in rows:
        serie_id, perimetre_id, secteur_id, form, period = (_text(row[name]) for name in names)
        value = row["valeur"]
        found[serie_id, perimetre_id, secteur_id, form, period] = None if value != value else float(value)  # noqa: PLR0124
    return found


def _records(read: Reader, statement: Select[Any]) -> list[dict[Any, Any]]:
    return read(statement).to_dict("records")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _perimeters_in_force() -> Select[Any]:
    # The dates end the ids, so the last one in order is the one in force.
    return (
        select(
            territoire.c.type,
            territoire.c.code,
            territoire.c.id.label("territoire_id"),
            func.max(perimetre.c.id).label("perimetre_id"),
        )
        .join(perimetre, perimetre.c.territoire_id == territoire.c.id)
        .where(perimetre.c.fin.is_(None))
        .group_by(territoire.c.type, territoire.c.code, territoire.c.id)
    )


def _members(read: Reader, kind: str, of: str, perimeters: Mapping[str, str]) -> dict[str, frozenset[str]]:
    # A membership that ends is a new version of the one that had no end.
    known = latest(appartenance)
    links = (
        select(known.c.membre_id, known.c.ensemble_id)
        .join(territoire, territoire.c.id == known.c.membre_id)
        .where(territoire.c.type == kind, known.c.ensemble_id.like(f"{of}:%"), known.c.fin.is_(None))
        .order_by(known.c.ensemble_id)
    )
    found: dict[str, set[str]] = {}
    for row in _records(read, links):
        if row["membre_id"] in perimeters and row["ensemble_id"] in perimeters:
            found.setdefault(perimeters[row["ensemble_id"]], set()).add(perimeters[row["membre_id"]])
    return {whole: frozenset(members) for whole, members in found.items()}


def _banks(read: Reader) -> dict[str, tuple[str, str]]:
    measured = (
        select(serie.c.code_producteur, serie.c.id, func.min(observation.c.perimetre_id).label("perimetre_id"))
        .join(observation, observation.c.serie_id == serie.c.id)
        .where(serie.c.code_producteur.is_not(None))
        .group_by(serie.c.code_producteur, serie.c.id)
        .having(func.min(observation.c.perimetre_id) == func.max(observation.c.perimetre_id))
    )
    return {
        row["code_producteur"]: (row["id"], row["perimetre_id"])
        for row in _records(read, measured)
        if _ID_BANK.fullmatch(row["code_producteur"])
    }
