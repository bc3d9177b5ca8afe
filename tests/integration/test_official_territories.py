"""Lists of territories and of their members: who enters, who leaves, and what that asks for."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from data.engine import read_only_engine, reader
from data.intake.checks import perimeters_count_their_communes
from data.intake.official.anct_territoires_industrie import ANCT_TERRITOIRES_INDUSTRIE, COMMUNES, GROUPINGS
from data.intake.official.decoupage_administratif import DECOUPAGE_ADMINISTRATIF
from data.intake.official.memberships import day_before
from data.queries.programmes import programmes_of_epci_select
from data.queries.territoires import membres_select
from data.tables.references import appartenance, territoire
from tests.official_files import OPENDATA, Bench, told

AMIENS = "epci:248000531"
ANCT_2026 = 'connu_le = "2026"\nsource_id = "anct-territoires-industrie-149"\n'
ETALAB_2026 = 'connu_le = "2026"\ndebut = "2026-01-01"\nsource_id = "etalab-decoupage-2026"\n'
ETALAB_2027 = 'connu_le = "2026-11"\ndebut = "2026-11-01"\n'
GROUPS = [
    ("ti-3202", "Amiens - Albert-Méaulte", "CA Amiens Métropole, CC du Pays du Coquelicot", "248000531, 248000747"),
    ("ti-3204", "Béthune-Bruay", "CA de Béthune-Bruay, Artois-Lys Romane", "200072460"),
]


@pytest.fixture
def bench(base_sqlite: Path, tmp_path: Path) -> Bench:
    return Bench.on(base_sqlite, tmp_path)


def table(folder: Path, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], toml: str | None) -> Path:
    path = folder / "liste.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return beside(path, toml)


def objects(folder: Path, name: str, content: list[dict[str, Any]], toml: str | None) -> Path:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return beside(path, toml)


def beside(path: Path, toml: str | None) -> Path:
    if toml is not None:
        path.with_name(f"{path.name}.toml").write_text(toml, encoding="utf-8")
    return path


def members(bench: Bench, ensemble: str) -> list[str]:
    """Codes of the communes of an EPCI, as the sources of the base give them."""
    engine = create_engine(f"sqlite:///{bench.path}")
    with engine.connect() as connection:
        rows = connection.execute(appartenance.select().where(appartenance.c.ensemble_id == ensemble)).all()
    engine.dispose()
    return [row.membre_id.split(":")[1] for row in rows if row.membre_id.startswith("commune:")]


def epci(codes: list[str]) -> dict[str, Any]:
    return {
        "code": "248000531",
        "nom": "CA Amiens Métropole",
        "type": "CA",
        "membres": [{"code": code, "siren": "218000198", "populationMunicipale": 12345} for code in codes],
    }


def commune(code: str, name: str, **changes: str) -> dict[str, str]:
    return {"code": code, "nom": name, "type": "commune-actuelle", "departement": "80", **changes}


def perimeter_faults(bench: Bench) -> tuple[str, ...]:
    engine = create_engine(f"sqlite:///{bench.path}")
    with engine.connect() as connection:
        found = perimeters_count_their_communes(connection).faults
    engine.dispose()
    return tuple(broken.seen for broken in found)


def test_the_list_of_groupings_that_the_base_knows_changes_nothing(bench: Bench, tmp_path: Path):
    path = table(tmp_path, GROUPINGS, GROUPS, ANCT_2026)
    incoming = bench.read(ANCT_TERRITOIRES_INDUSTRIE, path)
    assert (incoming.read, incoming.kept, incoming.warnings) == (2, 1, [])
    assert bench.publish(ANCT_TERRITOIRES_INDUSTRIE, path).count() == {}


def test_the_whole_list_of_149_gives_the_memberships_of_the_base_and_nothing_new(bench: Bench, tmp_path: Path):
    official = OPENDATA / "series" / "anct_territoires_industrie_149_full.csv"
    if not official.exists():
        pytest.skip("la liste des 149 Territoires d’industrie n’est pas sur cette machine")
    path = tmp_path / official.name
    path.symlink_to(official)
    incoming = bench.read(ANCT_TERRITOIRES_INDUSTRIE, beside(path, ANCT_2026))
    assert (incoming.read, incoming.kept, incoming.rows, incoming.warnings) == (149, 2, {}, [])


def test_a_new_territory_comes_with_its_known_members_only(bench: Bench, tmp_path: Path):
    new = ("ti-9901", "Somme d'essai", "CA Amiens Métropole, CC Vallée, Bresle", "248000531, 200069722")
    path = table(tmp_path, GROUPINGS, [new], 'connu_le = "2026-10"\n')
    before = (bench.count(territoire), bench.count(appartenance))
    merge = bench.publish(ANCT_TERRITOIRES_INDUSTRIE, path)
    assert merge.count() == {"source": 1, "territoire": 1, "appartenance": 1}
    assert (bench.count(territoire), bench.count(appartenance)) == (before[0] + 1, before[1] + 1)
    assert merge.added["territoire"][0].values["nom"] == "Territoire d’industrie Somme d’essai"
    assert merge.added["source"][0].values["id"] == "anct-territoires-industrie-2026-10"
    assert bench.publish(ANCT_TERRITOIRES_INDUSTRIE, path).count() == {}


def test_a_member_that_leaves_is_closed_when_the_list_is_dated(bench: Bench, tmp_path: Path):
    less = [("ti-3202", "Amiens - Albert-Méaulte", "CA Amiens Métropole", "248000531")]
    path = table(tmp_path, GROUPINGS, less, ANCT_2026)
    undated = bench.read(ANCT_TERRITOIRES_INDUSTRIE, path)
    assert undated.rows == {}
    assert [fault.expected.split(",")[0] for fault in undated.warnings] == [
        "la date de cette sortie",
        "une ligne de « rupture » pour ce territoire",
    ]
    beside(path, ANCT_2026.replace('"2026"', '"2026-11"') + 'debut = "2026"\n')
    merge = bench.publish(ANCT_TERRITOIRES_INDUSTRIE, path)
    (closed,) = merge.added["appartenance"]
    assert (closed.values["membre_id"], closed.values["fin"]) == ("epci:248000747", "2025")
    assert bench.publish(ANCT_TERRITOIRES_INDUSTRIE, path).count() == {}


def test_a_member_that_came_back_then_leaves_closes_its_second_membership(bench: Bench, tmp_path: Path):
    """The first one ended long ago, and stays as it was."""
    engine = create_engine(f"sqlite:///{bench.path}")
    with engine.begin() as connection:
        (link,) = connection.execute(
            appartenance.select().where(
                appartenance.c.membre_id == "epci:248000747",
                appartenance.c.ensemble_id == "territoire_industrie:ti-3202",
            )
        ).mappings()
        # Read after the other one, whatever the order of the keys.
        connection.execute(appartenance.insert(), {**link, "id": 999_999, "debut": "2010", "fin": "2015"})
    engine.dispose()
    less = [("ti-3202", "Amiens - Albert-Méaulte", "CA Amiens Métropole", "248000531")]
    toml = ANCT_2026.replace('"2026"', '"2026-11"') + 'debut = "2026"\n'
    merge = bench.publish(ANCT_TERRITOIRES_INDUSTRIE, table(tmp_path, GROUPINGS, less, toml))
    (closed,) = merge.added["appartenance"]
    assert (closed.values["debut"], closed.values["fin"]) == (None, "2025")


@pytest.mark.parametrize("members", [None, [], [{"siren": "218000198"}]])
def test_an_epci_without_a_list_of_members_has_not_lost_them_all(bench: Bench, tmp_path: Path, members: object):
    content = [epci(["80021"]), {**epci([]), "membres": members}]
    path = objects(tmp_path, "epci.json", content, ETALAB_2027)
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert DECOUPAGE_ADMINISTRATIF.recognises(path)
    assert [place[2] for place in told(bench.read(DECOUPAGE_ADMINISTRATIF, path).faults)] == ["membres"]


def test_a_membership_told_twice_is_shown_once(bench: Bench, tmp_path: Path):
    less = [("ti-3211", "Saint-Quentinois - Tergnier - Est Somme", "CA du Saint-Quentinois", "200071892")]
    toml = 'connu_le = "2026-11"\ndebut = "2026"\n'
    bench.publish(ANCT_TERRITOIRES_INDUSTRIE, table(tmp_path, GROUPINGS, less, toml))
    engine = read_only_engine(f"sqlite:///{bench.path}")
    read = reader(engine)
    shown = read(membres_select("territoire_industrie:ti-3211", "epci"))
    programmes = read(programmes_of_epci_select(["200071785"]))
    engine.dispose()
    assert (len(shown), shown["fin"].notna().sum()) == (5, 4)
    assert programmes["id"].is_unique


def test_the_list_of_communes_gives_memberships_of_communes(bench: Bench, tmp_path: Path):
    rows = [("80021", "Amiens", "ti-3202", "Amiens - Albert-Méaulte"), ("62119", "Béthune", "ti-3204", "Béthune-Bruay")]
    path = table(tmp_path, COMMUNES, rows, ANCT_2026)
    merge = bench.publish(ANCT_TERRITOIRES_INDUSTRIE, path)
    (link,) = merge.added["appartenance"]
    assert (link.values["membre_id"], link.values["ensemble_id"]) == (
        "commune:80021",
        "territoire_industrie:ti-3202",
    )


def test_a_wrong_code_is_told_at_its_cell(bench: Bench, tmp_path: Path):
    rows = [("ti3202", "Amiens", "CA Amiens Métropole", "248000531, 24800074")]
    incoming = bench.read(ANCT_TERRITOIRES_INDUSTRIE, table(tmp_path, GROUPINGS, rows, ANCT_2026))
    assert told(incoming.faults) == [("liste.csv", 2, "id_ti")]
    assert told(incoming.warnings) == [("liste.csv", 2, "siren_groupement")]


def test_a_list_without_its_date_says_what_to_write(bench: Bench, tmp_path: Path):
    (fault,) = bench.read(ANCT_TERRITOIRES_INDUSTRIE, table(tmp_path, GROUPINGS, GROUPS, None)).faults
    assert fault.file == "liste.csv.toml"


def test_an_unchanged_epci_changes_nothing(bench: Bench, tmp_path: Path):
    path = objects(
        tmp_path, "epci.json", [epci(members(bench, AMIENS)), {**epci([]), "code": "200067999"}], ETALAB_2026
    )
    incoming = bench.read(DECOUPAGE_ADMINISTRATIF, path)
    assert (incoming.read, incoming.kept, incoming.warnings) == (2, 1, [])
    assert bench.publish(DECOUPAGE_ADMINISTRATIF, path).count() == {}


def test_a_commune_that_enters_and_one_that_leaves_open_a_perimeter_and_ask_for_a_break(bench: Bench, tmp_path: Path):
    codes = [*members(bench, AMIENS)[1:], "80001"]
    path = objects(tmp_path, "epci.json", [epci(codes)], ETALAB_2027)
    (missing,) = bench.read(DECOUPAGE_ADMINISTRATIF, path).faults
    assert (missing.seen, "communes.json" in missing.expected) == ("80001", True)
    objects(tmp_path, "communes.json", [commune("80001", "Abbeville")], None)
    incoming = bench.read(DECOUPAGE_ADMINISTRATIF, path)
    (asked,) = incoming.warnings
    assert "« rupture »" in asked.expected
    assert "entrée : " in asked.seen
    merge = bench.publish(DECOUPAGE_ADMINISTRATIF, path)
    assert merge.count() == {"source": 1, "territoire": 1, "perimetre": 2, "appartenance": 3}
    perimeters = {row.values["id"]: row.values for row in merge.added["perimetre"]}
    assert perimeters[f"{AMIENS}@2026-11-01"]["nb_communes"] == 39
    links = {row.values["membre_id"]: row.values for row in merge.added["appartenance"]}
    assert links[f"commune:{members(bench, AMIENS)[0]}"]["fin"] == "2026-10-31"
    assert perimeter_faults(bench) == ()
    assert bench.publish(DECOUPAGE_ADMINISTRATIF, path).count() == {}


def test_a_break_already_told_asks_for_nothing(bench: Bench, tmp_path: Path):
    path = objects(tmp_path, "epci.json", [epci(members(bench, AMIENS)[1:])], ETALAB_2027.replace("2026-11-01", "2022"))
    assert bench.read(DECOUPAGE_ADMINISTRATIF, path).warnings == []


def test_the_list_of_communes_tells_those_that_are_gone_or_renamed(bench: Bench, tmp_path: Path):
    engine = create_engine(f"sqlite:///{bench.path}")
    with engine.connect() as connection:
        rows = connection.execute(territoire.select().where(territoire.c.type == "commune")).all()
    engine.dispose()
    listed = [commune(row.code, row.nom.upper(), departement=row.code[:2]) for row in rows]
    path = objects(tmp_path, "communes.json", listed, ETALAB_2026)
    assert bench.read(DECOUPAGE_ADMINISTRATIF, path).warnings == []
    assert bench.publish(DECOUPAGE_ADMINISTRATIF, path).count() == {}
    listed[0]["nom"] = "Nom nouveau"
    listed[1]["type"] = "commune-deleguee"
    incoming = bench.read(DECOUPAGE_ADMINISTRATIF, objects(tmp_path, "communes.json", listed, ETALAB_2026))
    assert sorted(fault.column for fault in incoming.warnings) == ["code", "nom"]


def test_a_csv_of_the_same_columns_is_read_alike(bench: Bench, tmp_path: Path):
    codes = members(bench, AMIENS)
    path = tmp_path / "epci.csv"
    path.write_text(f"code;nom;membres\n248000531;CA Amiens Métropole;{','.join(codes)}\n", encoding="utf-8")
    assert DECOUPAGE_ADMINISTRATIF.recognises(path)
    assert bench.publish(DECOUPAGE_ADMINISTRATIF, beside(path, ETALAB_2026)).count() == {}


def test_each_list_is_recognised_by_its_own_importer(bench: Bench, tmp_path: Path):
    lists = table(tmp_path, GROUPINGS, GROUPS, None)
    etalab = objects(tmp_path, "epci.json", [epci(members(bench, AMIENS))], None)
    communes = objects(tmp_path, "communes.json", [commune("80001", "Abbeville")], None)
    departments = objects(tmp_path, "departements.json", [{"code": "80", "nom": "Somme", "region": "32"}], None)
    paths = (lists, etalab, communes, departments)
    assert [ANCT_TERRITOIRES_INDUSTRIE.recognises(path) for path in paths] == [True, False, False, False]
    assert [DECOUPAGE_ADMINISTRATIF.recognises(path) for path in paths] == [False, True, True, False]


def test_what_is_no_list_is_told(bench: Bench, tmp_path: Path):
    path = beside(tmp_path / "epci.json", ETALAB_2026)
    path.write_text('{"code": "1"}', encoding="utf-8")
    assert told(bench.read(DECOUPAGE_ADMINISTRATIF, path).faults) == [("epci.json", 0, "")]


@pytest.mark.parametrize(
    ("debut", "before"),
    [("2026", "2025"), ("2026-01", "2025-12"), ("2026-03", "2026-02"), ("2026-01-01", "2025-12-31")],
)
def test_the_end_of_a_membership_is_the_eve_of_the_next_list(debut: str, before: str):
    assert day_before(debut) == before
