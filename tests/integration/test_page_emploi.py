"""The Emploi page on both bases: figures of the files, what compares and what does not, and no target anywhere."""

import csv
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components.block import FACT, Block, View
from components.facts import COUNT, parse
from components.formats import NBSP, NNBSP, partial_date
from components.render import block_card, cell, page_view
from components.static_html import to_html
from dashboard import days
from dashboard.epci import followed_epci
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages.emploi import PAGE
from data.demonstration.folder import write_folder
from data.engine import Reader, read_only_engine, reader
from data.queries.latest import at

SOURCES = Path(__file__).resolve().parents[2] / "data" / "sources" / "observation"
AMIENS, CHAUNY, SAINT_QUENTIN = "248000531", "200071785", "200071892"
ZONES = {"Zone d’Amiens": "3202", "Zone de Saint-Quentin": "3220"}
CHOICES: tuple[Mapping[str, object], ...] = (
    {},
    {"epci": [AMIENS]},
    {"epci": [AMIENS, CHAUNY]},
    {"zone": "3214"},
    {"zone": "3201"},
    {"epci": [AMIENS], "zone": "3214"},
    {"annee_debut": "1982", "annee_fin": "1990"},
    {"annee_debut": "2014", "annee_fin": "2014"},
    {"annee_fin": "2013"},
)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "today", lambda: date(2026, 11, 22))


@pytest.fixture(scope="module", params=["read", "read_demonstration"])
def views(request: pytest.FixtureRequest) -> list[View]:
    """Every choice of ``CHOICES``, on each base."""
    placed: Reader = request.getfixturevalue(request.param)
    return [_view(placed, **chosen) for chosen in CHOICES]


@pytest.fixture
def read_with(base_sqlite: Path, tmp_path: Path) -> Iterator[Callable[..., Reader]]:
    """A reader on a copy of the sourced facts with one more break."""
    engines = []

    def make(serie: str, start: str, cause: str) -> Reader:
        path = tmp_path / f"{serie}-{start}-{cause}.sqlite"
        shutil.copy(base_sqlite, path)
        with closing(sqlite3.connect(path)) as connection:
            names = [row[1] for row in connection.execute("PRAGMA table_info(rupture)")]
            changed = {"id": "'essai'", "serie_id": f"'{serie}'", "a_partir_de": f"'{start}'", "cause": f"'{cause}'"}
            picked = ", ".join(changed.get(name, "'Rupture d’essai'" if name == "libelle" else name) for name in names)
            connection.execute(
                f"INSERT INTO rupture ({', '.join(names)}) "
                f"SELECT {picked} FROM rupture WHERE id = 'chomage-departements-2014'"
            )
            connection.commit()
        engines.append(read_only_engine(f"sqlite:///{path}"))
        return reader(engines[-1])

    yield make
    for engine in engines:
        engine.dispose()


def _view(read: Reader, **chosen: object) -> View:
    filters, _ = effective(Filters.parse(chosen)[0], PAGE.controls(read))
    return PAGE.view(read, filters)


def _block(view: View, key: str) -> Block:
    return next(block for block in view.blocks if block.key == key)


def _keys(view: View) -> list[str]:
    return [block.key for block in view.blocks]


def _plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def _rows(block: Block) -> dict[str, dict[str, Any]]:
    """Values by label of their column, by the text of the first cell."""
    assert block.table is not None
    columns = block.table.columns
    return {
        _plain(str(row[columns[0].name])): {column.label: row[column.name] for column in columns[1:]}
        for row in block.table.frame.to_dict("records")
    }


def _written(block: Block) -> dict[str, dict[str, str]]:
    assert block.table is not None
    columns = block.table.columns
    return {
        _plain(cell(row[columns[0].name], columns[0])): {
            column.label: _plain(cell(row[column.name], column)) for column in columns[1:]
        }
        for row in block.table.frame.to_dict("records")
    }


def _file(folder: Path, name: str, serie: str | None = None) -> dict[tuple[str, str], float]:
    """Last value of each (perimeter, period) of a file."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if serie is None or row["serie_id"] == serie]
    ordered = sorted(rows, key=lambda row: row.get("connu_le", ""))
    return {(row["perimetre_id"], row["periode"]): float(row["valeur"]) for row in ordered}


def test_years_that_stop_before_the_last_quarter_do_not_call_theirs_the_last_known(read: Reader) -> None:
    assert "Dernier trimestre connu" in (_view(read, epci=[AMIENS]).lead or "")
    assert "Dernier trimestre connu" not in (_view(read, epci=[AMIENS], annee_fin=2018).lead or "")


def test_without_any_quarter_the_gap_says_what_to_do(read: Reader) -> None:
    gap = _block(_view(read, annee_debut=1975, annee_fin=1980), "ecart")
    assert "Étendez la période" in str(gap.void)


def test_the_title_is_the_rate_and_its_gap(read: Reader) -> None:
    assert _plain(_view(read, epci=[AMIENS]).message) == (
        "Au 3e trimestre 2023, le chômage de la zone d’emploi d’Amiens est à 9,2 %, 1,8 point de plus que le taux "
        "national (France hors Mayotte, 7,4 %)"
    )


def test_the_title_of_several_zones_adds_nothing_up(read: Reader) -> None:
    assert _plain(_view(read).message) == (
        "Au 3e trimestre 2023, le chômage va de 9,2 % (zone d’Amiens) à 11,3 % (zone de Saint-Quentin), contre 7,4 % "
        "au niveau national (France hors Mayotte)"
    )


def test_the_title_of_the_demonstration_is_that_of_its_file(read_demonstration: Reader, tmp_path: Path) -> None:
    write_folder(tmp_path)
    files = tmp_path / "observation"
    zone = _file(files, "chomage.csv", "chomage-ze")["zone_emploi:9983@actuel", "2026-T2"]
    nation = _file(files, "chomage.csv", "chomage-france-hors-mayotte")["pays:F@actuel", "2026-T2"]
    written = f"{zone:.1f} %, {nation - zone:.1f} point de moins que".replace(".", ",")
    assert zone < nation
    assert _plain(_view(read_demonstration, zone="9983").message) == (
        f"Au 2e trimestre 2026, le chômage de la zone d’emploi d’Estreuve-la-Neuve est à {written} le taux national "
        f"(Nation fictive, {nation:.1f} %)".replace(f"{nation:.1f}", f"{nation:.1f}".replace(".", ","))
    )


def test_every_rate_and_gap_of_the_sourced_base_is_that_of_the_files(read: Reader) -> None:
    zones = _file(SOURCES, "statistiques-chomage-ze.csv")
    nation = _file(SOURCES, "statistiques-chomage-france-hors-mayotte.csv")
    view = _view(read)
    rates, gaps = _rows(_block(view, "taux")), _rows(_block(view, "ecart"))
    for name, code in ZONES.items():
        own = {
            period: value for (perimeter, period), value in zones.items() if perimeter == f"zone_emploi:{code}@actuel"
        }
        assert len(own) == 83
        for period, value in own.items():
            quarter = _plain(partial_date(period))
            assert rates[quarter][name] == value
            national = nation.get(("pays:F@actuel", period))
            if national is None:
                assert _plain(str(gaps[quarter][name])) == "non comparable : autre champ"
            else:
                assert gaps[quarter][name] == pytest.approx(value - national, abs=1e-9)


def test_every_rate_and_gap_of_the_demonstration_is_that_of_its_file(
    read_demonstration: Reader, tmp_path: Path
) -> None:
    write_folder(tmp_path)
    file = tmp_path / "observation"
    nation = _file(file, "chomage.csv", "chomage-france-hors-mayotte")
    gaps = _rows(_block(_view(read_demonstration), "ecart"))
    compared = {
        "Zone de Sarvane": ("chomage-ze", "zone_emploi:9982@actuel"),
        "Haute-Sarvane": ("chomage-departements", "departement:999@actuel"),
        "Plateaux du Levant": ("chomage-region", "region:98@actuel"),
    }
    for name, (serie, perimeter) in compared.items():
        own = {
            period: value for (held, period), value in _file(file, "chomage.csv", serie).items() if held == perimeter
        }
        assert len(own) == 50
        for period, value in own.items():
            expected = value - nation["pays:F@actuel", period]
            assert gaps[_plain(partial_date(period))][name] == pytest.approx(expected, abs=1e-9)


def test_rule_5_nothing_compares_before_the_field_of_the_nation(read: Reader) -> None:
    block = _block(_view(read, annee_fin="2013"), "ecart")
    assert block.figure is None
    assert _plain(block.message) == "Écart avec le taux national, non comparable : autre champ"
    assert "commence au T1 2014" in _plain(str(block.void))
    whole = _block(_view(read), "ecart")
    assert whole.figure is not None
    assert min(float(trace.x[0]) for trace in whole.figure.data) == 2014.0
    assert (2013.875, "dot") in [(shape.x0, shape.line.dash) for shape in whole.figure.layout.shapes]


def test_rates_of_another_edition_have_no_gap_and_say_why(read: Reader) -> None:
    view = _view(read, epci=[AMIENS])
    scales = _written(_block(view, "echelles"))
    assert scales["Somme"] == {
        "Trimestre": "T3 2025",
        "Taux": "8,5 %",
        "Taux national": "non renseigné",
        "Écart": "non comparable : autre millésime",
    }
    assert scales["Zone d’Amiens"]["Écart"] == "+1,8 pt"
    assert scales["Hauts-de-France"]["Écart"] == "+1,8 pt"
    limits = _plain(" ".join(_block(view, "echelles").limits))
    assert "jusqu’au T3 2025, série nationale jusqu’au T3 2023" in limits
    figure = _block(view, "ecart").figure
    assert figure is not None
    assert {trace.name for trace in figure.data} == {"Zone d’Amiens", "Hauts-de-France"}


def test_rule_5_the_national_rate_of_two_fields_is_two_lines_and_the_break_is_drawn(read: Reader) -> None:
    block = _block(_view(read, epci=[AMIENS]), "taux")
    assert block.figure is not None
    lines = {(trace.name, float(trace.x[0]), float(trace.x[-1])) for trace in block.figure.data}
    assert ("France métropolitaine", 2003.0, 2013.75) in lines
    assert ("France hors Mayotte", 2014.0, 2023.5) in lines
    # The département changes field too: it is cut there, the zone is not.
    assert ("Somme, autre millésime", 2003.0, 2013.75) in lines
    assert ("Zone d’Amiens", 2003.0, 2023.5) in lines
    assert [(shape.x0, shape.line.dash) for shape in block.figure.layout.shapes] == [(2013.875, "dot")]
    assert "Aucune évolution n’est calculée de part et d’autre" in " ".join(block.limits)


@pytest.mark.parametrize(
    ("serie", "cause"), [("chomage-ze", "millesime"), ("chomage-france-hors-mayotte", "nomenclature")]
)
def test_rule_5_a_new_break_cuts_the_gap_and_no_change_crosses_it(
    read_with: Callable[..., Reader], serie: str, cause: str
) -> None:
    view = _view(read_with(serie, "2018-01", cause), epci=[AMIENS])
    block = _block(view, "ecart")
    assert block.figure is not None
    assert 2017.875 in [shape.x0 for shape in block.figure.layout.shapes]
    zone = [(float(trace.x[0]), float(trace.x[-1])) for trace in block.figure.data if trace.name == "Zone d’Amiens"]
    assert zone == [(2014.0, 2017.75), (2018.0, 2023.5)]
    assert _plain(block.message).startswith("Du T1 2018 au T3 2023, écart au taux national")
    assert "zone d’Amiens de +2,0 pts à +1,8 pt" in _plain(block.message)
    assert "Rupture d’essai".lower() in _plain(" ".join(block.limits)).lower()


def test_rule_5_a_new_field_takes_earlier_gaps_away(read_with: Callable[..., Reader]) -> None:
    block = _block(_view(read_with("chomage-ze", "2018-01", "champ"), epci=[AMIENS]), "ecart")
    gaps = _written(block)
    assert gaps["T4 2017"]["Zone d’Amiens"] == "non comparable : autre champ"
    assert gaps["T1 2018"]["Zone d’Amiens"] == "+2,0 pts"


def _at_a_value(figure: Any) -> list[Any]:
    """Shapes at a value: everything but verticals as tall as the plot."""
    return [
        shape
        for shape in figure.layout.shapes
        if not (str(shape.yref).endswith("domain") and (shape.y0, shape.y1) == (0, 1))
    ]


@pytest.mark.piege(5)
def test_no_target_line_is_drawn_at_any_value(views: list[View]) -> None:
    for block in (block for view in views for block in view.blocks):
        if block.figure is None or block.table is None:
            continue
        assert _at_a_value(block.figure) == [], block.key
        assert "cible" not in block.figure.to_json()
        if block.key in {"taux", "ecart"}:
            # What is drawn is what was observed: each line is in the table, and nothing else is drawn.
            labels = {column.label.removesuffix(", autre champ") for column in block.table.columns}
            assert {trace.name for trace in block.figure.data} <= labels


def test_a_claimed_gap_keeps_its_range_its_reserve_and_that_it_is_contested(base_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE affirmation SET valeur = NULL, valeur_min = 1, valeur_max = 2, conteste = 1,"
            " qualificatif = 'hors frontaliers' WHERE indicateur_id = 'ecart_chomage_national'"
        )
    engine = read_only_engine(f"sqlite:///{path}")
    block = _block(_view(reader(engine), epci=[AMIENS]), "promesse")
    engine.dispose()
    claim = _written(block)["Taux de chômage supérieur au taux national, Amiens Métropole"]
    assert (claim["Chiffre"], claim["Nature"]) == ("1 à 2 points (hors frontaliers)", "Déclaré, contesté")
    assert any(limit.startswith("1 à 2 points (hors frontaliers)") for limit in block.limits)


@pytest.mark.piege(5)
def test_the_promise_is_words_and_dates_and_two_points_is_no_target(read: Reader) -> None:
    view = _view(read, epci=[AMIENS])
    block = _block(view, "promesse")
    rows = _written(block)
    assert (
        _plain(block.message) == "Une promesse sur le chômage, sans cible chiffrée : la série est montrée, sans verdict"
    )
    promise = rows["Faire baisser le taux de chômage, au-dessus du taux national de deux points au départ"]
    assert promise["Chiffre"] == "aucune cible chiffrée"
    assert promise["Période ou échéance"] == "échéance : 2020"
    assert promise["Nature"] == "Promesse, non mesurable"
    claim = rows["Taux de chômage supérieur au taux national, Amiens Métropole"]
    assert (claim["Chiffre"], claim["Période ou échéance"], claim["Nature"]) == ("2 points", "non précisée", "Déclaré")
    assert block.table is not None
    computed = block.table.frame[block.table.frame["nature"] == "Calculé par Vigie"]
    assert [(_plain(when), _plain(gap)) for when, gap in zip(computed["quand"], computed["chiffre"], strict=True)] == [
        ("T1 2015", "+1,6 pt"),
        ("T4 2020", "+1,2 pt"),
        ("T3 2023", "+1,8 pt"),
    ]
    limits = _plain(" ".join(block.limits))
    assert "2 points : écart de départ avancé par la source" in limits
    assert "Ce n’est pas une cible" in limits
    figure = _block(view, "ecart").figure
    assert figure is not None
    marks = [(shape.type, shape.x0, shape.x1) for shape in figure.layout.shapes if shape.line.dash != "dot"]
    assert marks == [("line", pytest.approx(2015 + 2 / 12), pytest.approx(2015 + 2 / 12)), ("rect", 2020, 2021)]


def test_a_promise_is_told_only_beside_the_zone_of_its_epci(read: Reader) -> None:
    for chosen in ({"epci": [SAINT_QUENTIN]}, {"zone": "3214"}):
        view = _view(read, **chosen)
        assert "promesse" not in _keys(view)
        figure = _block(view, "ecart").figure
        assert figure is not None
        assert all("Promesse" not in str(one.text) for one in figure.layout.annotations)
    assert "promesse" in _keys(_view(read))


@pytest.mark.piege(9)
def test_no_epci_has_a_rate_and_the_page_offers_its_zones(read: Reader) -> None:
    view = _view(read, epci=[CHAUNY])
    block = _block(view, "epci")
    assert (block.figure, block.table) == (None, None)
    assert _plain(block.message) == "Taux de chômage d’un EPCI : non renseigné, aucun n’est publié"
    assert [(way.label, way.href, _plain(way.detail)) for way in block.ways] == [
        ("Zone de Saint-Quentin", f"/emploi?epci={CHAUNY}&zone=3220", "Chauny-Tergnier-La Fère : 38 communes sur 48"),
        ("Zone de Laon", f"/emploi?epci={CHAUNY}&zone=3214", "Chauny-Tergnier-La Fère : 10 communes sur 48"),
    ]
    assert list(_rows(_block(view, "echelles"))) == ["Zone de Saint-Quentin", "Somme", "Aisne", "Hauts-de-France"]


def test_the_communes_of_each_zone_lead_to_their_memberships_and_cite_both_lists(read: Reader) -> None:
    block = _block(_view(read, epci=[CHAUNY]), "epci")
    facts = [parse(way.fait) for way in block.ways]
    assert [known and (known.rule, known.count) for known in facts] == [(COUNT, 38), (COUNT, 10)]
    assert {table for known in facts if known for table, _ in known.named} == {"appartenance"}
    assert {one.titre.partition(",")[0].partition("\u202f:")[0] for one in block.sources} == {
        "Découpage administratif",
        "Zones d’emploi 2020",
    }
    assert to_html(block_card(block)).count('href="#fait=compte(') == len(block.ways)


@pytest.mark.piege(9)
def test_regions_and_the_nation_are_named_as_such_wherever_they_stand(
    read: Reader, read_demonstration: Reader, views: list[View]
) -> None:
    """No rate of a wider scale stands under the name of an EPCI, whatever the choice."""
    followed = {epci.nom for base in (read, read_demonstration) for epci in followed_epci(base)}
    for block in (block for view in views for block in view.blocks):
        if block.table is None or block.key == "promesse":
            continue
        labels = {column.label for column in block.table.columns}
        first = set(block.table.frame[block.table.columns[0].name].astype(str))
        assert not followed & (labels | first), block.key


def test_a_zone_chosen_elsewhere_than_the_epci_says_so(read: Reader) -> None:
    view = _view(read, epci=[AMIENS], zone="3214")
    assert "aucune commune dans la zone d’emploi de Laon" in " ".join(view.notices)


def test_the_other_measure_stands_apart(read: Reader) -> None:
    view = _view(read)
    block = _block(view, "bit")
    assert block.figure is None
    bit = _file(SOURCES, "statistiques-bit-france-hors-mayotte.csv")
    rows = _written(block)
    expected = f"{bit['pays:F@actuel', '2026-T2']:.1f} %".replace(".", ",")
    assert rows["2026"] == {"T1": rows["2026"]["T1"], "T2": expected, "T3": "non renseigné", "T4": "non renseigné"}
    for key in ("taux", "ecart", "echelles"):
        assert "insee-chomage-bit-2026-t2" not in {source.id for source in _block(view, key).sources}


def test_jobs_and_workplaces_are_those_of_the_files(read: Reader) -> None:
    view = _view(read, epci=[AMIENS])
    jobs = _file(SOURCES, "statistiques-flores-effectifs.csv")
    rows = _rows(_block(view, "postes"))
    assert {year: row["Zone d’Amiens"] for year, row in rows.items()} == {
        str(year): jobs["zone_emploi:3202@actuel", f"{year}-12-31"] for year in range(2019, 2024)
    }
    assert _plain(_block(view, "postes").message) == (
        "145 000 postes salariés fin 2023 dans la zone d’emploi d’Amiens, 6 015 de plus que fin 2019"
    )
    sectors = _rows(_block(view, "etablissements"))
    assert (sectors["Construction"]["2019"], sectors["Construction"]["2023"]) == (984, 1082)
    assert sectors["Construction"]["Évolution"] == pytest.approx((1082 / 984 - 1) * 100)
    assert len(sectors) == 17


def test_a_sector_that_is_not_published_is_not_zero(read: Reader) -> None:
    block = _block(_view(read, zone="3214"), "etablissements")
    assert _written(block)["Cokéfaction et raffinage"]["2023"] == "non renseigné"
    assert "Ce n’est pas zéro" in " ".join(block.limits)


def test_a_zone_without_jobs_says_it_and_names_those_that_are_known(read: Reader) -> None:
    block = _block(_view(read, zone="3201"), "postes")
    assert block.figure is None
    assert _plain(block.message) == "Postes salariés : non renseigné (zone d’Abbeville)"
    assert "Zones connues : Zone d’Amiens, Zone de Saint-Quentin et Zone de Laon" in _plain(str(block.void))


def test_adjustment_revision_and_flags_are_said(read: Reader, read_demonstration: Reader) -> None:
    sourced = _plain(" ".join(_block(_view(read), "taux").limits))
    assert "corrigé des variations saisonnières" in sourced
    assert "Aucun des taux montrés n’est signalé « provisoire »" in sourced
    assert "Révisée chaque trimestre" in sourced
    block = _block(_view(read_demonstration), "taux")
    assert "Provisoire : T2 2026, en rond creux" in _plain(" ".join(block.limits))
    assert _written(block)["T2 2026"]["Drapeau"] == "provisoire"
    assert block.figure is not None
    assert {trace.marker.symbol[-1] for trace in block.figure.data} == {"circle-open"}


def test_every_choice_is_drawn_with_four_charts_at_most_and_every_row_names_its_facts(views: list[View]) -> None:
    for view in views:
        assert page_view(view)
        assert sum(block.figure is not None for block in view.blocks) <= 4
        for block in view.blocks:
            assert block.message
            if block.table is not None:
                assert block.sources, block.key
                assert block.table.frame[FACT].map(parse).notna().all(), block.key


def test_the_page_at_a_situation_knows_no_later_edition(read: Reader) -> None:
    placed = at(read, date(2023, 6, 30))
    filters, _ = effective(Filters(situation=date(2023, 6, 30)), PAGE.controls(placed))
    view = PAGE.view(placed, filters)
    assert "non renseigné" in view.message
    assert "T3 2023" not in _plain(" ".join(block.message for block in view.blocks))
