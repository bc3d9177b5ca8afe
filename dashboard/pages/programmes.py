"""Programmes: each with its nature, its dates, where it stands and what is known of it; nothing added across them."""

from typing import Final

import pandas as pd

from components import programmes as bodies
from components.block import FACT, Block, Table, TableColumn, View
from components.controls import Control
from components.facts import joined
from components.formats import partial_date
from components.origin import marked
from components.promesses import programme_href
from components.records import Cell, Group, definitions, records
from components.wording import guides_programmes as guides
from components.wording import programmes as wording
from dashboard.blocks.programme_fiche import text
from dashboard.choices import epci_control
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.plans import Row, rows_of
from dashboard.provenance import sources
from dashboard.situation import first_of
from data.engine import Reader
from data.model.programmes import STANDINGS, Standing, standing
from data.queries import known_from
from data.queries.fiche_programme import fiches_select, tailles_select
from data.queries.programmes import programmes_of_epci_select


def controls(read: Reader) -> tuple[Control, ...]:
    """Followed EPCI."""
    return (epci_control(read),)


def _sizes(read: Reader) -> dict[str, dict[str, int]]:
    """By programme, how many rows each of its lists has."""
    found: dict[str, dict[str, int]] = {}
    for row in rows_of(read(tailles_select())):
        found.setdefault(str(row["programme_id"]), {})[str(row["genre"])] = int(row["nombre"])
    return found


_MARKS: Final[dict[Standing, tuple[str, str]]] = {
    "en_cours": ("▶", "en-cours"),
    "a_venir": ("○", "a-venir"),
    "horizon": ("▶", "en-cours"),
    "termine": ("□", "non-renseignee"),
    "horizon_passe": ("□", "non-renseignee"),
    "sans_fin": ("◇", "non-renseignee"),
}


def _list(read: Reader, rows: list[Row], standings: list[Standing]) -> Block:
    sizes = _sizes(read)
    own = [sizes.get(str(row["id"]), {}) for row in rows]
    words = [
        wording.standing(standing_, row["debut"], row["fin"]) for row, standing_ in zip(rows, standings, strict=True)
    ]
    cells = [
        {
            "nom": str(row["nom_court"]),
            "nature": wording.nature(str(row["nature"])),
            "territoire": str(row["territoire"]),
            "dates": wording.dates(row["debut"], row["fin"]),
            "etat": words[rank],
            "connu": wording.known(own[rank]),
            FACT: str(row[FACT]),
        }
        for rank, row in enumerate(rows)
    ]
    lines: list[list[Cell]] = [
        [
            bodies.named(cell["nom"], str(row["nom"]), programme_href(str(row["id"])), cell[FACT]),
            *(cell[name] for name in ("nature", "territoire", "dates")),
            bodies.shape(_MARKS[place][0], cell["etat"], _MARKS[place][1]),
            cell["connu"],
        ]
        for row, cell, place in zip(rows, cells, standings, strict=True)
    ]
    return Block(
        "programmes",
        wording.SUBJECT_LIST,
        wording.list_message(sum("acte" in one for one in own), sum("ligne_budget" in one for one in own), len(rows)),
        body=records(wording.LIST_CAPTION, tuple(wording.LIST_COLUMNS.values()), [Group(lines)], "programmes"),
        table=Table(
            pd.DataFrame(cells),
            tuple(TableColumn(name, label) for name, label in wording.LIST_COLUMNS.items()),
            wording.LIST_CAPTION,
        ),
        sources=sources(read, pd.DataFrame(rows)),
        limits=(wording.NEVER_ADDED, wording.RULE),
        wide=True,
    )


def _natures(rows: list[Row]) -> Block:
    present = [nature for nature in wording.NATURES if any(row["nature"] == nature for row in rows)]
    facts = {nature: [row[FACT] for row in rows if row["nature"] == nature] for nature in present}
    names = {nature: ", ".join(str(row["nom_court"]) for row in rows if row["nature"] == nature) for nature in present}
    frame = pd.DataFrame(
        [(wording.nature(one), wording.MEANINGS[one], names[one], joined(facts[one])) for one in present],
        columns=[*wording.NATURES_COLUMNS, FACT],
    )
    return Block(
        "natures",
        wording.SUBJECT_NATURES,
        wording.natures_message(present),
        body=definitions(
            [
                (
                    marked(wording.nature(one), joined(facts[one]), wording.nature(one)),
                    bodies.named(wording.MEANINGS[one], names[one]),
                )
                for one in present
            ]
        ),
        table=Table(
            frame,
            tuple(TableColumn(name, label) for name, label in wording.NATURES_COLUMNS.items()),
            wording.NATURES_CAPTION,
        ),
        limits=(wording.MEANINGS_NOTE,),
        wide=True,
    )


def view(read: Reader, filters: Filters) -> View:
    """Every programme, or those that concern the chosen EPCI."""
    found = rows_of(read(fiches_select()))
    if not found:
        return View(wording.NO_PROGRAMME, lead=wording.NO_PROGRAMME_ADVICE)
    rows, notices = found, list[str]()
    if filters.epci:
        concerned = set(read(programmes_of_epci_select(filters.epci))["id"])
        rows = [row for row in found if row["id"] in concerned]
        left = [str(row["nom_court"]) for row in found if row["id"] not in concerned]
        notices += [wording.outside_notice(left)] if left and rows else []
    if not rows:
        return View(wording.NO_MATCH, lead=wording.NO_MATCH_ADVICE)
    today = day(filters)
    standings = [standing(text(row["debut"]), text(row["fin"]), text(row["qualificatif"]), today) for row in rows]
    return View(
        wording.message({one: standings.count(one) for one in STANDINGS}),
        lead=wording.lead([str(row["nature"]) for row in rows], partial_date(today.isoformat())),
        blocks=(_list(read, rows, standings), _natures(rows)),
        notices=tuple(notices),
    )


PAGE: Final = Page(
    key="programmes",
    path="/programmes",
    title=wording.TITLE,
    nav=wording.NAV,
    controls=controls,
    filters=("epci",),
    view=view,
    guide=guides.PROGRAMMES,
    known_from=first_of(lambda _filters: known_from.programmes_select()),
)
