"""Unemployment of the Emploi page: rates by quarter, and the last one known at each scale."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from components import formats
from components.block import FACT, Block, Table, TableColumn
from components.facts import joined
from components.figures import rates as figures
from components.figures.lines import LINES_HEIGHT
from components.wording import emploi as wording
from dashboard.blocks.emploi_lines import (
    crossed,
    drawn,
    ends,
    flags_of,
    inside,
    national_lines,
    national_since,
    with_national,
    years_of,
)
from dashboard.blocks.emploi_scope import (
    MOST_LINES,
    Facts,
    Place,
    Scope,
    measured,
    ordered_periods,
    places,
)
from dashboard.provenance import sources
from data.engine import Reader
from data.queries import emploi

_KEY: Final = "taux"
_EDITION: Final = "edition"


def _known(scope: Scope, facts: Facts, place: Place) -> dict[str, float]:
    values = facts.rates.values.get(place.line, {})
    return {period: values[period] for period in years_of(scope, sorted(values))}


def edition(facts: Facts, place: Place) -> str:
    """Last quarter of the series of a place; empty when nothing is known of it."""
    measure = facts.rates.measures.get(place.line[0])
    return "" if measure is None else measure.edition


def national_edition(facts: Facts) -> str:
    """Last quarter of the national series; empty when nothing is known of it."""
    measure = facts.rates.measures.get(emploi.NATIONAL)
    return "" if measure is None else measure.edition


def _shown(scope: Scope, facts: Facts) -> tuple[list[Place], list[str]]:
    """Places of the chart, and the names of those left to the table of scales."""
    found = [place for place in places(scope) if _known(scope, facts, place)]
    kept = found
    if len(found) >= MOST_LINES:
        kept = [place for place in found if place.line[0] != emploi.DEPARTEMENTS]
    national = national_edition(facts)
    named = [
        place
        if edition(facts, place) == national or not national
        else replace(place, nom=wording.other_edition(place.nom))
        for place in kept
    ]
    return named, [place.nom for place in found if place not in kept]


def flag_limit(scope: Scope, facts: Facts, shown: Sequence[Place]) -> str:
    """Quarters that the producer flags, or that it flags none."""
    found: dict[str, set[str]] = {}
    for place in shown:
        flags = flags_of(facts, place.line)
        for period in years_of(scope, sorted(flags)):
            found.setdefault(flags[period], set()).add(period)
    return wording.flagged({flag: sorted(own) for flag, own in found.items()}) if found else wording.REVISED


def _void(scope: Scope, facts: Facts) -> Block:
    known = ordered_periods(facts.rates, [place.line for place in places(scope)])
    message = wording.no_rate(scope.zone_names, scope.first, scope.last)
    void = wording.rates_void(scope.first, scope.last, (known[0], known[-1]) if known else None)
    return Block(_KEY, wording.RATES_TITLE, message, void=void)


def _table(observed: Sequence[tuple[str, pd.DataFrame]]) -> Table:
    """One row a quarter, newest first, one column a line, then the flags of the producer where there are some.

    Args:
        observed: name of each line, and its observations.
    """
    told = pd.concat([own.reset_index(drop=True) for _, own in observed], keys=range(len(observed)), names=["rang"])
    told = told.reset_index("rang")
    wide = told.pivot(index="periode", columns="rang", values="valeur").sort_index(ascending=False)
    grouped = told.groupby("periode")
    flags = told.dropna(subset=["drapeau"]).groupby("periode")["drapeau"]
    flagged = flags.agg(lambda own: ", ".join(dict.fromkeys(wording.flag_words(one) for one in own)))
    periods = [str(period) for period in wide.index]
    frame = wide.set_axis([f"taux_{rank}" for rank in wide.columns], axis=1).assign(
        trimestre=[formats.partial_date(period) for period in periods],
        drapeau=[flagged.get(period, wording.UNFLAGGED) for period in periods],
        **{FACT: [joined(grouped.get_group(period)["fait"]) for period in periods]},
    )
    columns = [TableColumn("trimestre", wording.QUARTER)]
    columns += [TableColumn(f"taux_{rank}", name, "pourcent") for rank, (name, _) in enumerate(observed)]
    if len(flagged):
        columns.append(TableColumn("drapeau", wording.FLAG))
    return Table(frame, tuple(columns), wording.caption(wording.RATES_TITLE, periods[-1], periods[0]))


def _column(place: Place) -> str:
    return wording.other_field(place.nom) if place.line[0] == emploi.METROPOLE else place.nom


def rates_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Rates of the zones, of what holds them and of the nation, quarter by quarter."""
    shown, left_out = _shown(scope, facts)
    if not shown:
        return _void(scope, facts)
    lines = [(place, _known(scope, facts, place)) for place in shown]
    lines += national_lines(scope, facts)
    frames = [
        drawn(
            facts,
            place,
            values,
            facts.rates.compare(place.line),
            formats.percent,
            nomme=place.line[0] != emploi.METROPOLE,
        )
        for place, values in lines
    ]
    periods = sorted({period for _, values in lines for period in values})
    plain = {place.line: place.nom for place in places(scope)}
    marks = crossed(facts, [(place.line, plain[place.line]) for place in shown], periods)
    since, before = national_since(facts), [place for place, _ in lines if place.line[0] == emploi.METROPOLE]
    if since is not None and before and inside(since, periods):
        marks = with_national(marks, since, (before[0].nom, facts.rates.country), facts)
    observed = [(_column(place), measured(facts, place.line, values)) for place, values in lines]
    return Block(
        key=_KEY,
        title=wording.RATES_TITLE,
        message=wording.from_to(*ends({place: _known(scope, facts, place) for place in shown}, facts.rates.compare)),
        # The first places come last, above those that they compare with.
        figure=figures.levels(pd.concat(frames[::-1], ignore_index=True), [mark.drawn for mark in marks]),
        table=_table(observed),
        sources=sources(read, *(own for _, own in observed), *(mark.told for mark in marks)),
        limits=(
            *facts.definition(shown[0].line[0]),
            flag_limit(scope, facts, shown),
            *(mark.limit for mark in marks),
            *([wording.left_out(left_out)] if left_out else []),
            *dict.fromkeys(note for place, _ in lines for note in facts.note(place.line[0])),
        ),
        height=LINES_HEIGHT,
    )


def scales_block(read: Reader, scope: Scope, facts: Facts) -> Block | None:
    """Last quarter known of each territory beside the national rate of the same quarter; None when nothing is known."""
    rows, observed = [], []
    compared: list[str] = []
    others: dict[str, list[Place]] = {}
    for place in places(scope):
        known = years_of(scope, facts.rates.periods(place.line))
        if not known:
            continue
        gap = facts.rates.gap(place.line, known[-1])
        made = [measured(facts, place.line, known[-1:])]
        if gap.reason is None and facts.rates.national is not None:
            compared.append(place.nom)
            made.append(measured(facts, facts.rates.national, known[-1:]))
        elif gap.reason is not None:
            others.setdefault(gap.reason, []).append(place)
        told = pd.concat(made)
        observed.append(told)
        said = gap.difference if gap.reason is None else wording.reason(gap.reason)
        period = formats.partial_date(known[-1])
        rows.append((place.nom, period, gap.value, gap.national, said, joined(told["fait"])))
    if not rows:
        return None
    country = facts.rates.country
    columns = (
        TableColumn("territoire", wording.TERRITORY),
        TableColumn("trimestre", wording.QUARTER),
        TableColumn("taux", wording.RATE, "pourcent"),
        TableColumn("national", wording.NATIONAL, "pourcent"),
        TableColumn("ecart", wording.GAP, "points"),
    )
    frame = pd.DataFrame(rows, columns=[*(column.name for column in columns), FACT])
    names = [([place.nom for place in found], reason) for reason, found in others.items()]
    return Block(
        key="echelles",
        title=wording.SCALES_TITLE,
        message=wording.scales_message(len(compared), names, country),
        table=Table(frame, columns, wording.SCALES_TITLE, records=True),
        sources=sources(read, *observed),
        limits=(wording.SCALES_RULE, *reason_limits(facts, others), wording.rule(country)),
    )


def reason_limits(facts: Facts, found: dict[str, list[Place]]) -> list[str]:
    """Why some territories have no gap, by reason."""
    return [
        wording.reason_limit(
            reason,
            [place.nom for place in own],
            facts.rates.country,
            national_since(facts),
            (edition(facts, own[0]), national_edition(facts)),
        )
        for reason, own in found.items()
        if reason != _EDITION or edition(facts, own[0])
    ]
