"""What the page of sources looks like: sources as records, method as terms."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.formats import number
from components.records import Cell, Group, definitions, records
from components.wording import method
from components.wording import sources as wording

Row = Mapping[Any, Any]


def _lines(lines: Sequence[str]) -> Component:
    return html.Ul([html.Li(line) for line in lines], className="lignes")


def _name(row: Row) -> Component:
    title, detail = wording.source_name(row)
    return html.Span(
        [html.Span(title, className="source-titre"), html.Span(detail, className="source-detail")],
        id=f"source-{row['id']}",
        className="source",
    )


def sources(rows: Sequence[Row]) -> Component:
    """Every source, documents first.

    Args:
        rows: rows of ``by_source``.
    """
    groups: list[Group] = []
    for kind, title in wording.TYPES.items():
        lines: list[list[Cell]] = [
            [
                _name(row),
                _lines(wording.source_dates(row)),
                _lines(wording.source_licence(row)),
                number(row["faits"]) if row["faits"] else wording.NONE,
                str(row["reserves"]) if isinstance(row["reserves"], str) else None,
            ]
            for row in rows
            if row["type"] == kind
        ]
        if lines:
            groups.append(Group(lines, title))
    return records(wording.SOURCE_CAPTION, wording.SOURCE_COLUMNS, groups, "sources")


def _section(title: str, pairs: Sequence[tuple[str, str]]) -> Component:
    return html.Section([html.H3(title, className="methode-titre"), definitions(pairs)])


def method_body(hypotheses: Sequence[Row]) -> Component:
    """Rules on one side; statuses and the hypothesis of maturity on the other.

    Args:
        hypotheses: rows of ``hypotheses_select``.
    """
    statuts = [(wording.STATUTS[key], words) for key, words in method.STATUTS.items()]
    side = [_section(method.STATUTS_TITLE, [*statuts, (method.CONTESTED_TERM, method.CONTESTED)])]
    if hypotheses:
        side.append(_section(method.MATURITY_TITLE, [method.maturity(row) for row in hypotheses]))
    return html.Div([_section(method.RULES_TITLE, method.RULES), html.Div(side)], className="methode")


def genres(pairs: Sequence[tuple[str, str]]) -> Component:
    """How many facts of each kind, in columns."""
    return html.Div(definitions(pairs), className="genres")


def indicators(rows: Sequence[Row]) -> Component:
    """Definitions of the indicators.

    Args:
        rows: labelled rows of ``indicateurs_select``.
    """
    lines = [[str(row[name]) for name in wording.DEFINITION_COLUMNS] for row in rows]
    table = records(
        wording.DEFINITION_CAPTION, tuple(wording.DEFINITION_COLUMNS.values()), [Group(lines)], "indicateurs"
    )
    return html.Details([html.Summary(wording.definitions_shown(len(rows))), table], className="bloc-tableau")
