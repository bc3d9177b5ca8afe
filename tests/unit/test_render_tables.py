"""Tables of blocks: figures keep their columns, words become records; charts have their height from the start."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.block import Block, Kind, Table, TableColumn, Way
from components.render import block_card, table
from components.static_html import to_html

LONG = "Un texte bien trop long pour deux colonnes côte à côte"


def _table(*kinds: Kind, text: str = "court") -> Table:
    columns = tuple(TableColumn(f"c{rank}", f"Colonne {rank}", kind) for rank, kind in enumerate(kinds))
    row = {column.name: text if column.kind == "texte" else 12 for column in columns}
    return Table(pd.DataFrame([row]), columns, "Essai")


def _classes(content: Table) -> str:
    return to_html(table(content)).split('class="tableau ')[1].split('"')[0]


@pytest.mark.parametrize(
    ("content", "classes"),
    [
        (_table("texte", "texte"), "comparee"),
        (_table("texte", "texte", text=LONG), "fiches mots"),
        (_table("texte", "nombre", text=LONG), "comparee"),
        (_table("texte", "texte", "nombre", "euros", "euros"), "comparee"),
        (replace(_table("texte", "texte", "nombre", "euros", "euros"), records=True), "fiches mots larges"),
        (_table("texte", "texte", "texte", "euros"), "fiches mots larges"),
        (_table("texte", "texte", "texte", "date", "euros", "euros", "euros"), "fiches mots larges nombreuses"),
    ],
)
def test_a_table_stands_as_its_columns_ask(content: Table, classes: str) -> None:
    assert _classes(content) == classes


def test_only_records_carry_the_names_of_their_columns() -> None:
    assert 'data-libelle="Colonne 1"' in to_html(table(_table("texte", "texte", "texte", "euros")))
    assert "data-libelle" not in to_html(table(_table("texte", "euros")))


@pytest.mark.parametrize("height", [360, 800])
def test_a_chart_has_its_height_before_it_is_drawn(height: int) -> None:
    block = Block("essai", "Sujet", "Message", figure=go.Figure(), height=height)
    chart = next(node for node in block_card(block)._traverse() if getattr(node, "role", None) == "img")
    assert chart.style == {"minHeight": f"{height}px", "maxHeight": f"{round(height * 1.5)}px"}


def test_a_card_has_three_parts_even_when_it_has_nothing_to_say() -> None:
    card = block_card(Block("essai", "Sujet", "Message", void="Il manque tout"))
    assert [type(part).__name__ for part in card.children] == ["Header", "Div", "Footer"]


def test_ways_alone_make_a_block() -> None:
    shown = to_html(block_card(Block("essai", "Sujet", "Message", ways=(Way("Zone", "/emploi?zone=1", "3 communes"),))))
    assert 'href="/emploi?zone=1"' in shown
    assert "3 communes" in shown
    assert 'class="vide"' not in shown


def test_figures_that_are_missing_say_why_in_their_own_words() -> None:
    columns = (TableColumn("c0", "Quand"), TableColumn("c1", "Écart", "points"))
    rows = [{"c0": "a", "c1": 1.8}, {"c0": "b", "c1": "non comparable"}, {"c0": "c", "c1": None}]
    shown = to_html(table(Table(pd.DataFrame(rows), columns, "Essai")))
    assert "+1,8\u00a0pt<" in shown
    assert shown.count("manquant") == 2
    assert ">non comparable<" in shown
    assert ">non renseigné<" in shown


def test_a_void_says_what_is_missing_then_the_ways_out_of_it() -> None:
    ways = (Way("Pacte", "/budget?programme=pacte", "1 €"), Way("Plan", "/plan-actions"))
    void = to_html(block_card(Block("essai", "Sujet", "Message", void="Il manque tout", ways=ways)))
    assert void.index("Il manque tout") < void.index('<a href="/budget?programme=pacte">Pacte</a>') < void.index("1 €")
    assert "<li>" in void
    assert "vide-voies" not in to_html(block_card(Block("essai", "Sujet", "Message", void="Il manque tout")))
