"""Colours, type and the one chart template.  ``assets/css/tokens.css`` holds the same tokens; a test compares them."""

from collections.abc import Mapping
from functools import cache
from numbers import Real
from typing import Final

import plotly.graph_objects as go

INK: Final = "#1b1f2a"
SOFT: Final = "#545b6b"
LINE: Final = "#dfe3ea"
GROUND: Final = "#f6f7f9"
PAPER: Final = "#ffffff"
US: Final = "#1f4e9c"
ACCENT: Final = "#c2410c"
DONE: Final = "#2e7d4f"
BLOCKED: Final = "#9b1c31"
TODO: Final = "#6b7280"
BAND: Final = "rgba(31, 78, 156, 0.12)"
BAND_EDGE: Final = "#5b84c4"
COMPARED: Final = "#8a93a5"
VOID: Final = "#c9ced8"
REST: Final = "#e6eaf1"

# Of the ticks, in pixels: tabular figures of 14 px, the space between thousands, the gap before the plot.
_DIGIT: Final = 8.7
_THIN_SPACE: Final = 4.0
_AXIS_GAP: Final = 10

FONT: Final = "'Public Sans', 'Public Sans fallback', system-ui, sans-serif"

# Colour-blind safe (Okabe-Ito darkened to 4.5:1 on white); the rank of each territory's own is in the database.
TERRITORIES: Final = (US, "#b45309", "#0f766e", "#a21caf", "#5f7217", "#7c5e3c", "#4b5563", "#be185d")
# Axes of a State scheme, dark to light: its first axis is not the first axis of a programme, nor of another scheme.
SCHEMES: Final = (("#4c1d95", "#7a55c7", "#9f87da"), ("#5c3a1e", "#96683f", "#b88a5e"))
AXES: Final = (US, "#0f766e", "#b45309", "#a21caf", "#4b5563")

# State = shape + colour + word (components.wording.shell.STATES).
STATE_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "realisee": ("●", DONE),
    "en_cours": ("▶", US),
    "en_retard": ("▲", ACCENT),
    "bloquee": ("■", BLOCKED),
    "a_venir": ("○", TODO),
    "non_renseignee": ("◇", SOFT),
}
# The same for promises (components.wording.promesses.STATES).
PROMISE_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "tenue": ("●", DONE),
    "tenue_en_partie": ("◐", US),
    "echue_sans_preuve": ("▲", ACCENT),
    "a_echoir": ("○", TODO),
    "non_datable": ("◇", SOFT),
    "non_mesurable": ("□", SOFT),
    "contestee": ("◆", BLOCKED),
    "intention": ("▽", SOFT),
    "horizon": ("▷", SOFT),
}


def territory_colour(rank: object) -> str:
    """Colour of a territory from its rank in the palette, counted from 1; grey when it has none."""
    # A whole number of a frame is NumPy's, which is no ``int``.
    return TERRITORIES[int(float(rank)) - 1] if isinstance(rank, Real) and rank == rank else COMPARED  # noqa: PLR0124


@cache
def template() -> go.layout.Template:
    """The light template of every chart: quiet axes, French separators, no legend unless asked.

    Made once: validating it costs more than drawing a chart from it.  Nobody changes it.
    """
    axis = {
        "gridcolor": "#eceff3",
        "linecolor": INK,
        "zeroline": False,
        "ticks": "",
        # Both make plotly.js draw again: charts give their margins, and a label its own room.
        "automargin": False,
        "ticklabeloverflow": "allow",
        "tickfont": {"color": INK, "size": 14},
        "title": {"font": {"color": SOFT, "size": 14}},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 14, "color": INK},
            "colorway": [US, *AXES[1:]],
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
            "separators": ",\u202f",
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": INK, "font": {"color": PAPER, "family": FONT, "size": 14}},
            "xaxis": {**axis, "showgrid": False},
            "yaxis": {**axis, "showline": False},
            "bargap": 0.35,
        }
    )


def figure() -> go.Figure:
    """Empty figure that carries the template."""
    return go.Figure(layout={"template": template()})


def tick_room(highest: float) -> int:
    """Left margin that holds the whole numbers of an axis up to ``highest`` (or down to its opposite), in pixels."""
    written = f"{abs(highest):,.0f}"
    digits = sum(character.isdigit() for character in written)
    return round(_AXIS_GAP + digits * _DIGIT + (len(written) - digits) * _THIN_SPACE)
