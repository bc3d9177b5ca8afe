"""Names of economic sectors that fit above a bar on a phone; tables keep those of the nomenclature."""

from collections.abc import Mapping
from typing import Final

_SHORT: Final[Mapping[str, str]] = {
    "a10:GI": "Commerce, transports, restauration",
    "a10:KZ": "Finance et assurance",
    "a10:LZ": "Immobilier",
    "a10:MN": "Services aux entreprises",
    "a10:OQ": "Administration, santé, social",
    "a10:RU": "Autres services",
    "a17:AZ": "Agriculture et pêche",
    "a17:C1": "Aliments, boissons, tabac",
    "a17:C3": "Équipements et machines",
    "a17:DE": "Extraction, énergie, eau, déchets",
    "a17:GZ": "Commerce, réparation automobile",
    "a17:KZ": "Finance et assurance",
    "a17:LZ": "Immobilier",
    "a17:MN": "Services aux entreprises",
    "a17:OQ": "Administration, santé, social",
    "a17:RU": "Autres services",
}


def short_sector(sector_id: str, label: str) -> str:
    """Name of a sector for a chart."""
    return _SHORT.get(sector_id, label)
