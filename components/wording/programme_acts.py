"""Words of acts and votes: what an act authorises, and the arithmetic of a vote."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import MISSING, NBSP, NNBSP, counted, is_missing, listed, number, partial_date
from components.wording.grammar import agreed, lowered

Row = Mapping[Any, Any]

SUBJECT_ACTS: Final = "Actes, et ce qu’ils autorisent vraiment"
SUBJECT_VOTES: Final = "Votes, le compte refait"
ACTS_CAPTION: Final = "Actes du programme, de qui, de quand, ce qu’ils autorisent et leur état"
ACTS_COLUMNS: Final[Mapping[str, str]] = {
    "acte": "Acte",
    "organe": "Organe",
    "date_acte": "Date",
    "portee": "Ce qu’il autorise",
    "etat": "État",
}
TYPES: Final[Mapping[str, str]] = {
    "deliberation": "Délibération",
    "signature": "Signature",
    "convention": "Convention",
    "avis": "Avis",
    "autre": "Acte",
}
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "adopte": ("adopté", "adoptés"),
    "signe": ("signé", "signés"),
    "non_signe": ("non signé dans l’exemplaire lu", "non signés dans l’exemplaire lu"),
    "en_cours_de_signature": ("en cours de signature", "en cours de signature"),
    "non_renseigne": ("état non renseigné", "dont l’état n’est pas renseigné"),
}
NO_NUMBER: Final = "sans numéro dans la source"
NO_DATE: Final = "date non renseignée"
SCOPE_RULE: Final = (
    "Autoriser à signer n’est pas signer. Un protocole n’est ni un contrat, ni un plan d’actions, ni un budget."
)
UNSIGNED_RULE: Final = (
    "Un exemplaire lu sans signature ne prouve pas que le texte n’a pas été signé. L’exemplaire signé est à fournir "
    "par les parties."
)
NO_ACT: Final = "Aucun acte n’est connu"

VOTES_CAPTION: Final = "Égalités de chaque vote, recalculées"
VOTES_COLUMNS: Final[Mapping[str, str]] = {
    "organe": "Assemblée",
    "egalite": "Égalité",
    "calcule": "Calculé",
    "dit": "Dit par la source",
    "verdict": "Vérification",
}
PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "sieges": ("siège", "sièges"),
    "quorum": ("siège de quorum", "sièges de quorum"),
    "presents": ("titulaire présent", "titulaires présents"),
    "suppleants": ("suppléant présent", "suppléants présents"),
    "representes": ("représenté", "représentés"),
    "absents": ("absent", "absents"),
    "presents_ou_representes": ("présent ou représenté", "présents ou représentés"),
    "sans_prendre_part": ("ne prend pas part au vote", "ne prennent pas part au vote"),
    "votants": ("votant", "votants"),
    "pour": ("pour", "pour"),
    "contre": ("contre", "contre"),
    "abstentions": ("abstention", "abstentions"),
}
_MISSING: Final[Mapping[str, str]] = {
    "sieges": "les sièges",
    "quorum": "le quorum",
    "presents": "les titulaires présents",
    "suppleants": "les suppléants",
    "representes": "les représentés",
    "absents": "les absents",
    "presents_ou_representes": "les présents ou représentés",
    "sans_prendre_part": "ceux qui ne prennent pas part au vote",
    "votants": "les votants",
    "pour": "les voix pour",
    "abstentions": "les abstentions",
}
RIGHT: Final = "juste"
WRONG: Final = "faux"
NOT_CHECKED: Final = "non vérifiable"
MARKS: Final[Mapping[str, str]] = {RIGHT: "●", WRONG: "▲", NOT_CHECKED: "◇"}
_COUNTS: Final[Mapping[str, str]] = {
    RIGHT: "le compte est juste",
    WRONG: "le compte ne tombe pas juste",
    NOT_CHECKED: "le compte ne se vérifie pas en entier",
}
ROOM: Final = "Dans la salle"
BALLOTS: Final = "Dans l’urne"
NOT_TAKING_PART: Final = (
    f"Ne pas prendre part au vote n’est pas s’abstenir{NNBSP}: qui ne prend pas part n’est pas votant, qui s’abstient "
    "l’est."
)
NO_AGAINST: Final = f"Le procès-verbal ne mentionne aucune voix contre{NNBSP}: aucune n’est comptée."
UNANIMOUS: Final = "unanimité déclarée"
NO_COUNT: Final = "décompte non donné"


def acts_message(states: Mapping[str, int]) -> str:
    """« 11 actes : 3 adoptés, 1 non signé dans l’exemplaire lu »; numbers by state."""
    total = sum(states.values())
    if total == 1:
        return f"Un acte, {STATES[next(iter(states))][0]}"
    parts = [f"{number(count)}{NBSP}{STATES[state][count > 1]}" for state, count in states.items() if count]
    return f"{counted(total, 'acte')}{NNBSP}: {listed(parts)}"


def act_name(row: Row) -> str:
    """« Délibération 2019-105 »: kind and number."""
    kind = TYPES[str(row["type"])]
    return kind if is_missing(row["numero"]) else f"{kind} n°{NBSP}{row['numero']}"


def act_title(row: Row) -> str:
    """« Délibération n° 2019-105, Protocole d’accord », the kind once where the subject already says it."""
    name, subject = act_name(row), str(row["objet"])
    return subject if subject.lower().startswith(name.lower()) else f"{name}, {subject}"


def act_date(value: object) -> str:
    """Date of an act, or that its source gives none."""
    return NO_DATE if is_missing(value) else partial_date(str(value))


def state(etat: str) -> str:
    """« Adopté »."""
    return STATES[etat][0].capitalize()


def acts_void(name: str) -> str:
    """What is missing and who may supply it."""
    return (
        f"Aucune délibération, signature ni convention n’est connue pour «{NBSP}{name}{NBSP}». À fournir par les "
        f"assemblées des parties{NNBSP}: l’acte, sa date, son décompte."
    )


def votes_message(rows: Sequence[tuple[str, str]]) -> str:
    """What the votes say: one in full, else how many add up.

    Args:
        rows: outcome of each vote in words, and whether its arithmetic is right, wrong or not checked.
    """
    if len(rows) == 1:
        told, checked = rows[0]
        sentence = f"{told[:1].upper()}{told[1:]}"
        return sentence if NO_COUNT in told else f"{sentence}{NNBSP}: {_COUNTS[checked]}"
    right = sum(checked == RIGHT for _, checked in rows)
    verb = agreed(right, "a un compte juste", "ont un compte juste")
    return f"{counted(right, 'vote')} sur {number(len(rows))} {verb}"


def outcome(row: Row) -> str:
    """« 69 voix pour, 2 abstentions », « unanimité déclarée, décompte non donné »."""
    words = [
        f"{number(row[part])} {'voix pour' if part == 'pour' else PARTS[part][int(row[part]) > 1]}"
        for part in ("pour", "contre", "abstentions")
        if not is_missing(row[part])
    ]
    words += [UNANIMOUS] if row["unanimite"] else []
    words += [] if not is_missing(row["pour"]) else [NO_COUNT]
    return ", ".join(words)


def part(name: str, value: int | None) -> str:
    """« 64 titulaires présents », « absents : non renseigné »."""
    unknown = f"{PARTS[name][1]}{NNBSP}: {MISSING}"
    return unknown if value is None else f"{number(value)}{NBSP}{PARTS[name][value > 1]}"


def missing(parts: Sequence[str]) -> str:
    """« il manque les absents et les votants »."""
    return f"il manque {listed([_MISSING[name] for name in parts])}"


def verdict(parts: Sequence[str], *, holds: bool | None) -> str:
    """« juste », « faux », « non vérifiable : il manque les absents »."""
    if holds is None:
        return f"{NOT_CHECKED}{NNBSP}: {missing(parts)}"
    return RIGHT if holds else WRONG


def quorum(wanted: int | None, present: int | None, substitutes: int | None, *, reached: bool | None) -> str | None:
    """« Quorum de 39 sièges, atteint par 66 présents »; None when a part is missing."""
    if reached is None or wanted is None or present is None or substitutes is None:
        return None
    verb = "atteint" if reached else "non atteint"
    seated = counted(present + substitutes, "présent")
    return f"Quorum de {counted(wanted, 'siège')}, {verb} par {seated}, représentés non comptés."


def vote_title(row: Row) -> str:
    """« Conseil communautaire, 23 sept. 2019 »."""
    return f"{row['organe']}, {act_date(row['date_acte'])}"


def votes_void(parts: Sequence[str]) -> str:
    """A vote of which no number is known."""
    return f"{NO_COUNT.capitalize()}{NNBSP}: {missing(parts)}. À fournir par le secrétariat de l’assemblée."


def reservation(words: str) -> str:
    """A reservation of the source on an act or a vote."""
    return lowered(words)
