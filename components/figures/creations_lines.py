"""Lines of business creations: one a territory, each named after its last value, right of the plot."""

import textwrap
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components import formats, theme
from components.figures.points import pointed
from components.figures.years import breaks_height, draw_breaks, year_axis
from components.wording import creations as wording

LINES_HEIGHT: Final = 400
_TOP: Final = 20
_BOTTOM: Final = 36
_LABEL_LINE: Final = 17
_LABEL_WIDTH: Final = 16
_LABEL_MARGIN: Final = 136
_LABEL_SIZE: Final = 13
_LABEL_GAP: Final = 18
# Bold through the font: the page's policy forbids the inline style that a <b> would become.
_BOLD: Final = 600
# As many years as half a screen can name, beside the names of lines.
_MAX_TICKS: Final = 8
# Room, as a share of the years shown, that keeps the first year's label off the zero of the other axis.
_LEFT_ROOM: Final = 0.1
_RIGHT_ROOM: Final = 0.03
_HEADROOM: Final = 1.08
_INDEX_PADDING: Final = 6


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


def _value_range(frame: pd.DataFrame, *, from_zero: bool) -> tuple[float, float]:
    known = frame["mesure"].dropna()
    if known.empty:
        return 0.0, 1.0
    if from_zero:
        return 0.0, float(known.max()) * _HEADROOM or 1.0
    return float(known.min()) - _INDEX_PADDING, float(known.max()) + _INDEX_PADDING


def _label(row: Mapping[Hashable, Any], decimals: int, last: int) -> str:
    """Value, its year when the line stopped before the others, then name, cut into short lines."""
    early = None if row["annee"] == last else int(row["annee"])
    text = wording.end_label(row["mesure"], row["nom"], decimals, early)
    # The narrow no-break space of a number is no place to cut a line.
    cut = textwrap.wrap(text.replace(formats.NNBSP, "_"), _LABEL_WIDTH)
    return "<br>".join(cut).replace("_", formats.NNBSP)


def _end_label(row: Mapping[Hashable, Any], text: str, last: int, rise: float) -> dict[str, object]:
    """A name ``rise`` pixels above its point, tied to it unless the line stopped early: the tie would cross others."""
    tied = row["annee"] == last
    common = {
        "x": last,
        "y": row["mesure"],
        "text": text,
        "showarrow": tied,
        "xanchor": "left",
        "align": "left",
        "font": {"size": _LABEL_SIZE, "color": row["couleur"], "weight": _BOLD},
    }
    if not tied:
        return {**common, "xshift": _LABEL_GAP, "yshift": rise}
    tie = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": row["couleur"], "standoff": 5}
    return {**common, **tie, "ax": _LABEL_GAP, "ay": -rise}


def _end_labels(
    ends: pd.DataFrame, span: tuple[float, float], decimals: int, last: int, room: tuple[int, int]
) -> list[dict[str, object]]:
    """Value and name of each line, all right of the plot where no line goes, pushed apart.

    ``room`` is the height of the plot and how far above it a name may rise, in pixels.
    """
    plot, above = room
    ordered = ends.sort_values("mesure", kind="stable").to_dict("records")
    pixels = [(row["mesure"] - span[0]) / (span[1] - span[0]) * plot for row in ordered]
    texts = [_label(row, decimals, last) for row in ordered]
    sizes = [_LABEL_LINE * (text.count("<br>") + 1) + 3.0 for text in texts]
    placed = spread(pixels, sizes, 0, plot + above)
    return [
        _end_label(row, text, last, target - pixel)
        for row, text, pixel, target in zip(ordered, texts, pixels, placed, strict=True)
    ]


def _curve(figure: go.Figure, run: pd.DataFrame) -> None:
    ordered = run.sort_values("annee")
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
        **pointed(ordered),
    )


def lines(
    frame: pd.DataFrame, *, decimals: int = 0, from_zero: bool = True, breaks: Sequence[tuple[int, str]] = ()
) -> go.Figure:
    """One line per name, its last value and name right of the plot; a break cuts the line.

    Args:
        frame: columns nom, couleur, troncon (run of comparable years), annee, mesure (missing leaves a gap), survol
            (hover text).
        decimals: of the end labels.
        from_zero: False for an index, whose reference is 100.
        breaks: first year after each break, and its cause in a few words.
    """
    figure = theme.figure()
    span = _value_range(frame, from_zero=from_zero)
    years = sorted({int(year) for year in frame["annee"]})
    for _, run in frame.groupby(["nom", "troncon"], sort=False):
        _curve(figure, run)
    if not from_zero:
        # Not dotted: a dotted line is a break.
        figure.add_hline(y=100, line={"color": theme.SOFT, "width": 1})
    draw_breaks(figure, breaks, years)
    ends = frame.dropna(subset=["mesure"]).sort_values("annee", kind="stable").drop_duplicates("nom", keep="last")
    top = _TOP + breaks_height(breaks)
    # The causes of breaks stand above the plot: no name rises there with them.
    room_above = 0 if breaks else _TOP
    labels = _end_labels(ends, span, decimals, years[-1], (LINES_HEIGHT - top - _BOTTOM, room_above))
    figure.update_layout(
        margin={"l": theme.tick_room(max(span, key=abs)), "t": top, "b": _BOTTOM, "r": _LABEL_MARGIN},
        annotations=[*figure.layout.annotations, *labels],
    )
    width = max(years[-1] - years[0], 1)
    # A single year stands at the right end too: its name is written after it, clear of every line.
    left = width * _LEFT_ROOM if len(years) > 1 else width
    room = [years[0] - left, years[-1] + width * _RIGHT_ROOM]
    figure.update_xaxes(year_axis(years, _MAX_TICKS), range=room)
    figure.update_yaxes(range=list(span), tickformat=",d", nticks=6)
    return figure
