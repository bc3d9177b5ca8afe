import re
from pathlib import Path

import numpy as np
import pytest

from components import theme
from components.formats import NNBSP
from components.wording.shell import STATES
from data.vocabulary import TEINTES

TOKENS = Path(__file__).resolve().parents[2] / "assets" / "css" / "tokens.css"
SHARED = ("INK", "SOFT", "LINE", "GROUND", "PAPER", "US", "ACCENT", "DONE", "BLOCKED", "TODO", "VOID")


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", SHARED)
def test_screen_and_charts_share_their_tokens(name):
    found = re.search(rf"--{name.lower()}: (#[0-9a-f]{{6}});", TOKENS.read_text())
    assert found
    assert found[1] == getattr(theme, name)


def test_text_colours_are_readable_on_paper_and_ground():
    for colour in (theme.INK, theme.SOFT, theme.US, theme.ACCENT, theme.DONE, theme.BLOCKED):
        assert _contrast(colour, theme.PAPER) >= 4.5
        assert _contrast(colour, theme.GROUND) >= 4.5


def test_territory_colours_stand_out_and_are_all_different():
    assert len(set(theme.TERRITORIES)) == len(theme.TERRITORIES) == TEINTES
    assert all(_contrast(colour, theme.PAPER) >= 4.5 for colour in (*theme.TERRITORIES, *theme.AXES))
    # A bar needs less than a text.
    schemes = [colour for scheme in theme.SCHEMES for colour in scheme]
    assert len({*schemes, *theme.AXES}) == len(schemes) + len(theme.AXES)
    assert all(_contrast(colour, theme.PAPER) >= 3 for colour in schemes)


def test_a_territory_has_the_colour_of_its_rank_or_the_grey_of_comparison():
    assert [theme.territory_colour(rank) for rank in (np.int64(1), 2.0, TEINTES)] == [
        theme.US,
        theme.TERRITORIES[1],
        theme.TERRITORIES[-1],
    ]
    assert theme.territory_colour(float("nan")) == theme.territory_colour(None) == theme.COMPARED


def test_a_state_is_a_colour_a_shape_and_a_word():
    shapes, _ = zip(*theme.STATE_MARKS.values(), strict=True)
    assert set(STATES) == set(theme.STATE_MARKS)
    assert len(set(shapes)) == len(set(STATES.values())) == len(theme.STATE_MARKS)


def test_the_template_writes_french_numbers():
    assert theme.template().layout.separators == f",{NNBSP}"
    assert "share" not in str(theme.figure().to_json()).lower()
