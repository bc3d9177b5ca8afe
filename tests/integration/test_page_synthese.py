"""The Synthèse on sourced facts: six cards, each honest about what it does not know."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from components.block import View
from dashboard import days
from dashboard.blocks import synthese_cards as cards
from dashboard.blocks import synthese_jobs as jobs
from dashboard.filters import Filters
from dashboard.pages import clusters, plan_actions, synthese
from data.engine import Reader, read_only_engine, reader
from data.model.ecart import Rates, last_common_period
from data.model.periodes import months_since
from data.queries import emploi
from tests.changed import changed

AMIENS = "248000531"
SAINT_QUENTIN = "200071892"


@pytest.fixture
def view(read: Reader, monkeypatch):
    monkeypatch.setattr(days, "today", lambda: date(2026, 11, 22))

    def make(*epci: str) -> View:
        return synthese.view(read, Filters(epci=epci))

    return make


def _card(view: View, key: str):
    return next(card for card in view.cards if card.key == key)


def test_six_cards_at_most_each_with_its_source(view):
    for chosen in ((), (AMIENS,), (SAINT_QUENTIN,), (AMIENS, SAINT_QUENTIN)):
        found = view(*chosen).cards
        assert len(found) == 6
        assert all(card.source for card in found if not card.missing)


def test_creations_of_amiens(view):
    card = _card(view(AMIENS), "creations")
    assert card.value == "2\u202f655"
    assert "+149 par rapport à 2024" in card.context
    assert "14,4 pour 1\u202f000 habitants" in card.context
    assert card.statut == "constate"
    assert "78\u202f% individuelles" in view(AMIENS).message


def test_creations_of_several_epci_are_the_sum_of_theirs(view):
    assert _card(view(AMIENS, SAINT_QUENTIN), "creations").value == "3\u202f535"


NO_BREAK = pd.DataFrame(columns=["territoire_id", "a_partir_de", "cause", "libelle"])


def _counts(*rows: tuple[str, int, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["territoire_id", "annee", "valeur"])
    return frame.assign(
        fait="observation:1",
        serie_id="creations-entreprises-communes",
        periode=frame["annee"].astype(str),
        perimetre_id=frame["territoire_id"] + "@2026",
        statut="constate",
        illustratif=False,
    )


def test_a_missing_part_makes_the_whole_not_computable():
    counts = _counts(("epci:1", 2024, 10.0), ("epci:2", 2024, 20.0), ("epci:1", 2025, 12.0))
    card = cards.creations_card(cards.creations(counts, NO_BREAK, ["epci:1", "epci:2"]), "Insee")
    assert card.missing
    assert card.value == "non calculable"
    assert card.context == "il manque 1 EPCI sur 2"


def test_an_epci_without_any_row_is_a_missing_part_too():
    counts = _counts(("epci:1", 2025, 12.0))
    card = cards.creations_card(cards.creations(counts, NO_BREAK, ["epci:1", "epci:2"]), "Insee")
    assert card.value == "non calculable"


def test_nothing_known_is_not_known():
    nothing = _counts(("epci:1", 2025, float("nan")))
    assert cards.creations(nothing, NO_BREAK, ["epci:1"]) is None
    card = cards.creations_card(None, "")
    assert (card.value, card.missing) == ("non renseigné", True)


def test_a_figure_claims_no_more_than_its_least_certain_part():
    counts = _counts(("epci:1", 2025, 12.0), ("epci:2", 2025, 3.0)).assign(
        statut=["constate", "prevision"], illustratif=[False, True]
    )
    card = cards.creations_card(cards.creations(counts, NO_BREAK, ["epci:1", "epci:2"]), "x")
    assert (card.statut, card.illustratif) == ("prevision", True)


def _rates(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["territoire_id", "periode", "valeur"])
    return frame.assign(
        fait=[f"observation:{rank}" for rank in range(len(frame))],
        serie_id="chomage-ze",
        type="zone_emploi",
        nom_court=frame["territoire_id"],
        perimetre_id=frame["territoire_id"] + "@actuel",
        statut="constate",
        illustratif=False,
    )


def _known(rates: pd.DataFrame, breaks: pd.DataFrame = NO_BREAK) -> Rates:
    series = pd.DataFrame({"id": ["chomage-ze"], "indicateur_id": "taux_chomage_localise", "producteur": "Insee"})
    return Rates.of(rates, series, breaks.assign(serie_id="chomage-ze"), emploi.NATIONAL)


def test_zones_are_compared_at_a_quarter_that_all_of_them_have():
    rates = _rates(
        ("zone_emploi:1", "2023-T2", 9.0), ("zone_emploi:1", "2023-T3", 9.5), ("zone_emploi:2", "2023-T2", 11.0)
    )
    last = last_common_period(rates, ["zone_emploi:1", "zone_emploi:2"])
    assert list(last["periode"]) == ["2023-T2", "2023-T2"]
    assert last_common_period(rates, ["zone_emploi:1", "zone_emploi:3"]).empty
    card = cards.unemployment_card(last, _known(rates), "Insee", date(2023, 9, 1))
    assert card.value == "9,0 à 11,0\u202f%"
    assert "écart national non calculable" in card.context
    assert cards.unemployment_card(rates[:0], _known(rates), "", date(2023, 9, 1)).missing


def _creations_trend(counts: pd.DataFrame, breaks: pd.DataFrame = NO_BREAK):
    return cards.creations_card(cards.creations(counts, breaks, ["epci:1"]), "Insee").trend


def test_a_small_trend_starts_after_a_hole_or_a_break_and_says_its_period():
    years = [("epci:1", year, float(value)) for year, value in ((2020, 9), (2022, 10), (2023, 11), (2024, 12))]
    trend = _creations_trend(_counts(*years))
    assert trend is not None
    assert (trend.values, trend.period) == ((10.0, 11.0, 12.0), "2022 à 2024")
    assert trend.words == "De 2022 à 2024, 3 valeurs comparables sans interruption\u202f: de 10 à 12"
    broken = pd.DataFrame({"territoire_id": [None], "a_partir_de": ["2023"], "cause": ["champ"], "libelle": ["Champ"]})
    shorter = _creations_trend(_counts(*years), broken)
    assert shorter is not None
    assert shorter.values == (11.0, 12.0)
    alone = pd.DataFrame({"territoire_id": [None], "a_partir_de": ["2024"], "cause": ["champ"], "libelle": ["Champ"]})
    refused = _creations_trend(_counts(*years), alone)
    assert refused is not None
    words = "tendance non calculable\u202f: rupture de série (autre champ, 2024)"
    assert (refused.values, refused.period, refused.words) == ((), words, words)


def test_a_small_trend_never_crosses_a_change_of_perimeter():
    counts = _counts(("epci:1", 2022, 10.0), ("epci:1", 2023, 11.0), ("epci:1", 2024, 12.0))
    counts.loc[counts["annee"] == 2022, "perimetre_id"] = "epci:1@2015"
    trend = _creations_trend(counts)
    assert trend is not None
    assert trend.period == "2023 à 2024, autre périmètre avant"
    assert trend.words.endswith("avant, non calculable\u202f: rupture de série (autre périmètre, 2023)")


def test_rule_5_a_card_says_why_a_year_is_not_compared_with_the_one_before():
    counts = _counts(("epci:1", 2023, 11.0), ("epci:1", 2024, 12.0))
    broken = pd.DataFrame({"territoire_id": [None], "a_partir_de": ["2024"], "cause": ["champ"], "libelle": ["Champ"]})
    card = cards.creations_card(cards.creations(counts, broken, ["epci:1"]), "Insee")
    assert "évolution depuis 2023 non calculable\u202f: rupture de série (autre champ, 2024)" in card.context


def test_a_small_trend_of_a_rate_skips_no_quarter_and_crosses_no_break():
    rates = _rates(*(("zone_emploi:1", period, 9.0) for period in ("2022-T4", "2023-T1", "2023-T2", "2023-T3")))
    breaks = pd.DataFrame(
        {"territoire_id": [None], "a_partir_de": ["2023-01"], "cause": ["champ"], "libelle": ["Champ"]}
    )

    def period(known: pd.DataFrame, broken: pd.DataFrame = NO_BREAK) -> str | None:
        last = last_common_period(known, ["zone_emploi:1"])
        trend = cards.unemployment_card(last, _known(known, broken), "Insee", date(2023, 12, 1)).trend
        return None if trend is None else trend.period

    assert period(rates) == "T4\u00a02022 à T3\u00a02023"
    assert period(rates, breaks) == "T1\u00a02023 à T3\u00a02023, autre champ avant"
    assert period(rates[rates["periode"] != "2023-T1"]) == "T2\u00a02023 à T3\u00a02023"
    assert period(rates[rates["periode"] != "2023-T2"]) is None


def test_a_rival_claim_keeps_its_own_status():
    claims = pd.DataFrame(
        {
            "fait": ["affirmation:a", "affirmation:b", "affirmation:c"],
            "statut": ["prevision", "declare", "declare"],
            "illustratif": False,
            "valeur": [float("nan"), 24.0, 60.0],
            "valeur_min": [50.0, float("nan"), float("nan")],
            "valeur_max": [100.0, float("nan"), float("nan")],
            "unite": ["emplois par an", "emplois", "emplois"],
            "flux_stock": ["flux", "non_precise", "stock"],
            "qualificatif": [None, None, None],
            "conteste": [False, True, True],
            "producteur": ["a", "b", "c"],
            "connu_le": ["2020-01", "2020-01", "2021"],
            "periode": ["à venir", "non précisée", "2020"],
        }
    )
    card = jobs.claimed_card(claims, "Amiens Cluster")
    assert card.value == "24"
    assert card.contested
    assert "Thèse rivale, déclaré, contesté\u202f: 60 emplois" in card.context
    assert "Thèse rivale, prévision\u202f: 50 à 100 emplois par an" in card.context


def test_unemployment_is_compared_with_the_same_quarter_of_the_same_producer(view):
    card = _card(view(AMIENS), "chomage")
    assert card.value == "9,2\u202f%"
    assert card.unit == "T3\u00a02023"
    assert "+1,8\u00a0pt" in card.context
    assert "France hors Mayotte" in card.context
    assert card.link == ("Voir l’emploi", "/emploi")
    assert card.fait.startswith("observation:")


def test_several_zones_never_make_one_rate(view):
    card = _card(view(), "chomage")
    assert card.value == "9,2 à 11,3\u202f%"
    assert "selon la zone" in card.unit


def test_an_old_rate_says_its_age(view):
    assert "38 mois" in str(_card(view(AMIENS), "chomage").mark)
    assert months_since("2026-T3", date(2026, 11, 22)) == 2


@pytest.mark.piege(1)
def test_rival_claims_stand_side_by_side_and_nothing_adds_them(view):
    card = _card(view(AMIENS), "emplois")
    assert card.value == "24"
    assert card.contested
    assert card.unit == "emplois, flux ou cumul non précisé, période non précisée"
    assert "50 à 100 emplois par an" in card.context
    assert "prévision" in card.context
    shown = " ".join((card.value, card.context))
    assert not any(wrong in shown for wrong in ("74", "124", "300", "600"))


@pytest.mark.piege(13)
def test_amiens_has_no_territoire_d_industrie_action(view):
    card = _card(view(AMIENS), "plan")
    assert card.missing
    assert card.value == "sans objet"
    assert "action" not in view(AMIENS).message


@pytest.mark.piege(13)
def test_saint_quentin_has_no_cluster_jobs(view):
    card = _card(view(SAINT_QUENTIN), "emplois")
    assert card.value == "sans objet"
    assert "cluster" not in view(SAINT_QUENTIN).message


@pytest.fixture
def read_two_programmes(base_sqlite: Path, tmp_path: Path) -> Iterator[Reader]:
    """The sourced facts, with clusters in a second programme: later, and of another EPCI."""
    path = tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, changes in {
            "programme": {"id": "'autre'", "nom_court": "'Autres clusters'", "debut": "'2021'", "ordre": "9"}
            | {"territoire_id": f"'epci:{SAINT_QUENTIN}'"},
            "origine_maturite": {"id": "'autre-' || id", "programme_id": "'autre'"},
            "cluster": {"id": "'autre-' || id", "programme_id": "'autre'"},
            "affirmation": {"id": "'autre-' || id", "programme_id": "'autre'", "valeur": "7"},
        }.items():
            names = [str(column[1]) for column in connection.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(changes.get(name, name) for name in names)
            own = "id" if table == "programme" else "programme_id"
            bare = " AND valeur IS NOT NULL" if table == "affirmation" else ""
            connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE {own} = 'amiens-cluster'{bare}")
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("epci", "value", "programme", "apart"),
    [
        ((AMIENS,), "24", "Amiens Cluster", None),
        ((SAINT_QUENTIN,), "7", "Autres clusters", None),
        ((), "7", "Autres clusters", "Amiens Cluster"),
    ],
)
def test_clusters_are_those_of_the_most_recent_programme_that_concerns_the_choice(
    read_two_programmes: Reader, epci, value, programme, apart
):
    card = _card(synthese.view(read_two_programmes, Filters(epci=epci)), "emplois")
    assert (card.value, card.title) == (value, f"Emplois créés, {programme}")
    assert ("Clusters non comptés ici" in card.context, str(apart) in card.context) == (
        apart is not None,
        apart is not None,
    )


def test_the_clusters_page_says_which_programme_it_shows_and_which_it_does_not(read_two_programmes: Reader):
    controls = {control.key: control for control in clusters.controls(read_two_programmes)}
    assert [choice.value for choice in controls["programme"].choices] == ["amiens-cluster", "autre"]
    assert controls["programme"].default == "autre"
    view = clusters.view(read_two_programmes, Filters(origine=controls["origine"].default))
    assert view.notices[-1].startswith("Autres clusters\u202f: Saint-Quentinois seulement.")
    assert view.notices[-1].endswith("Non montré ici\u202f: Amiens Cluster (filtre Programme).")


def test_the_card_leads_to_the_claims_that_it_shows(read_two_programmes: Reader, view):
    card = _card(synthese.view(read_two_programmes, Filters(epci=(AMIENS,))), "emplois")
    assert card.link == ("Voir les chiffres rivaux", "/clusters?programme=amiens-cluster#bloc-theses")
    assert card.fait == "affirmation:emplois-clusters-24+affirmation:emplois-clusters-prevision"
    assert _card(view(AMIENS), "emplois").link == ("Voir les chiffres rivaux", "/clusters#bloc-theses")


@pytest.mark.piege(18)
def test_no_action_has_a_state(view):
    card = _card(view(SAINT_QUENTIN), "plan")
    assert (card.value, card.unit) == ("0", "sur 11 renseignées")
    assert (
        card.context
        == "Programme terminé en 2022 · 4\u00a0Attirer · 2\u00a0Recruter · 4\u00a0Innover · 1\u00a0Simplifier"
    )
    assert card.mark == "◇ bilan à produire"


def _table(view: View, key: str) -> pd.DataFrame:
    block = next(block for block in view.blocks if block.key == key)
    assert block.table is not None
    return block.table.frame


def test_money_of_a_programme_that_is_over_says_so(view, monkeypatch):
    assert _card(view(AMIENS), "budget").context.startswith("Programme terminé en 2006 · ")
    monkeypatch.setattr(days, "today", lambda: date(2006, 12, 31))
    assert "terminé" not in _card(view(AMIENS), "budget").context


def test_a_plan_that_is_over_is_asked_for_an_assessment(view):
    shown = view(SAINT_QUENTIN)
    undocumented = "l’état des onze actions n’est pas documenté"
    assert shown.message.endswith("un programme terminé attend son bilan")
    assert any(undocumented in point for point in _table(shown, "attention")["point"])
    asked = list(_table(shown, "orientations")["orientation"])
    assert any("terminé en 2022" in sentence and undocumented in sentence for sentence in asked)
    assert not any("pilote" in sentence for sentence in asked)


def test_the_same_plan_was_steered_while_it_ran(view, monkeypatch):
    monkeypatch.setattr(days, "today", lambda: date(2022, 12, 31))
    shown = view(SAINT_QUENTIN)
    assert shown.message.endswith("11\u00a0actions attendent un état")
    assert any(sentence.startswith("Désigner un pilote") for sentence in _table(shown, "orientations")["orientation"])
    assert "11\u00a0actions sans état (Territoire d’industrie 2019-2022)" in list(_table(shown, "attention")["point"])
    assert "11 sans état" in str(_card(shown, "plan").mark)
    assert "terminé" not in _card(shown, "plan").context


def test_each_count_of_orientations_says_its_perimeter(view, read: Reader):
    block = next(block for block in view(SAINT_QUENTIN).blocks if block.key == "orientations")
    assert "tous programmes réunis" in block.message
    plan = plan_actions.view(read, Filters(programme="ti-2019"))
    assert "de ce plan" in next(block for block in plan.blocks if block.key == "demandes").message


@pytest.mark.piege(20)
def test_amounts_of_different_kinds_are_named_and_never_added(view):
    card = _card(view(), "budget")
    assert card.missing
    assert "environ 1\u00a0M€, prévision (Pacte" in card.context
    assert "700\u202f000\u202f€ par an" in card.context
    assert "1,7" not in card.context


def test_due_promises_are_those_of_the_register(view):
    card = _card(view(AMIENS), "promesses")
    assert card.value == "3"
    assert "1\u00a0tenue · 1\u00a0tenue en partie" in card.context


def test_without_a_dated_meeting_nothing_is_compared(view):
    block = next(block for block in view().blocks if block.key == "depuis")
    assert block.message.startswith("Aucun comité daté")
    assert (block.table, len(block.ways)) == (None, 1)


def _points(read: Reader) -> list[str]:
    blocks = synthese.view(read, Filters(situation=date(2026, 11, 22))).blocks
    table = next(block for block in blocks if block.key == "attention").table
    assert table is not None
    return [str(point) for point in table.frame["point"]]


def test_a_programme_without_a_plan_has_its_votes_looked_at(base_demonstration: Path, tmp_path: Path):
    unspent = (
        "DELETE FROM ligne_budget WHERE programme_id = 'pacte-2021' AND exercice = 2023"
        " AND etape IN ('mandate', 'paye', 'realise')"
    )
    with changed(base_demonstration, tmp_path, unspent) as read:
        (waiting,) = [point for point in _points(read) if "votés non mandatés" in point]
    assert "exercice 2023 (Pacte pour l’emploi)" in waiting


def _contesting(periods: str) -> str:
    return f"UPDATE observation SET conteste = 1 WHERE serie_id = 'chomage-ze' AND periode LIKE '{periods}'"


def test_a_contested_value_raises_no_alert_and_hides_none_that_it_does_not_make(base_sqlite: Path, tmp_path: Path):
    with changed(base_sqlite, tmp_path, _contesting("2023-T3")) as read:
        assert [point for point in _points(read) if "chômage localisé" in point] == []
    with changed(base_sqlite, tmp_path, _contesting("2022%")) as read:
        assert len([point for point in _points(read) if "chômage localisé" in point and "2023" in point]) == 2


def test_points_of_attention_name_their_rule(view):
    block = next(block for block in view().blocks if block.key == "attention")
    assert block.table is not None
    assert block.table.frame["regle"].notna().all()
    assert len(block.table.frame) == 7


@pytest.mark.piege(20)
def test_money_of_one_epci_is_not_shown_to_another(view):
    assert "700" not in _card(view(SAINT_QUENTIN), "budget").context
    assert "Chauny-Tergnier-La Fère" in _card(view("200071785"), "budget").context


def test_a_due_date_that_the_source_does_not_give_says_who_computed_it(view):
    block = next(block for block in view(AMIENS).blocks if block.key == "attention")
    assert block.table is not None
    rules = dict(zip(block.table.frame["point"].str.slice(0, 2), block.table.frame["regle"], strict=True))
    assert rules["P9"].startswith("Échéance calculée par Vigie")
    assert rules["P3"].startswith("Promesse datée")
