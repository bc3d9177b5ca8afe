"""What is claimed about the clusters' jobs, side by side, and what the maturity curve says of it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from components.block import Block
from components.rival_claims import Told
from components.wording import clusters_claims as wording
from dashboard.blocks.claims import claims_block
from dashboard.blocks.clusters_reading import VUES
from data.engine import Reader
from data.model.affirmations import claim
from data.model.bande import edges
from data.model.dates import first_day
from data.model.lecture_clusters import Lecture, as_rows
from data.model.points import claimed_points
from data.model.verifiable import as_read, verifiable

Row = Mapping[Any, Any]


def _testable(known: Lecture, row: Row, day: date) -> str:
    origine = str(known.origine["date_origine"])
    found = verifiable(claim(row), row, origine, known.ripe)
    if found.depuis is None:
        return wording.untestable(found.obstacles)
    dates = [(one, first_day(one) <= day) for one in (found.depuis, found.jusque) if one is not None]
    return wording.testable(dates, found.ages, origine)


def _reached(known: Lecture, row: Row) -> str | None:
    origine = str(known.origine["date_origine"])
    found = verifiable(claim(row), row, origine, known.ripe)
    if found.depuis is None or found.ages is None:
        return None
    return wording.reached(found.depuis, found.jusque or found.depuis, origine)


def _on_the_curve(known: Lecture) -> tuple[Told, ...]:
    """Each claim that gives one number, in every way that its words allow, from every origin."""
    whole = edges(known.parametres, [str(one) for one in known.clusters["id"]], ensemble=True)
    if whole is None:
        return ()
    own_dates = {
        str(point["fait"]): (float(point["terme"]), str(point["date_valeur"]))
        for vue in VUES
        for point in claimed_points(known.jobs, vue).to_dict("records")
    }
    told = []
    for row in as_rows(known.jobs):
        if row["fait"] not in own_dates:
            continue
        end, shown = own_dates[row["fait"]]
        ways = [as_read(claim(row), end, str(origine), whole) for origine in known.origines["date_origine"]]
        lines = [wording.from_origin(one[0].origine, [asdict(way) for way in one]) for one in ways if one]
        if lines:
            told.append(Told(wording.reading(row, shown), tuple(lines)))
    return tuple(told)


def jobs_claims_block(read: Reader, known: Lecture, day: date) -> Block:
    """Claims on the jobs of the clusters.

    Args:
        read: the reader.
        known: what the page knows.
        day: day of the reader's situation, on which what can be tested is told from what cannot yet.
    """
    curve = _on_the_curve(known)
    return claims_block(
        read,
        known.jobs,
        key="theses",
        title=wording.SUBJECT_CLAIMS,
        void=wording.NO_CLAIM,
        beside=(wording.ON_THE_CURVE, curve) if curve else None,
        due=lambda row: _reached(known, row),
        testable=lambda row: _testable(known, row, day),
        limits=() if known.ensemble else (wording.NOT_FILTERED,),
    )
