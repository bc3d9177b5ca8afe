"""Facts into band, points, places and cumulated counts."""

from collections.abc import Sequence

import pandas as pd
import pytest

from data.model import bande, cumul_emplois, filieres, points
from data.model.affirmations import Said, unsaid
from data.model.maturite import Band, Ramp

CLUSTERS = ["a", "b", "c"]
TOGETHER = Band(lent=(Ramp(50, 10),), rapide=(Ramp(100, 5),))
ORIGINES = pd.DataFrame(
    {
        "id": ["vieux", "neuf"],
        "date_origine": ["2014", "2018"],
        "libelle": ["Début de la conception", "Mise en service"],
    }
)
CLAIM: dict[str, object] = {
    "id": "c24",
    "fait": "affirmation:c24",
    "valeur": Said(24.0),
    "valeur_min": None,
    "valeur_max": None,
    "unite": "emplois",
    "periode": "non précisée",
    "qualificatif": None,
    "flux_stock": "non_precise",
    "periode_precisee": False,
    "relais": "Un élu",
    "precision_perimetre": "ce cluster",
    "statut": "declare",
    "illustratif": False,
    "conteste": True,
    "connu_le": "2020-01",
    "source_id": "s",
}
FORECAST = {**CLAIM, "valeur": None, "flux_stock": "flux", "statut": "prevision", "relais": None, "conteste": False}
Fact = tuple[str | None, int, float | None, str]


def _parametres(rows: Sequence[tuple[str | None, str, float | None, float | None]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["cluster_id", "scenario", "rythme", "age_maturite"]).astype(
        {"rythme": float, "age_maturite": float}
    )


WHOLE = [(None, "lent", 50.0, 10.0), (None, "rapide", 100.0, 5.0)]
OF_A = [("a", "lent", 10.0, 8.0), ("a", "rapide", 20.0, 4.0)]
OF_B = [("b", "lent", 5.0, 8.0), ("b", "rapide", 9.0, 4.0)]


def _observations(rows: Sequence[Fact]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["cluster_id", "annee", "valeur", "statut"])
    told = {"illustratif": False, "conteste": False, "secret": False}
    facts = [f"observation:{rank}" for rank in range(len(frame))]
    return frame.assign(**told, connu_le="2026", source_id="s", fait=facts).astype({"valeur": float})


def _all(years: range, value: float = 10, statut: str = "constate") -> list[Fact]:
    return [(cluster, year, value, statut) for cluster in CLUSTERS for year in years]


def test_the_band_of_the_whole_is_never_lent_to_one_cluster():
    parametres = _parametres(WHOLE)
    assert bande.edges(parametres, CLUSTERS, ensemble=True) == TOGETHER
    assert bande.edges(parametres, ["a"], ensemble=False) is None


def test_a_cluster_with_its_own_parameters_has_its_band():
    parametres = _parametres([*WHOLE, *OF_A])
    assert bande.edges(parametres, ["a"], ensemble=False) == Band(lent=(Ramp(10, 8),), rapide=(Ramp(20, 4),))
    assert bande.edges(parametres, ["a", "b"], ensemble=False) is None


def test_several_clusters_with_parameters_are_added():
    summed = bande.edges(_parametres([*OF_A, *OF_B]), ["a", "b"], ensemble=True)
    assert summed == Band(lent=(Ramp(10, 8), Ramp(5, 8)), rapide=(Ramp(20, 4), Ramp(9, 4)))


def test_one_edge_alone_makes_no_band():
    assert bande.edges(_parametres(WHOLE[:1]), CLUSTERS, ensemble=True) is None
    assert bande.edges(_parametres([WHOLE[0], (None, "rapide", None, 5.0)]), CLUSTERS, ensemble=True) is None


def test_the_curve_runs_to_maturity_and_to_the_last_value():
    curve = bande.curve(TOGETHER, "2018", None)
    assert curve["moment"].tolist() == [float(year) for year in range(2018, 2029)]
    assert curve.iloc[6][["bas", "haut", "rythme_bas", "rythme_haut"]].tolist() == [90, 350, 30, 100]
    assert bande.curve(TOGETHER, "2018", 2031.0)["moment"].max() == 2031


def test_a_claim_stands_at_the_date_on_which_it_was_told():
    told = points.claimed_points(pd.DataFrame([CLAIM, FORECAST]))
    assert len(told) == 1
    point = told.iloc[0]
    assert (point["valeur"], point["date_valeur"], point["moment"]) == (Said(24.0), "2020-01", 2020.0)
    assert (point["relayee"], point["datee"], point["flux_stock_connu"], point["conteste"]) == (
        True,
        False,
        False,
        True,
    )


@pytest.mark.parametrize(
    "change", [{"flux_stock": "flux"}, {"statut": "prevision"}, {"statut": "objectif"}, {"valeur": None}]
)
def test_a_flow_a_forecast_or_a_range_has_no_place_on_the_cumulated_curve(change: dict[str, object]):
    assert points.claimed_points(pd.DataFrame([{**CLAIM, **change}])).empty


@pytest.mark.piege(2)
def test_both_origins_are_placed_and_neither_gives_a_verdict():
    years = cumul_emplois.yearly(_observations([]), CLUSTERS, ensemble=True)
    places = bande.places(ORIGINES, pd.DataFrame([CLAIM]), years, TOGETHER)
    found = places.set_index("date_origine")
    assert found[["age", "bas", "haut", "place"]].T.to_dict("list") == {
        "2018": [2, 10, 40, "dans"],
        "2014": [6, 90, 350, "tres_en_dessous"],
    }
    assert not found["jugee"].any()
    assert found.loc["2014", "obstacles"] == ("periode", "flux_stock", "contestee", "relayee")
    assert found.loc["2018", "obstacles"] == ("periode", "flux_stock", "contestee", "relayee", "age")


def test_a_claim_beside_a_count_still_gives_no_verdict():
    years = cumul_emplois.yearly(_observations(_all(range(2018, 2026))), CLUSTERS, ensemble=True)
    places = bande.places(ORIGINES, pd.DataFrame([CLAIM]), years, TOGETHER)
    assert places.groupby("nature")["jugee"].unique().map(list).to_dict() == {
        "affirmation": [False],
        "observation": [True],
    }
    counted = places[places["nature"] == "observation"]
    assert counted[["date_origine", "valeur", "terme", "place"]].to_numpy().tolist() == [["2018", 240, 2026, "dans"]]


def test_a_count_under_five_years_gives_no_verdict():
    years = cumul_emplois.yearly(_observations(_all(range(2018, 2022))), CLUSTERS, ensemble=True)
    counted = bande.places(ORIGINES[1:], pd.DataFrame([CLAIM]), years, TOGETHER).iloc[-1]
    assert (counted["jugee"], counted["obstacles"]) == (False, ("age",))


def test_a_missing_cluster_makes_the_year_incomplete_and_stops_the_count():
    rows = [row for row in _all(range(2018, 2021)) if row[:2] != ("b", 2019)]
    years = cumul_emplois.yearly(_observations(rows), CLUSTERS, ensemble=True)
    assert years["clusters_renseignes"].tolist() == [3, 2, 3]
    assert years["valeur"].isna().tolist() == [False, True, False]
    assert cumul_emplois.cumulated(years, 2018)["cumul"].tolist() == [30]
    assert cumul_emplois.missing_years(years, 2016) == (2016, 2017, 2019)


def test_a_missing_first_year_gives_no_count_at_all():
    years = cumul_emplois.yearly(_observations(_all(range(2019, 2023))), CLUSTERS, ensemble=True)
    assert cumul_emplois.cumulated(years, 2018).empty
    assert points.counted_points(cumul_emplois.cumulated(years, 2018)).empty


def test_a_count_is_as_strong_as_its_weakest_year_and_forecasts_are_never_judged():
    rows = [
        *_all(range(2018, 2020)),
        *_all(range(2020, 2022), statut="declare"),
        *_all(range(2022, 2030), statut="prevision"),
    ]
    years = cumul_emplois.yearly(_observations(rows), CLUSTERS, ensemble=True)
    cumul = cumul_emplois.cumulated(years, 2018)
    assert cumul["statut"].tolist() == ["constate"] * 2 + ["declare"] * 2 + ["prevision"] * 8
    last = bande.places(ORIGINES[1:], pd.DataFrame([CLAIM]), years, TOGETHER).iloc[-1]
    assert (last["date_valeur"], last["valeur"]) == ("2021", 120)


def test_observed_wins_over_declared_and_objectives_are_not_counted():
    rows: list[Fact] = [("a", 2018, 5, "declare"), ("a", 2018, 4, "constate"), ("a", 2019, 90, "objectif")]
    years = cumul_emplois.yearly(_observations(rows), ["a"], ensemble=False)
    assert years[["annee", "valeur", "statut", "conteste"]].to_numpy().tolist() == [[2018, 4, "constate", False]]


def test_rival_observations_of_one_cluster_are_contested_never_added():
    rows: list[Fact] = [("a", 2018, 5, "declare"), ("a", 2018, 9, "declare")]
    years = cumul_emplois.yearly(_observations(rows), ["a"], ensemble=False)
    assert len(years) == 1
    assert years["valeur"].iloc[0] in (5, 9)
    assert bool(years["conteste"].iloc[0])


def test_a_count_of_the_whole_is_not_added_to_its_parts_nor_given_to_one_cluster():
    rows: list[Fact] = [(None, 2018, 40, "constate"), *_all(range(2018, 2019))]
    assert cumul_emplois.yearly(_observations(rows), CLUSTERS, ensemble=True)["valeur"].tolist() == [40]
    assert cumul_emplois.yearly(_observations(rows), ["a"], ensemble=False)["valeur"].tolist() == [10]


def test_what_the_claims_do_not_say():
    assert unsaid(pd.DataFrame([CLAIM])) == ("periode", "flux_stock", "methode")
    other = {**CLAIM, "precision_perimetre": "les trois clusters"}
    assert unsaid(pd.DataFrame([CLAIM, other])) == ("periode", "flux_stock", "perimetre", "methode")
    clear = {**CLAIM, "statut": "constate", "periode_precisee": True, "flux_stock": "flux"}
    assert unsaid(pd.DataFrame([clear])) == ()


@pytest.mark.piege(15)
def test_a_sector_that_changes_its_name_stays_one_sector():
    clusters = pd.DataFrame(
        {"id": ["x", "y"], "secteur_code": ["sante", "energie"], "nom": ["e-santé", "Énergie"], "connu_le": "2020-01"}
    )
    annonces = pd.DataFrame(
        {"programme": "P", "libelle": ["L1", "L2", "L3"], "contenu": ["santé", "énergie", "santé, énergie"]}
    )
    found = filieres.announced(
        clusters,
        annonces.assign(statut="declare", illustratif=False, connu_le="2015-03-03", source_id="s", fait="fait:f"),
    )
    assert found[["id", "annonce"]].to_numpy().tolist() == [["x", "L1"], ["y", "L2"]]
    assert filieres.renamed(found, clusters)[["ancien", "nouveau"]].to_numpy().tolist() == [["santé", "e-santé"]]


def test_member_counts_keep_the_last_and_leave_the_others_missing():
    clusters = pd.DataFrame({"id": ["x", "y"]})
    rows = [("x", "2023", 10.0), ("x", "2024", 12.0), (None, "2024", 40.0)]
    observed = pd.DataFrame(rows, columns=["cluster_id", "periode", "valeur"]).assign(
        statut="declare", illustratif=False, connu_le="2025", source_id="s", fait="observation:1"
    )
    expected = observed.iloc[:1].assign(periode="2030", valeur=90.0, statut="prevision")
    counts = filieres.last_counts(clusters, pd.concat([observed, expected]))
    assert counts["membres"].tolist()[0] == 12
    assert pd.isna(counts["membres"].tolist()[1])


@pytest.mark.parametrize("precise", [True, False])
def test_only_the_column_says_whether_a_claim_is_dated(precise: bool):
    claims = pd.DataFrame([{**CLAIM, "periode": "non précisée", "periode_precisee": precise}])
    assert points.claimed_points(claims)["datee"].tolist() == [precise]
    assert ("periode" in unsaid(claims)) is not precise


def test_names_are_sorted_without_accents_nor_case():
    names = pd.DataFrame({"nom": ["zeta", "Écla", "alpha", "Dalkia"]})
    assert filieres.by_name(names)["nom"].tolist() == ["alpha", "Dalkia", "Écla", "zeta"]
