"""Names of the series and nomenclatures of the creations page, and of the figures that are only declared."""

from typing import Final

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
