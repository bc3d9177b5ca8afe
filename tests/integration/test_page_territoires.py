"""Portraits of territories, on the sourced facts."""

import pandas as pd
import pytest

from components.block import Block, View
from components.facts import COUNT, PER_THOUSAND, parse
from dashboard import ids
from dashboard.filters import Filters
from dashboard.page import NotFoundError
from dashboard.pages import territoire, territoires
from data.engine import Reader
from tests.dash_http import DashClient, text_of

AMIENS, EAST = "248000531", "200070985"


def _view(read: Reader, siren: str) -> View:
    return territoire.PAGE.view(read, Filters(territoire=siren))


def _block(view: View, key: str) -> Block:
    return next(block for block in view.blocks if block.key == key)


def _frame(view: View, key: str) -> pd.DataFrame:
    table = _block(view, key).table
    assert table is not None
    return table.frame


def test_a_portrait_says_communes_and_inhabitants(read: Reader):
    view = _view(read, AMIENS)
    assert view.message == "Amiens Métropole\u202f: 39\u00a0communes, 184\u202f392\u00a0habitants (2026)"
    body = _block(view, "membres").body
    assert body is not None
    assert len(body.children) == 39
    assert "33 communes (2015)" in _block(view, "membres").message


@pytest.mark.piege(9)
def test_unemployment_is_that_of_the_zone_and_never_of_the_epci(read: Reader):
    view = _view(read, AMIENS)
    assert not any("chômage" in name for name in _frame(view, "indicateurs")["indicateur"])
    larger = _frame(view, "plus-large").set_index("indicateur")
    assert larger.loc["Taux de chômage localisé", "echelle"] == "Zone d’Amiens"
    assert "Zone d’emploi seulement" in next(card for card in view.cards if card.key == "chomage").context


def test_the_zone_of_most_communes_comes_first(read: Reader):
    card = next(card for card in _view(read, EAST).cards if card.key == "chomage")
    assert "Saint-Quentin" in card.context


@pytest.mark.piege(12, 28)
def test_a_petr_is_what_contains_and_codes_are_typed(read: Reader):
    around = _frame(_view(read, EAST), "autour").set_index("territoire")
    assert around.loc["PETR Cœur des Hauts-de-France", "type"] == "PETR"
    assert any("ne s’ajoute pas" in limit for limit in _block(_view(read, EAST), "autour").limits)
    own = _frame(_view(read, AMIENS), "autour")
    assert list(own.loc[own["type"] == "Territoire d’industrie", "territoire"]) == ["Amiens - Albert-Méaulte"]


@pytest.mark.piege(13)
def test_no_programme_of_another_territory(read: Reader):
    assert not any("Saint-Quentinois" in name for name in _frame(_view(read, AMIENS), "programmes")["programme"])


@pytest.mark.piege(26)
def test_a_declared_figure_is_no_point_of_a_series(read: Reader):
    told = _frame(_view(read, EAST), "avances")
    assert any("industrielles" in text for text in told["libelle"])
    assert not any("industrielles" in text for text in _frame(_view(read, EAST), "indicateurs")["indicateur"])


def test_territories_keep_their_order(read: Reader):
    compared = _frame(_view(read, EAST), "comparaison")
    first = compared[compared["indicateur"] == "Créations d’entreprises"]["territoire"]
    assert list(first)[:2] == ["Amiens Métropole", "Saint-Quentinois"]


def test_an_ended_membership_is_no_present_one(read: Reader):
    view = _view(read, EAST)
    assert "Saint-Quentinois - Tergnier (" not in (view.lead or "")
    assert "de 2019 à 2022" in set(_frame(view, "autour")["periode"])


@pytest.mark.parametrize("code", ["000000000", "999999999"])
def test_an_unknown_territory_is_not_found(read: Reader, code: str):
    with pytest.raises(NotFoundError):
        _view(read, code)


def test_the_list_leads_to_every_followed_territory(client: DashClient, read: Reader):
    assert "5\u00a0territoires suivis" in territoires.PAGE.view(read, Filters()).message
    assert "Haute Somme" in text_of(client.open("/territoires")[ids.CONTENT]["children"])
    assert "39\u00a0communes" in text_of(client.open(f"/territoires/{AMIENS}")[ids.CONTENT]["children"])


@pytest.mark.parametrize("siren", [AMIENS, EAST])
def test_every_row_names_its_fact(read: Reader, siren: str):
    for block in _view(read, siren).blocks:
        if block.table is not None:
            assert block.table.frame["fait"].map(parse).notna().all(), block.key


@pytest.mark.parametrize("siren", [AMIENS, EAST])
def test_what_is_around_is_counted_on_the_membership_of_each_commune(read: Reader, siren: str):
    rows = _frame(_view(read, siren), "autour").to_dict("records")
    counted = [(row, parse(row["fait"])) for row in rows if row["communes"] != "tout le territoire"]
    assert counted
    for row, facts in counted:
        assert facts is not None
        assert (facts.rule, facts.count) == (COUNT, int(row["communes"].partition(" sur ")[0])), row["territoire"]


def test_a_rate_names_its_count_and_its_population(read: Reader):
    view = _view(read, AMIENS)
    card = next(card for card in view.cards if card.key == "creations")
    rates = [card.fait, *_frame(view, "comparaison")["fait"]]
    assert {(facts.rule, facts.count) for facts in map(parse, rates) if facts is not None} == {(PER_THOUSAND, 2)}


def test_a_commune_leads_to_its_population_and_to_its_membership(read: Reader):
    for reference in _frame(_view(read, AMIENS), "membres")["fait"]:
        facts = parse(reference)
        assert facts is not None
        assert [table for table, _ in facts.named] == ["observation", "appartenance"]


@pytest.mark.piege(1)
def test_figures_told_of_a_territory_are_the_latest_first_and_a_relayed_one_names_its_relay(read: Reader):
    told = _frame(_view(read, AMIENS), "avances")
    assert list(told["connu_le"].str[:4]) == sorted(told["connu_le"].str[:4], reverse=True)
    relayed = told.set_index("libelle")["auteur"].filter(like="chiffre dit officiel").iloc[0]
    assert relayed.startswith("Thomas Hutin")
    assert "source officielle non nommée" in relayed
