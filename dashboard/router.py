"""One callback opens pages, one per page answers its filters.  Each costs one request."""

import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from components import controls as control_components
from components import render
from components.aria import labelled
from components.block import View
from components.controls import Control
from components.wording import shell as wording
from dashboard import ids
from dashboard.filters import Filters
from dashboard.page import NotFoundError, Page, effective, without_defaults
from dashboard.routes import Routes
from data.engine import DatabaseUnavailableError, Reader
from data.queries.base import identity

logger = logging.getLogger(__name__)


def _message(title: str, text: str, kind: str = "") -> list[Component]:
    head = [html.H1(title, className="message"), html.P(text, className="chapo")]
    return [html.Div(head, className=f"page-tete page-message {kind}".rstrip())]


def _guarded(build: Callable[[], list[Component]]) -> list[Component]:
    """Run ``build``; a failure becomes a page that says what happened and leaves the rest alive."""
    try:
        return build()
    except NotFoundError:
        return _message(wording.NOT_FOUND_TITLE, wording.NOT_FOUND)
    except DatabaseUnavailableError as error:
        # The browser asks the health address again while this class is on the page (assets/js/site/recovery.js).
        return _message(
            wording.UNAVAILABLE_TITLE[error.cause], wording.UNAVAILABLE_ADVICE[error.cause], "base-indisponible"
        )
    except Exception:
        identifier = secrets.token_hex(4)
        logger.exception("erreur %s", identifier)
        return _message(wording.FAILURE_TITLE, wording.failure(identifier))


def _banner(read: Reader) -> list[Component]:
    return [html.P(wording.DEMONSTRATION, className="bandeau-demonstration")] if identity(read).fictive else []


def _view(page: Page, read: Reader, filters: Filters, dropped: tuple[str, ...]) -> list[Component]:
    view: View = page.view(read, filters)
    notices = [html.P(wording.dropped_filters(dropped), className="avis", role="status")] if dropped else []
    return [*notices, *render.page_view(view)]


def _controls(page: Page, controls: tuple[Control, ...], filters: Filters) -> list[Component]:
    if not controls:
        return []
    rendered = [
        control_components.render(control, ids.control(page.key, control.key), getattr(filters, control.key))
        for control in controls
    ]
    return [html.Form(rendered, className="filtres", role="search", **labelled(wording.FILTERS))]


def page_content(page: Page, read: Reader, untrusted: Mapping[str, object]) -> tuple[list[Component], Filters]:
    """A whole page for an address: banner, filters, view; and the choices that deserve to stay in the address."""
    parsed, unreadable = Filters.parse(untrusted)
    kept = parsed.only(page.filters)

    def build() -> list[Component]:
        nonlocal kept
        banner = _banner(read)
        controls = page.controls(read)
        filters, unknown = effective(parsed.only(page.filters), controls)
        kept = without_defaults(filters, controls)
        dropped = tuple(key for key in dict.fromkeys((*unreadable, *unknown)) if key in page.filters)
        view = html.Div(_view(page, read, filters, dropped), id=ids.view(page.key), className="vue")
        return [*banner, *_controls(page, controls, filters), view]

    return [html.Div(_guarded(build), className="page", id=f"page-{page.key}")], kept


def _state(routes: Routes, page: Page, kept: Filters, previous: object) -> dict[str, Any]:
    """What the browser keeps: every choice made so far, the query of this page and where each link now leads."""
    carried, _ = Filters.parse(previous.get("choix") if isinstance(previous, Mapping) else None)
    others = {key: value for key, value in carried.chosen().items() if key not in page.filters}
    own = kept.chosen(page.query_keys)
    choices, _ = Filters.parse({**others, **own})
    return {
        "page": page.parent or page.key,
        "titre": f"{page.title} – {wording.APPLICATION}",
        "choix": choices.chosen(),
        "requete": kept.to_query(page.query_keys),
        "liens": [routes.href(link, choices) for link in (routes.home, *routes.navigation)],
    }


def _register_navigation(app: Dash, routes: Routes, read: Reader) -> None:
    @app.callback(
        Output(ids.CONTENT, "children"),
        Output(ids.STATE, "data"),
        Input(ids.URL, "pathname"),
        Input(ids.URL, "search"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
    def open_page(pathname: object, search: object, state: object) -> tuple[list[Component], dict[str, Any]]:
        page, untrusted = routes.resolve(pathname, search)
        if page is None:
            message = html.Div(_message(wording.NOT_FOUND_TITLE, wording.NOT_FOUND), className="page")
            return [message], {"titre": f"{wording.NOT_FOUND_TITLE} – {wording.APPLICATION}"}
        content, kept = page_content(page, read, untrusted)
        return content, _state(routes, page, kept, state)

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("vigie", "suivre"),
        Output(ids.HOME, "href"),
        *[Output(ids.nav_link(page.key), "href") for page in routes.navigation],
        Output(ids.ANNOUNCE, "children"),
        Input(ids.STATE, "data"),
        prevent_initial_call=True,
    )


def _register_filters(app: Dash, routes: Routes, page: Page, read: Reader) -> None:
    multiple = [key for key in page.filters if key in ("epci", "secteur")]

    @app.callback(
        output={
            "view": Output(ids.view(page.key), "children"),
            "state": Output(ids.STATE, "data", allow_duplicate=True),
            "summaries": [
                Output(control_components.summary_id(ids.control(page.key, key)), "children") for key in multiple
            ],
        },
        inputs={"values": {key: Input(ids.control(page.key, key), "value") for key in page.filters}},
        state={"state": State(ids.STATE, "data")},
        prevent_initial_call=True,
    )
    def filter_page(values: Mapping[str, object], state: object) -> dict[str, Any]:
        parsed, _ = Filters.parse(values)
        summaries: list[str] = []
        kept = parsed.only(page.filters)

        def build() -> list[Component]:
            nonlocal kept
            identity(read)
            controls = page.controls(read)
            filters, _dropped = effective(parsed.only(page.filters), controls)
            kept = without_defaults(filters, controls)
            by_key = {control.key: control for control in controls}
            summaries.extend(
                wording.chosen(by_key[key].labels(getattr(filters, key)), by_key[key].empty) for key in multiple
            )
            return _view(page, read, filters, ())

        children = _guarded(build)
        if len(summaries) != len(multiple):
            summaries = ["" for _ in multiple]
        return {"view": children, "state": _state(routes, page, kept, state), "summaries": summaries}


def register(app: Dash, routes: Routes, read: Reader) -> None:
    """Wire navigation and the filters of every page."""
    _register_navigation(app, routes, read)
    for page in routes.pages:
        if page.filters and page.item_key is None:
            _register_filters(app, routes, page, read)


def on_error(error: Exception) -> None:
    """Last net: a failure outside a page's own guard changes nothing on screen and is logged."""
    logger.error("erreur hors page : %s", error, exc_info=error)
    raise PreventUpdate


def validation_layout(frame: Component, routes: Routes) -> Component:
    """Every id that a callback names, without reading the database."""
    views: list[Component] = []
    for page in routes.pages:
        views.append(html.Div(id=ids.view(page.key)))
        if page.item_key is None:
            for key in page.filters:
                control_id = ids.control(page.key, key)
                views.extend([html.Div(id=control_id), html.Div(id=control_components.summary_id(control_id))])
    return html.Div([frame, *views])
