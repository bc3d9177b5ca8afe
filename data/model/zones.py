"""Zones d’emploi that stand for EPCI: no EPCI is a zone, and one may lie in several."""

import pandas as pd


def main_zones(held: pd.DataFrame) -> list[str]:
    """Code of the zone that holds most communes of each EPCI, without repeating any, in the order of the EPCI.

    Args:
        held: columns siren, zone; most communes first in each EPCI (``zones_of_epci_select``).
    """
    return [str(zone) for zone in dict.fromkeys(held.drop_duplicates("siren")["zone"])]
