"""Words of the State's grants outside the programmes (Fonds vert)."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import NBSP, NNBSP, counted, euros, euros_short, listed, number
from components.wording.budget import COLON, SEMICOLON

SUBJECT: Final = "Argent de l’État hors programmes"
CAPTION: Final = "Projets aidés, par territoire et par axe du dispositif"
CAPTION_ONE: Final = "Projets aidés, par axe et par démarche du dispositif"
COLUMNS: Final[Mapping[str, str]] = {
    "territoire": "Territoire",
    "axe": "Axe du dispositif",
    "projets": "Projets",
    "beneficiaires": "Bénéficiaires",
    "montant": "Montant engagé",
}
COLUMNS_ONE: Final[Mapping[str, str]] = {
    "axe": "Axe du dispositif",
    "demarche": "Démarche",
    "projets": "Projets",
    "beneficiaires": "Bénéficiaires",
    "montant": "Montant engagé",
}
APART: Final = (
    f"Hors de tout programme, avec ses propres axes et bénéficiaires{COLON} ni le filtre Programme ni la lecture "
    "par axe ne le concernent."
)
NOT_RANKED: Final = "Territoires dans leur ordre habituel, sans classement."
COMMUNES: Final = "Rattachement par le code de commune, parfois faux à la source."


def name(dispositif: str, years: Sequence[int]) -> str:
    """« Fonds vert 2023 »."""
    return f"{dispositif} {listed([str(year) for year in years])}"


def message(title: str, montant: float, projects: int, territories: Sequence[str], *, chosen: bool) -> str:
    """How much, for how many projects, where."""
    where = f"({listed(territories)})" if chosen else f"dans {len(territories)}{NBSP}EPCI suivis"
    return f"{title}{COLON} {euros_short(montant)} engagés pour {counted(projects, 'projet')} {where}"


def nothing(title: str) -> str:
    """Message without any project."""
    return f"{title}{COLON} aucun projet pour les choix faits"


def void(years: Sequence[int]) -> str:
    """What is known when the choices leave nothing."""
    known = listed([str(year) for year in years])
    return (
        f"Aucun projet connu pour ce territoire et cet exercice. Les données couvrent {known}{SEMICOLON} "
        "les suivantes sont à fournir par la préfecture."
    )


def axis(number_: int) -> str:
    """« Axe 1 » of the State's scheme."""
    return f"Axe{NBSP}{number_}"


def legend(rank: int) -> str:
    """Name of a colour of the chart."""
    return f"■{NBSP}{axis(rank)}"


def total(montant: float) -> str:
    """Amount at the head of a bar."""
    return euros_short(montant)


def detail(projects: int, montant: float, population: float | None) -> str:
    """« 20 projets · 24 € par habitant »."""
    words = counted(projects, "projet")
    return words if not population else f"{words} · {number(montant / population)}{NNBSP}€ par habitant"


def hover(label: str, part: str, montant: float, projects: int) -> str:
    """Hover text of a segment."""
    return f"{label}<br>{part}<br>{euros(montant)}<br>{counted(projects, 'projet')}"


def population(year: str) -> str:
    """Denominator of the euros per inhabitant."""
    return f"Par habitant{COLON} population des communes membres, {year}."


def left_out(projects: int, montant: float, territories: Sequence[str]) -> str:
    """Projects of territories that the dashboard does not follow."""
    words = f"{counted(projects, 'autre projet', 'autres projets')} ({euros_short(montant)})"
    return f"{words} hors des EPCI suivis{COLON} {listed(territories)}."
