"""Tables of records: every cell is filled, a void is said once, headers and names are announced."""

from typing import Any

from dash.development.base_component import Component

from components import plan_actions as bodies
from components.records import Group, Unknown, definitions, records
from components.static_html import to_html


def _found(tree: Component, kind: str) -> list[Any]:
    return [node for node in tree._traverse() if type(node).__name__ == kind]


def test_a_missing_cell_is_said_and_keeps_the_name_of_its_column():
    table = records("Essai", ("Nom", "Pilote", "Échéance"), [Group([["A", None, "2026"]], "Axe 1")])
    pilote, echeance = _found(table, "Td")
    assert pilote.children == "non renseigné"
    assert pilote.to_plotly_json()["props"]["data-libelle"] == "Pilote"
    assert echeance.children == "2026"
    assert [head.scope for head in _found(table, "Th")] == ["col", "col", "col", "rowgroup", "row"]


def test_a_void_spans_its_columns_and_names_them():
    table = records("Essai", ("Nom", "Pilote", "Échéance", "Météo"), [Group([["A", Unknown(2), "beau"]])])
    void, weather = _found(table, "Td")
    assert void.colSpan == 2
    assert void.to_plotly_json()["props"]["data-libelle"] == "Pilote, Échéance"
    assert weather.to_plotly_json()["props"]["data-libelle"] == "Météo"


def test_definitions_say_what_is_missing():
    html = to_html(definitions([("Pilote", None), ("État", "en cours")]))
    assert '<dd class="manquant">non renseigné</dd>' in html
    assert "<dt>État</dt><dd>en cours</dd>" in html


def test_a_state_is_a_shape_a_word_and_a_colour():
    html = to_html(bodies.mark("bloquee"))
    assert "etat-bloquee" in html
    assert '<span class="etat-signe" aria-hidden="true">■</span>' in html
    assert "Bloquée" in html


def _axis(**more: int) -> dict[str, Any]:
    zero = dict.fromkeys(
        ("a_venir", "en_cours", "realisee", "bloquee", "non_renseignee", "beau", "variable", "orage"), 0
    )
    return {"axe": "Attirer", **zero, "actions": 4, "en_retard": None, "calculables": 0, **more}


def test_an_axis_without_any_state_shows_no_zero():
    html = to_html(bodies.matrix([_axis(non_renseignee=4)], over=False))
    assert "aucun état connu" in html
    assert ">0<" not in html
    assert "◇◇◇◇" in html


def test_an_axis_with_states_shows_them_all():
    html = to_html(bodies.matrix([_axis(en_cours=3, realisee=1, en_retard=2, calculables=4, orage=1)], over=False))
    assert "▶▶▶" in html
    assert "●" in html
    assert "▲" in html
    assert "orage" in html


def test_voids_of_axes_with_long_names_or_in_groups_take_the_whole_width():
    rows = [("État", "comité", ["1", "1", "2"])]
    short = to_html(bodies.voids(("Attirer", "Recruter"), [(None, rows)]))
    long = to_html(bodies.voids(("Accélérer les transitions", "B"), [(None, rows)]))
    grouped = to_html(bodies.voids(("Attirer", "Recruter"), [("Pour le bilan", rows), ("Pendant", rows)]))
    assert "vides-larges" not in short
    assert "vides-larges" in long
    assert "vides-larges" in grouped
    assert "Pour le bilan" in grouped
