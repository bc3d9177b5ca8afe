"""Names of the filters that several pages share."""

from typing import Final

EPCI: Final = "Territoire"
ALL_EPCI: Final = "Tous les EPCI suivis"
PROGRAMME: Final = "Programme"
SECTEUR: Final = "Secteur"
ALL_SECTEURS: Final = "Tous les secteurs"
ANNEE_DEBUT: Final = "Depuis"
ANNEE_FIN: Final = "Jusqu’à"
