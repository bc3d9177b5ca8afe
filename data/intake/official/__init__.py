"""Importers of the layouts that producers publish, one file a producer and data set."""

from typing import Final

from data.intake.incoming import Importer
from data.intake.official.insee_bdm import INSEE_BDM
from data.intake.official.insee_chomage import INSEE_CHOMAGE_DEPARTEMENTS, INSEE_CHOMAGE_ZE
from data.intake.official.insee_dossier_complet import INSEE_DOSSIER_COMPLET
from data.intake.official.insee_flores import INSEE_FLORES
from data.intake.official.insee_side import INSEE_SIDE

IMPORTERS: Final[tuple[Importer, ...]] = (
    INSEE_SIDE,
    INSEE_FLORES,
    INSEE_DOSSIER_COMPLET,
    INSEE_CHOMAGE_ZE,
    INSEE_CHOMAGE_DEPARTEMENTS,
    INSEE_BDM,
)
"""In the order in which a file is offered to them."""
