"""Statistical secrecy: what must be masked leaves no query, no page and no document, nor can it be worked out."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Select, func, select
from sqlalchemy.sql.visitors import iterate

from components.formats import MASKED
from components.static_html import to_html
from dashboard.factory import create_app
from dashboard.filters import Filters
from dashboard.origin import Placed, content
from dashboard.page import effective
from dashboard.pages import PAGES
from dashboard.settings import Settings
from data.engine import Reader, read_only_engine, reader
from data.model.secret import verdict
from data.queries import clusters, observations, portrait
from data.queries.latest import fact_key, latest
from data.tables.mesures import observation
from tests.dash_http import DashClient

PROGRAMME = "amiens-cluster"
SERIES = "essai-secret"
# Figures that appear nowhere else: one glance at the document tells whether they got out.
HIDDEN, HIDDEN_TOO, SHOWN, WHOLE = 4713, 3917, 1289, 9919
Cell = tuple[str | None, int, int, int | None, int | None]
ENERGIE, SANTE, NUMERIQUE = "cluster-energie", "cluster-sante", "cluster-numerique"


def _base(base: Path, folder: Path, cells: Sequence[Cell]) -> Path:
    """Base of sourced facts with counts of jobs: cluster, year, jobs, firms, share of the first."""
    path = folder / "vigie.sqlite"
    shutil.copy(base, path)
    facts = f"'{PROGRAMME}', '2026', '2026-01-31', '2026-02-01 00:00:00.000000', 'amiens-cluster-2020', 'essai'"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO serie (id, indicateur_id, libelle, champ, source_id) VALUES (?, ?, 'Essai', 'Membres', ?)",
            (SERIES, clusters.EMPLOIS, "amiens-cluster-2020"),
        )
        for cluster, year, jobs, units, share in cells:
            connection.execute(
                "INSERT INTO observation (serie_id, perimetre_id, cluster_id, periode, annee, valeur, unites,"
                " part_premiere, statut, conteste, auteur_id, connu_le, connu_au_plus_tard, charge_le, source_id,"
                " passage)"
                f" VALUES (?, 'epci:248000531@2026', ?, ?, ?, ?, ?, ?, 'constate', 0, {facts})",
                (SERIES, cluster, str(year), year, jobs, units, share),
            )
    connection.close()
    return path


def _read(path: Path) -> Iterator[Reader]:
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()


def _told(read: Reader) -> dict[tuple[str | None, int], float | str]:
    frame = read(clusters.observations_select(PROGRAMME, clusters.EMPLOIS))
    return {
        (row["cluster_id"] if isinstance(row["cluster_id"], str) else None, int(row["annee"])): (
            "secret" if row["secret"] else row["valeur"]
        )
        for row in frame.to_dict("records")
    }


@pytest.mark.parametrize("units", [None, 0, 1, 2, 3, 40])
@pytest.mark.parametrize("share", [None, 0, 49, 84, 85, 100])
def test_the_query_masks_what_the_rule_masks(base_sqlite: Path, tmp_path: Path, units: int | None, share: int | None):
    path = _base(base_sqlite, tmp_path, [(SANTE, 2020, HIDDEN, units, share)])
    expected = verdict(units, None if share is None else share / 100) != "diffusable"
    for read in _read(path):
        told = _told(read)[SANTE, 2020]
        assert told == ("secret" if expected else HIDDEN)
        frame = read(observations.observations_select([SERIES]))
        assert frame["secret"].tolist() == [expected]
        assert frame["valeur"].isna().tolist() == [expected]


def test_the_whole_is_masked_when_a_difference_would_tell_the_only_masked_part(base_sqlite: Path, tmp_path: Path):
    path = _base(
        base_sqlite,
        tmp_path,
        [
            (ENERGIE, 2020, SHOWN, 12, 30),
            (SANTE, 2020, HIDDEN, 2, 60),
            (NUMERIQUE, 2020, HIDDEN_TOO, 9, 40),
            (None, 2020, WHOLE, 23, 30),
            (ENERGIE, 2021, SHOWN, 12, 30),
            (SANTE, 2021, HIDDEN, 2, 60),
            (NUMERIQUE, 2021, HIDDEN_TOO, 9, 90),
            (None, 2021, WHOLE, 23, 30),
        ],
    )
    for read in _read(path):
        told = _told(read)
        assert told[SANTE, 2020] == told[None, 2020] == "secret"
        assert (told[ENERGIE, 2020], told[NUMERIQUE, 2020]) == (SHOWN, HIDDEN_TOO)
        # Two masked parts protect each other: the whole tells neither.
        assert told[SANTE, 2021] == told[NUMERIQUE, 2021] == "secret"
        assert (told[ENERGIE, 2021], told[None, 2021]) == (SHOWN, WHOLE)


def test_parts_are_masked_when_their_sum_would_tell_a_masked_whole(base_sqlite: Path, tmp_path: Path):
    cells: list[Cell] = [(ENERGIE, 2020, SHOWN, 4, 40), (SANTE, 2020, HIDDEN, 5, 40), (None, 2020, WHOLE, 9, 88)]
    for read in _read(_base(base_sqlite, tmp_path, cells)):
        assert set(_told(read).values()) == {"secret"}


def test_a_whole_that_nobody_verified_is_masked_and_not_the_parts_that_were(base_sqlite: Path, tmp_path: Path):
    cells: list[Cell] = [(ENERGIE, 2020, SHOWN, 12, 30), (SANTE, 2020, HIDDEN, 5, 40), (None, 2020, WHOLE, None, None)]
    for read in _read(_base(base_sqlite, tmp_path, cells)):
        assert _told(read) == {(ENERGIE, 2020): SHOWN, (SANTE, 2020): HIDDEN, (None, 2020): "secret"}


def test_a_part_that_nobody_verified_hides_the_whole_that_would_tell_it(base_sqlite: Path, tmp_path: Path):
    cells: list[Cell] = [(ENERGIE, 2020, SHOWN, 12, 30), (SANTE, 2020, HIDDEN, 5, None), (None, 2020, WHOLE, 17, 20)]
    for read in _read(_base(base_sqlite, tmp_path, cells)):
        assert _told(read) == {(ENERGIE, 2020): SHOWN, (SANTE, 2020): "secret", (None, 2020): "secret"}


def test_a_forecast_counts_no_firm(base_sqlite: Path, tmp_path: Path):
    path = _base(base_sqlite, tmp_path, [(SANTE, 2020, HIDDEN, None, None)])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE observation SET statut = 'prevision' WHERE serie_id = ?", (SERIES,))
    connection.close()
    for read in _read(path):
        assert _told(read) == {(SANTE, 2020): HIDDEN}


def test_another_source_does_not_tell_what_one_masks(base_sqlite: Path, tmp_path: Path):
    path = _base(base_sqlite, tmp_path, [(SANTE, 2020, HIDDEN, 2, 60), (None, 2020, WHOLE, 23, 30)])
    with sqlite3.connect(path) as connection:
        columns = "perimetre_id, cluster_id, periode, annee, statut, conteste, auteur_id, connu_le, connu_au_plus_tard,"
        columns += " charge_le, source_id, passage"
        connection.execute(
            "INSERT INTO serie (id, indicateur_id, libelle, champ, source_id)"
            " VALUES ('autre', ?, 'Autre', 'Membres', ?)",
            (clusters.EMPLOIS, "amiens-cluster-2020"),
        )
        connection.execute(
            f"INSERT INTO observation (serie_id, valeur, {columns}) SELECT 'autre', {HIDDEN_TOO}, {columns}"
            f" FROM observation WHERE serie_id = '{SERIES}' AND cluster_id = '{SANTE}'"
        )
    connection.close()
    for read in _read(path):
        frame = read(clusters.observations_select(PROGRAMME, clusters.EMPLOIS))
        assert frame["secret"].tolist() == [True, True, True]


def test_the_portrait_hides_a_whole_of_another_source_too(base_sqlite: Path, tmp_path: Path):
    cells: list[Cell] = [(ENERGIE, 2020, SHOWN, 12, 30), (SANTE, 2020, HIDDEN, 2, 60), (None, 2020, WHOLE, 23, 30)]
    path = _base(base_sqlite, tmp_path, cells)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO serie (id, indicateur_id, libelle, champ, source_id)"
            " VALUES ('autre', ?, 'Autre', 'Membres', 'amiens-cluster-2020')",
            (clusters.EMPLOIS,),
        )
        connection.execute(
            "UPDATE observation SET serie_id = 'autre' WHERE serie_id = ? AND cluster_id IS NULL", (SERIES,)
        )
    connection.close()
    for read in _read(path):
        told = read(portrait.valeurs_select(["epci:248000531"]))
        assert told.loc[told["indicateur_id"] == clusters.EMPLOIS, "valeur"].dropna().tolist() == []


def test_a_masked_cluster_elsewhere_does_not_unmask_a_whole_in_the_panel(base_sqlite: Path, tmp_path: Path):
    cells: list[Cell] = [(ENERGIE, 2020, SHOWN, 12, 30), (SANTE, 2020, HIDDEN, 2, 60), (None, 2020, WHOLE, 23, 30)]
    path = _base(base_sqlite, tmp_path, [*cells, (NUMERIQUE, 2020, HIDDEN_TOO, 2, 60)])
    with sqlite3.connect(path) as connection:
        elsewhere = "UPDATE observation SET perimetre_id = 'epci:200071892@2026' WHERE serie_id = ? AND cluster_id = ?"
        connection.execute(elsewhere, (SERIES, NUMERIQUE))
    connection.close()
    for read in _read(path):
        known = latest(observation, observation.c.serie_id == SERIES)
        whole = read(select(fact_key(observation, known)).where(known.c.cluster_id.is_(None)))["fait"].iloc[0]
        words = to_html(content(Placed(read, None, (), "/"), str(whole)))
        assert MASKED in words
        assert str(WHOLE) not in words.replace("\u202f", "")


def test_a_number_of_members_is_no_magnitude_about_firms(base_demonstration: Path):
    for read in _read(base_demonstration):
        members = read(clusters.observations_select("brumevent-clusters", clusters.MEMBRES))
        assert not members["secret"].any()
        assert members["valeur"].notna().all()


@pytest.fixture(scope="module")
def masked(base_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two clusters told and one masked, eight years long, with the whole."""
    cells: list[Cell] = []
    for year in range(2018, 2026):
        cells += [
            (ENERGIE, year, SHOWN + year, 12, 30),
            (SANTE, year, HIDDEN + 2 * year, 2, 60),
            (NUMERIQUE, year, HIDDEN_TOO + year, 9, 40),
            (None, year, SHOWN + HIDDEN + HIDDEN_TOO + 4 * year, 23, 30),
        ]
    return _base(base_sqlite, tmp_path_factory.mktemp("secret"), cells)


def _secrets() -> set[int]:
    years = range(2018, 2026)
    parts = [HIDDEN + 2 * year for year in years]
    wholes = [SHOWN + HIDDEN + HIDDEN_TOO + 4 * year for year in years]
    sums = [sum(values[: rank + 1]) for values in (parts, wholes) for rank in range(len(values))]
    return {*parts, *wholes, *sums}


ADDRESSES = [
    "/clusters",
    "/clusters?vue=an",
    "/clusters?origine=conception-2014",
    "/clusters?filiere=filieres:sante",
    "/clusters?filiere=filieres:sante&vue=an",
    "/clusters?filiere=filieres:sante&filiere=filieres:energie",
    "/",
    "/sources",
    "/creations",
]
SAID = {"/clusters", "/clusters?vue=an", "/clusters?filiere=filieres:sante&filiere=filieres:energie"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_masked_value_is_anywhere_in_what_the_browser_receives(masked: Path, static_root: Path, address: str):
    app = create_app(Settings(database_url=f"sqlite:///{masked}", static_root=static_root))
    server = app.server.test_client()
    document = server.get(address).get_data(as_text=True)
    callback = json.dumps(DashClient(server).open(address), ensure_ascii=False)
    for sent in (document, callback):
        digits = "".join(character for character in sent if character not in "\u202f\u00a0 ")
        assert [secret for secret in sorted(_secrets()) if str(secret) in digits] == []
        escaped = digits.replace("\\u202f", "").replace("\\u00a0", "").replace("&#8239;", "").replace("&nbsp;", "")
        assert [secret for secret in sorted(_secrets()) if str(secret) in escaped] == []
    if address in SAID:
        assert MASKED in document
        # What is looked for this way is found when it is there.
        assert str(SHOWN + 2025) in digits


def test_what_is_not_secret_is_still_told(masked: Path):
    """Negative control: the figures of the other cluster are in the same page."""
    for read in _read(masked):
        page = next(page for page in PAGES if page.key == "clusters")
        view = page.view(read, effective(Filters(), page.controls(read))[0])
        years = next(block for block in view.blocks if block.key == "annees")
        assert years.table is not None
        assert years.table.frame[ENERGIE].tolist() == [SHOWN + year for year in range(2025, 2017, -1)]
        assert set(years.table.frame[SANTE]) == set(years.table.frame["ensemble"]) == {MASKED}
        assert any("moins de trois entreprises" in limit for limit in years.limits)
        curve = next(block for block in view.blocks if block.key == "courbe")
        assert any("Cumul non communicable depuis 2018" in limit for limit in curve.limits)


def _leaks(statement: Select[Any]) -> list[str]:
    """Columns by which a query lets an observation out without passing by the mask."""
    return [column.name for column in statement.selected_columns if observation.c.valeur in column.base_columns]


@pytest.mark.parametrize("base", ["base_sqlite", "base_demonstration"])
def test_no_query_of_a_page_lets_an_observation_out_without_the_mask(request: pytest.FixtureRequest, base: str):
    asked: list[Select[Any]] = []
    for read in _read(request.getfixturevalue(base)):

        def noting(statement: Select[Any], read: Reader = read) -> pd.DataFrame:
            asked.append(statement)
            return read(statement)

        for page in PAGES:
            if page.item_key is None:
                page.view(noting, effective(Filters(), page.controls(noting))[0])
    reading = [statement for statement in asked if any(element is observation for element in iterate(statement))]
    assert reading
    assert [leak for statement in asked for leak in _leaks(statement)] == []


def test_a_query_without_the_mask_would_be_seen():
    known = latest(observation)
    assert _leaks(select(known.c.annee, known.c.valeur)) == ["valeur"]
    assert _leaks(select(known.c.valeur.label("emplois"))) == ["emplois"]
    assert _leaks(select(func.count().label("lignes")).select_from(known)) == []


def test_the_demonstration_shows_a_masked_cell_and_the_whole_that_it_allows(base_demonstration: Path):
    for read in _read(base_demonstration):
        frame = read(clusters.observations_select("brumevent-clusters", clusters.EMPLOIS))
        year = frame[frame["annee"] == 2019].set_index(
            frame.loc[frame["annee"] == 2019, "cluster_id"].fillna("ensemble")
        )
        assert year["secret"].to_dict() == {
            "ensemble": False,
            ENERGIE: False,
            NUMERIQUE: True,
            SANTE: True,
        }
        assert year.loc["ensemble", "valeur"] == 15
