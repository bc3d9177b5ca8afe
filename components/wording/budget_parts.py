"""Words of the split by funder and by axis, and of the table of lines."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from components.formats import NBSP, NNBSP, counted, listed, number, percent
from components.wording.budget import COLON, NONE, SEMICOLON, STAGES

SUBJECT: Final = "Qui paie, et pour quel axe"
BY_FUNDER: Final = "Par financeur"
BY_AXIS: Final = "Par axe"
NO_FUNDER: Final = "Financeur non renseigné"
NO_AXIS: Final = "Non ventilé par axe"
UNSHARED: Final = "parts inconnues"
CAPTION: Final = "Le même total, par financeur puis par axe"
COLUMNS: Final[Mapping[str, str]] = {
    "lecture": "Lecture",
    "nom": "Financeur ou axe",
    "ventilation": "Ventilation",
    "montant": "Montant",
    "precision": "Précision",
    "part": "Part du total",
    "origine": "Montant d’origine",
}
TWICE: Final = f"Deux lectures du même total{COLON} elles ne s’additionnent pas."
_HATCHES: Final[Mapping[str, str]] = {
    "hachure": f"Hachures foncées{COLON} non ventilé, montant connu, parts inconnues.",
    "manquant": f"Hachures pâles{COLON} montant non renseigné.",
}

SUBJECT_LINES: Final = "Lignes, par exercice et par territoire"
LINES_CAPTION: Final = "Lignes de budget, une par une"
SUMMARY_CAPTION: Final = "Montants par exercice, territoire et étape"
OLDER_CAPTION: Final = "Montants des autres périodes, par territoire et par étape"
LINES_COLUMNS: Final[Mapping[str, str]] = {
    "objet": "Objet",
    "periode": "Période",
    "territoire": "Territoire",
    "axe": "Axe",
    "financeur": "Financeur",
    "etape": "Étape",
    "montant": "Montant",
    "precision": "Précision",
    "origine": "Montant d’origine",
    "compte": "Dans les totaux",
}
SUMMARY_COLUMNS: Final[Mapping[str, str]] = {
    "perimetre": "Période et champ",
    "territoire": "Territoire",
    "precision": "Précision",
}
NEVER_ADDED: Final = (
    f"Un montant par an, un total et un montant de période non précisée ne s’additionnent pas{SEMICOLON} "
    "un exercice ne s’ajoute pas à un autre."
)
SUBJECT_UNATTACHED: Final = "Non rattaché au programme"
UNATTACHED_CAPTION: Final = "Montants qu’aucune règle ne relie au programme"
UNATTACHED_COLUMNS: Final[Mapping[str, str]] = {
    "perimetre": "Période et champ",
    "territoire": "Territoire",
    "etape": "Étape",
    "montant": "Montant",
    "lignes": "Lignes",
}
KEPT_APART: Final = (
    f"Rien ne dit que ces montants concernent le programme{COLON} ils n’entrent ni dans ses totaux, ni dans ses parts, "
    "ni dans ses taux, ni dans un axe. Le service qui publie ce budget peut les relier au programme par une "
    "règle, ou les dire hors programme, dans le fichier qui l’accompagne."
)
WITHOUT_ORDER: Final = "Les mouvements d’ordre, qui ne sont pas de l’argent, n’y sont pas."
_EXCLUSIONS: Final[Mapping[str, str]] = {
    "sans_regle": f"non{COLON} non rattaché au programme",
    "conteste": f"non{COLON} contesté",
    "ordre": f"non{COLON} mouvement d’ordre",
    "echelle": f"non{COLON} autre échelle",
    "remplace": f"non{COLON} remplacé par le CFU",
    "autre_auteur": f"non{COLON} déjà compté selon un autre auteur",
}
_UNQUANTIFIED: Final = f"non{COLON} non chiffré"
# French plural starts at two.
_PLURAL: Final = 2
_FEW: Final = 2
_WHOLE: Final = 100
_CURRENCIES: Final[Mapping[str, str]] = {"EUR": "€", "FRF": "F"}


def split_message(total: str, funder: tuple[str, float | None, bool], axes: tuple[str, float | None] | None) -> str:
    """The largest funder, then what is known by axis.

    Args:
        total: the whole, in words.
        funder: name of the largest, its share in percent (None when it may not be told), True for a group.
        axes: largest axis and its share; None when nothing is split by axis.
    """
    name, share, group = funder
    part = total if share is None or round(share) == _WHOLE else f"{percent(share, 0)} de {total}"
    first = f"{part[:1].upper()}{part[1:]}{COLON} {name}"
    if group:
        first += "" if UNSHARED in name or "parts" in name else f", {UNSHARED}"
    if axes is None:
        return f"{first}{SEMICOLON} rien n’est ventilé par axe"
    axis, axis_share = axes
    if axis_share is not None and round(axis_share) == _WHOLE:
        return f"{first}{SEMICOLON} tout va à l’axe «{NBSP}{axis}{NBSP}»"
    axis_part = f"{percent(axis_share, 0)} sur l’axe" if axis_share is not None else "premier axe"
    return f"{first}{SEMICOLON} {axis_part} «{NBSP}{axis}{NBSP}»"


def unsplit(members: Sequence[str]) -> str:
    """« non ventilé entre Amiens Métropole et État »."""
    return f"non ventilé entre {listed(members)}" if members else "non ventilé"


def named_unsplit(name: str) -> str:
    """A group of funders, said unsplit where its name does not."""
    return f"{name} (non ventilé)"


def hatched(patterns: Collection[str]) -> tuple[str, ...]:
    """What the patterns of a chart mean, those that it has."""
    words = " ".join(text for pattern, text in _HATCHES.items() if pattern in patterns)
    return (words,) if words else ()


def split_of(stage_words: str, period_words: str) -> str:
    """What the split is about."""
    words = [text[:1].lower() + text[1:] for text in (stage_words, period_words)]
    return f"Ventilation du montant {', '.join(words)}."


def ask_axes(supplier: str) -> str:
    """Who should say what goes to each axis."""
    return f"Montant par axe{COLON} à fournir par {supplier}."


def original(montant: float | None, devise: str | None) -> str:
    """« 1 000 000 F »; a dash for euros, which need no conversion."""
    if montant is None or devise in (None, "EUR"):
        return NONE
    return f"{number(montant)}{NNBSP}{_CURRENCIES[str(devise)]}"


def conversion(rate: float) -> str:
    """How francs became euros."""
    return f"Francs convertis en euros au taux officiel{COLON} 1{NNBSP}€ = {number(rate, 5)}{NNBSP}F."


def converted(montant: float, rate: float) -> str:
    """« 1 000 000 F, à 6,55957 F pour 1 € »: what the source gives, and what made euros of it."""
    return f"{original(montant, 'FRF')}, à {number(rate, 5)}{NNBSP}F pour 1{NNBSP}€"


def stage_of(etape: str, document: str | None, section: str | None) -> str:
    """« Voté (BP), fonctionnement »."""
    name = f"{STAGES[etape]} ({document})" if document else STAGES[etape]
    return f"{name}, {section}" if section else name


def counted_in(exclusion: str | None, *, quantified: bool) -> str:
    """Whether a line enters a total, and why not."""
    if exclusion is not None:
        return _EXCLUSIONS[exclusion]
    return "oui" if quantified else _UNQUANTIFIED


def lines_message(count: int, quantified: int, periods: Sequence[str], territories: Sequence[str]) -> str:
    """How many lines, when and where."""
    when = listed([item[:1].lower() + item[1:] for item in periods])
    if len(periods) > _FEW:
        when = counted(len(periods), "période")
    amounts = (
        ""
        if quantified == count
        else f", dont {number(quantified)} {'chiffrée' if quantified < _PLURAL else 'chiffrées'}"
    )
    where = listed(territories) if len(territories) <= _FEW else counted(len(territories), "territoire")
    return f"{counted(count, 'ligne')}{amounts}{COLON} {when}, {where}"


def unattached_message(words: str, count: int, others: int) -> str:
    """What no rule ties to the programme.

    Args:
        words: the first amount, in words.
        count: its lines.
        others: amounts beside it.
    """
    first = f"Aucune règle ne relie au programme {words} ({counted(count, 'ligne')})"
    more = counted(others, "autre montant", "autres montants")
    return f"{first}{SEMICOLON} {more} à part" if others else first


def older_periods(count: int) -> str:
    """Label of the periods that are folded."""
    return f"Voir {counted(count, 'autre période', 'autres périodes')}"


def all_lines(count: int) -> str:
    """Words that unfold the lines."""
    return f"Voir les {number(count)} lignes"


def reservation(words: str) -> str:
    """A reservation of the source, word for word as the database holds it."""
    return f"Réserve de la source{COLON} {words}."
