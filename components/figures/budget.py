"""Rows of bars of the budget page: mostly words, so they are words of the page and take the room that they have."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import pandas as pd
from dash import html
from dash.development.base_component import Component

from components.aria import SILENT
from components.block import FACT
from components.facts import href, joined
from components.origin import marked

UNKNOWN: Final = "manquant"
_FULL: Final = 100

Legend = Sequence[tuple[str, str]]
Segment = dict[str, Any]


def _percent(length: float, widest: float) -> str:
    return f"{_FULL * length / widest:.2f}%"


def _bar(segment: Segment, widest: float) -> Component:
    # An unknown amount has no length: its band spans the row, and only its pattern says so.
    unknown = segment["motif"] == UNKNOWN
    place = {} if unknown else {"left": _percent(segment["base"], widest), "color": segment["couleur"]}
    width = "100%" if unknown else _percent(segment["montant"], widest)
    shown = {
        "className": f"barre-part {segment['motif']}",
        "title": segment["survol"],
        "style": {**place, "width": width},
    }
    fact = segment.get(FACT)
    # For the pointer: the keyboard and whoever hears the page have the mark beside the name of the row.
    return html.A(href=href(fact), tabIndex="-1", **SILENT, **shown) if fact else html.Span(**shown)


def _name(segments: Sequence[Segment]) -> Component | str:
    """Name of a row, and what leads to its facts."""
    first = segments[0]
    facts = joined(segment.get(FACT) for segment in segments)
    named = ", ".join(str(first[name]) for name in ("section", "libelle", "valeur") if first[name])
    return marked(str(first["libelle"]), facts, named)


def _row(segments: Sequence[Segment], widest: float) -> Component:
    first = segments[0]
    missing = " manquant" if all(segment["motif"] == UNKNOWN for segment in segments) else ""
    detail = [html.Div(first["detail"], className="barre-detail")] if first["detail"] else []
    return html.Li(
        [
            html.Div(_name(segments), className="barre-nom"),
            html.Div(first["valeur"], className=f"barre-valeur{missing}"),
            *detail,
            html.Div([_bar(segment, widest) for segment in segments], className="barre-piste"),
        ],
        className="barre",
    )


def _widest(frame: pd.DataFrame) -> float:
    ends = (frame["base"] + frame["montant"]).dropna()
    return float(ends.max()) if not ends.empty and float(ends.max()) > 0 else 1.0


def _key(legend: Legend) -> list[Component]:
    words = [html.Li([html.Span(className="barres-teinte", style={"color": colour}), text]) for text, colour in legend]
    return [html.Ul(words, className="barres-legende")] if words else []


def rows(frame: pd.DataFrame, legend: Legend = ()) -> Component:
    """Horizontal bars from zero on one scale, each with its words; a row may hold several segments.

    Args:
        frame: one line per segment, in order; columns rang (of the row), section (heading, "" for none), libelle,
            valeur and detail (words of the bar, those of the row's first segment), base and montant (start and length
            in euros; missing draws a pale hatched band over the whole width), motif (``plein``, ``hachure`` for an
            amount whose shares are unknown, ``manquant``), couleur, survol (hover text), and ``FACT`` if known.
        legend: words and colours of the segments, written above the rows.
    """
    widest = _widest(frame)
    parts: list[Component] = []
    segments: list[Segment] = [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
    for section, inside in groupby(segments, key=lambda segment: str(segment["section"])):
        parts += [html.H3(section, className="barres-section")] if section else []
        lines = [_row(list(row), widest) for _, row in groupby(inside, key=lambda segment: segment["rang"])]
        parts.append(html.Ul(lines, className="barres-liste", style={"--rows": len(lines)}))
    return html.Div(html.Div([*_key(legend), *parts], className="barres-grille"), className="barres")
