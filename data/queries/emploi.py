"""Series of unemployment and of salaried jobs."""

from typing import Final

ZONES: Final = "chomage-ze"
DEPARTEMENTS: Final = "chomage-departements"
REGION: Final = "chomage-region"
NATIONAL: Final = "chomage-france-hors-mayotte"
"""Field and producer of the localised rates of the zones; another field or measure would not compare."""
METROPOLE: Final = "chomage-france-metropolitaine"
LOCALISES: Final = (ZONES, DEPARTEMENTS, REGION, NATIONAL, METROPOLE)
BIT: Final = "bit-france-hors-mayotte"
"""Another measure: never beside a localised rate, never subtracted from one."""
POSTES: Final = "flores-effectifs"
ETABLISSEMENTS: Final = "flores-etablissements"
ENSEMBLE: Final = "a17:_T"
TAUX_LOCALISE: Final = "taux_chomage_localise"
ECART_DECLARE: Final = "ecart_chomage_national"
"""Indicators: what promises are about, and the gap that someone tells."""
