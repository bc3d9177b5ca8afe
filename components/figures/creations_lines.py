"""Lines of business creations: one a territory, counted by year, or an index."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components import theme
from components.figures.lines import YEARLY
from components.figures.lines import lines as shared_lines
from components.figures.years import HEADROOM
from components.wording import creations as wording

_INDEX_PADDING: Final = 6


def _value_range(frame: pd.DataFrame, *, from_zero: bool) -> tuple[float, float]:
    known = frame["mesure"].dropna()
    if known.empty:
        return 0.0, 1.0
    if from_zero:
        return 0.0, float(known.max()) * HEADROOM or 1.0
    return float(known.min()) - _INDEX_PADDING, float(known.max()) + _INDEX_PADDING


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
    drawn = frame.assign(moment=frame["annee"], periode=frame["annee"], creux=False, **YEARLY)
    figure = shared_lines(
        drawn,
        _value_range(frame, from_zero=from_zero),
        lambda value, name, year: wording.end_label(value, name, decimals, year),
        breaks=breaks,
    )
    if not from_zero:
        # Not dotted: a dotted line is a break.
        figure.add_hline(y=100, line={"color": theme.SOFT, "width": 1})
    figure.update_yaxes(tickformat=",d")
    return figure
