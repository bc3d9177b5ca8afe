"""Charts of rates and gaps: what cuts a line, what marks a date, and that nothing is drawn at a value."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.figures import rates as figures
from components.figures.years import Dated
from components.wording import emploi as wording

COLUMNS = ("nom", "couleur", "epaisseur", "troncon", "moment", "periode", "mesure", "point", "creux", "nomme", "survol")


def _line(
    values: list[float | None], *, name: str = "Zone", runs: list[int] | None = None, hollow: bool = False
) -> pd.DataFrame:
    last = len(values) - 1
    rows = [
        (
            name,
            "#1f4e9c",
            3.0,
            runs[rank] if runs else 0,
            2014 + rank / 4,
            f"T{rank}",
            value,
            7.0,
            hollow and rank == last,
            True,
            "",
        )
        for rank, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"mesure": "float64"})


def level_lines(figure: go.Figure) -> list[object]:
    """Shapes of a chart that stand at a value: everything but verticals as tall as the plot."""
    return [
        shape
        for shape in figure.layout.shapes
        if not (str(shape.yref).endswith("domain") and (shape.y0, shape.y1) == (0, 1))
    ]


@pytest.mark.parametrize("draw", [figures.levels, figures.gaps])
@pytest.mark.piege(5)
def test_nothing_is_drawn_at_a_value(draw) -> None:
    frame = _line([2.0, 1.8, 1.9, 2.1])
    options = {"dates": [Dated(2014.3, 2014.3, "Promesse"), Dated(2014.5, 2015, "Échéance")]}
    figure = draw(frame, [(2014.5, "autre champ")], **(options if draw is figures.gaps else {}))
    assert level_lines(figure) == []
    assert [list(trace.y) for trace in figure.data] == [[2.0, 1.8, 1.9, 2.1]]


def test_a_line_at_a_value_would_be_seen() -> None:
    figure = figures.gaps(_line([2.0, 1.8]))
    figure.add_hline(y=2)
    assert len(level_lines(figure)) == 1


def test_a_date_is_a_plain_line_and_a_period_a_veil_and_both_say_what_they_are() -> None:
    figure = figures.gaps(_line([2.0, 1.8]), dates=[Dated(2014.1, 2014.1, "dit"), Dated(2014.1, 2014.2, "dû")])
    line, veil = figure.layout.shapes
    assert (line.type, line.x0, line.line.dash) == ("line", 2014.1, None)
    assert (veil.type, veil.x0, veil.x1, veil.line.width) == ("rect", 2014.1, 2014.2, 0)
    words = [one for one in figure.layout.annotations if one.yref == "paper"]
    assert [one.text for one in words] == ["dit", "dû"]
    assert words[1].yshift > words[0].yshift


def test_a_break_is_dotted_half_a_quarter_before_its_first_quarter_and_cuts_the_line() -> None:
    figure = figures.levels(_line([9.0, 9.1, 8.0, 8.1], runs=[0, 0, 1, 1]), [(2014.5, "autre champ")])
    (mark,) = figure.layout.shapes
    assert (mark.x0, mark.line.dash) == (2014.375, "dot")
    assert [list(trace.x) for trace in figure.data] == [[2014.0, 2014.25], [2014.5, 2014.75]]


def test_a_missing_quarter_is_a_hole() -> None:
    (trace,) = figures.levels(_line([9.0, None, 8.0])).data
    assert trace.connectgaps is False
    assert len(trace.y) == 3


def test_a_provisional_value_is_hollow() -> None:
    (trace,) = figures.levels(_line([9.0, 9.1], hollow=True)).data
    assert list(trace.marker.symbol) == ["circle", "circle-open"]


@pytest.mark.parametrize("values", [[2.0, 1.8], [-0.3, -0.5], [0.2, -0.2]])
def test_the_axis_of_gaps_always_shows_zero(values: list[float | None]) -> None:
    axis = figures.gaps(_line(values)).layout.yaxis
    assert axis.range[0] <= 0 <= axis.range[1]
    assert axis.zeroline
    assert "0" in axis.ticktext


def test_axes_are_written_in_french() -> None:
    assert "9\u202f%" in figures.levels(_line([9.0, 9.4])).layout.yaxis.ticktext
    assert {"+0,5", "0"} <= set(figures.gaps(_line([0.4, 0.6])).layout.yaxis.ticktext)


def test_a_national_break_that_touches_a_territory_too_says_so():
    nations = ("France métropolitaine", "France hors Mayotte")
    assert wording.break_mark("2014-T1", "champ", ["Somme"], nations).endswith("après<br>aussi\u202f: Somme")
    assert wording.break_mark("2014-T1", "champ", ["Somme"], ()).endswith("autre champ<br>Somme")


def test_ends_that_are_alike_are_said_once_and_never_called_stable():
    ends = [("Zone d’Amiens", ("2014-T1", 2.0), ("2018-T4", 2.04))]
    assert wording.gap_from_to(ends, "France").endswith("zone d’Amiens à +2,0\u00a0pts aux deux dates")


def test_what_compares_with_the_nation_is_named():
    said = wording.scales_message(2, [(["Somme"], "edition")], "France hors Mayotte")
    assert said.startswith("2\u00a0taux sur\u00a03 se comparent")
