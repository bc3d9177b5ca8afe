"""Jobs counted cluster by cluster and year by year, what is secret said to be so."""

import pandas as pd

from components.block import FACT, Block, Table, TableColumn
from components.facts import joined
from components.formats import MASKED, NOT_COMPUTABLE
from components.wording import clusters_years as wording
from components.wording.shell import status
from dashboard.blocks.clusters_curve import secrecy_limits, series_breaks, series_crossings
from dashboard.provenance import sources
from data.engine import Reader
from data.model.cumul_emplois import yearly
from data.model.lecture_clusters import Lecture

_WHOLE = "ensemble"


def _cells(annees: pd.DataFrame, years: list[int]) -> list[object]:
    """One cell a year: a number, « n.c. » when it is secret, missing otherwise."""
    known = {int(row["annee"]): MASKED if row["secret"] else row["valeur"] for row in annees.to_dict("records")}
    return [known.get(year) for year in years]


def years_block(read: Reader, known: Lecture) -> Block | None:
    """Jobs of each year, a column a cluster; None when nobody counted any."""
    by_cluster = {
        str(one.id): yearly(known.observations, [str(one.id)], ensemble=False) for one in known.chosen.itertuples()
    }
    frames = [*by_cluster.values(), known.annees]
    years = sorted({int(year) for frame in frames for year in frame["annee"]}, reverse=True)
    if not years:
        return None
    names = {str(one.id): str(one.nom) for one in known.chosen.itertuples()}
    several = len(names) > 1
    frame = pd.DataFrame({"annee": [str(year) for year in years]})
    columns = [TableColumn("annee", wording.YEAR)]
    for key, own in by_cluster.items():
        frame[key] = pd.Series(_cells(own, years), dtype=object)
        columns.append(TableColumn(key, names[key], "nombre"))
    if several:
        frame[_WHOLE] = pd.Series(_cells(known.annees, years), dtype=object)
        columns.append(TableColumn(_WHOLE, wording.whole(ensemble=known.ensemble), "nombre", NOT_COMPUTABLE))
    told = [[row for one in frames for row in one.to_dict("records") if int(row["annee"]) == year] for year in years]
    frame["statut"] = [
        wording.statuses([status(str(row["statut"]), illustrative=bool(row["illustratif"])) for row in rows])
        for rows in told
    ]
    frame[FACT] = [joined(row[FACT] for row in rows) for rows in told]
    columns.append(TableColumn("statut", wording.STATUS))
    observed = [rank for rank, rows in enumerate(told) if any(row["statut"] != "prevision" for row in rows)]
    last = frame.iloc[observed[0] if observed else 0]
    return Block(
        "annees",
        wording.SUBJECT,
        wording.message(
            str(last["annee"]), last[_WHOLE] if several else None, [(name, last[key]) for key, name in names.items()]
        ),
        table=Table(frame, tuple(columns), wording.CAPTION),
        sources=sources(read, known.observations),
        limits=(*series_breaks(series_crossings(read, years)), *secrecy_limits(*frames), wording.YEARS_ARE_FLOWS),
        wide=True,
    )
