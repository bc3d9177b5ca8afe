"""A small trend: consecutive periods that compare, ending with the figure it stands beside."""

from urllib.parse import unquote

import pytest

from components.block import Trend
from components.sparkline import sparkline
from components.static_html import to_html
from components.wording.synthese import trend_words
from data.model.tendance import broken_at, previous, run_until

NEVER = broken_at(())


@pytest.mark.parametrize(
    ("period", "expected"), [("2025", "2024"), ("2025-T3", "2025-T2"), ("2025-T1", "2024-T4"), ("0101", "0100")]
)
def test_the_period_before(period, expected):
    assert previous(period) == expected


@pytest.mark.parametrize("period", ["2025-12-31", "2025-T5", "aucune"])
def test_what_is_neither_a_year_nor_a_quarter_has_no_trend(period):
    with pytest.raises(ValueError, match=period):
        previous(period)


@pytest.mark.parametrize(
    ("known", "periods"),
    [
        ({"2023": 1.0, "2024": 2.0, "2025": 3.0}, ("2023", "2024", "2025")),
        ({"2022": 1.0, "2024": 2.0, "2025": 3.0}, ("2024", "2025")),
        ({"2023": 1.0, "2024": None, "2025": 3.0}, None),
        ({"2023": 1.0, "2024": float("nan"), "2025": 3.0}, None),
        ({"2023": 1.0, "2024": 2.0}, None),
        ({"2025": 3.0}, None),
        ({}, None),
    ],
)
def test_a_hole_ends_the_run_and_one_point_is_none(known, periods):
    run = run_until("2025", known, NEVER)
    assert (run.periods if run else None) == periods


def test_only_the_last_periods_are_kept_when_asked():
    run = run_until("2025", {str(year): float(year) for year in range(2000, 2026)}, NEVER, longest=3)
    assert run is not None
    assert run.values == (2023.0, 2024.0, 2025.0)


@pytest.mark.parametrize(
    ("starts", "before", "after", "expected"),
    [
        (["2024"], "2023", "2024", True),
        (["2024"], "2024", "2025", False),
        (["2024-06"], "2023", "2024", True),
        (["2024-06"], "2024", "2025", True),
        (["2024-04"], "2024-T1", "2024-T2", True),
        (["2024-04"], "2024-T2", "2024-T3", False),
        ([], "2023", "2024", False),
    ],
)
def test_a_period_cut_by_a_break_compares_with_neither_neighbour(starts, before, after, expected):
    assert broken_at(starts)(before, after) is expected


def test_the_line_has_its_period_and_its_words():
    html = to_html(sparkline(Trend((10.0, 12.0), "2024 à 2025", "De 2024 à 2025")))
    assert 'alt="De 2024 à 2025"' in html
    assert ">2024 à 2025<" in html
    assert unquote(html).count("polyline") == 1


def test_quarters_have_their_preposition():
    assert trend_words("2022-T4", "2023-T3", ("9", "8"), 4).startswith("Du T4\u00a02022 au T3\u00a02023, 4 valeurs")
