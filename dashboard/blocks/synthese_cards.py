"""The cards of the Synthèse: each one a figure with everything that qualifies it, or what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from components import formats
from components.block import KeyFigure
from components.wording import synthese as wording
from data.model import evolution
from data.model.promesses import last_day

STALE_MONTHS: Final = 12
_QUARTER_MONTHS: Final = 3
_SHORT_WORDS: Final = 2
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Creations:
    """Creations of the chosen EPCI: the last year, its change, its rate, its share of individual enterprises."""

    year: int
    whole: evolution.Whole
    difference: float | None
    since: int
    per_thousand: float | None
    share: float | None
    trend: tuple[float, ...]


def creations(
    counts: pd.DataFrame, individual: pd.DataFrame, population: pd.DataFrame, breaks: pd.DataFrame
) -> Creations:
    """Summary of the creations of all territories of ``counts`` (columns of ``observations_select``)."""
    territories = sorted(counts["territoire_id"].unique())
    years = sorted(int(year) for year in counts["annee"].unique())
    year = years[-1]
    points = evolution.Points.of(counts, evolution.Break.all_of(breaks))
    total = points.whole(year, territories)
    change = points.change(year, year - 1, territories)
    alone = evolution.Points.of(individual).whole(year, territories)
    inhabitants = evolution.Points.of(population.assign(annee=year)).whole(year, territories)
    trend = [points.whole(one, territories).value for one in years]
    return Creations(
        year=year,
        whole=total,
        difference=change.difference if change else None,
        since=year - 1,
        per_thousand=_rate(total.value, inhabitants.value, evolution.THOUSAND),
        share=evolution.share(alone.value, total.value),
        trend=tuple(value for value in trend if value is not None),
    )


def _rate(part: float | None, whole: float | None, factor: int) -> float | None:
    return None if part is None or not whole else part / whole * factor


def creations_card(summary: Creations, source: str) -> KeyFigure:
    """Enterprises created in the last year."""
    known = summary.whole.value is not None
    context = (
        wording.creations_context(summary.difference, summary.since, summary.per_thousand)
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
        statut="constate",
        trend=summary.trend if len(summary.trend) > 1 else (),
        link=(wording.EXPLORE, "/creations"),
        missing=not known,
    )


def last_period(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the last period of each territory that has a value."""
    known = frame.dropna(subset=["valeur"]).sort_values("periode")
    return known.groupby("territoire_id", sort=False).tail(1)


def months_since(period: str, today: date) -> int:
    """Whole months between the end of a quarter (``2023-T3``) or of a date of reduced precision, and today."""
    year, _, quarter = period.partition("-T")
    end = last_day(f"{year}-{int(quarter) * _QUARTER_MONTHS:02d}" if quarter else period)
    return (today.year - end.year) * _MONTHS + today.month - end.month


def unemployment_card(zones: pd.DataFrame, country: pd.DataFrame, source: str, today: date) -> KeyFigure:
    """Localised rate of the zones that hold the chosen EPCI, against the same producer's national rate that quarter."""
    last = last_period(zones)
    national = country.set_index("periode")
    gaps = []
    for row in last.to_dict("records"):
        base = national["valeur"].get(row["periode"])
        difference = None if base is None or pd.isna(base) else float(row["valeur"]) - float(base)
        gaps.append(wording.gap(row["nom_court"], row["valeur"], difference, str(country["nom_court"].iloc[0])))
    period = str(last["periode"].max())
    age = months_since(period, today)
    one = len(last) == 1
    return KeyFigure(
        key="chomage",
        title=wording.UNEMPLOYMENT_TITLE,
        value=wording.range_of(float(last["valeur"].min()), float(last["valeur"].max())),
        unit=wording.unemployment_unit(period, len(last)),
        context=" · ".join(gaps),
        source=source,
        statut="constate",
        trend=tuple(float(v) for v in zones.sort_values("periode")["valeur"].dropna().tail(8)) if one else (),
        mark=wording.stale(age) if age > STALE_MONTHS else None,
    )


def _span(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["valeur"]) and pd.isna(row["valeur_min"]):
        return formats.MISSING
    if pd.isna(row["valeur"]):
        return f"{formats.number(row['valeur_min'])} à {formats.number(row['valeur_max'])}"
    return formats.number(row["valeur"])


def jobs_card(claims: pd.DataFrame, programme: str) -> KeyFigure:
    """Rival claims on the clusters' jobs, the declared one first; never added, never averaged."""
    rows = claims.sort_values("statut").to_dict("records")
    if not rows:
        return missing_card("emplois", wording.JOBS_TITLE, formats.MISSING)
    first, others = rows[0], rows[1:]
    contested = any(bool(row["conteste"]) for row in rows)
    said = [
        wording.rival(
            f"{_span(row)} {row['unite']}", None if pd.isna(row["qualificatif"]) else str(row["qualificatif"])
        )
        for row in others
    ]
    return KeyFigure(
        key="emplois",
        title=f"{wording.JOBS_TITLE}, {programme}",
        value=_span(first),
        unit=wording.FLOWS[str(first["flux_stock"])],
        context=" · ".join(said),
        source=f"{first['producteur']}, {formats.partial_date(str(first['connu_le']))}",
        statut=str(first["statut"]),
        contested=contested,
        mark=wording.rivals_mark(len(rows)) if others else None,
        link=(wording.EXPLORE, "/clusters"),
    )


def missing_card(
    key: str, title: str, value: str, context: str = "", source: str = "", link: str | None = None
) -> KeyFigure:
    """A card that says what is not known, or whom it does not concern."""
    return KeyFigure(
        key=key,
        title=title,
        value=value,
        unit="",
        context=context,
        source=source,
        link=(wording.EXPLORE, link) if link else None,
        missing=True,
    )


def budget_card(lines: pd.DataFrame, source: str) -> KeyFigure:
    """What is known of the budget by axis; amounts of different kinds are named, never added."""
    split = lines.dropna(subset=["axe_id", "montant"])
    named = [
        wording.amount(
            formats.euros_short(row["montant"]),
            _short_qualifier(row["qualificatif"]),
            row["programme"],
            yearly=row["temporalite"] == "annuel",
        )
        for row in lines.dropna(subset=["montant"]).to_dict("records")
        if pd.isna(row["axe_id"])
    ]
    if split.empty:
        return missing_card(
            "budget", wording.BUDGET_TITLE, formats.MISSING, wording.known_amounts(named), source, "/budget"
        )
    axes = split["axe_id"].nunique()
    return KeyFigure(
        key="budget",
        title=wording.BUDGET_TITLE,
        value=formats.number(axes),
        unit=wording.budget_unit(axes),
        context=wording.known_amounts(named) if named else "",
        source=source,
        link=(wording.EXPLORE, "/budget"),
    )


def _short_qualifier(text: object) -> str | None:
    """« environ » of « environ ; annuel ou total… »: the card has room for the word that changes the figure."""
    if not isinstance(text, str):
        return None
    head = text.split(";")[0].strip()
    return head if len(head.split()) <= _SHORT_WORDS and "par an" not in head else None


def plan_card(axes: pd.DataFrame, source: str) -> KeyFigure:
    """Actions that have a state, over all the actions of the plan."""
    total, followed = int(axes["actions"].sum()), int(axes["suivies"].sum())
    unset = total - followed
    return KeyFigure(
        key="plan",
        title=f"{wording.PLAN_TITLE}, {axes['programme'].iloc[0]}",
        value=formats.number(followed),
        unit=wording.plan_unit(total),
        context=wording.axes(list(zip(axes["axe"], (int(n) for n in axes["actions"]), strict=True))),
        source=source,
        mark=wording.without_state(unset) if unset else None,
        link=(wording.EXPLORE, "/plan-actions"),
    )


def promises_card(promises: pd.DataFrame, source: str) -> KeyFigure:
    """Promises past their date without any proof, with how the others stand."""
    real = promises[promises["etat"] != "intention"]
    counts: dict[str, int] = {str(state): int(count) for state, count in real["etat"].value_counts().items()}
    return KeyFigure(
        key="promesses",
        title=wording.PROMISES_TITLE,
        value=formats.number(counts.get("echue_sans_preuve", 0)),
        unit=wording.promises_unit(len(real)),
        context=wording.promises_context(counts),
        source=source,
    )


def names_of(sources: Sequence[str]) -> str:
    """Producers on one line, each once."""
    return ", ".join(dict.fromkeys(sources))
