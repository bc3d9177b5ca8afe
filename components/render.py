"""From a view to components: cards, blocks, tables.  The same order everywhere, so that the eye learns it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from components import formats
from components.aria import column_name, labelled
from components.block import FACT, Block, KeyFigure, Kind, Source, Table, TableColumn, View, Way
from components.fold import outline
from components.origin import mark, marked
from components.sparkline import sparkline
from components.terms import with_definitions
from components.wording import shell as wording

_GRAPH_CONFIG: Any = {"displayModeBar": False}
_NUMERIC: Final = frozenset({"nombre", "decimal", "pourcent", "points", "euros"})
# From so many columns, words no longer fit a phone side by side; beyond the other, nor half a screen.
_MANY: Final = 4
_WIDE: Final = 6
# Two columns of such cells, in characters, squeeze each other on a phone.
_LONG: Final = 28
# Cells that name a row at most.
_NAMING: Final = 3
# A chart grows with its neighbour, up to so many times its own height.
_STRETCH: Final = 1.5


_WRITERS: Final[Mapping[Kind, Callable[[Any], str]]] = {
    "texte": str,
    "etat": str,
    "nombre": formats.number,
    "decimal": lambda value: formats.number(value, 1),
    "pourcent": formats.percent,
    "points": formats.points,
    "euros": formats.euros,
    "date": lambda value: formats.partial_date(str(value)),
}


def cell(value: object, column: TableColumn) -> str:
    """One cell as text; missing is « non renseigné », never 0 and never empty."""
    if formats.is_missing(value):
        return column.missing
    return str(value) if _without_figure(value, column) else _WRITERS[column.kind](value)


def _without_figure(value: object, column: TableColumn) -> bool:
    return formats.is_missing(value) or (isinstance(value, str) and column.kind in _NUMERIC)


def _cell(value: object, column: TableColumn, *, named: bool) -> Component:
    classes = [
        name
        for name, wanted in (("num", column.kind in _NUMERIC), ("manquant", _without_figure(value, column)))
        if wanted
    ]
    content = value if isinstance(value, Component) else cell(value, column)
    return html.Td(content, className=" ".join(classes), **(column_name(column.label) if named else {}))


def _head(row: Sequence[object], columns: Sequence[TableColumn], fact: object) -> Component:
    """First cell of a row: it names the row, and leads to where the row comes from."""
    missing = "manquant" if formats.is_missing(row[0]) else ""
    return html.Th(marked(cell(row[0], columns[0]), fact, _row_name(row, columns)), scope="row", className=missing)


def _row_name(row: Sequence[object], columns: Sequence[TableColumn]) -> str:
    """The words that name a row apart from the others: those before its first figure."""
    words = [cell(row[0], columns[0])]
    for value, column in zip(row[1:_NAMING], columns[1:_NAMING], strict=False):
        if column.kind in _NUMERIC or isinstance(value, Component):
            break
        words.append(cell(value, column))
    return ", ".join(words)


def _facts(frame: pd.DataFrame) -> list[object]:
    return list(frame[FACT]) if FACT in frame else [None] * len(frame)


def _layout(content: Table) -> str:
    """How a table stands where it is too wide: figures to compare keep their columns, words become records."""
    others = content.columns[1:]
    if len(content.columns) < _MANY:
        wordy = sum(content.frame[c.name].astype(str).str.len().max() > _LONG for c in content.columns)
        return "fiches mots" if wordy > 1 else "comparee"
    if not content.records and sum(column.kind not in _NUMERIC for column in others) <= 1:
        return "comparee"
    return "fiches mots larges" if len(content.columns) <= _WIDE else "fiches mots larges nombreuses"


def table(content: Table) -> Component:
    """Accessible table: in a narrow place its first column stays in sight, or its rows become records."""
    layout = _layout(content)
    named = layout.startswith("fiches")
    head = html.Tr(
        [html.Th(c.label, scope="col", className="num" if c.kind in _NUMERIC else "") for c in content.columns]
    )
    shown = content.frame[[c.name for c in content.columns]].astype(object)
    records = list(shown.itertuples(index=False, name=None))
    rows = [
        html.Tr(
            [
                _head(row, content.columns, fact),
                *(
                    _cell(value, column, named=named)
                    for value, column in zip(row[1:], content.columns[1:], strict=True)
                ),
            ]
        )
        for row, fact in zip(records, _facts(content.frame), strict=True)
    ]
    return html.Div(
        html.Table(
            [html.Caption(content.caption, className="visually-hidden"), html.Thead(head), html.Tbody(rows)],
            className=f"tableau {layout}",
            style={"--rows": len(rows)},
        ),
        className="tableau-boite",
        tabIndex="0",
        role="region",
        **labelled(content.caption),
    )


def source_line(sources: Sequence[Source]) -> Component:
    """« Producteur, titre, millésime · constaté · données connues au … », once a source."""
    by_id: dict[str, list[Source]] = {}
    for source in sources:
        by_id.setdefault(source.id, []).append(source)
    items = []
    for group in by_id.values():
        first = group[0]
        name = ", ".join(part for part in (first.producteur, first.titre, first.millesime) if part)
        status = ", ".join(
            dict.fromkeys(wording.status(one.statut, illustrative=one.illustratif).lower() for one in group)
        )
        items.append(html.Li(f"{name} · {status} · {wording.known_at(max(one.connu_le for one in group))}"))
    return html.Div([html.Span(wording.SOURCES, className="visually-hidden"), html.Ul(items)], className="bloc-sources")


def _figure(block: Block) -> Component:
    graph = dcc.Graph(figure=block.figure, config=_GRAPH_CONFIG, className="graphique-trace")
    equivalent = f"{block.message} {wording.TEXT_EQUIVALENT}"
    # The final height from the start, so that nothing moves when the chart is drawn.
    heights = {"minHeight": f"{block.height}px", "maxHeight": f"{round(block.height * _STRETCH)}px"}
    return html.Figure(
        [
            html.Div(graph, role="img", className="graphique", style=heights, **labelled(equivalent)),
            html.Figcaption(block.message, className="visually-hidden"),
        ]
    )


def _folded(label: str, content: Component) -> Component:
    return html.Details([html.Summary(label), content], className="bloc-volet")


def _foot(block: Block) -> list[Component]:
    folded: list[Component] = []
    if block.table is not None and (block.figure or block.bars) is not None:
        folded.append(_folded(wording.TABLE, table(block.table)))
    first, others = block.limits[:1], block.limits[1:]
    if others:
        content = html.Ul([html.Li(limit) for limit in others], className="bloc-limites")
        folded.append(_folded(wording.other_limits(len(others)), content))
    foot: list[Component] = [html.P(limit, className="bloc-limite") for limit in first]
    foot += [html.Div(folded, className="bloc-volets")] if folded else []
    return [*foot, source_line(block.sources)] if block.sources else foot


def _ways(ways: Sequence[Way]) -> list[Component]:
    links = [
        html.Li(
            [
                dcc.Link(way.label, href=way.href),
                *([html.Span(marked(way.detail, way.fait, way.label), className="vide-detail")] if way.detail else []),
            ]
        )
        for way in ways
    ]
    return [html.Ul(links, className="vide-voies")] if links else []


def _void(words: str, ways: Sequence[Way]) -> Component:
    return html.Div(html.Div([html.P(words), *_ways(ways)], className="vide-mots"), className="vide")


def block_card(block: Block) -> Component:
    """A block as a card: message as its title, then chart or body or what is missing, table, limits, sources."""
    heading = [html.P(block.title, className="bloc-sujet"), html.H2(block.message, className="bloc-message")]
    middle: list[Component] = []
    if block.void is not None:
        middle.append(_void(block.void, block.ways))
    elif block.figure is not None:
        middle.append(_figure(block))
    elif block.bars is not None:
        middle.append(html.Figure([block.bars, html.Figcaption(block.message, className="visually-hidden")]))
    elif block.body is not None:
        middle.append(block.body)
    elif block.table is not None:
        middle += [table(block.table), *_ways(block.ways)]
    else:
        middle += _ways(block.ways)
    classes = "carte bloc bloc-large" if block.wide else "carte bloc"
    return html.Section(
        [html.Header(heading), html.Div(middle, className="bloc-corps"), html.Footer(_foot(block))],
        className=classes,
        id=f"bloc-{block.key}",
    )


def key_figure_card(card: KeyFigure) -> Component:
    """A key figure with its unit, context, state, trend and source."""
    classes = "carte chiffre chiffre-manquant" if card.missing else "carte chiffre"
    status = [wording.status(card.statut, illustrative=card.illustratif)] if card.statut else []
    contested = [wording.CONTESTED] if card.contested else []
    foot: list[Component] = [html.Span(" · ".join([*status, *contested, card.source]), className="chiffre-source")]
    if card.link is not None:
        foot.append(dcc.Link(card.link[0], href=card.link[1], className="chiffre-lien"))
    side: list[Component] = []
    if card.trend is not None:
        side.append(sparkline(card.trend))
    if card.mark:
        side.append(html.Span(card.mark, className="chiffre-marque"))
    origin = [mark(card.fait, card.title, "chiffre-origine")] if card.fait else []
    return html.Article(
        [
            html.H2(card.title, className="chiffre-titre"),
            html.P(
                [
                    html.Span(card.value, className="chiffre-valeur"),
                    " ",
                    html.Span(card.unit, className="chiffre-unite"),
                ],
                className="chiffre-ligne",
            ),
            html.Div([html.P(card.context, className="chiffre-contexte"), *side], className="chiffre-milieu"),
            html.Div(foot, className="chiffre-pied"),
            *origin,
        ],
        className=classes,
    )


def page_view(view: View) -> list[Component]:
    """Message, notices, cards, blocks, with the definitions of their terms."""
    head: list[Component] = [html.H1(view.message, className="message")]
    if view.lead:
        head.append(html.P(view.lead, className="chapo"))
    notices = [html.P(notice, className="avis", role="status") for notice in view.notices]
    parts: list[Component] = [html.Div(head, className="page-tete"), *notices]
    if view.cards:
        parts.append(html.Div([key_figure_card(card) for card in view.cards], className="chiffres"))
    if view.outline:
        parts.append(outline([(block.title, f"bloc-{block.key}") for block in view.blocks]))
    if view.blocks:
        parts.append(html.Div([block_card(block) for block in view.blocks], className="blocs"))
    return with_definitions([*parts, *view.extra])
