"""The creations page across breaks and jumps, on both bases: what the index, the labels and the limits say."""

from itertools import pairwise
from typing import Any

import pytest

from components.block import Block, View
from components.formats import NBSP, NNBSP
from components.render import cell
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages.creations import PAGE
from data.engine import Reader

MOVED = "999000106"


def _view(read: Reader, **chosen: object) -> View:
    filters, _ = effective(Filters.parse(chosen)[0], PAGE.controls(read))
    return PAGE.view(read, filters)


def _block(view: View, key: str) -> Block:
    return next(block for block in view.blocks if block.key == key)


def _plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def _limits(block: Block) -> str:
    return _plain(" ".join(block.limits))


def _cells(block: Block, row: int) -> dict[str, str]:
    assert block.table is not None
    values = block.table.frame.iloc[row]
    return {column.label: _plain(cell(values[column.name], column)) for column in block.table.columns}


def test_rule_5_the_index_of_a_zone_starts_anew_after_a_break(read_demonstration: Reader) -> None:
    block = _block(_view(read_demonstration, mesure="indice"), "etablissements-zone")
    assert block.figure is not None
    assert block.title.endswith(", indice 100")
    assert _plain(block.message) == (
        "Base 100 en 2017 : en 2025, indice 129 pour les établissements créés dans la zone d’emploi de "
        "Brumevent-la-Ville ; avant 2017, autre champ"
    )
    assert [(line.x[0], line.x[-1], line.y[0]) for line in block.figure.data] == [(2012, 2016, 100), (2017, 2025, 100)]
    assert 2016.5 in [shape.x0 for shape in block.figure.layout.shapes]
    assert "2017 : autre champ" in [_plain(label.text) for label in block.figure.layout.annotations]
    assert _plain(block.limits[0]).startswith("Rupture de série en 2017 (autre champ) : champ élargi")
    assert "l’indice y repart de 100" in block.limits[0]
    last = _cells(block, -1)
    assert (last["Indice"], last["Base 100 en"]) == ("129", "2017")
    assert _cells(block, 4)["Base 100 en"] == "2012"


def test_rule_5_a_territory_that_changed_leaves_a_shared_index(read_demonstration: Reader) -> None:
    block = _block(_view(read_demonstration, mesure="indice"), "entreprises")
    assert block.figure is not None
    refused = "non calculable : rupture de série (autre périmètre, 2022)"
    assert _plain(block.message).endswith(
        "non calculable sur les Rives d’Ormelette : rupture de série (autre périmètre, 2022)"
    )
    assert "2022 : autre périmètre<br>Rives d’Ormelette" in [
        _plain(label.text) for label in block.figure.layout.annotations
    ]
    assert "7 communes à partir de 2022" in _limits(block)
    assert "choisir « Depuis » 2022" in _limits(block)
    assert "agence-territoires" not in _limits(block)
    assert any("Découpage administratif" in source.titre for source in block.sources)
    rows = [_cells(block, rank) for rank in range(len(block.table.frame))]  # type: ignore[union-attr]
    old, new = (row for row in rows if row["Territoire"].startswith("Rives"))
    assert old["Territoire"] == "Rives d’Ormelette, 6 communes (2018)"
    assert (old["2021"], old["2022"]) == ("128", refused)
    assert (new["2018"], new["2025"]) == (refused, refused)
    together = _block(_view(read_demonstration, mesure="indice", annee_debut="2022"), "entreprises")
    assert "non calculable" not in together.message
    assert "Rupture" not in _limits(together)


def test_rule_5_a_territory_alone_starts_anew(read_demonstration: Reader) -> None:
    block = _block(_view(read_demonstration, mesure="indice", epci=MOVED), "entreprises")
    assert _plain(block.message) == (
        "Base 100 en 2022 : en 2025, indice 108 pour les entreprises créées sur les Rives d’Ormelette ; "
        "avant 2022, autre périmètre"
    )
    assert block.figure is not None
    assert len(block.figure.data) == 2


def test_rule_5_counts_and_rates_draw_the_break_too(read_demonstration: Reader) -> None:
    for measure in ("nombre", "pour-1000"):
        for block in _view(read_demonstration, mesure=measure).blocks:
            if block.key in {"entreprises", "etablissements-zone"}:
                assert block.figure is not None
                assert "dot" in [shape.line.dash for shape in block.figure.layout.shapes], measure
                assert "Aucune évolution n’est calculée de part et d’autre." in _limits(block), measure


def test_an_index_of_one_year_shows_counts_and_says_so(read: Reader) -> None:
    view = _view(read, mesure="indice", annee_debut="2025", annee_fin="2025")
    for key in ("entreprises", "etablissements-zone"):
        block = _block(view, key)
        assert "indice" not in f"{block.title} {block.message}".lower()
        assert "au moins deux années" in block.limits[0]


@pytest.mark.parametrize(("measure", "first"), [("nombre", "2\u202f655"), ("pour-1000", "14,4")])
def test_one_year_is_bars_side_by_side(read: Reader, measure: str, first: str) -> None:
    block = _block(_view(read, mesure=measure, annee_debut="2025", annee_fin="2025"), "entreprises")
    assert block.figure is not None
    assert block.figure.data[0].type == "bar"
    names, values = block.figure.select_traces({"mode": "text"})
    assert names.text
    assert first in values.text


def test_a_break_that_the_series_does_not_cross_is_not_told(read: Reader) -> None:
    assert "Rupture" not in _limits(_block(_view(read), "entreprises"))


def test_a_jump_without_explanation_is_told_with_what_carries_it(read: Reader) -> None:
    block = _block(_view(read, zone="3202"), "etablissements-zone")
    assert _plain(block.limits[0]) == (
        "De 2017 à 2018, saut de 2 619 à 3 480 (+33 %) dans les chiffres du producteur ; "
        "« Commerce, transports, hébergement-restauration » en porte 68 % (852 à 1 434). "
        "Aucune source de cette base ne l’explique ni n’y signale de rupture. "
        "Dans les 3 autres zones de la base : de +3 % à +12 %."
    )
    assert "saut" not in _limits(_block(_view(read, zone="3202", annee_debut="2018"), "etablissements-zone"))


@pytest.mark.parametrize("zone", ["3201", "3214", "3220"])
def test_a_plain_evolution_is_no_jump(read: Reader, zone: str) -> None:
    assert "saut" not in _limits(_block(_view(read, zone=zone), "etablissements-zone"))


def test_a_jump_follows_the_sectors_chosen(read: Reader) -> None:
    carrying = _limits(_block(_view(read, zone="3202", secteur=["a10:GI"]), "etablissements-zone"))
    assert "saut de 852 à 1 434" in carrying
    assert "autres zones" not in carrying
    assert "en porte" not in carrying
    assert "saut" not in _limits(_block(_view(read, zone="3202", secteur=["a10:FZ"]), "etablissements-zone"))


def test_a_jump_of_a_departement_is_told_by_its_name(read: Reader) -> None:
    told = _limits(_block(_view(read, annee_debut="2015", annee_fin="2020"), "entreprises"))
    assert "Somme : de 2017 à 2018, saut de 3 288 à 4 337 (+32 %)" in told
    assert "« Services, hors commerce » en porte 69 %" in told
    assert "Aisne : de" not in told


def _names(block: Block) -> list[tuple[float, float]]:
    """Lowest and highest pixel of each name right of the plot, from the bottom."""
    figure: Any = block.figure
    plot = block.height - figure.layout.margin.t - figure.layout.margin.b
    low, high = figure.layout.yaxis.range
    boxes = []
    for label in figure.layout.annotations:
        if label.yref == "paper":
            continue
        assert label.x == max(max(line.x) for line in figure.data)
        assert label.xanchor == "left"
        centre = (label.y - low) / (high - low) * plot + (-label.ay if label.showarrow else label.yshift)
        half = 17 * (label.text.count("<br>") + 1) / 2
        boxes.append((centre - half, centre + half))
    return sorted(boxes)


@pytest.mark.parametrize("base", ["read", "read_demonstration"])
@pytest.mark.parametrize("measure", ["nombre", "pour-1000", "indice"])
@pytest.mark.parametrize("years", [{}, {"annee_debut": "2021"}, {"annee_debut": "2024"}, {"annee_fin": "2023"}])
def test_names_of_lines_touch_neither_a_line_nor_each_other(
    base: str, measure: str, years: dict[str, str], request: pytest.FixtureRequest
) -> None:
    block = _block(_view(request.getfixturevalue(base), mesure=measure, **years), "entreprises")
    boxes = _names(block)
    assert len(boxes) >= 2
    for (_, top), (bottom, _) in pairwise(boxes):
        assert bottom >= top - 0.01
