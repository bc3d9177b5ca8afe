"""What is known of jobs as points beside the band, cumulated or year by year: each value at its own date."""

from typing import Any, Final, Literal

import pandas as pd

from data.model.affirmations import Claim, claim, cumulates_from
from data.model.maturite import moment

Vue = Literal["cumul", "an"]
"""Jobs counted since the origin, or jobs of each year."""

POINT_COLUMNS: Final = (
    "nature",
    "vue",
    "date_valeur",
    "fin",
    "moment",
    "terme",
    "valeur",
    "statut",
    "illustratif",
    "conteste",
    "relayee",
    "datee",
    "flux_stock_connu",
    "debut",
    "qualificatif",
    "source_id",
    "connu_le",
    "fait",
)
"""nature (affirmation, observation), vue, date_valeur (partial date), fin (True when the value holds at the end of that
date), moment (decimal year where it is drawn), terme (decimal year where what it counts ends), valeur (jobs; ``Said``
for a claim), debut (year from which a claim cumulates), qualificatif (reserve of its
source)."""
OBSERVED: Final = ("constate", "declare")
_COUNTS: Final = {"cumul": ("stock", "non_precise"), "an": ("flux", "non_precise")}
_HALF_YEAR: Final = 0.5

_Point = dict[str, object]


def claimed_points(affirmations: pd.DataFrame, vue: Vue = "cumul") -> pd.DataFrame:
    """Claims that name one number of jobs, each at its own date.

    A range, a forecast or an objective is no point.  A claim that does not say whether it is a flow or a stock has a
    place in both views, as if it were the one that is shown.

    Args:
        affirmations: columns of ``data.model.affirmations.claim``, and fait, relais, illustratif, conteste, connu_le,
            source_id.
        vue: cumulated jobs, or jobs of a year.

    Returns:
        ``POINT_COLUMNS`` with nature « affirmation »; the date is the end of what the claim covers, or else the day on
        which it was known.
    """
    rows = affirmations.to_dict("records")
    told = [(claim(row), row) for row in rows if pd.notna(row["valeur"]) and row["statut"] in OBSERVED]
    return _frame([_claimed(one, row, vue) for one, row in told if one.count in _COUNTS[vue]])


def _claimed(one: Claim, row: dict[Any, Any], vue: Vue) -> _Point:
    known = str(row["connu_le"])
    last = None if one.span is None else one.span.last
    # A source that speaks of a year before its end does not count all of it.
    ended = last is not None and last + 1 <= moment(known)
    terme = float(last + 1) if last is not None and ended else moment(known)
    return {
        "nature": "affirmation",
        "vue": vue,
        "date_valeur": str(last) if ended else known,
        "fin": ended and vue == "cumul",
        "moment": terme - _HALF_YEAR if vue == "an" else terme,
        "terme": terme,
        "valeur": row["valeur"],
        "relayee": isinstance(row["relais"], str),
        "datee": bool(row["periode_precisee"]),
        "flux_stock_connu": one.count != "non_precise",
        "debut": cumulates_from(one),
        "qualificatif": one.reserve or None,
        **{name: row[name] for name in ("statut", "illustratif", "conteste", "source_id", "connu_le", "fait")},
    }


def counted_points(cumul: pd.DataFrame) -> pd.DataFrame:
    """Cumulated counts, each at the end of its year.

    Args:
        cumul: columns of ``data.model.cumul_emplois.cumulated``.

    Returns:
        ``POINT_COLUMNS`` with nature « observation » and the year as ``date_valeur``.
    """
    return _frame([_counted(row, "cumul") for row in cumul.to_dict("records")])


def yearly_points(annees: pd.DataFrame) -> pd.DataFrame:
    """Counts of each whole year, in the middle of it; a year with a part missing or masked is no point.

    Args:
        annees: columns of ``data.model.cumul_emplois.yearly``.
    """
    return _frame([_counted(row, "an") for row in annees.dropna(subset=["valeur"]).to_dict("records")])


def _counted(row: dict[Any, Any], vue: Vue) -> _Point:
    end = float(row["annee"]) + 1
    return {
        "nature": "observation",
        "vue": vue,
        "date_valeur": str(row["annee"]),
        "fin": vue == "cumul",
        "moment": end - _HALF_YEAR if vue == "an" else end,
        "terme": end,
        "valeur": float(row["cumul" if vue == "cumul" else "valeur"]),
        "relayee": False,
        "datee": True,
        "flux_stock_connu": True,
        "debut": None,
        "qualificatif": None,
        **{name: row[name] for name in ("statut", "illustratif", "conteste", "source_id", "connu_le", "fait")},
    }


def _frame(points: list[_Point]) -> pd.DataFrame:
    # Numbers of claims are objects, and stay so beside counts: no total can be made of such a column.
    frame = pd.DataFrame(points, columns=list(POINT_COLUMNS), dtype=object)
    return frame.astype({"moment": float, "terme": float, "fin": bool, "conteste": bool, "illustratif": bool})
