"""Unemployment quarter by quarter, jobs of the zones, jobs and members of the clusters."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from data.demonstration.rows import DataFile, Row, between, repere, variation

_NATIONAL: Final[Mapping[float, float]] = {
    2014.0: 9.9,
    2015.0: 10.1,
    2016.0: 9.8,
    2017.0: 9.4,
    2018.0: 8.9,
    2019.0: 8.4,
    2020.0: 7.8,
    2020.25: 7.1,
    2020.5: 8.8,
    2021.0: 8.1,
    2022.0: 7.2,
    2023.0: 7.1,
    2024.0: 7.3,
    2025.0: 7.5,
    2026.25: 7.6,
}
"""National rate, in %, at some quarters; the others lie between."""
_QUARTERS: Final = tuple(2014 + rank / 4 for rank in range(50))
_PUBLISHED: Final = ("06-25", "09-24", "12-18", "03-26")
_REVISED: Final = ("zone_emploi:9982@actuel", 2025.75)
_REVISION: Final = -0.1
_JOB_YEARS: Final = range(2019, 2025)
_LAST_COUNT: Final = 2025
_SERIES: Final = {"emplois": "emplois-clusters", "membres": "membres-clusters"}
# Jobs of one cluster and year that the survey corrected, and what it had said first.
_FIRST_SAID: Final = {("emplois", "cluster-sante", 2024): 13}
# Firms that a count is about and share of the first, in %, where few of them or one alone make it: it is then secret.
_FEW: Final = {("cluster-sante", 2019): (2, 50), ("cluster-numerique", 2019): (8, 90)}
_USUAL_SHARE: Final = (24, 8)
# Jobs that the clusters told together, the year when two of them could not be told apart.
_TOGETHER: Final = {2019: 15}


def employment_files() -> list[DataFile]:
    """Observations of unemployment, jobs and clusters."""
    clusters = [row for line in repere("clusters") for row in _counts(line)]
    return [
        DataFile("observation", "chomage", [row for line in repere("chomage") for row in _rates(line)]),
        DataFile("observation", "postes", [row for zone in repere("zones") for row in _jobs(zone)]),
        DataFile("observation", "clusters", [*clusters, *_wholes(clusters)]),
    ]


def _national(moment: float) -> float:
    before = max(known for known in _NATIONAL if known <= moment)
    after = min((known for known in _NATIONAL if known > moment), default=before)
    position = 0.0 if after == before else (moment - before) / (after - before)
    return between(_NATIONAL[before], _NATIONAL[after], position)


def _rates(line: Mapping[str, str]) -> Iterator[Row]:
    first, last = _QUARTERS[0], _QUARTERS[-1]
    for moment in _QUARTERS:
        gap = between(float(line["ecart_2014"]), float(line["ecart_2026"]), (moment - first) / (last - first))
        own = 0.12 * variation("chomage", line["perimetre_id"], moment)
        rate = round(_national(moment) + gap + own, 1)
        year, rank = int(moment), round(moment % 1 * 4)
        published = f"{year + (rank == len(_PUBLISHED) - 1)}-{_PUBLISHED[rank]}"
        row = {
            "serie_id": line["serie_id"],
            "perimetre_id": line["perimetre_id"],
            "periode": f"{year}-T{rank + 1}",
            "annee": year,
            "valeur": rate,
            "connu_le": published,
            "passage": line["passage"],
        }
        yield row
        if (line["perimetre_id"], moment) == _REVISED:
            yield {**row, "valeur": round(rate + _REVISION, 1), "connu_le": f"{year + 1}-{_PUBLISHED[0]}"}


def _jobs(zone: Mapping[str, str]) -> Iterator[Row]:
    first, last = _JOB_YEARS[0], _JOB_YEARS[-1]
    for year in _JOB_YEARS:
        trend = between(float(zone["postes_2019"]), float(zone["postes_2024"]), (year - first) / (last - first))
        yield {
            "perimetre_id": f"zone_emploi:{zone['zone']}@actuel",
            "periode": f"{year}-12-31",
            "annee": year,
            "valeur": round(trend * (1 + 0.006 * variation("postes", zone["zone"], year))),
            "connu_le": f"{year + 2}-02-27",
        }


def _counts(line: Mapping[str, str]) -> Iterator[Row]:
    for name, value in line.items():
        if not (name.isdigit() and value):
            continue
        year, counted = int(name), int(name) <= _LAST_COUNT
        row = {
            "serie_id": _SERIES[line["mesure"]],
            "cluster_id": line["cluster_id"],
            "periode": f"{year}-12-31" if line["mesure"] == "membres" else year,
            "annee": year,
            "valeur": value,
            "tient_lieu_de": "constate" if counted else "prevision",
            "connu_le": f"{year + 1 if counted else _LAST_COUNT + 1}-03-12",
            "passage": "ENQ-EMPLOIS" if line["mesure"] == "emplois" else "ENQ-MEMBRES",
            **_firms(line, year),
        }
        said = _FIRST_SAID.get((line["mesure"], line["cluster_id"], year))
        if said is not None:
            yield {**row, "valeur": said}
            yield {**row, "connu_le": f"{year + 2}-03-12"}
        else:
            yield row


def _firms(line: Mapping[str, str], year: int) -> Row:
    """Firms that a count of jobs is about: the members of its cluster, those of the last year for what is to come."""
    if line["mesure"] != "emplois":
        return {"unites": None, "part_premiere": None}
    cluster = line["cluster_id"]
    members = next(one for one in repere("clusters") if (one["mesure"], one["cluster_id"]) == ("membres", cluster))
    usual, spread = _USUAL_SHARE
    share = round(usual + spread * variation("part", cluster, year))
    units = int(members[str(min(year, _LAST_COUNT))] or 0)
    units, share = _FEW.get((cluster, year), (units, share))
    return {"unites": units, "part_premiere": share if units else None}


def _wholes(clusters: Sequence[Row]) -> Iterator[Row]:
    for year, jobs in _TOGETHER.items():
        own = [row for row in clusters if row["annee"] == year and row["serie_id"] == _SERIES["emplois"]]
        units = sum(int(str(row["unites"])) for row in own)
        yield {**own[0], "cluster_id": None, "valeur": jobs, "unites": units, "part_premiere": _USUAL_SHARE[0]}
