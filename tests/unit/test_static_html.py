import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html

from components.static_html import Writer, to_html


def test_a_tree_is_written_as_html():
    tree = html.Div(
        [dcc.Store(id="s"), dcc.Link("Aller", href="/a?b=1&c"), html.Br(), None, 3], className="x", hidden=True
    )
    assert to_html(tree) == '<div class="x" hidden><a href="/a?b=1&amp;c">Aller</a><br>3</div>'


def test_text_cannot_become_markup():
    assert to_html(html.P("<script>alert('x')</script>")) == "<p>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</p>"
    assert 'title="&quot;x&quot;"' in to_html(html.P("a", title='"x"'))


def test_what_cannot_be_written_is_refused():
    with pytest.raises(TypeError):
        to_html(object())


def test_styles_become_classes_that_the_policy_accepts():
    writer = Writer()
    tall = html.Div(style={"minHeight": "400px", "maxHeight": "600px"}, className="graphique")
    counted = html.Table(style={"--rows": 4})
    assert writer.markup([tall, tall, counted]) == (
        '<div class="graphique style-0"></div><div class="graphique style-0"></div><table class="style-1"></table>'
    )
    assert writer.css() == ".style-0{min-height:400px;max-height:600px}.style-1{--rows:4}"


def test_a_list_of_choices_shows_the_one_that_is_made():
    options = [{"label": "Une & une", "value": "1"}, {"label": "Deux", "value": "2"}]
    select = dbc.Select(id="s", options=options, value="2", class_name="filtre-choix")
    assert to_html(select) == (
        '<select id="s" class="filtre-choix form-select">'
        '<option value="1">Une &amp; une</option><option value="2" selected>Deux</option></select>'
    )


def test_a_chart_leaves_its_place_and_a_view_shows_its_tree():
    graph = dcc.Graph(figure={"data": []}, config={"locale": "fr"}, className="graphique-trace")
    assert to_html(graph) == '<div class="graphique-trace"></div>'
    still = {"type": "Still", "namespace": "vigie_components", "props": {"tree": ["a", html.B("b")]}}
    assert to_html(still) == "a<b>b</b>"


def test_zero_is_written_and_false_is_not():
    assert to_html(html.Td("x", colSpan=0, hidden=False)) == '<td colSpan="0">x</td>'
