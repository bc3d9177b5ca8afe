"""The card of the clusters' jobs: what is counted if something is, and every claim beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components import formats
from components.block import KeyFigure
from components.wording import clusters as clusters_wording
from components.wording import synthese as wording
from components.wording.shell import status
from dashboard.blocks.synthese_cards import missing_card, short_qualifier
from data.model.lecture_clusters import Lecture
from data.vocabulary import STATUTS

Row = Mapping[Any, Any]
_LINK = (wording.EXPLORE_CLUSTERS, "/clusters")


def _span(row: Row) -> str:
    ends = [row[name] for name in ("valeur", "valeur_min", "valeur_max") if not formats.is_missing(row[name])]
    if not ends:
        return formats.MISSING
    words = " à ".join(formats.number(value) for value in ends)
    qualifier = short_qualifier(row["qualificatif"])
    return f"{qualifier} {words}" if qualifier else words


def _ranked(claims: pd.DataFrame) -> list[Row]:
    """Claims from the surest status to the least."""
    rank = {statut: place for place, statut in enumerate(STATUTS)}
    ordered = claims.sort_values("statut", key=lambda column: column.map(rank), kind="stable")
    return list(ordered.to_dict("records"))


def _standing(row: Row) -> str:
    return status(str(row["statut"]), illustrative=bool(row["illustratif"]))


def claimed_card(claims: pd.DataFrame, programmes: Sequence[str]) -> KeyFigure:
    """Rival claims while nothing is counted; never added, never averaged."""
    rows = _ranked(claims)
    title = ", ".join([wording.JOBS_TITLE, *programmes])
    if not rows:
        return missing_card("emplois", title, formats.MISSING, link=_LINK)
    first, others = rows[0], rows[1:]
    said = [wording.rival(_standing(row), f"{_span(row)} {row['unite']}", _reserve(row)) for row in others]
    return KeyFigure(
        key="emplois",
        title=title,
        value=_span(first),
        unit=wording.claim_unit(str(first["unite"]), str(first["flux_stock"]), str(first["periode"])),
        context=" · ".join(said),
        source=f"{first['producteur']}, {formats.partial_date(str(first['connu_le']))}",
        statut=str(first["statut"]),
        illustratif=bool(first["illustratif"]),
        contested=bool(first["conteste"]),
        mark=wording.rivals_mark(len(rows)) if others else None,
        link=_LINK,
    )


def _reserve(row: Row) -> str | None:
    """What the source adds, when it is longer than the word that stands before the figure."""
    text = row["qualificatif"]
    return text if isinstance(text, str) and short_qualifier(text) != text else None


def counted_card(known: Lecture, programmes: Sequence[str], source: str) -> KeyFigure:
    """Jobs counted since the origin, with their place in the band if there is one, and the claims that rival them.

    Args:
        known: what the clusters' page knows for its default origin; its ``cumul`` is not empty.
        programmes: short names of the programmes of the clusters.
        source: producers and date.
    """
    observed = known.cumul[known.cumul["statut"] != "prevision"]
    last = observed.iloc[-1]
    placed = known.shown
    verdict = clusters_wording.place_words(placed) if placed is not None and placed["jugee"] else None
    claims = [f"{_span(row)} {row['unite']} ({_standing(row).lower()})" for row in _ranked(known.jobs)]
    return KeyFigure(
        key="emplois",
        title=", ".join([wording.JOBS_TITLE, *programmes]),
        value=formats.number(last["cumul"]),
        unit=wording.counted_unit(int(last["annee"]), str(known.origine["date_origine"])),
        context=" · ".join(part for part in (verdict, wording.also_claimed(claims)) if part),
        source=source,
        statut=str(last["statut"]),
        illustratif=bool(last["illustratif"]),
        contested=bool(last["conteste"]),
        mark=wording.rivals_mark(len(claims)) if claims else None,
        trend=tuple(float(value) for value in observed["cumul"]) if len(observed) > 1 else (),
        link=_LINK,
    )
