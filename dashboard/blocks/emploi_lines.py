"""Rates and gaps of the Emploi page as lines of quarters, and the breaks that part them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from components import theme
from components.block import FACT
from components.facts import GAP, joined
from components.formats import partial_date
from components.wording import emploi as wording
from components.wording.ruptures import Cut
from dashboard.blocks.emploi_scope import Facts, Place, Scope
from data.model.ecart import Line
from data.model.periodes import moment, periods
from data.model.ruptures import FIELD, Compare, Rupture, comparable_since
from data.model.tendance import run_ranks
from data.queries import emploi

_MARKED: Final = 7.0
_NATIONAL_WIDTH: Final = 2.0
COLUMNS: Final = (
    "nom", "couleur", "epaisseur", "troncon", "moment", "periode", "mesure", "point", "creux", "nomme", "survol", FACT,
)  # fmt: skip


Ends = tuple[str, tuple[str, float], tuple[str, float]]
"""Name of a line, then the first and the last (period, value) of its last comparable run."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A break on a chart: the first quarter after it, its cause, the lines that it touches, what the sources tell.

    ``nations``: what the national rate covers before, then after, when it is the one that breaks.
    """

    period: str
    cause: str
    names: tuple[str, ...]
    told: pd.DataFrame
    nations: tuple[str, ...] = ()

    @property
    def drawn(self) -> tuple[float, str]:
        """Where it is drawn, and its words."""
        return moment(self.period), wording.break_mark(self.period, self.cause, self.names, self.nations)

    @property
    def limit(self) -> str:
        """What a reader must know of it."""
        told = " ".join(dict.fromkeys(self.told["libelle"]))
        return wording.break_limit(self.period, self.cause, self.names, self.nations, told)


def years_of(scope: Scope, known: Sequence[str]) -> list[str]:
    """Quarters of the years chosen among some that are known."""
    return [period for period in known if scope.first <= int(period[:4]) <= scope.last]


def flags_of(facts: Facts, line: Line) -> dict[str, str]:
    """Flags of the producer by quarter."""
    own = facts.told.get(line)
    return {} if own is None else {str(period): str(flag) for period, flag in own["drapeau"].dropna().items()}


def _facts_of(facts: Facts, line: Line) -> dict[str, str]:
    """References of the rates of a line, by quarter."""
    own = facts.told.get(line)
    return {} if own is None else dict(zip(own["periode"].astype(str), own[FACT], strict=True))


def drawn(
    facts: Facts,
    place: Place,
    values: Mapping[str, float],
    compare: Compare,
    write: Callable[[float], str],
    *,
    nomme: bool = True,
    beside: Line | None = None,
) -> pd.DataFrame:
    """A line of quarters, with a hole for each one missing.  Columns ``COLUMNS``.

    Args:
        facts: where flags are.
        place: name and look.
        values: what is drawn, by quarter; one at least.
        compare: why two quarters do not compare.
        write: a value in words.
        nomme: False for a line that the mark of a break names.
        beside: the line that values are gaps with; None for rates themselves.
    """
    shown = periods(min(values), max(values))
    flags = flags_of(facts, place.line)
    proofs = [_facts_of(facts, line) for line in (place.line, beside) if line is not None]
    rows = []
    for period, run in zip(shown, run_ranks(shown, compare), strict=True):
        value = values.get(period, float("nan"))
        size = _MARKED if period in flags or period == shown[-1] else 0.0
        words = wording.hover(place.nom, period, write(value), flags.get(period))
        made = joined((own.get(period) for own in proofs), "" if beside is None else GAP) if period in values else ""
        look = (place.nom, place.couleur, place.epaisseur, run)
        rows.append((*look, moment(period), partial_date(period), value, size, period in flags, nomme, words, made))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def national_lines(scope: Scope, facts: Facts) -> list[tuple[Place, dict[str, float]]]:
    """The national rates of the years chosen: those that others are compared with, then those of the field before."""
    since = national_since(facts)
    found = []
    for serie, colour in ((emploi.NATIONAL, theme.INK), (emploi.METROPOLE, theme.TODO)):
        for line, own in facts.told.items():
            known = years_of(scope, sorted(own.index))
            if serie == emploi.METROPOLE:
                known = [period for period in known if since is not None and period < since]
            if line[0] == serie and known:
                place = Place(line, str(own["nom_court"].iloc[0]), colour, _NATIONAL_WIDTH)
                found.append((place, {period: facts.rates.values[line][period] for period in known}))
    return found


def national_since(facts: Facts) -> str | None:
    """First quarter of the national series that rates are compared with."""
    return None if facts.rates.national is None else facts.rates.periods(facts.rates.national)[0]


def inside(period: str, shown: Sequence[str]) -> bool:
    """True for a quarter after the first one shown and not after the last."""
    return bool(shown) and shown[0] < period <= shown[-1]


def crossed(facts: Facts, lines: Sequence[tuple[Line, str]], shown: Sequence[str]) -> list[Mark]:
    """Breaks inside the quarters shown, in their order.

    Args:
        facts: rates and breaks.
        lines: series in a territory, and the name that the chart gives it.
        shown: quarters of the chart, in their order.
    """
    found: dict[tuple[str, str], tuple[list[str], set[Rupture]]] = {}
    for line, name in lines:
        for one in facts.rates.history(line).crossings(facts.rates.periods(line)):
            if inside(one.period, shown):
                names, documented = found.setdefault((one.period, one.cause), ([], set()))
                names.append(name)
                documented.update(one.documented)
    return [
        Mark(period, cause, tuple(dict.fromkeys(names)), _told_of(facts, documented))
        for (period, cause), (names, documented) in sorted(found.items())
    ]


def _told_of(facts: Facts, documented: Collection[Rupture]) -> pd.DataFrame:
    """Rows of ``ruptures`` that tell a break."""
    kept = [Rupture.of(row) in documented for row in facts.ruptures.to_dict("records")]
    return facts.ruptures[pd.Series(kept, index=facts.ruptures.index, dtype=bool)]


def ends(
    lines: Mapping[Place, Mapping[str, float]], compare: Callable[[Line], Compare]
) -> tuple[list[Ends], list[Cut]]:
    """Ends of the zones, else of all places, and the breaks that refuse a change from the first quarter shown.

    Args:
        lines: values by quarter, one at least, by place.
        compare: why two quarters of a line do not compare.
    """
    zones = {place: values for place, values in lines.items() if place.line[0] == emploi.ZONES} or lines
    found: list[Ends] = []
    refused: dict[str, list[str]] = {}
    breaks: dict[str, Cut] = {}
    for place, values in zones.items():
        ordered, refusal_of = sorted(values), compare(place.line)
        since = comparable_since(ordered, refusal_of) or ordered[-1]
        found.append((place.nom, (since, values[since]), (ordered[-1], values[ordered[-1]])))
        refusal = refusal_of(ordered[0], since) if since != ordered[0] else None
        for one in () if refusal is None else refusal.crossings:
            key = f"{one.period} {one.cause}"
            refused.setdefault(key, []).append(place.nom)
            names = refused[key] if len(refused[key]) < len(zones) else []
            breaks[key] = (one.cause, one.period, names)
    return found, [breaks[key] for key in sorted(breaks)]


def with_national(marks: Sequence[Mark], since: str, nations: tuple[str, str], facts: Facts) -> list[Mark]:
    """Breaks with that of the national rate, told once when another line changes field in the same quarter."""
    same = next((mark for mark in marks if (mark.period, mark.cause) == (since, FIELD)), None)
    told = facts.ruptures.iloc[:0] if same is None else same.told
    national = Mark(since, FIELD, () if same is None else same.names, told, nations)
    return sorted([national, *(mark for mark in marks if mark is not same)], key=lambda mark: (mark.period, mark.cause))
