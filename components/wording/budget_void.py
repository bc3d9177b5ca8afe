"""Words of the budget page when the choices leave no amount: why, who could say it, and where there is one."""

from collections.abc import Sequence
from typing import Final

from components.formats import NBSP, listed
from components.wording.budget import COLON, SEMICOLON

NO_AMOUNT_HERE: Final = "Aucun montant renseigné pour les choix faits"
NO_EPCI_AMOUNT: Final = "Aucun montant renseigné pour un EPCI"
ALL_EXERCICES: Final = "Voir tous les exercices"
ALL_EPCI: Final = "Voir tous les EPCI suivis"
ALL_GRANTS: Final = "Voir tous les EPCI suivis et tous les exercices"
# Beyond so many, EPCI are « les territoires choisis ».
_FEW: Final = 2


def _chosen(territories: Sequence[str]) -> str:
    return listed(territories) if len(territories) <= _FEW else "les territoires choisis"


def outside(territories: Sequence[str]) -> str:
    """The chosen EPCI are outside the programme: nothing is missing."""
    return f"Rien n’est à fournir pour {_chosen(territories)}, hors de ce programme"


def concerns(programme: str, members: Sequence[str], *, ways: bool) -> str:
    """Whose programme it is, then what the links that follow are."""
    own = f"{programme} concerne {listed(members)}."
    return f"{own} À voir{COLON}" if ways else own


def no_amount(programme: str) -> str:
    """The documents name the programme without any money."""
    return f"{programme}{COLON} les documents ne donnent aucun montant, à aucune étape"


def void(supplier: str, nearest: Sequence[str], *, ways: bool) -> str:
    """Who should supply what is missing, what is known nearby, then what the links that follow are."""
    close = f" Au plus près{COLON} {f'{SEMICOLON} '.join(nearest)}." if nearest else ""
    links = f" À voir{COLON}" if ways else ""
    return f"À fournir par {supplier}.{close}{links}"


def all_epci(programme: str, exercice: int | None) -> str:
    """Link to the same programme without the chosen EPCI."""
    return f"{programme}, tous ses EPCI{f' en{NBSP}{exercice}' if exercice else ''}"


def all_exercices(programme: str) -> str:
    """Link to the same programme without the chosen exercise."""
    return f"{programme}, tous les exercices"


def everything(programme: str) -> str:
    """Link to the same programme without the chosen EPCI nor exercise."""
    return f"{programme}, tous ses EPCI et exercices"


def silent(territories: Sequence[str]) -> str:
    """What is known of a programme without any amount, for ``territories`` when others have one."""
    return f"aucun montant dans les documents{f' pour {_chosen(territories)}' if territories else ''}"
