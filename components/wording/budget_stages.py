"""Words of the five stages by axis and by funder."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import counted, listed
from components.wording.budget import COLON, NONE, SEMICOLON, STAGES

SUBJECT: Final = "Les cinq étapes, par axe et par financeur"
CAPTION: Final = "Montant de chaque étape, par axe puis par financeur"
CAPTIONS: Final[Mapping[str, str]] = {
    "axe": "Montant de chaque étape, par axe",
    "financeur": "Montant de chaque étape, par financeur",
}
COLUMNS: Final[Mapping[str, str]] = {"lecture": "Lecture", "nom": "Axe ou financeur"}
HEADS: Final[Mapping[str, str]] = {"axe": "Axe", "financeur": "Financeur"}
RATES: Final = "Taux"
OWN_RATES: Final = (
    f"Chaque taux rapporte une étape à une autre du même axe ou du même financeur, pour la même période{SEMICOLON} "
    "jamais d’un axe à un autre."
)


def rates(words: Sequence[tuple[str, str]]) -> str:
    """« engagé : 91,5 % du voté ; mandaté : 82,2 % du voté »."""
    return f"{SEMICOLON} ".join(f"{STAGES[stage].lower()}{COLON} {text}" for stage, text in words) or NONE


def message(stages: Sequence[str], period_words: str, axes: int, funders: int) -> str:
    """« Exercice 2025 : annoncé, voté, engagé et mandaté pour 3 axes et 3 financeurs »."""
    told = listed([STAGES[stage].lower() for stage in stages])
    if not axes and not funders:
        return f"{period_words}{COLON} {told}, sans rien par axe ni par financeur"
    parts = [*([counted(axes, "axe", "axes")] if axes else []), *([counted(funders, "financeur")] if funders else [])]
    return f"{period_words}{COLON} {told}, pour {listed(parts)}"


def one_stage(stage: str, missing: Sequence[str], supplier: str) -> str:
    """Why the stages are not told by axis and by funder: one alone is known."""
    article = "l’" if stage in ("annonce", "engage") else "le "
    lacking = listed([STAGES[name].lower() for name in missing])
    first = f"Seule étape connue, par axe comme par financeur{COLON} {article}{STAGES[stage].lower()}."
    return f"{first} À fournir par {supplier}{COLON} {lacking}."
