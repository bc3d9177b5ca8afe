"""Charts of the clusters: the maturity band with what is known of jobs, and the same value read from each origin."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components import formats, theme
from components.figures.points import origins
from components.wording import clusters as wording

CURVE_HEIGHT: Final = 500
_TOP: Final = 8
_BOTTOM: Final = 36
_RIGHT: Final = 82
_PLOT: Final = CURVE_HEIGHT - _TOP - _BOTTOM
_ROW: Final = 42
_GAP: Final = 10
_LABEL: Final = 13
# Weight by the font: a tag in the text would be an inline style, which the security policy refuses.
_WEIGHT: Final = 600
_EDGE_LABEL_HEIGHT: Final = 56
_MAX_TICKS: Final = 6
# As many years as half a screen can name; a phone names fewer of them (assets/css/charts.css).
_MAX_YEARS: Final = 8
_STANDOFF: Final = 6
_TICKS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000)
_MARKER: Final = 13
_DASHES: Final = {"constate": "solid", "declare": "solid", "prevision": "dash"}
_SYMBOLS: Final = {"constate": "circle", "declare": "circle", "prevision": "diamond"}

PLACE_ROW: Final = 108
_PLACE_MARGIN: Final = 40
_PLACE_LABEL: Final = 30
_PLACE_WORDS: Final = 38
# Under the last row, its words keep clear of the numbers of the axis.
_UNDER: Final = 0.42
_BAR: Final = 0.26
_HEADROOM: Final = 1.06
_NUDGE: Final = {"left": -6, "center": 0, "right": 6}


BAND_FACT: Final = "fait_bande"
"""Column of the facts that make the band beside a value."""


def places_height(rows: int) -> int:
    """Height of ``places`` for so many rows, in pixels."""
    return rows * PLACE_ROW + _PLACE_MARGIN


def _step(highest: float) -> float:
    return next((step for step in _TICKS if highest / step <= _MAX_TICKS), highest / _MAX_TICKS)


def _band(figure: go.Figure, band: pd.DataFrame, shape: str) -> None:
    hover = [wording.band_hover(row) for row in band.to_dict("records")]
    edge = {"color": theme.BAND_EDGE, "width": 1.5, "shape": shape}
    shared = {
        "x": band["moment"],
        "mode": "lines",
        "line": edge,
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        **origins(band),
    }
    figure.add_scatter(y=band["bas"], name=wording.EDGES["lent"], **shared)
    figure.add_scatter(y=band["haut"], name=wording.EDGES["rapide"], fill="tonexty", fillcolor=theme.BAND, **shared)


def _edge_labels(figure: go.Figure, band: pd.DataFrame, labels: tuple[str, str], pixels_per_job: float) -> None:
    end = band.iloc[-1]
    apart = (end["haut"] - end["bas"]) * pixels_per_job >= _EDGE_LABEL_HEIGHT
    for text, value, crowded in ((labels[0], end["bas"], "top"), (labels[1], end["haut"], "bottom")):
        figure.add_annotation(
            x=1,
            xref="paper",
            y=value,
            text=text,
            showarrow=False,
            xanchor="left",
            xshift=8,
            yanchor="middle" if apart else crowded,
            align="left",
            font={"size": _LABEL, "color": theme.US},
        )


def _counts(figure: go.Figure, counts: pd.DataFrame) -> None:
    """One line a status: filled when observed, hollow when declared, dashed when forecast."""
    for statut, dash in _DASHES.items():
        own = counts.index[counts["statut"] == statut]
        if own.empty:
            continue
        # The line starts from the last point of the stronger status, whose marker is already there.
        before = counts.index[counts.index < own[0]][-1:]
        drawn = counts.loc[before.union(own)]
        sizes = [0] * len(before) + [9] * len(own)
        figure.add_scatter(
            x=drawn["moment"],
            y=drawn["valeur"],
            mode="lines+markers" if len(drawn) > 1 else "markers",
            name=wording.STATUTS[statut],
            line={"color": theme.INK, "width": 2.5, "dash": dash},
            marker={
                "size": sizes,
                "opacity": 1,
                "color": theme.INK if statut == "constate" else theme.PAPER,
                "line": {"color": theme.INK, "width": 2},
                "symbol": _SYMBOLS[statut],
            },
            hovertext=[wording.point_hover(row) for row in drawn.to_dict("records")],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
            **origins(drawn),
        )


def _hollow(rows: pd.DataFrame, y: list[float]) -> dict[str, object]:
    return {
        "x": None,
        "y": y,
        "mode": "markers",
        "marker": {"size": _MARKER, "color": theme.PAPER, "line": {"color": theme.ACCENT, "width": 3}},
        "hovertext": [wording.point_hover(row) for row in rows.to_dict("records")],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **origins(rows),
    }


def _line(figure: go.Figure, x: float, height: float, *, colour: str, dash: str, width: float) -> None:
    figure.add_shape(
        type="line", x0=x, x1=x, y0=0, y1=height, line={"color": colour, "dash": dash, "width": width}, layer="below"
    )


def _row_label(
    figure: go.Figure, text: str, x: float, y: float, *, colour: str, anchor: str = "left", margin: int | None = None
) -> None:
    """Words in a row above the plot; with a ``margin`` in pixels, from the edge of the chart, before the axis."""
    figure.add_annotation(
        x=x,
        y=y,
        text=text,
        showarrow=False,
        xanchor=anchor,
        yanchor="top",
        align=anchor,
        font={"size": _LABEL, "color": colour, "weight": _WEIGHT},
        **({"xshift": 6 if anchor == "left" else -6} if margin is None else {"xref": "paper", "xshift": -margin}),
    )


def maturity(
    band: pd.DataFrame,
    edge_labels: tuple[str, str],
    points: pd.DataFrame,
    verdict: tuple[float, str] | None,
    start: float,
    *,
    cumulated: bool = True,
    breaks: Sequence[tuple[int, str]] = (),
) -> go.Figure:
    """Jobs against the band, cumulated or year by year.

    Names stand in rows above the plot, so that none can meet a line: the last count of each status first, then claims,
    then breaks, then the verdict.

    Args:
        band: columns moment (decimal year), age (years), bas, haut (jobs), rythme_bas, rythme_haut (jobs a year); empty
            when the band is not computable.
        edge_labels: names of the slow and the fast edge.
        points: columns nature, vue, date_valeur, fin, moment, valeur (jobs), statut, illustratif, conteste, relayee,
            flux_stock_connu.
        verdict: decimal year from which a verdict is possible, and its words; None when there is no band to judge by.
        start: decimal year of the origin.
        cumulated: False when jobs are those of each year; the band then turns where the cruise rhythm is reached.
        breaks: first year after each break of the series, and its cause in a few words.
    """
    figure = theme.figure()
    claims = points[points["nature"] == "affirmation"]
    counts = points[points["nature"] == "observation"].reset_index(drop=True)
    known, expected = (
        counts[forecast] for forecast in (counts["statut"] != "prevision", counts["statut"] == "prevision")
    )
    counted = pd.concat([known.tail(1), expected.tail(1)])
    named = [(wording.point_label(row), theme.INK) for row in counted.to_dict("records")]
    named += [(wording.point_label(row), theme.ACCENT) for row in claims.to_dict("records")]
    named += [(wording.break_label(cause), theme.SOFT) for _, cause in breaks]
    rows = len(named) + (verdict is not None)
    told = [formats.alone(value) for value in claims["valeur"]]
    highest = max([*band["haut"], *counts["valeur"], *told, 1.0])
    top = highest * _PLOT / (_PLOT - rows * _ROW - _GAP)
    job = top / _PLOT
    end = max([*band["moment"], *points["moment"]])
    ceiling = top - len(named) * _ROW * job

    for x in claims["moment"]:
        _line(figure, x, ceiling, colour=theme.ACCENT, dash="solid", width=1)
    for year, _ in breaks:
        # Between two counts, of the ends of years or of their middles, and under the row of the verdict.
        below = ceiling - (verdict is not None) * _ROW * job
        _line(figure, year + cumulated / 2, below, colour=theme.INK, dash="dot", width=1.5)
    if verdict is not None:
        _line(figure, verdict[0], ceiling, colour=theme.SOFT, dash="dash", width=1.5)
        crowded = bool((claims["moment"] > verdict[0]).any())
        anchor = "right" if crowded else "left"
        _row_label(figure, verdict[1], verdict[0], ceiling, colour=theme.SOFT, anchor=anchor)
    if not band.empty:
        _band(figure, band, "spline" if cumulated else "linear")
        _edge_labels(figure, band, edge_labels, 1 / job)
    _counts(figure, counts)
    if not claims.empty:
        figure.add_scatter(**{**_hollow(claims, told), "x": claims["moment"], "name": wording.CLAIM})

    # From the edge of the chart: beside the ticks there is nothing so high.
    for rank, (words, colour) in enumerate(named):
        _row_label(figure, words, 0, top - rank * _ROW * job, colour=colour, margin=theme.tick_room(top))

    step = _step(highest)
    ticks = [step * rank for rank in range(int(highest / step) + 1)]
    figure.update_yaxes(
        range=[0, top], tickvals=ticks, ticktext=[formats.number(tick) for tick in ticks], fixedrange=True
    )
    years = list(range(int(start + 0.999), int(end) + 1))
    shown = years[:: -(-len(years) // _MAX_YEARS)]
    figure.update_xaxes(
        range=[start, end],
        tickvals=shown,
        ticktext=[str(year) for year in shown],
        tickangle=0,
        ticklabelstandoff=_STANDOFF,
        showline=True,
        fixedrange=True,
    )
    figure.update_layout(
        margin={"l": theme.tick_room(top), "r": _RIGHT if not band.empty else 24, "t": _TOP, "b": _BOTTOM}
    )
    return figure


def _side(share: float) -> str:
    """Side of a mark where its name starts, so that a name of two thirds of the chart stays inside it."""
    if share < 1 / 3:
        return "left"
    return "right" if share > 2 / 3 else "center"


def places(frame: pd.DataFrame) -> go.Figure:
    """One row an origin and value: the band at that age as a bar, the value as a mark.

    The mark is full when the value is observed and judged, hollow when it is declared or gives no verdict.

    Args:
        frame: columns nature, vue, date_origine, date_valeur, fin, age (years), bas, haut, valeur (jobs), statut,
            illustratif, conteste, relayee, place, jugee; ``FACT`` and ``BAND_FACT`` where facts are known.
    """
    figure = theme.figure()
    ranks: list[float] = [-rank for rank in range(len(frame))]
    records = frame.to_dict("records")
    figure.add_bar(
        orientation="h",
        base=frame["bas"],
        x=frame["haut"] - frame["bas"],
        y=ranks,
        width=_BAR,
        marker={"color": theme.BAND, "line": {"color": theme.BAND_EDGE, "width": 1.5}},
        hovertext=[wording.expected_hover(row) for row in records],
        hovertemplate="%{hovertext}<extra></extra>",
        **origins(frame, BAND_FACT),
    )
    judged = [bool(known) for known in frame["jugee"]]
    marks = _hollow(frame, ranks)
    values = [formats.alone(value) for value in frame["valeur"]]
    full = [known and row["statut"] == "constate" for row, known in zip(records, judged, strict=True)]
    marks["marker"] = {
        "size": _MARKER,
        "color": [theme.INK if one else theme.PAPER for one in full],
        "line": {"color": [theme.INK if known else theme.ACCENT for known in judged], "width": 3},
    }
    figure.add_scatter(**{**marks, "x": values})
    highest = max([*frame["haut"], *values]) * _HEADROOM
    for rank, row, value, known in zip(ranks, records, values, judged, strict=True):
        side = _side(value / highest)
        figure.add_annotation(
            x=0,
            y=rank,
            text=wording.expected_label(row),
            showarrow=False,
            xanchor="left",
            yshift=_PLACE_LABEL,
            align="left",
        )
        figure.add_annotation(
            x=value,
            y=rank,
            text=wording.place_label(row),
            showarrow=False,
            xanchor=side,
            xshift=_NUDGE[side],
            yshift=-_PLACE_WORDS,
            align=side,
            font={"color": theme.INK if known else theme.ACCENT, "weight": _WEIGHT},
        )
    figure.update_yaxes(visible=False, range=[_UNDER - len(frame), 0.5], fixedrange=True)
    figure.update_xaxes(range=[0, highest], nticks=_MAX_TICKS, tickformat=",d", showgrid=True, fixedrange=True)
    figure.update_layout(margin={"l": 12, "r": 16, "t": 4, "b": _BOTTOM})
    return figure
