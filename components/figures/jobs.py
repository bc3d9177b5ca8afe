"""Salaried jobs of several zones: one line a zone, by year, from zero."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.figures.lines import YEARLY, lines
from components.figures.years import HEADROOM
from components.wording import emploi_postes as wording


def jobs(frame: pd.DataFrame, breaks: Sequence[tuple[int, str]] = ()) -> go.Figure:
    """One line per name.

    Args:
        frame: columns nom, couleur, troncon (run of comparable years), annee, mesure, drapeau, survol.
        breaks: first year after each break, and its cause in a few words.
    """
    drawn = frame.assign(
        moment=frame["annee"],
        periode=frame["annee"],
        creux=frame["drapeau"].notna(),
        **YEARLY,
    )
    highest = float(frame["mesure"].max()) * HEADROOM or 1.0
    return lines(drawn, (0.0, highest), wording.end_label, breaks=breaks).update_yaxes(tickformat=",d")
