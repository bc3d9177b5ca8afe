"""Statistical secrecy: three units, none of which holds 85 %; what is not known is no permission."""

import pytest

from data.model.secret import number_verdict, share_verdict, verdict


@pytest.mark.parametrize(
    ("units", "largest", "expected"),
    [
        (3, 0.4, "diffusable"),
        (3, 0.8499, "diffusable"),
        (3, 0.85, "secret"),
        (40, 0.9, "secret"),
        (2, 0.5, "secret"),
        (1, 1, "secret"),
        (0, None, "diffusable"),
        (2, None, "secret"),
        (3, None, "inconnu"),
        (None, 0.85, "secret"),
        (None, 0.84, "inconnu"),
        # Two units, one of them holds at least a half.
        (None, 0.5, "inconnu"),
        (None, 0.49, "diffusable"),
        (None, None, "inconnu"),
    ],
)
def test_both_thresholds_decide(units, largest, expected):
    assert verdict(units, largest) == expected


def test_each_threshold_alone():
    assert [number_verdict(units) for units in (None, 0, 1, 2, 3)] == [
        "inconnu",
        "diffusable",
        "secret",
        "secret",
        "diffusable",
    ]
    assert [share_verdict(share) for share in (None, 0, 0.84, 0.85, 1)] == [
        "inconnu",
        "diffusable",
        "diffusable",
        "secret",
        "secret",
    ]


@pytest.mark.parametrize(("units", "largest"), [(-1, 0.5), (3, 1.01), (3, -0.1), (3, 85)])
def test_what_cannot_be_is_refused(units, largest):
    with pytest.raises(ValueError, match=r"units|share"):
        verdict(units, largest)
