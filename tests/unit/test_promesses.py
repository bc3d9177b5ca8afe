from datetime import date

import pytest

from components import theme
from components.wording import promesses as wording
from data.model.dates import last_day
from data.model.promesses import ETATS, about_committee, documented, register_rank, state

TODAY = date(2026, 11, 22)
BARE = {
    "nature": "promesse",
    "echeance": "2015",
    "sans_cible": False,
    "contestee": False,
    "preuves": 0,
    "complete": False,
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "echue_sans_preuve"),
        ({"complete": True, "preuves": 1}, "tenue"),
        ({"preuves": 1}, "tenue_en_partie"),
        ({"echeance": None}, "non_datable"),
        ({"echeance": "2050"}, "a_echoir"),
        ({"echeance": "2026-11"}, "a_echoir"),
        ({"echeance": "2026-10"}, "echue_sans_preuve"),
        ({"nature": "horizon"}, "horizon"),
        ({"nature": "intention", "complete": True}, "intention"),
        ({"nature": "horizon", "contestee": True, "preuves": 1}, "horizon"),
        ({"sans_cible": True}, "non_mesurable"),
        ({"contestee": True}, "contestee"),
        ({"contestee": True, "complete": True}, "tenue"),
    ],
)
def test_state_of_a_promise(changes, expected):
    assert state(**{**BARE, **changes}) == expected


@pytest.mark.parametrize(
    ("partial", "day"),
    [("2015", date(2015, 12, 31)), ("2024-02", date(2024, 2, 29)), ("2015-06-26", date(2015, 6, 26))],
)
def test_a_date_of_reduced_precision_ends_with_its_period(partial, day):
    assert last_day(partial) == day


def test_every_state_has_its_words_its_rule_and_its_mark():
    assert tuple(wording.STATES) == tuple(wording.RULES) == tuple(theme.PROMISE_MARKS) == ETATS
    shapes = [shape for shape, _ in theme.PROMISE_MARKS.values()]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize(
    ("attendu", "proofs", "expected"),
    [
        (4, [("partielle", 1)], (1, 4)),
        (4, [("partielle", 1), ("partielle", 2)], (3, 4)),
        (3, [("partielle", 1), ("complete", 3)], (3, 3)),
        (4, [("partielle", 3), ("partielle", 2)], None),
        (4, [("partielle", None)], None),
        (4, [("partielle", 1), ("partielle", None)], None),
        (None, [("partielle", 1)], None),
        (4, [], None),
    ],
)
def test_elements_are_counted_only_when_every_part_says_its_number(attendu, proofs, expected):
    assert documented(attendu, proofs) == expected


def test_the_register_follows_its_numbers():
    assert sorted(["P10", "P2", "P1"], key=register_rank) == ["P1", "P2", "P10"]
    assert register_rank("sans") == ("sans", 0)


def test_a_promise_about_a_committee_is_told_beside_its_seats():
    assert about_committee("Élargir le comité de pilotage")
    assert not about_committee("Signer le contrat")


@pytest.mark.parametrize(
    ("echeance", "calculee", "passed", "expected"),
    [
        ("2015", False, True, "2015, passée"),
        ("2018", True, True, "2018, calculée par Vigie, passée"),
        ("2050", False, False, "2050"),
        (None, False, False, "non datable"),
    ],
)
def test_a_due_date_says_whether_it_was_computed_and_never_counts_days(echeance, calculee, passed, expected):
    words = wording.due({"echeance": echeance, "echeance_calculee": calculee}, passed=passed)
    assert words == expected
    assert "jour" not in words


def test_a_person_without_a_public_role_is_not_named():
    row = {"auteur": "Jeanne Dupont", "auteur_type": "personne", "auteur_fonction": None}
    assert "Dupont" not in wording.author(row)
    named = {**row, "auteur_fonction": "Maire"}
    assert wording.author(named) == "Jeanne Dupont, maire"
    body = {**row, "auteur": "Amiens Métropole", "auteur_type": "organisme"}
    assert wording.author(body) == "Amiens Métropole"


def test_a_contested_proof_is_said_to_be():
    row = {"producteur": "Ville", "passage": "page 3", "conteste": False}
    assert wording.proof_source(row) == "Ville, page 3"
    assert wording.proof_source({**row, "conteste": True}) == "Ville, page 3, preuve contestée"
