"""The one thing a page is made of: what the screen, the deck and every export show alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import pandas as pd
import plotly.graph_objects as go
from dash.development.base_component import Component

from components.formats import MISSING

FACT: Final = "fait"
"""Column of a table's frame that names the facts of a row (data.queries.latest.fact_key), joined by « + » when several
make its figure; empty for a row that no fact makes.  Never shown as such: it opens « D’où vient ce chiffre ? »."""

Kind = Literal["texte", "nombre", "decimal", "pourcent", "points", "euros", "date", "etat"]
Statut = Literal["constate", "declare", "prevision", "objectif"]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a block's table: ``name`` in the frame, words for the header, how a cell is written.

    ``missing`` is what a cell without value says: unknown, unless it could not be computed.  A text in a column of
    figures says in its own words why there is none.
    """

    name: str
    label: str
    kind: Kind = "texte"
    missing: str = MISSING


@dataclass(frozen=True, slots=True)
class Table:
    """A frame and how to read it.

    ``records``: several words name a row, so that it becomes a record where the room is short, whatever its figures.
    """

    frame: pd.DataFrame
    columns: tuple[TableColumn, ...]
    caption: str
    records: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from, as a line under a chart."""

    id: str
    producteur: str
    titre: str
    millesime: str | None
    connu_le: str
    statut: str
    illustratif: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a void: words of the link, its address, what one finds there, the facts of what that says."""

    label: str
    href: str
    detail: str = ""
    fait: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A chart or a body, its message, its table, its sources and its limits.

    A chart is a ``figure`` that plotly draws, or ``bars`` that are words of the page (components.figures.budget).
    ``figure``, ``bars`` and ``body`` exclude each other; ``void`` replaces them: what is missing, from whom; ``ways``
    lead out of it, or make the whole of a block that has nothing else.
    """

    key: str
    title: str
    message: str
    figure: go.Figure | None = None
    bars: Component | None = None
    body: Component | None = None
    table: Table | None = None
    sources: tuple[Source, ...] = ()
    limits: tuple[str, ...] = ()
    void: str | None = None
    ways: tuple[Way, ...] = ()
    wide: bool = False
    height: int = 360


@dataclass(frozen=True, slots=True)
class Trend:
    """A few consecutive values that compare: ``period`` in short under the line, ``words`` in place of it.

    Without values, ``period`` says why there is no line.
    """

    values: tuple[float, ...]
    period: str
    words: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A card of the Synthèse: one value and everything that qualifies it.

    ``fait`` names the facts that make the value, as in the column ``FACT`` of a table.
    """

    key: str
    title: str
    value: str
    unit: str
    context: str
    source: str
    statut: str | None = None
    illustratif: bool = False
    contested: bool = False
    mark: str | None = None
    trend: Trend | None = None
    link: tuple[str, str] | None = None
    missing: bool = False
    fait: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What a page says for given filters: its message, then cards and blocks.

    ``outline``: links to the blocks stand before them, for a page too long to be seen at once.
    """

    message: str
    lead: str | None = None
    cards: tuple[KeyFigure, ...] = ()
    blocks: tuple[Block, ...] = ()
    notices: tuple[str, ...] = ()
    outline: bool = False
    extra: Sequence[Component] = field(default_factory=tuple)
