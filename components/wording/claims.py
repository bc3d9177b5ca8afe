"""Words of rival claims, whatever their indicator: who, when, how they count, and what would make both true."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NBSP, NNBSP, alone, is_missing, listed, number, partial_date
from components.wording.grammar import lowered, on_date
from components.wording.shell import CONTESTED, STATUT_MARKS, status

Row = Mapping[Any, Any]

ASK: Final = f"À demander{NNBSP}:"
ASKED: Final[Mapping[str, str]] = {
    "periode": "la période que le chiffre couvre",
    "flux_stock": "s’il compte une année ou tout depuis l’origine",
    "perimetre": "le périmètre qu’il compte",
    "methode": "la façon de compter",
}
FLUX_STOCK: Final[Mapping[str, str]] = {
    "flux": "flux, par période",
    "stock": "cumul ou stock, à une date",
    "taux": "taux",
    "non_precise": "flux ou cumul non précisé",
}
WHO: Final = "Qui"
WHEN: Final = "Quand"
COUNT: Final = "Flux ou cumul"
PERIOD: Final = "Période"
PERIMETER: Final = "Périmètre"
SOURCE: Final = "Source"
RESERVE: Final = "Réserve"
TESTABLE: Final = "Vérifiable"
BOTH_TRUE: Final = "Pour que deux chiffres soient vrais ensemble"
NEVER_MIXED: Final = "Ces chiffres ne sont ni additionnés, ni moyennés, ni multipliés par un nombre d’années."
COLUMNS: Final[Mapping[str, str]] = {
    "libelle": "Affirmation",
    "chiffre": "Chiffre",
    "unite": "Unité",
    "qui": WHO,
    "quand": WHEN,
    "compte": COUNT,
    "periode": PERIOD,
    "perimetre": PERIMETER,
    "reserve": RESERVE,
    "statut": "Statut",
    "verifiable": TESTABLE,
    "source": SOURCE,
}

_COUNTS: Final[Mapping[int, str]] = {2: "Deux", 3: "Trois", 4: "Quatre", 5: "Cinq", 6: "Six"}
_BEFORE: Final = re.compile(r"environ|près de|moins de|plus de|au moins|au plus|jusqu’à")
_CONTRADICTORY: Final = "contradictoires"
_AGREE: Final = "valeurs"


def who(name: str, function: object) -> str:
    """« François-Xavier Level, directeur d’Amiens Cluster en 2020 »."""
    return name if is_missing(function) else f"{name}, {lowered(str(function))}"


def figures(row: Row) -> str:
    """« 24 », « 50 à 100 », « non chiffré »."""
    if not is_missing(row["valeur"]):
        return number(alone(row["valeur"]), _decimals(row["valeur"]))
    if not is_missing(row["valeur_min"]):
        low, high = row["valeur_min"], row["valeur_max"]
        return f"{number(alone(low), _decimals(low))} à {number(alone(high), _decimals(high))}"
    return "non chiffré"


def with_unit(row: Row) -> str:
    """« 24 emplois », « 50 à 100 emplois par an », « non chiffré »: what has no number has no unit."""
    told = not (is_missing(row["valeur"]) and is_missing(row["valeur_min"]))
    return f"{figures(row)} {row['unite']}" if told else figures(row)


def _decimals(value: object) -> int:
    return 0 if alone(value) == round(alone(value)) else 1


def before(row: Row) -> str | None:
    """Reserve that stands before the figure itself: « environ », « moins de »."""
    reserve = row["qualificatif"]
    return reserve if isinstance(reserve, str) and _BEFORE.fullmatch(reserve) else None


def as_said(row: Row) -> str:
    """« environ 310 emplois », « 50 à 100 emplois par an »: a claim inside a sentence."""
    return " ".join(part for part in (before(row), figures(row), str(row["unite"])) if part)


def quoted(row: Row) -> str:
    """« « 24 emplois » »: a claim as what somebody says, one thing whatever its number."""
    return f"«{NBSP}{as_said(row)}{NBSP}»"


def claim_author(row: Row) -> str:
    """Who says it, and through whom it is known."""
    author = who(row["auteur"], row["fonction"])
    if is_missing(row["relais"]):
        return author
    return f"{who(row['relais'], row['relais_fonction'])}, qui relaie «{NBSP}{lowered(row['auteur'])}{NBSP}»"


def claim_status(row: Row) -> str:
    """« ○ Déclaré · contesté »: shape and word, the same as on the charts."""
    contested = f" · {CONTESTED}" if row["conteste"] else ""
    relayed = "" if is_missing(row["relais"]) else " · relayé"
    words = status(row["statut"], illustrative=bool(row["illustratif"]))
    return f"{STATUT_MARKS[row['statut']]} {words}{contested}{relayed}"


def claim_date(row: Row) -> str:
    """When the claim became known: the fact itself has no other date."""
    return f"connu {on_date(row['connu_le'])}"


def claim_source(row: Row) -> str:
    """Producer and passage."""
    return f"{row['producteur']}, {row['passage']}"


def claim_cells(row: Row) -> Mapping[str, object]:
    """A claim as the cells of ``COLUMNS``: what the card says, in a table."""
    return {
        "libelle": row["libelle"],
        "chiffre": figures(row),
        "unite": row["unite"],
        "qui": claim_author(row),
        "quand": claim_date(row),
        "compte": FLUX_STOCK[row["flux_stock"]],
        "periode": row["periode"],
        "perimetre": None if is_missing(row["precision_perimetre"]) else row["precision_perimetre"],
        "reserve": None if is_missing(row["qualificatif"]) else row["qualificatif"],
        "statut": claim_status(row),
        "source": claim_source(row),
    }


def message(outcomes: Sequence[str], count: int) -> str:
    """Message of the card.

    Args:
        outcomes: of each pair of claims (data.model.affirmations).
        count: number of claims.
    """
    if count == 1:
        return "Un seul chiffre est avancé, que rien ne recoupe"
    several = _COUNTS.get(count, number(count))
    if _CONTRADICTORY in outcomes:
        some = "qui se contredisent" if count == 2 else "dont deux au moins se contredisent"  # noqa: PLR2004  a pair
        return f"{several} chiffres avancés, {some}"
    return f"{several} chiffres qui ne comptent pas la même chose{NNBSP}: ils ne s’additionnent pas"


def nothing(subject: str) -> str:
    """Message of the card when nobody claims anything."""
    return f"{subject}{NNBSP}: aucun chiffre avancé"


def caption(subject: str) -> str:
    """Caption of the table of claims."""
    return f"{subject}, avec leur auteur, leur date et ce qu’ils ne disent pas"


def asked(keys: Sequence[str]) -> str:
    """What would have to be asked to compare the claims."""
    return f"{listed([ASKED[key] for key in ASKED if key in keys])}."


def pair_heading(one: Row, other: Row, outcome: str, kinds: Sequence[str]) -> str:
    """Whether two claims can be true together."""
    both = f"{quoted(one)} et {quoted(other)}"
    if outcome == _CONTRADICTORY:
        return f"{both} ne peuvent être vrais ensemble"
    if outcome == "sous_condition":
        return f"{both} peuvent être vrais ensemble, à condition{NNBSP}:"
    return f"{both} {'se recoupent' if _AGREE in kinds else 'ne se contredisent pas'}"


CONTRADICTION: Final = (
    f"Même compte, même période, même périmètre{NNBSP}: l’un des deux est faux, ou la façon de compter n’est pas la "
    "même."
)


def conditions(one: Row, other: Row, found: Sequence[tuple[str, str | None]], due: str | None = None) -> list[str]:
    """What sets two claims apart, one line each; under a condition, any line would do.

    Args:
        one: a claim.
        other: its rival.
        found: kind, and id of the claim that leaves it unsaid (data.model.affirmations.Condition).
        due: from when an expected rhythm would be reached, in words, if it is known.
    """
    lines = [_condition(kind, *_turned(one, other, about), due) for kind, about in found]
    alternatives = [line for line in lines if line.startswith("que ")]
    return [f"ou {line}" if line in alternatives[1:] else line for line in lines]


def _turned(one: Row, other: Row, about: str | None) -> tuple[Row, Row]:
    return (other, one) if about == str(other["id"]) else (one, other)


def _condition(kind: str, told: Row, rival: Row, due: str | None) -> str:
    if kind == "compte_inconnu":
        return f"que {quoted(told)} soit {_other_count(str(rival['flux_stock']))}"
    if kind == "a_venir":
        later = f"{NNBSP}: {due}" if due else ""
        return f"que {quoted(told)} ne soit attendu qu’après {partial_date(rival['connu_le'])}{later}"
    words: Mapping[str, str] = {
        "rythme_et_total": "l’un est un rythme, l’autre un total à une date",
        "unites": f"l’un compte des {told['unite']}, l’autre des {rival['unite']}",
        "periodes": f"ils ne parlent pas de la même période ({told['periode']}{NNBSP}; {rival['periode']})",
        _AGREE: "leurs ordres de grandeur sont les mêmes",
        "periode_inconnue": f"que {quoted(told)} couvre une autre période que {quoted(rival)}",
        "perimetres": "que leurs périmètres diffèrent vraiment "
        f"(«{NBSP}{told['precision_perimetre']}{NBSP}»{NNBSP}; «{NBSP}{rival['precision_perimetre']}{NBSP}»)",
        "perimetre_inconnu": f"que {quoted(told)} porte sur un autre périmètre que {quoted(rival)}",
    }
    return words[kind]


def _other_count(rival: str) -> str:
    if rival == "flux":
        return "un total depuis l’origine, et non le compte d’une année"
    if rival == "stock":
        return "le compte d’une seule année, et non un total"
    return "un total, et l’autre le compte d’une année"
