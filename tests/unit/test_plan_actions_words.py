"""Sentences of the plan: agreements, what is said of a void, and cells that never show zero for unknown."""

from typing import Any

import pytest

from components.wording import action as action_wording
from components.wording import plan_actions as wording
from components.wording import plan_actions_requests as asking
from components.wording.grammar import agreed, in_words, lowered

ROW: dict[str, Any] = {"retard": "non_calculable", "conteste": False, "etat": "non_renseignee", "echeance": None}


@pytest.mark.parametrize(
    ("known", "late", "total", "expected"),
    [
        (0, 0, 11, "Aucune des onze actions n’a d’état renseigné"),
        (0, 0, 1, "L’action du plan n’a pas d’état renseigné"),
        (1, 0, 11, "1\u00a0action sur 11 a un état renseigné, aucune en retard"),
        (7, 2, 20, "7\u00a0actions sur 20 ont un état renseigné, 2 en retard"),
    ],
)
def test_the_message_says_how_many_are_known_then_late(known, late, total, expected):
    assert wording.message(known, late, total) == expected


def test_numbers_in_words_agree_and_stop():
    assert (in_words(1), in_words(11), in_words(17)) == ("une", "onze", "17")
    assert (agreed(0, "a", "ont"), agreed(1, "a", "ont"), agreed(2, "a", "ont")) == ("a", "a", "ont")
    assert (lowered("Comité technique"), lowered("EPCI par action")) == ("comité technique", "EPCI par action")


@pytest.mark.parametrize(
    ("pilote", "echeance", "expected"),
    [
        (0, 0, "Les onze actions ont un pilote et une échéance"),
        (2, 1, "9\u00a0actions sur\u00a011 ont un pilote, 10 une échéance"),
    ],
)
def test_the_list_says_how_many_actions_are_led_and_dated(pilote, echeance, expected):
    missing = {"etat": 0, "pilote": pilote, "elu_referent": 0, "echeance": echeance, "budget": 0, "indicateur": 0}
    assert wording.list_message(missing, 11) == expected


def test_late_cell_never_writes_zero_for_unknown():
    assert wording.late_cell({"en_retard": None, "calculables": 0, "actions": 4}) == "non calculable"
    assert wording.late_cell({"en_retard": 0, "calculables": 4, "actions": 4}) == "0"
    assert wording.late_cell({"en_retard": 1, "calculables": 3, "actions": 4}) == "1 sur 3 calculables"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ROW, "non calculable\u202f: il manque l’état et l’échéance"),
        ({**ROW, "etat": "en_cours"}, "non calculable\u202f: il manque l’échéance"),
        ({**ROW, "conteste": True}, "non calculable\u202f: le suivi est contesté"),
        ({**ROW, "retard": "en_retard"}, "en retard"),
    ],
)
def test_lateness_says_what_it_lacks(row, expected):
    assert action_wording.lateness(row) == expected


def test_each_void_names_who_can_fill_it():
    pair = ("Président de la CA", "Directeur général")
    assert asking.supplier("etat", "Comité technique du plan", pair, 4) == "Comité technique du plan"
    assert asking.supplier("pilote", None, pair, 4).endswith("président de la CA et directeur général")
    assert asking.supplier("budget", None, (), 4) == "Les quatre EPCI du plan"
    assert asking.supplier("budget", None, (), 1) == asking.supplier("etat", None, (), 1) == "Pilote du programme"
    assert asking.short_supplier("pilote", None, pair, 4) == "Binôme de pilotage"


def test_an_act_says_its_vote_only_when_it_was_counted():
    act: dict[str, Any] = {"objet": "Contrat", "portee": None, "date_acte": None, "etat": "non_renseigne", "pour": None}
    assert asking.act(act) == "Contrat\u202f: état non renseigné."


def test_orientations_are_said_with_their_direction():
    asked = {"libelle": "Choisir le site", "connu_le": "2026-03-26"}
    given = {"libelle": "Désigner un pilote", "connu_le": "2026-06-26"}
    assert asking.recorded(asked) == "Choisir le site (demandée, 26\u00a0mars\u00a02026)"
    assert asking.settled(given, given) == "Désigner un pilote (donnée, 26\u00a0juin\u00a02026)"
    assert asking.settled(asked, given).endswith("→ Désigner un pilote (donnée, 26\u00a0juin\u00a02026)")


def test_nothing_is_asked_of_a_complete_plan():
    assert asking.requests_message([]) == "Aucun point à orienter dans ce plan"
    one = asking.request("bloquee", 1, 11)
    assert asking.requests_message([one]).startswith("Un point à orienter dans ce plan\u202f: proposer une issue")
