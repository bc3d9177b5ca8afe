"""The Synthèse on sourced facts: six cards, each honest about what it does not know."""

from datetime import date

import pandas as pd
import pytest

from components.block import View
from dashboard.blocks import synthese_cards as cards
from dashboard.filters import Filters
from dashboard.pages import synthese
from data.engine import Reader

AMIENS = "248000531"
SAINT_QUENTIN = "200071892"


@pytest.fixture
def view(read: Reader, monkeypatch):
    monkeypatch.setattr(synthese, "_today", lambda: date(2026, 11, 22))

    def make(*epci: str) -> View:
        return synthese.view(read, Filters(epci=epci))

    return make


def _card(view: View, key: str):
    return next(card for card in view.cards if card.key == key)


def test_six_cards_at_most_each_with_its_source(view):
    for chosen in ((), (AMIENS,), (SAINT_QUENTIN,), (AMIENS, SAINT_QUENTIN)):
        found = view(*chosen).cards
        assert len(found) == 6
        assert all(card.source for card in found if not card.missing)


def test_creations_of_amiens(view):
    card = _card(view(AMIENS), "creations")
    assert card.value == "2\u202f655"
    assert "+149 par rapport à 2024" in card.context
    assert "14,4 pour 1\u202f000 habitants" in card.context
    assert card.statut == "constate"
    assert "78\u202f% individuelles" in view(AMIENS).message


def test_creations_of_several_epci_are_the_sum_of_theirs(view):
    assert _card(view(AMIENS, SAINT_QUENTIN), "creations").value == "3\u202f535"


def test_a_missing_part_makes_the_whole_not_computable():
    counts = pd.DataFrame(
        {
            "territoire_id": ["epci:1", "epci:2", "epci:1"],
            "annee": [2024, 2024, 2025],
            "valeur": [10.0, 20.0, 12.0],
            "perimetre_id": ["epci:1@2026", "epci:2@2026", "epci:1@2026"],
        }
    )
    nothing = pd.DataFrame(columns=["territoire_id", "a_partir_de", "cause"])
    card = cards.creations_card(cards.creations(counts, counts[:0], counts[:0], nothing), "Insee")
    assert card.missing
    assert card.value == "non calculable"
    assert card.context == "il manque 1 EPCI sur 2"


def test_unemployment_is_compared_with_the_same_quarter_of_the_same_producer(view):
    card = _card(view(AMIENS), "chomage")
    assert card.value == "9,2\u202f%"
    assert card.unit == "T3\u00a02023"
    assert "+1,8\u00a0pt" in card.context
    assert "France hors Mayotte" in card.context


def test_several_zones_never_make_one_rate(view):
    card = _card(view(), "chomage")
    assert card.value == "9,2 à 11,3\u202f%"
    assert "selon la zone" in card.unit


def test_an_old_rate_says_its_age(view):
    assert "38 mois" in str(_card(view(AMIENS), "chomage").mark)
    assert cards.months_since("2026-T3", date(2026, 11, 22)) == 2


def test_trap_01_rival_claims_stand_side_by_side_and_nothing_adds_them(view):
    card = _card(view(AMIENS), "emplois")
    assert card.value == "24"
    assert card.contested
    assert card.unit == "flux ou cumul non précisé"
    assert "50 à 100 emplois par an" in card.context
    assert "Prévision" in card.context
    shown = " ".join((card.value, card.context))
    assert not any(wrong in shown for wrong in ("74", "124", "300", "600"))


def test_trap_13_amiens_has_no_territoire_d_industrie_action(view):
    card = _card(view(AMIENS), "plan")
    assert card.missing
    assert card.value == "sans objet"
    assert "action" not in view(AMIENS).message


def test_trap_13_saint_quentin_has_no_cluster_jobs(view):
    card = _card(view(SAINT_QUENTIN), "emplois")
    assert card.value == "sans objet"
    assert "cluster" not in view(SAINT_QUENTIN).message


def test_trap_18_no_action_has_a_state(view):
    card = _card(view(SAINT_QUENTIN), "plan")
    assert (card.value, card.unit) == ("0", "sur 11 renseignées")
    assert card.context == "4 Attirer · 2 Recruter · 4 Innover · 1 Simplifier"
    assert "11 sans état" in str(card.mark)


def test_trap_20_amounts_of_different_kinds_are_named_and_never_added(view):
    card = _card(view(), "budget")
    assert card.missing
    assert "environ 1\u00a0M€ (Pacte" in card.context
    assert "700\u202f000\u202f€ par an" in card.context
    assert "1,7" not in card.context


def test_due_promises_are_those_of_the_register(view):
    card = _card(view(AMIENS), "promesses")
    assert card.value == "3"
    assert "1 tenue · 1 tenue en partie" in card.context


def test_without_a_dated_meeting_nothing_is_compared(view):
    block = next(block for block in view().blocks if block.key == "depuis")
    assert "n’est pas calculable" in block.message
    assert block.limits


def test_points_of_attention_name_their_rule(view):
    block = next(block for block in view().blocks if block.key == "attention")
    assert block.table is not None
    assert block.table.frame["regle"].notna().all()
    assert len(block.table.frame) == 7
