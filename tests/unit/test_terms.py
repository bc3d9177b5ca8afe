"""Terms become definitions: whole words, the first time in a block, a few per block, never inside something pressed."""

from typing import Any

from dash import dcc, html

from components import terms
from components.wording.terms import TERMS
from tests.dash_http import nodes


def _marked(tree) -> list[str]:
    """Words marked in a tree of components, in the order of the page."""
    if isinstance(tree, list | tuple):
        return [word for part in tree for word in _marked(part)]
    if not hasattr(tree, "to_plotly_json"):
        return []
    own = [tree.children] if getattr(tree, "className", None) == "terme" else []
    return own + _marked(getattr(tree, "children", None))


def _found(text: str, *, whole: bool = False) -> list[str]:
    return [key for key, _, _ in terms.occurrences(text, whole=whole)]


def _block(*content, key: str = "a") -> html.Section:
    return html.Section(list(content), className="carte bloc", id=f"bloc-{key}")


def _subject(text: str) -> html.P:
    return html.P(text, className="bloc-sujet")


def _source(text: str) -> html.Div:
    return html.Div(html.Ul([html.Li(text)]), className="bloc-sources")


def test_whole_words_with_their_plural_and_their_capital():
    assert _found("Zones d’emploi") == ["zone_emploi"]
    assert _found("par zone\u00a0d’emploi, d’EPCI") == ["zone_emploi", "epci"]
    assert _found("Crédits de paiement") == ["cp"]
    assert _found("reflux, influx, flux-tendu") == []


def test_an_acronym_is_not_a_word_in_small_letters():
    assert _found("le PLIE") == ["plie"]
    assert _found("il plie") == []
    assert _found("les CPU") == []


def test_a_capital_in_a_sentence_makes_a_name():
    assert _found("Amiens Cluster") == []
    assert _found("Cluster, ou : Clusters") == ["cluster", "cluster"]


def test_the_longest_form_wins():
    assert _found("voté non mandaté") == ["vote_non_mandate"]
    assert _found("taux de chômage localisé") == ["chomage_localise"]


def test_a_header_is_looked_up_whole():
    assert _found("Étape", whole=True) == ["etape"]
    assert _found("Prochaine étape", whole=True) == []


def test_words_with_an_ordinary_meaning_stay_in_the_glossary():
    assert _found("neuf actions déjà engagées, un vote annoncé et payé") == []
    assert {"engage", "annonce", "paye", "vote"} <= set(TERMS)


def test_the_first_occurrence_in_each_block_is_marked():
    blocks = [_block(_subject("EPCI et EPCI")), _block(_subject("par EPCI"), key="b")]
    shown = terms.with_definitions(blocks)
    assert _marked(shown) == ["EPCI", "EPCI"]
    assert blocks[0].children[0].children[1:] == [" et EPCI"]


def test_a_block_explains_a_few_words_only():
    words = "Flux, stock, EPCI, PETR, PLIE, météo, rupture"
    assert len(_marked(terms.with_definitions([_block(_subject(words))]))) == 4


def test_what_shows_comes_before_what_is_folded():
    folded = html.Details([html.Summary("Tableau"), html.Th("EPCI", scope="col")])
    limit = html.P("Un EPCI", className="bloc-limite")
    terms.with_definitions([_block(folded, limit)])
    assert _marked(folded) == []
    assert _marked(limit) == ["EPCI"]


def test_a_row_header_and_a_quotation_stay_as_they_are():
    row = html.Tr([html.Th("Zone d’emploi", scope="row"), html.Td("EPCI")])
    source = _source("Insee, Flux par zone d’emploi · constaté · données connues en 2026")
    assert _marked(terms.with_definitions([_block(row, source)])) == ["constaté", "données connues"]


def test_sources_explain_their_words_once_a_page():
    blocks = [_block(_source("Insee · constaté"), key=key) for key in "ab"]
    assert _marked(terms.with_definitions(blocks)) == ["constaté"]


def test_nothing_pressed_is_put_inside_something_pressed():
    link = html.P(["Lire ", dcc.Link("les EPCI", href="/")], className="bloc-limite")
    assert _marked(terms.with_definitions([_block(link, html.Summary("EPCI"))])) == []


def test_each_marked_term_has_its_hidden_definition():
    shown = terms.with_definitions([_block(_subject("EPCI, flux"))])
    assert shown[-1].to_plotly_json()["props"]["hidden"] is True
    tree = [part.to_plotly_json() for part in _all(shown)]
    described = {node["props"]["aria-describedby"] for node in tree if node["props"].get("className") == "terme"}
    ids = {node["props"]["id"] for node in tree if str(node["props"].get("id", "")).startswith("definition-")}
    assert described == ids == {"definition-epci", "definition-flux"}
    assert len(terms.with_definitions([_block(_subject("rien"))])) == 1


def _all(tree) -> list[Any]:
    if isinstance(tree, list | tuple):
        return [one for part in tree for one in _all(part)]
    if not hasattr(tree, "to_plotly_json"):
        return []
    return [tree, *_all(getattr(tree, "children", None))]


def test_the_glossary_has_every_term_in_the_order_of_the_alphabet():
    names = [name for _, name, _ in terms.glossary_rows()]
    assert len(names) == len(TERMS)
    assert names.index("Cluster") < names.index("Échéance") < names.index("EPCI") < names.index("Étape")
    entries = terms.glossary().children
    assert len({entry.id for entry in entries}) == len(TERMS)
    assert _marked(terms.with_definitions([_block(terms.glossary())])) == []


def test_each_form_leads_to_its_own_term():
    for key, term in TERMS.items():
        for form in term.forms:
            assert _found(form) == [key], form
        for label in term.labels:
            assert _found(label, whole=True) == [key], label


def test_a_definition_is_a_short_sentence():
    for term in TERMS.values():
        assert 20 <= len(term.meaning) <= 190, term.name
        assert term.meaning[0].isupper()
        assert term.meaning.endswith(".")


def test_serialised_terms_can_be_reached_with_the_keyboard():
    shown = terms.with_definitions([_block(_subject("EPCI"))])
    (term,) = (one for one in _all(shown) if getattr(one, "className", None) == "terme")
    assert next(nodes(term.to_plotly_json()))["props"]["tabIndex"] == "0"
    assert term.role == "button"
