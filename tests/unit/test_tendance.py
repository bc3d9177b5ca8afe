"""A small trend: consecutive periods that compare, ending with the figure it stands beside."""

from urllib.parse import unquote

import pytest

from components.block import Trend
from components.sparkline import sparkline
from components.static_html import to_html
from components.wording.synthese import trend_words
from data.model.periodes import previous
from data.model.ruptures import Crossing, Refusal
from data.model.tendance import Run, run_until

CUT = Refusal((Crossing("2024", "champ", ("epci:1",)),))


def never(_before, _after):
    return None


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2025", "2024"), ("2025-T3", "2025-T2"), ("2025-T1", "2024-T4"), ("2025-01", "2024-12"), ("0101", "0100")],
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
    run = run_until("2025", known, never)
    assert (run.periods if isinstance(run, Run) else None) == periods


def test_only_the_last_periods_are_kept_when_asked():
    run = run_until("2025", {str(year): float(year) for year in range(2000, 2026)}, never, longest=3)
    assert isinstance(run, Run)
    assert run.values == (2023.0, 2024.0, 2025.0)


def test_a_run_says_the_break_that_stopped_it():
    known = {str(year): float(year) for year in range(2022, 2026)}
    run = run_until("2025", known, lambda before, _after: CUT if before == "2023" else None)
    assert run == Run(("2024", "2025"), (2024.0, 2025.0), CUT)
    assert run_until("2025", known, lambda before, _after: CUT if before == "2024" else None) == CUT
    assert run_until("2025", {"2023": 1.0, "2025": 2.0}, lambda _before, _after: CUT) is None


def test_the_line_has_its_period_and_its_words():
    html = to_html(sparkline(Trend((10.0, 12.0), "2024 à 2025", "De 2024 à 2025")))
    assert 'alt="De 2024 à 2025"' in html
    assert ">2024 à 2025<" in html
    assert unquote(html).count("polyline") == 1


def test_quarters_have_their_preposition():
    assert trend_words("2022-T4", "2023-T3", ("9", "8"), 4).startswith("Du T4\u00a02022 au T3\u00a02023, 4 valeurs")
