"""State of a promise: computed from its due date and its proofs, never judged.  No lateness is ever counted in days."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, get_args

import pandas as pd

from data.model.dates import last_day

Etat = Literal[
    "tenue",
    "tenue_en_partie",
    "echue_sans_preuve",
    "a_echoir",
    "non_datable",
    "non_mesurable",
    "contestee",
    "intention",
    "horizon",
]
ETATS: Final[tuple[Etat, ...]] = get_args(Etat)
"""States in the order in which they are shown: what is proved, what is due, what no rule can tell."""
COMPLETE: Final = "complete"


def state(  # noqa: PLR0911  one line a rule, in the order in which they apply
    *, nature: str, echeance: str | None, sans_cible: bool, contestee: bool, preuves: int, complete: bool, today: date
) -> Etat:
    """Rule, in this order.

    A horizon or an intention is not a promise; a complete proof keeps it; a contested one, or one of which a proof is
    contested, raises no verdict; a partial proof keeps it in part; a promise to move an indicator without a number
    cannot be measured; without a date of its own it cannot be late; past its date without any proof, it is due.
    """
    if nature != "promesse":
        return "horizon" if nature == "horizon" else "intention"
    if complete:
        return "tenue"
    if contestee:
        return "contestee"
    if preuves:
        return "tenue_en_partie"
    if sans_cible:
        return "non_mesurable"
    if echeance is None:
        return "non_datable"
    return "echue_sans_preuve" if passed(echeance, today) else "a_echoir"


def passed(echeance: str, today: date) -> bool:
    """True once the last day that a due date may mean is over."""
    return last_day(echeance) < today


def states(promises: pd.DataFrame, today: date) -> pd.DataFrame:
    """``promises`` (columns of ``promesses_select``) with a column ``etat``."""
    found = [
        state(
            nature=row["nature"],
            echeance=row["echeance"] if isinstance(row["echeance"], str) else None,
            sans_cible=isinstance(row["indicateur_id"], str) and not row["mesurable"],
            contestee=row["conteste"] or row["preuves_contestees"] > 0,
            preuves=row["preuves"],
            complete=row["complete"],
            today=today,
        )
        for row in promises.to_dict("records")
    ]
    return promises.assign(etat=pd.Series(found, index=promises.index, dtype="object"))


def promised(promises: pd.DataFrame) -> pd.DataFrame:
    """Promises alone: a horizon or an intention stands in the register, and counts in none of its figures."""
    return promises[promises["nature"] == "promesse"]


def documented(attendu: int | None, proofs: Sequence[tuple[str, int | None]]) -> tuple[int, int] | None:
    """How many of the promised elements are documented, over how many are promised.

    Args:
        attendu: number of elements that are promised.
        proofs: scope (``complete`` or ``partielle``) and number of elements of each proof.

    Returns:
        None when a number is missing, or when partial proofs hold more than was promised: they overlap, or count
        something else.
    """
    whole = [count for scope, count in proofs if scope == COMPLETE]
    counts = whole[-1:] if whole else [count for _, count in proofs]
    known = [count for count in counts if count is not None]
    if attendu is None or not known or len(known) < len(counts) or sum(known) > attendu:
        return None
    return sum(known), attendu


def register_rank(numero: str) -> tuple[str, int]:
    """Order of the register: P2 comes before P10."""
    letters = numero.rstrip("0123456789")
    digits = numero[len(letters) :]
    return letters, int(digits) if digits else 0


def about_committee(libelle: str) -> bool:
    """True when a promise speaks of a committee: it is then told beside its seats."""
    return "comité" in libelle.lower()
