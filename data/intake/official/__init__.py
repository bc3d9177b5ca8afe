"""Importers of the layouts that producers publish, one file a producer and data set."""

from data.intake.incoming import Importer

IMPORTERS: tuple[Importer, ...] = ()
"""In the order in which a file is offered to them."""
