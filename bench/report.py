"""The measures as two French tables, ready for ``docs/performance.md``."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bench.measures import Measure, Summary, Target
from components.formats import NNBSP, number

PAGES: Final[Mapping[str, str]] = {"vigie": "Vigie", "statique": "Page statique", "tutoriel": "Dash du tutoriel"}
_DECIMALS: Final = {"ms": 0, "ko": 1, "s": 1}


def _summary(summary: Summary | None, decimals: int) -> str:
    """« 612 (590–655) »; a dash where the measure has no such page."""
    if summary is None:
        return "–"
    middle, low, high = (number(value, decimals) for value in (summary.median, summary.low, summary.high))
    return middle if low == high else f"{middle} ({low}–{high})"


def _ratio(measure: Measure, reference: str) -> str:
    return number(measure.ratio(reference), 2) if reference in measure.values else "–"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([_line(head), _line("---" for _ in head), *map(_line, rows)])


def conditions(loads: Sequence[float], processors: int) -> str:
    """How busy the machine was: a load beyond its processors makes times long and uneven."""
    before, after = (number(load, 1) for load in loads)
    return f"Charge de la machine{NNBSP}: {before} au début, {after} à la fin, pour {processors} processeurs."


def measures_table(measures: Iterable[Measure]) -> str:
    """One line a measure: median (smallest–largest) of each page, then the ratios."""
    head = ["Mesure", *PAGES.values(), "Vigie ÷ statique", "Vigie ÷ tutoriel"]
    rows = [
        [
            f"{one.label}, en {one.unit}",
            *(_summary(one.values.get(page), _DECIMALS[one.unit]) for page in PAGES),
            _ratio(one, "statique"),
            _ratio(one, "tutoriel"),
        ]
        for one in measures
    ]
    return _table(head, rows)


def _wanted(target: Target, measure: Measure) -> tuple[str, str]:
    """The limit and what was measured, in words."""
    if target.reference is None:
        decimals = _DECIMALS[measure.unit]
        limit = f"≤ {number(target.limit, 0)}{NNBSP}{measure.unit}"
        return limit, f"{number(target.reached(measure), decimals)}{NNBSP}{measure.unit}"
    limit = f"≤ {number(target.limit, 1)} × {PAGES[target.reference].lower()}"
    return limit.replace("dash", "Dash"), f"{number(target.reached(measure), 2)} ×"


def targets_table(targets: Iterable[Target], measures: Iterable[Measure]) -> str:
    """One line a target: « tenu », « non tenu », or « non mesuré »."""
    by_key = {one.key: one for one in measures}
    rows = []
    for target in targets:
        measure = by_key.get(target.measure)
        if measure is None:
            rows.append([target.measure, "–", "–", "non mesuré"])
            continue
        limit, reached = _wanted(target, measure)
        rows.append([measure.label, limit, reached, "tenu" if target.held(measure) else "**non tenu**"])
    return _table(["Mesure", "Cible", "Mesuré", "Verdict"], rows)
