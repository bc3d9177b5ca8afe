"""Figures and words of the budget page on made-up values."""

import json
from typing import Any

import pandas as pd
import pytest
from plotly.io.json import to_json_plotly

from components import theme
from components.figures import budget as figures
from components.formats import NBSP, NNBSP
from components.wording import budget as wording
from components.wording import budget_grants as grants_wording
from components.wording import budget_parts as parts_wording
from components.wording import budget_rates as rates_wording
from tests.dash_http import nodes, text_of


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    base = {
        "section": "",
        "libelle": "Voté",
        "valeur": "100 €",
        "detail": "",
        "base": 0.0,
        "montant": 100.0,
        "motif": "plein",
        "couleur": theme.US,
        "survol": "survol",
    }
    return pd.DataFrame([{"rang": rank, **base, **row} for rank, row in enumerate(rows)]).astype({"montant": "float64"})


def drawn(*args: Any) -> list[dict[str, Any]]:
    return list(nodes(json.loads(to_json_plotly(figures.rows(*args)))))


def bars(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node["props"] for node in found if str(node["props"].get("className")).startswith("barre-part")]


def words(found: list[dict[str, Any]], name: str) -> list[str]:
    return [text_of(node) for node in found if str(node["props"].get("className")).split(" ")[0] == name]


def test_bars_start_from_zero_on_one_scale_and_unknown_amounts_have_no_length():
    known, unknown, shared = bars(
        drawn(frame({}, {"montant": None, "motif": "manquant"}, {"motif": "hachure", "montant": 50.0}))
    )
    assert known["style"] == {"left": "0.00%", "width": "100.00%", "color": theme.US}
    assert shared["style"] == {"left": "0.00%", "width": "50.00%", "color": theme.US}
    # Its band spans the row whatever the others are, and has no colour of its own.
    assert unknown["style"] == {"width": "100%"}
    assert [one["className"].split()[1] for one in (known, unknown, shared)] == ["plein", "manquant", "hachure"]


def test_segments_of_a_row_follow_one_another_and_share_its_words():
    found = drawn(frame({"rang": 0}, {"rang": 0, "base": 100.0, "montant": 100.0}, {"rang": 1, "libelle": "Payé"}))
    assert [one["style"]["left"] for one in bars(found)] == ["0.00%", "50.00%", "0.00%"]
    assert words(found, "barre-nom") == ["Voté", "Payé"]


def test_a_name_is_whole_and_a_heading_stands_before_its_rows():
    long = "Nom très long " * 6
    found = drawn(
        frame({"section": "Par financeur", "libelle": long, "detail": "détail"}, {"section": "Par axe"}),
        [("Axe 1", theme.US)],
    )
    assert words(found, "barre-nom") == [long, "Voté"], "aucun nom n’est coupé d’avance"
    assert words(found, "barres-section") == ["Par financeur", "Par axe"]
    assert words(found, "barre-detail") == ["détail"]
    assert [text.strip() for text in words(found, "barres-legende")] == ["Axe 1"]


def test_an_amount_that_is_missing_looks_missing_and_a_partial_one_does_not():
    found = drawn(
        frame(
            {"montant": None, "motif": "manquant", "valeur": "non renseigné"},
            {"rang": 1},
            {"rang": 1, "montant": None, "motif": "manquant"},
        )
    )
    classes = [str(node["props"].get("className")) for node in found]
    assert [name for name in classes if name.startswith("barre-valeur")] == ["barre-valeur manquant", "barre-valeur"]


def test_every_part_of_a_row_says_its_amount():
    assert wording.hover("Voté", 12.0, ["environ", "–"]) == f"Voté\n12{NNBSP}€\nenviron"
    assert grants_wording.hover("Amiens", "Axe 1", None, 1, 0).split("\n")[2] == "non renseigné"


@pytest.mark.parametrize(
    ("amount", "stage", "time", "expected"),
    [
        (718798.0, "annonce", ("exercice", 2001), f"718{NNBSP}798{NNBSP}€ annoncés pour{NBSP}2001"),
        (4_350_000.0, "vote", ("exercice", 2025), f"4,35{NBSP}M€ votés en{NBSP}2025"),
        (1_300_000_000.0, "annonce", ("total", None), f"1,3{NBSP}Md€ annoncé au total"),
        (700000.0, "annonce", ("annuel", None), f"700{NNBSP}000{NNBSP}€ par an annoncés"),
    ],
)
def test_an_amount_is_said_with_its_stage_and_period(amount, stage, time, expected):
    assert wording.described(amount, stage, *time) == expected


@pytest.mark.piege(20)
def test_units_are_said():
    yearly = wording.described(700000.0, "annonce", "annuel", None)
    assert "par an" in yearly
    unsaid = wording.described(1e6, "annonce", "non_precise", None, "prevision", ["environ"])
    assert unsaid == f"environ 1{NBSP}M€ annoncé (prévision), annuel ou total non précisé"
    assert wording.amount(None) == "montant non chiffré"


def test_money_that_waits_has_its_words():
    text = wording.message("P", "4 votés", "48,2 % du voté", 2_260_000.0, ("paye",))
    assert f"2,26{NBSP}M€ votés non mandatés" in text
    assert "paiement" not in text


def test_a_negative_remainder_is_never_called_waiting():
    text = wording.message("P", "4 votés", "104 % du voté", -10.0, ())
    assert "non mandaté" not in text
    assert "non mandaté" not in wording.ladder_message(5, "4 votés", "104 % du voté", -10.0)


def test_missing_stages_are_named():
    assert wording.message("P", "x", None, None, ("paye",)).endswith("le paiement n’est pas renseigné")
    assert wording.message("P", "x", None, None, ("mandate", "paye")).endswith("ne sont pas renseignés")
    assert wording.message("P", "x", None, None, ()) == f"P{NNBSP}: x"


def test_a_refused_rate_says_why():
    assert "budget supplémentaire" in rates_wording.rate(None, "vote", "supplementaire", approximate=False)
    assert "mêmes financeurs" in rates_wording.rate(None, "vote", "financeurs", approximate=False)
    assert rates_wording.rate(48.24, "vote", None, approximate=True) == f"environ 48,2{NNBSP}% du voté"


@pytest.mark.piege(7)
def test_francs_are_shown_as_francs():
    assert parts_wording.original(1_000_000.0, "FRF") == f"1{NNBSP}000{NNBSP}000{NNBSP}F"
    assert parts_wording.original(1_000_000.0, "EUR") == "–"
    assert "6,55957" in parts_wording.conversion(6.55957)


def test_the_split_message_tells_what_is_not_split():
    assert parts_wording.split_message("7 €", ("Groupe", 89.4, True), None) == (
        f"89{NNBSP}% de 7 €{NNBSP}: Groupe, parts inconnues{NNBSP}; rien n’est ventilé par axe"
    )
    assert "tout va à l’axe" in parts_wording.split_message("7 €", ("État", 60.0, False), ("Un", 100.0))


@pytest.mark.parametrize(
    ("standing", "heading", "sentence"),
    [
        ("en_cours", f"Exercice{NBSP}2026 (en cours)", "4 votés, exercice en cours"),
        ("dernier_clos", f"Exercice{NBSP}2026 (dernier exercice clos)", "4 votés, dernier exercice clos"),
        ("a_venir", f"Exercice{NBSP}2026 (à venir)", "4 votés, exercice à venir"),
        ("clos", f"Exercice{NBSP}2026", "4 votés"),
        (None, f"Exercice{NBSP}2026", "4 votés"),
    ],
)
def test_where_an_exercise_stands_is_said_in_plain_words(standing, heading, sentence):
    assert wording.period("exercice", 2026, standing or "") == heading
    assert wording.standing_of("4 votés", standing) == sentence


def test_the_ladder_says_of_which_exercise_it_speaks():
    assert f"non mandaté en{NBSP}2025" in wording.ladder_message(5, "4 votés", "48 % du voté", 10.0, 2025)
