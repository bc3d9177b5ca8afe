"""Charts of the budget page: rows of bars, each with its words above it, so that no label ever meets a bar."""

import textwrap
from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components import formats, theme

# The shortest card (a phone) holds about so many characters of 14 px, and of 12 px.
_LINE: Final = 38
_SMALL_LINE: Final = 46
_MIN_NAME: Final = 18
_TEXT: Final = 20
_DETAIL: Final = 17
_CLEARANCE: Final = 3
_BAR: Final = 14
_GAP: Final = 16
_SECTION: Final = 30
_LEGEND: Final = 8
_LEGEND_ROW: Final = 20
# Width of a character of the legend and the space between two names, in pixels; the narrowest card is a phone's.
_LEGEND_CHARACTER: Final = 7.2
_LEGEND_SPACE: Final = 14
_NARROWEST: Final = 300
_EDGE: Final = 6
# A card may stretch the chart, and its bars with it: words keep clear of a bar half as thick again.
_GIVE: Final = _BAR / 4
_UNKNOWN: Final = "manquant"
_SHARED: Final = "hachure"

Legend = Sequence[tuple[str, str]]


def _wrapped(text: str, width: int) -> list[str]:
    # The narrow no-break space of a number is no place to cut a line.
    lines = textwrap.wrap(text.replace(formats.NNBSP, "_"), width)
    return [line.replace("_", formats.NNBSP) for line in lines]


def _legend_places(legend: Legend) -> list[tuple[float, int]]:
    """Left of each name in pixels and its row: names follow each other as long as a phone has room."""
    places: list[tuple[float, int]] = []
    left, row = 0.0, 0
    for text, _ in legend:
        width = len(text) * _LEGEND_CHARACTER
        if left and left + width > _NARROWEST:
            left, row = 0.0, row + 1
        places.append((left, row))
        left += width + _LEGEND_SPACE
    return places


def _legend_height(legend: Legend) -> int:
    return _LEGEND + _LEGEND_ROW * (1 + max(row for _, row in _legend_places(legend))) if legend else 0


def _placed(frame: pd.DataFrame, legend: Legend) -> tuple[pd.DataFrame, int]:
    """Each row of bars with its words and its place in pixels from the top, and the whole height.

    Columns: rang, section, nom, valeur, detail, connu, haut (top of the words), sous (of the detail), barre (middle).
    """
    places = []
    top, section = _EDGE + _legend_height(legend), ""
    for row in frame.drop_duplicates("rang").itertuples():
        heading = "" if str(row.section) == section else str(row.section)
        section = str(row.section)
        top += _SECTION if heading else 0
        name = _wrapped(str(row.libelle), max(_MIN_NAME, _LINE - len(str(row.valeur))))
        detail = _wrapped(str(row.detail), _SMALL_LINE)
        under = top + len(name) * _TEXT
        bar = under + len(detail) * _DETAIL + _CLEARANCE + _BAR / 2
        words = ("<br>".join(name), str(row.valeur), "<br>".join(detail))
        places.append((row.rang, heading, *words, str(row.motif) != _UNKNOWN, top, under, bar))
        top = int(bar + _BAR / 2) + _GAP
    names = ["rang", "section", "nom", "valeur", "detail", "connu", "haut", "sous", "barre"]
    return pd.DataFrame(places, columns=names), top - _GAP + _EDGE


def rows_height(frame: pd.DataFrame, legend: Legend = ()) -> int:
    """Height in pixels of ``rows`` for this frame."""
    return _placed(frame, legend)[1]


def _pattern(motifs: list[str], colours: list[str]) -> dict[str, object]:
    return {
        "shape": ["" if motif == "plein" else "/" for motif in motifs],
        "fgcolor": colours,
        "bgcolor": [colour if motif == "plein" else theme.PAPER for motif, colour in zip(motifs, colours, strict=True)],
        "size": 7,
        "solidity": 0.35,
    }


def _words(text: str, y: float, **changes: object) -> dict[str, object]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        **changes,
    }


def _annotations(places: pd.DataFrame, legend: Legend) -> list[dict[str, object]]:
    """Name on the left and amount on the right, detail under them, headings and colours above.

    Words are tied to their bar by a distance in pixels, so that a chart taller than asked keeps them together.
    Weight comes from the font: tags in the text would need inline styles, which the page's security policy refuses.
    """
    soft = {"size": 12, "color": theme.SOFT}
    right = {"x": 1, "xanchor": "right", "align": "right"}
    words = [
        _words(text, _EDGE + row * _LEGEND_ROW, xshift=left, font={"size": 13, "color": colour})
        for (text, colour), (left, row) in zip(legend, _legend_places(legend), strict=True)
    ]
    for row in places.to_dict("records"):
        ink = {"size": 14, "weight": 700} if row["connu"] else {"size": 14, "color": theme.SOFT}
        above = row["barre"] - row["haut"] + _GIVE
        under = row["barre"] - row["sous"] + _GIVE
        words += [
            _words(row["nom"], row["barre"], yshift=above),
            _words(row["valeur"], row["barre"], yshift=above, font=ink, **right),
        ]
        words += [_words(row["detail"], row["barre"], yshift=under, font=soft)] if row["detail"] else []
        if row["section"]:
            heading = {"size": 13, "color": theme.SOFT, "weight": 600}
            words.append(_words(row["section"], row["barre"], yshift=above + _SECTION - _EDGE, font=heading))
    return words


def rows(frame: pd.DataFrame, legend: Legend = ()) -> go.Figure:
    """Horizontal bars from zero, words above each; rows may hold several segments.

    Args:
        frame: one line per segment; columns rang (row, from the top), section (heading, "" for none), libelle, valeur
            and detail (words above the bar, those of the row's first segment), base and montant (start and length in
            euros; missing draws a pale hatched band over the whole width), motif (``plein``, ``hachure`` for an amount
            whose shares are unknown, ``manquant``), couleur, survol (hover text).
        legend: words and colours of the segments, written above the rows.
    """
    figure = theme.figure()
    places, height = _placed(frame, legend)
    drawn = frame.merge(places[["rang", "barre"]], on="rang")
    ends = (drawn["base"] + drawn["montant"]).dropna()
    widest = float(ends.max()) if not ends.empty and float(ends.max()) > 0 else 1.0
    motifs = [str(motif) for motif in drawn["motif"]]
    # An unknown amount has no length: its band spans the chart and is pale.
    colours = [
        theme.VOID if motif == _UNKNOWN else str(colour) for motif, colour in zip(motifs, drawn["couleur"], strict=True)
    ]
    figure.add_bar(
        orientation="h",
        x=drawn["montant"].fillna(widest).tolist(),
        base=drawn["base"].fillna(0.0).tolist(),
        y=drawn["barre"].tolist(),
        width=_BAR,
        marker={
            "color": colours,
            "pattern": _pattern(motifs, colours),
            "line": {
                "width": [1 if motif == _SHARED else 0 for motif in motifs],
                "color": colours,
            },
        },
        customdata=drawn["survol"].tolist(),
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    figure.update_layout(
        barmode="overlay", margin={"l": 0, "r": 2, "t": 0, "b": 0}, annotations=_annotations(places, legend)
    )
    figure.update_xaxes(range=[0, widest], visible=False, fixedrange=True)
    figure.update_yaxes(range=[height, 0], visible=False, fixedrange=True)
    return figure
