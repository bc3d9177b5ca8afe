"""Gap of the Emploi page: local rates minus the national one, quarter by quarter, and the dates of the promise."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from components import formats
from components.block import FACT, Block, Table, TableColumn
from components.facts import joined
from components.figures import rates as figures
from components.figures.lines import LINES_HEIGHT
from components.figures.years import Dated
from components.wording import emploi as wording
from components.wording import emploi_contexte as promise_wording
from dashboard.blocks.emploi_lines import crossed, drawn, ends, inside, national_since, years_of
from dashboard.blocks.emploi_scope import MOST_LINES, Facts, Place, Scope, measured, places
from dashboard.blocks.emploi_taux import flag_limit, reason_limits
from dashboard.provenance import sources
from data.engine import Reader
from data.model.dates import first_day, last_day
from data.model.ecart import Gap, Line
from data.model.periodes import moment, quarter_of
from data.model.ruptures import FIELD
from data.queries import emploi

_KEY: Final = "ecart"
_MONTHS: Final = 12
Gaps = Mapping[str, Gap]


def _gaps(scope: Scope, facts: Facts, place: Place) -> Gaps:
    """Gaps of a place, or why there is none, by quarter of the years chosen."""
    return {period: facts.rates.gap(place.line, period) for period in years_of(scope, facts.rates.periods(place.line))}


def _computed(gaps: Gaps) -> dict[str, float]:
    return {period: gap.difference for period, gap in gaps.items() if gap.difference is not None}


def _reasons(found: Mapping[Place, Gaps]) -> dict[str, list[Place]]:
    """Reasons for which quarters known of a place have no gap, with the places."""
    result: dict[str, list[Place]] = {}
    for place, gaps in found.items():
        for reason in dict.fromkeys(gap.reason for gap in gaps.values() if gap.reason is not None):
            result.setdefault(reason, []).append(place)
    return result


def _dated(partial: str, words: str) -> Dated:
    """A partial date on the axis: one day is a line, a longer time is a veil over it."""
    first, last = first_day(partial), last_day(partial)
    since = first.year + (first.month - 1) / _MONTHS
    return Dated(since, last.year + last.month / _MONTHS if first != last else since, words)


def dates(facts: Facts, shown: Sequence[str]) -> list[Dated]:
    """When promises were known and when they are due, once each, among the quarters shown."""
    found = []
    for row in facts.promises.to_dict("records"):
        marks = [(str(row["connu_le"]), promise_wording.promise_mark(str(row["connu_le"])))]
        if isinstance(row["echeance"], str):
            marks.append((row["echeance"], promise_wording.due_mark(row["echeance"])))
        found += [_dated(*mark) for mark in marks if inside(quarter_of(last_day(mark[0])), shown)]
    return list(dict.fromkeys(found))


def _table(facts: Facts, shown: Mapping[Place, Gaps]) -> Table:
    """One row a quarter, newest first: gap of each place or why there is none, and the national rate."""
    periods = sorted({period for gaps in shown.values() for period in gaps}, reverse=True)
    told = pd.concat([own.reset_index(drop=True) for own in _observed(facts, list(shown), periods)])
    named = told.groupby("periode")["fait"].apply(joined)
    national = {period: gap.national for gaps in shown.values() for period, gap in gaps.items()}
    rows = []
    for period in periods:
        gaps = [own.get(period) for own in shown.values()]
        said = [
            None if gap is None else gap.difference if gap.reason is None else wording.reason(gap.reason)
            for gap in gaps
        ]
        rows.append((formats.partial_date(period), *said, national[period], named[period]))
    keys = [f"ecart_{rank}" for rank in range(len(shown))]
    columns = (
        TableColumn("trimestre", wording.QUARTER),
        *(TableColumn(key, place.nom, "points") for key, place in zip(keys, shown, strict=True)),
        TableColumn("national", facts.rates.country, "pourcent"),
    )
    frame = pd.DataFrame(rows, columns=[*(column.name for column in columns), FACT])
    return Table(frame, columns, wording.caption(wording.GAP_TITLE, periods[-1], periods[0]))


def gap_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Gaps of the places that compare with the nation, from its first quarter; else why none does."""
    found = {place: _gaps(scope, facts, place) for place in places(scope)}
    computed = {place: values for place, gaps in found.items() if (values := _computed(gaps))}
    reasons = _reasons(found)
    why = reason_limits(facts, reasons)
    if not computed:
        words = wording.no_gap(next(iter(reasons), None))
        return Block(_KEY, wording.GAP_TITLE, words, void=" ".join(why) or wording.gap_void(scope.first, scope.last))
    kept = computed
    if len(computed) > MOST_LINES:
        kept = {place: values for place, values in computed.items() if place.line[0] != emploi.DEPARTEMENTS}
    left_out = [place.nom for place in computed if place not in kept]
    frames = [
        drawn(facts, place, values, facts.rates.compare_gaps(place.line), formats.points, beside=facts.rates.national)
        for place, values in kept.items()
    ]
    periods = sorted({period for values in computed.values() for period in values})
    lines = [(place.line, place.nom) for place in kept]
    lines += [(line, facts.rates.country) for line in _country(facts)]
    marks = crossed(facts, lines, periods)
    breaks = [mark.drawn for mark in marks]
    since = national_since(facts)
    if FIELD in reasons and since == periods[0]:
        # Where what is shown begins: what came before is known, and does not compare.
        breaks.insert(0, (moment(since), wording.uncompared(since)))
    told, refused = ends(computed, facts.rates.compare_gaps)
    return Block(
        key=_KEY,
        title=wording.GAP_TITLE,
        message=wording.gap_from_to(told, facts.rates.country, refused),
        figure=figures.gaps(pd.concat(frames[::-1], ignore_index=True), breaks, dates(facts, periods)),
        table=_table(facts, {place: found[place] for place in computed}),
        sources=sources(read, *_observed(facts, list(computed), periods), *(mark.told for mark in marks)),
        limits=(
            wording.rule(facts.rates.country),
            *why,
            *(mark.limit for mark in marks),
            *([wording.left_out_of_gap(left_out)] if left_out else []),
            flag_limit(scope, facts, list(computed)),
        ),
        height=LINES_HEIGHT,
    )


def _observed(facts: Facts, shown: Sequence[Place], periods: Sequence[str]) -> list[pd.DataFrame]:
    """Observations behind the gaps: local rates and the national one."""
    lines = [place.line for place in shown]
    return [measured(facts, line, periods) for line in (*lines, *_country(facts))]


def _country(facts: Facts) -> list[Line]:
    return [] if facts.rates.national is None else [facts.rates.national]
