"""What charts over time share: years named by even steps, breaks drawn with their cause, dates that mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from components import theme

TOP: Final = 20
BOTTOM: Final = 36
"""Margins of the plot, in pixels; what marks it stands above."""
RIGHT_ROOM: Final = 0.03
"""Beyond the last year, as a share of the years shown."""
HEADROOM: Final = 1.08
"""Length of an axis that starts from zero, over its highest value."""
LABEL_SIZE: Final = 13
BOLD: Final = 600
"""Bold through the font: the page's policy forbids the inline style that a <b> would become."""
_STANDOFF: Final = 6
_BREAK_SIZE: Final = 12
_BREAK_LINE: Final = 15
_BREAK_GAP: Final = 6
_DATED: Final = "rgba(194, 65, 12, 0.10)"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something said at a date, or due in a period: a time and its words, never a value."""

    since: float
    until: float
    words: str


def year_ticks(years: Sequence[int], most: int) -> list[int]:
    """Every year, or the last and one in a few before it, so that the steps are even.

    A narrow screen names fewer of them (``assets/css/charts.css``).
    """
    ordered = sorted(years)
    step = -(-len(ordered) // most)
    return ordered[::-step][::-1]


def year_axis(years: Sequence[int], most: int) -> dict[str, object]:
    """Ticks of an axis of years, at most so many."""
    ticks = year_ticks(years, most)
    texts = [str(year) for year in ticks]
    return {"tickvals": ticks, "ticktext": texts, "tickangle": 0, "ticklabelstandoff": _STANDOFF}


def _height(text: str) -> int:
    return _BREAK_LINE * (text.count("<br>") + 1) + _BREAK_GAP


def breaks_height(breaks: Sequence[tuple[float, str]]) -> int:
    """Room above the plot for the causes of breaks, one above the other so that none meets another, in pixels."""
    return sum(_height(text) for _, text in breaks)


def dates_height(dates: Sequence[Dated]) -> int:
    """Room above the plot for the words of dates, one above the other, in pixels."""
    return sum(_height(one.words) for one in dates)


def _side(share: float) -> str:
    """Side of a line where its cause starts, so that a cause of two thirds of the chart stays inside it."""
    if share < 1 / 3:
        return "left"
    return "right" if share > 2 / 3 else "center"


def _above(figure: go.Figure, x: float, share: float, text: str, colour: str, rise: int) -> None:
    """Words of a vertical mark, above the plot, on the side that has room."""
    side = _side(share)
    figure.add_annotation(
        x=x,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=rise,
        xanchor=side,
        align=side,
        text=text,
        showarrow=False,
        font={"size": _BREAK_SIZE, "color": colour},
    )


def draw_breaks(
    figure: go.Figure, breaks: Sequence[tuple[float, str]], shown: Sequence[float], step: float = 1
) -> None:
    """A dotted line before the first period after each break, its cause above the plot, on the side that has room.

    Args:
        figure: the chart.
        breaks: first moment after each break, in years, and its cause.
        shown: moments of the chart, ascending.
        step: from a period to the next one, in years.
    """
    span = shown[-1] - shown[0] or 1
    above = 0
    for first, cause in breaks:
        x = first - step / 2
        figure.add_vline(x=x, line={"color": theme.SOFT, "width": 1.5, "dash": "dot"})
        _above(figure, x, (x - shown[0]) / span, cause, theme.SOFT, above)
        above += _height(cause)


def draw_dates(figure: go.Figure, dates: Sequence[Dated], shown: Sequence[float], above: int = 0) -> None:
    """A plain vertical line at each date, or a veil over each period, its words above the plot.

    Args:
        figure: the chart.
        dates: what to mark, in years; a period lasts from its beginning to its end.
        shown: moments of the chart, ascending.
        above: room already taken above the plot, in pixels.
    """
    span = shown[-1] - shown[0] or 1
    for one in dates:
        middle = (one.since + one.until) / 2
        if one.until > one.since:
            figure.add_vrect(x0=one.since, x1=one.until, fillcolor=_DATED, line_width=0, layer="below")
        else:
            figure.add_vline(x=middle, line={"color": theme.ACCENT, "width": 1.5})
        _above(figure, middle, (middle - shown[0]) / span, one.words, theme.ACCENT, above)
        above += _height(one.words)
