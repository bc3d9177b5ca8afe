"""Lines over time: one a name, each named after its last value right of the plot, cut by breaks."""

import textwrap
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components import formats, theme
from components.figures.points import pointed
from components.figures.years import (
    BOLD,
    BOTTOM,
    LABEL_SIZE,
    RIGHT_ROOM,
    TOP,
    Dated,
    breaks_height,
    dates_height,
    draw_breaks,
    draw_dates,
    year_axis,
)

LINES_HEIGHT: Final = 400
YEARLY: Final[Mapping[str, Any]] = {"epaisseur": 2.5, "point": 7, "nomme": True}
"""Look of a line of years, each of them marked."""
_LABEL_LINE: Final = 17
_LABEL_WIDTH: Final = 16
_NO_CUT: Final = "\u2011"
_LABEL_MARGIN: Final = 136
_LABEL_GAP: Final = 18
# As many years as half a screen can name, beside the names of lines.
_MAX_TICKS: Final = 8
# Room, as a share of the years shown, that keeps the first year's label off the zero of the other axis.
_LEFT_ROOM: Final = 0.1

Write = Callable[[float, str, str | None], str]
"""Words at the end of a line, from its last value, its name, and the period of that value when it stopped early."""


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


def short_lines(text: str) -> list[str]:
    """A label cut between its words; at a hyphen only in a word too long for a line, never inside a syllable."""
    words = [word if len(word) > _LABEL_WIDTH else word.replace("-", _NO_CUT) for word in text.split(" ")]
    # The narrow no-break space of a number is no place to cut a line.
    cut = textwrap.wrap(" ".join(words).replace(formats.NNBSP, "_"), _LABEL_WIDTH)
    return [line.replace("_", formats.NNBSP).replace(_NO_CUT, "-") for line in cut]


def _label(row: Mapping[Hashable, Any], write: Write, last: float) -> str:
    """Value, its period when the line stopped before the others, then name, cut into short lines."""
    text = write(float(row["mesure"]), str(row["nom"]), None if row["moment"] == last else str(row["periode"]))
    return "<br>".join(short_lines(text))


def _end_label(row: Mapping[Hashable, Any], text: str, last: float, rise: float) -> dict[str, object]:
    """A name ``rise`` pixels above its point, tied to it unless the line stopped early: the tie would cross others."""
    tied = row["moment"] == last
    common = {
        "x": last,
        "y": row["mesure"],
        "text": text,
        "showarrow": tied,
        "xanchor": "left",
        "align": "left",
        "font": {"size": LABEL_SIZE, "color": row["couleur"], "weight": BOLD},
    }
    if not tied:
        return {**common, "xshift": _LABEL_GAP, "yshift": rise}
    tie = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": row["couleur"], "standoff": 5}
    return {**common, **tie, "ax": _LABEL_GAP, "ay": -rise}


def _end_labels(
    ends: pd.DataFrame, span: tuple[float, float], write: Write, last: float, room: tuple[int, int]
) -> list[dict[str, object]]:
    """Value and name of each line, all right of the plot where no line goes, pushed apart.

    ``room`` is the height of the plot and how far above it a name may rise, in pixels.
    """
    plot, above = room
    ordered = ends.sort_values("mesure", kind="stable").to_dict("records")
    pixels = [(row["mesure"] - span[0]) / (span[1] - span[0]) * plot for row in ordered]
    texts = [_label(row, write, last) for row in ordered]
    sizes = [_LABEL_LINE * (text.count("<br>") + 1) + 3.0 for text in texts]
    placed = spread(pixels, sizes, 0, plot + above)
    return [
        _end_label(row, text, last, target - pixel)
        for row, text, pixel, target in zip(ordered, texts, pixels, placed, strict=True)
    ]


def _curve(figure: go.Figure, run: pd.DataFrame) -> None:
    ordered = run.sort_values("moment")
    first = ordered.iloc[0]
    drawn = {
        "size": ordered["point"].tolist(),
        "symbol": ["circle-open" if one else "circle" for one in ordered["creux"]],
    }
    figure.add_scatter(
        x=ordered["moment"].tolist(),
        y=ordered["mesure"].tolist(),
        mode="lines+markers",
        name=str(first["nom"]),
        line={"color": str(first["couleur"]), "width": float(first["epaisseur"])},
        marker={"color": str(first["couleur"]), **drawn},
        cliponaxis=False,
        connectgaps=False,
        **pointed(ordered),
    )


def lines(
    frame: pd.DataFrame,
    span: tuple[float, float],
    write: Write,
    *,
    breaks: Sequence[tuple[float, str]] = (),
    dates: Sequence[Dated] = (),
    step: float = 1,
) -> go.Figure:
    """One line per name, its last value and name right of the plot; a break cuts the line.

    Args:
        frame: columns nom, couleur, epaisseur (px), troncon (run of comparable periods), moment (in years), periode (in
            words), mesure (missing leaves a gap), point (size of the marker, px), creux (a value to come back to, drawn
            hollow), nomme (False for a line that is named elsewhere), survol (hover text).
        span: lowest and highest values of the axis.
        write: words at the end of a line.
        breaks: first moment after each break, and its cause in a few words.
        dates: what happened, or is due, marked by its time alone.
        step: from a period to the next one, in years.
    """
    figure = theme.figure()
    moments = sorted({float(moment) for moment in frame["moment"]})
    last = moments[-1]
    for _, run in frame.groupby(["nom", "troncon"], sort=False):
        _curve(figure, run)
    draw_breaks(figure, breaks, moments, step)
    draw_dates(figure, dates, moments, breaks_height(breaks))
    ends = frame.dropna(subset=["mesure"]).sort_values("moment", kind="stable").drop_duplicates("nom", keep="last")
    marked = breaks_height(breaks) + dates_height(dates)
    top = TOP + marked
    # The words of marks stand above the plot: no name rises there with them.
    room_above = 0 if marked else TOP
    labels = _end_labels(ends[ends["nomme"]], span, write, last, (LINES_HEIGHT - top - BOTTOM, room_above))
    figure.update_layout(
        margin={"l": theme.tick_room(max(span, key=abs)), "t": top, "b": BOTTOM, "r": _LABEL_MARGIN},
        annotations=[*figure.layout.annotations, *labels],
    )
    width = max(last - moments[0], 1)
    # A single period stands at the right end too: its name is written after it, clear of every line.
    left = width * _LEFT_ROOM if len(moments) > 1 else width
    years = list(range(int(moments[0]), int(last) + 1))
    named = years if step < 1 else [int(moment) for moment in moments]
    figure.update_xaxes(year_axis(named, _MAX_TICKS), range=[moments[0] - left, last + width * RIGHT_ROOM])
    figure.update_yaxes(range=list(span), nticks=6)
    return figure
