"""Ways to misread the five documents that the data itself must rule out; the pages have theirs."""

from typing import Any, Final

import pandas as pd
import pytest
from sqlalchemy import Select, func, select

from data.engine import Reader
from data.schema import metadata
from data.vocabulary import TAUX_FRANC

AMIENS: Final = "epci:248000531"
PROTOCOLE: Final = "territoire_industrie:saint-quentinois-tergnier"
EPCI_DU_PROTOCOLE: Final = {"epci:200071892", "epci:200071785", "epci:200070985", "epci:200037059"}
T: Final = metadata.tables


def where(table_name: str, **equals: object) -> Select[Any]:
    table = T[table_name]
    return select(table).where(*(table.c[name] == value for name, value in equals.items()))


def only(read: Reader, table_name: str, **equals: object) -> "pd.Series[Any]":
    frame = read(where(table_name, **equals))
    assert len(frame) == 1, (table_name, equals, len(frame))
    return frame.iloc[0]


@pytest.mark.piege(1)
def test_24_jobs_are_neither_a_flow_nor_a_statistic(read: Reader) -> None:
    claim = only(read, "affirmation", valeur=24)
    assert claim[["flux_stock", "statut", "periode"]].tolist() == ["non_precise", "declare", "non précisée"]
    assert bool(claim["conteste"])
    assert (claim["auteur_id"], claim["relais_id"]) == ("source-officielle-non-nommee", "thomas-hutin")
    assert read(where("serie", indicateur_id=claim["indicateur_id"])).empty


@pytest.mark.piege(1)
def test_50_to_100_stays_a_yearly_forecast_without_a_middle(read: Reader) -> None:
    forecast = only(read, "affirmation", indicateur_id="emplois_clusters", statut="prevision")
    assert forecast[["valeur_min", "valeur_max", "flux_stock", "unite"]].tolist() == [50, 100, "flux", "emplois par an"]
    assert pd.isna(forecast["valeur"])


@pytest.mark.piege(2)
def test_the_origin_of_the_curve_is_a_choice_of_two(read: Reader) -> None:
    origins = read(where("origine_maturite", programme_id="amiens-cluster")).set_index("date_origine")
    assert sorted(origins.index) == ["2014", "2018"]
    assert "environ" in origins["qualificatif"]["2018"]


@pytest.mark.parametrize("indicateur", ["age_maturite_cluster", "age_effets_emploi_cluster"])
@pytest.mark.piege(3)
def test_5_to_10_years_is_a_band_worded_twice(read: Reader, indicateur: str) -> None:
    claim = only(read, "affirmation", indicateur_id=indicateur)
    assert claim[["valeur_min", "valeur_max"]].tolist() == [5, 10]


@pytest.mark.piege(4)
def test_the_year_of_the_pact_is_known_only_from_2020(read: Reader) -> None:
    assert pd.isna(only(read, "programme", id="pacte-2014")["debut"])
    assert pd.isna(only(read, "acte", id="pacte-2014-vote")["date_acte"])
    assert only(read, "acte", id="pacte-2014-signature")[["date_acte", "connu_le"]].tolist() == ["2014", "2020-01"]


@pytest.mark.piege(5)
def test_the_unemployment_promise_has_no_target(read: Reader) -> None:
    promise = only(read, "promesse", numero="P1")
    assert not promise["mesurable"]
    assert pd.isna(promise["attendu"])
    gap = only(read, "affirmation", indicateur_id="ecart_chomage_national")
    assert (gap["valeur"], gap["statut"]) == (2, "declare")


@pytest.mark.piege(6)
def test_jobs_of_the_call_centres_have_three_perimeters(read: Reader) -> None:
    claims = read(where("affirmation", indicateur_id="emplois_relation_client"))
    assert sorted(claims["valeur"]) == [300, 1300, 3500]
    assert claims["perimetre_id"].is_unique
    assert only(read, "affirmation", id="centre-a16-etouvie")["indicateur_id"] != "emplois_relation_client"


@pytest.mark.piege(7)
def test_francs_are_not_read_as_euros(read: Reader) -> None:
    lines = read(where("ligne_budget", devise_origine="FRF"))
    assert len(lines) == 4
    assert ((lines["montant"] - lines["montant_origine"] / TAUX_FRANC).abs() < 1).all()
    shares = lines[lines["programme_id"] == "contrat-ville-2001"].set_index("financeur_id")["montant"]
    assert shares["etat"] < shares["amiens-metropole"]


@pytest.mark.piege(8)
def test_a_joint_line_stays_one_block(read: Reader) -> None:
    line = only(read, "ligne_budget", montant=642_573)
    assert only(read, "financeur", id=line["financeur_id"])["type"] == "groupe"
    members = read(where("financeur_membre", financeur_id=line["financeur_id"]))
    assert set(members["acteur_id"]) == {"etat", "amiens-metropole"}
    assert {column.name for column in T["financeur_membre"].c} == {"id", "financeur_id", "acteur_id"}


@pytest.mark.piege(9)
def test_larger_scales_are_never_an_epci_s(read: Reader) -> None:
    claims = (
        select(T["affirmation"].c.valeur, T["territoire"].c.type, T["territoire"].c.code)
        .join(T["perimetre"], T["perimetre"].c.id == T["affirmation"].c.perimetre_id)
        .join(T["territoire"], T["territoire"].c.id == T["perimetre"].c.territoire_id)
        .where(T["affirmation"].c.valeur.in_([5500, 28.5, 36, 267_000]))
    )
    scales = {row.valeur: (row.type, row.code) for row in read(claims).itertuples()}
    assert scales == {
        5500: ("region", "22"),
        28.5: ("region", "22"),
        36: ("pays", "FR"),
        267_000: ("region", "32"),
    }
    assert only(read, "ligne_budget", montant=1_300_000_000)["territoire_id"] == "pays:FR"


@pytest.mark.piege(10)
def test_perimeters_of_amiens_metropole_are_broken_apart(read: Reader) -> None:
    perimeters = read(where("perimetre", territoire_id=AMIENS)).set_index("id")["nb_communes"]
    assert perimeters[f"{AMIENS}@2000"] == 20
    assert perimeters[f"{AMIENS}@2015"] == 33
    assert perimeters[f"{AMIENS}@2026"] == 39
    breaks = read(where("rupture", territoire_id=AMIENS, cause="perimetre"))
    assert {"2000", "2015", "2022"} <= set(breaks["a_partir_de"])


@pytest.mark.piege(11)
def test_39_counts_three_different_things(read: Reader) -> None:
    assert only(read, "perimetre", id="epci:200071892@2026")["nb_communes"] == 39
    vote = only(read, "vote", quorum=39)
    assert (vote["acte_id"], vote["sieges"]) == ("ti-2019-deliberation-saint-quentinois", 76)


@pytest.mark.piege(12)
def test_the_petr_is_not_a_fifth_epci(read: Reader) -> None:
    members = read(where("appartenance", ensemble_id=PROTOCOLE))
    assert set(members["membre_id"]) == EPCI_DU_PROTOCOLE
    petr = read(where("appartenance", ensemble_id="petr:coeur-des-hauts-de-france"))
    assert set(petr["membre_id"]) < EPCI_DU_PROTOCOLE
    measured = (
        select(T["observation"].c.id)
        .join(T["perimetre"], T["perimetre"].c.id == T["observation"].c.perimetre_id)
        .where(T["perimetre"].c.territoire_id.like("petr:%"))
    )
    assert read(measured).empty


@pytest.mark.piege(13)
def test_amiens_metropole_is_not_in_this_territoire_d_industrie(read: Reader) -> None:
    assert read(where("appartenance", ensemble_id=PROTOCOLE, membre_id=AMIENS)).empty
    assert only(read, "programme", id="ti-2019")["territoire_id"] == PROTOCOLE
    assert only(read, "programme", id="amiens-cluster")["territoire_id"] == AMIENS


@pytest.mark.piege(14)
def test_geographic_sectors_are_territories_and_not_activities(read: Reader) -> None:
    assert len(read(where("territoire", type="secteur_communautaire"))) == 4
    assert read(where("secteur")).query("libelle.str.lower().isin(['ouest', 'nord', 'sud', 'est'])").empty
    assert only(read, "fait", id="ville-secteurs-amienois")["contenu"].startswith("7")


@pytest.mark.piege(15)
def test_lists_of_sectors_are_kept_apart(read: Reader) -> None:
    secteur = T["secteur"]
    counted = read(
        select(secteur.c.nomenclature_id, func.count().label("secteurs"))
        .where(secteur.c.nomenclature_id.in_(["secteurs_2001", "filieres"]))
        .group_by(secteur.c.nomenclature_id)
    )
    assert dict(counted.itertuples(index=False)) == {"secteurs_2001": 5, "filieres": 3}
    assert only(read, "cluster", id="cluster-sante")["nom"] == "e-santé"
    assert only(read, "fait", id="pacte-cluster-sante")["contenu"] == "santé"


@pytest.mark.piege(16)
def test_not_taking_part_is_not_abstaining(read: Reader) -> None:
    vote = only(read, "vote", acte_id="ti-2019-deliberation-saint-quentinois")
    assert vote[["presents", "suppleants", "representes", "absents"]].tolist() == [64, 2, 7, 3]
    assert vote[["sans_prendre_part", "votants", "pour", "abstentions"]].tolist() == [2, 71, 69, 2]
    assert pd.isna(vote["contre"])
    assert not vote["unanimite"]
    assert only(read, "vote", unanimite=True)["acte_id"] == "pacte-2014-vote"


@pytest.mark.piege(17)
def test_the_protocol_is_not_the_contract(read: Reader) -> None:
    assert only(read, "programme", id="ti-2019")["nature"] == "protocole"
    assert only(read, "acte", id="ti-2019-signature-protocole")["etat"] == "non_signe"
    assert only(read, "acte", id="ti-2019-contrat")["etat"] == "non_renseigne"
    assert "ni le contrat" in only(read, "acte", id="ti-2019-deliberation-saint-quentinois")["portee"]
    assert read(where("preuve", promesse_id="promesse-13")).empty


@pytest.mark.piege(18)
def test_no_action_has_a_state(read: Reader) -> None:
    followed = select(T["action"].c.id, T["suivi_action"].c.etat).outerjoin(T["suivi_action"])
    frame = read(followed)
    assert len(frame) == 11
    assert frame["etat"].isna().all()


@pytest.mark.piege(19, 27)
def test_the_same_theme_filed_twice_is_not_25_actions(read: Reader) -> None:
    lists = [read(where(name, programme_id="ti-2019")) for name in ("priorite", "action", "action_engagee")]
    assert [len(frame) for frame in lists] == [5, 11, 9]
    assert "friches" not in lists[1].set_index("id")["nom"]["ti-2019-3-1"]
    assert lists[1].set_index("id")["axe_id"]["ti-2019-3-1"] == only(read, "axe", nom="Innover")["id"]


@pytest.mark.piege(20)
def test_units_of_money_differ(read: Reader) -> None:
    grants = only(read, "ligne_budget", montant=700_000)
    assert (grants["temporalite"], grants["territoire_id"]) == ("annuel", "epci:200071785")
    assert only(read, "ligne_budget", montant=1_000_000)["temporalite"] == "non_precise"
    assert pd.isna(only(read, "ligne_budget", origine_fonds="prive")["montant"])
    assert only(read, "affirmation", valeur=20_000_000)["statut"] == "prevision"
    assert read(where("ligne_budget", montant=20_000_000)).empty
    assert read(where("ligne_budget", programme_id="amiens-cluster")).empty


@pytest.mark.parametrize(
    ("claim", "qualifier"),
    [
        ("membres-clusters", "une quarantaine"),
        ("entreprises-membres-clusters", "une quarantaine"),
        ("club-sous-traitants", "une trentaine"),
        ("relation-client-quartiers-nord", "plus de"),
        ("population-2015", "plus de"),
        ("levee-fonds-tiamat", "plus de"),
        ("argent-clusters-millions", "des millions"),
    ],
)
@pytest.mark.piege(21)
def test_qualifiers_are_kept(read: Reader, claim: str, qualifier: str) -> None:
    assert qualifier in only(read, "affirmation", id=claim)["qualificatif"]


@pytest.mark.piege(21)
def test_the_qualifier_of_a_million_is_kept(read: Reader) -> None:
    assert only(read, "ligne_budget", id="pacte-2014-fonctionnement")["qualificatif"].startswith("environ")


@pytest.mark.piege(22)
def test_a_count_of_creations_is_not_made_a_rate(read: Reader) -> None:
    claim = only(read, "affirmation", valeur=1034)
    assert claim[["flux_stock", "unite", "periode"]].tolist() == ["flux", "entreprises par an", "2013"]
    assert pd.isna(only(read, "perimetre", id=claim["perimetre_id"])["nb_communes"])
    assert read(where("observation", valeur=1034, perimetre_id=claim["perimetre_id"])).empty


@pytest.mark.piege(23)
def test_once_a_year_belongs_to_the_other_protocol(read: Reader) -> None:
    assert pd.isna(only(read, "comite", type="copil")["frequence"])
    assert only(read, "comite", type="comite_suivi")[["programme_id", "frequence"]].tolist() == [
        "cdc-2015",
        "au moins une fois par an",
    ]


@pytest.mark.piege(24)
def test_one_actor_bears_both_spellings(read: Reader) -> None:
    acteur = T["acteur"]
    frame = read(select(acteur.c.id, acteur.c.variantes).where(acteur.c.type == "personne"))
    assert [key for key in frame["id"] if "gest" in key or "guest" in key] == ["alain-gest"]
    assert "Guest" in frame.set_index("id")["variantes"]["alain-gest"]


@pytest.mark.piege(25)
def test_the_day_of_the_fact_is_not_the_day_of_the_article(read: Reader) -> None:
    signed = only(read, "acte", id="cdc-2015-signature")
    assert signed[["date_acte", "connu_le"]].tolist() == ["2015-06-26", "2015-06-29"]
    promise = only(read, "promesse", numero="P2")
    assert pd.isna(promise["echeance"])
    proof = only(read, "preuve", promesse_id=promise["id"])
    assert (proof["portee"], proof["nombre"], promise["attendu"]) == ("partielle", 1, 4)


@pytest.mark.piege(26)
def test_nine_new_industrial_firms_are_not_a_point_of_a_series(read: Reader) -> None:
    claim = only(read, "affirmation", valeur=9)
    assert claim["indicateur_id"] != "creations_entreprises"
    assert read(where("serie", indicateur_id=claim["indicateur_id"])).empty


@pytest.mark.piege(28)
def test_codes_collide_but_ids_do_not(read: Reader) -> None:
    territoire = T["territoire"]
    frame = read(select(territoire.c.id, territoire.c.type).where(territoire.c.code.in_(["3202", "ti-3202"])))
    assert dict(frame.itertuples(index=False)) == {
        "zone_emploi:3202": "zone_emploi",
        "territoire_industrie:ti-3202": "territoire_industrie",
    }
