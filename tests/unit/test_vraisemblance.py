"""What a value may be, from the unit and nature of its indicator; and what announces a total."""

import pytest

from data.intake.review.parts import says_total
from data.model.vraisemblance import amount_leaps, bounds, is_whole, leaps


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        (("%", "taux", "part"), (0, 7.5, 100), (-0.1, 100.1)),
        (("points", "taux", "part"), (-3.2, 0, 12), (-101, 101)),
        (("habitants", "stock", "personne"), (0, 180000), (-1,)),
        (("entreprises", "flux", "entreprise"), (0, 12), (-1,)),
        (("emplois par an", "flux", "emploi"), (0, 12), (-1,)),
        (("indice", "taux", "autre"), (-5, 250), ()),
    ],
)
def test_bounds_follow_unit_and_nature(kind, inside, outside):
    allowed = bounds(*kind)
    assert [value for value in inside if not allowed.hold(value)] == []
    assert [value for value in outside if allowed.hold(value)] == []


def test_a_balance_may_be_negative_a_count_may_not():
    assert not bounds("emplois par an", "flux", "emploi").certain
    assert bounds("entreprises", "flux", "entreprise").certain
    assert bounds("membres", "stock", "autre").certain


def test_firms_have_no_half_persons_of_a_census_do():
    assert is_whole("entreprises", "entreprise")
    assert not is_whole("habitants", "personne")
    assert not is_whole("%", "entreprise")


@pytest.mark.parametrize(
    ("before", "value", "unite", "nature", "expected"),
    [
        (8.3, 83, "%", "taux", True),
        (8.3, 0.083, "%", "taux", True),
        (8.3, 0, "%", "taux", True),
        (8.3, 9.1, "%", "taux", False),
        (0.1, 2.0, "points", "taux", False),
        (40, 400, "emplois", "stock", True),
        (400, 40, "emplois", "stock", True),
        (40, 399, "emplois", "stock", False),
        # Ten times as many, and chance does as much to a count so small.
        (1, 12, "entreprises", "flux", False),
        (200, 0, "entreprises", "flux", True),
        (0, 5, "entreprises", "flux", False),
        (-3, 90, "emplois par an", "flux", False),
    ],
)
def test_a_leap_is_ten_times_and_beyond_chance(before, value, unite, nature, expected):
    assert leaps(before, value, unite, nature) is expected


def test_an_amount_leaps_from_euros_to_thousands():
    assert amount_leaps(120, 120000)
    assert amount_leaps(120000, 120)
    assert not amount_leaps(1200, 13100)
    assert not amount_leaps(0, 13100)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Total", True),
        ("TOTAL du programme", True),
        ("Sous-total axe 2", True),
        ("Programme, total général", True),
        ("Ensemble", True),
        ("Ensemble du programme", True),
        ("Ensemble immobilier de la filature", False),
        ("Engagement de l’État pour l’ensemble des Territoires d’industrie", False),
        ("Rénovation totale de la halle", False),
    ],
)
def test_what_announces_a_total(told, expected):
    assert says_total(told) is expected
