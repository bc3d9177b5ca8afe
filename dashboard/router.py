"""One callback opens pages, one per page answers its filters.  Each costs one request."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from components import controls as control_components
from components import guide
from components.controls import Control
from components.wording import shell as wording
from components.wording import situation as situation_wording
from dashboard import ids
from dashboard.answers import Opened
from dashboard.filters import DATED, MULTIPLE, Filters
from dashboard.page import NotFoundError, Page, effective, without_defaults
from dashboard.routes import Routes
from dashboard.situation import banner
from dashboard.still import stilled
from dashboard.tree import Node, heading, linked, plain
from dashboard.views import ContentOf, ControlsOf, of_one_database, remembering, remembering_controls
from data.engine import DatabaseUnavailableError, Reader
from data.queries.base import Identity

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class House:
    """What every answer needs: the addresses, the reader, and the prepared views."""

    routes: Routes
    read: Reader
    content_of: ContentOf
    controls_of: ControlsOf


def _message(title: str, text: str, kind: str = "") -> list[Node]:
    head = [html.H1(title, className="message"), html.P(text, className="chapo")]
    return plain([html.Div(head, className=f"page-tete page-message {kind}".rstrip())])


def _not_found() -> list[Component]:
    return _message(wording.NOT_FOUND_TITLE, wording.NOT_FOUND)


def _guarded(build: Callable[[], list[Node]]) -> tuple[list[Node], HTTPStatus]:
    """Run ``build``; a failure becomes a page that says what happened and leaves the rest alive.

    Returns the content and the status that tells the same to a machine.
    """
    try:
        return build(), HTTPStatus.OK
    except NotFoundError:
        return _not_found(), HTTPStatus.NOT_FOUND
    except DatabaseUnavailableError as error:
        # The browser asks the health address again while this class is on the page (assets/js/site/health.js).
        advice = wording.unavailable_advice(error.cause, error.versions)
        title = wording.UNAVAILABLE_TITLE[error.cause]
        return _message(title, advice, "base-indisponible"), HTTPStatus.SERVICE_UNAVAILABLE
    except Exception:
        identifier = secrets.token_hex(4)
        logger.exception("erreur %s", identifier)
        return _message(wording.FAILURE_TITLE, wording.failure(identifier)), HTTPStatus.INTERNAL_SERVER_ERROR


def _banner(database: Identity) -> list[Component]:
    return [html.P(wording.DEMONSTRATION, className="bandeau-demonstration")] if database.fictive else []


def _notices(dropped: tuple[str, ...], parsed: Filters) -> list[Component]:
    """What is said of choices that could not be used; a day that has not come is a choice of its own kind."""
    to_come = [day for key in dropped if key in DATED and (day := getattr(parsed, key)) is not None]
    others = tuple(key for key in dropped if key not in DATED or getattr(parsed, key) is None)
    said = [situation_wording.not_come(day) for day in to_come]
    said += [wording.dropped_filters(others)] if others else []
    return [html.P(words, className="avis", role="status") for words in said]


def _controls(page: Page, controls: tuple[Control, ...], filters: Filters) -> list[Component]:
    chosen = filters.shown(control.key for control in controls)
    return [
        control_components.bar(controls, chosen, lambda key: ids.control(page.key, key), ids.filters_line(page.key))
    ]


def _tools(page: Page, controls: list[Component]) -> list[Component]:
    """Filters, and the way to the guide, on one line where there is room."""
    opener = [guide.opener()] if page.guide else []
    return [html.Div([*controls, *opener], className="page-outils")]


def _guide(page: Page) -> list[Node]:
    return stilled(plain([guide.steps(page.key, page.guide)])) if page.guide else []


def page_content(page: Page, house: House, untrusted: Mapping[str, object], previous: object) -> Opened:
    """A whole page for an address: banner, filters, view, and the choices that deserve to stay in the address."""
    parsed, unreadable = Filters.parse(untrusted)
    # A link carries the choices of other pages: the reader did not ask this page for them.
    carried = _carried(previous)
    kept = parsed.only(page.keys)
    shown: Identity | None = None

    def build(database: Identity) -> list[Node]:
        nonlocal kept, shown
        shown = database
        controls = house.controls_of(page, database, parsed.situation)
        filters, unknown = effective(parsed.only(page.keys), controls)
        kept = without_defaults(filters, controls)
        asked = tuple(key for key in unknown if getattr(parsed, key) != getattr(carried, key))
        dropped = tuple(key for key in dict.fromkeys((*unreadable, *asked)) if key in page.keys)
        content = _view(house, page, filters, database, _choices(page, kept, previous), _notices(dropped, parsed))
        view = html.Div(stilled(content, ids.tree(page.key)), id=ids.view(page.key), className="vue")
        told = dcc.Store(id=ids.page_state(page.key))
        tools = _tools(page, _controls(page, controls, filters))
        return [*_banner(database), *tools, view, told, *_guide(page)]

    content, status = _guarded(lambda: of_one_database(house.read, build))
    state = _state(house.routes, page, kept, _choices(page, kept, previous), heading(content), shown)
    return Opened([html.Div(content, className="page", id=f"page-{page.key}")], state, status)


def _view(
    house: House, page: Page, filters: Filters, database: Identity, choices: Filters, notices: list[Component]
) -> list[Node]:
    """What a filter replaces: the situation when it is past, what could not be used, then the view."""
    content = linked(house.content_of(page, filters, database), house.routes, choices)
    return [*plain([*banner(page, filters, choices, house.routes), *notices]), *content]


def _carried(previous: object) -> Filters:
    return Filters.parse(previous.get("choix") if isinstance(previous, Mapping) else None)[0]


def _choices(page: Page, kept: Filters, previous: object) -> Filters:
    """Every choice made so far: those of other pages, then those of this one."""
    others = {key: value for key, value in _carried(previous).chosen().items() if key not in page.query_keys}
    return Filters.parse({**others, **kept.chosen(page.query_keys)})[0]


def _state(
    routes: Routes, page: Page, kept: Filters, choices: Filters, message: str, shown: Identity | None
) -> dict[str, Any]:
    """What the browser keeps: every choice made so far, the query of this page and where each link now leads.

    ``empreinte`` is that of the data that are shown, None when none could be read.  ``annonce`` is what a screen reader
    says of the change: the message, which a filter changes and a title does not.
    """
    name = message if page.item_key is not None and message else page.title
    return {
        "page": page.parent or page.key,
        "titre": f"{situation_wording.titled(name, kept.situation)} – {wording.APPLICATION}",
        "annonce": situation_wording.titled(message or page.title, kept.situation),
        "empreinte": shown.empreinte if shown else None,
        "choix": choices.chosen(),
        "requete": kept.to_query(page.query_keys),
        "liens": [routes.href(link, choices) for link in (routes.home, *routes.navigation)],
    }


def opened(house: House, pathname: object, search: object, state: object) -> Opened:
    """The page of an address; ``state`` is what the browser kept from the page before."""
    page, untrusted = house.routes.resolve(pathname, search)
    if page is None:
        titled = {"titre": f"{wording.NOT_FOUND_TITLE} – {wording.APPLICATION}"}
        return Opened([html.Div(_not_found(), className="page")], titled, HTTPStatus.NOT_FOUND)
    return page_content(page, house, untrusted, state)


def _register_navigation(app: Dash, house: House) -> None:
    @app.callback(
        Output(ids.CONTENT, "children"),
        Output(ids.STATE, "data"),
        Input(ids.URL, "pathname"),
        Input(ids.URL, "search"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
    def open_page(pathname: object, search: object, state: object) -> tuple[list[Node], dict[str, Any]]:
        found = opened(house, pathname, search, state)
        return found.content, found.state

    app.clientside_callback(
        ClientsideFunction("vigie", "suivre"),
        Input(ids.STATE, "data"),
    )


def _register_filters(app: Dash, house: House, page: Page) -> None:
    multiple = [key for key in page.filters if key in MULTIPLE]
    own = [key for key in page.query_keys if key not in DATED]

    @app.callback(
        output={
            "tree": Output(ids.tree(page.key), "tree"),
            # Read by nobody: what is drawn has no element of its own to say that it waits.
            "view": Output(ids.view(page.key), "data-requete"),
            "state": Output(ids.page_state(page.key), "data"),
            "summaries": [
                Output(control_components.summary_id(ids.control(page.key, key)), "children") for key in multiple
            ],
            "line": Output(ids.filters_line(page.key), "children"),
            "offered": [Output(ids.control(page.key, key), "options") for key in own],
            "chosen": [Output(ids.control(page.key, key), "value") for key in own],
        },
        inputs={"values": {key: Input(ids.control(page.key, key), "value") for key in page.query_keys}},
        state={"state": State(ids.STATE, "data"), "pathname": State(ids.URL, "pathname")},
        prevent_initial_call=True,
    )
    def filter_page(values: Mapping[str, object], state: object, pathname: object) -> dict[str, Any]:
        item = {page.item_key: house.routes.resolve(pathname)[1].get(page.item_key)} if page.item_key else {}
        parsed, unreadable = Filters.parse({**values, **item})
        before = _carried(state).situation
        # The words of the filters stay as they are when no database can be read.
        words: dict[str, Any] = {"summaries": [no_update for _ in multiple], "line": no_update}
        words |= {name: [no_update for _ in own] for name in ("offered", "chosen")}
        kept = parsed.only(page.keys)
        shown: Identity | None = None

        def build(database: Identity) -> list[Node]:
            nonlocal kept, shown
            shown = database
            controls = house.controls_of(page, database, parsed.situation)
            # What the former situation showed by default is no choice of the reader.
            made = without_defaults(parsed, house.controls_of(page, database, before))
            filters, unknown = effective(made.only(page.keys), controls)
            kept = without_defaults(filters, controls)
            by_key = {control.key: control for control in controls}
            seen = filters.shown(by_key)
            words["summaries"] = [
                wording.chosen(by_key[key].labels(getattr(filters, key)), by_key[key].empty) for key in multiple
            ]
            words["line"] = control_components.line(controls, seen)
            if filters.situation != before:
                words["offered"] = [control_components.options(by_key[key]) for key in own]
                words["chosen"] = [control_components.shown(by_key[key], seen[key]) for key in own]
            dropped = tuple(key for key in (*unreadable, *unknown) if key in DATED)
            return _view(house, page, filters, database, _choices(page, kept, state), _notices(dropped, parsed))

        content, _ = _guarded(lambda: of_one_database(house.read, build))
        choices = _choices(page, kept, state)
        return {
            "tree": content,
            "view": kept.to_query(page.query_keys),
            "state": _state(house.routes, page, kept, choices, heading(content), shown),
            **words,
        }


def _register_relay(app: Dash, page: Page) -> None:
    app.clientside_callback(
        ClientsideFunction("vigie", "relayer"),
        Output(ids.STATE, "data", allow_duplicate=True),
        Input(ids.page_state(page.key), "data"),
        prevent_initial_call=True,
    )


def register(app: Dash, routes: Routes, read: Reader) -> House:
    """Wire navigation and the filters of every page."""
    house = House(routes, read, remembering(read), remembering_controls(read))
    _register_navigation(app, house)
    for page in routes.pages:
        _register_filters(app, house, page)
        _register_relay(app, page)
    return house


def on_error(error: Exception) -> None:
    """Last net: a failure outside a page's own guard changes nothing on screen and is logged."""
    logger.error("erreur hors page : %s", error, exc_info=error)
    raise PreventUpdate


def validation_layout(frame: Component, routes: Routes) -> Component:
    """Every id that a callback names, on a component that has its property, without reading the database."""
    views: list[Node] = []
    for page in routes.pages:
        views.extend(
            [
                html.Div(id=ids.view(page.key)),
                *stilled([""], ids.tree(page.key)),
                dcc.Store(id=ids.page_state(page.key)),
                html.Span(id=ids.filters_line(page.key)),
            ]
        )
        for key in page.query_keys:
            control_id = ids.control(page.key, key)
            views.extend(control_components.placeholder(control_id, multiple=key in MULTIPLE, dated=key in DATED))
    return html.Div([frame, *views])
