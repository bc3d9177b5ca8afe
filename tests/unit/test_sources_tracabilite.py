"""Completeness and traceability computed from counted facts."""

import pandas as pd

from components.wording import method
from components.wording import sources as wording
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
        "connu_le": ["2026", "2015-03-03", "2020-01"],
    }
)


def test_shares_by_status_sum_to_a_hundred():
    frame = model.by_statut(FACTS)
    assert list(frame["statut"]) == ["constate", "declare"]
    assert list(frame["part"]) == [60.0, 40.0]
    assert list(frame["contestes"]) == [0, 2]


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
