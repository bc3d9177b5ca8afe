"""Salaried jobs of several zones: one line a zone, by year, from zero."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.figures.lines import lines
from components.wording import emploi_postes as wording

_WIDTH: Final = 2.5
_POINT: Final = 7
_HEADROOM: Final = 1.08


def jobs(frame: pd.DataFrame, breaks: Sequence[tuple[int, str]] = ()) -> go.Figure:
    """One line per name.

    Args:
        frame: columns nom, couleur, troncon (run of comparable years), annee, mesure, drapeau, survol.
        breaks: first year after each break, and its cause in a few words.
    """
    drawn = frame.assign(
        epaisseur=_WIDTH,
        moment=frame["annee"],
        periode=frame["annee"],
        point=_POINT,
        creux=frame["drapeau"].notna(),
        nomme=True,
    )
    highest = float(frame["mesure"].max()) * _HEADROOM or 1.0
    return lines(drawn, (0.0, highest), wording.end_label, breaks=breaks).update_yaxes(tickformat=",d")
