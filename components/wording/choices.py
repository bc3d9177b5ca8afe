"""Names of the filters that several pages share."""

from typing import Final

from components.formats import NNBSP

EPCI: Final = "Territoire"
ALL_EPCI: Final = "Tous les EPCI suivis"
PROGRAMME: Final = "Programme"
SECTEUR: Final = "Secteur"
ALL_SECTEURS: Final = "Tous les secteurs"
ANNEE_DEBUT: Final = "Depuis"
ANNEE_FIN: Final = "Jusqu’à"
ZONE: Final = "Zone d’emploi"
SWAPPED: Final = f"La première année suivait la dernière{NNBSP}: elles ont été échangées."


def in_epci(name: str) -> str:
    """Where, for an EPCI whose preposition the database does not give."""
    return f"dans l’EPCI {name}"
