"""All that is known of the clusters for the reader's choices, read once."""

from dashboard.filters import Filters
from data.engine import Reader
from data.model import bande, cumul_emplois
from data.model.lecture_clusters import Lecture, as_row
from data.queries import clusters as queries


def reading(read: Reader, filters: Filters) -> Lecture | None:
    """Clusters of the first programme that has some; None without a cluster or without an origin."""
    clusters = read(queries.clusters_select())
    if clusters.empty:
        return None
    programme_id = str(clusters["programme_id"].iloc[0])
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
