"""Words of the register of promises: who, where, when, what proves them, and the rule of each state."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NBSP, NNBSP, counted, is_missing, listed, number, partial_date
from components.wording.grammar import agreed, in_words, lowered

Row = Mapping[Any, Any]

TITLE: Final = "Promesses"
NAV: Final = "Promesses"
ALL_PROGRAMMES: Final = "Tous les programmes"
STATE: Final = "État"
ALL_STATES: Final = "Tous les états"

SUBJECT_STATES: Final = "Où en sont les promesses, et la règle de chaque état"
SUBJECT_REGISTER: Final = "Le registre"
SUBJECT_REPEATED: Final = "Promesses faites plusieurs fois"
SUBJECT_TARGETS: Final = "Promesses sans cible chiffrée"

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "tenue": ("tenue", "tenues"),
    "tenue_en_partie": ("tenue en partie", "tenues en partie"),
    "echue_sans_preuve": ("échue sans preuve", "échues sans preuve"),
    "a_echoir": ("à échoir", "à échoir"),
    "non_datable": ("non datable", "non datables"),
    "non_mesurable": ("non mesurable", "non mesurables"),
    "contestee": ("contestée", "contestées"),
    "intention": ("intention", "intentions"),
    "horizon": ("horizon", "horizons"),
}
RULES: Final[Mapping[str, str]] = {
    "tenue": "Une preuve datée ou nommée couvre toute la promesse.",
    "tenue_en_partie": f"Une preuve en couvre une partie{NNBSP}: «{NBSP}1 sur 4{NBSP}» quand les deux se comptent.",
    "echue_sans_preuve": "Échéance passée, aucune preuve dans les sources lues. Une preuve peut exister ailleurs.",
    "a_echoir": "Échéance à venir, pas de preuve complète.",
    "non_datable": f"Ni échéance propre, ni preuve{NNBSP}: ni en retard, ni tenue.",
    "non_mesurable": f"Elle vise un indicateur sans chiffre à atteindre{NNBSP}: la série se montre, sans cible.",
    "contestee": f"La source ou un acteur la met en doute, elle ou une de ses preuves{NNBSP}: ni verdict, ni alerte.",
    "intention": f"«{NBSP}Envisage{NBSP}», «{NBSP}souhaite{NBSP}»{NNBSP}: ce n’est pas une promesse.",
    "horizon": f"Une vision lointaine{NNBSP}: ce n’est pas une promesse.",
}
_UNDECIDED: Final = ("non_datable", "non_mesurable", "contestee")
STATES_CAPTION: Final = "Nombre de promesses dans chaque état, et la règle de cet état"
STATES_COLUMNS: Final = ("État", "Nombre", "Promesses", "Règle")
NO_PROOF: Final = "aucune preuve connue"
NO_DATE: Final = "non datable"
NONE: Final = "aucune"
SEPARATOR: Final = f"{NNBSP}; "
WITHOUT_DAYS: Final = (
    f"Aucun retard n’est compté en jours{NNBSP}: une date dite «{NBSP}dans les trois mois{NBSP}», un jour que la "
    "source ne donne pas, n’en permet aucun."
)
PROOFS_FROM: Final = (
    f"Une preuve qui manque est à fournir par l’auteur de la promesse{NNBSP}: l’acte ou le document, et sa date."
)
PEOPLE: Final = (
    "Les auteurs paraissent par leur fonction. Une personne n’est nommée que si la source la cite dans son rôle public."
)
APART: Final = "Une intention et un horizon sont au registre, hors du compte des promesses."

REGISTER_CAPTION: Final = "Registre des promesses avec leur auteur, leur échéance, leurs preuves et leur état"
REGISTER_COLUMNS: Final = ("Promesse", "Qui la fait, et où", "Échéance", "Preuve", "État")
TABLE_COLUMNS: Final[Mapping[str, str]] = {
    "numero": "N°",
    "programme": "Programme",
    "libelle": "Promesse",
    "qui": "Auteur",
    "place": "Place dans la source",
    "echeance_dite": "Échéance",
    "echeance_note": "Ce que dit la source",
    "preuve": "Preuve",
    "etat_dit": "État",
    "aussi": "Faite aussi dans",
}
REPEATED_CAPTION: Final = "Promesses faites dans plusieurs programmes, avec la forme qu’elles y prennent"
REPEATED_COLUMNS: Final[Mapping[str, str]] = {
    "programme": "Programme",
    "forme": "Forme de la promesse",
    "connu_le": "Dite ou connue",
}
TARGETS_CAPTION: Final = "Promesses qui visent un indicateur sans chiffre à atteindre"
TARGETS_COLUMNS: Final[Mapping[str, str]] = {
    "promesse": "Promesse",
    "indicateur": "Indicateur visé",
    "depart": "Écart de départ, dit",
    "cible": "Cible",
}
NO_TARGET: Final = "aucune dans la source"
NOTHING_REPEATED: Final = "Aucune promesse n’est faite deux fois dans ce choix"
EMPTY: Final = "Aucune promesse ne répond à ce choix"
EMPTY_ADVICE: Final = f"Choisissez un autre programme, ou «{NBSP}{ALL_STATES}{NBSP}»."
NO_REGISTER: Final = "Aucune promesse n’est enregistrée"
NO_REGISTER_ADVICE: Final = (
    f"La base ne contient aucune promesse. À fournir par les pilotes des programmes{NNBSP}: ce qui est promis, par "
    "qui, pour quand, et le document qui le dit."
)
WHOLE_REGISTER: Final = "Voir le registre"


def _counts(counts: Mapping[str, int], states: Sequence[str]) -> list[str]:
    return [f"{in_words(counts[state])} {STATES[state][counts[state] > 1]}" for state in states if counts.get(state)]


def _apart(counts: Mapping[str, int]) -> list[str]:
    # « horizon » is masculine: only one of them is told otherwise.
    return ["un horizon" if words == "une horizon" else words for words in _counts(counts, ("intention", "horizon"))]


def message(counts: Mapping[str, int]) -> str:
    """« 13 promesses : une tenue, trois échues sans preuve, huit sans verdict possible ».

    Args:
        counts: number of promises by state, intentions and horizons left out.
    """
    total = sum(counts.values())
    if not total:
        return EMPTY
    parts = _counts(counts, ("tenue", "tenue_en_partie", "echue_sans_preuve", "a_echoir"))
    undecided = sum(counts.get(state, 0) for state in _UNDECIDED)
    if undecided:
        parts.append(f"{in_words(undecided)} sans verdict possible")
    return f"{counted(total, 'promesse')}{NNBSP}: {listed(parts)}"


def apart_message(apart: Mapping[str, int]) -> str:
    """« Une intention et un horizon, qui ne sont pas des promesses », when a choice leaves nothing else."""
    words = listed(_apart(apart))
    verb = agreed(sum(apart.values()), "qui n’est pas une promesse", "qui ne sont pas des promesses")
    return f"{words[:1].upper()}{words[1:]}, {verb}"


def lead(documents: int, apart: Mapping[str, int], day: str) -> str:
    """What the register holds, and what stands in it without being a promise."""
    others = listed(_apart(apart))
    extra = f" Sont à part, sans être des promesses{NNBSP}: {others}." if others else ""
    return f"Ce que {counted(documents, 'document')} {agreed(documents, 'promet', 'promettent')}, au {day}.{extra}"


def states_message(counts: Mapping[str, int]) -> str:
    """How many can be told by a rule, and how many cannot."""
    told = sum(count for state, count in counts.items() if state not in _UNDECIDED)
    total = sum(counts.values())
    if not total:
        return "Aucune promesse dans ce choix"
    if told == total:
        return f"L’état de {agreed(total, 'la promesse', f'chacune des {number(total)} promesses')} se calcule"
    verb = agreed(told, "a un état qui se calcule", "ont un état qui se calcule")
    none = f"Aucune promesse sur {number(total)} n’a d’état qui se calcule"
    return none if not told else f"{counted(told, 'promesse')} sur {number(total)} {verb}"


def register_message(count: int, proofs: int, undated: int) -> str:
    """How many entries, with a proof, without a date."""
    proved = "aucune n’a de preuve" if not proofs else f"{number(proofs)} {agreed(proofs, 'a', 'ont')} une preuve"
    dated = f", {number(undated)} {agreed(undated, 'n’a', 'n’ont')} pas d’échéance datable" if undated else ""
    return f"{counted(count, 'inscription')}{NNBSP}: {proved}{dated}"


def author(row: Row) -> str:
    """Who promises, by function; a person whose public role no source gives is not named.

    Args:
        row: columns auteur, auteur_type, auteur_fonction.
    """
    role = None if is_missing(row["auteur_fonction"]) else str(row["auteur_fonction"])
    if row["auteur_type"] == "personne" and role is None:
        return "personne citée sans fonction publique"
    return str(row["auteur"]) if role is None else f"{row['auteur']}, {lowered(role)}"


def place(row: Row) -> str:
    """Where it is said: producer of the source, date, passage."""
    return f"{row['producteur']}, {partial_date(str(row['connu_le']))}, {row['passage']}"


def due(row: Row, *, passed: bool) -> str:
    """« 2015, passée », « 2018, calculée par Vigie, passée », « non datable »; never a number of days."""
    if is_missing(row["echeance"]):
        return NO_DATE
    words = [partial_date(str(row["echeance"]))]
    words += ["calculée par Vigie"] if row["echeance_calculee"] else []
    words += ["passée"] if passed else []
    return ", ".join(words)


def proof(row: Row) -> str:
    """« Protocole signé…, 26 juin 2015 »: what is proved and when."""
    return f"{row['libelle']}, {proof_date(row)}"


def proof_date(row: Row) -> str:
    """Date of the fact that is proved, else that of the document, said as such."""
    if is_missing(row["date_preuve"]):
        return f"sans date propre, connue {_on(str(row['connu_le']))}"
    return partial_date(str(row["date_preuve"]))


def _on(partial: str) -> str:
    return f"{'le' if len(partial) == len('2015-03-03') else 'en'} {partial_date(partial)}"


def proof_source(row: Row) -> str:
    """Producer and passage, and that the proof is contested."""
    told = f"{row['producteur']}, {row['passage']}"
    return f"{told}, preuve contestée" if row["conteste"] else told


def elements(found: tuple[int, int] | None) -> str | None:
    """« 1 sur 4 documenté »."""
    if found is None:
        return None
    known, expected = found
    return f"{number(known)} sur {number(expected)} {agreed(known, 'documenté', 'documentés')}"


def state(etat: str, found: tuple[int, int] | None = None) -> str:
    """« Tenue en partie, 1 sur 4 documenté »."""
    words = STATES[etat][0].capitalize()
    extra = elements(found)
    return words if extra is None else f"{words}, {extra}"


def also(programmes: Sequence[str]) -> str:
    """Other programmes where the same promise is made."""
    return f"Promise {in_words(len(programmes) + 1)} fois{NNBSP}: aussi dans"


def repeated_message(promises: Sequence[tuple[str, int]]) -> str:
    """« La promesse P4 est faite dans trois programmes ».

    Args:
        promises: numbers, and how many programmes make each.
    """
    if not promises:
        return NOTHING_REPEATED
    if len(promises) == 1:
        numero, times = promises[0]
        return f"La promesse {numero} est faite dans {_programmes(times)}"
    told = listed([f"{numero} dans {_programmes(times)}" for numero, times in promises])
    return f"{counted(len(promises), 'promesse')} {agreed(len(promises), 'revient', 'reviennent')}{NNBSP}: {told}"


def _programmes(count: int) -> str:
    # « un », the only masculine number that differs, is never said here.
    return f"{in_words(count)} programmes"


REPEATED_NOTE: Final = (
    f"Une promesse répétée est comptée une fois, à son programme d’inscription{NNBSP}; les autres formes y renvoient."
)


def targets_message(count: int) -> str:
    """How many promises aim at an indicator without a number."""
    start = "Une promesse vise" if count == 1 else f"{in_words(count).capitalize()} promesses visent"
    return f"{start} un indicateur sans dire jusqu’où"


def target_void(row: Row, gap: str | None) -> str:
    """What the promise lacks, who should supply it, and what the starting gap is not.

    Args:
        row: columns numero, libelle, indicateur, and those of ``author``.
        gap: starting gap that the source tells, in words; None when it tells none.
    """
    start = f" La source donne l’écart de départ, {gap}{NNBSP}: ce n’est pas la cible." if gap else ""
    return (
        f"{row['numero']}, {lowered(str(row['libelle']))}.{start} Il manque le chiffre à atteindre{NNBSP}: aucune "
        "ligne de cible n’est tracée, et la promesse n’est ni tenue ni manquée. "
        f"À fournir par{NNBSP}: {lowered(author(row))}."
    )


SERIES: Final[Mapping[str, tuple[str, str]]] = {
    "taux_chomage_localise": ("Voir le taux de chômage", "la série, face au taux national du même champ"),
    "emplois_clusters": ("Voir les emplois des clusters", "face à la bande de maturité"),
    "membres_clusters": ("Voir les membres des clusters", "par cluster"),
}


def gap(value: float, label: str) -> str:
    """« 2 points d’écart »: what the source says of the start."""
    return f"{number(value)}{NBSP}{agreed(int(value), 'point', 'points')} ({lowered(label)})"
