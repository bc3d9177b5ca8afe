"""What the page of sources looks like: each source behind its name, method as terms."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.fold import fold
from components.records import Group, definitions, records
from components.terms import glossary, glossary_rows
from components.wording import method
from components.wording import sources as wording
from components.wording.provenance import rule

Row = Mapping[Any, Any]


def _lines(lines: Sequence[str]) -> Component:
    return html.Ul([html.Li(line) for line in lines], className="lignes")


def _source(row: Row) -> Component:
    title, detail = wording.source_name(row)
    # Parted for whoever hears or copies the line; the eye sees them apart.
    parted = html.Span(wording.PARTED, className="visually-hidden")
    named = [html.Span(title, className="source-titre"), parted, html.Span(detail, className="source-detail")]
    name = [
        html.Span(named, className="source-nom"),
        parted,
        html.Span(wording.source_facts(row["faits"]), className="source-faits"),
    ]
    limits = str(row["reserves"]) if isinstance(row["reserves"], str) else None
    contents = (_lines(wording.source_dates(row)), _lines(wording.source_licence(row)), limits)
    known = definitions(tuple(zip(wording.SOURCE_PARTS, contents, strict=True)))
    return html.Li(fold(name, known, "source", id=f"source-{row['id']}"))


def sources(rows: Sequence[Row]) -> Component:
    """Every source, documents first.

    Args:
        rows: rows of ``by_source``.
    """
    parts: list[Component] = []
    for kind, title in wording.TYPES.items():
        lines = [_source(row) for row in rows if row["type"] == kind]
        if lines:
            parts.append(html.Section([html.H3(title, className="sources-titre"), html.Ul(lines)]))
    return html.Div(parts, className="sources")


def method_body(hypotheses: Sequence[Row]) -> Component:
    """The rules, the statuses, the calculations, then the hypothesis of maturity.

    Args:
        hypotheses: rows of ``hypotheses_select``.
    """
    statuts = [(wording.STATUTS[key], words) for key, words in method.STATUTS.items()]
    parts = {
        method.RULES_TITLE: method.RULES,
        method.STATUTS_TITLE: (*statuts, (method.CONTESTED_TERM, method.CONTESTED)),
        method.CALCULATIONS_TITLE: tuple((name, rule(key)) for key, name in method.CALCULATIONS.items()),
        method.MATURITY_TITLE: tuple(method.maturity(row) for row in hypotheses),
    }
    folds = [fold(wording.part(title, len(pairs)), definitions(pairs)) for title, pairs in parts.items() if pairs]
    return html.Div(folds, className="methode")


def genres(pairs: Sequence[tuple[str, str]]) -> Component:
    """How many facts of each kind, in columns."""
    return fold(wording.genres_shown(len(pairs)), definitions(pairs), "genres")


def terms() -> Component:
    """The glossary."""
    return fold(wording.terms_shown(len(glossary_rows())), glossary())


def indicators(rows: Sequence[Row]) -> Component:
    """Definitions of the indicators.

    Args:
        rows: labelled rows of ``indicateurs_select``.
    """
    lines = [[str(row[name]) for name in wording.DEFINITION_COLUMNS] for row in rows]
    table = records(
        wording.DEFINITION_CAPTION, tuple(wording.DEFINITION_COLUMNS.values()), [Group(lines)], "indicateurs"
    )
    return fold(wording.definitions_shown(len(rows)), table)
