"""Completeness and traceability computed from counted facts."""

import pandas as pd

from components.wording import method
from components.wording import sources as wording
from components.wording.provenance import RULES
from data.model import tracabilite as model
from data.queries.tracabilite import FACT_TABLES
from data.vocabulary import STATUTS, TYPES_SOURCE, UNITES_COMPTE

FACTS = pd.DataFrame(
    {
        "genre": ["observation", "observation", "promesse"],
        "source_id": ["a", "b", "b"],
        "statut": ["constate", "declare", "declare"],
        "illustratif": False,
        "faits": [6, 3, 1],
        "contestes": [0, 1, 1],
        "recents": [6, 0, 0],
        "chiffres": [6, 3, 0],
        "sans_valeur": [0, 2, 0],
        "calcules": [4, 0, 0],
        "connu_le": ["2026", "2015-03-03", "2020-01"],
    }
)


def test_shares_by_status_sum_to_a_hundred():
    frame = model.by_statut(FACTS)
    assert list(frame["statut"]) == ["constate", "declare"]
    assert list(frame["part"]) == [60.0, 40.0]
    assert list(frame["contestes"]) == [0, 2]


def test_shares_are_of_figures_alone_and_made_up_ones_have_no_source():
    facts = FACTS.assign(illustratif=[False, True, False])
    rows = model.shares(facts, ("affirmation", "observation")).set_index("genre")
    assert rows.loc[["affirmation"]].to_numpy().tolist() == [[0] * 6]
    whole = rows.iloc[-1]
    assert whole.to_dict() == {
        "chiffres": 9,
        "sources": 6,
        "recents": 6,
        "contestes": 1,
        "sans_valeur": 2,
        "calcules": 4,
    }


def test_shares_are_said_with_both_numbers():
    assert wording.of_figures(1, 3) == "1 sur 3, 33,3\u202f%"
    assert wording.of_figures(3, 3) == "3 sur 3, 100\u202f%"
    assert wording.of_figures(2, 5395).endswith(", moins de 0,1\u202f%")
    assert wording.of_figures(5394, 5395).endswith(", plus de 99,9\u202f%")
    assert wording.of_figures(0, 0) == "aucun"
    assert wording.traced_message(0, 0, 0) == "La base ne contient encore aucun chiffre"
    assert wording.traced_message(2, 0, 1) == "0\u00a0chiffre sur 2 est sourcé"
    assert wording.traced_message(2, 2, 1).endswith("50,0\u202f% sont connus depuis moins d’un an")


def test_every_calculation_of_the_pages_has_a_name_and_a_rule():
    assert set(method.CALCULATIONS) == set(RULES)


def test_kinds_that_hold_nothing_are_listed():
    frame = model.by_genre(FACTS, ("observation", "promesse", "suivi_action")).set_index("genre")
    assert frame.loc["suivi_action", "faits"] == 0
    assert frame.loc["observation", "sans_valeur"] == 2


def test_a_source_that_no_fact_cites_is_kept_with_no_date():
    frame = model.by_source(pd.DataFrame({"id": ["a", "b", "c"]}), FACTS).set_index("id")
    assert list(frame["faits"]) == [6, 4, 0]
    assert frame.loc["b", "connu_le"] == "2020-01"
    assert frame["connu_le"].isna()["c"]


def test_every_word_of_the_vocabulary_has_its_french():
    assert set(wording.GENRES) == set(FACT_TABLES)
    assert set(method.STATUTS) == set(STATUTS)
    assert set(wording.TYPES) == set(TYPES_SOURCE)
    assert set(wording.COUNTED) == set(UNITES_COMPTE)


def test_what_a_source_does_not_say_is_said():
    row = {
        "titre": "Fiche",
        "producteur": "DIV",
        "jeu": None,
        "millesime": None,
        "publiee_le": None,
        "periodicite": None,
        "connu_le": None,
        "consultee_le": "2026-11-22 00:00:00",
        "licence": None,
        "copie": None,
    }
    assert wording.source_dates(row) == ("publication\u202f: non renseigné", "lue le 22\u00a0nov.\u00a02026")
    assert wording.source_licence(row) == ("licence non renseignée",)
    assert wording.source_name(row) == ("Fiche", "DIV")


def test_messages_agree():
    assert wording.statuts_message(10, 1).endswith("est contesté")
    assert wording.statuts_message(10, 2).endswith("sont contestés")
    assert wording.statuts_message(10, 0) == "Aucun fait n’est contesté"
    assert wording.genre_count(0, 0, 0) == "aucun"
    assert wording.genre_count(28, 28, 9) == "28, dont 9 sans valeur"
