"""Points of attention, in words: what each one says, and the rule that raised it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from components import formats as f
from components.formats import NBSP, NNBSP
from components.wording.grammar import agreed

TITLE: Final = "Points d’attention"
POINT: Final = "Point"
RULE: Final = "Règle"
NOTHING: Final = "Aucune règle ne signale de point"
LIMIT: Final = (
    "Une valeur contestée, sans date ou relayée par un tiers est à clarifier, jamais dite en retard ni sous la bande. "
    "Une règle ne dit pas la cause."
)

Told = Mapping[str, Any]


def message(count: int) -> str:
    """Message of the block."""
    return f"{f.counted(count, 'point')} à regarder, chacun avec sa règle" if count else NOTHING


def _months(count: int) -> str:
    return f"{f.number(count)}{NNBSP}mois"


def rules(unspent_months: int, unspent_share: float, stale_months: int) -> Mapping[str, str]:
    """Each rule as the reader sees it, with the thresholds of ``data.model.attention``."""
    closed = f"Exercice clos depuis au moins {_months(unspent_months)}"
    return {
        "retard": "Échéance passée, action non réalisée selon son dernier suivi",
        "bloquee": "Dernier état observé, non contesté",
        "vote_non_mandate": f"{closed}, aucun montant mandaté, payé ou réalisé connu",
        "vote_peu_mandate": f"{closed}, moins de {f.percent(unspent_share)} du voté mandaté, à champ égal",
        "sous_la_bande": "Emplois comptés, datés et non contestés, sous la bande attendue à leur date",
        "promesse_echue": "Promesse datée, échéance passée, aucune preuve connue",
        "sans_pilote": "Action à mener dont le dernier suivi ne nomme aucun pilote",
        "sans_etat": "Action dont le dernier suivi ne donne aucun état, ou sans suivi",
        "suivi_ancien": f"Dernier suivi de plus de {_months(stale_months)}, action non réalisée",
        "degradation": "Deux évolutions de suite dans le mauvais sens, sans rupture",
        "valeur_ancienne": f"Dernière période de plus de {_months(stale_months)}",
        "conteste": f"Chiffre contesté{NNBSP}: à clarifier, sans verdict",
    }


COMPUTED: Final = "Échéance calculée par Vigie, passée, aucune preuve connue"


def rule(name: str, told: Told, known: Mapping[str, str]) -> str:
    """The rule of a point; a computed due date is said as such."""
    return COMPUTED if name == "promesse_echue" and told["calculee"] else known[name]


def _late(subject: str, told: Told) -> str:
    return f"En retard, échéance {f.partial_date(told['echeance'])}{NNBSP}: {subject}"


def _blocked(subject: str, told: Told) -> str:
    return f"Bloquée au {f.partial_date(told['observe_le'])}{NNBSP}: {subject}"


def _voted(subject: str, told: Told) -> str:
    return f"{f.euros(told['montant'])} votés non mandatés, exercice {told['exercice']} ({subject})"


def _little_spent(subject: str, told: Told) -> str:
    return (
        f"Voté non mandaté{NNBSP}: {f.euros(told['reste'])}, exercice {told['exercice']}, "
        f"{f.percent(told['pourcent'])} de {f.euros(told['montant'])} mandatés ({subject})"
    )


def _below(subject: str, told: Told) -> str:
    jobs = f.counted(round(f.alone(told["valeur"])), "emploi")
    return (
        f"{subject}{NNBSP}: {jobs} à fin {f.partial_date(told['date_valeur'])}, "
        f"sous la bande de {f.number(told['bas'])} à {f.number(told['haut'])} "
        f"comptée de {f.partial_date(told['date_origine'])}"
    )


def _due(subject: str, told: Told) -> str:
    return f"{told['numero']} · {subject}"


def _of(told: Told) -> str:
    return f"{f.number(told['nombre'])} sur {f.number(told['total'])}"


def _no_pilot(subject: str, told: Told) -> str:
    return f"{f.counted(told['nombre'], 'action')} sans pilote, {_of(told)} ({subject})"


def _no_state(subject: str, told: Told) -> str:
    return f"{f.counted(told['nombre'], 'action')} sans état ({subject})"


def _stale(subject: str, told: Told) -> str:
    kept = agreed(told["nombre"], "action au suivi ancien", "actions au suivi ancien")
    return f"{f.number(told['nombre'])}{NBSP}{kept}{NNBSP}: {listed(told['noms'])} ({subject})"


def listed(names: tuple[str, ...], shown: int = 2) -> str:
    """The first names, and how many more there are."""
    more = len(names) - shown
    told = ", ".join(f"«{NNBSP}{name}{NNBSP}»" for name in names[:shown])
    return told if more <= 0 else f"{told} et {f.number(more)} de plus"


def _value(told: Told, name: str) -> str:
    return f.percent(told[name]) if told["unite"] == "%" else f.number(told[name])


def _worse(subject: str, told: Told) -> str:
    return (
        f"{subject}, {told['territoire']}{NNBSP}: de {_value(told, 'avant')} ({f.partial_date(told['debut'])}) "
        f"à {_value(told, 'valeur')} ({f.partial_date(told['fin'])})"
    )


def _old(subject: str, told: Told) -> str:
    return f"{subject}, {told['territoire']}{NNBSP}: dernière valeur {f.partial_date(told['periode'])}"


def _contested(subject: str, _told: Told) -> str:
    return subject


_SENTENCES: Final[Mapping[str, Callable[[str, Told], str]]] = {
    "retard": _late,
    "bloquee": _blocked,
    "vote_non_mandate": _voted,
    "vote_peu_mandate": _little_spent,
    "sous_la_bande": _below,
    "promesse_echue": _due,
    "sans_pilote": _no_pilot,
    "sans_etat": _no_state,
    "suivi_ancien": _stale,
    "degradation": _worse,
    "valeur_ancienne": _old,
    "conteste": _contested,
}


def sentence(name: str, subject: str, told: Told) -> str:
    """What a point says."""
    return _SENTENCES[name](subject, told)
