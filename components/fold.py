"""What waits behind its name until it is asked: by a press, by an address that names a place in it, or by paper."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.aria import labelled
from components.wording import shell as wording


def fold(name: str | Sequence[Component], content: Component, kind: str = "", **attributes: str) -> Component:
    """Content behind its name (assets/js/site/anchor.js and print.js open it).

    Args:
        name: what is always seen.
        content: what is unfolded.
        kind: class of its own.
        attributes: of the element, such as ``id``.
    """
    return html.Details(
        [html.Summary(name if isinstance(name, str) else list(name)), content],
        className=f"pli {kind}".rstrip(),
        **attributes,  # type: ignore[arg-type]  # every attribute of ours is a text
    )


def outline(places: Sequence[tuple[str, str]]) -> Component:
    """Links to the parts of a long page: name and id of each."""
    links = [html.Li(html.A(name, href=f"#{place}")) for name, place in places]
    return html.Nav(
        [html.P(wording.OUTLINE, className="sommaire-titre"), html.Ul(links)],
        className="sommaire",
        **labelled(wording.OUTLINE),
    )
