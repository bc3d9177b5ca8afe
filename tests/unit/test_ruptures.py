"""The one model of breaks: what a break touches, which periods it parts, and what it says when it refuses."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from data.model.ruptures import Crossing, History, Refusal, Rupture, comparable_since, together

ROOT = Path(__file__).resolve().parents[2]
LINE = ("chomage", "zone_emploi:1")
CAUSES = ("perimetre", "champ", "nomenclature", "millesime")


def _history(*ruptures: Rupture, perimeters: dict[str, str] | None = None) -> History:
    return History.of(LINE, ruptures, perimeters)


@pytest.mark.parametrize(
    ("serie", "territoire", "touches"),
    [
        ("chomage", None, True),
        (None, "zone_emploi:1", True),
        ("chomage", "zone_emploi:1", True),
        ("postes", None, False),
        (None, "zone_emploi:2", False),
        ("chomage", "zone_emploi:2", False),
        ("postes", "zone_emploi:1", False),
    ],
)
def test_a_break_is_that_of_a_series_of_a_territory_or_of_one_series_of_one(
    serie: str | None, territoire: str | None, touches: bool
) -> None:
    cut = Rupture(serie, territoire, "2024", "champ")
    assert (_history(cut).refusal("2023", "2024") is not None) is touches


@pytest.mark.parametrize(
    ("start", "before", "after", "period"),
    [
        ("2024", "2023", "2024", "2024"),
        ("2024", "2024", "2025", None),
        ("2024", "2020", "2025", "2024"),
        ("2024-06", "2023", "2024", "2024"),
        ("2024-06", "2024", "2025", "2025"),
        ("2024-04", "2024-T1", "2024-T2", "2024-T2"),
        ("2024-04", "2024-T2", "2024-T3", None),
        ("2024-05-15", "2023-T4", "2025-T1", "2024-T2"),
        ("2024-04", "2024-03", "2024-04", "2024-04"),
        ("2024-04", "2024-04", "2024-05", None),
        ("2024-04-16", "2024-04", "2024-05", "2024-05"),
        ("2024", "2023-12-31", "2024-12-31", "2024-01-01"),
        ("2025", "2023-12-31", "2024-12-31", None),
    ],
)
def test_years_quarters_months_and_days_are_parted_alike(
    start: str, before: str, after: str, period: str | None
) -> None:
    cut = Rupture(None, None, start, "champ")
    expected = None if period is None else Refusal((Crossing(period, "champ", (LINE[1],), (cut,)),))
    assert _history(cut).refusal(before, after) == expected


def test_a_perimeter_is_read_on_the_observations_and_told_by_its_source() -> None:
    told = Rupture(None, LINE[1], "2022", "perimetre", "7 communes contre 6")
    held = {"2020": "a", "2021": "a", "2022": "b", "2023": "b"}
    refusal = _history(told, perimeters=held).refusal("2020", "2023")
    assert refusal == Refusal((Crossing("2022", "perimetre", (LINE[1],), (told,)),))
    assert refusal is not None
    assert refusal.crossings[0].told == "7 communes contre 6"
    assert _history(perimeters=held).refusal("2021", "2022") == Refusal((Crossing("2022", "perimetre", (LINE[1],)),))
    assert _history(told, perimeters=dict.fromkeys(held, "a")).refusal("2020", "2023") is None


def test_breaks_along_periods_are_met_once_in_their_order() -> None:
    field, vintage = Rupture(None, None, "2021", "champ"), Rupture(None, None, "2023", "millesime")
    held = {"2020": "a", "2021": "a", "2022": "b", "2023": "b"}
    found = _history(vintage, field, perimeters=held).crossings(["2020", "2021", "2022", "2023"])
    assert [(one.period, one.cause) for one in found] == [
        ("2021", "champ"),
        ("2022", "perimetre"),
        ("2023", "millesime"),
    ]
    assert _history(field).crossings([]) == ()


def test_a_sum_is_refused_for_all_its_terms_told_together() -> None:
    cut = Rupture(None, None, "2024", "champ", "élargi")
    parts = [History.of((None, each), (cut,)).refusal("2023", "2024") for each in ("epci:1", "epci:2")]
    assert together([*parts, None]) == Refusal((Crossing("2024", "champ", ("epci:1", "epci:2"), (cut,)),))
    assert together([None]) is None


@pytest.mark.parametrize("cause", CAUSES)
def test_rows_of_the_table_of_breaks_keep_their_scope_their_date_and_their_words(cause: str) -> None:
    row = {
        "serie_id": float("nan"),
        "territoire_id": "epci:1",
        "a_partir_de": "2014-01",
        "cause": cause,
        "libelle": "dit",
    }
    assert Rupture.all_of(pd.DataFrame([row])) == (Rupture(None, "epci:1", "2014-01", cause, "dit"),)


def test_the_first_period_that_compares_with_the_last() -> None:
    compare = _history(Rupture(None, None, "2023", "champ")).refusal
    assert comparable_since(["2021", "2022", "2023", "2024"], compare) == "2023"
    assert comparable_since(["2021", "2022", "2023"], compare) is None


# Every place of the model and of the pages that takes one value from another, or divides one by another less one, with
# what it is about: whoever adds one either asks for a change where breaks are looked at, or says here why none matters.
CHANGES = {
    "data/model/evolution.py": "changes, each after its refusal",
    "data/model/attention.py": "values of one run without a break; months",
    "data/model/sauts.py": "jumps, the years after a break left out by their caller",
    "data/model/ecart.py": "two rates of one quarter, alike in every respect",
}
OTHER_SUBTRACTIONS = {
    "data/model/actions.py": "length of a text",
    "data/model/affirmations.py": "rounding of a claim",
    "data/model/bande.py": "ages",
    "data/model/budget_ladder.py": "two stages of one scope",
    "data/model/maturite.py": "expected jobs of the band, days",
    "data/model/membres.py": "a set",
    "data/model/periodes.py": "months",
    "data/model/points.py": "moments",
    "data/model/programmes.py": "days",
    "data/model/verifiable.py": "moments",
    "data/model/vraisemblance.py": "digits of two orders of magnitude, at intake",
    "dashboard/blocks/budget_grants.py": "place of a bar",
    "dashboard/blocks/budget_ladder.py": "number of stages",
    "dashboard/blocks/budget_scope.py": "nearest year",
    "dashboard/blocks/clusters_curve.py": "ages",
    "dashboard/blocks/creations_perimetre.py": "communes that are missing",
    "dashboard/blocks/portrait.py": "number of programmes",
    "dashboard/blocks/sources_traced.py": "number of facts",
    "dashboard/blocks/synthese_changes.py": "days",
    "dashboard/blocks/synthese_knowledge.py": "years",
    "dashboard/blocks/synthese_programmes.py": "number of actions",
    "dashboard/pages/plan_actions.py": "number of actions",
    "dashboard/pages/sources.py": "days",
    "components/wording/attention.py": "number of names",
    "components/wording/changements.py": "number of names",
    "components/wording/clusters.py": "age",
    "components/wording/plan_actions.py": "number of actions",
    "components/wording/synthese.py": "number of EPCI",
}
_CALLS = {"pct_change", "diff"}


def _changes(source: str) -> list[str]:
    """Subtractions of two things that are not constants, growths, and the methods of frames that compute one."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in _CALLS:
            found.append(ast.unparse(node))
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Sub):
            continue
        plain = not isinstance(node.left, ast.Constant) and not isinstance(node.right, ast.Constant)
        growth = isinstance(node.left, ast.BinOp) and isinstance(node.left.op, ast.Div)
        if plain or growth:
            found.append(ast.unparse(node))
    return found


def test_a_change_is_recognised() -> None:
    assert _changes("a = b - c") == ["b - c"]
    assert _changes("a = b / c - 1") == ["b / c - 1"]
    assert _changes("a = frame.pct_change()") == ["frame.pct_change"]
    assert _changes("a = year - 1") == []


def _computing(*folders: str) -> dict[str, list[str]]:
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    found = {str(path.relative_to(ROOT)): _changes(path.read_text(encoding="utf-8")) for path in paths}
    return {path: changes for path, changes in found.items() if changes}


def test_rule_5_no_module_computes_a_change_outside_the_one_that_asks_for_breaks() -> None:
    found = _computing("data/model", "data/queries", "dashboard", "components/wording")
    assert set(found) == set(CHANGES) | set(OTHER_SUBTRACTIONS)
    growths = {
        path for path, changes in found.items() if any(change.endswith(("- 1", "pct_change")) for change in changes)
    }
    assert growths == {"data/model/evolution.py"}


def test_rule_5_only_the_model_makes_a_change() -> None:
    makers = [
        str(path.relative_to(ROOT))
        for folder in ("components", "dashboard", "data")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Change"
    ]
    assert set(makers) == {"data/model/evolution.py", "data/model/changements.py"}
