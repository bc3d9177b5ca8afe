"""The EPCI that the dashboard follows, as every page names and colours them."""

from dataclasses import dataclass

from components import formats, theme
from components.wording import choices as wording
from data.engine import Reader
from data.queries.territoires import epci_suivis_select


@dataclass(frozen=True, slots=True)
class Epci:
    """A followed EPCI: SIREN, short name, the same name after its preposition, colour on every page."""

    siren: str
    nom: str
    lieu: str
    couleur: str

    @property
    def id(self) -> str:
        """Typed id: a bare code would collide with those of other territories."""
        return f"epci:{self.siren}"


def followed_epci(read: Reader) -> tuple[Epci, ...]:
    """Followed EPCI in display order."""
    return tuple(
        Epci(
            siren=str(row.siren),
            nom=str(row.nom_court),
            lieu=wording.in_epci(str(row.nom_court)) if formats.is_missing(row.lieu) else str(row.lieu),
            couleur=theme.territory_colour(row.couleur),
        )
        for row in read(epci_suivis_select()).itertuples()
    )
