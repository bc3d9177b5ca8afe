"""Words of the page of one programme: what it is, its lists, its partners, its promises, its facts."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NBSP, NNBSP, counted, is_missing, listed, number, partial_date
from components.wording.grammar import agreed, in_words, lowered

Row = Mapping[Any, Any]

TITLE: Final = "Programme"
SUBJECT_RECORD: Final = "Ce qu’est le programme"
SUBJECT_PROMISES: Final = "Ses promesses"
SUBJECT_AXES: Final = "Axes et plan d’actions"
SUBJECT_PRIORITIES: Final = "Priorités communes, à part"
SUBJECT_ENGAGED: Final = "Actions déjà engagées, à part"
SUBJECT_PARTNERS: Final = "Partenaires, par rôle"
SUBJECT_MONEY: Final = "L’argent de ce programme"
SUBJECT_FACTS: Final = "Autres faits dits par les documents"
OTHERS: Final = "Programmes"
ALL_PROGRAMMES: Final = "Tous les programmes"

RECORD_CAPTION: Final = "Fiche du programme"
TERM: Final = "Information"
VALUE: Final = "Valeur"
NAME: Final = "Nom complet"
NATURE: Final = "Nature"
MEANING: Final = "Ce qu’elle engage"
TERRITORY: Final = "Territoire"
START: Final = "Début"
END: Final = "Fin ou horizon"
STANDING: Final = "État"
RESERVATION: Final = "Réserve de la source"
AUTHOR: Final = "Dit par"
PLACE: Final = "Place dans la source"
NO_RESERVATION: Final = "aucune"

PROMISES_CAPTION: Final = "Promesses du programme, leur échéance et leur état"
PROMISES_COLUMNS: Final[Mapping[str, str]] = {"promesse": "Promesse", "echeance": "Échéance", "etat": "État"}
ALSO_HERE: Final = "Reprise ici"
REGISTER: Final = "Voir le registre"
AXES_CAPTION: Final = "Axes du programme et nombre d’actions de chacun"
AXES_COLUMNS: Final[Mapping[str, str]] = {"numero": "N°", "nom": "Axe", "actions": "Actions du plan"}
PLAN: Final = "Voir le plan d’actions"
PRIORITIES_CAPTION: Final = "Priorités communes du programme"
ENGAGED_CAPTION: Final = "Actions déjà engagées au moment du document"
LIST_COLUMNS: Final[Mapping[str, str]] = {"numero": "N°", "nom": "Intitulé"}
ENGAGED_COLUMNS: Final[Mapping[str, str]] = {**LIST_COLUMNS, "territoire": "Territoire"}
SEVERAL: Final = "plusieurs"
PARTNERS_CAPTION: Final = "Partenaires du programme et leur rôle"
PARTNERS_COLUMNS: Final[Mapping[str, str]] = {"role": "Rôle", "nom": "Partenaire", "qualificatif": "Réserve"}
ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "pilote": ("Pilote", "Pilotes"),
    "signataire": ("Signataire", "Signataires"),
    "partenaire": ("Partenaire", "Partenaires"),
    "soutien_scientifique": ("Soutien scientifique", "Soutiens scientifiques"),
    "beneficiaire": ("Bénéficiaire", "Bénéficiaires"),
}
FACTS_CAPTION: Final = "Faits qualitatifs dits par les documents, thème par thème"
FACTS_COLUMNS: Final[Mapping[str, str]] = {
    "theme": "Thème",
    "libelle": "Fait",
    "contenu": "Contenu",
    "date_fait": "Date du fait",
    "territoire": "Territoire",
}
NO_CONTENT: Final = "–"
NO_FACT_DATE: Final = "non datée par la source"
SECTOR: Final = "secteur"
FACTS_LIMIT: Final = (
    f"Le mot «{NBSP}secteur{NBSP}» a trois sens dans les documents{NNBSP}: secteur économique, secteur communautaire "
    "et secteur de la ville, qui sont des lieux."
)
LISTS_APART: Final = (
    f"Ces listes du même document se recoupent{NNBSP}: axes, priorités communes, actions déjà engagées et plan "
    "d’actions ne s’additionnent pas."
)
NO_AXIS: Final = "Les documents lus ne donnent aucun axe"
NO_PARTNER: Final = "Aucun partenaire n’est nommé"
NO_PROMISE: Final = "Aucune promesse n’est enregistrée"
SEE_BUDGET: Final = "Voir le budget de ce programme"


def message(name: str, standing: str, known: Sequence[str]) -> str:
    """« Protocole CDC : terminé en 2020, deux promesses échues sans preuve, aucune séance documentée »."""
    return f"{name}{NNBSP}: {', '.join([standing, *known])}"


def due(count: int) -> str:
    """« deux promesses échues sans preuve »."""
    return f"{in_words(count)} {agreed(count, 'promesse échue', 'promesses échues')} sans preuve"


NO_MEETING: Final = "aucune séance documentée"
NO_AMOUNT: Final = "aucun montant connu"
UNSIGNED: Final = "texte non signé dans l’exemplaire lu"


def lead(name: str, nature: str, territory: str) -> str:
    """What the programme is, in full."""
    return f"{name}. {nature.capitalize()}, {territory}."


def record_message(nature: str, standing: str) -> str:
    """« Un protocole, terminé en 2020 »."""
    return f"Un {nature}, {standing}"


def promises_message(count: int, due_: int, repeated: int) -> str:
    """How many promises, how many are due without proof, how many of others are made again here."""
    first = counted(count, "inscription") if count else "Aucune promesse propre"
    proof = f", {number(due_)} {agreed(due_, 'échue', 'échues')} sans preuve" if due_ else ""
    again = f", {number(repeated)} {agreed(repeated, 'reprise', 'reprises')} d’un autre programme" if repeated else ""
    return f"{first}{proof}{again}"


def promises_void(name: str) -> str:
    """Who may say what was promised."""
    return (
        f"Les documents lus ne disent pas ce que promet «{NBSP}{name}{NBSP}». À fournir par ses pilotes{NNBSP}: "
        "l’engagement, son auteur, sa date et le document."
    )


def axes_message(axes: int, actions: int) -> str:
    """« 4 axes, 11 actions au plan »; no sum with any other list."""
    plan = counted(actions, "action au plan", "actions au plan") if actions else "pas de plan d’actions"
    return f"{counted(axes, 'axe')}, {plan}"


def axes_void(name: str) -> str:
    """Who may give the axes."""
    return (
        f"Aucun axe n’est écrit pour «{NBSP}{name}{NBSP}». À fournir par ses pilotes, avec le document qui les arrête."
    )


def priorities_message(count: int) -> str:
    """« 5 priorités communes, qui ne sont pas des actions »."""
    verb = agreed(count, "qui n’est pas une action", "qui ne sont pas des actions")
    return f"{counted(count, 'priorité commune', 'priorités communes')}, {verb}"


def engaged_message(count: int) -> str:
    """« 9 actions déjà engagées, hors du plan »."""
    return f"{counted(count, 'action déjà engagée', 'actions déjà engagées')}, hors du plan"


def partners_message(roles: Mapping[str, int]) -> str:
    """« 3 signataires, 3 bénéficiaires »."""
    words = [counted(count, *(form.lower() for form in ROLES[role])) for role, count in roles.items()]
    return ", ".join(words)


def partner(row: Row) -> str:
    """A partner, with its reserve."""
    reserve = "" if is_missing(row["qualificatif"]) else f" ({row['qualificatif']})"
    return f"{row['nom']}{reserve}"


def partners_void(name: str) -> str:
    """Who may name the partners."""
    return f"Aucun partenaire n’est nommé pour «{NBSP}{name}{NBSP}». À fournir par ses pilotes, avec le rôle de chacun."


def facts_message(count: int, themes: Sequence[str]) -> str:
    """« 9 faits : clusters, emploi »."""
    return f"{counted(count, 'fait')}{NNBSP}: {listed(themes)}"


def money_void(name: str, supplier: str) -> str:
    """What the money lacks and who may supply it."""
    return (
        f"Les documents lus ne donnent aucun montant pour «{NBSP}{name}{NBSP}», ce qui ne veut pas dire zéro. Il "
        f"manque le montant, sa période, son étape et son financeur. À fournir par {supplier}."
    )


def money_message(words: str | None, fallback: str) -> str:
    """The reference amount of the programme in words, else how many lines it has."""
    return fallback if words is None else f"{words[:1].upper()}{words[1:]}"


def group(name: str, members: Sequence[str]) -> str:
    """Funders that pay together without shares: one block, never divided."""
    return f"Non ventilé{NNBSP}: «{NBSP}{name}{NBSP}» réunit {listed(members)}, sans la part de chacun."


def repeated(numero: str, label: str) -> str:
    """A promise of another programme as it is made again here."""
    return f"{ALSO_HERE}, {numero}{NNBSP}: {lowered(label)}"


def neighbour(name: str) -> str:
    """Link to another programme."""
    return name


def fact_date(value: object) -> str:
    """Date of a fact, or that its source gives none."""
    return NO_FACT_DATE if is_missing(value) else partial_date(str(value))
