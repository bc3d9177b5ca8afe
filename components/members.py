"""Named members, a section a cluster: who, since when, who left, named by which source."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dash import html
from dash.development.base_component import Component

from components.block import FACT
from components.origin import marked
from components.wording import clusters_members as wording

Row = Mapping[str, Any]


class Section(NamedTuple):
    """Members of one cluster, or of none that a source tells.

    Attributes:
        title: name of the cluster.
        note: how many are counted and named.
        rows: columns nom, debut, fin, parti, producteur, statut, illustratif, connu_le, fait, in order.
        apart: True for members whose cluster is not known.
    """

    title: str
    note: str
    rows: Sequence[Row]
    apart: bool = False


def _member(row: Row) -> Component:
    mark = wording.GONE if row["parti"] else wording.PRESENT
    words: list[Component | str] = [
        html.Span(row["nom"], className="membre-nom"),
        " ",
        html.Span(wording.presence(row), className="membre-depuis"),
    ]
    return html.Li(
        [
            html.Span(f"{mark} ", className="membre-forme"),
            marked(html.Span(words), row[FACT], f"{row['nom']}, {wording.presence(row)}"),
        ],
        className="membre membre-parti" if row["parti"] else "membre",
    )


def _by_source(rows: Sequence[Row]) -> list[Component]:
    """Members under the source that names them, the first known first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((str(row["connu_le"]), wording.named_by(row)), []).append(row)
    parts: list[Component] = []
    for (_, named_by), own in sorted(groups.items()):
        parts.append(html.Ul([_member(row) for row in own], className="membres-liste"))
        parts.append(html.P(named_by, className="membres-source"))
    return parts


def _section(one: Section) -> Component:
    head = [html.H3(one.title, className="membres-cluster"), html.P(one.note, className="membres-note")]
    return html.Section(
        [*head, *_by_source(one.rows)],
        className="membres-part membres-a-part" if one.apart else "membres-part",
    )


def members(sections: Sequence[Section]) -> Component:
    """Every section side by side where there is room."""
    return html.Div([_section(one) for one in sections], className="membres")
