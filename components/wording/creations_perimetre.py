"""Words of the choice between the perimeter of the time and the constant one, on the creations page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from components.formats import NBSP, NNBSP, counted, listed, number, partial_date

LABEL: Final = "Périmètre"
CHOICES: Final[Mapping[str, str]] = {
    "epoque": "De l’époque",
    "constant": "Constant",
}
SAME: Final = (
    f"Périmètre constant et périmètre de l’époque donnent ici les mêmes nombres{NNBSP}: la base ne connaît ces "
    "territoires que dans leurs communes d’aujourd’hui."
)
ONLY_EPCI: Final = "Le périmètre constant ne concerne que les EPCI."
DENOMINATOR: Final = f"Dénominateur{NNBSP}: population des mêmes communes, la même pour toutes les années."
NO_SUM: Final = f"Périmètre constant{NNBSP}: non calculable pour la période choisie"
VOID: Final = (
    "Périmètre constant non calculable pour la période et les territoires choisis. "
    f"Le choix «{NBSP}{CHOICES['epoque']}{NBSP}» montre les valeurs publiées."
)


def perimeter(communes: int) -> str:
    """« périmètre constant, 7 communes »."""
    return f"périmètre constant, {counted(communes, 'commune')}"


def missing(lacking: int, expected: int) -> str:
    """« non calculable : il manque 2 communes sur 41 »."""
    return f"non calculable{NNBSP}: il manque {counted(lacking, 'commune')} sur {number(expected)}"


def computed(counts: Sequence[tuple[str, int]], today: date) -> str:
    """What the sums are: name and number of communes of each EPCI."""
    told = listed([f"{name} {number(count)}" for name, count in counts])
    return (
        f"Périmètre constant calculé par Vigie{NNBSP}: pour chaque année, somme des communes membres au "
        f"{partial_date(today.isoformat())} (communes{NNBSP}: {told}). Une année où il manque une commune n’est pas "
        "calculée."
    )


def unknown(names: Sequence[str]) -> str:
    """EPCI whose communes are not known."""
    return f"Périmètre constant non calculable, composition non connue à cette date{NNBSP}: {listed(list(names))}."


def lacking(rows: Sequence[tuple[str, int, str]]) -> str:
    """Years that have no sum: name, year, why."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for name, year, why in rows:
        by_reason.setdefault((name, why), []).append(str(year))
    several = f"{NNBSP}; "
    return f"{several.join(f'{name}, {listed(years)}, {why}' for (name, why), years in by_reason.items())}."
