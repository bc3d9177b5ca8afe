"""Filters that several pages share."""

from components.controls import Choice, Control
from components.wording import choices as wording
from data.engine import Reader
from data.queries.territoires import epci_suivis_select


def epci_control(read: Reader) -> Control:
    """Followed EPCI; several may be chosen, none means all."""
    frame = read(epci_suivis_select())
    found = tuple(Choice(str(row.siren), str(row.nom_court)) for row in frame.itertuples())
    return Control(key="epci", label=wording.EPCI, choices=found, multiple=True, empty=wording.ALL_EPCI)
