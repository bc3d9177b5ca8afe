"""Words of the list of programmes: what each one is, where it stands, what is known of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NBSP, NNBSP, counted, is_missing, listed, number, partial_date
from components.wording.grammar import agreed, on_date

Row = Mapping[Any, Any]

TITLE: Final = "Programmes"
NAV: Final = "Programmes"
SUBJECT_LIST: Final = "Les programmes, un par un"
SUBJECT_NATURES: Final = "Ce que chaque nature engage"

NATURES: Final[Mapping[str, tuple[str, str]]] = {
    "pacte": ("pacte", "pactes"),
    "protocole": ("protocole", "protocoles"),
    "contrat": ("contrat", "contrats"),
    "dispositif": ("dispositif", "dispositifs"),
    "programme_national": ("programme national", "programmes nationaux"),
}
MEANINGS: Final[Mapping[str, str]] = {
    "pacte": "Des engagements politiques qu’une assemblée adopte. Il n’ouvre par lui-même aucun crédit.",
    "protocole": f"Un accord entre parties, sur des axes ou une méthode. Il prépare la suite{NNBSP}: ce n’est ni un "
    "contrat, ni un plan d’actions voté.",
    "contrat": "Des engagements signés, pour une durée. Les crédits restent votés par l’assemblée de chaque partie.",
    "dispositif": "Un outil ou une structure en place. Il peut ne pas avoir de terme écrit.",
    "programme_national": "Un programme de l’État, à l’échelle du pays. Ses montants ne sont ceux d’aucun EPCI.",
}
MEANINGS_NOTE: Final = (
    f"Définitions de Vigie, d’après l’usage{NNBSP}: ce qu’un acte précis autorise est écrit avec lui, sur la page du "
    "programme."
)
_STANDINGS: Final[Mapping[str, tuple[str, str]]] = {
    "en_cours": ("en cours", "en cours"),
    "a_venir": ("à venir", "à venir"),
    "horizon": ("avant son horizon", "avant leur horizon"),
    "termine": ("terminé", "terminés"),
    "horizon_passe": ("à l’horizon passé", "à l’horizon passé"),
    "sans_fin": ("sans fin connue", "sans fin connue"),
}
_GENRES: Final[Mapping[str, tuple[str, str]]] = {
    "axe": ("axe", "axes"),
    "action": ("action", "actions"),
    "acte": ("acte", "actes"),
    "comite": ("séance tenue", "séances tenues"),
    "promesse": ("promesse", "promesses"),
    "ligne_budget": ("montant", "montants"),
}
NOTHING: Final = "rien d’autre que son nom"
LIST_CAPTION: Final = "Programmes avec leur nature, leur territoire, leurs dates, leur état et ce que l’on en sait"
LIST_COLUMNS: Final[Mapping[str, str]] = {
    "nom": "Programme",
    "nature": "Nature",
    "territoire": "Territoire",
    "dates": "Dates",
    "etat": "État",
    "connu": "Ce que l’on en sait",
}
NATURES_CAPTION: Final = "Nature des programmes et ce qu’elle engage"
NATURES_COLUMNS: Final[Mapping[str, str]] = {
    "nature": "Nature",
    "sens": "Ce qu’elle engage",
    "programmes": "Programmes",
}
NEVER_ADDED: Final = (
    f"Rien ne s’additionne d’un programme à l’autre{NNBSP}: un même euro, une même action ou une même promesse peut "
    "figurer dans deux."
)
RULE: Final = (
    f"Terminé{NNBSP}: le dernier jour que sa fin peut désigner est passé. Horizon{NNBSP}: la source donne une année "
    "visée, pas un terme. Sans fin connue, un programme est tenu pour en cours."
)
NO_PROGRAMME: Final = "Aucun programme n’est enregistré"
NO_PROGRAMME_ADVICE: Final = (
    f"La base ne contient aucun programme. À fournir par les EPCI{NNBSP}: le nom, la nature, les dates et le document "
    "qui l’arrête."
)
NO_MATCH: Final = "Aucun programme enregistré ne concerne ce choix"
NO_MATCH_ADVICE: Final = f"Choisissez un autre territoire, ou «{NBSP}Tous les EPCI suivis{NBSP}»."
NO_START: Final = "début non renseigné"
NO_END: Final = "fin non renseignée"


def nature(key: str) -> str:
    """« Protocole »."""
    return NATURES[key][0].capitalize()


def message(standings: Mapping[str, int]) -> str:
    """« 7 programmes : 3 terminés, 1 au-delà de son horizon, 3 sans fin connue »; numbers by state, in order."""
    total = sum(standings.values())
    parts = [
        f"{number(count)}{NBSP}{_STANDINGS[standing][count > 1]}" for standing, count in standings.items() if count
    ]
    return f"{counted(total, 'programme')}{NNBSP}: {listed(parts)}"


def lead(natures: Sequence[str], day: str) -> str:
    """« Un pacte, deux protocoles… »; natures of the programmes, one a programme."""
    found = {key: natures.count(key) for key in NATURES if key in natures}
    words = [f"{number(count)}{NBSP}{NATURES[key][count > 1]}" for key, count in found.items()]
    return f"Au {day}{NNBSP}: {listed(words)}."


def list_message(acts: int, quantified: int, total: int) -> str:
    """How many have an act, and an amount, that is documented."""
    first = f"{number(acts)} sur {number(total)} {agreed(acts, 'a', 'ont')} un acte connu"
    return f"{first}, {number(quantified)} {agreed(quantified, 'a', 'ont')} un montant"


def dates(debut: object, fin: object) -> str:
    """« 2015 à 2020 », « 1995, fin non renseignée »."""
    if is_missing(debut) and is_missing(fin):
        return f"{NO_START}, {NO_END}"
    if is_missing(fin):
        return f"{partial_date(str(debut))}, {NO_END}"
    if is_missing(debut):
        return f"{NO_START}, jusqu’{_until(str(fin))}"
    return f"{partial_date(str(debut))} à {partial_date(str(fin))}"


def standing(key: str, debut: object, fin: object) -> str:
    """« terminé en 2020 », « horizon 2020, passé », « en cours, jusqu’en 2027 »."""
    if key == "sans_fin":
        return "sans fin connue, tenu pour en cours"
    if key == "a_venir":
        return f"à venir, début {on_date(str(debut))}"
    end = str(fin)
    return {
        "termine": f"terminé {on_date(end)}",
        "horizon_passe": f"horizon {partial_date(end)}, passé",
        "horizon": f"en cours, horizon {partial_date(end)}",
        "en_cours": f"en cours, jusqu’{_until(end)}",
    }[key]


def _until(partial: str) -> str:
    return f"{'au' if len(partial) == len('2015-06-26') else 'en'} {partial_date(partial)}"


def known(sizes: Mapping[str, int]) -> str:
    """« 5 axes, 1 acte, 3 promesses »; each list counted apart."""
    words = [counted(sizes[genre], *forms) for genre, forms in _GENRES.items() if sizes.get(genre)]
    return ", ".join(words) or NOTHING


def natures_message(natures: Sequence[str]) -> str:
    """« Pacte, protocole et contrat : trois natures, trois portées »; natures that are present, once each."""
    names = listed([NATURES[key][0] for key in natures])
    if len(natures) == 1:
        return f"Un seul type de programme{NNBSP}: {names}"
    return f"{names[:1].upper()}{names[1:]}{NNBSP}: {number(len(natures))} natures, qui n’engagent pas à la même chose"


def outside_notice(names: Sequence[str]) -> str:
    """Programmes that the chosen territories leave out."""
    verb = agreed(len(names), "ne concerne pas", "ne concernent pas")
    return f"{listed(names)} {verb} ce choix{NNBSP}: {agreed(len(names), 'il n’y figure', 'ils n’y figurent')} pas."
