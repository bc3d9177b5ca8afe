"""Enterprises created by commune and EPCI, population, and what departments and zones count by sector."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from data.demonstration.communes import FIRST_YEAR, Commune, epci_of, members, perimeter, read_communes
from data.demonstration.rows import DataFile, Row, between, repere, variation

_ENTERPRISES: Final = "creations-entreprises-communes"
_INDIVIDUAL: Final = "creations-entreprises-individuelles-communes"
_THOUSAND: Final = 1000

# Counters were closed for a part of 2020.
_CLOSED_YEAR: Final = 2020
_CLOSED: Final = 0.88
# The rates of the profiles are those of 2024.
_LEVEL: Final = {2018: 0.77, 2019: 0.87, 2020: 0.79, 2021: 0.95, 2022: 0.98, 2023: 0.96, 2024: 1.0, 2025: 1.04}
_INDIVIDUAL_LEVEL: Final = {
    2018: 0.84,
    2019: 0.88,
    2020: 0.93,
    2021: 0.95,
    2022: 0.97,
    2023: 0.99,
    2024: 1.01,
    2025: 1.03,
}
_POPULATION_LEVEL: Final = {2018: 0.996, 2020: 0.998, 2022: 0.999, 2024: 1.0, 2026: 1.0}
# A commune whose count was corrected a year after its publication, with its EPCI.
_REVISED_CODE: Final = "99932"
_REVISED_YEAR: Final = 2024
_REVISION: Final = 3

_ZONE_YEARS: Final = range(2012, 2026)
_WIDER_FROM: Final = 2017
_WIDER: Final = 1.45
_ZONE_SECTORS: Final[Mapping[str, tuple[float, float]]] = {
    "BE": (0.052, 0.047),
    "FZ": (0.128, 0.108),
    "GI": (0.302, 0.249),
    "JZ": (0.041, 0.058),
    "KZ": (0.043, 0.046),
    "LZ": (0.048, 0.066),
    "MN": (0.178, 0.214),
    "OQ": (0.126, 0.118),
    "RU": (0.082, 0.094),
}
"""Share of each sector in the first and in the last year, before the field was widened."""
_PROPERTY: Final = "LZ"

_DEPARTMENT_YEARS: Final = range(2012, 2025)
_DEPARTMENT_SECTORS: Final[Mapping[str, tuple[float, float]]] = {
    "BE": (0.055, 0.049),
    "F": (0.141, 0.115),
    "G": (0.224, 0.181),
    "HS": (0.580, 0.655),
}


def creation_files() -> list[DataFile]:
    """Observations of enterprises and establishments created."""
    communes = read_communes()
    profiles = {row["epci"]: row for row in repere("epci")}
    return [
        DataFile("observation", "creations-entreprises", list(_enterprises(communes, profiles))),
        DataFile("observation", "etablissements-zones", list(_zones())),
        DataFile("observation", "creations-departements", list(_departments())),
        DataFile("observation", "population", list(_population(communes))),
    ]


def _observed(serie: str, perimetre: str, year: int, valeur: float, connu_le: str) -> Row:
    return {
        "serie_id": serie,
        "perimetre_id": perimetre,
        "periode": year,
        "annee": year,
        "valeur": round(valeur),
        "connu_le": connu_le,
    }


def _enterprises(communes: Sequence[Commune], profiles: Mapping[str, Mapping[str, str]]) -> Iterator[Row]:
    for epci in epci_of(communes):
        # A commune is counted before it joins its EPCI: the constant perimeter needs it.
        own_communes = [commune for commune in communes if commune.epci == epci]
        for year in _LEVEL:
            here = {commune.code for commune in members(communes, epci, year)}
            created = {commune.code: _created(commune, year, profiles[epci]) for commune in own_communes}
            alone = {commune.code: _alone(commune, year, created, profiles[epci]) for commune in own_communes}
            published = f"{year + 1}-06-30"
            own = perimeter(communes, epci, year)
            for serie, counts in ((_ENTERPRISES, created), (_INDIVIDUAL, alone)):
                for commune in own_communes:
                    yield _observed(serie, commune.perimetre, year, counts[commune.code], published)
                yield _observed(serie, own, year, sum(counts[code] for code in here), published)
            if year == _REVISED_YEAR and _REVISED_CODE in created:
                corrected = f"{year + 2}-06-30"
                revised = created[_REVISED_CODE] + _REVISION
                yield _observed(_ENTERPRISES, f"commune:{_REVISED_CODE}@actuel", year, revised, corrected)
                total = sum(created[code] for code in here)
                yield _observed(_ENTERPRISES, own, year, total + _REVISION, corrected)


def _created(commune: Commune, year: int, profile: Mapping[str, str]) -> int:
    rate = float(profile["creations_pour_mille"]) / _THOUSAND
    return round(commune.population * rate * _LEVEL[year] * (1 + 0.09 * variation("creations", commune.code, year)))


def _alone(commune: Commune, year: int, created: Mapping[str, int], profile: Mapping[str, str]) -> int:
    share = float(profile["part_individuelles"]) * _INDIVIDUAL_LEVEL[year]
    share *= 1 + 0.03 * variation("individuelles", commune.code, year)
    return min(created[commune.code], round(created[commune.code] * share))


def _population(communes: Sequence[Commune]) -> Iterator[Row]:
    for epci in epci_of(communes):
        for year, level in _POPULATION_LEVEL.items():
            here = {commune.code for commune in members(communes, epci, year)}
            own_communes = [commune for commune in communes if commune.epci == epci]
            people = {
                commune.code: round(commune.population * (level + 0.004 * variation("population", commune.code, year)))
                for commune in own_communes
            }
            published, own = f"{max(year, FIRST_YEAR)}-01-02", perimeter(communes, epci, year)
            for commune in own_communes:
                yield _observed("population-etalab", commune.perimetre, year, people[commune.code], published)
            yield _observed("population-etalab", own, year, sum(people[code] for code in here), published)
            yield _observed("communes-etalab", own, year, len(here), published)


def _split(total: float, shares: Mapping[str, tuple[float, float]], position: float, *key: object) -> dict[str, int]:
    return {
        code: max(1, round(total * between(*share, position) * (1 + 0.05 * variation(*key, code))))
        for code, share in shares.items()
    }


def _zones() -> Iterator[Row]:
    first, last = _ZONE_YEARS[0], _ZONE_YEARS[-1]
    for zone in repere("zones"):
        for year in _ZONE_YEARS:
            position = (year - first) / (last - first)
            trend = between(float(zone["etablissements_2012"]), float(zone["etablissements_2025"]), position)
            total = (
                trend * (1 + 0.02 * variation("zone", zone["zone"], year)) * (_CLOSED if year == _CLOSED_YEAR else 1)
            )
            counts = _split(total, _ZONE_SECTORS, position, "zone", zone["zone"], year)
            if year >= _WIDER_FROM:
                counts[_PROPERTY] = round(counts[_PROPERTY] * _WIDER)
            yield from _by_sector(f"zone_emploi:{zone['zone']}@actuel", "a10", counts, year, f"{year + 1}-06-30")


def _departments() -> Iterator[Row]:
    first, last = _DEPARTMENT_YEARS[0], _DEPARTMENT_YEARS[-1]
    for row in repere("departements"):
        code = row["departement"]
        for year in _DEPARTMENT_YEARS:
            position = (year - first) / (last - first)
            trend = between(float(row["creations_2012"]), float(row["creations_2024"]), position)
            total = (
                trend * (1 + 0.025 * variation("departement", code, year)) * (_CLOSED if year == _CLOSED_YEAR else 1)
            )
            counts = _split(total, _DEPARTMENT_SECTORS, position, "departement", code, year)
            yield from _by_sector(f"departement:{code}@actuel", "side_departements", counts, year, f"{year + 1}-07-15")


def _by_sector(perimetre: str, nomenclature: str, counts: Mapping[str, int], year: int, known: str) -> Iterator[Row]:
    for code, count in {**counts, "_T": sum(counts.values())}.items():
        yield {
            "perimetre_id": perimetre,
            "secteur_id": f"{nomenclature}:{code}",
            "periode": year,
            "annee": year,
            "valeur": count,
            "connu_le": known,
        }
