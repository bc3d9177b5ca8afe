"""The frame around every page: header, navigation, content, footer."""

from typing import Final

from dash import dcc, html
from dash.development.base_component import Component

from components import guide, origin
from components.aria import labelled, polite
from components.wording import shell as wording
from dashboard import ids
from dashboard.filters import Filters
from dashboard.routes import Routes
from dashboard.still import stilled
from dashboard.tree import Node, plain

# Address, memory, and the place of the content.
_LIVING: Final = frozenset({"Location", "Store", "Main"})


def _navigation(routes: Routes) -> Component:
    links = [
        html.Li(
            dcc.Link(page.nav, id=ids.nav_link(page.key), href=routes.href(page, Filters()), className="nav-lien"),
            className="nav-groupe" if page.apart else None,
        )
        for page in routes.navigation
    ]
    return html.Nav(html.Ul(links), className="nav-pages", **labelled(wording.NAVIGATION))


def _news() -> Component:
    """What an open page says of data published since; shown by the browser (assets/js/site/health.js)."""
    line = html.P(
        [wording.UPDATED, html.Button(wording.REFRESH, type="button")], id=ids.NEWS, className="nouvelles", hidden=True
    )
    return html.Div(line, role="status", **polite())


def shell(routes: Routes) -> Component:
    """The whole layout: the content comes with the first answer of the router."""
    header = html.Header(
        html.Div(
            [
                dcc.Link(
                    [html.Span(className="marque-signe"), wording.APPLICATION],
                    id=ids.HOME,
                    href=routes.prefix,
                    className="marque",
                ),
                _navigation(routes),
                # Filled for paper only (assets/js/site/print.js).
                html.P(className="entete-adresse"),
            ],
            className="cadre entete-rang",
        ),
        className="entete",
    )
    footer = html.Footer(
        html.Div(
            [
                html.P(wording.FOOTER_RULE),
                dcc.Link(wording.FOOTER_METHOD, href=f"{routes.prefix}sources"),
            ],
            className="cadre pied-rang",
        ),
        className="pied",
    )
    return html.Div(
        [
            dcc.Location(id=ids.URL, refresh=False),
            dcc.Store(id=ids.STATE),
            html.A(wording.SKIP_TO_CONTENT, href=f"#{ids.CONTENT}", className="evitement"),
            header,
            html.Main(html.Div(id=ids.CONTENT), className="cadre", tabIndex="-1"),
            guide.frame(),
            origin.frame(),
            _news(),
            html.Div(id=ids.ANNOUNCE, className="visually-hidden", role="status", **polite()),
            footer,
        ],
        className="vigie",
    )


def living(frame: Component) -> Node:
    """The frame as Dash receives it: what answers a callback stays a component, the rest is drawn at once."""
    (root,) = plain([frame])
    kept: list[Node] = []
    still: list[Node] = []
    for part in root["props"]["children"]:
        if part["type"] in _LIVING:
            kept += [*stilled(still), part]
            still = []
        else:
            still.append(part)
    root["props"]["children"] = [*kept, *stilled(still)]
    return root
