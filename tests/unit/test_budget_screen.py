"""Figures and words of the budget page on made-up values."""

import pandas as pd
import pytest

from components import theme
from components.figures import budget as figures
from components.formats import NBSP, NNBSP
from components.wording import budget as wording
from components.wording import budget_grants as grants_wording
from components.wording import budget_parts as parts_wording


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


def test_bars_start_from_zero_and_unknown_amounts_are_pale_hatches():
    figure = figures.rows(frame({}, {"montant": None, "motif": "manquant", "couleur": theme.US}, {"motif": "hachure"}))
    (bars,) = figure.data
    assert bars.type == "bar"
    assert list(bars.x) == [100.0, 100.0, 100.0]
    assert list(bars.base) == [0.0, 0.0, 0.0]
    assert list(bars.marker.pattern.shape) == ["", "/", "/"]
    assert list(bars.marker.color) == [theme.US, theme.VOID, theme.US]
    assert figure.layout.xaxis.range[0] == 0


@pytest.mark.parametrize("stretch", [1, 1.5])
def test_words_never_meet_a_bar_even_when_the_card_stretches_the_chart(stretch):
    rows = frame(
        {"section": "Par financeur", "libelle": "Nom très long " * 6, "detail": "précision " * 12},
        {"section": "Par axe", "valeur": "environ 1 M€"},
    )
    figure = figures.rows(rows, [("■ Axe 1", theme.US)])
    middles = list(figure.data[0].y)
    height = figures.rows_height(rows, [("■ Axe 1", theme.US)])
    for note in figure.layout.annotations:
        size = note.font.size or 14
        top = stretch * note.y - (note.yshift or 0)
        bottom = top + len(note.text.split("<br>")) * (size + 6)
        edges = [(stretch * (middle - 7), stretch * (middle + 7)) for middle in middles]
        assert all(bottom <= above or top >= below for above, below in edges), note.text
        assert 0 <= top < bottom <= stretch * height
    assert list(figure.layout.yaxis.range) == [height, 0]


def test_no_text_carries_a_tag_that_needs_an_inline_style():
    figure = figures.rows(frame({"detail": "détail", "section": "Par axe"}), [("■ Axe 1", theme.US)])
    texts = [note.text for note in figure.layout.annotations]
    texts.append(wording.hover("Voté", 12.0, ["environ"]))
    texts.append(grants_wording.hover("Amiens", "Axe 1", 12.0, 1, 1))
    assert not [text for text in texts if text.replace("<br>", "").count("<")]


def test_segments_of_a_row_follow_one_another():
    rows = frame({"rang": 0}, {"rang": 0, "base": 100.0, "montant": 50.0})
    figure = figures.rows(rows)
    assert list(figure.data[0].base) == [0.0, 100.0]
    assert figure.data[0].y[0] == figure.data[0].y[1]
    assert list(figure.layout.xaxis.range) == [0, 150.0]


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


def test_trap_20_units_are_said():
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
    assert "budget supplémentaire" in wording.rate(None, "vote", "supplementaire", approximate=False)
    assert wording.rate(48.24, "vote", None, approximate=True) == f"environ 48,2{NNBSP}% du voté"


def test_trap_07_francs_are_shown_as_francs():
    assert parts_wording.original(1_000_000.0, "FRF") == f"1{NNBSP}000{NNBSP}000{NNBSP}F"
    assert parts_wording.original(1_000_000.0, "EUR") == "–"
    assert "6,55957" in parts_wording.conversion(6.55957)


def test_the_split_message_tells_what_is_not_split():
    assert parts_wording.split_message("7 €", ("Groupe", 89.4, True), None) == (
        f"89{NNBSP}% de 7 €{NNBSP}: Groupe, parts inconnues{NNBSP}; rien n’est ventilé par axe"
    )
    assert "tout va à l’axe" in parts_wording.split_message("7 €", ("État", 60.0, False), ("Un", 100.0))
