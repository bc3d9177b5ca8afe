"""Words of what stands beside the rates: EPCI without a rate, the promise, the other measure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import (
    NBSP,
    NNBSP,
    counted,
    is_missing,
    listed,
    number,
    partial_date,
    percent,
    points,
)
from components.wording.claims import as_said, before
from components.wording.grammar import on_date
from components.wording.synthese import PROMISE_STATES

EPCI_TITLE: Final = "Et par EPCI"
EPCI_MESSAGE: Final = f"Taux de chômage d’un EPCI{NNBSP}: non renseigné, aucun n’est publié"
NEAREST: Final = (
    "Le taux localisé est publié par zone d’emploi, département et région, jamais par EPCI. L’échelle connue la plus "
    "proche est la zone d’emploi, dont les limites ne sont pas celles de l’EPCI."
)
EPCI_VOID: Final = (
    "Le taux localisé est publié par zone d’emploi, département et région, jamais par EPCI. La zone d’emploi de ces "
    "territoires n’est pas renseignée."
)
PROMISE_TITLE: Final = "La promesse, et ce que disent les chiffres"
SAID: Final = "Ce qui est dit"
FIGURE: Final = "Chiffre"
WHEN: Final = "Période ou échéance"
NATURE: Final = "Nature"
KNOWN: Final = "Connu"
NO_TARGET: Final = "aucune cible chiffrée"
TARGET_IN_WORDS: Final = "cible dite en mots"
COMPUTED: Final = "Calculé par Vigie"
NO_LINE: Final = "Aucune ligne de cible n’est tracée sur cette page, à aucune valeur."
BIT_TITLE: Final = "À part, le chômage au sens du BIT"
BIT_RULE: Final = (
    "Autre mesure, connue à la seule échelle nationale. Elle n’est ni raccordée au taux localisé, ni soustraite d’un "
    "taux local."
)
YEAR: Final = "Année"
QUARTERS: Final = ("T1", "T2", "T3", "T4")
BIT_VOID: Final = (
    f"Le taux de chômage au sens du BIT n’est pas renseigné pour la période choisie. À fournir{NNBSP}: la série de "
    "l’Insee."
)


def zone_share(epci: str, communes: int, total: int) -> str:
    """« Chauny-Tergnier-La Fère : 38 communes sur 48 »."""
    return f"{epci}{NNBSP}: {counted(communes, 'commune')} sur{NBSP}{number(total)}"


def zone_shares(shares: Sequence[str]) -> str:
    """Every EPCI that a zone holds."""
    return f"{NNBSP}; ".join(shares)


def promise_message(promises: int, *, measurable: bool) -> str:
    """Message of the promise's block."""
    subject = "Une promesse sur le chômage" if promises == 1 else f"{promises}{NBSP}promesses sur le chômage"
    if measurable:
        return f"{subject}{NNBSP}: leurs mots sont cités, aucune cible n’est tracée"
    return f"{subject}, sans cible chiffrée{NNBSP}: la série est montrée, sans verdict"


def state(code: str) -> str:
    """State of a promise, computed by rule."""
    return f"Promesse, {PROMISE_STATES.get(code, 'échue sans preuve')}"


def due(partial: object) -> str:
    """Due date of a promise."""
    return "sans échéance datable" if is_missing(partial) else f"échéance{NNBSP}: {partial_date(str(partial))}"


def when(period: str) -> str:
    """A quarter in words; the words of a source as they are."""
    return partial_date(period) if "-T" in period else period


def claimed(row: Mapping[Any, Any]) -> str:
    """« 2 points », « 1 à 2 points (hors frontaliers) »: the figure as someone told it, with its reserve."""
    reserve = row["qualificatif"]
    return as_said(row) if is_missing(reserve) or before(row) else f"{as_said(row)} ({reserve})"


def said_by(libelle: str, place: str) -> str:
    """A figure that someone tells, with its territory."""
    return f"{libelle}, {place}"


def computed(zone: str, country: str) -> str:
    """« Zone d’Amiens, écart avec France hors Mayotte »."""
    return f"{zone}, écart avec {country}"


def computed_points(gap: float | None, why: str) -> str:
    """A gap, or why there is none."""
    return why if gap is None else points(gap)


def starting_gap(figure: str) -> str:
    """What a declared starting gap is, and is not."""
    return (
        f"{figure}{NNBSP}: écart de départ avancé par la source, qui n’en dit ni le producteur ni la période. Ce n’est "
        "pas une cible."
    )


def not_the_zone(place: str) -> str:
    """Why a promise about an EPCI is not settled by the rate of a zone."""
    return f"La promesse porte sur {place}, les taux sur la zone d’emploi{NNBSP}: les deux ne se confondent pas."


def promise_mark(known: str) -> str:
    """Words of the date of a promise on the chart."""
    return f"Promesse connue {on_date(known)}"


def due_mark(partial: str) -> str:
    """Words of the due date on the chart."""
    return f"Échéance{NNBSP}: {partial_date(partial)}"


def bit_message(name: str, period: str, rate: float) -> str:
    """Message of the other measure."""
    return f"{name}{NNBSP}: {percent(rate)} au {partial_date(period)} au sens du BIT, autre mesure que le taux localisé"


def bit_caption(first: int, last: int) -> str:
    """Caption of the table of the other measure."""
    return f"Taux de chômage au sens du BIT, par trimestre, {first} à {last}"


def flags(found: Mapping[str, Sequence[str]]) -> list[str]:
    """Flags of the producer, each with its quarters."""
    return [f"{flag}{NNBSP}: {listed([partial_date(one) for one in periods])}." for flag, periods in found.items()]
