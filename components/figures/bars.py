"""Charts by bars: one a year, or rows with their names above."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components import formats, theme
from components.figures.points import pointed
from components.figures.years import (
    BOLD,
    BOTTOM,
    HEADROOM,
    LABEL_SIZE,
    RIGHT_ROOM,
    TOP,
    breaks_height,
    draw_breaks,
    year_axis,
)

YEARS_HEIGHT: Final = 400
_PITCH: Final = 44
_WIDE_PITCH: Final = 60
_FEW_ROWS: Final = 6
_BAR: Final = 16
_ROWS_MARGIN: Final = 16
_ROWS_EDGE: Final = 4
# Room in rows: below the last bar, and in all beyond one per row, since names stand above bars.
_ROWS_TAIL: Final = 0.7
_ROWS_HEAD: Final = 0.1
# Between a bar and the line of its name, in rows.
_NAME_GAP: Final = 0.1
_MAX_BAR_TICKS: Final = 14
_BAR_ROOM: Final = 0.06
_BAR_WIDTH: Final = 0.65
_LONE_BAR: Final = 0.1
_BAR_STEP: Final = 0.12


def rows_height(count: int) -> int:
    """Height of ``rows`` for so many rows, in pixels."""
    return count * (_WIDE_PITCH if count <= _FEW_ROWS else _PITCH) + _ROWS_MARGIN


def years(frame: pd.DataFrame, breaks: Sequence[tuple[int, str]] = ()) -> go.Figure:
    """One bar a year, from zero; the first and last values written above all bars near them.

    Args:
        frame: columns annee, mesure (missing leaves a hole), survol, and ``FACT`` if known.
        breaks: first year after each break, and its cause in a few words.
    """
    figure = theme.figure()
    ordered = frame.sort_values("annee")
    figure.add_bar(
        x=ordered["annee"].tolist(),
        y=ordered["mesure"].tolist(),
        # One year must not look like a wall.
        width=min(_BAR_WIDTH, _LONE_BAR + _BAR_STEP * len(ordered)),
        marker={"color": theme.US},
        **pointed(ordered),
    )
    shown = [int(year) for year in ordered["annee"]]
    draw_breaks(figure, breaks, shown)
    known = ordered.dropna(subset=["mesure"])
    top = float(known["mesure"].max()) or 1.0 if not known.empty else 1.0
    figure.update_layout(
        annotations=[*figure.layout.annotations, *_edge_values(known)],
        margin={"l": theme.tick_room(top), "t": TOP + breaks_height(breaks), "b": BOTTOM},
    )
    # The value above the first bar is wider than the bar: it keeps clear of the other axis.
    room = [shown[0] - 0.5 - _BAR_ROOM * len(shown), shown[-1] + 0.5 + RIGHT_ROOM * len(shown)]
    figure.update_xaxes(year_axis(shown, _MAX_BAR_TICKS), range=room)
    figure.update_yaxes(range=[0, top * HEADROOM], tickformat=",d", nticks=6)
    return figure


def _edge_values(known: pd.DataFrame) -> list[dict[str, object]]:
    """First and last values, above the tallest of the two nearest neighbours, since a label is wider than a bar."""
    if known.empty:
        return []
    edges = [(known.iloc[-1], known["mesure"].tail(3).max())]
    if len(known) > 1:
        edges.append((known.iloc[0], known["mesure"].head(3).max()))
    return [
        {
            "x": int(row["annee"]),
            "y": float(top),
            "text": formats.number(float(row["mesure"])),
            "showarrow": False,
            "yanchor": "bottom",
            "yshift": 2,
            "bgcolor": theme.PAPER,
            "font": {"size": LABEL_SIZE, "weight": BOLD},
        }
        for row, top in edges
    ]


def rows(frame: pd.DataFrame, maximum: float, *, rest: bool = False) -> go.Figure:
    """Horizontal bars, in the order of the frame; name at left and value at right above each, so that nothing collides.

    Args:
        frame: columns nom, texte (value as written), couleur, mesure (missing is hatched), repere (earlier value, shown
            as a tick), survol, and ``FACT`` if known.
        maximum: length of the axis.
        rest: draw what is left up to ``maximum``.
    """
    figure = theme.figure()
    places = list(range(len(frame)))
    width = _BAR / (rows_height(len(frame)) - 2 * _ROWS_EDGE) * (len(frame) + _ROWS_HEAD)
    missing = frame["mesure"].isna()
    figure.add_bar(
        x=frame["mesure"].where(~missing, maximum).tolist(),
        y=places,
        orientation="h",
        width=width,
        marker={
            "color": [theme.VOID if empty else colour for empty, colour in zip(missing, frame["couleur"], strict=True)],
            "pattern": {"shape": ["/" if empty else "" for empty in missing], "fgcolor": theme.SOFT},
        },
        **pointed(frame),
    )
    if rest:
        figure.add_bar(
            x=(maximum - frame["mesure"]).where(~missing, 0).tolist(),
            y=places,
            orientation="h",
            width=width,
            marker={"color": theme.REST},
            hoverinfo="skip",
        )
    ticked = frame.assign(place=places).dropna(subset=["repere"])
    if not ticked.empty:
        figure.add_scatter(
            x=ticked["repere"].tolist(),
            y=ticked["place"].tolist(),
            mode="markers",
            cliponaxis=False,
            marker={"symbol": "line-ns", "size": _BAR + 1, "line": {"color": theme.INK, "width": 2.5}},
            **pointed(ticked),
        )
    above = [place - width / 2 - _NAME_GAP for place in places]
    _words(figure, [0.0] * len(frame), above, frame["nom"], side="right")
    _words(figure, [maximum] * len(frame), above, frame["texte"], side="left", weight=BOLD)
    figure.update_layout(barmode="stack", margin={"l": 2, "r": 2, "t": _ROWS_EDGE, "b": _ROWS_EDGE})
    figure.update_xaxes(visible=False, range=[0, maximum], fixedrange=True)
    figure.update_yaxes(visible=False, range=[len(frame) - _ROWS_TAIL, -_ROWS_TAIL - _ROWS_HEAD])
    return figure


def _words(
    figure: go.Figure, x: list[float], y: list[float], words: pd.Series, *, side: str, weight: int | None = None
) -> None:
    """Words on the ``side`` of their points, just above them: as a trace, several times lighter than annotations."""
    figure.add_scatter(
        x=x,
        y=y,
        mode="text",
        text=words.tolist(),
        textposition=f"top {side}",
        textfont={"size": LABEL_SIZE, "color": theme.INK, "weight": weight},
        cliponaxis=False,
        hoverinfo="skip",
    )
