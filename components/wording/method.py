"""The method in short: rules of honest numbers, words of the statuses, the hypothesis of maturity, what is left out."""

from collections.abc import Mapping
from typing import Any, Final

from components import facts
from components.formats import NBSP, NNBSP, number

Row = Mapping[Any, Any]

RULES_TITLE: Final = "Règles"
STATUTS_TITLE: Final = "Statuts"
CALCULATIONS_TITLE: Final = "Calculs"
MATURITY_TITLE: Final = "Courbe de maturité"
MESSAGE: Final = "Chaque chiffre est montré avec de quoi le vérifier"
RULE: Final = "Règle"
MEANING: Final = "Ce qu’elle veut dire"
CAPTION: Final = "Règles de méthode"

RULES: Final[tuple[tuple[str, str], ...]] = (
    (
        "Un chiffre entier",
        (
            "Une valeur vient avec son unité, son territoire, sa période, son auteur, son statut et sa source. Les "
            "réserves (environ, plus de) et ce que la source ne précise pas restent visibles."
        ),
    ),
    (
        "Le vide se voit",
        (
            f"Une information absente est dite «{NBSP}non renseignée{NBSP}»{NNBSP}: ni zéro, ni case blanche. Un total "
            "auquel il manque une part dit combien il en a, ou n’est pas calculé."
        ),
    ),
    (
        "Chiffres rivaux",
        (
            "Deux affirmations qui se contredisent sont placées à égalité, avec leur auteur et leur date. Ni leur "
            "somme ni leur moyenne n’ont de sens."
        ),
    ),
    ("Flux et prévisions", "Un nombre par an le reste. Une prévision est nommée et dessinée comme telle."),
    (
        "Ruptures",
        (
            "Quand le périmètre, le champ, la nomenclature ou le millésime change, une ligne le marque et aucune "
            "évolution n’est calculée de part et d’autre."
        ),
    ),
    (
        "Pas de double compte",
        (
            "Un PETR ne s’ajoute pas à ses EPCI, deux programmes ne se partagent pas un euro, un crédit voté ne "
            "s’ajoute pas à sa dépense."
        ),
    ),
    ("Chacun à son échelle", "Un chiffre de la région ou du pays n’est jamais donné pour celui d’un EPCI."),
    (
        "Calculé ou jugé",
        (
            f"Un retard sort d’une règle{NNBSP}; une météo est donnée par une fonction, à une date. Une valeur sans "
            "date, relayée ou contestée ne déclenche ni verdict ni alerte."
        ),
    ),
    (
        "Deux dates",
        (
            "Chaque fait garde le jour où il a été public et celui où il est entré dans la base. Si la source ne donne "
            "qu’une année, aucun jour n’est inventé."
        ),
    ),
    (
        "Comparer sans classer",
        ("Une comparaison montre son dénominateur et son année. Les territoires ne sont pas rangés par nombre brut."),
    ),
)

STATUTS: Final[Mapping[str, str]] = {
    "constate": "mesuré par une statistique, ou établi par un acte",
    "declare": "dit par quelqu’un, sans vérification possible ici",
    "prevision": "attendu pour plus tard par son auteur",
    "objectif": "visé par un programme",
    "illustratif": "inventé pour montrer l’outil, jamais mêlé aux autres",
}
CONTESTED_TERM: Final = "Contesté"
CONTESTED: Final = f"s’ajoute à un statut{NNBSP}: un acteur ou la source elle-même met le fait en doute"

CALCULATIONS: Final[Mapping[str, str]] = {
    facts.SUM: "Somme",
    facts.RANGE: "Étendue",
    facts.RUNNING: "Cumul",
    facts.COUNT: "Compte",
    facts.SHARE: "Part",
    facts.PER_THOUSAND: "Taux pour 1\u202f000",
    facts.INDEX: "Indice",
    facts.CHANGE: "Évolution",
    facts.GAP: "Écart",
    facts.BAND: "Bande de maturité",
    facts.COST: "Coût par emploi",
    facts.RULE: "État calculé",
}
"""Names of the rules by which a page computes a figure."""

LEFT_OUT_MESSAGE: Final = "Ni noms sans rôle public, ni ambition sans engagement"
LEFT_OUT: Final[tuple[tuple[str, str], ...]] = (
    ("Votes nominatifs", "Le décompte suffit. Une personne n’est nommée que si un document la cite dans son rôle."),
    ("Ambitions", "Un passage sans chiffre, date, acteur ni engagement ne peut être ni suivi ni contredit."),
    ("À-côtés", "Coordonnées, listes de lecture et rubriques voisines des articles."),
    ("Secteur par EPCI", "Aucune source de la base ne croise les deux. L’échelle la plus proche est la zone d’emploi."),
)
LEFT_OUT_CAPTION: Final = "Ce que la base ne reprend pas, et pourquoi"
LEFT_OUT_WHAT: Final = "Laissé de côté"
LEFT_OUT_WHY: Final = "Raison"


def maturity(row: Row) -> tuple[str, str]:
    """The hypothesis, with the parameters that the source gives."""
    rhythm = f"{number(row['rythme_min'])} à {number(row['rythme_max'])} emplois par an"
    age = f"{number(row['age_min'])} à {number(row['age_max'])} ans"
    words = (
        f"La source prévoit {rhythm} en régime de croisière et une maturité en {age}. La forme de la montée est une "
        f"hypothèse de Vigie{NNBSP}: le rythme annuel croît en ligne droite jusqu’à la maturité, puis se maintient. La "
        "bande va du plus lent au plus rapide, pour tous les clusters ensemble, et son origine se choisit."
    )
    return str(row["programme"]), words
