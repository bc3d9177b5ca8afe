"""The page of the clusters on sourced facts, then on the same base with made-up yearly counts."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import pytest

from components import facts
from components.block import Block, View
from components.formats import NBSP
from components.render import block_card
from components.static_html import to_html
from dashboard import days, ids
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages.clusters import PAGE
from data.engine import Reader, read_only_engine, reader
from data.queries import clusters as queries
from data.queries.latest import at
from tests.dash_http import DashClient, text_of

CLUSTERS = ("cluster-energie", "cluster-sante", "cluster-numerique")


def _view(read: Reader, **chosen: object) -> View:
    parsed, unreadable = Filters.parse(chosen)
    filters, unknown = effective(parsed, PAGE.controls(read))
    assert (unreadable, unknown) == ((), ())
    return PAGE.view(read, filters)


def _plain(text: str | None) -> str:
    """Without the no-break spaces that hold a number and its unit together."""
    return (text or "").replace(NBSP, " ")


def _figure(block: Block) -> go.Figure:
    assert block.figure is not None
    return block.figure


def _block(view: View, key: str) -> Block:
    return next(block for block in view.blocks if block.key == key)


def _text(view: View) -> str:
    said = [view.message, view.lead or "", *view.notices]
    for block in view.blocks:
        said += [block.message, block.void or "", *block.limits]
        said.append(to_html(block.body) if block.body is not None else "")
    return " ".join(said)


def _rows(block: Block) -> list[dict[str, object]]:
    assert block.table is not None
    return [{str(name): value for name, value in row.items()} for row in block.table.frame.to_dict("records")]


@pytest.fixture(scope="module")
def counted_base(base_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same base with observed, declared and forecast jobs for each cluster, and parameters for one of them."""
    path = tmp_path_factory.mktemp("comptes") / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    connection = sqlite3.connect(path)
    facts = "'amiens-cluster', '2026', '2026-01-31', '2026-02-01 00:00:00.000000', 'amiens-cluster-2020', 'essai'"
    connection.execute(
        "INSERT INTO serie (id, indicateur_id, libelle, champ, source_id) VALUES (?, ?, 'Essai', 'Membres', ?)",
        ("essai", queries.EMPLOIS, "amiens-cluster-2020"),
    )
    for cluster in CLUSTERS:
        for year in range(2018, 2029):
            statut = "constate" if year < 2025 else "prevision"
            connection.execute(
                "INSERT INTO observation (serie_id, perimetre_id, cluster_id, periode, annee, valeur, unites,"
                " part_premiere, statut, conteste, auteur_id, connu_le, connu_au_plus_tard, charge_le, source_id,"
                " passage)"
                f" VALUES ('essai', 'epci:248000531@2026', ?, ?, ?, 4, 9, 40, ?, 0, {facts})",
                (cluster, str(year), year, statut),
            )
    for scenario, rhythm, age in (("lent", 10, 10), ("rapide", 30, 5)):
        connection.execute(
            "INSERT INTO parametre_maturite (id, programme_id, cluster_id, scenario, rythme, age_maturite, statut,"
            " conteste, auteur_id, connu_le, connu_au_plus_tard, charge_le, source_id, passage)"
            f" VALUES (?, 'amiens-cluster', 'cluster-sante', ?, ?, ?, 'prevision', 0, {facts})",
            (f"essai-{scenario}", scenario, rhythm, age),
        )
    connection.commit()
    connection.close()
    return path


@pytest.fixture(scope="module")
def counted(counted_base: Path) -> Iterator[Reader]:
    engine = read_only_engine(f"sqlite:///{counted_base}")
    yield reader(engine)
    engine.dispose()


def test_controls_come_from_the_base_and_the_latest_origin_is_the_default(read: Reader):
    programme, origin, view, clusters = PAGE.controls(read)
    assert programme.hidden
    assert (view.key, view.default, [choice.value for choice in view.choices]) == ("vue", "cumul", ["cumul", "an"])
    assert [choice.label for choice in origin.choices] == ["2014 · début de la conception", "2018 · mise en service"]
    assert origin.default == origin.choices[-1].value
    assert [choice.value for choice in clusters.choices] == ["filieres:energie", "filieres:sante", "filieres:numerique"]
    assert clusters.multiple


def test_every_filter_has_its_control(read: Reader):
    assert {control.key for control in PAGE.controls(read)} == set(PAGE.filters)


@pytest.mark.parametrize("origine", ["conception-2014", "operationnel-2018"])
@pytest.mark.piege(2)
def test_both_places_are_shown_whatever_the_origin(read: Reader, origine: str):
    view = _view(read, origine=origine)
    places = {row["date_origine"]: row for row in _rows(_block(view, "places"))}
    assert (places["2018"]["bas"], places["2018"]["haut"], places["2018"]["place"]) == (10, 40, "dans")
    assert (places["2014"]["bas"], places["2014"]["haut"], places["2014"]["place"]) == (90, 350, "tres_en_dessous")
    for said in ("10 à 40", "90 à 350", "À titre indicatif"):
        assert said in (view.lead or "")


@pytest.mark.parametrize("origine", ["conception-2014", "operationnel-2018"])
@pytest.mark.piege(1)
def test_twenty_four_gives_no_verdict_and_is_never_mixed_with_the_forecast(read: Reader, origine: str):
    view = _view(read, origine=origine)
    assert view.message.startswith("Pas de verdict possible")
    for reason in ("sans période", "relayé", "contesté"):
        assert reason in view.message
    rows = _rows(_block(view, "theses"))
    assert [row["chiffre"] for row in rows] == ["24", "50 à 100"]
    assert [row["unite"] for row in rows] == ["emplois", "emplois par an"]
    assert [row["compte"] for row in rows] == ["flux ou cumul non précisé", "flux, par période"]
    text = _text(view)
    for invented in ("300 à 600", "74", "37"):
        assert invented not in text


def test_the_claim_card_says_who_when_and_what_to_ask(read: Reader):
    text = to_html(block_card(_block(_view(read), "theses")))
    for said in (
        "Thomas Hutin",
        "opposition",
        "François-Xavier Level",
        "janv.",
        "Prévision",
        "Déclaré · contesté · relayé",
    ):
        assert said in text
    for asked in ("la période", "les entreprises", "la façon de compter"):
        assert asked in text


def test_the_curve_draws_the_band_and_one_hollow_claim(read: Reader):
    block = _block(_view(read), "courbe")
    slow, fast, claim = _figure(block).data
    assert (list(slow.y)[-1], list(fast.y)[-1]) == (250, 750)
    assert (list(claim.x), list(claim.y)) == ([2020.0], [24.0])
    assert any("2023" in note.text for note in _figure(block).layout.annotations)
    table = _rows(block)
    assert len(table) == len(slow.x) + len(claim.x)
    assert [row["avance"] for row in table if row["date"] == "janv.\u00a02020"] == ["24\u00a0emplois"]
    assert not any(isinstance(row["compte"], float) and row["compte"] == row["compte"] for row in table)
    assert {source.statut for source in block.sources} == {"declare", "prevision"}


def test_the_hypothesis_is_said_to_be_ours_and_its_numbers_the_sources(read: Reader):
    limits = " ".join(_block(_view(read), "courbe").limits)
    assert "Hypothèse de Vigie" in limits
    assert "50 par an" in limits
    assert "100 par an" in limits
    assert "environ" in limits


@pytest.mark.piege(3)
def test_both_wordings_of_five_to_ten_years_are_kept(read: Reader):
    limits = " ".join(_block(_view(read), "courbe").limits)
    assert "Pleine maturité d’un cluster" in limits
    assert "Effets d’un cluster sur l’emploi" in limits
    assert limits.count("5 à 10 années") == 2


@pytest.mark.parametrize("sector", ["energie", "sante", "numerique"])
def test_the_band_of_the_three_is_never_shown_as_one_clusters(read: Reader, sector: str):
    view = _view(read, filiere=f"filieres:{sector}")
    curve = _block(view, "courbe")
    assert curve.figure is None
    assert "il manque le rythme de croisière et l’âge de maturité" in (curve.void or "")
    assert "pour tous les clusters ensemble" in (curve.void or "")
    assert _block(view, "places").figure is None
    assert len(_rows(_block(view, "membres"))) == 1
    assert "ne concerne ni les chiffres avancés" in view.notices[0]


def test_choosing_every_cluster_is_choosing_none(read: Reader):
    every = _view(read, filiere=["filieres:energie", "filieres:sante", "filieres:numerique"])
    assert _text(every) == _text(_view(read))


@pytest.mark.piege(21)
def test_about_forty_members_and_none_by_cluster(read: Reader):
    block = _block(_view(read), "membres")
    assert block.message.startswith("Une quarantaine de membres")
    assert "40" not in _text(_view(read)).replace("10 à 40", "")
    assert [row["membres"] == row["membres"] for row in _rows(block)] == [False, False, False]
    assert to_html(block_card(block)).count("non renseigné") == 3
    named = to_html(block_card(_block(_view(read), "membres-nommes")))
    assert "Deux membres nommés sur «\u00a0une quarantaine de membres\u00a0»" in named
    assert all(
        said in named for said in ("Enedis", "Tiamat", "sans dire de quel cluster", "France Bleu, déclaré, connu")
    )


@pytest.mark.piege(15)
def test_sante_became_e_sante(read: Reader):
    block = _block(_view(read), "membres")
    assert [row["nom"] for row in _rows(block)] == ["Énergie", "e-santé", "Numérique"]
    renamed = [limit for limit in block.limits if limit.startswith("Nom changé")]
    assert len(renamed) == 1
    assert "e-santé" in renamed[0]


@pytest.mark.piege(20)
def test_private_money_is_named_and_counted_nowhere(read: Reader):
    money = [limit for limit in _block(_view(read), "membres").limits if "Tiamat" in limit and "M€" in limit]
    assert len(money) == 1
    for said in ("plus de 20", "non conclue", "argent privé", "nulle part"):
        assert said in money[0]


@pytest.mark.parametrize(("vue", "between"), [("cumul", 2021.5), ("an", 2021)])
def test_a_break_of_the_jobs_is_drawn_and_told(
    counted: Reader, counted_base: Path, tmp_path: Path, vue: str, between: float
):
    broken = Path(shutil.copy(counted_base, tmp_path))
    with sqlite3.connect(broken) as connection:
        connection.execute(
            "INSERT INTO rupture (id, serie_id, a_partir_de, cause, libelle, statut, conteste, auteur_id, connu_le,"
            " connu_au_plus_tard, charge_le, source_id, passage) VALUES ('essai', 'essai', '2021', 'champ',"
            " 'apprentis comptés', 'declare', 0, 'amiens-cluster', '2026', '2026-01-31', '2026-02-01 00:00:00.000000',"
            " 'amiens-cluster-2020', 'essai')"
        )
    connection.close()
    engine = read_only_engine(f"sqlite:///{broken}")
    block = _block(_view(reader(engine), vue=vue), "courbe")
    engine.dispose()
    figure = _figure(block)
    assert [shape.x0 for shape in figure.layout.shapes if shape.line.dash == "dot"] == [between]
    assert [note.text for note in figure.layout.annotations if "rupture" in str(note.text)] == [
        "┊ 2021\u202f: autre champ<br>rupture de série"
    ]
    assert any("apprentis comptés" in limit for limit in block.limits)
    assert "dot" not in {shape.line.dash for shape in _figure(_block(_view(counted, vue=vue), "courbe")).layout.shapes}


def test_counts_are_judged_when_they_may_be_and_the_claim_still_is_not(counted: Reader):
    view = _view(counted)
    assert _plain(view.message).startswith("Fin 2024, 84 emplois constatés depuis 2018")
    assert "en dessous de la bande attendue" in view.message
    assert "À titre indicatif, 24 emplois" in _plain(view.lead)
    names = [trace.name for trace in _figure(_block(view, "courbe")).data]
    assert names == ["Bord lent", "Bord rapide", "Constaté", "Prévision", "Chiffre avancé"]
    judged = [row["jugee"] for row in _rows(_block(view, "places")) if row["nature"] == "affirmation"]
    assert judged == [False, False]


def test_years_missing_since_the_chosen_origin_are_said_and_nothing_is_judged(counted: Reader):
    view = _view(counted, origine="conception-2014")
    assert view.message.startswith("Pas de verdict possible")
    assert any("il manque 2014 à 2017" in limit for limit in _block(view, "courbe").limits)
    alone = _view(counted, origine="conception-2014", filiere="filieres:sante")
    assert "il manque 2014 à 2017" in alone.message


def test_a_cluster_with_its_own_parameters_is_judged_alone(counted: Reader):
    view = _view(counted, filiere="filieres:sante")
    assert _plain(view.message).startswith("e-santé, fin 2024, 28 emplois constatés depuis 2018")
    assert view.lead is None
    without = _view(counted, filiere="filieres:energie")
    assert without.message.startswith("Pas de verdict possible pour Énergie")
    assert [trace.name for trace in _figure(_block(without, "courbe")).data] == ["Constaté", "Prévision"]


def test_every_chart_has_table_sources_and_message(counted: Reader, read: Reader):
    for view in (_view(read), _view(counted), _view(counted, filiere="filieres:sante")):
        assert sum(block.figure is not None for block in view.blocks) <= 4
        for block in view.blocks:
            assert block.message
            assert block.void or (block.table is not None and block.sources)


def test_the_text_keeps_french_typography(read: Reader, counted: Reader):
    for view in (_view(read), _view(counted), _view(read, filiere="filieres:sante")):
        text = _text(view)
        assert "'" not in text.replace("&#x27;", "'")
        assert " :" not in text
        assert " ;" not in text


@pytest.fixture
def second_programme(base_sqlite: Path, tmp_path: Path) -> Iterator[Reader]:
    """The same base with a programme elsewhere, a second energy cluster, and a member of two clusters."""
    path = tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    facts = "'declare', 0, 'amiens-cluster', '2026', '2026-01-31', '2026-02-01 00:00:00.000000', 'amiens-cluster-2020'"
    proof = "statut, conteste, auteur_id, connu_le, connu_au_plus_tard, charge_le, source_id, passage"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            f"""
            INSERT INTO programme (id, nom, nom_court, nature, territoire_id, ordre, {proof})
              SELECT 'ailleurs', 'Ailleurs', 'Ailleurs', nature, 'epci:200071785', 99, {facts}, 'essai'
              FROM programme WHERE id = 'amiens-cluster';
            INSERT INTO cluster (id, programme_id, nom, secteur_id, ordre, {proof}) VALUES
              ('cluster-stockage', 'amiens-cluster', 'Stockage', 'filieres:energie', 4, {facts}, 'essai'),
              ('cluster-ailleurs', 'ailleurs', 'Ailleurs', 'filieres:energie', 1, {facts}, 'essai');
            INSERT INTO cluster_membre (programme_id, cluster_id, acteur_id, {proof}) VALUES
              ('amiens-cluster', 'cluster-energie', 'enedis', {facts}, 'essai'),
              ('amiens-cluster', 'cluster-stockage', 'enedis', {facts}, 'essai');
            INSERT INTO serie (id, indicateur_id, libelle, champ, source_id)
              VALUES ('essai', '{queries.EMPLOIS}', 'Essai', 'Membres', 'amiens-cluster-2020');
            INSERT INTO observation (serie_id, perimetre_id, cluster_id, periode, annee, valeur, unites, part_premiere,
              {proof}) VALUES
              ('essai', 'epci:248000531@2026', NULL, '2020', 2020, 1, 9, 40, {facts}, 'essai'),
              ('essai', 'epci:248000531@2026', 'cluster-sante', '2020', 2020, 2, 9, 40, {facts}, 'essai'),
              ('essai', 'epci:200071785@2026', NULL, '2020', 2020, 100, 9, 40, {facts}, 'essai'),
              ('essai', 'epci:200071785@2026', 'cluster-ailleurs', '2020', 2020, 200, 9, 40, {facts}, 'essai');
            """
        )
    connection.close()
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


def test_jobs_of_another_programme_are_not_counted(second_programme: Reader):
    own = second_programme(queries.observations_select("amiens-cluster", queries.EMPLOIS))
    assert own["valeur"].tolist() == [1, 2]
    other = second_programme(queries.observations_select("ailleurs", queries.EMPLOIS))
    assert other["valeur"].tolist() == [100, 200]


def test_two_clusters_of_one_sector_stay_two(second_programme: Reader):
    known = second_programme(queries.clusters_select())
    assert known.loc[known["programme_id"] == "amiens-cluster", "id"].tolist() == [*CLUSTERS, "cluster-stockage"]
    energy, *others = PAGE.controls(second_programme)[3].choices
    assert energy.label == "Énergie, Stockage et Ailleurs"
    assert len(others) == 2


def test_a_member_may_belong_to_several_clusters_and_is_then_no_longer_unplaced(second_programme: Reader):
    named = second_programme(queries.membres_select("amiens-cluster"))
    placed = named.loc[named["nom"] == "Enedis", "cluster_id"].tolist()
    assert placed == ["cluster-energie", "cluster-stockage"]
    assert named.loc[named["nom"] == "Tiamat", "cluster_id"].isna().tolist() == [True]


def test_quotes_keep_one_no_break_space(read: Reader):
    (renamed,) = [limit for limit in _block(_view(read), "membres").limits if limit.startswith("Nom changé")]
    assert f"«{NBSP}santé{NBSP}»" in renamed
    assert "«\u202f" not in renamed


@pytest.mark.piege(13)
def test_the_page_says_whose_clusters_it_shows(client: DashClient) -> None:
    for address in ("/clusters", "/clusters?epci=200071892"):
        said = text_of(client.open(address)[ids.CONTENT]["children"])
        assert "Amiens Cluster\u202f: Amiens Métropole seulement" in said


def test_each_claim_says_from_when_it_can_be_tested(read: Reader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(days, "today", lambda: date(2026, 1, 1))
    told, expected = (row["verifiable"] for row in _rows(_block(_view(read), "theses")))
    assert told == (
        "pas en l’état\u202f: sans période, sans dire s’il s’agit d’un flux ou d’un cumul, relayé par un tiers et "
        "contesté"
    )
    assert _plain(str(expected)) == (
        "depuis 2023 si la maturité vient à 5 ans, à partir de 2028 si la maturité vient à 10 ans (origine 2018)"
    )
    older = _rows(_block(_view(read, origine="conception-2014"), "theses"))[1]["verifiable"]
    assert _plain(str(older)).startswith("depuis 2019 si la maturité vient à 5 ans, depuis 2024")


def test_testable_dates_follow_the_situation_of_the_reader(read: Reader):
    day = date(2020, 6, 30)
    view = PAGE.view(at(read, day), effective(Filters(situation=day), PAGE.controls(read))[0])
    expected = str(_rows(_block(view, "theses"))[1]["verifiable"])
    assert _plain(expected).startswith("à partir de 2023 si la maturité vient à 5 ans")
    before = date(2019, 12, 31)
    unknown = PAGE.view(at(read, before), effective(Filters(situation=before), PAGE.controls(read))[0])
    assert unknown.message == "Aucun cluster n’est enregistré"


def test_the_card_says_what_would_make_both_claims_true(read: Reader):
    text = _plain(to_html(block_card(_block(_view(read), "theses"))))
    for said in (
        "« 24 emplois » et « 50 à 100 emplois par an » peuvent être vrais ensemble, à condition",
        "que « 24 emplois » soit un total depuis l’origine, et non le compte d’une année",
        "ou que « 24 emplois » couvre une autre période",
        "la pleine maturité est attendue entre 2023 et 2028, origine 2018",
        "ou que leurs périmètres diffèrent vraiment",
        "dans la bande comme total (10 à 40 attendus), dans la bande comme compte d’une année (8 à 30 par an attendus)",
        "très en dessous comme total (90 à 350 attendus), en dessous comme compte d’une année",
    ):
        assert said in text


def test_the_yearly_view_keeps_par_an_and_gives_no_verdict_on_the_claim(read: Reader):
    view = _view(read, vue="an")
    assert view.message.startswith("Pas de verdict possible")
    assert "s’il comptait une seule année" in (view.lead or "")
    assert _plain(view.lead).count("par an") == 2
    slow, fast, claim = _figure(_block(view, "courbe")).data
    assert (list(slow.y)[-1], list(fast.y)[-1], slow.line.shape) == (50, 100, "linear")
    assert (list(claim.x), list(claim.y)) == ([2019.5], [24.0])
    places = {row["date_origine"]: (row["bas"], row["haut"]) for row in _rows(_block(view, "places"))}
    assert places == {"2018": (7.5, 30), "2014": (27.5, 100)}


def test_a_year_is_judged_without_the_years_that_are_missing(counted: Reader):
    view = _view(counted, vue="an", origine="conception-2014")
    assert _plain(view.message) == (
        "En 2024, 12 emplois constatés dans l’année, l’âge compté depuis 2014\u202f: très en dessous de la bande "
        "attendue (50 à 100 par an)"
    )
    assert [trace.name for trace in _figure(_block(view, "courbe")).data][2:] == [
        "Constaté",
        "Prévision",
        "Chiffre avancé",
    ]
    assert _rows(_block(view, "annees"))[0]["ensemble"] == 12


def test_every_row_that_shows_a_fact_names_it(counted: Reader, read: Reader):
    for view in (_view(read), _view(counted), _view(counted, vue="an"), _view(counted, filiere="filieres:sante")):
        for block in view.blocks:
            for row in _rows(block) if block.table is not None else []:
                assert facts.parse(row["fait"]) is not None, (block.key, row)


def test_the_programme_is_a_choice_when_several_have_clusters(second_programme: Reader):
    programme, origin, _, _ = PAGE.controls(second_programme)
    assert not programme.hidden
    assert [choice.label for choice in programme.choices] == ["Amiens Cluster", "Ailleurs"]
    assert origin.choices[0].label == "La plus récente de chaque programme"
    assert [choice.label for choice in origin.choices][-1] == "Amiens Cluster · 2018 · mise en service"
    shown = _view(second_programme, programme="amiens-cluster")
    assert "Amiens Cluster\u202f: Amiens Métropole seulement" in shown.notices[-1]
    assert "Ailleurs (filtre Programme)" in shown.notices[-1]


def test_a_choice_made_for_another_programme_is_said_and_changes_nothing(other_origin: Reader):
    view = _view(other_origin, programme="ailleurs", origine="conception-2014")
    assert "un autre programme que Ailleurs" in " ".join(view.notices)
    assert view.message.startswith("Pas de verdict possible pour Ailleurs")


@pytest.fixture
def other_origin(base_sqlite: Path, tmp_path: Path) -> Iterator[Reader]:
    """A second programme with one cluster and one origin of its own."""
    path = tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    proof = "statut, conteste, auteur_id, connu_le, connu_au_plus_tard, charge_le, source_id, passage"
    facts = "'declare', 0, 'amiens-cluster', '2026', '2026-01-31', '2026-02-01 00:00:00.000000', 'amiens-cluster-2020'"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            f"""
            INSERT INTO programme (id, nom, nom_court, nature, territoire_id, ordre, {proof})
              SELECT 'ailleurs', 'Ailleurs', 'Ailleurs', nature, 'epci:200071785', 99, {facts}, 'essai'
              FROM programme WHERE id = 'amiens-cluster';
            INSERT INTO cluster (id, programme_id, nom, secteur_id, ordre, {proof}) VALUES
              ('cluster-ailleurs', 'ailleurs', 'Ailleurs', 'filieres:energie', 1, {facts}, 'essai');
            INSERT INTO origine_maturite (id, programme_id, date_origine, libelle, ordre, {proof}) VALUES
              ('ailleurs-2019', 'ailleurs', '2019', 'Création', 1, {facts}, 'essai');
            """
        )
    connection.close()
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


def test_members_are_listed_by_cluster_with_those_who_left_and_those_of_no_known_cluster(base_demonstration: Path):
    engine = read_only_engine(f"sqlite:///{base_demonstration}")
    block = _block(_view(reader(engine)), "membres-nommes")
    engine.dispose()
    assert block.message == "Dix membres nommés sur 86, 1 parti"
    rows = {(row["cluster"], row["nom"]): row for row in _rows(block)}
    assert rows["Numérique", "Pixelande"]["fin"] == "2023"
    assert ("Sans cluster précisé", "Atelier Onze") in rows
    assert ("Numérique", "Soignance") in rows
    assert ("Soins connectés", "Soignance") in rows
    text = to_html(block_card(block))
    assert "de 2018 à 2023, parti" in text
    assert "entrée non renseignée" in text


def test_a_cluster_whose_count_stops_at_a_secret_year_says_so_first(base_demonstration: Path):
    engine = read_only_engine(f"sqlite:///{base_demonstration}")
    view = _view(reader(engine), filiere="filieres:sante", origine="creation-2018")
    engine.dispose()
    assert view.message == "Cumul non communicable depuis 2018\u202f: secret statistique en 2019"
