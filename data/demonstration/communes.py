"""Communes with the EPCI, zone and département that hold them; the perimeters of the EPCI, year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data.demonstration.rows import DataFile, Row, repere

FIRST_YEAR: Final = 2018
_KNOWN: Final = "2026-01-02"
_FIRST_RANK: Final = 1001


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune; ``depuis`` is the year in which it joined its EPCI, None when it was there from the start."""

    code: str
    nom: str
    epci: str
    zone: str
    departement: str
    population: int
    depuis: int | None

    @property
    def perimetre(self) -> str:
        """Id of its only perimeter."""
        return f"commune:{self.code}@actuel"

    def in_epci(self, year: int) -> bool:
        """True when it belongs to its EPCI in ``year``."""
        return self.depuis is None or self.depuis <= year


def read_communes() -> tuple[Commune, ...]:
    """Every commune, EPCI by EPCI."""
    return tuple(
        Commune(
            code=row["code"],
            nom=row["nom"],
            epci=row["epci"],
            zone=row["zone"],
            departement=row["departement"],
            population=int(row["population"]),
            depuis=int(row["depuis"]) if row["depuis"] else None,
        )
        for row in repere("communes")
    )


def epci_of(communes: Sequence[Commune]) -> list[str]:
    """Codes of the EPCI, in the order of their communes."""
    return list(dict.fromkeys(commune.epci for commune in communes))


def members(communes: Sequence[Commune], epci: str, year: int) -> list[Commune]:
    """Communes of an EPCI in a year."""
    return [commune for commune in communes if commune.epci == epci and commune.in_epci(year)]


def perimeter(communes: Sequence[Commune], epci: str, year: int) -> str:
    """Id of the perimeter of an EPCI in a year: it changes with its members."""
    return f"epci:{epci}@{max(start for start in _starts(communes, epci) if start <= year)}"


def _starts(communes: Sequence[Commune], epci: str) -> list[int]:
    joined = {commune.depuis for commune in communes if commune.epci == epci and commune.depuis}
    return sorted({FIRST_YEAR, *joined})


def territory_files() -> list[DataFile]:
    """Communes, their perimeters and memberships, and the perimeters of the EPCI."""
    communes = read_communes()
    perimeters = [row for epci in epci_of(communes) for row in _epci_perimeters(communes, epci)]
    return [
        DataFile("territoire", "communes", [_territory(rank, commune) for rank, commune in enumerate(communes)]),
        DataFile("perimetre", "communes", [_perimeter(commune) for commune in communes]),
        DataFile("perimetre", "epci", perimeters),
        DataFile("appartenance", "communes", [link for commune in communes for link in _memberships(commune)]),
    ]


def _territory(rank: int, commune: Commune) -> Row:
    return {
        "id": f"commune:{commune.code}",
        "type": "commune",
        "code": commune.code,
        "nom": commune.nom,
        "nom_court": commune.nom,
        "suivi": "non",
        "ordre": _FIRST_RANK + rank,
    }


def _perimeter(commune: Commune) -> Row:
    return {"id": commune.perimetre, "territoire_id": f"commune:{commune.code}"}


def _epci_perimeters(communes: Sequence[Commune], epci: str) -> list[Row]:
    starts = _starts(communes, epci)
    rows: list[Row] = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        count = len(members(communes, epci, start))
        rows.append(
            {
                "id": f"epci:{epci}@{start}",
                "territoire_id": f"epci:{epci}",
                "libelle": f"{count} communes ({start})",
                "nb_communes": count,
                "debut": start,
                "fin": None if following is None else following - 1,
            }
        )
    return rows


def _memberships(commune: Commune) -> list[Row]:
    groups = (
        (f"epci:{commune.epci}", commune.depuis),
        (f"zone_emploi:{commune.zone}", None),
        (f"departement:{commune.departement}", None),
    )
    return [
        {"membre_id": f"commune:{commune.code}", "ensemble_id": group, "debut": start, "connu_le": _KNOWN}
        for group, start in groups
    ]
