"""Words of the share of individual enterprises on the creations page."""

from collections.abc import Sequence
from typing import Final

from components.formats import NBSP, NNBSP, listed, number, percent

TITLE_INDIVIDUAL: Final = "Entreprises individuelles, par EPCI"
INDIVIDUAL: Final = "Dont individuelles"
SHARE: Final = "Part des individuelles"
NO_SHARE: Final = f"Part des entreprises individuelles{NNBSP}: non renseignée pour la période choisie"
NOT_RANKED: Final = "Territoires dans leur ordre habituel, sans classement."


def individual_message(where: str, year: int, share: float | None, everywhere: str, overall: float | None) -> str:
    """Message of the shares’ chart; ``overall`` compares with all the EPCI followed."""
    if share is None:
        return f"Part des entreprises individuelles en {year}{NNBSP}: non calculable {where}"
    sentence = f"{percent(share, 0)} des entreprises créées {where} en {year} sont individuelles"
    return sentence if overall is None else f"{sentence}, {percent(overall, 0)} {everywhere}"


def all_followed(count: int) -> str:
    """Name of the whole in the shares' chart."""
    return f"Ensemble des {count}{NBSP}EPCI suivis"


def individual_void(years: Sequence[int]) -> str:
    """Why there is no share; ``years`` are those that are known."""
    known = listed([str(year) for year in years])
    nearest = f" Elle est connue pour {known}{NNBSP}: étendez la période pour la voir." if years else ""
    return (
        f"La part des entreprises individuelles n’est pas renseignée par EPCI pour la période choisie. "
        f"À fournir{NNBSP}: le dossier complet de l’Insee de ces années.{nearest}"
    )


def hover_share(name: str, year: int, part: float | None, total: float | None) -> str:
    """Words under the pointer for a share."""
    return f"{name}, {year}{NNBSP}: {number(part)} individuelles sur {number(total)} entreprises"
