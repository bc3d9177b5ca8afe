"""Rules of an action plan: what was observed, what is computed, what was judged, and what is missing.

Three things never merge: the state that someone observed on a date, the lateness that a rule computes from it, and the
« météo » that a named function gives.
"""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Final, Literal

import pandas as pd

from data.model.dates import last_day
from data.vocabulary import ETATS_ACTION

UNKNOWN: Final = "non_renseignee"
ETATS: Final = (*ETATS_ACTION, UNKNOWN)
CHAMPS: Final = ("etat", "pilote", "elu_referent", "echeance", "budget", "indicateur")
"""What a plan needs to be steered; the voids are counted on these."""
BILAN: Final = ("etat", "budget", "indicateur")
"""What a plan that is over needs to be assessed: nobody leads it any more."""

Lateness = Literal["en_retard", "dans_les_temps", "achevee", "non_calculable"]
_DAY: Final = "-12-31"
_YEAR: Final = 4
SNAPSHOT: Final = (
    "observe_le",
    "etat",
    "pilote",
    "elu_referent",
    "debut_prevu",
    "echeance",
    "terminee_le",
    "avancement",
    "indicateur",
    "meteo",
    "meteo_auteur",
    "prochaine_etape",
    "commentaire",
    "conteste",
)


def last_snapshots(suivis: pd.DataFrame) -> pd.DataFrame:
    """The last known follow-up of each action: each one is the whole state known that day, so it replaces the others.

    Args:
        suivis: columns of ``suivis_select``.

    Returns:
        One row per followed action, indexed by ``action_id``.
    """
    # A date of reduced precision stands for the last day that it may name.
    order = [f"{value}{_DAY[len(str(value)) - _YEAR :]}" for value in suivis["observe_le"]]
    dated = suivis.assign(_jour=pd.Series(order, index=suivis.index, dtype="object"))
    ranked = dated.sort_values(["_jour", "connu_au_plus_tard", "charge_le"], kind="stable")
    return ranked.drop_duplicates("action_id", keep="last").drop(columns="_jour").set_index("action_id")


def lateness(*, etat: str | None, echeance: str | None, conteste: bool, today: date) -> Lateness:
    """Late when the due date has passed and the action is not known to be done.

    Without a state or a due date, or when the follow-up is contested, no verdict.  A date of reduced precision is past
    once its last possible day is.
    """
    if etat is None or conteste:
        return "non_calculable"
    if etat == "realisee":
        return "achevee"
    if echeance is None:
        return "non_calculable"
    return "en_retard" if last_day(echeance) < today else "dans_les_temps"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def followed(actions: pd.DataFrame, suivis: pd.DataFrame, budgets: pd.DataFrame, today: date) -> pd.DataFrame:
    """Actions with their last follow-up, the computed lateness and how many of their budget lines have an amount.

    Args:
        actions: columns of ``actions_select``.
        suivis: columns of ``suivis_select``.
        budgets: columns action_id, montant.
        today: day of the computation.

    Returns:
        ``actions`` plus the columns of ``SNAPSHOT``, ``etat`` being ``non_renseignee`` when unknown, ``retard`` (a
        ``Lateness``) and ``lignes_budget``.
    """
    found = actions.join(last_snapshots(suivis)[list(SNAPSHOT)], on="id")
    observed = [_text(value) for value in found["etat"]]
    contested = [value is True or value == 1 for value in found["conteste"].astype(object)]
    late = [
        lateness(etat=etat, echeance=_text(due), conteste=doubt, today=today)
        for etat, due, doubt in zip(observed, found["echeance"], contested, strict=True)
    ]
    lines = budgets.loc[budgets["montant"].notna(), "action_id"].value_counts()
    return found.assign(
        etat=pd.Series([etat or UNKNOWN for etat in observed], index=found.index, dtype="object"),
        conteste=contested,
        retard=pd.Series(late, index=found.index, dtype="object"),
        lignes_budget=found["id"].map(lines).fillna(0).astype(int),
    )


def is_void(plan: pd.DataFrame, champ: str) -> pd.Series:
    """True where ``champ`` (one of ``CHAMPS``) is missing, for each action of ``followed``."""
    if champ == "etat":
        return plan["etat"] == UNKNOWN
    if champ == "budget":
        return plan["lignes_budget"] == 0
    return plan[champ].isna()


def _axes(plan: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(str(key), part) for key, part in plan.groupby("axe_id", sort=False)]


def state_matrix(plan: pd.DataFrame) -> pd.DataFrame:
    """How many actions of each axis are in each observed state, late by computation, and judged.

    Returns:
        Columns: axe_id, axe_numero, axe, one column per state of ``ETATS``, actions (their sum), en_retard (number of
        late actions, missing when lateness can be computed for none), calculables, beau, variable, orage.
    """
    rows = []
    for axe_id, part in _axes(plan):
        computed = part[part["retard"] != "non_calculable"]
        rows.append(
            {
                "axe_id": axe_id,
                "axe_numero": part["axe_numero"].iloc[0],
                "axe": part["axe"].iloc[0],
                **{etat: int((part["etat"] == etat).sum()) for etat in ETATS},
                "actions": len(part),
                "en_retard": int((computed["retard"] == "en_retard").sum()) if len(computed) else None,
                "calculables": len(computed),
                **{meteo: int((part["meteo"] == meteo).sum()) for meteo in ("beau", "variable", "orage")},
            }
        )
    columns = ["axe_id", "axe_numero", "axe", *ETATS, "actions", "en_retard", "calculables"]
    frame = pd.DataFrame(rows, columns=[*columns, "beau", "variable", "orage"])
    return frame.astype({"en_retard": "Int64"})


def voids(plan: pd.DataFrame, champs: Sequence[str] = CHAMPS) -> pd.DataFrame:
    """What is missing, field by field and axis by axis.

    Args:
        plan: columns of ``followed``.
        champs: ``CHAMPS`` while the plan runs, ``BILAN`` once it is over.

    Returns:
        Columns: champ, axe_id, axe, manquants, actions; fields in the order of ``champs``.
    """
    rows = [
        {
            "champ": champ,
            "axe_id": axe_id,
            "axe": part["axe"].iloc[0],
            "manquants": int(is_void(part, champ).sum()),
            "actions": len(part),
        }
        for champ in champs
        for axe_id, part in _axes(plan)
    ]
    return pd.DataFrame(rows, columns=["champ", "axe_id", "axe", "manquants", "actions"])


def requests(plan: pd.DataFrame) -> list[tuple[str, int]]:
    """What the committee can steer: late and blocked actions first, then each kind of void.

    Returns:
        ``(subject, number of actions)``, subjects being ``en_retard``, ``bloquee`` and ``CHAMPS``; none of zero.
    """
    urgent = [
        ("en_retard", int((plan["retard"] == "en_retard").sum())),
        ("bloquee", int(((plan["etat"] == "bloquee") & ~plan["conteste"].astype(bool)).sum())),
    ]
    missing = [(champ, int(is_void(plan, champ).sum())) for champ in CHAMPS]
    return [(subject, count) for subject, count in (*urgent, *missing) if count]


def assessment(plan: pd.DataFrame) -> list[tuple[str, int]]:
    """What the assessment of a plan that is over lacks: states, the fate of what was not done, costs and results.

    Returns:
        ``(subject, number of actions)``, subjects being ``non_realisee`` and ``BILAN``; none of zero.
    """
    undone = ~plan["etat"].isin(("realisee", UNKNOWN)) & ~plan["conteste"].astype(bool)
    missing = {champ: int(is_void(plan, champ).sum()) for champ in BILAN}
    found = [("etat", missing.pop("etat")), ("non_realisee", int(undone.sum())), *missing.items()]
    return [(subject, count) for subject, count in found if count]


def concerned(plan: pd.DataFrame, shares: pd.DataFrame, epci: Sequence[str]) -> pd.DataFrame:
    """Actions that concern some of ``epci``; an action without a share concerns the whole plan and stays.

    Args:
        plan: actions, with ``id``.
        shares: columns ``action_id`` and ``siren``.
        epci: SIREN numbers; none means all.
    """
    if not epci:
        return plan
    shared = set(shares["action_id"])
    own = set(shares.loc[shares["siren"].isin(epci), "action_id"])
    return plan[[key in own or key not in shared for key in plan["id"]]]


def answers(orientations: pd.DataFrame) -> list[tuple[dict[Hashable, object], dict[Hashable, object] | None]]:
    """Each orientation asked with the one that answers it, None while nothing does; one given unasked stands alone.

    Args:
        orientations: columns id, sens, repond_a_id, in order.

    Returns:
        Pairs (asked, given); what was given without being asked is the first of its pair and the second.
    """
    rows = orientations.to_dict("records")
    given = {row["repond_a_id"]: row for row in rows if isinstance(row["repond_a_id"], str)}
    return [
        (row, row if row["sens"] == "donnee" else given.get(row["id"]))
        for row in rows
        if not isinstance(row["repond_a_id"], str)
    ]
