"""Every figure shown leads to where it comes from: tables, cards and points of every page, on both bases."""

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
import pytest

from components.block import FACT, Block, Table, TableColumn, View
from components.facts import parse
from components.render import table
from components.static_html import to_html
from components.wording.provenance import QUESTION
from dashboard.filters import Filters
from dashboard.page import Page, effective
from dashboard.pages import PAGES
from dashboard.tree import plain
from data.engine import Reader, read_only_engine, reader
from data.queries.provenance import FACTS, named_select
from tests.dash_http import nodes

OPENED: Final = [page for page in PAGES if page.item_key is None]
CHOICES: Final = {
    "creations": (
        "mesure=indice",
        "mesure=pour-1000",
        "secteur=a10:BE&secteur=a10:JZ",
        "annee_debut=2025",
        "annee_fin=2016",
    ),
    "budget": ("programme=plie-2001", "programme=ti-2019-2022", "annee=2025", "programme=brumevent-clusters"),
}
ACTIONS: Final = {"base_sqlite": "ti-2019-1-1", "base_demonstration": "ti-2023-2027-1-1"}
EXCEPTIONS: Final = {
    # Counts of the base itself, its method and its words: no fact makes them, the base does.
    "sources": {"tracabilite", "statuts", "genres", "sources", "methode", "glossaire", "definitions", "exclus", "base"},
}
"""Blocks whose rows show no sourced figure, by page, each kind with its reason."""
ROWS_WITHOUT_FACT: Final = {
    # A stage or an axis that no line tells: the row says that it is missing.
    ("budget", "echelle"): lambda row: bool(pd.isna(row["montant"])),
    ("budget", "repartition"): lambda row: bool(pd.isna(row["montant"])),
    ("budget", "etapes"): lambda row: row["annonce"] is None and row["vote"] is None and row["mandate"] is None,
    ("budget", "cout-emploi"): lambda row: row["montant"] is None and row["emplois"] is None,
    # A state that no promise is in: the row says its rule.
    ("promesses", "etats"): lambda row: not row["nombre"],
}
"""Rows that say that something is missing, by page and block."""


@pytest.fixture(scope="module", params=["base_sqlite", "base_demonstration"])
def shown(request: pytest.FixtureRequest) -> Iterator[tuple[str, Reader]]:
    engine = read_only_engine(f"sqlite:///{request.getfixturevalue(request.param)}")
    yield request.param, reader(engine)
    engine.dispose()


def _views(page: Page, read: Reader) -> Iterator[View]:
    for query in ("", *CHOICES.get(page.key, ())):
        pairs = [pair.split("=") for pair in query.split("&") if pair]
        asked: dict[str, Any] = {}
        for key, value in pairs:
            asked.setdefault(key, []).append(value)
        filters, _ = effective(Filters.parse(asked)[0].only(page.filters), page.controls(read))
        yield page.view(read, filters)


def _unproven(page: str, block: Block) -> list[str]:
    """Rows of a block's table that no reference stands behind, while they are no exception."""
    if block.table is None or block.key in EXCEPTIONS.get(page, ()):
        return []
    frame = block.table.frame
    if FACT not in frame:
        return [f"{block.key} : aucune colonne « {FACT} »"]
    allowed = ROWS_WITHOUT_FACT.get((page, block.key), lambda _row: False)
    return [
        f"{block.key} : {row[block.table.columns[0].name]}"
        for row in frame.to_dict("records")
        if parse(row[FACT]) is None and not allowed(row)
    ]


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_every_row_of_every_table_names_the_facts_of_its_figure(shown, page):
    _, read = shown
    assert [fault for view in _views(page, read) for block in view.blocks for fault in _unproven(page.key, block)] == []


def test_every_row_of_an_action_names_the_facts_of_its_figure(shown):
    base, read = shown
    page = next(page for page in PAGES if page.item_key == "action")
    view = page.view(read, Filters(action=ACTIONS[base]))
    assert [fault for block in view.blocks for fault in _unproven(page.key, block)] == []


def test_every_card_with_a_figure_names_its_facts(shown):
    _, read = shown
    synthese = OPENED[0]
    cards = [card for view in _views(synthese, read) for card in view.cards]
    assert len(cards) == 6
    assert [card.key for card in cards if not card.missing and parse(card.fait) is None] == []


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_every_reference_names_facts_of_the_base(shown, page):
    _, read = shown
    references = {
        str(reference)
        for view in _views(page, read)
        for block in view.blocks
        if block.table is not None and FACT in block.table.frame
        for reference in block.table.frame[FACT]
    }
    named = {fact for reference in references for found in [parse(reference)] if found for fact in found.named}
    unknown = []
    for name, key in sorted(named)[:60]:
        statement = named_select(name, key) if name in FACTS else None
        if statement is None or read(statement).empty:
            unknown.append((name, key))
    assert unknown == []


def _traces(view: View) -> Iterator[Any]:
    """Traces that say something on hover: those whose points are figures."""
    for block in view.blocks:
        if block.figure is not None:
            yield from (trace for trace in block.figure.data if trace.hovertemplate)


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_every_point_of_every_chart_names_its_facts(shown, page):
    _, read = shown
    for view in _views(page, read):
        for trace in _traces(view):
            known = pd.Series(list(trace.x if trace.orientation == "h" else trace.y)).notna()
            facts = [parse(one) for one in trace.customdata]
            assert [rank for rank, there in enumerate(known) if there and facts[rank] is None] == [], trace.name


def test_a_row_shows_its_mark_with_words_of_its_own():
    frame = pd.DataFrame({"nom": ["Ici", "Là"], "valeur": [1.0, 2.0], FACT: ["observation:1", ""]})
    drawn = plain([table(Table(frame, (TableColumn("nom", "Nom"), TableColumn("valeur", "V", "nombre")), "Titre"))])
    links = [node["props"] for node in nodes(drawn) if node["type"] == "A"]
    assert [link["href"] for link in links] == ["#fait=observation:1"]
    assert links[0]["aria-label"] == f"{QUESTION} Ici"
    assert 'href="#fait=observation:1"' in to_html(drawn)
