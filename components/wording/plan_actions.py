"""Words of the action plan: its state, its voids, what is asked of the committee."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NBSP, NNBSP, counted, is_missing, listed, number, partial_date
from components.wording.grammar import agreed, in_words, lowered

Row = Mapping[Any, Any]

TITLE: Final = "Plan d’actions"
NAV: Final = "Plan d’actions"
NO_PLAN: Final = "Aucun plan d’actions n’est enregistré"
NO_PLAN_ADVICE: Final = (
    f"La base ne contient aucune action. À fournir par le pilote du programme{NNBSP}: l’intitulé des actions, leur axe "
    "et le document qui les arrête."
)

SUBJECT_MATRIX: Final = "Actions par axe et par état"
SUBJECT_LIST: Final = "Les actions, axe par axe"
SUBJECT_VOIDS: Final = "Ce qui manque, et qui peut le fournir"
SUBJECT_ELSEWHERE: Final = "Plans d’actions des territoires choisis"
SUBJECT_REQUESTS: Final = "Ce qui est demandé au comité de pilotage"

ETATS: Final[Mapping[str, tuple[str, str]]] = {
    "a_venir": ("à venir", "à venir"),
    "en_cours": ("en cours", "en cours"),
    "realisee": ("réalisée", "réalisées"),
    "bloquee": ("bloquée", "bloquées"),
    "non_renseignee": ("non renseignée", "non renseignées"),
}
METEOS: Final[Mapping[str, tuple[str, str]]] = {
    "beau": ("☼", "beau"),
    "variable": ("◐", "variable"),
    "orage": ("↯", "orage"),
}
ETAPES: Final[Mapping[str, str]] = {
    "annonce": "annoncé",
    "vote": "voté",
    "engage": "engagé",
    "mandate": "mandaté",
    "paye": "payé",
    "realise": "réalisé",
}
CHAMPS: Final[Mapping[str, str]] = {
    "etat": "État",
    "pilote": "Pilote",
    "elu_referent": "Élu référent",
    "echeance": "Échéance",
    "budget": "Budget",
    "indicateur": "Indicateur",
}
_LACKING: Final[Mapping[str, str]] = {
    "pilote": "de pilote",
    "elu_referent": "d’élu référent",
    "echeance": "d’échéance",
    "budget": "de budget",
}
AXE: Final = "Axe"
ACTIONS: Final = "Actions"
LATE: Final = "En retard, calculé"
METEO: Final = "Météo, donnée"
NO_STATE: Final = "aucun état connu"
NOT_COMPUTABLE: Final = "non calculable"
NOT_GIVEN: Final = "non donnée"
LIST_COLUMNS: Final = (
    "Action",
    "État",
    "Pilote",
    "Élu référent",
    "Échéance",
    "Budget",
    "Météo",
    "Prochaine étape",
)
RANK: Final = "N°"
MISSING: Final = "Information"
WHOLE: Final = "Ensemble"
SUPPLIER: Final = "À fournir par"
CONTESTED: Final = "suivi contesté"
MATRIX_CAPTION: Final = "Nombre d’actions par axe et par état observé, retards calculés et météo donnée"
LIST_CAPTION: Final = "Actions du plan avec leur dernier suivi connu"
VOIDS_CAPTION: Final = "Informations manquantes, champ par champ et axe par axe"
REQUESTS_CAPTION: Final = "Points soumis au comité de pilotage"
METEO_RULE: Final = f"Météo{NNBSP}: appréciation d’une fonction nommée, à sa date{NNBSP}; elle n’est jamais calculée."
NUMBERING: Final = (
    f"La numérotation est de Vigie{NNBSP}: elle suit l’ordre du document, qui ne numérote pas les actions."
)
STEERING: Final = (
    f"Un comité de pilotage oriente{NNBSP}; les crédits et les engagements sont votés par l’assemblée de chaque EPCI."
)
NO_FREQUENCY: Final = "Le texte ne fixe aucune fréquence au comité de pilotage."
SUPPLIER_RULE: Final = (
    f"Le document ne dit pas qui renseigne chaque action. «{NBSP}À fournir par{NBSP}» est une proposition de Vigie, "
    "d’après le rôle qu’il donne à chaque instance."
)


def _all_actions(count: int) -> str:
    return "l’action du plan" if count == 1 else f"les {in_words(count)} actions"


def some_actions(count: int, total: int) -> str:
    """« les onze actions », « 3 actions sur 11 »."""
    return _all_actions(total) if count == total else f"{counted(count, 'action')} sur{NBSP}{number(total)}"


def message(known: int, late: int, total: int) -> str:
    """The page's sentence: how many actions have a state, and how many are late."""
    if known == 0 and total == 1:
        return "L’action du plan n’a pas d’état renseigné"
    if known == 0:
        return f"Aucune des {in_words(total)} actions n’a d’état renseigné"
    start = f"{counted(known, 'action')} sur {number(total)} {agreed(known, 'a', 'ont')} un état renseigné"
    return f"{start}, {'aucune' if late == 0 else number(late)} en retard"


def lead(programme: str, axes: int, actions: int, members: Sequence[str]) -> str:
    """What the plan is."""
    shared = f", pour {listed(members)}" if members else ""
    return f"{programme}{NNBSP}: {counted(axes, 'axe')}, {counted(actions, 'action')}{shared}."


def outside_message(names: Sequence[str]) -> str:
    """When none of the chosen EPCI belongs to the plan."""
    return f"Ce plan d’actions ne concerne pas {listed(names, 'ni')}"


def outside_lead(programme: str, members: Sequence[str]) -> str:
    """Whom the plan concerns instead."""
    return f"{programme} engage {listed(members)}. Choisissez l’un de ces EPCI, ou tous, pour voir le plan."


def no_action_message(names: Sequence[str]) -> str:
    """When the chosen EPCI belong to the plan, which gives them no action."""
    if len(names) == 1:
        return f"{names[0]} est dans ce plan d’actions, sans action à son nom"
    return f"{listed(names)} sont dans ce plan d’actions, sans action à leur nom"


def no_action_void(total: int, supplier: str) -> str:
    """How the actions are shared instead, and who may complete it."""
    return (
        f"{some_actions(total, total).capitalize()} {agreed(total, 'est rattachée', 'sont toutes rattachées')} à "
        f"d’autres membres. {SUPPLIER}{NNBSP}: {lowered(supplier)}, si une action concerne aussi ce choix."
    )


def outside_notice(names: Sequence[str]) -> str:
    """When some of the chosen EPCI belong to the plan and others do not."""
    verb = agreed(len(names), "n’est", "ne sont")
    return f"{listed(names)} {verb} pas dans ce plan d’actions{NNBSP}: aucun chiffre de ces territoires ne figure ici."


def elsewhere_message(names: Sequence[str], planned: Sequence[str]) -> str:
    """What is known of the chosen EPCI instead."""
    start = "Un autre plan d’actions est enregistré" if planned else "Aucun plan d’actions n’est enregistré"
    return f"{start} pour {listed(names)}"


def elsewhere_void(programmes: Sequence[str], planned: Sequence[str]) -> str:
    """The plan to choose; else the nearest programmes, what they lack and who should supply it."""
    if planned:
        return f"Choisissez-le dans le filtre «{NBSP}Programme{NBSP}»{NNBSP}: {listed(planned, 'ou')}."
    if not programmes:
        return "La base ne contient aucun programme pour ce choix. À fournir par l’EPCI, avec le document qui l’arrête."
    known = f"Programmes connus{NNBSP}: {listed(programmes)}. Leurs documents ne donnent pas d’actions à suivre."
    return f"{known} À fournir par leurs pilotes{NNBSP}: les actions, leur axe, leur état et leur échéance."


def unsplit_notice(unsplit: int, total: int, chosen: Sequence[str]) -> str:
    """When actions are not told apart by EPCI."""
    some = f"{some_actions(unsplit, total)} {agreed(unsplit, 'n’est pas ventilée', 'ne sont pas ventilées')}"
    what = "Le plan n’est pas ventilé" if unsplit == total else some
    return (
        f"{what} par EPCI{NNBSP}: le choix «{NBSP}{listed(chosen)}{NBSP}» montre ce qui est commun à tous ses membres."
    )


def matrix_message(matrix: Sequence[Row]) -> str:
    """How actions spread over axes while nothing is known, then over states."""
    if all(row["non_renseignee"] == row["actions"] for row in matrix):
        spread = listed([f"{row['axe']}{NBSP}{number(row['actions'])}" for row in matrix])
        return f"{spread}{NNBSP}: {NO_STATE}"
    totals = {etat: sum(int(row[etat]) for row in matrix) for etat in ETATS}
    return listed([f"{number(count)}{NBSP}{ETATS[etat][count > 1]}" for etat, count in totals.items() if count])


def late_rule(day: str) -> str:
    """How lateness is computed, and when."""
    return (
        f"En retard{NNBSP}: échéance passée au {partial_date(day)} et action non réalisée selon son dernier suivi. "
        "Sans échéance, sans état ou si le suivi est contesté, le retard n’est pas calculable."
    )


def late_cell(row: Row) -> str:
    """Number of late actions of an axis, with what it rests on."""
    if is_missing(row["en_retard"]):
        return NOT_COMPUTABLE
    base = "" if row["calculables"] == row["actions"] else f" sur {number(row['calculables'])} calculables"
    return f"{number(row['en_retard'])}{base}"


def meteo_cell(row: Row) -> str:
    """« 2 beau, 1 orage », or that nobody gave any."""
    given = [f"{mark}{NBSP}{number(row[key])}{NBSP}{word}" for key, (mark, word) in METEOS.items() if row[key]]
    return ", ".join(given) or NOT_GIVEN


def meteo(key: str, author: str | None) -> str:
    """« ☼ beau, selon … », without its author when the page says it once for all."""
    mark, word = METEOS[key]
    return f"{mark}{NBSP}{word}" if author is None else f"{mark}{NBSP}{word}, selon {author}"


def one_judge(author: str) -> str:
    """Who gives every météo of the plan."""
    return f"Météo donnée par{NNBSP}: {lowered(author)}."


def number_in_plan(axe: int, rank: int) -> str:
    """« 1.2 »."""
    return f"{axe}.{rank}"


def axe_title(row: Row) -> str:
    """« Axe 1, Attirer »."""
    return f"{AXE} {number(row['axe_numero'])}, {row['axe']}"


def list_message(missing: Mapping[str, int], total: int) -> str:
    """What every action lacks, else how many have a lead and a due date."""
    lacking = [words for champ, words in _LACKING.items() if missing[champ] == total]
    if lacking:
        return f"Aucune action n’a {listed(lacking, 'ni')} connu"
    led, dated = total - missing["pilote"], total - missing["echeance"]
    if led == dated:
        return f"{some_actions(led, total).capitalize()} {agreed(led, 'a', 'ont')} un pilote et une échéance"
    return f"{some_actions(led, total).capitalize()} {agreed(led, 'a', 'ont')} un pilote, {number(dated)} une échéance"


UNQUANTIFIED: Final = "non chiffré"


def late_mark(due: str) -> str:
    """Computed lateness beside an observed state."""
    return f"En retard (calculé){NNBSP}: échéance {partial_date(due)}"


def other_lists(priorities: int, engaged: int) -> str | None:
    """The document's other lists are not the plan."""
    lists = [
        text
        for count, text in (
            (priorities, f"{number(priorities)} priorités communes"),
            (engaged, f"{number(engaged)} actions déjà engagées"),
        )
        if count
    ]
    if not lists:
        return None
    return (
        f"Le même document donne aussi {listed(lists)}{NNBSP}: ce sont d’autres listes, qui recoupent parfois ces "
        "actions. Elles ne s’y ajoutent pas."
    )


def voids_message(missing: int, total: int, *, over: bool = False) -> str:
    """How much is missing in all; of a programme that is over, to its assessment only."""
    where = " au bilan" if over else ""
    if missing == 0:
        return f"Aucune des {number(total)} informations attendues ne manque{where}"
    return f"{counted(missing, 'information')} sur {number(total)} {agreed(missing, 'manque', 'manquent')}{where}"


def void_cell(missing: int, total: int) -> str:
    """« 4 sur 4 », « aucune »."""
    return "aucune" if missing == 0 else f"{number(missing)} sur {number(total)}"
