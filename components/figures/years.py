"""What charts by year share: years named by even steps, and breaks drawn with their cause."""

from collections.abc import Sequence
from typing import Final

import plotly.graph_objects as go

from components import theme

_STANDOFF: Final = 6
_BREAK_SIZE: Final = 12
_BREAK_LINE: Final = 15
_BREAK_GAP: Final = 6


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


def breaks_height(breaks: Sequence[tuple[int, str]]) -> int:
    """Room above the plot for the causes of breaks, one above the other so that none meets another, in pixels."""
    return sum(_height(text) for _, text in breaks)


def _side(share: float) -> str:
    """Side of a line where its cause starts, so that a cause of two thirds of the chart stays inside it."""
    if share < 1 / 3:
        return "left"
    return "right" if share > 2 / 3 else "center"


def draw_breaks(figure: go.Figure, breaks: Sequence[tuple[int, str]], years: Sequence[int]) -> None:
    """A dotted line before the first year after each break, its cause above the plot, on the side that has room."""
    span = years[-1] - years[0] or 1
    above = 0
    for first, cause in breaks:
        x = first - 0.5
        side = _side((x - years[0]) / span)
        figure.add_vline(x=x, line={"color": theme.SOFT, "width": 1.5, "dash": "dot"})
        figure.add_annotation(
            x=x,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=above,
            xanchor=side,
            align=side,
            text=cause,
            showarrow=False,
            font={"size": _BREAK_SIZE, "color": theme.SOFT},
        )
        above += _height(cause)
