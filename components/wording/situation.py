"""Words of the situation: the day at which facts are read, what is not known yet on that day."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from components.formats import NNBSP, listed, partial_date

SITUATION: Final = "Situation"
TODAY: Final = "Aujourd’hui"
BACK_TO_TODAY: Final = "Revenir à aujourd’hui"
KNOWN_THEN: Final = f"{NNBSP}: ce qui était connu ce jour-là"
"""After ``at``: the banner of a past situation."""
NOTHING_LEAD: Final = (
    "Ce n’est pas une panne, ni zéro\u202f: à cette date, aucune source de la base n’en disait encore quoi que ce soit."
)


def numeric(day: date) -> str:
    """« 31/01/2020 »: a whole day, as it is written on a form."""
    return day.strftime("%d/%m/%Y")


def at(day: date) -> str:
    """« Situation au 31/01/2020 », never to be mistaken for today."""
    return f"Situation au {numeric(day)}"


def meeting(day: str, names: Sequence[str]) -> str:
    """A choice of the list: « 21 mai 2026, Comité de pilotage (Pacte pour l’emploi) »."""
    return f"{partial_date(day)}, {listed(list(names))}"


def meeting_name(name: str, programme: str) -> str:
    """« Comité de pilotage du Pacte », the programme being added where the name does not say it."""
    said = programme.split(" ", maxsplit=1)[0].lower() in name.lower()
    return name if said else f"{name} ({programme})"


def not_come(day: date) -> str:
    """Notice for a day that has not come."""
    return f"Le {numeric(day)} n’est pas encore venu{NNBSP}: la page montre ce que l’on sait aujourd’hui."


def nothing_known(day: date) -> str:
    """Message of a page of which nothing was known."""
    return f"Au {partial_date(day.isoformat())}, rien de cette page n’était encore connu"


def nothing_lead(first: date) -> str:
    """What the page says instead: when its first fact was known."""
    return f"{NOTHING_LEAD} Le premier fait de cette page est connu au plus tard le {partial_date(first.isoformat())}."


def only_since(first: date | None) -> str:
    """Why a card is empty at a situation: when it is surely known; nothing if it never was.

    The day is the last that a vague date may mean: « 2026 » never becomes the day on which the base was built.
    """
    return (
        ""
        if first is None
        else f"Pas encore connu à coup sûr{NNBSP}: au plus tard le {partial_date(first.isoformat())}"
    )


def zones_since(first: date) -> str:
    """Why no zone d’emploi is that of a territory yet."""
    day = partial_date(first.isoformat())
    return (
        f"La composition des EPCI et des zones d’emploi n’est connue à coup sûr que le {day}{NNBSP}: avant, on ne sait "
        "pas dans quelle zone est un territoire."
    )


def see_situation(day: date) -> str:
    """Link to the first situation at which something is known."""
    return f"Voir la situation au {numeric(day)}"


def titled(title: str, day: date | None) -> str:
    """Title of a page, which says that it shows a past situation."""
    return title if day is None else f"{title}, {at(day).lower()}"
