"""Charts of business creations: lines with their names at the end, bars a year, rows with their names above."""

import textwrap
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components import formats, theme

LINES_HEIGHT: Final = 400
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
_TOP: Final = 20
_BOTTOM: Final = 36
_STANDOFF: Final = 6
_LABEL_LINE: Final = 17
_LABEL_WIDTH: Final = 16
_LABEL_MARGIN: Final = 136
_LABEL_SIZE: Final = 13
# Bold through the font: the page's policy forbids the inline style that a <b> would become.
_BOLD: Final = 600
# As many years as half a screen can name, beside the names of lines and without them.
_MAX_TICKS: Final = 8
_MAX_BAR_TICKS: Final = 14
# Room, as a share of the years shown, that keeps the first year's label off the zero of the other axis.
_LEFT_ROOM: Final = 0.1
_RIGHT_ROOM: Final = 0.03
_BAR_ROOM: Final = 0.06
_BAR_WIDTH: Final = 0.65
_LONE_BAR: Final = 0.1
_BAR_STEP: Final = 0.12
_HEADROOM: Final = 1.08
_INDEX_PADDING: Final = 6
_REST: Final = "#e6eaf1"


def rows_height(count: int) -> int:
    """Height of ``rows`` for so many rows, in pixels."""
    return count * (_WIDE_PITCH if count <= _FEW_ROWS else _PITCH) + _ROWS_MARGIN


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres nearest to ``wanted`` (ascending) of labels that neither overlap nor, if they fit, leave [low, high]."""
    if not wanted:
        return []
    offsets = [0.0]
    for before, after in pairwise(sizes):
        offsets.append(offsets[-1] + (before + after) / 2)
    blocks: list[list[float]] = []
    for position, offset in zip(wanted, offsets, strict=True):
        blocks.append([position - offset])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1].extend(last)
    bases = [_mean(block) for block in blocks for _ in block]
    floor = low + sizes[0] / 2
    ceiling = max(floor, high - offsets[-1] - sizes[-1] / 2)
    return [min(max(base, floor), ceiling) + offset for base, offset in zip(bases, offsets, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _year_ticks(years: Sequence[int], most: int) -> list[int]:
    """Every year, or the last and one in a few before it, so that the steps are even.

    A narrow screen names fewer of them (``assets/css/charts.css``).
    """
    ordered = sorted(years)
    step = -(-len(ordered) // most)
    return ordered[::-step][::-1]


def _year_axis(years: Sequence[int], most: int) -> dict[str, object]:
    ticks = _year_ticks(years, most)
    texts = [str(year) for year in ticks]
    return {"tickvals": ticks, "ticktext": texts, "tickangle": 0, "ticklabelstandoff": _STANDOFF}


def _value_range(frame: pd.DataFrame, *, from_zero: bool) -> tuple[float, float]:
    known = frame["mesure"].dropna()
    if known.empty:
        return 0.0, 1.0
    if from_zero:
        return 0.0, float(known.max()) * _HEADROOM or 1.0
    return float(known.min()) - _INDEX_PADDING, float(known.max()) + _INDEX_PADDING


def _label(value: str, name: str) -> str:
    """Value then name, cut into short lines."""
    # The narrow no-break space of a number is no place to cut a line.
    cut = textwrap.wrap(f"{value.replace(formats.NNBSP, '_')} {name}", _LABEL_WIDTH)
    return "<br>".join(cut).replace("_", formats.NNBSP)


def _end_labels(ends: pd.DataFrame, span: tuple[float, float], decimals: int) -> list[dict[str, object]]:
    """Value and name after the last point of each line, pushed apart, tied to the point by a thin line."""
    plot = LINES_HEIGHT - _TOP - _BOTTOM
    ordered = ends.sort_values("mesure", kind="stable").to_dict("records")
    pixels = [(row["mesure"] - span[0]) / (span[1] - span[0]) * plot for row in ordered]
    texts = [_label(formats.number(row["mesure"], decimals), row["nom"]) for row in ordered]
    sizes = [_LABEL_LINE * (text.count("<br>") + 1) + 3.0 for text in texts]
    placed = spread(pixels, sizes, 0, plot + _TOP)
    return [
        {
            "x": row["annee"],
            "y": row["mesure"],
            "ax": 18,
            "ay": pixel - target,
            "text": text,
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": row["couleur"],
            "standoff": 5,
            "xanchor": "left",
            "align": "left",
            "font": {"size": _LABEL_SIZE, "color": row["couleur"], "weight": _BOLD},
        }
        for row, text, pixel, target in zip(ordered, texts, pixels, placed, strict=True)
    ]


def _draw_breaks(figure: go.Figure, breaks: Sequence[tuple[int, str]]) -> None:
    """A dotted line before the first year after each break, with its cause above."""
    for first, cause in breaks:
        figure.add_vline(x=first - 0.5, line={"color": theme.SOFT, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=first - 0.5, y=1, yref="paper", yanchor="bottom", text=cause, showarrow=False, font_size=12
        )


def lines(
    frame: pd.DataFrame, *, decimals: int = 0, from_zero: bool = True, breaks: Sequence[tuple[int, str]] = ()
) -> go.Figure:
    """One line per territory, its last value and name at its end; a change of perimeter cuts the line.

    Args:
        frame: columns code, nom, couleur, perimetre_id, annee, mesure (missing leaves a gap), survol (hover text).
        decimals: of the end labels.
        from_zero: False for an index, whose reference is 100.
        breaks: first year after each break, and its cause in a few words.
    """
    figure = theme.figure()
    span = _value_range(frame, from_zero=from_zero)
    ends = []
    for _, points in frame.groupby("code", sort=False):
        for _, part in points.groupby("perimetre_id", sort=False):
            ordered = part.sort_values("annee")
            colour = str(ordered["couleur"].iloc[0])
            figure.add_scatter(
                x=ordered["annee"].tolist(),
                y=ordered["mesure"].tolist(),
                mode="lines+markers",
                name=str(ordered["nom"].iloc[0]),
                line={"color": colour, "width": 2.5},
                marker={"color": colour, "size": 7},
                cliponaxis=False,
                connectgaps=False,
                customdata=ordered["survol"].tolist(),
                hovertemplate="%{customdata}<extra></extra>",
            )
        known = points.dropna(subset=["mesure"]).sort_values("annee")
        if not known.empty:
            ends.append(known.iloc[[-1]])
    years = sorted({int(year) for year in frame["annee"]})
    if not from_zero:
        figure.add_hline(y=100, line={"color": theme.SOFT, "width": 1, "dash": "dot"})
    _draw_breaks(figure, breaks)
    labels = _end_labels(pd.concat(ends), span, decimals) if ends else []
    figure.update_layout(
        margin={"t": _TOP, "b": _BOTTOM, "r": _LABEL_MARGIN}, annotations=[*figure.layout.annotations, *labels]
    )
    width = max(years[-1] - years[0], 1)
    # A single year stands at the right end too: its name is written after it, clear of every line.
    left = width * _LEFT_ROOM if len(years) > 1 else width
    room = [years[0] - left, years[-1] + width * _RIGHT_ROOM]
    figure.update_xaxes(_year_axis(years, _MAX_TICKS), range=room, automargin=False)
    figure.update_yaxes(range=list(span), tickformat=",d", nticks=6)
    return figure


def years(frame: pd.DataFrame, breaks: Sequence[tuple[int, str]] = ()) -> go.Figure:
    """One bar a year, from zero; the first and last values written above all bars near them.

    Args:
        frame: columns annee, mesure (missing leaves a hole), survol.
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
        customdata=ordered["survol"].tolist(),
        hovertemplate="%{customdata}<extra></extra>",
    )
    _draw_breaks(figure, breaks)
    known = ordered.dropna(subset=["mesure"])
    top = float(known["mesure"].max()) or 1.0 if not known.empty else 1.0
    figure.update_layout(
        annotations=[*figure.layout.annotations, *_edge_values(known)], margin={"t": _TOP, "b": _BOTTOM}
    )
    shown = [int(year) for year in ordered["annee"]]
    # The value above the first bar is wider than the bar: it keeps clear of the other axis.
    room = [shown[0] - 0.5 - _BAR_ROOM * len(shown), shown[-1] + 0.5 + _RIGHT_ROOM * len(shown)]
    figure.update_xaxes(_year_axis(shown, _MAX_BAR_TICKS), range=room)
    figure.update_yaxes(range=[0, top * _HEADROOM], tickformat=",d", nticks=6)
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
            "font": {"size": _LABEL_SIZE, "weight": _BOLD},
        }
        for row, top in edges
    ]


def rows(frame: pd.DataFrame, maximum: float, *, rest: bool = False) -> go.Figure:
    """Horizontal bars, in the order of the frame; name at left and value at right above each, so that nothing collides.

    Args:
        frame: columns nom, texte (value as written), couleur, mesure (missing is hatched), repere (earlier value, shown
            as a tick), survol.
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
        customdata=frame["survol"].tolist(),
        hovertemplate="%{customdata}<extra></extra>",
    )
    if rest:
        figure.add_bar(
            x=(maximum - frame["mesure"]).where(~missing, 0).tolist(),
            y=places,
            orientation="h",
            width=width,
            marker={"color": _REST},
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
            customdata=ticked["survol"].tolist(),
            hovertemplate="%{customdata}<extra></extra>",
        )
    font = {"size": _LABEL_SIZE, "color": theme.INK}
    common = {"showarrow": False, "yanchor": "bottom", "yshift": 13, "font": font}
    names = [
        {**common, "x": 0, "y": place, "xanchor": "left", "xshift": -2, "text": name}
        for place, name in zip(places, frame["nom"], strict=True)
    ]
    values = [
        {**common, "x": maximum, "y": place, "xanchor": "right", "text": text, "font": {**font, "weight": _BOLD}}
        for place, text in zip(places, frame["texte"], strict=True)
    ]
    figure.update_layout(
        barmode="stack", annotations=[*names, *values], margin={"l": 2, "r": 2, "t": _ROWS_EDGE, "b": _ROWS_EDGE}
    )
    figure.update_xaxes(visible=False, range=[0, maximum], fixedrange=True)
    figure.update_yaxes(visible=False, range=[len(frame) - _ROWS_TAIL, -_ROWS_TAIL - _ROWS_HEAD])
    return figure
