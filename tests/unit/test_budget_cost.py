"""A cost per job needs both terms, of one scope, sure and sourced; every other case says what is missing."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from components.formats import NBSP, NNBSP
from components.wording import budget_cost as wording
from data.model import cout_emploi as model
from data.model.affirmations import RivalClaimsError, Said
from data.model.budget import Line
from data.model.cout_emploi import Missing
from tests.unit.test_budget_rules import BASE

AMIENS = "epci:248000531"
PAID = replace(
    BASE, axe_id=None, axe=None, etape="paye", document=None, montant=400_000.0, source_id="comptes", connu_le="2026-03"
)
PROGRAMME = model.Programme(AMIENS, ("Amiens Métropole",), (), axes=False, clusters=("c1", "c2"))
KINDS: tuple[str, ...] = model.Kind.__args__  # type: ignore[attr-defined]


def line(**changes: Any) -> Line:
    return replace(PAID, **{"id": "-".join(map(str, changes.values())) or "paye", **changes})


def jobs(*rows: dict[str, Any]) -> pd.DataFrame:
    told = {
        "annee": 2025,
        "periode": "2025",
        "valeur": 20.0,
        "secret": False,
        "unites": 12,
        "part_premiere": 30,
        "nature": "flux",
        "qualificatif": None,
        "statut": "constate",
        "illustratif": False,
        "conteste": False,
        "connu_le": "2026-03",
        "source_id": "enquete",
    }
    return pd.DataFrame(
        [{**told, "cluster_id": f"c{rank}", "fait": f"observation:{rank}", **row} for rank, row in enumerate(rows, 1)]
    )


COUNTED = jobs({}, {})


def cost(
    *lines: Line, seen: pd.DataFrame = COUNTED, programme: model.Programme = PROGRAMME, fictive: bool = False
) -> model.Cost:
    return model.cost(lines or (line(),), seen, 2025, programme, fictive=fictive)


def refused(found: model.Cost) -> list[str]:
    assert found.missing == () or found.euros is None
    return [one.kind for one in found.missing]


def test_both_terms_of_one_year_and_scope_make_a_cost():
    found = cost()
    assert (found.euros, found.approximation, found.statut) == (10_000.0, None, "constate")
    assert found.jobs is not None
    assert found.jobs.fait == "observation:1+observation:2"


def test_the_furthest_whole_stage_is_divided_and_never_what_may_not_be_spent():
    mandated, realised = line(etape="mandate", montant=440_000.0), line(etape="realise", document="CA", montant=441e3)
    stages = [cost(line(), mandated, realised), cost(mandated, realised), cost(realised)]
    assert [one.money.total.etape for one in stages if one.money] == ["paye", "mandate", "realise"]
    assert [one.euros for one in stages] == [10_000.0, 11_000.0, 11_025.0]
    # Of two EPCI, one alone is known to have paid: what both have mandated is the whole.
    both = replace(PROGRAMME, epci=("Amiens Métropole", "Autre"))
    other = {"territoire_id": "epci:2", "territoire": "Autre", "etape": "mandate"}
    assert cost(line(), mandated, line(**other), programme=both).euros == 21_000.0
    for stage in ("annonce", "vote", "engage"):
        found = cost(line(etape=stage, document="BP" if stage == "vote" else None))
        assert found.missing == (Missing("montant", (stage,)),)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([line(exercice=2024)], "montant"),
        ([line(temporalite="annuel", exercice=None)], "montant"),
        ([line(temporalite="total", exercice=None)], "montant"),
        ([line(autorisation="AP")], "montant"),
        ([line(sens="recette")], "montant"),
        ([line(origine_fonds="prive")], "montant"),
        ([line(territoire_type="region", territoire_id="region:32")], "montant"),
        ([line(montant=None)], "montant"),
        ([line(), line(montant=None, objet="Autre")], "montant_partiel"),
        ([line(), line(etape="vote", document="BP", axe_id="a1", territoire_id="epci:2")], "montant_partiel"),
        ([line(axe_id="a1"), line(etape="mandate", axe_id="a2")], "montant_partiel"),
        ([line(), line(territoire_type="petr", territoire_id="petr:x")], "montant_niveaux"),
        ([line(territoire_type="petr", territoire_id="petr:x")], "montant_niveaux"),
        ([line(statut="prevision")], "montant_prevu"),
        ([line(), line(conteste=True)], "montant_conteste"),
        ([line(illustratif=True)], "montant_illustratif"),
        ([line(source_id=None)], "montant_source"),
    ],
)
def test_money_of_another_scope_or_unsure_is_refused_with_its_reason(lines, reason):
    assert refused(cost(*lines)) == [reason]


def test_a_silent_epci_of_the_programme_is_named():
    found = cost(programme=replace(PROGRAMME, epci=("Amiens Métropole", "Haute Somme")))
    assert found.missing == (Missing("montant_partiel", ("Haute Somme",)),)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([{"annee": 2024, "periode": "2024"}] * 2, "emplois"),
        ([{"valeur": None}] * 2, "emplois"),
        ([{}], "emplois_partiels"),
        ([{}, {"statut": "prevision"}], "emplois_partiels"),
        ([{"statut": "prevision"}] * 2, "emplois_prevus"),
        ([{"statut": "objectif"}] * 2, "emplois_prevus"),
        ([{"periode": "2025-T3"}] * 2, "emplois_periode"),
        ([{"periode": "2025-12-31"}] * 2, "emplois_periode"),
        ([{"nature": "stock"}] * 2, "emplois_periode"),
        ([{}, {"valeur": None, "secret": True}], "emplois_secret"),
        ([{}, {"conteste": True}], "emplois_contestes"),
        ([{}, {}, {"cluster_id": "c2", "valeur": 21.0}], "emplois_contestes"),
        ([{}, {"illustratif": True}], "emplois_illustratifs"),
        ([{}, {"source_id": None}], "emplois_source"),
        ([{"valeur": 0.0}] * 2, "emplois_nuls"),
        ([{"valeur": -3.0}] * 2, "emplois_nuls"),
    ],
)
def test_jobs_of_another_scope_or_unsure_are_refused_with_their_reason(rows, reason):
    assert refused(cost(seen=jobs(*rows))) == [reason]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"clusters": ()}, "emplois"),
        ({"axes": True}, "emplois_programme"),
        ({"left_out": ("Haute Somme",)}, "emplois_epci"),
    ],
)
def test_jobs_of_another_perimeter_than_the_money_are_refused(change, reason):
    assert refused(cost(programme=replace(PROGRAMME, **change))) == [reason]


def test_a_rival_claim_never_becomes_a_number_of_jobs():
    claims = jobs({"valeur": Said(24.0)}, {"valeur": Said(50.0)})
    with pytest.raises(RivalClaimsError):
        cost(seen=claims)


def test_made_up_terms_count_in_a_made_up_base_alone():
    seen, spent = jobs({"illustratif": True}, {"illustratif": True}), line(illustratif=True)
    assert cost(spent, seen=seen, fictive=True).euros == 10_000.0
    assert refused(cost(spent, seen=seen)) == ["montant_illustratif", "emplois_illustratifs"]


@pytest.mark.parametrize(
    ("money", "counted", "expected"),
    [
        ("environ", None, "environ"),
        ("plus de", None, "plus de"),
        (None, "plus de", "moins de"),
        (None, "au plus", "au moins"),
        ("plus de", "moins de", "plus de"),
        ("plus de", "plus de", "de l’ordre de"),
    ],
)
def test_a_qualifier_of_a_term_stays_with_the_cost(money, counted, expected):
    found = cost(line(qualificatif=money), seen=jobs({"qualificatif": counted}, {}))
    assert found.approximation == expected
    assert wording.value(10_000.0, expected) == f"{expected} 10{NNBSP}000{NNBSP}€"


def test_what_is_declared_makes_a_declared_cost():
    assert cost(line(statut="declare")).statut == "declare"
    assert cost(seen=jobs({"statut": "declare"}, {})).statut == "declare"


def test_without_a_year_both_terms_lack_and_say_so():
    found = model.cost([line(temporalite="annuel", exercice=None)], COUNTED.iloc[:0], None, PROGRAMME, fictive=False)
    assert refused(found) == ["exercice", "emplois"]


def test_the_last_year_with_a_cost_comes_first_then_the_one_that_lacks_the_least():
    lines = [line(exercice=year, id=str(year)) for year in (2023, 2024, 2025)]
    seen = jobs(*[{"annee": 2024, "periode": "2024", "cluster_id": key} for key in ("c1", "c2")])
    assert model.years(lines, seen) == (2025, 2024, 2023)
    costs = [model.cost(lines, seen, year, PROGRAMME, fictive=False) for year in model.years(lines, seen)]
    assert model.shown(costs).annee == 2024
    assert model.shown(costs[:1]).annee == 2025
    assert model.years([line(etape="vote", document="BP")], seen.iloc[:0]) == (2025,)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("annee", [2025, None])
def test_every_missing_term_has_its_words(kind, annee):
    names = {"montant": ("vote",), "emplois_partiels": ("2", "3")}.get(kind, ("Haute Somme",))
    words = wording.missing(kind, annee, names)
    assert words.split()[0].split("’")[0] in ("le", "les", "un", "la", "l")
    assert "None" not in words
    assert kind == "exercice" or annee is None or f"{NBSP}2025" in words or " 2025" in words


def test_what_is_missing_is_listed_in_one_sentence():
    words = [wording.missing("montant", 2025, ()), wording.missing("emplois", 2025, ())]
    assert wording.refused(words) == (
        f"Non calculable{NNBSP}: il manque le montant mandaté ou payé de{NBSP}2025 et les emplois constatés "
        f"de{NBSP}2025 pour le même périmètre"
    )
