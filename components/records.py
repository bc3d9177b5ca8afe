"""Tables of records: rows in groups on a wide screen, one card per row on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dash import html
from dash.development.base_component import Component

from components.aria import column_name
from components.formats import MISSING

Content = str | Component | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Several neighbouring cells of which nothing is known, hatched as one."""

    span: int
    label: str = MISSING


Cell = Content | Unknown


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a common title; the first cell of a row names it."""

    rows: Sequence[Sequence[Cell]]
    title: Content = None


_MISSING_CLASS: Final = "manquant"


def _cell(content: Cell, column: str) -> Component:
    if isinstance(content, Unknown):
        return html.Td(html.Span(content.label), colSpan=content.span, className="cellule-vide", **column_name(column))
    if content is None:
        return html.Td(MISSING, className=_MISSING_CLASS, **column_name(column))
    return html.Td(content, **column_name(column))


def _row(cells: Sequence[Cell], columns: Sequence[str]) -> Component:
    shown: list[Component] = []
    place = 0
    for cell in cells:
        span = cell.span if isinstance(cell, Unknown) else 1
        name = ", ".join(columns[place : place + span])
        if place == 0 and not isinstance(cell, Unknown):
            shown.append(html.Th(MISSING if cell is None else cell, scope="row"))
        else:
            shown.append(_cell(cell, name))
        place += span
    return html.Tr(shown)


def _group(group: Group, columns: Sequence[str]) -> Component:
    rows = [_row(cells, columns) for cells in group.rows]
    if group.title is None:
        return html.Tbody(rows)
    title = html.Tr(html.Th(group.title, scope="rowgroup", colSpan=len(columns)), className="fiches-groupe")
    return html.Tbody([title, *rows])


def records(caption: str, columns: Sequence[str], groups: Sequence[Group], kind: str = "") -> Component:
    """A table of records.

    Args:
        caption: what the table holds, for assistive technologies.
        columns: headers; every row fills them all, an ``Unknown`` filling several.
        groups: rows, under their titles.
        kind: class of the table, for the widths of its columns.
    """
    head = html.Thead(html.Tr([html.Th(column, scope="col") for column in columns]))
    return html.Table(
        [html.Caption(caption, className="visually-hidden"), head, *[_group(group, columns) for group in groups]],
        className=f"tableau fiches {kind}".rstrip(),
    )


def definitions(pairs: Sequence[tuple[str | Component, Content]]) -> Component:
    """Terms and what is known of each one; missing is said."""
    rows = [
        html.Div(
            [
                html.Dt(term),
                html.Dd(MISSING, className=_MISSING_CLASS) if content is None else html.Dd(content),
            ]
        )
        for term, content in pairs
    ]
    return html.Dl(rows, className="definitions")
