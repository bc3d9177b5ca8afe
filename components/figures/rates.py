"""Charts of rates by quarter: levels in percent, and gaps with the nation in points.  Nothing is drawn at a value."""

from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components import formats, theme
from components.figures.lines import lines
from components.figures.years import Dated
from components.wording import emploi as wording

QUARTER: Final = 0.25
_STEPS: Final = (0.5, 1.0, 2.0, 5.0, 10.0)
_MOST_TICKS: Final = 7
_LEFT: Final = 52
# Above the last tick, as a share of the axis: its words keep clear of those of marks.
_HEADROOM: Final = 0.06


def _ticks(low: float, high: float) -> list[float]:
    """Round values from ``low`` to ``high`` or just beyond, few enough to be read."""
    step = next((one for one in _STEPS if (high - low) / one < _MOST_TICKS), _STEPS[-1])
    return [rank * step for rank in range(floor(low / step), ceil(high / step) + 1)]


def _span(ticks: Sequence[float], low: float) -> tuple[float, float]:
    return low, ticks[-1] + (ticks[-1] - low) * _HEADROOM


def _scaled(figure: go.Figure, ticks: Sequence[float], write: Callable[[float], str]) -> go.Figure:
    figure.update_yaxes(tickvals=list(ticks), ticktext=[write(one) for one in ticks])
    figure.update_layout(margin={"l": _LEFT})
    return figure


def levels(frame: pd.DataFrame, breaks: Sequence[tuple[float, str]] = ()) -> go.Figure:
    """Rates in percent, one line per name.

    Args:
        frame: columns of ``lines``.
        breaks: first moment after each break, and its cause in a few words.
    """
    known = frame["mesure"].dropna()
    ticks = _ticks(float(known.min()) - 0.5, float(known.max()) + 0.5)
    figure = lines(
        frame,
        _span(ticks, max(ticks[0], 0.0)),
        lambda value, name, when: wording.end_label(formats.percent(value), name, when),
        breaks=breaks,
        step=QUARTER,
    )
    return _scaled(figure, ticks, lambda value: formats.percent(value, 0 if value.is_integer() else 1))


def gaps(frame: pd.DataFrame, breaks: Sequence[tuple[float, str]] = (), dates: Sequence[Dated] = ()) -> go.Figure:
    """Gaps in points, one line per name, around the zero of the axis, which is the nation itself.

    Args:
        frame: columns of ``lines``.
        breaks: first moment after each break, and its cause in a few words.
        dates: what was promised and when it is due: times, never values.
    """
    known = frame["mesure"].dropna()
    ticks = _ticks(min(0.0, float(known.min()) - 0.2), max(0.0, float(known.max()) + 0.2))
    figure = lines(
        frame,
        _span(ticks, ticks[0]),
        lambda value, name, when: wording.end_label(formats.points(value), name, when),
        breaks=breaks,
        dates=dates,
        step=QUARTER,
    )
    figure.update_yaxes(zeroline=True, zerolinecolor=theme.INK, zerolinewidth=1.5)
    return _scaled(figure, ticks, lambda value: formats.signed(value, 0 if value.is_integer() else 1))
