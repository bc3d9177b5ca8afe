"""Words of a programme's governance and calendar: committees, seats, meetings year by year, dates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from components.formats import NBSP, NNBSP, counted, is_missing, listed, number, partial_date
from components.wording.grammar import agreed

Row = Mapping[Any, Any]

SUBJECT_SEATS: Final = "Gouvernance, instances et sièges"
SUBJECT_MEETINGS: Final = "Séances, en face de ce que le texte demande"
SUBJECT_CALENDAR: Final = "Calendrier"
TYPES: Final[Mapping[str, str]] = {
    "copil": "Comité de pilotage",
    "cotech": "Comité technique",
    "comite_suivi": "Comité de suivi",
    "conseil": "Assemblée",
}
SEATS_CAPTION: Final = "Sièges du comité de pilotage, par territoire et par fonction"
SEATS_COLUMNS: Final[Mapping[str, str]] = {"territoire": "Territoire", "fonction": "Fonction", "nombre": "Sièges"}
OF_NO_PLACE: Final = "Sans territoire"
MEETINGS_CAPTION: Final = "Séances documentées de chaque instance, année par année"
MEETINGS_COLUMNS: Final[Mapping[str, str]] = {
    "instance": "Instance",
    "annee": "Année",
    "seances": "Séances documentées",
    "demandees": "Demandées par le texte",
    "etat": "État",
}
YEARS: Final[Mapping[str, tuple[str, str]]] = {
    "tenue": ("●", "documentée"),
    "incomplete": ("◐", "incomplète"),
    "aucune": ("◇", "aucune"),
    "en_cours": ("○", "année en cours"),
}
NO_FREQUENCY: Final = "aucune fréquence fixée par le texte"
NO_MEETING: Final = "aucune séance documentée"
MEETINGS_RULE: Final = (
    "Une séance est documentée quand une source la date. Elle peut avoir eu lieu sans document ici. Une année "
    "entamée compte pour une année."
)
OWN_TEXT: Final = f"La fréquence d’un texte ne vaut que pour lui{NNBSP}: elle n’est prêtée à aucun autre programme."
NO_COMMITTEE: Final = "Aucune instance n’est connue"
NO_SEAT: Final = "Composition non renseignée"
PROMISED: Final = "Promis"
CALENDAR_CAPTION: Final = "Dates connues du programme, de la plus ancienne à la plus récente"
CALENDAR_COLUMNS: Final[Mapping[str, str]] = {"date": "Date", "evenement": "Ce qui est daté", "nature": "Nature"}
CALENDAR_RULE: Final = (
    f"Une date n’a que la précision de sa source. Une date calculée par Vigie est dite calculée{NNBSP}; ce qui n’a pas "
    "de date n’est pas ici."
)
BEGINS: Final = "Début du programme"
ENDS: Final = "Fin du programme"
HORIZON: Final = "Horizon du programme"
KINDS: Final[Mapping[str, str]] = {
    "programme": "programme",
    "acte": "acte",
    "tenu": "séance tenue",
    "prevu": "séance prévue",
    "promesse": "échéance d’une promesse",
    "calcul": "échéance calculée",
    "fait": "fait",
}
EVERY_YEAR: Final = "toutes"
SEPARATOR: Final = f"{NNBSP}; "


def seats_message(seats: Sequence[int], committees: int) -> str:
    """« 7 sièges (3 + 1 + 1 + 1 + 1), 2 instances »; seats of each territory."""
    bodies = counted(committees, "instance")
    if not seats:
        return f"{bodies}, composition non renseignée"
    split = f" ({f'{NBSP}+{NBSP}'.join(number(count) for count in seats)})" if len(seats) > 1 else ""
    return f"{counted(sum(seats), 'siège')}{split}, {bodies}"


def not_an_epci(names: Sequence[str]) -> str:
    """What sits in the committee without being one more EPCI."""
    return f"{listed(names)} y {agreed(len(names), 'siège', 'siègent')} sans être un EPCI de plus."


def pair(names: Sequence[str]) -> str:
    """Who leads."""
    return f"Conduite{NNBSP}: {listed(names)}."


def promised(numero: str, label: str, state: str) -> str:
    """A promise that speaks of the committee, with its state."""
    return f"{PROMISED}, {numero}{NNBSP}: {label} ({state})."


def committees_void(name: str) -> str:
    """What is missing and who may supply it."""
    return (
        f"Les documents lus ne prévoient aucun comité pour «{NBSP}{name}{NBSP}». À fournir par ses pilotes{NNBSP}: les "
        "instances, leur composition et la date de leurs séances."
    )


def frequency(text: object, asked: int | None) -> str:
    """« au moins une fois par an », as the text writes it; that it fixes none otherwise."""
    if not is_missing(text):
        return str(text) if asked is not None else f"{text}{NNBSP}: aucun nombre de séances fixé"
    return NO_FREQUENCY if asked is None else f"au moins {counted(asked, 'séance')} par an"


def kept(years: int, due: int) -> str:
    """« 2 sur 5 années »."""
    return f"{number(years)} sur {counted(due, 'année')}"


def meetings_message(known: Sequence[tuple[str, int, int, int]], held: int) -> str:
    """What the text asks and what is documented, of the first committee of which it asks something.

    Args:
        known: of each committee with a frequency, its name, years kept, years due, meetings.
        held: every meeting documented.
    """
    if not known:
        if not held:
            return "Aucune fréquence fixée par le texte, aucune séance documentée"
        return f"Aucune fréquence fixée par le texte{NNBSP}; {_documented(held)}"
    name, years, due, meetings = known[0]
    if not due:
        return f"{name}{NNBSP}: aucune année n’est encore échue"
    if not meetings:
        return f"{name}{NNBSP}: {NO_MEETING}, sur {counted(due, 'année')}"
    return f"{name}{NNBSP}: les séances demandées sont documentées {kept(years, due)}"


def _documented(held: int) -> str:
    return counted(held, "séance documentée", "séances documentées")


def committee(years: int, due: int, meetings: int) -> str:
    """What is known of one committee whose text asks for a number of meetings."""
    if not due:
        return "aucune année échue"
    return f"{NO_MEETING}, {kept(years, due)}" if not meetings else kept(years, due)


def held(dates: Sequence[str], undated: int) -> str:
    """Meetings of a committee whose text asks for no number."""
    parts = [partial_date(one) for one in dates]
    parts += [f"{number(undated)} sans date"] if undated else []
    return f"{_documented(len(dates) + undated)}{NNBSP}: {listed(parts)}" if parts else NO_MEETING


NO_START: Final = f"non calculable{NNBSP}: il manque le début du programme"


def planned(dates: Sequence[str]) -> str:
    """Meetings to come."""
    return (
        f"{counted(len(dates), 'séance prévue', 'séances prévues')}{NNBSP}: {listed([partial_date(d) for d in dates])}"
    )


def untraced(dates: Sequence[str]) -> str:
    """Meetings that were planned for a day that is over, and left no trace."""
    return f"{planned(dates)}, sans document depuis"


def seats_void(names: Sequence[str]) -> str:
    """What is missing and who may supply it."""
    return (
        f"Les documents lus ne disent pas qui siège{NNBSP}: {listed(names)}. Il manque les fonctions et leur nombre, à "
        "fournir par le secrétariat de l’instance."
    )


def year(annee: int, etat: str, seances: int) -> str:
    """« 2016, aucune séance documentée »: what a cell says aloud."""
    words = NO_MEETING if etat == "aucune" else YEARS[etat][1]
    if seances:
        words = counted(seances, "séance") + (f", {words}" if etat in {"incomplete", "en_cours"} else "")
    return f"{annee}, {words}"


def window(first: date, last: date) -> str:
    """« de déc. 2017 à mars 2018 »: months, since the days are those of a computation."""
    start, end = (partial_date(day.isoformat()[:7]) for day in (first, last))
    return f"de {start} à {end}" if start != end else start


def window_rule(numero: str, words: str, *, signed: bool) -> str:
    """How the middle of a programme was computed."""
    start = "du premier jour du programme ou de sa signature" if signed else "du premier jour du programme"
    return (
        f"{numero}{NNBSP}: le texte demande un bilan à mi-parcours sans le dater. Milieu calculé par Vigie{NNBSP}: "
        f"{words}, selon que l’on compte à partir {start}, jusqu’à son dernier jour."
    )


def calendar_message(count: int, undated: int) -> str:
    """« 6 dates connues, 3 actes sans date »."""
    first = counted(count, "date connue", "dates connues")
    if not undated:
        return first
    return f"{first}, {counted(undated, 'acte')} sans date"


def promise_due(numero: str, label: str) -> str:
    """« P3, définir les outils… »."""
    return f"{numero}, {label[:1].lower()}{label[1:]}"
