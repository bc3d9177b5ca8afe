"""What every point of a chart carries: its words on hover, and where it comes from."""

from typing import Any

import pandas as pd

from components.block import FACT

TEMPLATE = "%{hovertext}<extra></extra>"


def origins(frame: pd.DataFrame, column: str = FACT) -> dict[str, Any]:
    """What a trace whose points are the rows of ``frame`` says of their facts; nothing without that column.

    The customdata of a point is the reference of its facts, and nothing else: a press on it opens the panel
    « D’où vient ce chiffre ? » (assets/js/site/origin.js).
    """
    return {"customdata": frame[column].fillna("").tolist()} if column in frame else {}


def pointed(frame: pd.DataFrame) -> dict[str, Any]:
    """Properties of a trace whose points are the rows of ``frame``: words on hover, and their facts.

    Args:
        frame: columns survol (hover text), and ``FACT`` where facts are known.
    """
    return {"hovertext": frame["survol"].tolist(), "hovertemplate": TEMPLATE, **origins(frame)}
