"""The four charts of the page « Créations », as the application draws them, and the choices that are measured."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from dash import dcc
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from components import render
from components.block import Block
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages.creations import PAGE
from data.engine import Reader
from data.queries.territoires import epci_suivis_select

COUNT: Final = 4
# Adding it changes the four charts: it comes first, and the zone shown is that of the first EPCI.
ADDED: Final = "248000531"
# Chosen alone, it changes them too: its zone is not the one that the page opens on.
CHOSEN: Final = "200071892"

Choice = tuple[str, ...]
"""EPCI ticked, in the order of the filter; none means all of them."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a page needs to draw one chart: words above, height in pixels, figure and options that are sent."""

    title: str
    message: str
    height: int
    figure: dict[str, Any]
    config: dict[str, Any]


def _graphs(component: object) -> Iterator[dcc.Graph]:
    if isinstance(component, dcc.Graph):
        yield component
    elif isinstance(component, Component):
        yield from _graphs(getattr(component, "children", None))
    elif isinstance(component, list | tuple):
        for one in component:
            yield from _graphs(one)


def _chart(block: Block) -> Chart:
    graph = next(_graphs(render.block_card(block))).to_plotly_json()["props"]
    figure: dict[str, Any] = json.loads(json.dumps(graph["figure"], cls=PlotlyJSONEncoder))
    return Chart(block.title, block.message, block.height, figure, graph["config"])


def charts(read: Reader, choice: Choice) -> tuple[str, list[Chart]]:
    """Message of the page, and its charts, for the EPCI chosen."""
    filters, _ = effective(Filters.parse({"epci": list(choice)})[0], PAGE.controls(read))
    view = PAGE.view(read, filters)
    return view.message, [_chart(block) for block in view.blocks if block.figure is not None]


def epci(read: Reader) -> list[tuple[str, str]]:
    """(SIREN, short name) of the EPCI of the filter, in its order."""
    return [(str(row.siren), str(row.nom_court)) for row in read(epci_suivis_select()).itertuples()]


def starts(sirens: Sequence[str], wanted: int) -> list[Choice]:
    """So many choices without ``ADDED``, smallest first; the first ones come again when there are not enough."""
    others = [siren for siren in sirens if siren != ADDED]
    distinct = [choice for size in range(1, len(others) + 1) for choice in combinations(others, size)]
    return [distinct[rank % len(distinct)] for rank in range(wanted)]


def key(choice: Choice) -> str:
    """Name of a choice in an address or a file."""
    return "-".join(choice) or "tous"
