"""The demonstration base: built like the real one, told apart from it everywhere, and full where it says so."""

import sqlite3
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from components.wording import shell
from dashboard import ids
from dashboard.factory import create_app
from dashboard.pages import PAGES
from dashboard.plans import Plan, plan, rows_of
from dashboard.settings import Settings
from data.engine import Reader
from data.intake import cli
from data.intake.build import Report, build, build_demonstration
from data.intake.checks import fact_tables
from data.intake.commands import building
from data.intake.commands.parser import URL_VARIABLE
from data.model import cumul_emplois
from data.model.actions import UNKNOWN
from data.model.promesses import states
from data.queries import clusters as cluster_queries
from data.queries import plan_actions as plan_queries
from data.queries import programmes as programme_queries
from data.queries import promesses as promise_queries
from data.queries.affirmations import affirmations_select
from data.queries.base import identity
from data.queries.territoires import membres_select
from data.vocabulary import SANS_REGLE
from tests.conftest import BUILT
from tests.dash_http import DashClient, nodes, text_of

FORMER, CURRENT, CLUSTERS = "ti-2019-2022", "ti-2023-2027", "brumevent-clusters"
AUTUMN = date(2026, 10, 1)
LADDER = ("annonce", "vote", "engage", "mandate", "paye")
ADDRESSES = (
    "/",
    "/?epci=999000104",
    *(f"/budget?programme={FORMER}&annee={year}" for year in range(2019, 2023)),
    f"/budget?programme={CURRENT}",
    "/budget?programme=pacte-2021",
    "/clusters",
    "/clusters?origine=creation-2018",
    "/clusters?filiere=filieres%3Asante",
    "/creations",
    "/creations?mesure=pour-1000",
    "/creations?mesure=indice",
    "/emploi",
    "/territoires",
    "/territoires/999000101",
    "/emploi?epci=999000101",
    "/emploi?zone=9983",
    f"/plan-actions?programme={CURRENT}",
    f"/plan-actions?programme={FORMER}",
    "/plan-actions/ti-2023-2027-3-1",
    "/plan-actions/ti-2019-2022-1-4",
    "/promesses",
    "/programmes",
    f"/programmes/{CURRENT}",
    f"/programmes/{FORMER}",
    "/sources",
)


@pytest.fixture(scope="module")
def demonstration_client(base_demonstration: Path, static_root: Path) -> DashClient:
    app = create_app(Settings(database_url=f"sqlite:///{base_demonstration}", static_root=static_root))
    return DashClient(app.server.test_client())


def query(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


def followed(read: Reader, programme_id: str) -> Plan:
    programmes = read(plan_queries.programmes_with_actions_select())
    return plan(read, rows_of(programmes[programmes["id"] == programme_id])[0], AUTUMN)


def test_the_base_says_that_it_is_a_demonstration(read_demonstration: Reader):
    assert identity(read_demonstration).nature == "demonstration"
    assert identity(read_demonstration).fictive


def test_every_fact_is_illustrative_and_says_what_it_stands_for(base_demonstration: Path):
    for table in fact_tables():
        found = query(base_demonstration, f"SELECT DISTINCT statut, tient_lieu_de IS NULL FROM {table.name}")
        assert found == [("illustratif", 0)], table.name


def test_no_fact_of_the_real_base_is_illustrative(base_sqlite: Path):
    for table in fact_tables():
        counted = "SELECT count(*) FROM {} WHERE statut = 'illustratif' OR tient_lieu_de IS NOT NULL"
        assert query(base_sqlite, counted.format(table.name)) == [(0,)], table.name


def test_two_builds_hold_the_same_facts(base_demonstration: Path, tmp_path: Path):
    again = tmp_path / "encore.sqlite"
    build_demonstration(f"sqlite:///{again}", now=BUILT)
    dumps = []
    for path in (base_demonstration, again):
        connection = sqlite3.connect(path)
        dumps.append(list(connection.iterdump()))
        connection.close()
    assert dumps[0] == dumps[1]


def test_nothing_is_known_after_the_autumn_that_it_tells(base_demonstration: Path):
    for table in fact_tables():
        ((last,),) = query(base_demonstration, f"SELECT max(connu_au_plus_tard) FROM {table.name}")
        assert str(last) <= "2026-09-30", table.name


@pytest.mark.parametrize("year", range(2019, 2023))
def test_each_axis_has_five_falling_stages_and_an_account(base_demonstration: Path, year: int):
    found = query(
        base_demonstration,
        "SELECT a.nom, l.etape, sum(l.montant) FROM ligne_budget l JOIN axe a ON a.id = l.axe_id"
        " WHERE l.programme_id = ? AND l.exercice = ? AND l.sens = 'depense' AND l.id NOT LIKE '%-revise'"
        " AND coalesce(l.mouvement, '') <> 'ordre' GROUP BY a.nom, l.etape",
        FORMER,
        year,
    )
    amounts: dict[object, dict[object, float]] = {}
    for axe, stage, total in found:
        amounts.setdefault(axe, {})[stage] = float(str(total))
    assert set(amounts) == {"Recruter", "Innover", "Attirer", "Simplifier"}
    for stages in amounts.values():
        known = [stages[stage] for stage in LADDER]
        assert known == sorted(known, reverse=True)
        assert known[-1] > 0
        assert stages["realise"] == stages["mandate"]


def test_the_budget_shows_every_kind_of_line(base_demonstration: Path):
    for words in (
        "document = 'DM'",
        "autorisation = 'AP'",
        "origine_fonds = 'prive'",
        "conteste",
        "qualificatif = 'environ'",
        f"qualificatif = '{SANS_REGLE}'",
        "section = 'investissement'",
        "mouvement = 'ordre'",
        "sens = 'recette'",
        "montant IS NULL",
        "financeur_id IN (SELECT id FROM financeur WHERE type = 'groupe')",
    ):
        assert query(base_demonstration, f"SELECT count(*) > 0 FROM ligne_budget WHERE {words}") == [(1,)], words
    schemes = query(base_demonstration, "SELECT dispositif, count(DISTINCT annee) FROM subvention GROUP BY dispositif")
    assert len(schemes) == 2
    assert all(int(str(years)) > 2 for _, years in schemes)


def test_the_second_generation_is_another_programme(base_demonstration: Path, read_demonstration: Reader):
    members = [
        set(read_demonstration(membres_select(place, "epci"))["id"])
        for place in ("territoire_industrie:sarvane-ormelette", "territoire_industrie:sarvane-estreuve")
    ]
    assert [len(each) for each in members] == [4, 4]
    assert members[0] != members[1]
    for table in ("priorite", "axe", "action"):
        names = [
            {
                name
                for (name,) in query(base_demonstration, f"SELECT nom FROM {table} WHERE programme_id = ?", programme)
            }
            for programme in (FORMER, CURRENT)
        ]
        assert all(names), table
        assert names[0] & names[1] == set(), table
    stages = query(
        base_demonstration,
        "SELECT exercice, count(DISTINCT etape) FROM ligne_budget"
        " WHERE programme_id = ? AND exercice IS NOT NULL AND axe_id IS NOT NULL GROUP BY exercice ORDER BY exercice",
        CURRENT,
    )
    assert stages == [(2023, 6), (2024, 6), (2025, 4), (2026, 3)]


def test_the_current_plan_has_late_blocked_done_coming_stale_and_silent_actions(read_demonstration: Reader):
    known = followed(read_demonstration, CURRENT)
    actions = known.actions.set_index("id")
    assert len(actions) == 14
    assert actions["axe_id"].nunique() == 4
    assert set(actions["etat"]) == {"a_venir", "en_cours", "realisee", "bloquee", UNKNOWN}
    assert (actions["retard"] == "en_retard").sum() >= 1
    seen = pd.to_datetime(actions["observe_le"].dropna())
    assert (seen < pd.Timestamp("2025-10-01")).any(), "une action sans suivi depuis un an"
    assert (actions["etat"] == UNKNOWN).sum() == 1
    assert known.suivis.groupby("action_id").size().drop("ti-2023-2027-3-5").between(3, 6).all()
    assert actions["nom"].str.len().max() > 150
    assert (actions["meteo"].dropna().isin(["beau", "variable", "orage"])).all()
    assert actions["pilote"].isna().sum() == 2, "l’action jamais suivie et celle qui attend un pilote"


def test_the_former_plan_is_closed_but_for_one_action(read_demonstration: Reader):
    actions = followed(read_demonstration, FORMER).actions
    assert actions["etat"].value_counts().to_dict() == {"realisee": 10, "bloquee": 1}


def test_three_past_committees_were_asked_and_answered(read_demonstration: Reader):
    meetings = read_demonstration(programme_queries.seances_tenues_select([CURRENT]))
    assert list(meetings["date_seance"].str[:4]) == ["2026", "2025", "2024"]
    orientations = read_demonstration(plan_queries.orientations_select(CURRENT))
    asked = set(orientations.loc[orientations["sens"] == "demandee", "id"])
    answered = set(orientations["repond_a_id"].dropna())
    assert answered < asked
    assert len(answered) >= 3


def test_promises_are_in_every_state(read_demonstration: Reader):
    programmes = ["pacte-2021", "protocole-2022", CLUSTERS, FORMER, CURRENT]
    found = states(read_demonstration(promise_queries.promesses_select(programmes)), AUTUMN)
    assert set(found["etat"]) == {
        "tenue",
        "tenue_en_partie",
        "echue_sans_preuve",
        "a_echoir",
        "non_datable",
        "non_mesurable",
        "contestee",
        "intention",
        "horizon",
    }


def test_each_cluster_has_eight_counted_years_then_forecasts(read_demonstration: Reader):
    observed = read_demonstration(cluster_queries.observations_select(CLUSTERS, cluster_queries.EMPLOIS))
    clusters = read_demonstration(cluster_queries.clusters_select())
    assert len(clusters) == 3
    for cluster in clusters["id"]:
        own = observed[observed["cluster_id"] == cluster]
        assert list(own.loc[own["statut"] == "constate", "annee"]) == list(range(2018, 2026))
        assert list(own.loc[own["statut"] == "prevision", "annee"]) == [2026, 2027]
    annees = cumul_emplois.yearly(observed, list(clusters["id"]), ensemble=True)
    for origin in read_demonstration(cluster_queries.origines_select(CLUSTERS))["date_origine"]:
        assert cumul_emplois.missing_years(annees, int(origin)) == ()
    claims = read_demonstration(affirmations_select([cluster_queries.EMPLOIS], programme=CLUSTERS))
    assert len(claims) >= 4
    assert claims["conteste"].any()
    assert claims["relais"].notna().any()
    assert claims["valeur_min"].notna().any()


def test_some_facts_were_revised(base_demonstration: Path):
    for table, fact in (
        ("observation", "serie_id, perimetre_id, secteur_id, cluster_id, periode"),
        ("suivi_action", "action_id, observe_le, auteur_id"),
    ):
        twice = f"SELECT 1 FROM {table} GROUP BY {fact} HAVING count(DISTINCT connu_le) > 1"
        assert len(query(base_demonstration, twice)) >= 1, table


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_says_that_its_data_are_invented_and_leaves_no_block_void(
    demonstration_client: DashClient, address: str
):
    content = demonstration_client.open(address)[ids.CONTENT]["children"]
    said = text_of(content)
    assert shell.DEMONSTRATION in said
    assert shell.FAILURE_TITLE not in said
    assert [text_of(node) for node in nodes(content) if node["props"].get("className") == "vide"] == []


def test_every_page_is_among_those_looked_at():
    paths = {address.partition("?")[0] for address in ADDRESSES}
    fixed = {page.path for page in PAGES if page.item_key is None}
    assert fixed <= paths
    assert all(any(path.startswith(page.path.partition("<")[0]) for path in paths) for page in PAGES)


def test_charts_of_the_illustrative_facts_are_judged_like_real_ones(demonstration_client: DashClient):
    content = demonstration_client.open("/clusters")[ids.CONTENT]["children"]
    (title,) = [text_of(node) for node in nodes(content) if node["type"] == "H1"]
    assert "231\u00a0emplois constatés" in title
    assert "dans la bande" in title


def test_the_demonstration_never_replaces_sourced_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "vigie.sqlite"
    build(f"sqlite:///{target}", now=BUILT)
    before = target.read_bytes()
    assert cli.main(["demonstration", "--vers", f"sqlite:///{target}"], {}) == 1
    said = capsys.readouterr().err
    assert "faits sourcés" in said
    assert "Rien n’a été changé" in said
    assert target.read_bytes() == before


def test_the_demonstration_never_replaces_what_is_no_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "notes.txt"
    target.write_text("autre chose")
    assert cli.main(["demonstration", "--vers", f"sqlite:///{target}"], {}) == 1
    assert "autre chose qu’une base" in capsys.readouterr().err
    assert target.read_text() == "autre chose"


def test_sourced_facts_never_replace_the_demonstration(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "demonstration.sqlite"
    assert cli.main(["demonstration", "--vers", f"sqlite:///{target}"], {}) == 0
    assert "communes = EPCI" in capsys.readouterr().out
    before = target.read_bytes()
    assert cli.main(["construire", "--vers", f"sqlite:///{target}"], {}) == 1
    assert "base de démonstration" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_the_demonstration_replaces_itself_unless_told_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "demonstration.sqlite"
    command = ["demonstration", "--vers", f"sqlite:///{target}"]
    assert cli.main(command, {}) == 0
    first = target.stat().st_ino
    assert cli.main([*command, "--si-absente"], {}) == 0
    assert "laissée telle quelle" in capsys.readouterr().out
    assert target.stat().st_ino == first
    assert cli.main(command, {}) == 0
    assert target.stat().st_ino != first


def test_the_demonstration_has_its_own_address(monkeypatch: pytest.MonkeyPatch):
    asked = []

    def built(url: str, *, dry_run: bool) -> Report:
        assert not dry_run
        asked.append(url)
        return Report(url, {}, (), "", BUILT)

    monkeypatch.setattr(building, "build_demonstration", built)
    assert cli.main(["demonstration"], {URL_VARIABLE: "sqlite:///build/vigie.sqlite"}) == 0
    assert asked == ["sqlite:///build/demonstration.sqlite"]


def test_an_invented_fact_never_enters_a_base_of_sourced_ones(tmp_path: Path) -> None:
    from data.demonstration.folder import write_folder
    from data.intake.build import build
    from data.intake.faults import InvalidDataError

    write_folder(tmp_path)
    with pytest.raises(InvalidDataError) as refused:
        build(f"sqlite:///{tmp_path / 'vigie.sqlite'}", sources=tmp_path)
    assert {fault.column for fault in refused.value.faults} == {"statut"}
    assert not (tmp_path / "vigie.sqlite").exists()


def test_a_sourced_fact_never_enters_the_demonstration(tmp_path: Path) -> None:
    from data.intake.build import SOURCES, build
    from data.intake.faults import InvalidDataError
    from data.vocabulary import DEMONSTRATION

    with pytest.raises(InvalidDataError, match="illustratif"):
        build(f"sqlite:///{tmp_path / 'demonstration.sqlite'}", sources=SOURCES, nature=DEMONSTRATION)
