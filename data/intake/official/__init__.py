"""Importers of the layouts that producers publish, one file a producer and data set."""

from typing import Final

from data.intake.incoming import Importer
from data.intake.official.anct_territoires_industrie import ANCT_TERRITOIRES_INDUSTRIE
from data.intake.official.decoupage_administratif import DECOUPAGE_ADMINISTRATIF
from data.intake.official.fonds_vert import FONDS_VERT
from data.intake.official.insee_bdm import INSEE_BDM
from data.intake.official.insee_chomage import INSEE_CHOMAGE_DEPARTEMENTS, INSEE_CHOMAGE_ZE
from data.intake.official.insee_dossier_complet import INSEE_DOSSIER_COMPLET
from data.intake.official.insee_flores import INSEE_FLORES
from data.intake.official.insee_side import INSEE_SIDE
from data.intake.official.scdl_budget import SCDL_BUDGET
from data.intake.official.scdl_subventions import SCDL_SUBVENTIONS

IMPORTERS: Final[tuple[Importer, ...]] = (
    INSEE_SIDE,
    INSEE_FLORES,
    INSEE_DOSSIER_COMPLET,
    INSEE_CHOMAGE_ZE,
    INSEE_CHOMAGE_DEPARTEMENTS,
    INSEE_BDM,
    SCDL_BUDGET,
    SCDL_SUBVENTIONS,
    FONDS_VERT,
    ANCT_TERRITOIRES_INDUSTRIE,
    DECOUPAGE_ADMINISTRATIF,
)
"""In the order in which a file is offered to them."""
