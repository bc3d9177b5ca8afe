"""Importers of the layouts that producers publish, one file a producer and data set."""

from data.intake.incoming import Importer
from data.intake.official.anct_territoires_industrie import ANCT_TERRITOIRES_INDUSTRIE
from data.intake.official.decoupage_administratif import DECOUPAGE_ADMINISTRATIF
from data.intake.official.fonds_vert import FONDS_VERT
from data.intake.official.scdl_budget import SCDL_BUDGET
from data.intake.official.scdl_subventions import SCDL_SUBVENTIONS

IMPORTERS: tuple[Importer, ...] = (
    SCDL_BUDGET,
    SCDL_SUBVENTIONS,
    FONDS_VERT,
    ANCT_TERRITOIRES_INDUSTRIE,
    DECOUPAGE_ADMINISTRATIF,
)
"""In the order in which a file is offered to them."""
