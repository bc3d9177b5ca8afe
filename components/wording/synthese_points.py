"""Sentences of the Synthèse: what to ask of the committee."""

from typing import Final

from components import formats as f
from components.formats import NNBSP

RANK: Final = "N°"
ORIENTATION: Final = "Orientation"
ORIGIN: Final = "Origine"
ORIGIN_RULE: Final = "Règle"
ORIGIN_BASE: Final = "Inscrite"
ORIENTATIONS_TITLE: Final = "Orientations attendues"
ORIENTATIONS_NOTE: Final = (
    f"Un comité oriente, il ne vote pas. «\u00a0Règle\u00a0»{NNBSP}: proposée à partir de ce qui manque."
)
ORIENTATIONS_PERIMETER: Final = (
    f"Compte de tous les programmes des territoires choisis, une demande par sujet. La page Plan d’actions compte "
    f"autrement{NNBSP}: un seul plan, un point par sorte de manque ou de blocage."
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
