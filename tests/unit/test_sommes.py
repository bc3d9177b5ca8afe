"""Facts that an address names together are added only where a page would add them."""

from typing import Any

import pytest

from data.model.sommes import adds_up
from data.vocabulary import SANS_REGLE

OBSERVATION: dict[str, Any] = {
    "territoire_id": "epci:1",
    "secteur_id": None,
    "cluster_id": None,
    "forme_juridique": None,
}
LINE: dict[str, Any] = {
    "programme_id": "pacte",
    "axe_id": "a1",
    "axe": "Axe",
    "action_id": None,
    "financeur_id": None,
    "financeur": None,
    "territoire_id": "epci:1",
    "territoire": "Ici",
    "objet": "Aides",
    "temporalite": "exercice",
    "exercice": 2024,
    "sens": "depense",
    "section": None,
    "etape": "vote",
    "document": "BP",
    "autorisation": None,
    "mouvement": None,
    "origine_fonds": "public",
    "montant": 100.0,
    "montant_origine": 100.0,
    "devise_origine": "EUR",
    "statut": "constate",
    "conteste": False,
    "qualificatif": None,
    "auteur_id": "ici",
    "connu_le": "2024",
    "illustratif": False,
    "source_id": "budget",
}


def added(table: str, fact: dict[str, Any], first: dict[str, Any], second: dict[str, Any]) -> bool:
    return adds_up(table, [{**fact, "id": 1, **first}, {**fact, "id": 2, **second}])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"territoire_id": "epci:2"}),
        ({"secteur_id": "a10:BE"}, {"secteur_id": "a10:FZ"}),
        ({"cluster_id": "sante"}, {"cluster_id": "energie"}),
    ],
)
def test_parts_that_share_nothing_are_added(first, second):
    assert added("observation", OBSERVATION, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"territoire_id": "petr:1"}),
        ({"territoire_id": "petr:1"}, {"territoire_id": "petr:2"}),
        ({}, {"territoire_id": "commune:1"}),
        ({"secteur_id": "a10:_T"}, {"secteur_id": "a10:BE"}),
        ({"secteur_id": "a10:BE"}, {"secteur_id": "a17:C1"}),
        ({"secteur_id": None}, {"secteur_id": "a10:BE"}),
        ({}, {"cluster_id": "energie"}),
        ({}, {"territoire_id": "epci:2", "forme_juridique": "individuelle"}),
    ],
)
def test_a_place_or_a_part_is_never_counted_twice(first, second):
    assert not added("observation", OBSERVATION, first, second)


def test_a_fact_named_twice_is_one_fact():
    assert not adds_up("observation", [{**OBSERVATION, "id": 1}, {**OBSERVATION, "id": 1, "territoire_id": "epci:2"}])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"axe_id": "a2"}),
        ({}, {"document": "DM"}),
        ({"qualificatif": SANS_REGLE}, {"axe_id": "a2", "qualificatif": SANS_REGLE}),
    ],
)
def test_lines_of_one_total_are_added(first, second):
    assert added("ligne_budget", LINE, first, second)


@pytest.mark.parametrize(
    "other",
    [
        {"programme_id": "autre"},
        {"document": "BS"},
        {"etape": "mandate", "document": None},
        {"statut": "prevision"},
        {"axe_id": "a2", "conteste": True},
        {"territoire_id": "petr:1"},
        {"axe_id": "a2", "autorisation": "AP"},
        {"axe_id": "a2", "origine_fonds": "prive"},
        {"axe_id": "a2", "qualificatif": SANS_REGLE},
        {"axe_id": "a2", "mouvement": "ordre"},
        {"exercice": 2023},
    ],
)
def test_lines_that_no_page_adds_are_not(other):
    assert not added("ligne_budget", LINE, {}, other)


def test_an_account_and_the_one_that_replaces_it_are_not_added():
    account = {"etape": "realise", "document": "CA"}
    assert not added("ligne_budget", LINE, account, {**account, "document": "CFU"})


@pytest.mark.parametrize("table", ["affirmation", "promesse", "vote"])
def test_nothing_else_is_added(table):
    assert not adds_up(table, [{"id": 1}, {"id": 2}])
