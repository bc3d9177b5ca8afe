"""The budget page on sourced facts, then on a made-up programme told from announced to paid."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from components.block import Block, View
from components.formats import NNBSP
from components.render import block_card
from components.static_html import to_html
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages import PAGES
from dashboard.pages.budget import PAGE
from dashboard.routes import Routes
from data.engine import Reader, read_only_engine, reader
from data.queries import budget as queries
from tests.dash_http import nodes, text_of

AMIENS, SAINT_QUENTIN, CHAUNY = "248000531", "200071892", "200071785"
VOID: dict[str, object] = {"epci": [SAINT_QUENTIN], "annee": "2023"}


def opened(read: Reader, **choices: object) -> View:
    parsed, _ = Filters.parse(choices)
    filters, _ = effective(parsed, PAGE.controls(read))
    return PAGE.view(read, filters)


def block(view: View, key: str) -> Block:
    return next(item for item in view.blocks if item.key == key)


def rows(found: Block) -> list[dict[str, Any]]:
    assert found.table is not None
    return [{str(key): value for key, value in row.items()} for row in found.table.frame.to_dict("records")]


def sent(component: Component) -> Any:
    """The component as the browser receives it."""
    return json.loads(to_json_plotly(component))


def patterns(found: Block) -> list[str]:
    """How each bar of a block is filled, from the top."""
    classes = [str(node["props"].get("className")) for node in nodes(sent(found.bars))]  # type: ignore[arg-type]
    return [name.removeprefix("barre-part ") for name in classes if name.startswith("barre-part ")]


def details(found: Block) -> list[str]:
    """The words under each bar of a block that has some."""
    return [text_of(node) for node in nodes(sent(found.bars)) if node["props"].get("className") == "barre-detail"]  # type: ignore[arg-type]


def _split(address: str) -> tuple[str, str]:
    path, _, query = address.partition("?")
    return path, query


def everything(view: View) -> str:
    blocks = [text_of(sent(block_card(item))) for item in view.blocks]
    voids = [item.void or "" for item in view.blocks]
    limits = [limit for item in view.blocks for limit in item.limits]
    return " ".join([view.message, view.lead or "", *view.notices, *blocks, *voids, *limits])


def test_the_default_programme_is_the_most_recent_one_that_has_an_amount(read: Reader):
    controls = {control.key: control for control in PAGE.controls(read)}
    assert controls["programme"].default == "ti-2019"
    programmes = read(queries.programmes_select())
    quantified = programmes[programmes["chiffrees"] > 0]
    assert quantified.loc[quantified["debut"] >= "2019", "id"].tolist() == ["ti-2019"]
    assert controls["annee"].default == "tous"
    assert [choice.value for choice in controls["annee"].choices] == ["tous", "2023", "2001"]


def test_the_default_exercise_is_no_choice_and_stays_out_of_the_address(read: Reader):
    filters, dropped = effective(Filters(), PAGE.controls(read))
    assert (filters.annee, dropped) == (None, ())
    assert opened(read).message == opened(read, annee="tous").message


def test_at_most_four_charts_each_with_sources(read: Reader):
    for programme in read(queries.programmes_select())["id"]:
        view = opened(read, programme=programme)
        assert len(view.blocks) > 1
        assert sum((item.bars or item.figure) is not None for item in view.blocks) <= 4
        for item in view.blocks:
            assert item.bars is None or (item.sources and item.table is not None), item.key
            assert item.void is None or item.bars is None


def test_no_programme_shows_a_zero_for_what_is_missing(read: Reader):
    view = opened(read, programme="plie-2001")
    ladder = rows(block(view, "echelle"))
    assert [row["etape"] for row in ladder] == ["Annoncé", "Voté", "Engagé", "Mandaté", "Payé"]
    assert ladder[0]["montant"] == 718798
    assert all(row["montant"] != row["montant"] for row in ladder[1:])
    assert patterns(block(view, "echelle")) == ["plein", *["manquant"] * 4]
    assert "ne sont pas renseignés" in view.message


@pytest.mark.piege(7)
def test_francs_are_converted_once_and_shown(read: Reader):
    split = block(opened(read, programme="contrat-ville-2001"), "repartition")
    state = next(row for row in rows(split) if row["nom"] == "État")
    assert (state["montant"], state["origine"]) == (152449, f"1{NNBSP}000{NNBSP}000{NNBSP}F")
    assert [row["nom"] for row in rows(split) if row["lecture"] == "Par financeur"] == ["Amiens Métropole", "État"]
    assert any("6,55957" in limit for limit in split.limits)


@pytest.mark.piege(7)
def test_the_francs_their_euros_and_the_rate_show_at_once(read: Reader):
    view = opened(read, programme="contrat-ville-2001")
    francs = f"1{NNBSP}000{NNBSP}000{NNBSP}F, à 6,55957{NNBSP}F pour 1{NNBSP}€"
    assert francs in details(block(view, "repartition"))
    assert details(block(view, "echelle"))[0].startswith(f"2{NNBSP}150{NNBSP}000{NNBSP}F, à 6,55957")
    # The first limit alone is not folded.
    assert "6,55957" in block(view, "lignes").limits[0]
    assert not any("6,55957" in text for item in opened(read, programme="ti-2019").blocks for text in item.limits)


def test_what_hatches_mean_is_not_folded(read: Reader):
    first = block(opened(read, programme="plie-2001"), "repartition").limits[0]
    assert "non ventilé" in first
    assert "non renseigné" not in first
    assert "non renseigné" in block(opened(read, programme="ti-2019"), "repartition").limits[0]


@pytest.mark.piege(8)
def test_a_joint_funder_is_never_split_and_two_programmes_never_stacked(read: Reader):
    view = opened(read, programme="plie-2001")
    split = rows(block(view, "repartition"))
    joint = split[0]
    assert joint["montant"] == 642573
    assert joint["ventilation"] == "non ventilé entre Amiens Métropole et État"
    assert [row["ventilation"] for row in split[1:]] == ["–", "non ventilé"]
    assert [row["montant"] for row in split if row["lecture"] == "Par financeur"] == [642573, 76225]
    assert patterns(block(view, "repartition"))[:2] == ["hachure", "plein"]
    other = opened(read, programme="contrat-ville-2001")
    assert rows(block(view, "echelle"))[0]["montant"] == 718798
    assert rows(block(other, "echelle"))[0]["montant"] == 327765
    both = f"1{NNBSP}046{NNBSP}563"
    assert f"718{NNBSP}798" in everything(view)
    assert both not in everything(view) + everything(other)


@pytest.mark.piege(9)
def test_national_money_is_never_an_epci_s(read: Reader):
    for choices in ({}, {"epci": [AMIENS]}, {"epci": [SAINT_QUENTIN]}):
        view = opened(read, programme="ti-national", **choices)
        found = block(view, "echelle")
        assert found.bars is None
        assert "1,3" in (found.void or "")
        assert "France" in (found.void or "")
        assert "France" in view.message
        assert [source.statut for source in found.sources] == ["objectif"]
    assert rows(block(opened(read, programme="ti-national"), "lignes"))[0]["compte"].startswith("non")
    assert "1,3" not in everything(opened(read, programme="ti-2019"))


@pytest.mark.piege(13)
def test_amiens_is_not_in_the_territoire_d_industrie(read: Reader):
    view = opened(read, programme="ti-2019", epci=[AMIENS])
    assert "ne concerne pas Amiens Métropole" in view.message
    assert "700" not in view.message + (block(view, "echelle").void or "")
    assert [item.key for item in view.blocks] == ["echelle", "hors-programmes"]
    mixed = opened(read, programme="ti-2019", epci=[AMIENS, CHAUNY])
    assert any("Amiens Métropole" in notice for notice in mixed.notices)
    assert rows(block(mixed, "echelle"))[0]["montant"] == 700000


@pytest.mark.piege(14)
def test_no_sector_of_any_kind_filters_the_budget(read: Reader):
    assert {control.key for control in PAGE.controls(read)} == set(PAGE.filters) == {"programme", "epci", "annee"}
    assert next(control for control in PAGE.controls(read) if control.key == "epci").label == "Territoire"


@pytest.mark.piege(20)
def test_units_are_kept(read: Reader):
    view = opened(read, programme="ti-2019")
    assert "par an" in view.message
    assert "1\u00a0EPCI sur 4" in view.message
    first = rows(block(view, "echelle"))[0]
    assert (first["montant"], first["precision"]) == (700000, "par an")
    assert "2019" not in str(first["perimetre"])
    assert "20\u00a0M€" not in everything(opened(read, programme="amiens-cluster"))


@pytest.mark.piege(21)
def test_about_one_million_stays_about(read: Reader):
    view = opened(read, programme="pacte-2014")
    assert "environ 1\u00a0M€" in view.message
    assert "prévision" in view.message
    split = next(block for block in view.blocks if block.key == "repartition")
    assert split.message.startswith("Environ 1\u00a0M€ (prévision)")
    assert split.table is not None
    assert set(split.table.frame["valeur"]) == {"environ 1\u00a0M€ (prévision)"}
    assert to_html(split.bars).count("environ, annuel ou total non précisé, prévision") == len(split.table.frame)
    assert "annuel ou total non précisé" in view.message
    assert "environ" in rows(block(view, "lignes"))[0]["precision"]
    drawn = nodes(sent(block(view, "echelle").bars))  # type: ignore[arg-type]
    assert "environ 1\u00a0M€" in [text_of(node) for node in drawn]


def test_private_funds_without_an_amount_are_said_and_not_drawn(read: Reader):
    found = block(opened(read, programme="pacte-2014"), "echelle")
    assert any("fonds privés" in limit and "non chiffré" in limit for limit in found.limits)
    assert len(patterns(found)) == 5
    assert rows(found)[-1]["chiffrees"] == "0 sur 1"


def test_axes_without_money_are_not_renseignes(read: Reader):
    split = rows(block(opened(read, programme="ti-2019"), "repartition"))
    axes = [row for row in split if row["lecture"] == "Par axe"]
    assert [row["nom"] for row in axes] == ["Attirer", "Recruter", "Innover", "Simplifier", "Non ventilé par axe"]
    assert [row["motif"] for row in axes] == ["manquant"] * 4 + ["hachure"]


def test_an_exercise_without_amount_gives_the_nearest(read: Reader):
    view = opened(read, programme="plie-2001", annee="2023")
    assert "aucun montant" in view.message
    assert f"718{NNBSP}798" in (block(view, "echelle").void or "")
    undated = opened(read, programme="ti-2019", annee="2001")
    assert "par an" in (block(undated, "echelle").void or "")
    assert block(undated, "hors-programmes").bars is None
    assert "2023" in (block(undated, "hors-programmes").void or "")


def test_a_programme_without_money_says_who_should_supply_it(read: Reader):
    view = opened(read, programme="cdc-2015")
    void = block(view, "echelle").void or ""
    assert "les documents ne donnent aucun montant" in block(view, "echelle").message
    assert "direction des finances" in void
    # Without a chosen EPCI, only programmes that have an amount are worth a link.
    assert [way.label for way in block(view, "echelle").ways] == [
        "Pacte pour l’emploi",
        "PLIE 2001",
        "Contrat de ville",
    ]


def test_a_programme_of_others_leads_to_those_of_the_chosen_epci(read: Reader):
    found = block(opened(read, programme="ti-2019", epci=[AMIENS]), "echelle")
    assert "Saint-Quentinois" in (found.void or "")
    *others, back = found.ways
    assert [way.label for way in others] == [
        "Pacte pour l’emploi",
        "PLIE 2001",
        "Contrat de ville",
        "Protocole CDC",
        "Amiens Cluster",
    ]
    assert [way.detail for way in others[1:4]] == [
        f"718{NNBSP}798{NNBSP}€ annoncés pour\u00a02001",
        f"327{NNBSP}765{NNBSP}€ annoncés pour\u00a02001",
        "aucun montant dans les documents",
    ]
    assert (back.href, back.detail) == ("/budget?programme=ti-2019&epci=tous", f"700{NNBSP}000{NNBSP}€ par an annoncés")


def test_every_way_out_of_a_void_shows_what_it_tells(read: Reader):
    """The links as the reader follows them: with the choices that they keep, and without those that they leave."""
    routes = Routes(PAGES)
    checked = 0
    for programme in read(queries.programmes_select())["id"]:
        for choices in ({}, {"epci": [AMIENS]}, {"epci": [SAINT_QUENTIN]}, {"annee": "2023"}, VOID):
            parsed, _ = Filters.parse({"programme": programme, **choices})
            for way in block(opened(read, programme=programme, **choices), "echelle").ways:
                page, followed = routes.resolve(*_split(routes.follow(way.href, parsed)))
                assert page is PAGE
                there = opened(read, **followed)
                assert way.detail.startswith("aucun montant") == (block(there, "echelle").void is not None), way
                assert way.detail.startswith("aucun montant") or way.detail in there.message, way
                checked += 1
    assert checked > 30


def test_grants_without_a_project_lead_to_all_of_them(read: Reader):
    found = block(opened(read, annee="2001", epci=[AMIENS]), "hors-programmes")
    # In 2001 nobody had any: leaving out the EPCI alone would lead to another void.
    assert [way.href for way in found.ways] == ["/budget?annee=tous"]
    assert block(opened(read), "hors-programmes").ways == ()


def test_grants_are_apart_and_follow_the_territory(read: Reader):
    every = read(queries.subventions_select())
    assert (len(every), round(every["montant"].sum())) == (52, 9133647)
    followed = block(opened(read), "hors-programmes")
    assert sum(row["projets"] for row in rows(followed)) == 38
    assert any("14" in limit and "Terre de Picardie" in limit for limit in followed.limits)
    amiens = block(opened(read, programme="ti-2019", epci=[AMIENS]), "hors-programmes")
    assert sum(row["projets"] for row in rows(amiens)) == 20
    assert round(sum(row["montant"] for row in rows(amiens))) == 4345832
    assert {row["axe"] for row in rows(amiens)} == {"Axe\u00a01", "Axe\u00a02", "Axe\u00a03"}
    split = block(opened(read, programme="ti-2019"), "repartition")
    assert not any("Fonds vert" in str(value) for row in rows(split) for value in row.values())


def test_totals_of_the_screen_are_those_of_the_base(read: Reader):
    for row in read(queries.programmes_select()).itertuples():
        frame = read(queries.lignes_select(str(row.id)))
        assert len(frame) == len(set(frame["id"]))
        view = opened(read, programme=row.id)
        drawn = [item for item in view.blocks if item.key == "repartition"]
        for found in drawn:
            readings: dict[str, float] = {}
            for part in rows(found):
                if part["montant"] == part["montant"]:
                    readings[part["lecture"]] = readings.get(part["lecture"], 0) + part["montant"]
            assert len(set(readings.values())) == 1, row.id


BASE: dict[str, Any] = {
    "programme_id": "ti-2019",
    "axe_id": "ti-2019-1",
    "financeur_id": "etat",
    "territoire_id": f"epci:{SAINT_QUENTIN}",
    "objet": "Essai",
    "temporalite": "exercice",
    "exercice": 2025,
    "sens": "depense",
    "section": "fonctionnement",
    "etape": "vote",
    "document": None,
    "mouvement": "reel",
    "origine_fonds": "public",
    "montant": 0.0,
    "devise_origine": "EUR",
    "statut": "constate",
    "conteste": 0,
    "auteur_id": "etat",
    "connu_le": "2025",
    "connu_au_plus_tard": "2025-12-31",
    "charge_le": "2026-01-01 00:00:00.000000",
    "source_id": "territoire-industrie-2019",
}


def _made_up() -> Iterator[dict[str, Any]]:
    """Two exercises, two EPCI, four axes, five stages, a budget with amendments, an account; 100 € an axis voted."""
    for exercice in (2024, 2025):
        for siren in (SAINT_QUENTIN, CHAUNY):
            for axe in range(1, 5):
                place = {"exercice": exercice, "territoire_id": f"epci:{siren}", "axe_id": f"ti-2019-{axe}"}
                yield {**place, "document": "BP", "montant": 60.0}
                yield {**place, "document": "BP", "montant": 30.0, "financeur_id": "etat-amiens-metropole"}
                yield {**place, "document": "DM", "montant": 4.0}
                yield {**place, "document": "DM", "montant": 6.0}
                # The other stages are told whole, without a funder.
                scope = {**place, "financeur_id": None}
                yield {**scope, "etape": "annonce", "montant": 120.0}
                yield {**scope, "etape": "engage", "montant": 80.0}
                yield {**scope, "etape": "mandate", "montant": 50.0}
                yield {**scope, "etape": "paye", "montant": 40.0}
                if exercice == 2024:
                    yield {**scope, "etape": "realise", "document": "CA", "montant": 50.0}
    yield {"exercice": 2023, "etape": "mandate", "montant": 70.0}
    yield {"document": "BP", "montant": 9e6, "autorisation": "AP", "section": "investissement"}
    yield {"document": "BP", "montant": 1e6, "sens": "recette"}
    yield {"document": "BP", "montant": 5e6, "conteste": 1, "objet": "Contesté"}
    yield {"document": "BP", "montant": 3e5, "territoire_id": "petr:coeur-des-hauts-de-france"}


@pytest.fixture(scope="module")
def full(base_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    path = tmp_path_factory.mktemp("budget") / "plein.sqlite"
    shutil.copy(base_sqlite, path)
    connection = sqlite3.connect(path)
    for rank, changes in enumerate(_made_up()):
        row = {**BASE, "id": f"essai-{rank}", "passage": f"ligne {rank}", **changes}
        row["montant_origine"] = row["montant"]
        names = ",".join(row)
        marks = ",".join("?" * len(row))
        connection.execute(f"INSERT INTO ligne_budget ({names}) VALUES ({marks})", list(row.values()))
    # A later version of one announced amount: the same money, told again.
    again = {
        **BASE,
        "id": "essai-revu",
        "financeur_id": None,
        "etape": "annonce",
        "montant": 130.0,
        "montant_origine": 130.0,
    }
    again |= {"passage": "ailleurs", "connu_le": "2026-01-01", "connu_au_plus_tard": "2026-01-01"}
    connection.execute(
        f"INSERT INTO ligne_budget ({','.join(again)}) VALUES ({','.join('?' * len(again))})", list(again.values())
    )
    connection.commit()
    connection.close()
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


def test_a_full_ladder_adds_what_may_be_and_nothing_twice(full: Reader):
    view = opened(full, programme="ti-2019", annee="2025")
    ladder = {row["etape"]: row for row in rows(block(view, "echelle")) if row["perimetre"] == "Exercice\u00a02025"}
    assert {name: row["montant"] for name, row in ladder.items()} == {
        "Annoncé": 970.0,
        "Voté": 800.0,
        "Engagé": 640.0,
        "Mandaté": 400.0,
        "Payé": 320.0,
    }
    assert ladder["Mandaté"]["taux"] == f"50,0{NNBSP}% du voté"
    assert ladder["Payé"]["taux"] == f"80,0{NNBSP}% du mandaté"
    assert "votés non mandatés" in view.message
    assert f"400{NNBSP}€ votés non mandatés" in view.message


def test_a_revised_line_replaces_the_former_one_but_two_amendments_stay_two(full: Reader):
    frame = full(queries.lignes_select("ti-2019"))
    announced = frame[(frame["etape"] == "annonce") & (frame["exercice"] == 2025)]
    assert len(announced) == 8
    assert announced["montant"].max() == 130.0
    assert len(frame[(frame["document"] == "DM") & (frame["exercice"] == 2025)]) == 16


def test_other_scopes_stand_apart_and_contested_lines_enter_no_total(full: Reader):
    view = opened(full, programme="ti-2019", annee="2025")
    apart = {row["perimetre"]: row["montant"] for row in rows(block(view, "echelle")) if row["etape"] == "Voté"}
    assert sorted(apart.values()) == [800.0, 3e5, 1e6, 9e6]
    contested = [row for row in rows(block(view, "lignes")) if row["objet"] == "Contesté"]
    assert [row["compte"] for row in contested] == [f"non{NNBSP}: contesté"]


def test_all_exercises_draw_each_apart(full: Reader):
    found = block(opened(full, programme="ti-2019"), "echelle")
    voted = [
        row for row in rows(found) if row["etape"] == "Voté" and str(row["perimetre"]).startswith("Exercice\u00a0202")
    ]
    assert [row["montant"] for row in voted][:2] == [800.0, 800.0]
    assert 1600.0 not in [row["montant"] for row in rows(found)]
    realised = next(row for row in rows(found) if row["etape"] == "Réalisé")
    assert realised["taux"] == f"50,0{NNBSP}% du voté"


def test_a_stage_of_another_exercise_gives_no_rate_and_says_why(full: Reader):
    found = block(opened(full, programme="ti-2019"), "echelle")
    (alone,) = (row for row in rows(found) if row["perimetre"] == "Exercice\u00a02023" and row["montant"] == 70.0)
    assert alone["taux"].startswith(f"taux non calculable{NNBSP}: le voté n’est connu que pour un autre champ")
    assert "exercice\u00a02025" in alone["taux"]


def test_the_split_covers_axes_and_hatches_the_joint_funder_alone(full: Reader):
    split = rows(block(opened(full, programme="ti-2019", annee="2025"), "repartition"))
    assert [(row["nom"], row["montant"]) for row in split if row["lecture"] == "Par axe"] == [
        ("Attirer", 200.0),
        ("Recruter", 200.0),
        ("Innover", 200.0),
        ("Simplifier", 200.0),
    ]
    assert [row["motif"] for row in split] == ["plein", "hachure", "plein", "plein", "plein", "plein"]


def test_the_five_stages_are_told_by_axis_and_by_funder(full: Reader):
    found = block(opened(full, programme="ti-2019", annee="2025"), "etapes")
    told = {(row["lecture"], row["nom"]): row for row in rows(found)}
    innover = told["Par axe", "Innover"]
    assert [innover[stage] for stage in ("annonce", "vote", "engage", "mandate", "paye")] == [240, 200, 160, 100, 80]
    assert f"mandaté{NNBSP}: 50,0{NNBSP}% du voté" in innover["taux"]
    assert {name for reading, name in told if reading == "Par axe"} == {"Attirer", "Recruter", "Innover", "Simplifier"}
    # One funder is told of the vote alone; what names none stands apart, and neither is a share of the other.
    state, group, nobody = (row for (reading, _), row in told.items() if reading == "Par financeur")
    assert (state["vote"], state["mandate"], state["taux"]) == (560.0, None, "–")
    assert (group["vote"], group["nom"][-14:]) == (240.0, " (non ventilé)")
    assert (nobody["nom"], nobody["vote"], nobody["mandate"]) == ("Financeur non renseigné", None, 400.0)
    assert f"50,0{NNBSP}% du voté" in text_of(sent(found.body))  # type: ignore[arg-type]


def test_the_stages_by_axis_and_funder_ask_for_the_others_when_one_alone_is_known(read: Reader):
    view = opened(read, programme="contrat-ville-2001")
    assert "etapes" not in [item.key for item in view.blocks]
    (said,) = (limit for limit in block(view, "repartition").limits if limit.startswith("Seule étape connue"))
    assert "l’annoncé" in said
    assert "voté, engagé, mandaté et payé" in said


def test_an_epci_filters_lines_and_its_coverage(full: Reader):
    view = opened(full, programme="ti-2019", annee="2025", epci=[CHAUNY])
    assert rows(block(view, "echelle"))[1]["montant"] == 400.0
    assert any("PETR" in limit for limit in block(view, "echelle").limits)


def test_many_lines_are_summed_first_by_period_and_territory(full: Reader):
    found = block(opened(full, programme="ti-2019"), "lignes")
    assert found.body is not None
    tables = [node for node in nodes(sent(found.body)) if node["type"] == "Table"]
    # The sums that one reads at once, those of the other periods, the lines.
    assert len(tables) == 3
    assert len(rows(found)) == 2 * 2 * 4 * 8 + 8 + 5 + 1
    assert found.bars is None
