"""A summary that one reads, above the rows that one unfolds."""

from dash import html
from dash.development.base_component import Component

from components.block import Table
from components.render import table


def summary_and_rows(summary: Table, rows: Table, words: str) -> Component:
    """The summary, then the rows behind ``words``."""
    unfolded = html.Details([html.Summary(words), table(rows)], className="bloc-tableau")
    return html.Div([table(summary), unfolded])
