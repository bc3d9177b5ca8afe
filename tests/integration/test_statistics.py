"""Public statistics as their producers give them: known values, scopes kept apart, provenance of every row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from data.intake.build import SOURCES

SERIES_ROWS = {
    "creations-etablissements-ze-a10": 560,
    "creations-entreprises-communes": (335 + 7) * 4,
    "creations-entreprises-individuelles-communes": 335 + 7,
    "creations-etablissements-communes": 335 + 7,
    "creations-entreprises-departements": 180,
    "creations-entreprises-sommes-departements": 20,
    "chomage-ze": 332,
    "chomage-departements": 875,
    "chomage-france-metropolitaine": 167,
    "chomage-france-hors-mayotte": 39,
    "chomage-region": 167,
    "bit-france-hors-mayotte": 206,
    "flores-effectifs": 19,
    "flores-etablissements": 340,
    "population-etalab": 335 + 7,
    "communes-etalab": 7,
}

CREATIONS_EPCI = {
    "248000531": [2525, 2477, 2506, 2655],
    "200071892": [686, 756, 800, 880],
    "200071785": [395, 457, 484, 472],
    "200037059": [241, 254, 230, 274],
    "200070985": [169, 166, 153, 159],
    "248000747": [233, 212, 237, 237],
    "200070928": [143, 157, 141, 173],
}


@pytest.fixture(scope="module")
def base(base_sqlite: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{base_sqlite}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def rows(base: Connection, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in base.execute(text(statement), values)]


def value(base: Connection, serie: str, perimetre: str, periode: str, secteur: str | None = None) -> float:
    found = rows(
        base,
        "SELECT valeur FROM observation WHERE serie_id = :serie AND perimetre_id = :perimetre AND periode = :periode"
        " AND coalesce(secteur_id, '') = coalesce(:secteur, '') AND forme_juridique IS NULL",
        serie=serie,
        perimetre=perimetre,
        periode=periode,
        secteur=secteur,
    )
    assert len(found) == 1
    return float(found[0][0])


def test_each_series_has_all_its_rows(base: Connection) -> None:
    counted = rows(base, "SELECT serie_id, count(*) FROM observation WHERE statut = 'constate' GROUP BY serie_id")
    assert {serie: count for serie, count in counted if serie in SERIES_ROWS} == SERIES_ROWS


@pytest.mark.parametrize(("siren", "values"), CREATIONS_EPCI.items())
def test_creations_of_enterprises_by_epci(base: Connection, siren: str, values: list[int]) -> None:
    read = [value(base, "creations-entreprises-communes", f"epci:{siren}@2026", str(2022 + rank)) for rank in range(4)]
    assert read == values


def test_share_of_individual_enterprises_at_amiens_metropole(base: Connection) -> None:
    amiens = "epci:248000531@2026"
    alone = value(base, "creations-entreprises-individuelles-communes", amiens, "2025")
    assert round(100 * alone / value(base, "creations-entreprises-communes", amiens, "2025")) == 78
    assert value(base, "creations-etablissements-communes", amiens, "2025") == 3044


@pytest.mark.parametrize(
    ("serie", "perimetre", "periode", "secteur", "expected"),
    [
        ("creations-etablissements-ze-a10", "zone_emploi:3202@actuel", "2025", "a10:_T", 5102),
        ("creations-entreprises-departements", "departement:02@actuel", "2012", "side_departements:BE", 177),
        ("creations-entreprises-departements", "departement:02@actuel", "2012", "side_departements:_T", 2916),
        ("chomage-departements", "departement:02@actuel", "1982-T1", None, 8.2),
        ("chomage-ze", "zone_emploi:3201@actuel", "2003-T1", None, 8.7),
        ("chomage-france-metropolitaine", "pays:FM@actuel", "1982-T1", None, 6.7),
        ("flores-effectifs", "zone_emploi:3202@actuel", "2019-12-31", None, 138985),
        ("population-etalab", "epci:248000531@2026", "2026", None, 184392),
        ("communes-etalab", "epci:248000531@2026", "2026", None, 39),
    ],
)
def test_known_values(
    base: Connection, serie: str, perimetre: str, periode: str, secteur: str | None, expected: float
) -> None:
    assert value(base, serie, perimetre, periode, secteur) == expected


def test_sectors_sum_to_the_total_on_every_zone_and_year(base: Connection) -> None:
    gaps = rows(
        base,
        "SELECT perimetre_id, annee, count(*), sum(CASE WHEN secteur_id = 'a10:_T' THEN valeur ELSE -valeur END)"
        " FROM observation WHERE serie_id = 'creations-etablissements-ze-a10' GROUP BY perimetre_id, annee",
    )
    assert len(gaps) == 4 * 14
    assert {(count, gap) for _, _, count, gap in gaps} == {(10, 0)}


def test_legal_forms_sum_to_the_total_of_the_departement(base: Connection) -> None:
    gaps = rows(
        base,
        "SELECT perimetre_id, annee, sum(CASE WHEN forme_juridique IS NULL THEN valeur ELSE -valeur END)"
        " FROM observation WHERE serie_id = 'creations-entreprises-departements'"
        " AND secteur_id = 'side_departements:_T' GROUP BY perimetre_id, annee",
    )
    assert len(gaps) == 2 * 10
    assert {gap for _, _, gap in gaps} == {0}


def test_a_unit_or_a_field_never_shares_a_series(base: Connection) -> None:
    scopes = rows(
        base,
        "SELECT s.id, count(DISTINCT o.source_id), count(DISTINCT o.connu_le) FROM observation o"
        " JOIN serie s ON s.id = o.serie_id WHERE o.source_id = s.source_id GROUP BY s.id",
    )
    assert {scope[1:] for scope in scopes if scope[0] in SERIES_ROWS} == {(1, 1)}
    national = rows(
        base,
        "SELECT DISTINCT o.serie_id, p.territoire_id FROM observation o JOIN perimetre p ON p.id = o.perimetre_id"
        " JOIN territoire t ON t.id = p.territoire_id WHERE t.type = 'pays' AND o.serie_id NOT LIKE 'creations%'",
    )
    assert sorted(national) == [
        ("bit-france-hors-mayotte", "pays:F"),
        ("chomage-france-hors-mayotte", "pays:F"),
        ("chomage-france-metropolitaine", "pays:FM"),
    ]


def test_statistics_of_epci_use_todays_perimeter_only(base: Connection) -> None:
    perimeters = rows(
        base,
        "SELECT DISTINCT o.perimetre_id FROM observation o JOIN serie s ON s.id = o.serie_id"
        " JOIN source c ON c.id = s.source_id WHERE c.type = 'jeu_de_donnees' AND o.perimetre_id LIKE 'epci:%'",
    )
    assert {perimeter for (perimeter,) in perimeters} == {f"epci:{siren}@2026" for siren in CREATIONS_EPCI}


def test_the_followed_epci_come_first_and_in_order(base: Connection) -> None:
    followed = rows(base, "SELECT code, nom_court FROM territoire WHERE suivi ORDER BY ordre")
    assert followed == [
        ("248000531", "Amiens Métropole"),
        ("200071892", "Saint-Quentinois"),
        ("200071785", "Chauny-Tergnier-La Fère"),
        ("200070985", "Est de la Somme"),
        ("200037059", "Haute Somme"),
    ]
    low = rows(base, "SELECT DISTINCT type FROM territoire WHERE ordre < 100")
    assert low == [("epci",)]


def test_every_commune_has_one_epci_one_departement_one_zone(base: Connection) -> None:
    kinds = rows(
        base,
        "SELECT a.membre_id, group_concat(e.type) FROM (SELECT * FROM appartenance ORDER BY ensemble_id) a"
        " JOIN territoire e ON e.id = a.ensemble_id JOIN territoire m ON m.id = a.membre_id"
        " WHERE m.type = 'commune' GROUP BY a.membre_id",
    )
    assert len(kinds) == 335
    assert {tuple(sorted(kind.split(","))) for _, kind in kinds} == {("departement", "epci", "zone_emploi")}


def test_chauny_is_split_between_two_zones(base: Connection) -> None:
    split = rows(
        base,
        "SELECT z.ensemble_id, count(*) FROM appartenance e JOIN appartenance z ON z.membre_id = e.membre_id"
        " WHERE e.ensemble_id = 'epci:200071785' AND z.ensemble_id LIKE 'zone_emploi:%'"
        " GROUP BY z.ensemble_id ORDER BY z.ensemble_id",
    )
    assert split == [("zone_emploi:3214", 10), ("zone_emploi:3220", 38)]


def test_codes_are_typed(base: Connection) -> None:
    same = rows(base, "SELECT id FROM territoire WHERE code IN ('3202', 'ti-3202') ORDER BY id")
    assert same == [("territoire_industrie:ti-3202",), ("zone_emploi:3202",)]


def test_the_change_of_field_of_2014_is_a_break(base: Connection) -> None:
    breaks = rows(base, "SELECT a_partir_de, cause FROM rupture WHERE serie_id = 'chomage-departements'")
    assert breaks == [("2014-01", "champ")]


def test_population_says_that_its_year_is_unknown(base: Connection) -> None:
    told = rows(base, "SELECT DISTINCT qualificatif FROM observation WHERE serie_id = 'population-etalab'")
    assert told == [("millésime de population non précisé",)]


def test_state_grants_outside_the_programmes(base: Connection) -> None:
    assert rows(base, "SELECT count(*), round(sum(montant), 2) FROM subvention") == [(52, 9133646.99)]
    by_epci = rows(base, "SELECT territoire_id, count(*) FROM subvention GROUP BY territoire_id")
    assert dict(by_epci) == {
        "epci:248000531": 20,
        "epci:200070928": 7,
        "epci:248000747": 7,
        "epci:200070985": 5,
        "epci:200071785": 5,
        "epci:200071892": 5,
        "epci:200037059": 3,
    }
    assert rows(base, "SELECT count(*) FROM subvention WHERE length(siren) <> 9") == [(0,)]


def test_every_public_data_set_names_producer_vintage_and_reserves(base: Connection) -> None:
    lacking = rows(
        base,
        "SELECT id FROM source WHERE type = 'jeu_de_donnees'"
        " AND (jeu IS NULL OR millesime IS NULL OR reserves IS NULL)",
    )
    assert lacking == []
    licences = rows(base, "SELECT DISTINCT licence FROM source WHERE producteur IN ('Insee', 'Etalab')")
    assert licences == [("Licence Ouverte 2.0",)]


def test_the_files_stay_small_and_well_typed() -> None:
    files = list(SOURCES.glob("*/statistiques*.csv"))
    assert len(files) > 25
    for path in files:
        content = path.read_text(encoding="utf-8")
        assert path.stat().st_size < 300_000, path.name
        assert "'" not in content, path.name
