"""Members over time: who is there, who left, each counted once."""

from datetime import date

import pandas as pd
import pytest

from data.model import membres

KNOWN = pd.DataFrame(
    [
        ("a", "Zeta", "2018", None),
        ("b", "Écla", "2018", "2023"),
        ("c", "alpha", None, None),
        ("d", "Beta", "2016", "2023-05"),
        ("b", "Écla", "2020", None),
    ],
    columns=["acteur_id", "nom", "debut", "fin"],
)


def test_the_first_to_come_is_first_and_an_unknown_entry_last():
    found = membres.memberships(KNOWN, date(2026, 1, 1))
    assert found["nom"].tolist() == ["Beta", "Écla", "Zeta", "Écla", "alpha"]


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2023, 5, 31), set()),
        (date(2023, 6, 1), {"Beta"}),
        (date(2023, 12, 31), {"Beta"}),
        (date(2024, 1, 1), {"Beta", "Écla"}),
    ],
)
def test_a_member_is_there_until_the_end_of_the_date_of_its_exit(day: date, left: set[str]):
    found = membres.memberships(KNOWN, day)
    assert set(found.loc[found["parti"], "nom"]) == left


def test_a_member_of_two_clusters_is_one_and_has_not_left_while_it_is_in_one():
    assert membres.counts(membres.memberships(KNOWN, date(2026, 1, 1))) == (3, 1)
