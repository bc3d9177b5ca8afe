"""What the creations page asks beyond the series: declared figures kept off the curves."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, select

from data.queries.latest import fact_key, latest
from data.queries.standing import standing
from data.tables.mesures import affirmation, indicateur
from data.tables.references import perimetre, territoire

ENTREPRISES: Final = "creations-entreprises-communes"
INDIVIDUELLES: Final = "creations-entreprises-individuelles-communes"
DEPARTEMENTS: Final = "creations-entreprises-departements"
ETABLISSEMENTS: Final = "creations-etablissements-ze-a10"
POPULATION: Final = "population-etalab"
SECTEURS: Final = "a10"
ENSEMBLE: Final = "a10:_T"
ENSEMBLE_DEPARTEMENTS: Final = "side_departements:_T"
DECLARES: Final = ("creations_entreprises", "entreprises_industrielles_nouvelles")
"""Series and nomenclatures of the page, and indicators of the figures that are only declared."""


def affirmations_select(indicateurs: Sequence[str], territoires: Sequence[str]) -> Select[Any]:
    """Declared figures about some territories, never points of a series.

    Columns: fait, id, indicateur_id, indicateur, territoire_id, nom_court, libelle, precision_perimetre, valeur, unite,
    periode, qualificatif, statut, illustratif, connu_le, source_id.
    """
    # Rival claims all stand: only the same words of the same author about the same thing revise a claim.
    known = latest(affirmation)
    return (
        select(
            fact_key(affirmation, known),
            known.c.id,
            known.c.indicateur_id,
            indicateur.c.libelle.label("indicateur"),
            perimetre.c.territoire_id,
            territoire.c.nom_court,
            known.c.libelle,
            known.c.precision_perimetre,
            known.c.valeur,
            known.c.unite,
            known.c.periode,
            known.c.qualificatif,
            *standing(known),
            known.c.connu_le,
            known.c.source_id,
        )
        .join(indicateur, known.c.indicateur_id == indicateur.c.id)
        .join(perimetre, known.c.perimetre_id == perimetre.c.id)
        .join(territoire, perimetre.c.territoire_id == territoire.c.id)
        .where(known.c.indicateur_id.in_(indicateurs), territoire.c.id.in_(territoires))
        .order_by(territoire.c.ordre, territoire.c.id, known.c.periode, known.c.id)
    )
