"""All that is known of the clusters for the reader's choices, read once."""

from collections.abc import Collection
from typing import Final

import pandas as pd

from dashboard.choices import most_recent
from dashboard.filters import Filters
from data.engine import Reader
from data.model import bande, cumul_emplois
from data.model.lecture_clusters import Lecture, as_row
from data.model.points import Vue
from data.queries import clusters as queries
from data.queries.affirmations import affirmations_select

VUES: Final[tuple[Vue, ...]] = ("cumul", "an")
"""Ways of counting that the reader may choose, the first by default."""
LATEST: Final = "derniere"
"""Origin that stands for the latest one of whichever programme is shown."""


def shown_programme(clusters: pd.DataFrame, among: Collection[str] | None = None) -> str | None:
    """The programme whose clusters are read: the most recent that has some.  Two programmes are never read as one.

    Args:
        clusters: columns of ``clusters_select``.
        among: ids of the programmes that concern the reader; None means all.
    """
    own = clusters if among is None else clusters[clusters["programme_id"].isin(among)]
    return most_recent(own.drop_duplicates("programme_id").assign(id=own["programme_id"]))


def reading(read: Reader, filters: Filters, among: Collection[str] | None = None) -> Lecture | None:
    """Clusters of the chosen programme, else of ``shown_programme``; None without a cluster or without an origin."""
    clusters = read(queries.clusters_select())
    wanted = filters.programme if filters.programme in set(clusters["programme_id"]) else None
    programme_id = wanted or shown_programme(clusters, among)
    if programme_id is None:
        return None
    clusters = clusters[clusters["programme_id"] == programme_id]
    origines = read(queries.origines_select(programme_id))
    if origines.empty:
        return None
    own = clusters[clusters["secteur_id"].isin(filters.filiere)]
    chosen = own if len(own) else clusters
    ensemble = len(chosen) == len(clusters)
    named = origines[origines["id"] == filters.origine]
    origine = as_row((named if len(named) else origines).iloc[-1])
    elsewhere = bool(filters.filiere) and own.empty
    elsewhere = elsewhere or (filters.origine not in (None, LATEST) and named.empty)
    parametres = read(queries.parametres_select(programme_id))
    observations = read(queries.observations_select(programme_id, queries.EMPLOIS))
    annees = cumul_emplois.yearly(observations, list(chosen["id"]), ensemble=ensemble)
    return Lecture(
        clusters=clusters,
        chosen=chosen,
        origines=origines,
        origine=origine,
        parametres=parametres,
        jobs=read(affirmations_select([queries.EMPLOIS], programme=programme_id)),
        ages=read(affirmations_select(queries.AGES, programme=programme_id)),
        annees=annees,
        cumul=cumul_emplois.cumulated(annees, int(str(origine["date_origine"])[:4])),
        bounds=bande.edges(parametres, list(chosen["id"]), ensemble=ensemble),
        observations=observations,
        vue="an" if filters.vue == "an" else "cumul",
        others=elsewhere,
    )
