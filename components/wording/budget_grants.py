"""Words of the grants outside the programmes: those of the State (Fonds vert) and of local authorities."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from components.formats import NBSP, counted, euros, euros_short, listed
from components.wording.budget import COLON, NOT_KNOWN, SEMICOLON, quantified

# French plural starts at two.
_PLURAL: Final = 2
SUBJECT: Final = "Aides publiques hors programmes"
CAPTION: Final = "Projets aidés, par territoire et par axe du dispositif"
CAPTION_ONE: Final = "Projets aidés, par axe et par démarche du dispositif"
COLUMNS: Final[Mapping[str, str]] = {
    "territoire": "Territoire",
    "axe": "Axe du dispositif",
    "projets": "Projets",
    "beneficiaires": "Bénéficiaires",
    "montant": "Montant",
}
SCHEME_COLUMN: Final[Mapping[str, str]] = {"dispositif": "Dispositif"}
COLUMNS_ONE: Final[Mapping[str, str]] = {
    "axe": "Axe du dispositif",
    "demarche": "Démarche",
    "projets": "Projets",
    "beneficiaires": "Bénéficiaires",
    "montant": "Montant",
}
_AMOUNTS: Final[Mapping[frozenset[bool], str]] = {
    frozenset({True}): "Montant engagé",
    frozenset({False}): "Montant attribué",
    frozenset({True, False}): "Montant engagé ou attribué",
}
AWARDED: Final = (
    f"Attribué{COLON} ce qu’une décision ou une convention accorde, avant tout versement. Engagé{COLON} ce que l’État "
    "a réservé. Ni l’un ni l’autre ne dit ce qui est payé."
)
APART: Final = (
    f"Hors de tout programme, avec ses propres axes et bénéficiaires{COLON} ni le filtre Programme ni la lecture "
    "par axe ne le concernent."
)
NOT_RANKED: Final = "Territoires dans leur ordre habituel, sans classement."
COMMUNES: Final = (
    f"Projets du Fonds vert rattachés par la commune que donne la source, souvent celle du siège du bénéficiaire et "
    f"parfois fausse{COLON} un projet peut avoir lieu ailleurs."
)


def _span(years: Sequence[int]) -> str:
    """Years in order, in words; those that follow one another by their ends."""
    if len(years) > _PLURAL and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]} à {years[-1]}"
    return listed([str(year) for year in years])


def name(dispositif: str, years: Sequence[int]) -> str:
    """« Fonds vert 2023 », « Fonds vert 2023 et 2025 », « Fonds vert 2019 à 2025 »."""
    return f"{dispositif} {_span(years)}"


def amount_label(committed: Collection[bool]) -> str:
    """Head of the column of amounts: True for those that are committed, False for those that are awarded."""
    return _AMOUNTS[frozenset(committed)]


def message(
    title: str,
    montant: float | None,
    projects: int,
    known: int,
    territories: Sequence[str],
    *,
    chosen: bool,
    committed: bool,
) -> str:
    """How much, for how many projects, where; ``known`` of them have an amount, ``committed`` or only awarded."""
    where = f"({listed(territories)})" if chosen else f"dans {len(territories)}{NBSP}EPCI suivis"
    if montant is None:
        return f"{title}{COLON} {counted(projects, 'projet')} {where}, aucun chiffré"
    verb = "engagés" if committed else "attribués"
    words = f"{title}{COLON} {euros_short(montant)} {verb} pour {counted(projects, 'projet')} {where}"
    return words if known == projects else f"{words}, {amounts(known, projects)}"


def amounts(known: int, projects: int) -> str:
    """« 18 sur 20 chiffrés »."""
    return f"{quantified(known, projects)} {'chiffré' if known < _PLURAL else 'chiffrés'}"


def together(messages: Sequence[str]) -> str:
    """The schemes one after the other."""
    return f"{SEMICOLON} ".join(messages)


def axis_of(label: str, axis_words: str) -> str:
    """« Amiens Métropole, axe 1 »."""
    return f"{label}, {axis_words.lower()}"


def nothing(title: str, *, anywhere: bool) -> str:
    """Message without any project: for these choices, or anywhere."""
    return f"{title}{COLON} aucun projet {'connu' if anywhere else 'pour les choix faits'}"


def void(years: Sequence[int]) -> str:
    """What is known when the choices leave nothing, or when nothing is known at all."""
    if not years:
        return "Aucun projet n’est connu. La liste des projets aidés est à fournir par la préfecture."
    return (
        f"Aucun projet connu pour ce territoire et cet exercice. Les données couvrent {_span(years)}{SEMICOLON} "
        "les suivantes sont à fournir par la préfecture pour les aides de l’État, par la collectivité pour les siennes."
    )


def axis(number_: int) -> str:
    """« Axe 1 » of a scheme."""
    return f"Axe{NBSP}{number_}"


def legend(scheme: str, rank: int, *, several: bool) -> str:
    """Name of a colour of the chart, with its scheme when there are several."""
    return axis_of(scheme, axis(rank)) if several else axis(rank)


def total(montant: float | None) -> str:
    """Amount at the head of a bar."""
    return NOT_KNOWN if montant is None else euros_short(montant)


def detail(projects: int, known: int) -> str:
    """« 20 projets », « 20 projets, 18 sur 20 chiffrés »: never per inhabitant, the place being often a seat."""
    words = counted(projects, "projet")
    return words if known == projects else f"{words}, {amounts(known, projects)}"


def hover(label: str, part: str, montant: float | None, projects: int, known: int) -> str:
    """Hover text of a segment."""
    amount = NOT_KNOWN if montant is None else euros(montant)
    return "\n".join([label, part, amount, detail(projects, known)])


def left_out(projects: int, montant: float | None, territories: Sequence[str], scheme: str | None = None) -> str:
    """Projects of territories that the dashboard does not follow; ``scheme`` is told when there are several."""
    start = "" if scheme is None else f"{scheme}{COLON} "
    words = f"{start}{counted(projects, 'autre projet', 'autres projets')} ({total(montant)})"
    return f"{words} hors des EPCI suivis{COLON} {listed(territories)}."
