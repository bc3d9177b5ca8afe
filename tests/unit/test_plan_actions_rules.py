"""Rules of the action plan on made-up follow-ups: the last one wins, late is computed, a void is counted."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from data.model import actions as model

TODAY = date(2026, 11, 22)
SUIVI_COLUMNS = ["action_id", *model.SNAPSHOT, "connu_au_plus_tard", "charge_le"]


def _actions(*axes: int) -> pd.DataFrame:
    """As many actions as asked in each axis."""
    rows = [
        {"id": f"a{axe}-{rank}", "numero": rank, "axe_id": f"x{axe}", "axe_numero": axe, "axe": f"Axe {axe}"}
        for axe, count in enumerate(axes, start=1)
        for rank in range(1, count + 1)
    ]
    return pd.DataFrame(rows)


def _suivis(*rows: dict[str, Any]) -> pd.DataFrame:
    known = {"conteste": False, "connu_au_plus_tard": pd.Timestamp(2026, 9, 1), "charge_le": pd.Timestamp(2026, 9, 2)}
    return pd.DataFrame([{**dict.fromkeys(SUIVI_COLUMNS), **known, **row} for row in rows], columns=SUIVI_COLUMNS)


def _budgets(*action_ids: str | None, montant: float | None = 1.0) -> pd.DataFrame:
    return pd.DataFrame({"action_id": pd.Series(action_ids, dtype="object")}).assign(
        montant=pd.Series([montant] * len(action_ids), dtype="float64")
    )


def _plan(suivis: pd.DataFrame, *axes: int, budgets: pd.DataFrame | None = None) -> pd.DataFrame:
    return model.followed(_actions(*axes), suivis, _budgets() if budgets is None else budgets, TODAY).set_index("id")


@pytest.mark.parametrize(
    ("etat", "echeance", "conteste", "expected"),
    [
        ("en_cours", "2026-11-21", False, "en_retard"),
        ("en_cours", "2026-11-22", False, "dans_les_temps"),
        ("a_venir", "2026-11", False, "dans_les_temps"),
        ("a_venir", "2026-10", False, "en_retard"),
        ("bloquee", "2025", False, "en_retard"),
        ("realisee", "2020", False, "achevee"),
        ("realisee", None, False, "achevee"),
        ("en_cours", None, False, "non_calculable"),
        (None, "2020", False, "non_calculable"),
        ("en_cours", "2020", True, "non_calculable"),
        ("realisee", "2020", True, "non_calculable"),
    ],
)
def test_late_needs_a_state_a_past_due_date_and_no_dispute(etat, echeance, conteste, expected):
    assert model.lateness(etat=etat, echeance=echeance, conteste=conteste, today=TODAY) == expected


def test_the_last_known_follow_up_replaces_the_others_whole():
    plan = _plan(
        _suivis(
            {"action_id": "a1-1", "observe_le": "2026-09-01", "etat": "en_cours", "pilote": None},
            {"action_id": "a1-1", "observe_le": "2026-01", "etat": "a_venir", "pilote": "Ancien pilote"},
        ),
        2,
    )
    assert plan.loc["a1-1", "etat"] == "en_cours"
    assert plan["pilote"].isna()["a1-1"], "un pilote retiré ne survit pas dans l’état suivant"
    assert plan.loc["a1-2", "etat"] == model.UNKNOWN


def test_a_later_word_on_the_same_day_wins():
    told = {"action_id": "a1-1", "observe_le": "2026-09-01"}
    plan = _plan(
        _suivis(
            {**told, "etat": "realisee", "connu_au_plus_tard": pd.Timestamp(2026, 9, 20)},
            {**told, "etat": "en_cours", "connu_au_plus_tard": pd.Timestamp(2026, 9, 10)},
        ),
        1,
    )
    assert plan.loc["a1-1", "etat"] == "realisee"


def test_a_budget_line_without_an_amount_fills_no_budget():
    assert model.is_void(_plan(_suivis(), 1, budgets=_budgets("a1-1", montant=None)), "budget").all()
    assert not model.is_void(_plan(_suivis(), 1, budgets=_budgets("a1-1")), "budget").any()


def test_actions_with_a_state_are_counted_on_their_last_follow_up():
    suivis = _suivis(
        {"action_id": "a1-1", "observe_le": "2026-01", "etat": "en_cours"},
        {"action_id": "a1-1", "observe_le": "2026-09", "etat": None},
        {"action_id": "a1-2", "observe_le": "2026-02", "etat": "en_cours"},
        {"action_id": "elsewhere", "observe_le": "2026-02", "etat": "en_cours"},
    )
    plan = _plan(suivis, 3)
    assert int((plan["etat"] != model.UNKNOWN).sum()) == 1


def test_the_matrix_sums_to_the_actions_and_keeps_late_and_judged_apart():
    plan = _plan(
        _suivis(
            {"action_id": "a1-1", "observe_le": "2026", "etat": "en_cours", "echeance": "2020", "meteo": "beau"},
            {"action_id": "a1-2", "observe_le": "2026", "etat": "bloquee", "echeance": "2030", "meteo": "orage"},
            {"action_id": "a1-3", "observe_le": "2026", "etat": "realisee"},
        ),
        4,
        1,
    )
    matrix = model.state_matrix(plan.reset_index()).set_index("axe_id")
    assert list(matrix[list(model.ETATS)].sum(axis=1)) == [4, 1]
    first = matrix.loc["x1"]
    assert (first["en_cours"], first["bloquee"], first["realisee"], first[model.UNKNOWN]) == (1, 1, 1, 1)
    assert (first["en_retard"], first["calculables"]) == (1, 3)
    assert (first["beau"], first["orage"], first["variable"]) == (1, 1, 0)
    assert matrix["en_retard"].isna()["x2"], "sans suivi, zéro retard serait un mensonge"


def test_voids_are_counted_by_field_and_axis():
    plan = _plan(
        _suivis({"action_id": "a1-1", "observe_le": "2026", "etat": "en_cours", "pilote": "Un pilote"}),
        2,
        1,
        budgets=_budgets("a2-1", "a2-1", None),
    )
    voids = model.voids(plan.reset_index()).set_index(["champ", "axe_id"])["manquants"]
    assert voids["etat", "x1"] == 1
    assert voids["pilote", "x1"] == 1
    assert voids["elu_referent", "x1"] == 2
    assert (voids["budget", "x1"], voids["budget", "x2"]) == (2, 0)
    assert set(voids.index.get_level_values("champ")) == set(model.CHAMPS)


def test_requests_start_with_what_is_late_and_forget_what_is_complete():
    plan = _plan(
        _suivis({"action_id": "a1-1", "observe_le": "2026", "etat": "en_cours", "echeance": "2020", "pilote": "P"}), 1
    ).reset_index()
    subjects = [subject for subject, _ in model.requests(plan)]
    assert subjects == ["en_retard", "elu_referent", "budget", "indicateur"]


def test_an_assessment_asks_nothing_of_who_leads_and_gives_no_verdict_on_a_contested_state():
    plan = _plan(
        _suivis(
            {"action_id": "a1-1", "observe_le": "2026", "etat": "realisee", "indicateur": "12 emplois"},
            {"action_id": "a1-2", "observe_le": "2026", "etat": "bloquee"},
            {"action_id": "a1-3", "observe_le": "2026", "etat": "en_cours", "conteste": True},
        ),
        4,
        budgets=_budgets("a1-1"),
    ).reset_index()
    assert model.assessment(plan) == [("etat", 1), ("non_realisee", 1), ("budget", 3), ("indicateur", 3)]
    assert set(model.voids(plan, model.BILAN)["champ"]) == set(model.BILAN)


def test_an_action_without_share_concerns_every_epci():
    plan = pd.DataFrame({"id": ["a", "b", "c"]})
    shares = pd.DataFrame({"action_id": ["a", "b"], "siren": ["1", "2"]})
    assert list(model.concerned(plan, shares, ["1"])["id"]) == ["a", "c"]
    assert list(model.concerned(plan, shares, [])["id"]) == ["a", "b", "c"]
