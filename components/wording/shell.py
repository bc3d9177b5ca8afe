"""Words of the frame: header, filters, notices, failures."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import NBSP, NNBSP, counted, listed, partial_date

APPLICATION: Final = "Vigie"
DESCRIPTION: Final = "Budgets, emplois des clusters, créations d’entreprises et plan d’actions, avec leurs sources."
SKIP_TO_CONTENT: Final = "Aller au contenu"
NAVIGATION: Final = "Pages"
OUTLINE: Final = "Sur cette page"
FILTERS: Final = "Filtres"
FILTER: Final = "Filtrer"
NOTHING_OFFERED: Final = "rien de connu"
OTHER_DAY: Final = "Autre date…"
FOOTER_RULE: Final = "Un chiffre qui ne peut être ni tracé, ni daté, ni qualifié n’est pas montré comme un fait."
FOOTER_METHOD: Final = "Sources et méthode"
TABLE: Final = "Voir le tableau"
SOURCES: Final = "Source"
TEXT_EQUIVALENT: Final = "Les valeurs du graphique figurent dans le tableau qui suit."
UPDATED: Final = "Données mises à jour –"
REFRESH: Final = "Actualiser"
DEMONSTRATION: Final = "Données de démonstration, fictives"

STATUTS: Final[Mapping[str, str]] = {
    "constate": "Constaté",
    "declare": "Déclaré",
    "prevision": "Prévision",
    "objectif": "Objectif",
    "illustratif": "Illustratif",
}
STATUT_MARKS: Final[Mapping[str, str]] = {
    "constate": "●",
    "declare": "○",
    "prevision": "◇",
    "objectif": "◎",
}
"""Shape of a status, beside its word: the same in cards, tables and charts."""
CONTESTED: Final = "contesté"

STATES: Final[Mapping[str, str]] = {
    "realisee": "Réalisée",
    "en_cours": "En cours",
    "en_retard": "En retard",
    "bloquee": "Bloquée",
    "a_venir": "À venir",
    "non_renseignee": "Non renseignée",
}

_FILTER_NAMES: Final[Mapping[str, str]] = {
    "programme": "programme",
    "epci": "EPCI",
    "secteur": "secteur",
    "filiere": "cluster",
    "zone": "zone d’emploi",
    "annee": "année",
    "annee_debut": "première année",
    "annee_fin": "dernière année",
    "origine": "origine de la courbe",
    "mesure": "mesure",
    "vue": "façon de compter les emplois",
    "etat": "état",
    "situation": "situation",
    "depuis": "comparaison",
    "action": "action",
    "territoire": "territoire",
}

NOT_FOUND_TITLE: Final = "Cette page n’existe pas"
NOT_FOUND: Final = (
    "L’adresse est peut-être incomplète, ou l’élément a changé de nom. Les pages du tableau de bord sont dans le menu."
)
NOT_FOUND_OUTSIDE: Final = "Le tableau de bord vit à une autre adresse de ce serveur."
WITHOUT_SCRIPT: Final = (
    "Votre navigateur refuse JavaScript, ou ne l’a pas\u202f: les chiffres se lisent, les tableaux se déplient à la "
    "place des graphiques, et les filtres ne répondent pas. Autorisez-le pour cette adresse."
)
FAILURE_TITLE: Final = "Cette page n’a pas pu être préparée"

UNAVAILABLE_TITLE: Final[Mapping[str, str]] = {
    "absente": "La base de données est introuvable",
    "vide": "La base de données est vide",
    "autre_version": "La base de données a été construite pour une autre version de Vigie",
    "injoignable": "La base de données ne répond pas",
}
_UNAVAILABLE_ADVICE: Final[Mapping[str, str]] = {
    "absente": f"Construisez-la avec «{NBSP}python -m data construire{NBSP}», ou corrigez VIGIE_DATABASE_URL. "
    "Cette page se rétablira d’elle-même.",
    "vide": f"Construisez-la avec «{NBSP}python -m data construire{NBSP}». Cette page se rétablira d’elle-même.",
    "autre_version": f"Reconstruisez-la avec «{NBSP}python -m data construire{NBSP}» de la version installée.",
    "injoignable": "Vérifiez que le serveur de base de données est démarré et que VIGIE_DATABASE_URL est juste. "
    "Cette page se rétablira d’elle-même.",
}


def unavailable_advice(cause: str, versions: tuple[int, int] | None = None) -> str:
    """What to do about a database that cannot be read.

    Args:
        cause: key of ``UNAVAILABLE_TITLE``.
        versions: of the schema, that of the database then that of the application, when they are known to differ.
    """
    if versions is None:
        return _UNAVAILABLE_ADVICE[cause]
    found, wanted = versions
    if found > wanted:
        return (
            f"Elle est au schéma {found}, plus récent que celui de cette application ({wanted}){NNBSP}: mettez à jour "
            "l’application, puis redémarrez-la. Cette page se rétablira d’elle-même."
        )
    return (
        f"Elle est au schéma {found}, cette application lit le schéma {wanted}{NNBSP}: lancez "
        f"«{NBSP}python -m data migrer{NBSP}», qui garde toutes ses lignes. Cette page se rétablira d’elle-même."
    )


def beside(statut: str, *, contested: bool) -> str:
    """What must stay beside a figure that is no established fact: « prévision », « objectif, contesté », or nothing."""
    words = [STATUTS[statut].lower()] if statut in {"prevision", "objectif"} else []
    return ", ".join([*words, *([CONTESTED] if contested else [])])


def status(statut: str, *, illustrative: bool) -> str:
    """« Constaté », or « Illustratif (constaté) » for an invented fact that stands in for it."""
    words = STATUTS[statut]
    return f"{STATUTS['illustratif']} ({words.lower()})" if illustrative else words


def other_limits(count: int) -> str:
    """Label of the limits of a block that are folded: the first one always shows."""
    return counted(count, "autre limite", "autres limites")


def known_at(date: str) -> str:
    """« données connues au 3 mars 2015 », « données connues en 2026 »: no day is invented."""
    article = "au" if len(date) == len("2015-03-03") else "en"
    return f"données connues {article} {partial_date(date)}"


def dropped_filters(keys: tuple[str, ...]) -> str:
    """Notice for parameters that could not be used."""
    names = listed([_FILTER_NAMES.get(key, key) for key in keys])
    subject = "Un choix de l’adresse n’a" if len(keys) == 1 else "Des choix de l’adresse n’ont"
    return f"{subject} pas pu être utilisé{'' if len(keys) == 1 else 's'}{NNBSP}: {names}. La page montre le reste."


def failure(identifier: str) -> str:
    """Message of an unexpected error, with what to tell the DSI."""
    return (
        f"Une erreur s’est produite de notre côté{NNBSP}; le reste du tableau de bord fonctionne. "
        f"Identifiant à donner à la DSI{NNBSP}: {identifier}."
    )


def chosen(labels: tuple[str, ...], empty: str) -> str:
    """What a filter shows when closed."""
    if not labels:
        return empty
    return labels[0] if len(labels) == 1 else f"{labels[0]} + {len(labels) - 1}"


def day_of(label: str) -> str:
    """Name of the field where a day is typed: « Situation : date »."""
    return f"{label}{NNBSP}: date"


def filter_line(shown: Sequence[tuple[str, str]]) -> str:
    """« Territoire : Amiens Métropole · Secteur : Tous les secteurs »."""
    return " · ".join(f"{name}{NNBSP}: {value}" for name, value in shown)
