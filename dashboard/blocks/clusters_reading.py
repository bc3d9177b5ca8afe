"""All that is known of the clusters for the reader's choices, read once."""

from collections.abc import Collection

import pandas as pd

from dashboard.choices import most_recent
from dashboard.filters import Filters
from data.engine import Reader
from data.model import bande, cumul_emplois
from data.model.lecture_clusters import Lecture, as_row
from data.queries import clusters as queries


def shown_programme(clusters: pd.DataFrame, among: Collection[str] | None = None) -> str | None:
    """The programme whose clusters are read: the most recent that has some.  Two programmes are never read as one.

    Args:
        clusters: columns of ``clusters_select``.
        among: ids of the programmes that concern the reader; None means all.
    """
    own = clusters if among is None else clusters[clusters["programme_id"].isin(among)]
    return most_recent(own.drop_duplicates("programme_id").assign(id=own["programme_id"]))


def reading(read: Reader, filters: Filters, among: Collection[str] | None = None) -> Lecture | None:
    """Clusters of ``shown_programme``; None without a cluster or without an origin."""
    clusters = read(queries.clusters_select())
    programme_id = shown_programme(clusters, among)
    if programme_id is None:
        return None
    clusters = clusters[clusters["programme_id"] == programme_id]
    origines = read(queries.origines_select(programme_id))
    if origines.empty:
        return None
    chosen = clusters[clusters["secteur_id"].isin(filters.filiere)] if filters.filiere else clusters
    ensemble = len(chosen) == len(clusters)
    wanted = origines[origines["id"] == filters.origine]
    origine = as_row((wanted if len(wanted) else origines).iloc[-1])
    parametres = read(queries.parametres_select(programme_id))
    annees = cumul_emplois.yearly(
        read(queries.observations_select(programme_id, queries.EMPLOIS)), list(chosen["id"]), ensemble=ensemble
    )
    return Lecture(
        clusters=clusters,
        chosen=chosen,
        origines=origines,
        origine=origine,
        parametres=parametres,
        jobs=read(queries.affirmations_select(programme_id, [queries.EMPLOIS])),
        ages=read(queries.affirmations_select(programme_id, queries.AGES)),
        annees=annees,
        cumul=cumul_emplois.cumulated(annees, int(str(origine["date_origine"])[:4])),
        bounds=bande.edges(parametres, list(chosen["id"]), ensemble=ensemble),
    )
