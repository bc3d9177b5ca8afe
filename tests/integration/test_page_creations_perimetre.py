"""The choice between the perimeter of the time and the constant one, on both bases and on bases with holes."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from shutil import copyfile

import pandas as pd
import pytest

from components.block import FACT, Block, View
from components.facts import parse
from components.formats import NBSP, NNBSP
from components.render import cell
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages.creations import PAGE
from data.engine import Reader, read_only_engine, reader
from data.model.perimetre_constant import carried, constant, members_on, same_as
from data.model.ruptures import Rupture
from data.queries.territoires import communes_select

MOVED = "999000106"
JOINED = "commune:99937"


@pytest.fixture
def read_changed(base_demonstration: Path, tmp_path: Path) -> Callable[[str], Reader]:
    """A reader of the demonstration once some SQL has run on it."""

    def changed(statement: str) -> Reader:
        path = tmp_path / "changee.sqlite"
        copyfile(base_demonstration, path)
        with sqlite3.connect(path) as base:
            base.execute(statement)
        return reader(read_only_engine(f"sqlite:///{path}"))

    return changed


def _view(read: Reader, **chosen: object) -> View:
    filters, dropped = effective(Filters.parse(chosen)[0], PAGE.controls(read))
    assert dropped == ()
    return PAGE.view(read, filters)


def _block(view: View, key: str = "entreprises") -> Block:
    return next(block for block in view.blocks if block.key == key)


def _plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def _cells(block: Block, row: int = 0) -> dict[str, str]:
    assert block.table is not None
    values = block.table.frame.iloc[row]
    return {column.label: _plain(cell(values[column.name], column)) for column in block.table.columns}


def test_growth_is_refused_at_the_time_and_given_at_constant_perimeter(read_demonstration: Reader) -> None:
    then = _block(_view(read_demonstration, epci=MOVED))
    assert _plain(then.message) == (
        "Évolution de 2018 à 2025 non calculable : rupture de série (autre périmètre, 2022)"
    )
    assert then.figure is not None
    assert len(then.figure.data) == 2
    now = _block(_view(read_demonstration, epci=MOVED, perimetre="constant"))
    assert _plain(now.message) == "De 217 entreprises créées en 2018 à 308 en 2025 sur les Rives d’Ormelette"
    assert now.figure is not None
    assert len(now.figure.data) == 1
    assert "Rupture" not in " ".join(now.limits)
    assert _plain(now.limits[0]).startswith(
        "Périmètre constant calculé par Vigie : pour chaque année, somme des communes"
    )
    assert "Rives d’Ormelette 7" in now.limits[0]


def test_the_page_says_why_the_year_after_a_break_is_not_compared(read_demonstration: Reader) -> None:
    told = _plain(_view(read_demonstration, epci=MOVED, annee_fin="2022").message)
    assert told.endswith("évolution depuis 2021 non calculable : rupture de série (autre périmètre, 2022)")
    assert "5 de plus qu’en 2021" in _plain(
        _view(read_demonstration, epci=MOVED, annee_fin="2022", perimetre="constant").message
    )


def test_constant_perimeter_makes_the_index_and_the_rate_too(read_demonstration: Reader) -> None:
    index = _block(_view(read_demonstration, perimetre="constant", mesure="indice"))
    assert "non calculable" not in index.message
    rows = [_cells(index, rank) for rank in range(6)]
    assert next(row for row in rows if row["Territoire"] == "Rives d’Ormelette")["2025"] == "142"
    rate = _block(_view(read_demonstration, epci=MOVED, perimetre="constant", mesure="pour-1000"))
    assert _cells(rate)["2018"] == "7,3"
    assert "population des mêmes communes" in " ".join(rate.limits)


def test_each_sum_opens_the_communes_that_make_it(read_demonstration: Reader) -> None:
    block = _block(_view(read_demonstration, epci=MOVED, annee_debut="2025", perimetre="constant"))
    assert block.table is not None
    facts = parse(block.table.frame[FACT].iloc[0])
    assert facts is not None
    assert (facts.count, facts.rule) == (7, "somme")


def test_what_is_no_epci_says_that_the_choice_does_not_concern_it(read_demonstration: Reader) -> None:
    view = _view(read_demonstration, perimetre="constant")
    for key in ("etablissements-zone", "etablissements-secteurs"):
        assert "Le périmètre constant ne concerne que les EPCI." in _block(view, key).limits


def test_both_perimeters_give_the_same_on_sourced_facts_and_the_page_says_so(
    read: Reader, read_demonstration: Reader
) -> None:
    assert any("les mêmes nombres" in notice for notice in _view(read, perimetre="constant").notices)
    assert not any("les mêmes nombres" in notice for notice in _view(read).notices)
    assert not any("les mêmes nombres" in notice for notice in _view(read_demonstration, perimetre="constant").notices)
    then, now = (_block(_view(read, perimetre=value)) for value in ("epoque", "constant"))
    assert [_cells(then, row) for row in range(5)] == [_cells(now, row) for row in range(5)]


def test_a_year_without_one_commune_is_not_computed_and_says_what_is_missing(
    read_changed: Callable[[str], Reader],
) -> None:
    read = read_changed(
        f"DELETE FROM observation WHERE perimetre_id = '{JOINED}@actuel' AND annee = 2019 "
        "AND serie_id = 'creations-entreprises-communes'"
    )
    block = _block(_view(read, epci=MOVED, perimetre="constant"))
    assert _cells(block)["2019"] == "non calculable : il manque 1 commune sur 7"
    assert "Rives d’Ormelette, 2019, non calculable : il manque 1 commune sur 7." in [
        _plain(one) for one in block.limits
    ]
    assert block.message.startswith("De 217")


def test_communes_not_known_yet_leave_a_void_that_says_so(read_changed: Callable[[str], Reader]) -> None:
    read = read_changed("DELETE FROM appartenance")
    block = _block(_view(read, epci=MOVED, perimetre="constant"))
    assert block.void is not None
    assert any("composition non connue" in limit for limit in block.limits)


def test_communes_are_read_only_when_they_are_asked_for(read_demonstration: Reader) -> None:
    rows: dict[str, int] = {}
    for value in ("epoque", "constant"):
        seen: list[pd.DataFrame] = []

        def counted(statement, seen=seen):
            seen.append(read_demonstration(statement))
            return seen[-1]

        _view(counted, perimetre=value)
        rows[value] = sum(
            int(frame["territoire_id"].astype(str).str.startswith("commune:").sum())
            for frame in seen
            if "territoire_id" in frame
        )
    assert rows["epoque"] == 0
    assert rows["constant"] > 0


def test_rule_6_the_communes_of_a_petr_are_not_its_epci(read_demonstration: Reader) -> None:
    assert read_demonstration(communes_select(["petr:coeur-de-sarvane", "territoire_industrie:sarvane-estreuve"])).empty
    held = read_demonstration(communes_select([f"epci:{MOVED}"]))
    assert set(held["commune_id"].str.partition(":")[0]) == {"commune"}


def _observed(rows: Sequence[tuple[str, str, float, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["territoire_id", "periode", "valeur", "perimetre_id"])
    years = frame["periode"].astype(int)
    return frame.assign(
        serie_id="c",
        annee=years,
        fait=frame["territoire_id"] + frame["periode"],
        statut="constate",
        illustratif=False,
        conteste=False,
        connu_le="2026",
        source_id="s",
    )


A, B, EPCI = "commune:a", "commune:b", "epci:1"


def test_a_sum_changes_perimeter_when_one_of_its_communes_does() -> None:
    rows = [(A, "2024", 1.0, "a@1"), (B, "2024", 2.0, "b@1"), (A, "2025", 3.0, "a@2"), (B, "2025", 4.0, "b@1")]
    sums = constant(_observed(rows), {EPCI: (A, B)})
    assert sums["valeur"].tolist() == [3, 7]
    assert sums["perimetre_id"].nunique() == 2
    assert constant(_observed(rows[:2]), {EPCI: (A, B)})["perimetre_id"].tolist() == sums["perimetre_id"].tolist()[:1]


def test_a_sum_is_as_sure_as_its_weakest_part() -> None:
    observed = _observed([(A, "2024", 1.0, "a@1"), (B, "2024", 2.0, "b@1")]).assign(statut=["constate", "prevision"])
    assert constant(observed, {EPCI: (A, B)})["statut"].tolist() == ["prevision"]


def test_a_commune_that_joins_later_is_not_counted_yet() -> None:
    links = pd.DataFrame({"ensemble_id": EPCI, "commune_id": [A, B, B], "debut": [None, "2027", "2027"]}, dtype=object)
    assert members_on(links, date(2026, 6, 1)) == {EPCI: (A,)}
    assert members_on(links, date(2027, 6, 1)) == {EPCI: (A, B)}


def test_the_break_of_a_commune_is_that_of_the_sum() -> None:
    cut, other = Rupture(None, A, "2024", "champ"), Rupture("c", None, "2020", "millesime")
    assert carried((cut, other), {EPCI: (A, B)}) == (Rupture(None, EPCI, "2024", "champ"), other)


def test_sums_are_the_same_only_when_all_of_them_are_published() -> None:
    sums = constant(_observed([(A, "2024", 1.0, "a@1"), (A, "2025", 2.0, "a@1")]), {EPCI: (A,)})
    published = sums[["serie_id", "territoire_id", "periode", "valeur"]]
    assert same_as(sums, published)
    assert not same_as(sums, published.iloc[:1])
    assert not same_as(sums, published.assign(valeur=9.0))
