"""A territory whose perimeter changes inside a series: a break must say so, whoever brought the figures."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from data.intake.cells import Row
from data.intake.review.candidate import Candidate, Finding, blocks
from data.model.dates import first_day, last_day
from data.model.periodes import days
from data.model.ruptures import PERIMETER, Rupture

_YEAR: Final = 4

Measure = tuple[object, ...]


def perimeter_changes(candidate: Candidate) -> Iterator[Finding]:
    """Two consecutive periods of a series in different perimeters, without a line of ``rupture`` between them.

    It blocks: without that line a page draws the break and no one can say what changed, and whoever reads the table of
    breaks compares across it.
    """
    if "rupture" in candidate.incomplete:
        return
    told: set[tuple[object, ...]] = set()
    for measure, periods in measures(candidate).items():
        serie, territoire = measure[:2]
        ordered = sorted(periods)
        for before, after in pairwise(ordered):
            if periods[before].keys() & periods[after].keys() or _explained(candidate, measure, before, after):
                continue
            pair = _new_pair(candidate, periods, before, after)
            if pair is None:
                continue
            row, other = pair
            change = (serie, territoire, row.values["perimetre_id"], other.values["perimetre_id"], after)
            if change not in told:
                told.add(change)
                yield _finding(row, other, str(territoire), before, after)


def measures(candidate: Candidate) -> dict[Measure, dict[str, dict[str, Row]]]:
    """Rows of each measure that the files touch, by period then perimeter.

    A measure is a series, a territory, a sector, a legal form, a cluster and a kind of period: a year and a quarter do
    not follow each other.  Values that the producer does not give are left out.
    """
    touched = {_measure(candidate, row) for row in candidate.new("observation")}
    found: dict[Measure, dict[str, dict[str, Row]]] = {}
    for row in candidate.standing("observation"):
        key = _measure(candidate, row)
        if key is not None and key in touched and row.values["valeur"] is not None and _is_period(row):
            found.setdefault(key, {}).setdefault(str(row.values["periode"]), {})[str(row.values["perimetre_id"])] = row
    return found


def broken(candidate: Candidate, measure: Measure, before: str, after: str) -> bool:
    """True when a break of any cause lies between two periods of a measure."""
    return any(_between(row, measure, before, after) for row in candidate.standing("rupture"))


def _measure(candidate: Candidate, row: Row) -> Measure | None:
    values = row.values
    territoire = candidate.value("perimetre", values["perimetre_id"], "territoire_id")
    if territoire is None:
        return None
    names = ("secteur_id", "forme_juridique", "cluster_id")
    return (values["serie_id"], territoire, *(values[name] for name in names), len(str(values["periode"])))


def _is_period(row: Row) -> bool:
    try:
        days(str(row.values["periode"]))
    except ValueError:
        return False
    return True


def _explained(candidate: Candidate, measure: Measure, before: str, after: str) -> bool:
    return any(
        row.values["cause"] == PERIMETER and _between(row, measure, before, after)
        for row in candidate.standing("rupture")
    )


def _between(row: Row, measure: Measure, before: str, after: str) -> bool:
    rupture = Rupture.of(row.values)
    # A break known by its year alone may fall anywhere in it, but not before the year that it begins.
    latest = first_day(rupture.start) if len(before) == _YEAR else last_day(rupture.start)
    met = latest > days(before)[0] and first_day(rupture.start) <= days(after)[1]
    return met and rupture.touches(str(measure[0]), str(measure[1]))


def _new_pair(
    candidate: Candidate, periods: Mapping[str, Mapping[str, Row]], before: str, after: str
) -> tuple[Row, Row] | None:
    """A row of the files on one side, the later one if both are, and a row of the other side."""
    for own, other in ((after, before), (before, after)):
        for row in periods[own].values():
            if candidate.is_new(row):
                return row, next(iter(periods[other].values()))
    return None


def _finding(row: Row, other: Row, territoire: str, before: str, after: str) -> Finding:
    perimetre, period = str(other.values["perimetre_id"]), other.values["periode"]
    expected = f"le périmètre de la période {period} (« {perimetre} »), ou une rupture entre {before} et {after}"
    remedy = (
        f"ajouter une ligne dans la feuille « Ruptures » ou dans rupture.csv : territoire_id « {territoire} », "
        f"a_partir_de « {after[:_YEAR]} », cause « {PERIMETER} », avec sa source ; ou corriger le périmètre"
    )
    return blocks(row, "perimetre_id", str(row.values["perimetre_id"]), expected, remedy)
