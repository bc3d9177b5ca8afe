import pytest
from dash import dcc, html

from components.static_html import to_html


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
