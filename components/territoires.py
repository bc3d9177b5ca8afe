"""The list of portraits: a name, a population, a link."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from components import formats
from components.aria import labelled
from components.origin import mark, marked
from components.wording import territoires as wording


def portrait_href(siren: str) -> str:
    """Address of the portrait of an EPCI, without prefix."""
    return f"/territoires/{siren}"


def portraits(entries: Sequence[tuple[str, str, str, float | None, str]]) -> Component:
    """Links to the portraits.

    Args:
        entries: SIREN, name, colour, number of inhabitants (None when unknown) and its fact of each territory, in their
            order.
    """
    return html.Ul(
        [
            html.Li(
                [
                    dcc.Link(
                        [
                            html.Span(className="portrait-teinte", style={"background": colour}),
                            html.Span(name, className="portrait-nom"),
                            html.Span(_people(count), className="portrait-habitants"),
                        ],
                        href=portrait_href(siren),
                    ),
                    *([mark(fact, f"{name}, {_people(count)}", "portrait-origine")] if fact else []),
                ]
            )
            for siren, name, colour, count, fact in entries
        ],
        className="portraits",
    )


def communes(entries: Sequence[tuple[str, object, str | None, str]]) -> Component:
    """Communes by name, in columns that fill the width.

    Args:
        entries: name, number of inhabitants (missing when unknown), date on which it left (None for a present one),
            facts of both.
    """
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(
                        marked(name if end is None else f"{name}, {wording.left(end)}", facts, name),
                        className="commune-nom",
                    ),
                    " ",
                    html.Span(wording.inhabitants(count), className="commune-habitants"),
                ],
                className="commune" if end is None else "commune commune-partie",
            )
            for name, count, end, facts in entries
        ],
        className="communes",
        **labelled(wording.CAPTIONS["membres"]),
    )


def _people(count: float | None) -> str:
    known = None if formats.is_missing(count) or count is None else int(count)
    return wording.NO_POPULATION if known is None else formats.counted(known, wording.INHABITANT)
