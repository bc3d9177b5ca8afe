"""Arithmetic and tables of the measures."""

import pytest

from bench.measures import TARGETS, Measure, Summary, Target
from bench.report import measures_table, targets_table


def _measure(vigie: float, tutoriel: float, statique: float) -> Measure:
    values = {"vigie": vigie, "tutoriel": tutoriel, "statique": statique}
    return Measure("filtre-ms", "Filtrer", "ms", {page: Summary.of([value]) for page, value in values.items()})


def test_a_summary_is_the_median_and_the_ends():
    assert Summary.of([9.0, 1.0, 4.0]) == Summary(4.0, 1.0, 9.0, 3)
    assert Summary.of([1.0, 3.0]).median == 2.0


def test_a_ratio_is_the_application_over_the_reference():
    measure = _measure(120, 300, 80)
    assert measure.ratio("tutoriel") == pytest.approx(0.4)
    assert measure.ratio("statique") == pytest.approx(1.5)


@pytest.mark.parametrize(("limit", "held"), [(0.39, False), (0.4, True), (0.41, True)])
def test_a_target_is_held_up_to_its_limit_included(limit, held):
    assert Target("filtre-ms", limit, "tutoriel").held(_measure(120, 300, 80)) is held


def test_a_target_without_reference_bounds_the_application_itself():
    assert Target("filtre-ms", 120).held(_measure(120, 1, 1))
    assert not Target("filtre-ms", 119).held(_measure(120, 1000, 1000))


def test_the_table_shows_medians_with_their_range_and_ratios():
    measure = Measure(
        "filtre-ms", "Filtrer", "ms", {"vigie": Summary.of([1200, 1100, 1500]), "tutoriel": Summary.of([2400])}
    )
    assert measures_table([measure]).splitlines()[2] == (
        "| Filtrer, en ms | 1\u202f200 (1\u202f100–1\u202f500) | – | 2\u202f400 | – | 0,50 |"
    )


def test_the_verdict_of_each_target_is_written():
    lines = targets_table(TARGETS, [_measure(120, 300, 100)]).splitlines()[2:]
    assert len(lines) == len(TARGETS)
    assert "| Filtrer | ≤ 0,5 × Dash du tutoriel | 0,40 × | tenu |" in lines
    assert "| Filtrer | ≤ 1,6 × page statique | 1,20 × | tenu |" in lines
    assert any(line.startswith("| premiere-ko |") and line.endswith("| non mesuré |") for line in lines)


def test_a_missed_target_is_said_in_bold():
    assert "| 6,00 × | **non tenu** |" in targets_table([Target("filtre-ms", 1.6, "statique")], [_measure(600, 1, 100)])
