"""Words of the page of one action: what is known of it, its follow-up, its money."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NBSP, NNBSP, counted, is_missing, listed, number, partial_date
from components.wording import bilan
from components.wording.grammar import agreed, in_words, lowered
from components.wording.plan_actions import CHAMPS, METEOS

Row = Mapping[Any, Any]

TITLE: Final = "Action"
SUBJECT_RECORD: Final = "Ce que l’on sait de l’action"
SUBJECT_HISTORY: Final = "Suivi daté"
SUBJECT_BUDGET: Final = "Budget de l’action"

PLAN: Final = "Plan d’actions"
AXE: Final = "Axe"
PRECISIONS: Final = "Contenu"
PLACE: Final = "Place dans la source"
STATE: Final = "État observé"
LATE: Final = "Retard, calculé"
METEO: Final = "Météo, donnée"
EPCI: Final = "EPCI concernés"
OBSERVED: Final = "Observé le"
FIELDS: Final[Mapping[str, str]] = {
    "pilote": "Pilote",
    "elu_referent": "Élu référent",
    "debut_prevu": "Début prévu",
    "echeance": "Échéance",
    "terminee_le": "Terminée le",
    "avancement": "Avancement",
    "indicateur": "Indicateur",
    "prochaine_etape": "Prochaine étape",
    "commentaire": "Commentaire",
}
_DATES: Final = ("debut_prevu", "echeance", "terminee_le")
RECORD_CAPTION: Final = "Fiche de l’action"
HISTORY_CAPTION: Final = "Suivi de l’action, du plus récent au plus ancien"
BUDGET_CAPTION: Final = "Lignes de budget rattachées à l’action"
TERM: Final = "Information"
VALUE: Final = "Valeur"
HISTORY_COLUMNS: Final = (OBSERVED, "État", "Pilote", "Échéance", "Météo", "Prochaine étape")
BUDGET_COLUMNS: Final[Mapping[str, str]] = {
    "objet": "Objet",
    "financeur": "Financeur",
    "etape": "Étape",
    "exercice": "Exercice",
    "montant": "Montant",
}
NEIGHBOURS: Final = "Autres actions du plan"
WHOLE_PLAN: Final = "Tout le plan"
NOT_SPLIT: Final = "non ventilé par EPCI"
CONTESTED_LATE: Final = f"non calculable{NNBSP}: le suivi est contesté"
_LATENESS: Final[Mapping[str, str]] = {
    "en_retard": "en retard",
    "dans_les_temps": "dans les temps",
    "achevee": "action réalisée",
}
NEVER_ADDED: Final = (
    f"Les lignes ne s’additionnent pas{NNBSP}: étapes, exercices, montants annuels et totaux disent des choses "
    "différentes."
)


def lead(programme: str, axe: str, rank: str, end: str | None = None) -> str:
    """Where the action stands, and that its programme is over when it is."""
    over = "" if end is None else f" {bilan.ended_alone(end)}."
    return f"{programme}{NNBSP}: action {rank}, axe «{NBSP}{axe}{NBSP}».{over}"


def field(name: str, value: object) -> str | None:
    """A field as text; None when missing."""
    if is_missing(value):
        return None
    if name in _DATES:
        return partial_date(str(value))
    if name == "avancement":
        return f"{number(float(str(value)))}{NNBSP}%"
    return str(value)


def lateness(row: Row, *, over: bool = False) -> str:
    """The computed lateness, or what it lacks; no action of a programme that is over is late any more."""
    if row["retard"] != "non_calculable":
        return (bilan.LATENESS if over else _LATENESS)[str(row["retard"])]
    if row["conteste"]:
        return CONTESTED_LATE
    lacking = [
        words
        for words, missing in (
            ("l’état", row["etat"] == "non_renseignee"),
            ("l’échéance", is_missing(row["echeance"])),
        )
        if missing
    ]
    return f"non calculable{NNBSP}: il manque {listed(lacking)}"


def meteo(row: Row) -> str | None:
    """Météo with its author and date."""
    if is_missing(row["meteo"]):
        return None
    mark, word = METEOS[str(row["meteo"])]
    return f"{mark}{NBSP}{word}, selon {row['meteo_auteur']}, {partial_date(str(row['observe_le']))}"


def record_message(missing: Sequence[str]) -> str:
    """What the action lacks among what steering needs."""
    if not missing:
        return "Tout ce qui sert à piloter l’action est renseigné"
    if len(missing) == len(CHAMPS):
        return f"Aucune des {in_words(len(CHAMPS))} informations de pilotage n’est renseignée"
    names = [CHAMPS[champ].lower() for champ in missing]
    return f"{counted(len(names), 'information')} {agreed(len(names), 'manque', 'manquent')}{NNBSP}: {listed(names)}"


def history_message(count: int, last: str | None) -> str:
    """How often the action was followed."""
    if last is None:
        return "Aucun suivi n’est enregistré"
    return f"{counted(count, 'observation')}, la dernière du {partial_date(last)}"


def history_void(supplier: str) -> str:
    """What is missing, who should supply it, and what is known meanwhile."""
    return (
        f"Il manque l’état, sa date, le pilote, l’élu référent, l’échéance et l’indicateur. À fournir par{NNBSP}: "
        f"{lowered(supplier)}. Seule certitude{NNBSP}: le document inscrit cette action au plan."
    )


def budget_message(count: int, reference: str | None = None) -> str:
    """How many lines name the action, and what they say first: « 36 lignes de budget : 320 000 € votés en 2026 »."""
    if not count:
        return "Aucun montant n’est rattaché à l’action"
    lines = f"{counted(count, 'ligne')} de budget"
    return lines if reference is None else f"{lines}{NNBSP}: {reference}"


def budget_void(supplier: str, elsewhere: int, *, over: bool = False) -> str:
    """What is missing, who should supply it, and the nearest money known."""
    nearest = (
        f" Le programme a par ailleurs {counted(elsewhere, 'ligne')} hors actions, sur la page Budget."
        if elsewhere
        else ""
    )
    lacking = bilan.BUDGET_LACKS if over else "Il manque un montant, son étape et son financeur."
    return f"{lacking} À fournir par{NNBSP}: {lowered(supplier)}.{nearest}"


def previous(rank: str) -> str:
    """Link to the action before."""
    return f"← Action {rank}"


def following(rank: str) -> str:
    """Link to the action after."""
    return f"Action {rank} →"
