"""Every figure shown leads to where it comes from: tables, cards, bodies and points of every page, on both bases."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Final
from urllib.parse import unquote

import pandas as pd
import pytest

from components.block import FACT, Block, Table, TableColumn, View
from components.facts import parse
from components.render import block_card, table
from components.static_html import to_html
from components.wording.provenance import QUESTION
from dashboard.filters import Filters
from dashboard.page import Page, effective
from dashboard.pages import PAGES
from dashboard.tree import plain
from data.engine import Reader, read_only_engine, reader
from data.queries.fiche_programme import fiches_select
from data.queries.plan_actions import actions_select
from data.queries.provenance import FACTS, named_select
from data.queries.territoires import epci_suivis_select
from tests.dash_http import nodes

OPENED: Final = [page for page in PAGES if page.item_key is None]
ITEMS: Final = [page for page in PAGES if page.item_key is not None]
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


@pytest.fixture(scope="module")
def views(shown: tuple[str, Reader]) -> Callable[[Page], list[View]]:
    """Every view of a page, made once: those of the choices of its filters, or those of all its items."""
    _, read = shown
    return cache(lambda page: list(_views(page, read) if page.item_key is None else _items(page, read)))


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


def _keys(item_key: str, read: Reader) -> list[str]:
    """Every item that has a page."""
    programmes = [str(one) for one in read(fiches_select())["id"]]
    match item_key:
        case "programme":
            return programmes
        case "territoire":
            return [str(one) for one in read(epci_suivis_select())["siren"]]
        case _:
            return [str(one) for programme in programmes for one in read(actions_select(programme))["id"]]


def _items(page: Page, read: Reader) -> Iterator[View]:
    assert page.item_key is not None
    keys = _keys(page.item_key, read)
    assert len(keys) > 1
    for key in keys:
        yield page.view(read, Filters.parse({page.item_key: [key]})[0])


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
def test_every_row_of_every_table_names_the_facts_of_its_figure(views, page):
    assert [fault for view in views(page) for block in view.blocks for fault in _unproven(page.key, block)] == []


@pytest.mark.parametrize("page", ITEMS, ids=lambda page: page.key)
def test_every_row_of_every_item_names_the_facts_of_its_figure(views, page):
    found = [fault for view in views(page) for block in view.blocks for fault in _unproven(page.key, block)]
    assert found == []


def test_every_card_with_a_figure_names_its_facts(shown):
    _, read = shown
    synthese = OPENED[0]
    cards = [card for view in _views(synthese, read) for card in view.cards]
    assert len(cards) == 6
    assert [card.key for card in cards if not card.missing and parse(card.fait) is None] == []


@pytest.mark.parametrize("page", OPENED, ids=lambda page: page.key)
def test_every_reference_names_facts_of_the_base(shown, views, page):
    _, read = shown
    references = {
        str(reference)
        for view in views(page)
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
def test_every_point_of_every_chart_names_its_facts(views, page):
    for view in views(page):
        for trace in _traces(view):
            known = pd.Series(list(trace.x if trace.orientation == "h" else trace.y)).notna()
            facts = [parse(one) for one in trace.customdata]
            assert [rank for rank, there in enumerate(known) if there and facts[rank] is None] == [], trace.name


def _named(references: Iterable[object]) -> set[tuple[str, str]]:
    return {fact for known in map(parse, references) if known is not None for fact in known.named}


def _marks(block: Block) -> list[str]:
    """References that the block leads to on the screen, its folds open."""
    return [unquote(found) for found in re.findall('href="#fait=([^"]+)"', to_html(block_card(block)))]


def _lost(view: View) -> list[str]:
    """Facts that a table names and that its body, which stands in its place on the screen, leads nowhere to."""
    return [
        f"{block.key} : {table}:{key}"
        for block in view.blocks
        if block.body is not None and block.table is not None and FACT in block.table.frame
        for table, key in sorted(_named(block.table.frame[FACT]) - _named(_marks(block)))
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_what_a_body_shows_leads_to_the_facts_of_its_table(views, page):
    """A body stands in place of its table: every fact of the one is a mark of the other, said in words, once."""
    assert [fault for view in views(page) for fault in _lost(view)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_body_that_shows_rows_has_a_table(views, page):
    """Nothing checks the marks of a body alone."""
    blocks = [block for view in views(page) for block in view.blocks]
    assert {block.key for block in blocks if block.body is not None and block.table is None} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_mark_of_a_block_has_words_of_its_own(views, page):
    """Two marks that sound alike lead to the same facts, but in tables: these name a row by its first words."""
    for block in [block for view in views(page) for block in view.blocks if block.body is not None]:
        body = to_html(block.body)
        said = re.findall('href="#fait=([^"]+)"[^>]*aria-label="([^"]+)"', body)
        assert [words for _, words in said if not words.removeprefix(QUESTION).strip()] == [], block.key
        if "tableau-boite" not in body:
            alike = {one: {fact for fact, words in said if words == one} for _, one in said}
            assert {one for one, facts in alike.items() if len(facts) > 1} == set(), block.key


def test_a_row_shows_its_mark_with_words_of_its_own():
    frame = pd.DataFrame({"nom": ["Ici", "Là"], "valeur": [1.0, 2.0], FACT: ["observation:1", ""]})
    drawn = plain([table(Table(frame, (TableColumn("nom", "Nom"), TableColumn("valeur", "V", "nombre")), "Titre"))])
    links = [node["props"] for node in nodes(drawn) if node["type"] == "A"]
    assert [link["href"] for link in links] == ["#fait=observation:1"]
    assert links[0]["aria-label"] == f"{QUESTION} Ici"
    assert 'href="#fait=observation:1"' in to_html(drawn)
