"""Words of a programme that is over: it is assessed, no longer steered."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import NNBSP, counted, listed, number, partial_date
from components.wording import plan_actions as plan
from components.wording.grammar import agreed, in_words, lowered, on_date

SUBJECT_REQUESTS: Final = "Le bilan à demander"
SUBJECT_VOIDS: Final = "Ce qui manque au bilan, et qui peut le fournir"
CHAMPS: Final[Mapping[str, str]] = {
    "etat": "État final",
    "budget": plan.CHAMPS["budget"],
    "indicateur": plan.CHAMPS["indicateur"],
}
EXPECTED: Final = "Pour le bilan"
PAST: Final = "Pendant le programme"
STEERED: Final[Mapping[str, str]] = {key: plan.CHAMPS[key] for key in ("pilote", "elu_referent", "echeance")}
_THE: Final[Mapping[str, str]] = {"etat": "l’état final", "budget": "le budget", "indicateur": "l’indicateur"}
_ASKED: Final[Mapping[str, str]] = {
    "etat": "Établir l’état final pour {actions}",
    "non_realisee": "Dire ce qui a été décidé pour {actions}, sans réalisation connue à la fin du programme",
    "budget": "Établir ce qui a été dépensé pour {actions}",
    "indicateur": "Établir le résultat obtenu pour {actions}",
}
COMPLETE: Final = "Chaque action est réalisée, avec son budget et son indicateur."
_NOTHING_LACKS: Final = "Rien ne manque au bilan"
LATE: Final = "Non réalisée à l’échéance, calculé"
LATENESS: Final[Mapping[str, str]] = {
    "en_retard": "non réalisée à l’échéance",
    "dans_les_temps": "échéance postérieure à la fin du programme",
    "achevee": "action réalisée",
}
BUDGET_LACKS: Final = "Il manque le montant dépensé, son étape et son financeur."
STEERING: Final = (
    f"Le programme est terminé{NNBSP}: il n’y a plus de pilote à désigner ni d’échéance à fixer, "
    "mais un bilan à rendre."
)


def _undocumented(count: int, total: int) -> str:
    some = plan.some_actions(count, total)
    # « de les » contracts.
    return f"l’état {f'des {some[4:]}' if some.startswith('les ') else f'de {some}'} n’est pas documenté"


def ended(end: str) -> str:
    """« programme terminé en 2022 », « programme terminé le 30 juin 2022 »: no day that the source does not give."""
    return f"programme terminé {on_date(end)}"


def ended_alone(end: str) -> str:
    """The same, at the start of a sentence or alone."""
    return ended(end).capitalize()


def _awaited(unset: int, total: int) -> str:
    """An assessment of which nothing is known is to be made; otherwise, to be completed."""
    return "bilan à produire" if unset == total else "bilan à compléter"


def mark(unset: int, total: int) -> str:
    """« ◇ bilan à produire »."""
    return f"◇ {_awaited(unset, total)}"


def message(done: int, unset: int, total: int, end: str) -> str:
    """The plan's sentence: what its assessment says, and what it lacks."""
    if unset == total:
        return f"{ended_alone(end)}, {_awaited(unset, total)}{NNBSP}: {_undocumented(unset, total)}"
    achieved = f"{counted(done, 'action')} sur {number(total)} {agreed(done, 'réalisée', 'réalisées')}"
    if unset:
        return f"{ended_alone(end)}, {_awaited(unset, total)}{NNBSP}: {achieved}, {_undocumented(unset, total)}"
    return f"{ended_alone(end)}{NNBSP}: {achieved}, selon le dernier suivi"


def request(subject: str, count: int, total: int) -> str:
    """« Établir l’état final pour les onze actions »."""
    return _ASKED[subject].format(actions=plan.some_actions(count, total))


def requests_message(points: Sequence[str]) -> str:
    """How many points the assessment of this plan lacks."""
    if not points:
        return _NOTHING_LACKS
    count = "Un point" if len(points) == 1 else f"{in_words(len(points)).capitalize()} points"
    return f"{count} à établir pour le bilan de ce plan"


def late_rule(day: str) -> str:
    """What « not done by the due date » means, and when it was computed."""
    return (
        f"Non réalisée à l’échéance{NNBSP}: échéance passée au {partial_date(day)} et action non réalisée selon son "
        "dernier suivi. Sans échéance, sans état ou si le suivi est contesté, ce n’est pas calculable."
    )


def late_mark(due: str) -> str:
    """Computed beside the observed state of an action."""
    return f"Non réalisée à l’échéance (calculé){NNBSP}: {partial_date(due)}"


def record_message(missing: Sequence[str], end: str) -> str:
    """What the assessment of one action lacks."""
    if not missing:
        return f"{ended_alone(end)}, bilan renseigné"
    names = [_THE[champ] for champ in missing]
    return f"{ended_alone(end)}{NNBSP}: il manque au bilan {listed(names)}"


def history_void(supplier: str, end: str) -> str:
    """What the assessment lacks, who should supply it, and what is known meanwhile."""
    return (
        f"{ended_alone(end)}, sans bilan enregistré. Il manque l’état final de l’action, sa date et son résultat. "
        f"À fournir par{NNBSP}: {lowered(supplier)}. Seule certitude{NNBSP}: le document inscrit cette action au plan."
    )


def tail(count: int) -> str:
    """« un programme terminé attend son bilan », in the message of the Synthèse."""
    if count == 1:
        return "un programme terminé attend son bilan"
    return f"{number(count)} programmes terminés attendent leur bilan"


def point(programme: str, count: int, total: int) -> str:
    """« Territoire d’industrie 2019-2022, bilan à produire : l’état de 11 actions n’est pas documenté »."""
    return f"{programme}, {_awaited(count, total)}{NNBSP}: {_undocumented(count, total)}"


def point_rule(end: str) -> str:
    """Why the point is raised."""
    return f"{ended_alone(end)}, action sans état documenté"


def ask(programme: str, end: str, count: int, total: int) -> str:
    """What to ask of the committee."""
    verb = "Produire" if count == total else "Compléter"
    return f"{verb} le bilan de «\u00a0{programme}\u00a0», {ended(end)}{NNBSP}: {_undocumented(count, total)}"
