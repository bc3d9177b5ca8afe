"""Files in the layout of their producer, one importer a layout."""

from typing import Final

from data.intake.incoming import Importer

IMPORTERS: Final[tuple[Importer, ...]] = ()
