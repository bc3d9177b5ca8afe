"""The card of the clusters' jobs: what is counted if something is, and every claim beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components import formats
from components.block import FACT, KeyFigure
from components.facts import RUNNING, joined
from components.wording import clusters as clusters_wording
from components.wording import synthese as wording
from components.wording.shell import CONTESTED, status
from dashboard.blocks.synthese_cards import missing_card, short_qualifier, trend
from data.model.lecture_clusters import Lecture
from data.model.ruptures import History, Rupture
from data.model.tendance import run_until
from data.vocabulary import STATUTS

Row = Mapping[Any, Any]


def _span(row: Row) -> str:
    ends = [row[name] for name in ("valeur", "valeur_min", "valeur_max") if not formats.is_missing(row[name])]
    if not ends:
        return formats.MISSING
    words = " à ".join(formats.number(formats.alone(value)) for value in ends)
    qualifier = short_qualifier(row["qualificatif"])
    return f"{qualifier} {words}" if qualifier else words


def _ranked(claims: pd.DataFrame) -> list[Row]:
    """Claims from the surest status to the least."""
    rank = {statut: place for place, statut in enumerate(STATUTS)}
    ordered = claims.sort_values("statut", key=lambda column: column.map(rank), kind="stable")
    return list(ordered.to_dict("records"))


def _standing(row: Row) -> str:
    words = status(str(row["statut"]), illustrative=bool(row["illustratif"]))
    return f"{words}, {CONTESTED}" if row["conteste"] else words


def _title(programme: str) -> str:
    return f"{wording.JOBS_TITLE}, {programme}"


def _claimed(row: Row) -> str:
    # The card's own status says that its facts are invented: no base mixes them with sourced ones.
    words = status(str(row["statut"]), illustrative=False).lower()
    return f"{words}, {CONTESTED}" if row["conteste"] else words


def _link(named: str | None, *, rivals: bool = False) -> tuple[str, str]:
    """Way to the clusters of a programme, or straight to the claims; ``named`` when it is not the only one."""
    address = "/clusters" if named is None else f"/clusters?programme={named}"
    return (wording.EXPLORE_RIVALS, f"{address}#bloc-theses") if rivals else (wording.EXPLORE_CLUSTERS, address)


def claimed_card(
    claims: pd.DataFrame, programme: str, others: Sequence[str] = (), named: str | None = None
) -> KeyFigure:
    """Rival claims while nothing is counted; never added, never averaged.

    Args:
        claims: columns of ``affirmations_select`` for ``programme``.
        programme: short name of the programme of the clusters.
        others: short names of the other programmes with clusters that concern the reader.
        named: id of the programme, when others have clusters too.
    """
    rows = _ranked(claims)
    title, apart = _title(programme), wording.other_clusters(others)
    if not rows:
        return missing_card("emplois", title, formats.MISSING, apart, link=_link(named))
    first, rivals = rows[0], rows[1:]
    said = [wording.rival(_standing(row), f"{_span(row)} {row['unite']}", _reserve(row)) for row in rivals]
    return KeyFigure(
        key="emplois",
        title=title,
        value=_span(first),
        unit=wording.claim_unit(str(first["unite"]), str(first["flux_stock"]), str(first["periode"])),
        context=" · ".join(part for part in (*said, apart) if part),
        source=f"{first['producteur']}, {formats.partial_date(str(first['connu_le']))}",
        statut=str(first["statut"]),
        illustratif=bool(first["illustratif"]),
        contested=bool(first["conteste"]),
        mark=wording.rivals_mark(len(rows)) if rivals else None,
        link=_link(named, rivals=bool(rivals)),
        fait=joined(str(row[FACT]) for row in rows),
    )


def _reserve(row: Row) -> str | None:
    """What the source adds, when it is longer than the word that stands before the figure."""
    text = row["qualificatif"]
    return text if isinstance(text, str) and short_qualifier(text) != text else None


def counted_card(
    known: Lecture, breaks: pd.DataFrame, others: Sequence[str], source: str, named: str | None = None
) -> KeyFigure:
    """Jobs counted since the origin, with their place in the band if there is one, and the claims that rival them.

    Args:
        known: what the clusters' page knows for its default origin; its ``cumul`` is not empty.
        breaks: columns of ``ruptures_select`` for the series of the clusters' jobs.
        others: short names of the other programmes with clusters that concern the reader.
        source: producers and date.
        named: id of the programme, when others have clusters too.
    """
    observed = known.cumul[known.cumul["statut"] != "prevision"]
    last = observed.iloc[-1]
    placed = known.shown
    verdict = clusters_wording.place_words(placed) if placed is not None and placed["jugee"] else None
    claims = [f"{_span(row)} {row['unite']} ({_claimed(row)})" for row in _ranked(known.jobs)]
    totals = {str(year): float(total) for year, total in zip(observed["annee"], observed["cumul"], strict=True)}
    history = History.of((None, ""), Rupture.all_of(breaks))
    run = run_until(str(last["annee"]), totals, history.refusal)
    return KeyFigure(
        key="emplois",
        title=_title(str(known.clusters["programme"].iloc[0])),
        value=formats.number(last["cumul"]),
        unit=wording.counted_unit(int(last["annee"]), str(known.origine["date_origine"])),
        context=" · ".join(
            part for part in (verdict, wording.also_claimed(claims), wording.other_clusters(others)) if part
        ),
        source=source,
        statut=str(last["statut"]),
        illustratif=bool(last["illustratif"]),
        contested=bool(last["conteste"]),
        mark=wording.rivals_mark(len(claims)) if claims else None,
        trend=trend(run, formats.number),
        link=_link(named),
        fait=joined([last.get(FACT)], RUNNING),
    )
