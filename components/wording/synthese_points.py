"""Sentences of the Synthèse: points of attention and what to ask of the committee."""

from typing import Final

from components import formats as f
from components.formats import NNBSP

RULE_LATE: Final = "Échéance passée, action non réalisée selon son dernier suivi"
RULE_BLOCKED: Final = "Dernier état observé"
RULE_DUE: Final = "Promesse datée, échéance passée, aucune preuve connue"
RULE_DUE_COMPUTED: Final = "Échéance calculée par Vigie, passée, aucune preuve connue"
RULE_STALE: Final = f"Dernière période de plus de 12{NNBSP}mois"
RULE_CONTESTED: Final = f"Chiffre contesté{NNBSP}: à clarifier, sans verdict ni alerte"
RULE_STATELESS: Final = "Action dont le dernier suivi ne donne aucun état, ou sans suivi"
RANK: Final = "N°"
ORIENTATION: Final = "Orientation"
ORIGIN: Final = "Origine"
ORIGIN_RULE: Final = "Règle"
ORIGIN_BASE: Final = "Inscrite"
ATTENTION_TITLE: Final = "Points d’attention"
ORIENTATIONS_TITLE: Final = "Orientations attendues"
ORIENTATIONS_NOTE: Final = (
    f"Un comité oriente, il ne vote pas. «\u00a0Règle\u00a0»{NNBSP}: proposée à partir de ce qui manque."
)
ORIENTATIONS_PERIMETER: Final = (
    f"Compte de tous les programmes des territoires choisis, une demande par sujet. La page Plan d’actions compte "
    f"autrement{NNBSP}: un seul plan, un point par sorte de manque ou de blocage."
)
RULE: Final = "Règle"
POINT: Final = "Point"


def due_promise(number: str, label: str) -> str:
    """A promise past its date."""
    return f"{number} · {label}"


def late_action(name: str, due: str) -> str:
    """An action past its due date."""
    return f"En retard, échéance {f.partial_date(due)}{NNBSP}: {name}"


def blocked_action(name: str) -> str:
    """A blocked action."""
    return f"Bloquée{NNBSP}: {name}"


def stateless(count: int, programme: str) -> str:
    """Actions nobody follows."""
    return f"{f.counted(count, 'action')} sans état ({programme})"


def old_rate(zone: str, period: str) -> str:
    """An old unemployment rate."""
    return f"Chômage, {zone}{NNBSP}: dernière valeur {f.partial_date(period)}"


def attention_message(count: int) -> str:
    """Message of the block of points."""
    return (
        "Aucune règle ne signale de point"
        if not count
        else f"{f.counted(count, 'point')} à regarder, chacun avec sa règle"
    )


def ask_pilots(count: int) -> str:
    """Orientation from the voids of the plan."""
    which = "l’action sans état" if count == 1 else f"chacune des {f.number(count)} actions sans état"
    return f"Désigner un pilote, une échéance et un indicateur pour {which}"


def ask_counting() -> str:
    """Orientation from rival claims."""
    return "Arrêter le mode de comptage des emplois des clusters, sa période et son périmètre"


def ask_proofs(count: int) -> str:
    """Orientation from due promises."""
    which = "la promesse échue" if count == 1 else f"les {f.number(count)} promesses échues"
    return f"Produire ou abandonner {which} sans preuve"


def ask_split() -> str:
    """Orientation from a budget without axes."""
    return "Ventiler le budget par axe, par financeur et par exercice"


def orientations_message(count: int) -> str:
    """Message of the block of orientations."""
    return (
        "Rien à demander d’après les règles, tous programmes réunis"
        if not count
        else f"{f.counted(count, 'orientation')} à demander, tous programmes réunis"
    )
