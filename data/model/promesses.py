"""State of a promise: computed from its due date and its proofs, never judged."""

from datetime import date
from typing import Literal

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
]


def state(  # noqa: PLR0911  one line a rule, in the order in which they apply
    *, nature: str, echeance: str | None, sans_cible: bool, contestee: bool, preuves: int, complete: bool, today: date
) -> Etat:
    """Rule, in this order.

    A horizon or an intention is not a promise; a complete proof keeps it; a contested one raises no verdict; a partial
    proof keeps it in part; a promise to move an indicator without a number cannot be measured; without a date of its
    own it cannot be late; past its date without any proof, it is due.
    """
    if nature != "promesse":
        return "intention"
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
    if last_day(echeance) >= today:
        return "a_echoir"
    return "echue_sans_preuve"


def states(promises: pd.DataFrame, today: date) -> pd.DataFrame:
    """``promises`` (columns of ``promesses_select``) with a column ``etat``."""
    found = [
        state(
            nature=row["nature"],
            echeance=row["echeance"] if isinstance(row["echeance"], str) else None,
            sans_cible=isinstance(row["indicateur_id"], str) and not row["mesurable"],
            contestee=row["conteste"],
            preuves=row["preuves"],
            complete=row["complete"],
            today=today,
        )
        for row in promises.to_dict("records")
    ]
    return promises.assign(etat=pd.Series(found, index=promises.index, dtype="object"))
