"""Words of the page of sources: what is cited, how complete it is, the database, accessibility."""

from collections.abc import Mapping
from typing import Any, Final

from components.formats import NNBSP, counted, is_missing, listed, number, partial_date, percent
from components.wording.grammar import agreed, lowered
from components.wording.shell import STATUTS as _STATUTS

Row = Mapping[Any, Any]

TITLE: Final = "Sources et méthode"
NAV: Final = "Sources"
STATUTS: Final = _STATUTS

SUBJECT_TRACED: Final = "Complétude et traçabilité des chiffres"
SUBJECT_STATUTS: Final = "Nature des faits"
SUBJECT_GENRES: Final = "Ce que la base contient"
SUBJECT_SOURCES: Final = "Les sources, une par une"
SUBJECT_METHOD: Final = "Méthode"
SUBJECT_DEFINITIONS: Final = "Définitions des indicateurs"
SUBJECT_LEFT_OUT: Final = "Ce qui a été laissé de côté"
SUBJECT_DATABASE: Final = "Cette base et cette application"

NO_SOURCE: Final = "La base ne contient aucune source"
NO_SOURCE_ADVICE: Final = "Reconstruisez-la avec «\u202fpython -m data construire\u202f»."

_SOURCED: Final = (
    f"Un producteur, un document et la place du chiffre dedans. La base refuse tout autre chiffre{NNBSP}; ceux d’une "
    "démonstration sont inventés."
)
_COMPUTED: Final = (
    f"Sommes de communes ou de départements, francs convertis. Les pages en calculent d’autres{NNBSP}: les règles de "
    "tous sont dans «\u202fMéthode\u202f»."
)
MEASURES: Final[Mapping[str, tuple[str, str]]] = {
    "sources": ("Sourcés", _SOURCED),
    "recents": (
        "Frais",
        "Connus depuis moins d’un an. Une série entre avec son dernier millésime, années anciennes comprises.",
    ),
    "contestes": ("Contestés", "La source elle-même ou un autre acteur les met en doute."),
    "sans_valeur": (
        "Manquants",
        f"La source en parle sans donner de valeur{NNBSP}: «\u202fdes millions\u202f», «\u202fsecret\u202f».",
    ),
    "calcules": ("Calculés, selon une règle publiée", _COMPUTED),
}
THIS_BASE: Final = ("Vigie", "compte des faits de cette base")
TRACED_CAPTION: Final = "Chiffres de la base par sorte, et ce que l’on en sait"
FIGURES: Final = "Chiffres"
_LEAST: Final = 0.1
ALL_FIGURES: Final = "Tous les chiffres"
STATUT_COLUMNS: Final[Mapping[str, str]] = {
    "statut": "Statut",
    "faits": "Faits",
    "part": "Part",
    "contestes": "Contestés",
    "recents": "Connus depuis un an",
}
STATUT_CAPTION: Final = "Faits de la base par statut"
GENRE_COLUMNS: Final[Mapping[str, str]] = {"genre": "Sorte de fait", "faits": "Faits", "sans_valeur": "Sans valeur"}
GENRE_CAPTION: Final = "Faits de la base par sorte"
NO_FIGURE: Final = "sans objet"
NONE: Final = "aucun"
PARTED: Final = " · "
GENRES: Final[Mapping[str, str]] = {
    "acte": "Actes",
    "action": "Actions",
    "action_engagee": "Actions déjà engagées",
    "action_territoire": "EPCI par action",
    "affirmation": "Chiffres avancés",
    "appartenance": "Appartenances de territoires",
    "axe": "Axes",
    "cluster": "Clusters",
    "cluster_membre": "Membres des clusters",
    "comite": "Instances et séances",
    "ecran": "Écrans du comité",
    "fait": "Faits qualitatifs",
    "ligne_budget": "Lignes de budget",
    "observation": "Observations statistiques",
    "orientation": "Orientations",
    "origine_maturite": "Origines de la courbe",
    "parametre_maturite": "Paramètres de la courbe",
    "partenaire": "Partenaires",
    "preuve": "Preuves de promesses",
    "priorite": "Priorités communes",
    "programme": "Programmes",
    "promesse": "Promesses",
    "promesse_recurrence": "Promesses répétées",
    "rupture": "Ruptures de série",
    "siege": "Sièges",
    "subvention": "Aides hors programmes",
    "suivi_action": "Suivi des actions",
    "vote": "Votes",
}

TYPES: Final[Mapping[str, str]] = {"document": "Documents", "jeu_de_donnees": "Jeux de données"}
SOURCE_PARTS: Final = ("Dates", "Licence et copie", "Limites")
SOURCE_CAPTION: Final = "Sources citées, avec leurs dates, leur licence et leurs limites"
SOURCE_TABLE: Final[Mapping[str, str]] = {
    "producteur": "Producteur",
    "titre": "Titre",
    "jeu": "Jeu de données",
    "millesime": "Millésime",
    "publiee_le": "Publiée le",
    "licence": "Licence",
    "copie": "Copie",
    "periodicite": "Mise à jour",
    "consultee_le": "Lue le",
    "connu_le": "Dernier fait connu le",
    "faits": "Faits",
    "reserves": "Limites",
}
_MISSING_LICENCE: Final = "licence non renseignée"
NEXT_UPDATE: Final = (
    f"Ces fichiers n’annoncent pas le jour de leur prochaine mise à jour{NNBSP}: seul leur rythme est connu."
)

NATURES: Final[Mapping[str, str]] = {"flux": "flux", "stock": "stock", "taux": "taux"}
COUNTED: Final[Mapping[str, str]] = {
    "entreprise": "entreprises",
    "etablissement": "établissements",
    "emploi": "emplois",
    "personne": "personnes",
    "part": "parts",
    "commune": "communes",
    "autre": "autre",
}
DEFINITION_COLUMNS: Final[Mapping[str, str]] = {
    "libelle": "Indicateur",
    "definition": "Définition",
    "unite": "Unité",
    "nature": "Nature",
    "unite_compte": "Ce qui est compté",
}
DEFINITION_CAPTION: Final = "Indicateurs et leurs définitions"

BASES: Final[Mapping[str, str]] = {
    "sourcee": "faits sourcés",
    "demonstration": "démonstration, données fictives",
}
_FINGERPRINT_SHOWN: Final = 12
ACCESSIBILITY_TERM: Final = "Accessibilité"
ACCESSIBILITY: Final = (
    f"Non conforme, non auditée{NNBSP}: aucun audit RGAA n’a été mené. Chaque graphique a son tableau, les filtres "
    "répondent au clavier, une couleur est toujours doublée d’une forme ou d’un mot."
)
PROBLEM_TERM: Final = "Signaler un problème"
PROBLEM: Final = "Au service qui exploite Vigie dans votre collectivité, avec l’adresse de la page."
DATABASE_CAPTION: Final = "Identité de la base et accessibilité"
TERM: Final = "Information"
VALUE: Final = "Valeur"


def message(sources: int, facts: int) -> str:
    """The page's sentence."""
    return f"{counted(facts, 'fait')}, {counted(sources, 'source')}{NNBSP}: chaque fait cite la sienne"


def lead(last: str) -> str:
    """How fresh the database is."""
    return (
        f"Les faits les plus récents sont connus au {partial_date(last)}. Cette page dit d’où viennent les chiffres, "
        "ce que leurs mots veulent dire, et ce qui manque."
    )


def traced_message(figures: int, sourced: int, fresh: int) -> str:
    """What stands behind the figures of the base."""
    if figures == 0:
        return "La base ne contient encore aucun chiffre"
    if sourced < figures:
        return f"{counted(sourced, 'chiffre')} sur {number(figures)} {agreed(sourced, 'est sourcé', 'sont sourcés')}"
    return f"Les {number(figures)} chiffres sont sourcés, {_share(fresh, figures)} sont connus depuis moins d’un an"


def _share(part: int, whole: int) -> str:
    """Percentage that never rounds some to none, nor a lack to completeness."""
    if part in (0, whole):
        return percent(part / whole * 100, 0)
    value = part / whole * 100
    if value < _LEAST:
        return f"moins de {percent(_LEAST)}"
    return f"plus de {percent(100 - _LEAST)}" if value > 100 - _LEAST else percent(value)


def of_figures(count: int, figures: int) -> str:
    """« 1 405 sur 5 404, 26 % »."""
    if figures == 0:
        return NONE
    return f"{number(count)} sur {number(figures)}, {_share(count, figures)}"


def statuts_message(facts: int, contested: int) -> str:
    """How many facts are contested."""
    if contested == 0:
        return "Aucun fait n’est contesté"
    return f"{counted(contested, 'fait')} sur {number(facts)} {agreed(contested, 'est contesté', 'sont contestés')}"


def recent_note(day: str, recent: int, facts: int) -> str:
    """What « recent » means, and that a vintage is recent as a whole."""
    return (
        f"{counted(recent, 'fait')} sur {number(facts)} {agreed(recent, 'est connu', 'sont connus')} depuis le "
        f"{partial_date(day)}. Une série statistique entre avec son dernier millésime, années anciennes comprises."
    )


def genres_message(empty: list[str], figures: int, valueless: int) -> str:
    """Figures without a value, then what is empty."""
    start = f"{counted(valueless, 'chiffre')} sur {number(figures)} sans valeur"
    if not empty:
        return start
    return f"{start}{NNBSP}; rien encore dans{NNBSP}: {listed([lowered(name) for name in empty])}"


def sources_message(documents: int, datasets: int, unlicensed: int) -> str:
    """How many of each kind, and those that say nothing of their licence."""
    kinds = f"{counted(documents, 'document')} et {counted(datasets, 'jeu', 'jeux')} de données"
    return f"{kinds}, dont {number(unlicensed)} sans licence indiquée" if unlicensed else kinds


def source_name(row: Row) -> tuple[str, str]:
    """Title, then producer and data set."""
    parts = [str(row[name]) for name in ("producteur", "jeu") if not is_missing(row[name])]
    return str(row["titre"]), " · ".join(parts)


def source_dates(row: Row) -> tuple[str, ...]:
    """Vintage, publication, rhythm, latest fact, reading; what is unknown is said, save what a document has not."""
    published = "non renseigné" if is_missing(row["publiee_le"]) else partial_date(str(row["publiee_le"]))
    known = [f"publication{NNBSP}: {published}"]
    if not is_missing(row["millesime"]):
        known.insert(0, f"millésime{NNBSP}: {row['millesime']}")
    if not is_missing(row["periodicite"]):
        known.append(f"mise à jour {row['periodicite']}")
    if not is_missing(row["connu_le"]):
        known.append(f"dernier fait{NNBSP}: {partial_date(str(row['connu_le']))}")
    return (*known, f"lue le {read_on(row)}")


def read_on(row: Row) -> str:
    """Day on which the source was read."""
    return partial_date(str(row["consultee_le"])[:10])


def source_licence(row: Row) -> tuple[str, ...]:
    """Licence, or that it is unknown, and the copy through which the data came."""
    licence = _MISSING_LICENCE if is_missing(row["licence"]) else str(row["licence"])
    return (licence,) if is_missing(row["copie"]) else (licence, f"copie{NNBSP}: {row['copie']}")


def definitions_message(count: int) -> str:
    """How many indicators are defined."""
    return f"{counted(count, 'indicateur')}, chacun avec son unité et ce qu’il compte"


def source_facts(count: int) -> str:
    """How many facts cite the source."""
    return counted(count, "fait") if count else f"{NONE} fait"


def part(title: str, count: int) -> str:
    """A part of the method and how much it holds."""
    return f"{title} ({number(count)})" if count > 1 else title


def genres_shown(count: int) -> str:
    """What unfolds the counts."""
    return f"Voir les {counted(count, 'sorte')} de faits"


def terms_shown(count: int) -> str:
    """What unfolds the glossary."""
    return f"Voir les {counted(count, 'terme')}"


def definitions_shown(count: int) -> str:
    """What unfolds the definitions."""
    return f"Voir les {counted(count, 'définition')}"


def genre_count(facts: int, figures: int, valueless: int) -> str:
    """« 28, dont 9 sans valeur », or that there is none."""
    if facts == 0:
        return NONE
    return f"{number(facts)}, dont {number(valueless)} sans valeur" if figures and valueless else number(facts)


def database_message(nature: str, built: str) -> str:
    """What the database is."""
    return f"Base de {BASES[nature]}, construite le {partial_date(built)}"


def database_terms(built: str, fingerprint: str) -> tuple[tuple[str, str], ...]:
    """Identity of the database: with it, two people know that they see the same figures."""
    return (
        ("Construite le", partial_date(built)),
        ("Empreinte des données", fingerprint[:_FINGERPRINT_SHOWN]),
        (ACCESSIBILITY_TERM, ACCESSIBILITY),
        (PROBLEM_TERM, PROBLEM),
    )
