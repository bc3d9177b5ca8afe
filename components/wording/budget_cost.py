"""Words of the cost per job: its two terms, what it does not say, and what it lacks."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import NBSP, NNBSP, euros, listed
from components.wording.budget import COLON, SEMICOLON, stage_of

SUBJECT: Final = "Coût par emploi"
CAPTION: Final = "Coût par emploi, année par année"
COLUMNS: Final[Mapping[str, str]] = {
    "annee": "Année",
    "montant": "Argent",
    "etape": "Étape",
    "emplois": "Emplois",
    "cout": "Coût par emploi",
    "manque": "Ce qu’il manque",
}
DIVIDED: Final = "divisé par"
EQUALS: Final = "égale"
DIVIDED_SIGN: Final = "÷"
EQUALS_SIGN: Final = "="
RESULT: Final = "Coût par emploi"
NO_CAUSE: Final = (
    f"Un quotient, pas une cause{COLON} rien ne dit que cet argent a créé ces emplois, ni qu’ils n’auraient pas existé "
    "sans lui. Un emploi soutenu n’est pas un emploi créé."
)
FLOW: Final = (
    f"Flux sur flux{COLON} l’argent d’un exercice, les emplois comptés dans la même année civile. Un effectif, un "
    "cumul ou une autre période n’y entrent pas."
)
STAGE: Final = (
    f"L’étape la plus avancée qui soit entière{COLON} payé, sinon mandaté, sinon réalisé au compte{SEMICOLON} jamais "
    "l’annoncé, le voté ni l’engagé."
)
MONEY: Final = (
    "Dépenses publiques de tout le programme, sans les fonds privés ni les autorisations pluriannuelles, et sans "
    "déduire les recettes."
)
CLAIMS: Final = (
    "Un chiffre avancé par quelqu’un, une prévision, un objectif, une valeur contestée ou sans période n’entrent pas "
    "dans ce calcul."
)
_SPENT: Final[Mapping[str, str]] = {"paye": "payé", "mandate": "mandaté", "realise": "réalisé"}
_KNOWN_UNTIL: Final[Mapping[str, str]] = {
    "annonce": "l’argent n’est connu qu’annoncé",
    "vote": "l’argent n’est connu que voté",
    "engage": "l’argent n’est connu qu’engagé",
}
_ONE_FORECAST: Final = "seule une prévision est connue"


def _in(annee: int | None, *, of: bool = True) -> str:
    word = "de" if of else "en"
    return f"{word}{NBSP}{annee}" if annee is not None else "d’un même exercice" if of else "dans la même année"


def money_name(stage: str | None, annee: int | None) -> str:
    """Name of the first term."""
    return f"Argent {_SPENT[stage] if stage else 'mandaté ou payé'} {_in(annee, of=False)}"


def jobs_name(annee: int | None) -> str:
    """Name of the second."""
    return f"Emplois comptés {_in(annee, of=False)}"


def result_name(annee: int | None) -> str:
    """Name of the quotient."""
    return f"{RESULT}, {annee}" if annee is not None else RESULT


def value(amount: float, approximation: str | None) -> str:
    """« environ 7 315 € »."""
    return f"{approximation} {euros(amount)}" if approximation else euros(amount)


def message(words: str, amount: float, stage: str, annee: int) -> str:
    """« 7 315 € payés par emploi compté en 2024 »."""
    return f"{words} {stage_of(amount, stage)} par emploi compté en{NBSP}{annee}"


def _money(kind: str, annee: int | None, names: Sequence[str]) -> str:
    when = _in(annee)
    plain = f"le montant mandaté ou payé {when}"
    known = _KNOWN_UNTIL.get(names[0], "") if names else ""
    return {
        "exercice": "un montant mandaté ou payé pour un exercice",
        "montant": f"{plain} ({known})" if known else plain,
        "montant_partiel": f"{plain} pour {listed(names)}",
        "montant_niveaux": f"{plain} à un seul niveau (un groupement et ses membres ne s’additionnent pas)",
        "montant_prevu": f"{plain}, constaté ({_ONE_FORECAST})",
        "montant_conteste": f"un montant {when} que personne ne conteste",
        "montant_illustratif": f"un montant {when} qui ne soit pas inventé",
        "montant_source": f"la source du montant {when}",
    }[kind]


def _jobs(kind: str, annee: int | None, names: Sequence[str]) -> str:
    when = _in(annee) if annee is not None else "de la même année"
    return {
        "emplois": f"les emplois constatés {when} pour le même périmètre",
        "emplois_partiels": f"les emplois {when} de tous les clusters ({' connus sur '.join(names)})",
        "emplois_epci": f"les emplois {when} des seuls territoires choisis (ils sont comptés avec {listed(names)})",
        "emplois_programme": f"les emplois {when} de tout le programme (on ne connaît que ceux de ses clusters)",
        "emplois_prevus": f"les emplois constatés {when} ({_ONE_FORECAST})",
        "emplois_periode": f"les emplois {when} comptés sur toute l’année (connus sur une autre période, ou en stock)",
        "emplois_secret": f"les emplois {when}, couverts par le secret statistique",
        "emplois_contestes": f"un nombre d’emplois {when} que personne ne conteste",
        "emplois_illustratifs": f"un nombre d’emplois {when} qui ne soit pas inventé",
        "emplois_source": f"la source des emplois {when}",
        "emplois_nuls": f"un nombre d’emplois {when} supérieur à zéro",
    }[kind]


def missing(kind: str, annee: int | None, names: Sequence[str]) -> str:
    """A term that is missing: « les emplois constatés de 2025 pour le même périmètre »."""
    return _jobs(kind, annee, names) if kind.startswith("emplois") else _money(kind, annee, names)


def lacks(words: Sequence[str]) -> str:
    """« il manque le montant mandaté ou payé de 2025 et les emplois constatés de 2025… »."""
    return f"il manque {listed(words)}"


def refused(words: Sequence[str]) -> str:
    """Message of a cost that has none."""
    return f"Non calculable{COLON} {lacks(words)}"


def all_years(count: int) -> str:
    """Words that unfold the table."""
    return f"Voir les {count} années"


def ask_money(supplier: str, known: str) -> str:
    """Who should supply the money, and what is known in its place."""
    close = f" Connu{COLON} {known}." if known else ""
    return f"À fournir par {supplier}, dans le classeur.{close}"


ASK_JOBS: Final = f"À fournir par ceux qui animent le programme, dans le classeur{COLON} emplois comptés, par année."
ONCE_KNOWN: Final = "Calculé dès que les deux termes ont une source, la même période et le même périmètre."
SECRET: Final = f"Trop peu d’entreprises, ou une seule qui en fait l’essentiel{NNBSP}: le secret ne se lève pas ici."
