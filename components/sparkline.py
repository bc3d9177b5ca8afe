"""A small trend drawn as an inline image: no chart engine for a line of four points."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from components import theme
from components.aria import SILENT
from components.block import Trend

_WIDTH: Final = 96
_HEIGHT: Final = 36
_MARGIN: Final = 5


def _coordinates(values: Sequence[float]) -> list[tuple[float, float]]:
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    step = (_WIDTH - 2 * _MARGIN) / max(len(values) - 1, 1)
    return [
        (
            round(_MARGIN + rank * step, 1),
            round(_HEIGHT - _MARGIN - (value - low) / spread * (_HEIGHT - 2 * _MARGIN), 1),
        )
        for rank, value in enumerate(values)
    ]


def sparkline(trend: Trend) -> Component:
    """The line of a trend, with the period that it covers; in words alone when it has no value."""
    if not trend.values:
        return html.Span(html.Span(trend.period, className="tendance-periode"), className="tendance")
    points = _coordinates(trend.values)
    path = " ".join(f"{x},{y}" for x, y in points)
    last_x, last_y = points[-1]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<polyline points="{path}" fill="none" stroke="{theme.US}" stroke-width="2.2" stroke-linejoin="round"/>'
        f'<circle cx="{last_x}" cy="{last_y}" r="3.4" fill="{theme.US}"/></svg>'
    )
    line = html.Img(src=f"data:image/svg+xml,{quote(svg)}", alt=trend.words, width=_WIDTH, height=_HEIGHT)
    period = html.Span(trend.period, className="tendance-periode", **SILENT)
    return html.Span([line, period], className="tendance")
