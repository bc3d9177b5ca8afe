"""A summary that one reads, above the rows that one unfolds."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.block import Table
from components.render import table


def summary_and_rows(summary: Table, folded: Sequence[tuple[str, Table]]) -> Component:
    """The summary, then each other table behind its words."""
    rows = [html.Details([html.Summary(words), table(one)], className="bloc-tableau") for words, one in folded]
    return html.Div([table(summary), *rows])
