"""Clusters: jobs against the maturity band, rival claims, the weight of the origin, members."""

from typing import Final

import pandas as pd

from components.block import View
from components.controls import Choice, Control
from components.formats import listed
from components.wording import choices as shared
from components.wording import clusters as wording
from components.wording import clusters_claims as claims_wording
from components.wording import clusters_verdict as verdicts
from components.wording import guides
from dashboard.blocks.clusters_claims import jobs_claims_block
from dashboard.blocks.clusters_curve import curve_block, places_block, uncounted
from dashboard.blocks.clusters_members import members_block, named_block
from dashboard.blocks.clusters_reading import LATEST, VUES, reading, shown_programme
from dashboard.blocks.clusters_years import years_block
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import Page
from data.engine import Reader
from data.model.lecture_clusters import Lecture, as_rows
from data.model.maturite import verdict_date
from data.queries import clusters as queries


def _origin_choices(read: Reader, programmes: pd.DataFrame) -> tuple[tuple[Choice, ...], str | None]:
    """Origins of every programme that has clusters, and the default: the latest, the most favourable one."""
    several = len(programmes) > 1
    found = []
    for programme in programmes.itertuples():
        for row in read(queries.origines_select(str(programme.programme_id))).itertuples():
            label = wording.origin_choice(str(row.date_origine), str(row.libelle))
            found.append(Choice(str(row.id), f"{programme.programme} · {label}" if several else label))
    if not found:
        return (), None
    # Filters are not made again when a choice is: one default must do for every programme.
    return ((Choice(LATEST, wording.LATEST_ORIGIN), *found), LATEST) if several else (tuple(found), found[-1].value)


def controls(read: Reader) -> tuple[Control, ...]:
    """Programme, the most recent with clusters by default; origin; cumulated or by year; clusters."""
    clusters = read(queries.clusters_select())
    programmes = clusters.drop_duplicates("programme_id")
    choices = tuple(Choice(str(row.programme_id), str(row.programme)) for row in programmes.itertuples())
    origin_choices, default = _origin_choices(read, programmes)
    cluster_choices = tuple(
        Choice(str(sector), listed(list(dict.fromkeys(str(name) for name in names))))
        for sector, names in clusters.groupby("secteur_id", sort=False)["nom"]
    )
    every = wording.all_clusters(len(clusters) if len(programmes) == 1 else None)
    return (
        Control("programme", shared.PROGRAMME, choices, default=shown_programme(clusters), optional=True),
        Control("origine", wording.ORIGINE, origin_choices, default=default),
        Control("vue", wording.VUE, tuple(Choice(key, wording.VUES[key]) for key in VUES), default=VUES[0]),
        Control("filiere", wording.CLUSTER, cluster_choices, multiple=True, empty=every),
    )


def _title(known: Lecture) -> str:
    if known.bounds is None:
        return verdicts.no_band_title(known.names)
    shown = known.shown
    if shown is not None and shown["jugee"]:
        return verdicts.verdict_message(shown, [] if known.ensemble else known.names)
    gap = uncounted(known) if known.vue == "cumul" else None
    # A count that a gap stopped says less than the gap.
    if shown is None or (gap is not None and shown["nature"] == "observation"):
        return gap or verdicts.nothing_known_message(known.names)
    return verdicts.no_verdict_message(shown)


def _lead(known: Lecture) -> str | None:
    """Places of the value that gives no verdict; a verdict is followed by the last claim, which remains beside it."""
    shown, frame = known.shown, known.places
    if shown is None:
        return None
    nature = "affirmation" if shown["jugee"] else shown["nature"]
    own = frame[(frame["nature"] == nature) & ~frame["jugee"].astype(bool)]
    if own.empty:
        return None
    same = own[own["fait"] == own.sort_values("terme", kind="stable")["fait"].iloc[-1]]
    return verdicts.lead(as_rows(same), verdict_date(str(known.origine["date_origine"])))


def _scope(read: Reader, known: Lecture) -> str:
    """Whose clusters these are, since the choice of a territory made on another page does not reach this one."""
    first = known.clusters.iloc[0]
    found = read(queries.clusters_select())
    others = found.loc[found["programme_id"] != first["programme_id"], "programme"].drop_duplicates()
    return claims_wording.scope(str(first["programme"]), str(first["territoire"]), [str(name) for name in others])


def _notices(read: Reader, known: Lecture) -> tuple[str, ...]:
    told = [] if known.ensemble else [claims_wording.FILTER_NOTICE]
    if known.others:
        told.append(verdicts.other_programme(str(known.clusters["programme"].iloc[0])))
    return (*told, _scope(read, known))


def view(read: Reader, filters: Filters) -> View:
    """Jobs of the clusters against the band, from the chosen origin, for all of them or for some."""
    known = reading(read, filters)
    if known is None:
        return View(message=wording.NO_CLUSTER, lead=wording.NO_CLUSTER_ADVICE)
    today = day(filters)
    blocks = (
        curve_block(read, known),
        places_block(read, known),
        jobs_claims_block(read, known, today),
        years_block(read, known),
        members_block(read, known),
        named_block(read, known, today),
    )
    return View(
        message=_title(known),
        lead=_lead(known),
        blocks=tuple(block for block in blocks if block is not None),
        notices=_notices(read, known),
    )


PAGE: Final = Page(
    key="clusters",
    path="/clusters",
    title=wording.TITLE,
    nav=wording.NAV,
    controls=controls,
    filters=("programme", "origine", "vue", "filiere"),
    view=view,
    guide=guides.CLUSTERS,
)
