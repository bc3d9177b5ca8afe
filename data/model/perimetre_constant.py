"""Constant perimeter: the present communes of a territory, added year by year where all of them are known."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd

from data.model.dates import first_day
from data.model.evolution import last_perimeters
from data.model.ruptures import Rupture
from data.model.territoires import additive
from data.vocabulary import STATUTS

COLUMNS: Final = (
    "serie_id",
    "territoire_id",
    "perimetre_id",
    "periode",
    "annee",
    "valeur",
    "connues",
    "attendues",
    "statut",
    "illustratif",
    "conteste",
    "connu_le",
    "source_id",
    "faits",
)
_DIGITS: Final = 8
Members = Mapping[str, Sequence[str]]
"""Communes by territory (typed ids)."""


def members_on(links: pd.DataFrame, today: date) -> dict[str, tuple[str, ...]]:
    """Communes that belong to each territory on a day.

    Args:
        links: columns ensemble_id, commune_id, debut (partial date, missing when not known); past members left out.
        today: the day; a commune that joins later is not counted yet.
    """
    found: dict[str, dict[str, None]] = {}
    for whole, part, since in zip(links["ensemble_id"], links["commune_id"], links["debut"], strict=True):
        if not (isinstance(since, str) and first_day(since) > today):
            found.setdefault(str(whole), {})[str(part)] = None
    return {whole: tuple(parts) for whole, parts in found.items()}


def constant(observed: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Sums of the communes of each territory, by series and period.

    Args:
        observed: observations of the communes, columns of ``observations_select``.
        members: the communes of each territory.

    Returns:
        ``COLUMNS``: valeur is missing unless all the ``attendues`` communes are among the ``connues``; ``perimetre_id``
        changes where the perimeter of a commune does; statut is the weakest of the parts; faits are their references.
    """
    rows = [
        row
        for serie, own in observed.groupby("serie_id", sort=False)
        for whole, parts in members.items()
        for row in _sums(str(serie), own[own["territoire_id"].isin(additive(parts))], whole, len(parts))
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"valeur": "float64", "illustratif": bool, "conteste": bool})


def _sums(serie: str, observed: pd.DataFrame, whole: str, expected: int) -> list[dict[str, Any]]:
    known = last_perimeters(observed.dropna(subset=["valeur"]), "periode")
    periods = sorted((str(period), own) for period, own in known.groupby("periode"))
    names = [_perimeter(whole, own) if len(own) == expected else None for _, own in periods]
    last = next((name for name in reversed(names) if name is not None), f"{whole}@constant")
    return [
        _row(serie, own, (whole, expected), period, name or last)
        for (period, own), name in zip(periods, names, strict=True)
    ]


def _perimeter(whole: str, own: pd.DataFrame) -> str:
    """The same name for the same perimeters of the same communes, whatever the series."""
    made_of = "|".join(sorted(own["perimetre_id"]))
    return f"{whole}@constant-{hashlib.sha256(made_of.encode()).hexdigest()[:_DIGITS]}"


def _row(serie: str, own: pd.DataFrame, whole: tuple[str, int], period: str, perimeter: str) -> dict[str, Any]:
    territoire, expected = whole
    return {
        "serie_id": serie,
        "territoire_id": territoire,
        "perimetre_id": perimeter,
        "periode": period,
        "annee": int(own["annee"].iloc[0]),
        "valeur": float(own["valeur"].sum()) if len(own) == expected else None,
        "connues": len(own),
        "attendues": expected,
        "statut": max(own["statut"], key=STATUTS.index),
        "illustratif": bool(own["illustratif"].any()),
        "conteste": bool(own["conteste"].any()),
        "connu_le": max(own["connu_le"]),
        "source_id": own["source_id"].iloc[0],
        "faits": tuple(own["fait"]),
    }


def carried(ruptures: Sequence[Rupture], members: Members) -> tuple[Rupture, ...]:
    """Breaks of the sums: those of their communes are theirs."""
    wholes = {part: whole for whole, parts in members.items() for part in parts}
    return tuple(
        dict.fromkeys(
            replace(one, territoire_id=wholes.get(one.territoire_id or "", one.territoire_id)) for one in ruptures
        )
    )


def same_as(sums: pd.DataFrame, published: pd.DataFrame) -> bool:
    """True when some sums are known and none differs from what is published for its territory and period.

    Args:
        sums: ``COLUMNS``.
        published: columns serie_id, territoire_id, periode, valeur.
    """
    keys = ["serie_id", "territoire_id", "periode"]
    known = sums.dropna(subset=["valeur"])[[*keys, "valeur"]]
    both = known.merge(published.dropna(subset=["valeur"])[[*keys, "valeur"]], on=keys, suffixes=("", "_publiee"))
    return bool(len(both)) and len(both) >= len(known) and bool((both["valeur"] == both["valeur_publiee"]).all())
