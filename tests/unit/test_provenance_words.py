"""The sentence that one may quote: nothing that qualifies a figure is lost, and what may not be quoted is refused."""

from dataclasses import replace
from typing import Any

import pytest

from components.wording import provenance as wording
from components.wording.provenance import Proof, added, qualified, refusal, sentence, total_sentence
from components.wording.provenance_facts import told
from components.wording.told import Told
from tests.typography import faults

PROOF = Proof(
    statut="constate",
    illustratif=False,
    conteste=False,
    author="Insee",
    known="2026",
    loaded="2026-11-22",
    producer="Insee",
    title="Dossier complet",
    passage="ENCTOT25",
)
OBSERVATION: dict[str, Any] = {
    "indicateur": "Créations d’entreprises",
    "nature": "flux",
    "unite_indicateur": "entreprises",
    "definition": "Entreprises créées dans l’année.",
    "champ": "Communes et EPCI",
    "territoire": "CA Amiens Métropole",
    "perimetre": "39 communes (2026)",
    "secteur_id": None,
    "secteur": None,
    "cluster": None,
    "forme_juridique": None,
    "periode": "2025",
    "valeur": 2655.0,
    "drapeau": None,
    "secret": False,
}
LINE: dict[str, Any] = {
    "objet": "PLIE 2001",
    "axe": None,
    "financeur": "État",
    "temporalite": "exercice",
    "exercice": 2001,
    "sens": "depense",
    "section": None,
    "etape": "annonce",
    "document": None,
    "autorisation": None,
    "montant": 642573.0,
    "montant_origine": 642573.0,
    "devise_origine": "EUR",
    "taux_franc": 6.55957,
    "territoire": "CA Amiens Métropole",
}
CLAIM: dict[str, Any] = {
    "libelle": "Emplois créés",
    "precision_perimetre": "les trois clusters",
    "perimetre": "x",
    "territoire": "Amiens",
    "valeur": 24.0,
    "valeur_min": None,
    "valeur_max": None,
    "unite": "emplois par an",
    "flux_stock": "flux",
    "periode": "2018 à 2025",
    "periode_precisee": True,
    "definition": "Emplois.",
}


ROW: dict[str, Any] = {
    "statut": "declare",
    "illustratif": False,
    "conteste": True,
    "auteur": "Source officielle non nommée",
    "auteur_fonction": "Origine, selon lui, du chiffre relayé",
    "relais": "Thomas Hutin",
    "connu_le": "2020-01",
    "charge_le": "2026-11-22",
    "producteur": "France Bleu",
    "titre": "Amiens Cluster",
    "passage": "paragraphe 4",
}


def observation(**changes: Any) -> Told:
    return told("observation", {**OBSERVATION, **changes})


def line(**changes: Any) -> Told:
    return told("ligne_budget", {**LINE, **changes})


def claim(**changes: Any) -> Told:
    return told("affirmation", {**CLAIM, **changes})


def test_a_sentence_holds_value_date_perimeter_status_and_source():
    words = sentence(observation(), PROOF)
    assert words == (
        "Créations d’entreprises, CA Amiens Métropole, 39 communes (2026)\u202f: 2\u202f655\u00a0entreprises par an, "
        "en 2025 (constaté). Source\u202f: Insee, «\u00a0Dossier complet\u00a0», ENCTOT25, connu en 2026."
    )
    assert faults(words) == []


def test_a_past_situation_is_said():
    assert sentence(observation(), PROOF, "2026-01-31").endswith("connu en 2026, situation au 31\u00a0janv.\u00a02026.")


@pytest.mark.parametrize(
    ("statut", "word"),
    [("constate", "constaté"), ("declare", "déclaré"), ("prevision", "prévision"), ("objectif", "objectif")],
)
def test_every_status_is_said_and_a_forecast_stays_one(statut, word):
    for fact in (observation(), line(), claim()):
        assert f"({word}" in sentence(fact, replace(PROOF, statut=statut))


def test_a_contested_value_says_so():
    assert "(déclaré\u202f; contesté)" in sentence(claim(), replace(PROOF, statut="declare", conteste=True))


def test_an_illustrative_value_is_refused():
    assert refusal(observation(), replace(PROOF, illustratif=True)) == wording.ILLUSTRATIVE


@pytest.mark.parametrize("unsourced", [replace(PROOF, producer=None), replace(PROOF, title=None)])
def test_an_unsourced_value_is_refused(unsourced):
    assert refusal(observation(), unsourced) == wording.UNSOURCED


def test_a_value_that_the_source_does_not_give_is_refused():
    assert refusal(observation(valeur=None), PROOF) == wording.VALUELESS
    assert refusal(observation(), PROOF) is None


def test_a_secret_value_is_neither_shown_nor_quoted_nor_added():
    hidden = observation(secret=True)
    assert hidden.value is None
    assert refusal(hidden, PROOF) == wording.MASKED
    assert added([hidden, observation()]) is None


def test_a_qualifier_stays_before_its_figure_and_a_reserve_stays_in_the_sentence():
    words = sentence(qualified(line(), "environ"), replace(PROOF, reserves=("étape non précisée", "hors TVA")))
    assert "environ 642\u202f573\u202f€" in words
    assert "réserves de la source\u202f: étape non précisée, hors TVA" in words


def test_a_flow_keeps_its_par_an():
    assert "entreprises par an" in sentence(observation(), PROOF)
    assert "emplois par an" in sentence(claim(), PROOF)
    assert "642\u202f573\u202f€ par an" in sentence(line(temporalite="annuel", exercice=None), PROOF)
    assert "par an" not in sentence(observation(nature="stock"), PROOF)
    # A quarter is no year.
    assert "par an" not in sentence(observation(periode="2025-T3"), PROOF)


def test_an_amount_of_unknown_period_says_so():
    assert "annuel ou total non précisé" in sentence(line(temporalite="non_precise", exercice=None), PROOF)


def test_francs_are_said_with_their_euros():
    words = sentence(line(montant_origine=4215000.0, devise_origine="FRF"), PROOF)
    assert "642\u202f573\u202f€" in words
    assert "4\u202f215\u202f000\u00a0francs dans la source" in words
    assert "1\u202f€ = 6,55957\u202fF" in words


def test_a_claim_that_does_not_say_what_it_counts_says_so():
    words = sentence(claim(flux_stock="non_precise", periode_precisee=False, periode="non précisée"), PROOF)
    assert "flux ou cumul non précisé" in words
    assert "période non précisée" in words


def test_a_range_stays_a_range():
    assert claim(valeur=None, valeur_min=50.0, valeur_max=100.0).value == "50 à 100"


def test_another_author_than_the_producer_is_named():
    words = sentence(claim(), replace(PROOF, author="Un élu", producer="Gazette"))
    assert "Source\u202f: Un élu, dans Gazette," in words


def test_what_counts_the_same_thing_is_added_and_nothing_else():
    here, there = observation(), observation(territoire="CA du Saint-Quentinois", valeur=880.0)
    total = added([here, there])
    assert total is not None
    assert total.full_value == "3\u202f535\u00a0entreprises par an"
    assert total.place == "CA Amiens Métropole, 39 communes (2026)\u202f; CA du Saint-Quentinois, 39 communes (2026)"
    assert added([here, observation(periode="2024")]) is None
    assert added([here, observation(valeur=None)]) is None
    assert added([observation(nature="taux"), observation(nature="taux")]) is None
    assert added([line(), line(etape="vote")]) is None
    assert added([claim(), claim()]) is None


def test_the_sentence_of_a_sum_says_that_vigie_made_it_and_keeps_every_status_and_reserve():
    total = added([observation(), observation(valeur=880.0)])
    assert total is not None
    words = total_sentence(total, [PROOF, replace(PROOF, statut="prevision", reserves=("estimation",))])
    assert "somme de 2\u00a0faits calculée par Vigie" in words
    assert "constaté et prévision" in words
    assert "réserve de la source\u202f: estimation" in words
    assert faults(words) == []


def test_a_relayed_claim_names_who_relays_it_once():
    words = sentence(claim(), wording.proof(ROW, ()))
    assert "Source\u202f: source officielle non nommée, selon Thomas Hutin, dans France Bleu" in words
    own = wording.proof({**ROW, "relais": None, "auteur": "X", "auteur_fonction": "Directeur"}, ())
    assert "Source\u202f: X, directeur, dans France Bleu" in sentence(claim(), own)


def test_a_claim_without_period_says_it_once():
    words = sentence(claim(periode="non précisée", periode_precisee=False), PROOF)
    assert "période non précisée (" in words
    assert "affirmée sans date" not in words
    assert "affirmée sans date" in sentence(claim(periode="à venir", periode_precisee=False), PROOF)
