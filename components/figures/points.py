"""What every point of a chart carries: its words on hover, and where it comes from."""

from typing import Any

import pandas as pd

from components.block import FACT

TEMPLATE = "%{hovertext}<extra></extra>"


def pointed(frame: pd.DataFrame) -> dict[str, Any]:
    """Properties of a trace whose points are the rows of ``frame``.

    The customdata of a point is the reference of its facts, and nothing else: a press on it opens the panel
    « D’où vient ce chiffre ? » (assets/js/site/origin.js).

    Args:
        frame: columns survol (hover text), and ``FACT`` where facts are known.
    """
    known = {"customdata": frame[FACT].fillna("").tolist()} if FACT in frame else {}
    return {"hovertext": frame["survol"].tolist(), "hovertemplate": TEMPLATE, **known}
