"""Chart of a portrait: rates of several territories on one axis, one indicator a row, none ranked."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components import formats, theme
from components.wording import territoires as wording

_ROW: Final = 92
_MARGIN: Final = 44
_NAME_SHIFT: Final = 30
_OWN: Final = 16
_OTHER: Final = 12
_LABEL: Final = 13
_BOLD: Final = 600
_HEADROOM: Final = 1.08


def height(rows: int) -> int:
    """Height of ``strips`` for so many indicators, in pixels."""
    return rows * _ROW + _MARGIN


def strips(frame: pd.DataFrame) -> go.Figure:
    """One row an indicator: the territory of the portrait is full and written, the others are hollow.

    Args:
        frame: columns indicateur, territoire, propre (True for the territory of the portrait), pour_mille, couleur,
            fait; by indicator.
    """
    names = list(dict.fromkeys(str(name) for name in frame["indicateur"]))
    place = {name: len(names) - 1 - rank for rank, name in enumerate(names)}
    top = float(frame["pour_mille"].max())
    figure = theme.figure()
    for name in names:
        figure.add_scatter(
            x=[0, top * _HEADROOM], y=[place[name]] * 2, mode="lines", hoverinfo="skip", line={"color": theme.LINE}
        )
    for own, rows in frame.groupby("propre"):
        figure.add_scatter(
            x=rows["pour_mille"].tolist(),
            y=[place[str(name)] for name in rows["indicateur"]],
            mode="markers+text" if own else "markers",
            text=[formats.number(value, 1) for value in rows["pour_mille"]] if own else None,
            textposition="bottom center",
            textfont={"size": _LABEL, "weight": _BOLD},
            marker={
                "size": _OWN if own else _OTHER,
                "symbol": "circle" if own else "circle-open",
                "color": rows["couleur"].tolist(),
                "line": {"width": 2, "color": rows["couleur"].tolist()},
            },
            customdata=rows["fait"].tolist(),
            hovertext=[wording.hover(row) for row in rows.to_dict("records")],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.update_layout(
        annotations=[
            {
                "x": 0,
                "y": place[name],
                "text": name,
                "xanchor": "left",
                "yshift": _NAME_SHIFT,
                "showarrow": False,
                "font": {"size": _LABEL, "weight": _BOLD},
            }
            for name in names
        ],
        margin={"l": 8, "r": 8, "t": 12, "b": 32},
    )
    figure.update_xaxes(range=[0, top * _HEADROOM], nticks=6, showgrid=True)
    figure.update_yaxes(range=[-0.6, len(names) - 0.4], visible=False)
    return figure
