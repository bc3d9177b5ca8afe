"""The situation of a page: the banner of a past one, and what is said when nothing was known yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from components.block import View
from components.wording import situation as wording
from dashboard.filters import Filters
from dashboard.page import KnownFrom, Page
from dashboard.routes import Routes
from data.engine import Reader
from data.queries.latest import at


def first_of(select_of: Callable[[Filters], Any]) -> KnownFrom:
    """``Page.known_from`` out of a query with one column, ``premier``, for the filters of the reader."""

    def first(read: Reader, filters: Filters) -> date | None:
        return first_known(read, select_of(filters))

    return first


def first_known(read: Reader, statement: Any) -> date | None:  # noqa: ANN401  a Select, which only queries know
    """Day that a query of ``data.queries.known_from`` finds, whatever the situation of the reader."""
    day = read(statement)["premier"].iloc[0]
    return None if pd.isna(day) else day.date()


def view_at(page: Page, read: Reader, filters: Filters) -> View:
    """The view of a page at the situation of the reader, or since when there is something to see."""
    day = filters.situation
    if day is not None and page.known_from is not None:
        first = page.known_from(read, filters)
        if first is not None and day < first:
            return _nothing(page, filters, day, first)
    return page.view(at(read, day), filters)


def _nothing(page: Page, filters: Filters, day: date, first: date) -> View:
    address = f"{page.address(filters)}?situation={first}"
    link = _link(wording.see_situation(first), address)
    way = html.P(link, className="situation-voie")
    return View(wording.nothing_known(day), lead=wording.nothing_lead(first), extra=(way,))


def _link(words: str, address: str) -> Component:
    # The page is already there: the script gives its filter the day of the address (assets/js/site/situation.js).
    return dcc.Link(words, href=address, className="situation-lien")


def banner(page: Page, filters: Filters, choices: Filters, routes: Routes) -> list[Component]:
    """What a page of the past says before anything else, and the way back; nothing today.

    Args:
        page: the page that is shown.
        filters: of the page.
        choices: every choice made so far, which the way back keeps.
        routes: the addresses.
    """
    if filters.situation is None:
        return []
    own = {} if page.item_key is None else {page.item_key: getattr(filters, page.item_key)}
    address = routes.href(page, replace(choices, situation=None, **own))
    then = html.Span(wording.KNOWN_THEN, className="situation-suite")
    words = html.P([html.Strong(wording.at(filters.situation)), then], className="situation-mots")
    back = _link(wording.BACK_TO_TODAY, address)
    return [html.Div([words, back], className="bandeau-situation", role="status")]
