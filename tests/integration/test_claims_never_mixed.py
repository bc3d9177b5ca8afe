"""No code path sums or averages rival claims: neither in SQL, nor in a frame, nor in the rules and pages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Select, Table, case, func, select
from sqlalchemy.sql.elements import BinaryExpression, Case, ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import iterate

from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages import PAGES
from data.engine import Reader, read_only_engine, reader
from data.model.affirmations import RivalClaimsError, Said
from data.queries import clusters
from data.queries.affirmations import NUMBERS, SaidType, affirmations_select
from data.queries.latest import latest
from data.tables.mesures import affirmation

ROOT = Path(__file__).resolve().parents[2]
CLAIMED = {affirmation.c[name] for name in NUMBERS}


def _of_claims(element: Any) -> bool:
    """Whether a column is, through any number of subqueries, the number of a claim."""
    return isinstance(element, ColumnElement) and bool(set(element.base_columns) & CLAIMED)


def _numbers_in(element: Any) -> bool:
    return any(_of_claims(part) for part in iterate(element))


def mixing(statement: Select[Any]) -> set[str]:
    """Ways in which a query computes with claims, or lets their numbers out as plain ones."""
    found = set()
    for element in iterate(statement):
        if isinstance(element, FunctionElement) and any(_numbers_in(clause) for clause in element.clauses):
            found.add(f"fonction {element.name}")
        operator = getattr(getattr(element, "operator", None), "__name__", "")
        arithmetic = operator in {"add", "sub", "mul", "truediv", "mod"}
        if isinstance(element, BinaryExpression) and arithmetic and _numbers_in(element):
            found.add(f"opération {operator}")
        if isinstance(element, Case) and any(map(_of_claims, (*(then for _, then in element.whens), element.else_))):
            found.add("choix")
    for column in statement.selected_columns:
        if _of_claims(column) and not isinstance(column.type, SaidType):
            found.add(f"colonne {column.name}")
    return found


@pytest.fixture(scope="module", params=["base_sqlite", "base_demonstration"])
def noted(request: pytest.FixtureRequest) -> Iterator[tuple[Reader, list[Select[Any]]]]:
    """A reader that notes every query that pages make."""
    engine = read_only_engine(f"sqlite:///{request.getfixturevalue(request.param)}")
    read, asked = reader(engine), []

    def noting(statement: Select[Any]) -> pd.DataFrame:
        asked.append(statement)
        return read(statement)

    yield noting, asked
    engine.dispose()


def test_no_query_of_a_page_computes_with_claims_nor_lets_them_out_as_numbers(noted):
    read, asked = noted
    for page in PAGES:
        if page.item_key is None:
            page.view(read, effective(Filters(), page.controls(read))[0])
    seen = [statement for statement in asked if affirmation in _tables(statement)]
    assert seen
    assert {fault for statement in asked for fault in mixing(statement)} == set()


def _tables(statement: Select[Any]) -> set[Table]:
    return {element for element in iterate(statement) if isinstance(element, Table)}


_KNOWN = latest(affirmation)
MUTATIONS = {
    "somme": select(func.sum(_KNOWN.c.valeur)),
    "moyenne": select(func.avg(_KNOWN.c.valeur_max).label("v")),
    "somme par indicateur": select(_KNOWN.c.indicateur_id, func.sum(_KNOWN.c.valeur)).group_by(_KNOWN.c.indicateur_id),
    "fenêtre": select(func.sum(affirmation.c.valeur_min).over(partition_by=affirmation.c.indicateur_id)),
    "milieu": select(((_KNOWN.c.valeur_min + _KNOWN.c.valeur_max) / 2).label("v")),
    "fois six": select((_KNOWN.c.valeur * 6).label("v")),
    "choix": select(case((_KNOWN.c.conteste, None), else_=_KNOWN.c.valeur).label("v")),
    "nombre nu": select(_KNOWN.c.valeur),
    "nombre nu, sous un autre nom": select(select(_KNOWN.c.valeur.label("emplois")).subquery().c.emplois),
}


@pytest.mark.parametrize("statement", MUTATIONS.values(), ids=MUTATIONS)
def test_a_query_that_mixes_claims_would_be_seen(statement: Select[Any]):
    assert mixing(statement)


def test_the_query_of_claims_is_the_only_one_that_reads_their_numbers():
    """A name of a number of claims in another file of queries would be an exit that no page test opens."""
    readers = {
        path.name
        for path in (ROOT / "data" / "queries").glob("*.py")
        if "import affirmation" in (text := path.read_text(encoding="utf-8")) or ", affirmation" in text
    }
    # Traceability counts those that have no number, and reads none; the others show one beside another, as ``Said``.
    assert readers == {"affirmations.py", "changements.py", "provenance.py", "tracabilite.py"}


def test_a_frame_of_claims_refuses_a_sum_beside_observations(read: Reader):
    claims = read(affirmations_select([clusters.EMPLOIS], programme="amiens-cluster"))
    assert set(claims["valeur"].dropna()) == {Said(24.0)}
    assert {tuple(row) for row in claims[["valeur_min", "valeur_max"]].dropna().to_numpy()} == {(Said(50), Said(100))}
    counted = pd.DataFrame({"valeur": [231.0]})
    for column in ("valeur", "valeur_min", "valeur_max"):
        with pytest.raises((RivalClaimsError, TypeError)):
            claims[column].dropna().astype(float).sum()
    with pytest.raises(RivalClaimsError):
        pd.concat([claims.dropna(subset=["valeur"])[["valeur"]], counted])["valeur"].sum()
    with pytest.raises(TypeError):
        claims[["valeur", "valeur_min"]].stack().mean()


# What would make one number of several; ``number`` and ``alone`` are the only ways in which a claim becomes one.
_MIXING = {
    "sum",
    "fsum",
    "mean",
    "fmean",
    "average",
    "median",
    "cumsum",
    "cumprod",
    "prod",
    "agg",
    "aggregate",
    "nansum",
}


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _unwraps(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "number"
    return isinstance(node, ast.Call) and _name(node.func) == "alone"


def mixed(source: str) -> list[int]:
    """Lines where numbers of claims enter a sum, a mean or an arithmetic operation."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in _MIXING and any(map(_unwraps, ast.walk(node))):
            found.append(node.lineno)
        if isinstance(node, ast.BinOp) and all(any(map(_unwraps, ast.walk(one))) for one in (node.left, node.right)):
            found.append(node.lineno)
    return found


def test_no_rule_nor_page_sums_the_numbers_of_claims():
    found = [
        (str(path.relative_to(ROOT)), line)
        for folder in ("components", "dashboard", "data/model", "data/queries")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in mixed(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "total = sum(said.number for said in claims['valeur'])",
        "middle = mean([alone(value) for value in claims['valeur']])",
        "middle = (low.number + high.number) / 2",
        "total = pd.Series([one.number for one in said]).sum()",
        "total = alone(row['valeur']) + alone(other['valeur'])",
    ],
)
def test_a_rule_that_sums_claims_would_be_seen(source: str):
    assert mixed(source)
