"""The cards of the Synthèse: each one a figure with everything that qualifies it, or what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from components import formats
from components.block import FACT, KeyFigure, Trend
from components.facts import COUNT, RANGE, SUM, joined
from components.wording import synthese as wording
from components.wording.ruptures import Cut
from dashboard.refusals import cuts
from data.model import evolution
from data.model.ecart import Rates
from data.model.periodes import STALE_MONTHS, months_since
from data.model.promesses import promised
from data.model.ruptures import Refusal, Rupture
from data.model.tendance import Run, run_until
from data.queries.creations import ENTREPRISES, INDIVIDUELLES, POPULATION
from data.vocabulary import STATUTS

_TREND: Final = 8
_SHORT_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Creations:
    """Creations of the chosen EPCI: the last year, its change, its rate, its share of individual enterprises."""

    year: int
    whole: evolution.Whole
    change: evolution.Change | Refusal | None
    since: int
    per_thousand: float | None
    share: float | None
    trend: Run | Refusal | None
    statut: str | None = None
    illustratif: bool = False
    fait: str = ""


def creations(known: pd.DataFrame, breaks: pd.DataFrame, territories: Sequence[str]) -> Creations | None:
    """Summary of the creations of ``territories``, all of them expected; None when no year is known for any.

    Args:
        known: observations of ``ENTREPRISES``, ``INDIVIDUELLES`` and ``POPULATION``, from ``observations_select``.
        breaks: columns of ``ruptures_select``.
        territories: typed ids.
    """
    counts = known[known["serie_id"] == ENTREPRISES].dropna(subset=["valeur"])
    if counts.empty:
        return None
    years = sorted(int(year) for year in counts["annee"].unique())
    year = years[-1]
    points = evolution.Points.of(counts, Rupture.all_of(breaks))
    total = points.whole(year, territories)
    alone = evolution.Points.of(known[known["serie_id"] == INDIVIDUELLES]).whole(year, territories)
    standing = {points.perimeters.get((each, year)) for each in territories}
    population = known[(known["serie_id"] == POPULATION) & known["perimetre_id"].isin(standing)]
    last = population.sort_values("periode").groupby("territoire_id").tail(1)
    inhabitants = evolution.Points.of(last.assign(annee=year)).whole(year, territories)
    wholes = {str(one): points.whole(one, territories).value for one in years}
    return Creations(
        year=year,
        whole=total,
        change=points.change(year, year - 1, territories),
        since=year - 1,
        per_thousand=_rate(total.value, inhabitants.value, evolution.THOUSAND),
        share=evolution.share(alone.value, total.value),
        trend=run_until(str(year), wholes, lambda since, until: points.refusal(territories, int(since), int(until))),
        statut=weakest_statut(counts),
        illustratif=bool(counts["illustratif"].any()),
        fait=joined(evolution.last_perimeters(counts[counts["annee"] == year])[FACT], SUM),
    )


def weakest_statut(frame: pd.DataFrame) -> str | None:
    """The status that a figure made of several facts may claim: that of the least certain of them."""
    met = [statut for statut in STATUTS if statut in set(frame["statut"])]
    return met[-1] if met else None


def _rate(part: float | None, whole: float | None, factor: int) -> float | None:
    return None if part is None or not whole else part / whole * factor


def creations_card(summary: Creations | None, source: str) -> KeyFigure:
    """Enterprises created in the last year."""
    if summary is None:
        return missing_card(
            "creations", wording.CREATIONS_TITLE, formats.MISSING, link=(wording.EXPLORE_CREATIONS, "/creations")
        )
    known = summary.whole.value is not None
    context = (
        wording.creations_context(_gained(summary.change), summary.since, summary.per_thousand)
        if known
        else wording.missing_parts(summary.whole.known, summary.whole.expected)
    )
    return KeyFigure(
        key="creations",
        title=wording.CREATIONS_TITLE,
        value=formats.number(summary.whole.value) if known else wording.NOT_COMPUTABLE,
        unit=wording.in_year(summary.year),
        context=context,
        source=source,
        statut=summary.statut,
        illustratif=summary.illustratif,
        trend=trend(summary.trend, formats.number),
        link=(wording.EXPLORE_CREATIONS, "/creations"),
        missing=not known,
        fait=summary.fait,
    )


def _gained(change: evolution.Change | Refusal | None) -> float | list[Cut] | None:
    if isinstance(change, evolution.Change):
        return change.difference
    return None if change is None else cuts(change)


def trend(run: Run | Refusal | None, write: Callable[[float], str]) -> Trend | None:
    """A run as a card draws it, its first and last values written by ``write``, or the break that leaves none."""
    if run is None:
        return None
    if isinstance(run, Refusal):
        words = wording.trend_refused(cuts(run))
        return Trend((), words, words)
    first, last = run.periods[0], run.periods[-1]
    ends = write(run.values[0]), write(run.values[-1])
    before = [] if run.stopped is None else cuts(run.stopped)
    words = wording.trend_words(first, last, ends, len(run.values), before)
    return Trend(run.values, wording.trend_period(first, last, before), words)


def unemployment_card(last: pd.DataFrame, rates: Rates, source: str, today: date) -> KeyFigure:
    """Localised rate of the zones that hold the chosen EPCI, against the same producer's national rate that quarter.

    Args:
        last: rows of ``last_common_period`` for the zones.
        rates: every quarter of the zones and of the country.
        source: producers and date.
        today: the day from which the age of the figure is counted.
    """
    link = (wording.EXPLORE_EMPLOI, "/emploi")
    if last.empty:
        return missing_card("chomage", wording.UNEMPLOYMENT_TITLE, formats.MISSING, wording.NO_RATE, link=link)
    period = str(last["periode"].iloc[0])
    zones = last.to_dict("records")
    lines = [(str(zone["serie_id"]), str(zone["territoire_id"])) for zone in zones]
    gaps = [(str(zone["nom_court"]), rates.gap(line, period)) for zone, line in zip(zones, lines, strict=True)]
    age = months_since(period, today)
    run = run_until(period, rates.values[lines[0]], rates.compare(lines[0]), _TREND) if len(lines) == 1 else None
    return KeyFigure(
        key="chomage",
        title=wording.UNEMPLOYMENT_TITLE,
        value=wording.range_of(float(last["valeur"].min()), float(last["valeur"].max())),
        unit=wording.unemployment_unit(period, len(last)),
        context=wording.gaps(
            [(name, gap.value, gap.difference) for name, gap in gaps], rates.country, gaps[0][1].national
        ),
        source=source,
        statut=weakest_statut(last),
        illustratif=bool(last["illustratif"].any()),
        trend=trend(run, formats.percent),
        mark=wording.stale(age) if age > STALE_MONTHS else None,
        link=link,
        fait=joined(last[FACT], RANGE if len(last) > 1 else ""),
    )


def missing_card(
    key: str,
    title: str,
    value: str,
    context: str = "",
    source: str = "",
    link: tuple[str, str] | None = None,
    fait: str = "",
) -> KeyFigure:
    """A card that says what is not known, or whom it does not concern; ``fait`` names the facts that it tells of."""
    return KeyFigure(
        key=key,
        title=title,
        value=value,
        unit="",
        context=context,
        source=source,
        link=link,
        missing=True,
        fait=fait,
    )


def short_qualifier(text: object) -> str | None:
    """« environ » of « environ ; annuel ou total… »: the card has room for the word that changes the figure."""
    if not isinstance(text, str):
        return None
    head = text.split(";")[0].strip()
    return head if len(head.split()) <= _SHORT_WORDS and "par an" not in head else None


def promises_card(promises: pd.DataFrame, source: str) -> KeyFigure:
    """Promises past their date without any proof, with how the others stand."""
    real = promised(promises)
    counts: dict[str, int] = {str(state): int(count) for state, count in real["etat"].value_counts().items()}
    return KeyFigure(
        key="promesses",
        title=wording.PROMISES_TITLE,
        value=formats.number(counts.get("echue_sans_preuve", 0)),
        unit=wording.promises_unit(len(real)),
        context=wording.promises_context(counts),
        source=source,
        statut=weakest_statut(real),
        illustratif=bool(real["illustratif"].any()),
        link=(wording.EXPLORE_PROMISES, "/promesses"),
        fait=joined(real[FACT], COUNT),
    )
