"""Importers of the layouts that producers publish, one file a producer and data set."""

from data.intake.incoming import Importer
from data.intake.official.fonds_vert import FONDS_VERT
from data.intake.official.scdl_budget import SCDL_BUDGET

IMPORTERS: tuple[Importer, ...] = (SCDL_BUDGET, FONDS_VERT)
"""In the order in which a file is offered to them."""
