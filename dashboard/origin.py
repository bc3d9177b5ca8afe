"""What the panel « D’où vient ce chiffre ? » holds: asked with one request by the page that is open."""

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, Final

import pandas as pd
from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, request

from components import controls as control_components
from components import facts, origin
from components.formats import is_missing
from components.origin import Line, Origin
from components.static_html import to_html
from components.wording import provenance as wording
from components.wording import shell as shell_wording
from components.wording.provenance import Proof
from components.wording.provenance_facts import told
from components.wording.told import Told, shown_value
from dashboard import days
from dashboard.blocks.promesses_register import register
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.router import House
from dashboard.routes import Routes
from dashboard.views import of_one_database
from data.engine import DatabaseUnavailableError, Reader
from data.model.reserves import APPROXIMATIONS, approximation, parts
from data.model.sommes import adds_up
from data.queries import provenance as queries
from data.queries.base import Identity
from data.queries.latest import at

ADDRESS: Final = "fait"
"""Where a panel is asked, under the prefix: ``?de=`` the reference of a figure, ``&page=`` the address of its page."""

logger = logging.getLogger(__name__)
Row = Mapping[Any, Any]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A reader placed at the situation of a page, and what that page shows."""

    read: Reader
    situation: str | None
    scope: Pairs
    prefix: str


@dataclass(frozen=True, slots=True)
class Known:
    """A fact at the situation: its table, its versions (the shown one first), and how it is said."""

    table: str
    reference: str
    rows: tuple[Row, ...]

    @property
    def row(self) -> Row:
        """The version that is shown."""
        return self.rows[0]

    @property
    def told(self) -> Told:
        """That version in words."""
        return _told(self.table, self.row)

    @property
    def proof(self) -> Proof:
        """What stands behind it."""
        return _proof(self.row)


class _MissingError(Exception):
    """A fact that cannot be shown; its message is the sentence to say."""


def _rows(frame: pd.DataFrame) -> list[Row]:
    return [
        {name: None if is_missing(value) else value for name, value in row.items()} for row in frame.to_dict("records")
    ]


def _told(table: str, row: Row) -> Told:
    return wording.qualified(told(table, row), approximation(row["qualificatif"]))


def _proof(row: Row) -> Proof:
    reserves = [one for one in parts(row["qualificatif"]) if one not in APPROXIMATIONS]
    return wording.proof(row, reserves)


def _known(placed: Placed, table: str, key: str) -> Known:
    """A fact at the situation.

    Raises:
        _MissingError: no such fact is in the base, or it was not known then.
    """
    statement = queries.named_select(table, key) if table in queries.FACTS else None
    if statement is None:
        raise _MissingError(wording.MALFORMED)
    named = _rows(placed.read(statement))
    if not named:
        raise _MissingError(wording.GONE)
    rows = _rows(placed.read(queries.versions_select(table, named[0])))
    if not rows:
        raise _MissingError(wording.unknown_then(placed.situation or ""))
    if table == "promesse":
        rows[0] = {**rows[0], "etat_calcule": _promise_state(placed, rows[0])}
    return Known(table, f"{table}:{rows[0]['id']}", tuple(rows))


def _promise_state(placed: Placed, row: Row) -> str | None:
    """State of a promise on the day of the page, which a rule gives it; None when the register does not hold it."""
    today = days.today() if placed.situation is None else date.fromisoformat(placed.situation)
    known = register(placed.read, [str(row["programme_id"])], today)
    for promise in _rows(known.promises[known.promises["numero"] == row["numero"]]):
        return wording.computed_state(known.entry(promise).state, today.isoformat())
    return None


def _versions(known: Known) -> tuple[Line, ...]:
    values = [shown_value(_told(known.table, row)) for row in known.rows]
    return tuple(
        Line(
            wording.revised(before, after),
            wording.version_dates(str(row["connu_le"]), str(row["charge_le"])[:10]),
            _proof(row).status,
        )
        for row, before, after in zip(known.rows[1:], values[1:], values, strict=False)
    )


def _rivals(placed: Placed, known: Known) -> tuple[Line, ...] | None:
    statement = queries.rivals_select(known.table, known.row)
    if statement is None:
        return None
    table = "affirmation" if known.table == "observation" else known.table
    lines = []
    for row in _rows(placed.read(statement)):
        one = _told(table, row)
        lines.append(Line(shown_value(one), one.subject, wording.rival(one, _proof(row)), f"{table}:{row['id']}"))
    return tuple(lines)


def _source(placed: Placed, row: Row) -> Component:
    address = f"{placed.prefix}sources#source-{row['source_id']}"
    return html.Span(
        [wording.source_words(row), " ", html.A(wording.SOURCE_DETAIL, href=address, className="origine-source")]
    )


def _pairs(placed: Placed, known: Known) -> tuple[tuple[str, str | Component | None], ...]:
    fact, proof, row = known.told, known.proof, known.row
    lines: list[tuple[str, str | Component | None]] = [
        *([(wording.DEFINITION, fact.definition)] if fact.definition else []),
        *([(wording.PERIMETER, fact.place)] if fact.place else []),
        (wording.WHEN, fact.when or wording.UNDATED),
        *([(wording.NOTE, " · ".join(fact.notes))] if fact.notes else []),
        *([(wording.RESERVE, " · ".join(proof.reserves))] if proof.reserves else []),
        (wording.AUTHOR, proof.author),
        (wording.SOURCE, _source(placed, row)),
        (wording.PASSAGE, proof.passage),
        (wording.LICENCE, row["licence"] or wording.NO_LICENCE),
        (wording.KNOWN, wording.clock(proof.known)),
        (wording.LOADED, wording.clock(proof.loaded)),
    ]
    return tuple(lines)


def _context(fact: Told) -> str:
    return " · ".join(part for part in (fact.when, fact.place) if part)


def _marks(proofs: Sequence[Proof]) -> tuple[tuple[str, str], ...]:
    standing = dict.fromkeys((one.status, "illustratif" if one.illustratif else one.statut) for one in proofs)
    contested = ((shell_wording.CONTESTED, "conteste"),) if any(one.conteste for one in proofs) else ()
    return (*standing, *contested)


def _one(placed: Placed, known: Known, rule: str) -> Origin:
    fact, proof = known.told, known.proof
    refusal = wording.COMPUTED if rule else wording.refusal(fact, proof)
    return Origin(
        subject=fact.subject,
        value=shown_value(fact) if fact.secret else fact.value,
        unit="" if fact.secret else fact.unit,
        context=_context(fact),
        marks=_marks([proof]),
        sentence=None if refusal else wording.sentence(fact, proof, placed.situation),
        refusal=refusal or "",
        pairs=_pairs(placed, known),
        rule=wording.rule(rule) if rule else "",
        rivals=_rivals(placed, known),
        versions=_versions(known),
        scope=placed.scope,
    )


def _part(known: Known) -> Line:
    fact = known.told
    detail = " · ".join(part for part in (_context(fact), known.proof.status) if part)
    return Line(shown_value(fact), fact.subject, detail, known.reference)


def _total(found: Sequence[Known], tolds: Sequence[Told]) -> Told | None:
    """The sum of facts, with the words that must stay before it; None for facts that nobody may add."""
    tables = {one.table for one in found}
    if len(tables) > 1 or not adds_up(tables.pop(), [one.row for one in found]):
        return None
    total = wording.added(tolds)
    words = dict.fromkeys(word for one in found if (word := approximation(one.row["qualificatif"])) is not None)
    return None if total is None else wording.qualified(total, " ".join(words) or None)


def _several(placed: Placed, asked: facts.Facts, found: Sequence[Known]) -> Origin:
    tolds, proofs = [one.told for one in found], [one.proof for one in found]
    total = _total(found, tolds) if asked.rule == facts.SUM and asked.count == len(found) else None
    refusals = [reason for one, proof in zip(tolds, proofs, strict=True) if (reason := wording.refusal(one, proof))]
    refusal = next(iter(refusals), wording.COMPUTED if asked.rule else wording.SEVERAL)
    quotable = total is not None and not refusals
    return Origin(
        subject=wording.made_of(asked.count, one_figure=bool(asked.rule)) if total is None else total.subject,
        value=None if total is None else total.value,
        unit="" if total is None else total.unit,
        context="" if total is None else total.when or "",
        marks=_marks(proofs),
        sentence=wording.total_sentence(total, proofs, placed.situation) if quotable and total is not None else None,
        refusal=refusal,
        rule=wording.rule(asked.rule),
        parts=tuple(_part(one) for one in found),
        parts_title=wording.listed_parts(asked.count, len(found)),
        scope=placed.scope,
    )


def content(placed: Placed, reference: object) -> Component:
    """What the panel shows of a reference, whatever it is: a fact, several, or why there is nothing."""
    asked = facts.parse(reference)
    if asked is None:
        return origin.notice(wording.MALFORMED)
    found, missing = [], []
    for table, key in asked.named:
        try:
            found.append(_known(placed, table, key))
        except _MissingError as error:
            missing.append(str(error))
    if not found:
        return origin.notice(missing[0])
    alone = asked.count == 1
    return origin.panel(_one(placed, found[0], asked.rule) if alone else _several(placed, asked, found))


def placed_on(house: House, database: Identity, address: object) -> Placed:
    """The reader as the page of an address places it, and the scope of that page in words."""
    routes: Routes = house.routes
    path, _, query = str(address or "").partition("?")
    page, untrusted = routes.resolve(path, f"?{query}")
    if page is None:
        return Placed(house.read, None, (), routes.prefix)
    parsed, _ = Filters.parse(untrusted)
    controls = house.controls_of(page, database, parsed.situation)
    filters, _ = effective(parsed.only(page.keys), controls)
    day = None if filters.situation is None else filters.situation.isoformat()
    line = control_components.line(controls, filters.shown(control.key for control in controls))
    scope = [(wording.PAGE, page.title), *([(wording.FILTERS, line)] if line else [])]
    return Placed(
        at(house.read, filters.situation), day, (*scope, (wording.SITUATION, wording.situation(day))), routes.prefix
    )


def _guarded(build: Callable[[], Component]) -> tuple[Component, HTTPStatus]:
    try:
        return build(), HTTPStatus.OK
    except DatabaseUnavailableError as error:
        advice = shell_wording.unavailable_advice(error.cause, error.versions)
        return origin.notice(
            f"{shell_wording.UNAVAILABLE_TITLE[error.cause]}. {advice}"
        ), HTTPStatus.SERVICE_UNAVAILABLE
    except Exception:
        identifier = secrets.token_hex(4)
        logger.exception("erreur %s", identifier)
        return origin.notice(shell_wording.failure(identifier)), HTTPStatus.INTERNAL_SERVER_ERROR


def mount(server: Flask, house: House) -> None:
    """Answer for the panel; what it says of a reference that names nothing is an answer like another."""

    @server.get(f"{house.routes.prefix}{ADDRESS}")
    def provenance() -> Response:
        reference, address = request.args.get("de"), request.args.get("page")
        shown, status = _guarded(
            lambda: of_one_database(
                house.read, lambda database: content(placed_on(house, database, address), reference)
            )
        )
        return Response(to_html(shown), status=status, mimetype="text/html")
