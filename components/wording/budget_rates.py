"""Words of the rates between two stages of the ladder: a percentage and its base, or why there is none."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import counted, listed, percent
from components.wording.budget import COLON

_OVER: Final[Mapping[str, str]] = {"annonce": "de l’annoncé", "vote": "du voté", "mandate": "du mandaté"}
_PARTICIPLES: Final[Mapping[str, str]] = {"annonce": "l’annoncé", "vote": "le voté", "mandate": "le mandaté"}
_REFUSALS: Final[Mapping[str, str]] = {
    "incomplet": "il manque des montants",
    "couverture": "les deux étapes ne couvrent pas les mêmes axes et territoires",
    "financeurs": "les deux étapes n’ont pas les mêmes financeurs",
    "sections": "les deux étapes ne couvrent pas les mêmes sections",
    "supplementaire": "un budget supplémentaire s’ajoute au vote",
    "nul": "la base est nulle",
}


def rate(value: float | None, base: str, refusal: str | None, *, approximate: bool) -> str:
    """« 48,2 % du voté », or why it can not be told."""
    if value is None:
        return f"taux non calculable{COLON} {_REFUSALS[refusal or 'incomplet']}"
    return f"{'environ ' if approximate else ''}{percent(value)} {_OVER[base]}"


def without_base(base: str, elsewhere: Sequence[str]) -> str:
    """« taux non calculable : le voté n’est connu que pour un autre champ (exercice 2024) »."""
    start = f"taux non calculable{COLON} {_PARTICIPLES[base]}"
    if not elsewhere:
        return f"{start} n’est pas renseigné"
    first = f"{elsewhere[0][:1].lower()}{elsewhere[0][1:]}"
    others = f" et {counted(len(elsewhere) - 1, 'autre', 'autres')}" if len(elsewhere) > 1 else ""
    return f"{start} n’est connu que pour un autre champ ({first}{others})"


def without_budget(territories: Sequence[str]) -> str:
    """Why a vote has no total."""
    return f"non calculable{COLON} il manque le budget primitif ({listed(territories)})"
