"""A PETR, a Territoire d’industrie, a zone or a département is never added to what it contains, whatever adds."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from data.model.budget import Total, totals
from data.model.evolution import Points
from data.model.perimetre_constant import constant
from data.model.territoires import NestedTerritoriesError, additive
from data.vocabulary import TYPES_TERRITOIRE
from tests.unit.test_budget_rules import line

ROOT = Path(__file__).resolve().parents[2]
EPCI, OTHER = "epci:1", "epci:2"
CONTAINERS = [f"{kind}:9" for kind in TYPES_TERRITOIRE if kind != "epci"]


@pytest.mark.piege(12)
@pytest.mark.parametrize("container", CONTAINERS)
def test_rule_6_an_epci_is_added_to_no_other_type(container: str) -> None:
    with pytest.raises(NestedTerritoriesError):
        additive([EPCI, container])


@pytest.mark.parametrize("kind", ["petr", "territoire_industrie", "pays", "quartier", "site", "secteur_communautaire"])
def test_territories_of_a_type_that_may_overlap_are_not_added_either(kind: str) -> None:
    with pytest.raises(NestedTerritoriesError):
        additive([f"{kind}:1", f"{kind}:2"])
    assert additive([f"{kind}:1"]) == (f"{kind}:1",)


def test_one_territory_twice_is_counted_twice() -> None:
    with pytest.raises(NestedTerritoriesError):
        additive([EPCI, EPCI])
    assert additive([EPCI, OTHER]) == (EPCI, OTHER)
    assert additive([]) == ()


@pytest.mark.piege(12)
@pytest.mark.parametrize("container", CONTAINERS)
def test_rule_6_counts_of_years_refuse_it(container: str) -> None:
    rows = [(each, year, 1.0, f"{each}@1") for each in (EPCI, container) for year in (2024, 2025)]
    points = Points.of(pd.DataFrame(rows, columns=["territoire_id", "annee", "valeur", "perimetre_id"]))
    with pytest.raises(NestedTerritoriesError):
        points.whole(2025, [EPCI, container])
    with pytest.raises(NestedTerritoriesError):
        points.change(2025, 2024, [EPCI, container])


@pytest.mark.piege(12)
@pytest.mark.parametrize("container", CONTAINERS)
def test_rule_6_a_constant_perimeter_refuses_it(container: str) -> None:
    observed = pd.DataFrame({"serie_id": ["s"], "territoire_id": [EPCI]})
    with pytest.raises(NestedTerritoriesError):
        constant(observed, {"petr:1": (EPCI, container)})


@pytest.mark.piege(12)
@pytest.mark.parametrize("container", ["petr", "territoire_industrie"])
def test_rule_6_money_of_a_group_is_a_total_apart(container: str) -> None:
    own = line("a", territoire_id=EPCI, territoire_type="epci", montant=10.0)
    whole = line("b", territoire_id=f"{container}:1", territoire_type=container, montant=100.0)
    found = totals([own, whole])
    assert sorted(total.montant or 0 for total in found) == [10.0, 100.0]
    forced = Total(found[0].scope, "vote", "BP+DM", "constate", (own, whole))
    with pytest.raises(NestedTerritoriesError):
        _ = forced.montant


# Every module of the model that adds, and what keeps it from adding a territory to what it contains.
ADDING = {
    "data/model/evolution.py": "additive",
    "data/model/perimetre_constant.py": "additive",
    "data/model/budget.py": "additive, and one level a scope",
    "data/model/budget_ladder.py": "shares of totals of one scope",
    "data/model/budget_unattached.py": "lines of one file and one exercise",
    "data/model/cumul_emplois.py": "clusters, never territories",
    "data/model/actions.py": "actions",
    "data/model/changements.py": "facts",
    "data/model/maturite.py": "parameters of clusters",
    "data/model/promesses.py": "proofs",
    "data/model/seances.py": "meetings",
    "data/model/tracabilite.py": "facts",
    "data/model/votes.py": "seats and ballots",
}
ADDING_IN_QUERIES = {
    "plan_actions.py": "seats",
    "tracabilite.py": "facts",
    "journal.py": "facts",
    "promesses.py": "proofs",
}


def _adding(folder: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "sum"
    }


def test_every_module_that_adds_says_what_it_adds() -> None:
    assert _adding("data/model") == set(ADDING)
    assert _adding("data/queries") == {f"data/queries/{name}" for name in ADDING_IN_QUERIES}


@pytest.mark.parametrize("path", [path for path, how in ADDING.items() if how.startswith("additive")])
def test_what_adds_territories_asks_first(path: str) -> None:
    assert "additive(" in (ROOT / path).read_text(encoding="utf-8")
