"""The arithmetic of a vote is made again, both ways, and a missing part is named."""

import pytest

from components.wording import programme_acts as wording
from data.model.votes import EXPECTED, PARTS, Counts, counted, equations, missing, quorum_reached

SAINT_QUENTIN: Counts = {
    "sieges": 76,
    "quorum": 39,
    "presents": 64,
    "suppleants": 2,
    "representes": 7,
    "absents": 3,
    "presents_ou_representes": 73,
    "sans_prendre_part": 2,
    "votants": 71,
    "pour": 69,
    "contre": None,
    "abstentions": 2,
}
UNKNOWN: Counts = dict.fromkeys(PARTS, None)


@pytest.mark.piege(16)
def test_the_room_and_the_ballots_meet_at_seventy_one_voters():
    room = equations(SAINT_QUENTIN)
    assert [(one.computed, one.told, one.holds) for one in room] == [
        (73, 73, True),
        (76, 76, True),
        (71, 71, True),
        (71, 71, True),
    ]
    assert missing(SAINT_QUENTIN) == ()


@pytest.mark.piege(16)
def test_who_does_not_take_part_is_no_abstention():
    """Counted as abstentions, the two of the room would make 73 voters."""
    mixed = {**SAINT_QUENTIN, "abstentions": 4, "sans_prendre_part": 0}
    assert [one.holds for one in equations(mixed)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("part", "value", "broken"),
    [
        ("presents", 65, [0]),
        ("absents", 4, [1]),
        ("sieges", 77, [1]),
        ("sans_prendre_part", 3, [2]),
        ("votants", 72, [2, 3]),
        ("pour", 70, [3]),
        ("contre", 1, [3]),
        ("presents_ou_representes", 74, [0, 1, 2]),
    ],
)
def test_a_wrong_part_breaks_the_equations_that_hold_it(part, value, broken):
    held = [one.holds for one in equations({**SAINT_QUENTIN, part: value})]
    assert [rank for rank, holds in enumerate(held) if holds is False] == broken


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ("contre", "quorum")])
def test_a_missing_part_is_named_and_nothing_is_supposed(part):
    found = equations({**SAINT_QUENTIN, part: None})
    named = {name for one in found for name in one.missing}
    assert named == {part}
    unchecked = [one for one in found if one.missing]
    assert unchecked
    assert all(one.holds is None for one in unchecked)


def test_a_missing_total_can_still_be_computed_and_is_not_said_to_hold():
    *_, ballots = equations({**SAINT_QUENTIN, "votants": None})
    assert (ballots.computed, ballots.told, ballots.holds) == (71, None, None)


def test_a_vote_of_which_no_number_is_known_says_so():
    assert not counted(UNKNOWN)
    assert counted({**UNKNOWN, "pour": 1})
    assert missing(UNKNOWN) == EXPECTED
    told = wording.votes_void(missing(UNKNOWN))
    assert "les abstentions" in told
    assert "ceux qui ne prennent pas part au vote" in told


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"presents": 37}, True),
        ({"presents": 36}, False),
        ({"quorum": None}, None),
        ({"suppleants": None}, None),
    ],
)
def test_the_quorum_is_reached_by_those_who_sit(changes, expected):
    """Thirty-six present, two substitutes and seven represented make forty-five, and do not reach thirty-nine."""
    assert quorum_reached({**SAINT_QUENTIN, **changes}) is expected


def test_unanimity_is_told_as_declared_and_never_computed():
    assert wording.outcome({**UNKNOWN, "unanimite": True}) == "unanimité déclarée, décompte non donné"
    assert wording.outcome({**SAINT_QUENTIN, "unanimite": False}) == "69 voix pour, 2 abstentions"
