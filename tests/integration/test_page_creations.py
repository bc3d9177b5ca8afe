"""The creations page on sourced facts: figures, filters, traps."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components.block import Block, View
from components.formats import NBSP, NNBSP
from components.render import page_view
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages.creations import PAGE
from data.engine import Reader
from data.queries import creations as queries
from data.queries import observations
from tests.changed import changed

AMIENS, CHAUNY, EST = "248000531", "200071785", "200070985"


def _view(read: Reader, **chosen: object) -> View:
    parsed, unreadable = Filters.parse(chosen)
    filters, unknown = effective(parsed, PAGE.controls(read))
    assert (unreadable, unknown) == ((), ())
    return PAGE.view(read, filters)


def _block(view: View, key: str) -> Block:
    return next(block for block in view.blocks if block.key == key)


def _table(block: Block) -> list[dict[Any, Any]]:
    assert block.table is not None
    return block.table.frame[[column.name for column in block.table.columns]].to_dict("records")


def _plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def _said(view: View) -> str:
    return _plain(" ".join([view.message, *view.notices, *(" ".join([b.message, *b.limits]) for b in view.blocks)]))


def test_message_of_one_epci(read: Reader) -> None:
    view = _view(read, epci=AMIENS)
    assert _plain(view.message) == "2 655 entreprises créées en 2025 à Amiens Métropole, 149 de plus qu’en 2024"


def test_message_of_all_epci(read: Reader) -> None:
    assert _plain(_view(read).message) == (
        "4 440 entreprises créées en 2025 dans les 5 EPCI suivis, 267 de plus qu’en 2024"
    )


def test_message_follows_the_last_year_chosen(read: Reader) -> None:
    view = _view(read, epci=AMIENS, annee_fin="2023")
    assert _plain(view.message) == "2 477 entreprises créées en 2023 à Amiens Métropole, 48 de moins qu’en 2022"


def test_four_blocks_at_most_that_the_screen_can_show(read: Reader) -> None:
    for chosen in ({}, {"secteur": ["a10:BE"]}, {"mesure": "indice"}, {"mesure": "pour-1000"}, {"annee_fin": "2019"}):
        view = _view(read, **chosen)
        assert 3 <= len(view.blocks) <= 4
        assert page_view(view)


def test_every_drawn_block_has_table_sources_and_message(read: Reader) -> None:
    for block in _view(read).blocks:
        assert block.figure is not None
        assert block.table is not None
        assert not block.table.frame.empty
        assert block.sources
        assert block.message


def test_enterprises_by_epci_and_year(read: Reader) -> None:
    rows = {row["nom_court"]: row for row in _table(_block(_view(read), "entreprises"))}
    assert [rows["Amiens Métropole"][str(year)] for year in range(2022, 2026)] == [2525, 2477, 2506, 2655]
    assert [rows["Est de la Somme"][str(year)] for year in range(2022, 2026)] == [169, 166, 153, 159]
    assert list(rows) == [
        "Amiens Métropole",
        "Saint-Quentinois",
        "Chauny-Tergnier-La Fère",
        "Est de la Somme",
        "Haute Somme",
    ]


def test_rate_shows_its_denominator(read: Reader) -> None:
    block = _block(_view(read, mesure="pour-1000"), "entreprises")
    row = next(row for row in _table(block) if row["nom_court"] == "Amiens Métropole")
    assert row["population"] == 184_392
    assert row["2025"] == pytest.approx(2655 / 184_392 * 1000)
    assert "Dénominateur" in block.limits[0]
    assert "etalab-decoupage-2026" in {source.id for source in block.sources}


def test_index_starts_at_100_in_the_first_year_shown(read: Reader) -> None:
    block = _block(_view(read, mesure="indice", annee_debut="2023"), "entreprises")
    row = next(row for row in _table(block) if row["nom_court"] == "Amiens Métropole")
    assert row["2023"] == 100
    assert row["2025"] == pytest.approx(2655 / 2477 * 100)


def test_share_of_individual_enterprises(read: Reader) -> None:
    block = _block(_view(read, epci=AMIENS), "individuelles")
    assert _plain(block.message) == (
        "78 % des entreprises créées à Amiens Métropole en 2025 sont individuelles, 80 % dans les 5 EPCI suivis"
    )
    amiens, whole = _table(block)
    assert (amiens["individuelles"], amiens["total"]) == (2078, 2655)
    assert (whole["individuelles"], whole["total"]) == (3532, 4440)


def test_share_outside_the_period_is_a_void_that_says_what_is_missing(read: Reader) -> None:
    block = _block(_view(read, annee_fin="2024"), "individuelles")
    assert block.figure is None
    assert block.void is not None
    assert "À fournir" in block.void
    assert "2025" in block.void


def test_establishments_of_the_zone(read: Reader) -> None:
    rows = _table(_block(_view(read), "etablissements-zone"))
    assert [row["annee_texte"] for row in rows] == [str(year) for year in range(2012, 2026)]
    assert (rows[0]["valeur"], rows[-1]["valeur"]) == (2431, 5102)


def test_sectors_of_the_zone_add_up_to_its_total(read: Reader) -> None:
    for zone in ("3201", "3202", "3214", "3220"):
        view = _view(read, zone=zone)
        total = _table(_block(view, "etablissements-zone"))[-1]["valeur"]
        sectors = _table(_block(view, "etablissements-secteurs"))
        assert len(sectors) == 9
        assert sum(row["maintenant"] for row in sectors) == total


def test_sector_filter_applies_to_the_zone(read: Reader) -> None:
    view = _view(read, secteur=["a10:BE", "a10:JZ"])
    assert _table(_block(view, "etablissements-zone"))[-1]["valeur"] == 514 + 245
    assert [row["secteur"] for row in _table(_block(view, "etablissements-secteurs"))] == [
        "Industrie",
        "Information et communication",
    ]


def test_one_sector_is_one_wide_chart(read: Reader) -> None:
    view = _view(read, secteur=["a10:BE"])
    assert [block.key for block in view.blocks] == ["entreprises", "individuelles", "etablissements-zone"]
    assert view.blocks[-1].wide
    assert "10 % du total" in _plain(view.blocks[-1].message)


def test_epci_by_sector_does_not_exist_and_the_page_says_so(read: Reader) -> None:
    view = _view(read, epci=AMIENS, secteur=["a10:BE"])
    (notice,) = [one for one in view.notices if "zone d’emploi d’Amiens" in one]
    assert "Aucun secteur n’est publié par EPCI" in notice
    assert _plain(view.message).startswith("2 655 entreprises")
    assert any("aucun secteur n’est publié par EPCI" in limit for limit in _block(view, "entreprises").limits)


def test_epci_outside_the_zone_shown_is_told(read: Reader) -> None:
    view = _view(read, epci=CHAUNY, zone="3202")
    (notice,) = view.notices
    assert _plain(notice) == (
        "Chauny-Tergnier-La Fère : aucune commune dans la zone d’emploi d’Amiens ; "
        "l’échelle la plus proche est la zone de Saint-Quentin et la zone de Laon."
    )
    assert _view(read, epci=CHAUNY, zone="3220").notices == ()


def test_unless_chosen_the_zone_is_that_of_the_territory(read: Reader) -> None:
    assert "zone d’emploi de Saint-Quentin" in _block(_view(read, epci=CHAUNY), "etablissements-zone").message
    assert "zone d’emploi d’Amiens" in _block(_view(read), "etablissements-zone").message
    assert _view(read, epci=CHAUNY).notices == ()


def test_epci_split_between_zones_is_told(read: Reader) -> None:
    limits = _plain(" ".join(_block(_view(read), "etablissements-zone").limits))
    assert "Chauny-Tergnier-La Fère : 38 communes en zone de Saint-Quentin et 10 en zone de Laon" in limits
    assert "Est de la Somme : 40 communes en zone de Saint-Quentin et 1 en zone d’Amiens" in limits
    assert "Haute Somme : 57 communes en zone de Saint-Quentin et 3 en zone d’Amiens" in limits


def test_years_chosen_backwards_are_swapped_with_a_notice(read: Reader) -> None:
    view = _view(read, annee_debut="2025", annee_fin="2023")
    assert any("échangées" in notice for notice in view.notices)
    assert [column.name for column in _block(view, "entreprises").table.columns][1:] == ["2023", "2024", "2025"]  # type: ignore[union-attr]


def test_years_unknown_by_epci_show_the_departements_apart(read: Reader) -> None:
    view = _view(read, annee_debut="2015", annee_fin="2020")
    block = _block(view, "entreprises")
    assert "ne sont pas connues par EPCI de 2015 à 2020" in view.message
    assert "par département" in block.title
    assert {row["nom_court"] for row in _table(block)} == {"Aisne", "Somme"}
    assert {source.id for source in block.sources} == {"insee-side-departements-2024"}


def test_year_known_nowhere_is_a_void(read: Reader) -> None:
    parsed = Filters(zone="3202", annee_debut=1999, annee_fin=1999, mesure="nombre")
    view = PAGE.view(read, parsed)
    assert [block.figure for block in view.blocks] == [None] * 3
    assert all(block.void for block in view.blocks)


def test_enterprises_and_establishments_are_never_mixed(read: Reader) -> None:
    for block in _view(read).blocks:
        words = {"entreprise", "établissement"}
        assert sum(word in f"{block.title} {block.message}".lower() for word in words) == 1


def test_departements_are_never_joined_to_the_epci(read: Reader) -> None:
    block = _block(_view(read), "entreprises")
    assert block.figure is not None
    assert {trace.name for trace in block.figure.data}.isdisjoint({"Aisne", "Somme"})
    assert any("jamais raccordé" in limit for limit in block.limits)


@pytest.mark.piege(10)
def test_series_of_the_page_keep_one_perimeter(read: Reader) -> None:
    frame = read(observations.observations_select((queries.ENTREPRISES,), types=("epci",)))
    assert set(frame["perimetre_id"].str.split("@").str[1]) == {"2026"}


@pytest.mark.piege(13)
def test_amiens_metropole_and_the_protocol_are_not_one_territory(read: Reader) -> None:
    assert "Territoire d’industrie" not in _said(_view(read))


@pytest.mark.piege(22)
def test_the_1034_of_2013_is_told_but_is_no_point(read: Reader) -> None:
    view = _view(read, epci=AMIENS)
    block = _block(view, "entreprises")
    told = [_plain(limit) for limit in block.limits if "1 034" in _plain(limit)]
    assert len(told) == 1
    assert told[0].startswith("Hors de la courbe, déclaré")
    assert block.figure is not None
    assert 1034 not in [value for trace in block.figure.data for value in trace.y]
    assert "1 034" not in _plain(view.message)
    assert "1 034" not in _said(_view(read, epci=EST))
    assert "1 034" not in _said(_view(read, epci=AMIENS, annee_debut="2022"))


@pytest.mark.piege(26)
def test_nine_industrial_firms_are_told_but_are_no_point(read: Reader) -> None:
    block = _block(_view(read, epci=EST), "entreprises")
    told = [limit for limit in block.limits if "industrielles nouvelles en 2017" in limit]
    assert len(told) == 1
    assert "déclaré" in told[0]
    assert block.figure is not None
    assert 9 not in [value for trace in block.figure.data for value in trace.y]


@pytest.mark.piege(28)
def test_a_zone_code_is_not_a_territoire_industrie_code(read: Reader) -> None:
    frame = read(
        observations.observations_select((queries.ETABLISSEMENTS,), territoires=("territoire_industrie:ti-3202",))
    )
    assert frame.empty
    zone = read(observations.observations_select((queries.ETABLISSEMENTS,), territoires=("zone_emploi:3202",)))
    assert set(zone["nom"]) == {"Zone d’emploi d’Amiens"}


def test_observations_are_typed_even_when_empty(read: Reader) -> None:
    empty = read(observations.observations_select(("aucune",)))
    assert empty.empty
    assert empty["annee"].dtype == pd.Int64Dtype()
    assert empty["valeur"].dtype == "float64"


def test_observations_without_sectors_do_not_add_legal_forms(read: Reader) -> None:
    frame = read(
        observations.observations_select(
            (queries.DEPARTEMENTS,), secteurs=(queries.ENSEMBLE_DEPARTEMENTS,), territoires=("departement:80",)
        )
    )
    assert frame["annee"].is_unique
    assert frame.set_index("annee")["valeur"][2021] == 5673


def test_a_declared_figure_that_is_contested_says_so(base_sqlite: Path, tmp_path: Path):
    contested = "UPDATE affirmation SET conteste = 1 WHERE indicateur_id = 'creations_entreprises'"
    with changed(base_sqlite, tmp_path, contested) as read:
        said = _said(_view(read, epci=AMIENS, annee_debut="2013"))
    assert "Hors de la courbe, déclaré, contesté : Amiens Métropole" in said
