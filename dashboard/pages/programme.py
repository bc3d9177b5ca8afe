"""One programme: what it is, what it promised, its acts and votes, who steers it, its lists, its money, its dates."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dash.development.base_component import Component

from components import plan_actions as links
from components.block import Block, View
from components.promesses import programme_href
from components.wording import guides_programmes as guides
from components.wording import programme as wording
from components.wording import programmes as shared
from dashboard.blocks.programme_acts import acts_block, votes_block
from dashboard.blocks.programme_calendar import calendar_block
from dashboard.blocks.programme_fiche import Fiche, fiche, record_block
from dashboard.blocks.programme_lists import (
    axes_block,
    engaged_block,
    facts_block,
    partners_block,
    priorities_block,
    promises_block,
)
from dashboard.blocks.programme_meetings import committees, meetings_block, seats_block
from dashboard.blocks.programme_money import money_block, quantified
from dashboard.blocks.promesses_register import register
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import NotFoundError, Page
from dashboard.plans import Row, rows_of
from dashboard.situation import first_of
from data.engine import Reader
from data.queries import known_from
from data.queries.fiche_programme import fiches_select


def _paired(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    """What is known, then what is missing; two blocks a row, one left alone taking the whole width."""
    found = [block for block in blocks if block is not None]
    shown: list[Block] = []
    alone = False
    for block in sorted(found, key=lambda one: one.void is not None):
        if block.wide and alone:
            shown[-1] = replace(shown[-1], wide=True)
        alone = not block.wide and not alone
        shown.append(block)
    if alone:
        shown[-1] = replace(shown[-1], wide=True)
    return tuple(shown)


def _message(known: Fiche) -> str:
    """The programme, where it stands, and what could not be established of it."""
    due = int((known.own.promises["etat"] == "echue_sans_preuve").sum())
    bodies = committees(known)
    parts = [
        wording.UNSIGNED if (known.acts["etat"] == "non_signe").any() else None,
        wording.due(due) if due else None,
        wording.NO_MEETING if bodies and not any(one.held or one.undated for one in bodies) else None,
        None if quantified(known) else wording.NO_AMOUNT,
    ]
    return wording.message(known.name, known.standing_words, [part for part in parts if part])


def _others(rows: list[Row], known: Fiche) -> Component:
    found = [(wording.ALL_PROGRAMMES, "/programmes")]
    found += [(str(row["nom_court"]), programme_href(str(row["id"]))) for row in rows if row["id"] != known.id]
    return links.neighbours(found, wording.OTHERS)


def view(read: Reader, filters: Filters) -> View:
    """Everything known of one programme.

    Raises:
        NotFoundError: no programme has that code.
    """
    rows = rows_of(read(fiches_select()))
    row = next((one for one in rows if one["id"] == filters.programme), None)
    if row is None:
        raise NotFoundError(filters.programme)
    today = day(filters)
    known = fiche(read, row, register(read, [str(one["id"]) for one in rows], today), today)
    blocks = (
        record_block(read, known),
        promises_block(read, known),
        acts_block(read, known),
        votes_block(read, known),
        seats_block(read, known),
        meetings_block(read, known),
        axes_block(read, known),
        priorities_block(read, known),
        engaged_block(read, known),
        partners_block(read, known),
        money_block(read, known),
        calendar_block(read, known),
        facts_block(read, known),
    )
    nature = shared.NATURES[str(row["nature"])][0]
    return View(
        _message(known),
        lead=wording.lead(str(row["nom"]), nature, str(row["territoire"])),
        blocks=_paired(blocks),
        outline=True,
        extra=(_others(rows, known),),
    )


PAGE: Final = Page(
    key="programme",
    path="/programmes/<programme>",
    title=wording.TITLE,
    parent="programmes",
    filters=("programme",),
    view=view,
    guide=guides.PROGRAMME,
    known_from=first_of(lambda _filters: known_from.programmes_select()),
)
