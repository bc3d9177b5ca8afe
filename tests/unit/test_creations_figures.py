"""Charts of creations: what they draw, and labels that never touch."""

from itertools import pairwise

import pandas as pd
import pytest

from components import theme
from components.figures import bars as figures
from components.figures import creations_lines
from components.figures.lines import LINES_HEIGHT, short_lines, spread

DRAWABLE = {"scatter", "bar", "pie"}


def _lines(values: dict[str, list[float | None]], perimeters: list[str] | None = None) -> pd.DataFrame:
    rows = []
    for code, series in values.items():
        for rank, value in enumerate(series):
            perimeter = perimeters[rank] if perimeters else code
            rows.append((code, f"Territoire {code}", "#1f4e9c", perimeter, 2022 + rank, value, "survol"))
    frame = pd.DataFrame(rows, columns=["code", "nom", "couleur", "troncon", "annee", "mesure", "survol"])
    return frame.astype({"mesure": "float64"})


def _rows(values: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "nom": [f"Secteur {rank}" for rank in range(len(values))],
            "texte": ["10 → 20"] * len(values),
            "couleur": [theme.US] * len(values),
            "mesure": values,
            "repere": [5.0] * len(values),
            "survol": ["survol"] * len(values),
        }
    ).astype({"mesure": "float64"})


def _years(first: int, values: list[float | None]) -> pd.DataFrame:
    frame = pd.DataFrame({"annee": range(first, first + len(values)), "mesure": values, "survol": "survol"})
    return frame.astype({"mesure": "float64"})


def test_spread_leaves_far_labels_in_place() -> None:
    assert spread([20, 100, 200], [20, 20, 20], 0, 300) == [20, 100, 200]


@pytest.mark.parametrize("wanted", [[5, 6, 7], [290, 295, 299], [0, 0, 150, 150, 300]])
def test_spread_labels_never_overlap_nor_leave_the_chart(wanted: list[float]) -> None:
    sizes = [37.0 if rank % 2 else 20.0 for rank in range(len(wanted))]
    placed = spread(wanted, sizes, 0, 300)
    for (low, low_size), (high, high_size) in pairwise(zip(placed, sizes, strict=True)):
        assert high - low >= (low_size + high_size) / 2 - 1e-9
    assert placed[0] - sizes[0] / 2 >= 0
    assert placed[-1] + sizes[-1] / 2 <= 300 + 1e-9


def test_spread_of_nothing() -> None:
    assert spread([], [], 0, 10) == []


def test_lines_end_with_value_and_name_in_the_colour_of_the_line() -> None:
    figure = creations_lines.lines(_lines({"1": [10, 2655], "2": [5, 7]}))
    texts = {label.text.replace("<br>", " ") for label in figure.layout.annotations}
    assert texts == {"2\u202f655 Territoire 1", "7 Territoire 2"}
    assert {label.font.color for label in figure.layout.annotations} == {"#1f4e9c"}


def test_rule_5_a_line_that_stopped_early_is_named_right_of_the_plot_with_its_year() -> None:
    early, other = creations_lines.lines(_lines({"1": [10, 12, None], "2": [10, 11, 12]})).layout.annotations
    assert early.text.replace("<br>", " ") == "12 en\u00a02023 Territoire 1"
    assert (early.x, early.xanchor, early.showarrow) == (2024, "left", False)
    assert (other.x, other.showarrow) == (2024, True)


def test_a_line_whose_index_starts_anew_has_one_name_a_run() -> None:
    frame = _lines({"1": [100, 118, 100, 129]}, ["@6", "@6", "@7", "@7"])
    frame["nom"] = ["(base 2022)", "(base 2022)", "(base 2024)", "(base 2024)"]
    texts = [label.text for label in creations_lines.lines(frame, from_zero=False).layout.annotations]
    assert texts == ["118 en\u00a02023<br>(base 2022)", "129 (base 2024)"]


def test_names_stay_below_the_causes_of_breaks() -> None:
    frame = _lines({str(rank): [10, 11, 100 + rank] for rank in range(6)})
    figure = creations_lines.lines(frame, breaks=[(2024, "2024 : autre champ")])
    plot = LINES_HEIGHT - figure.layout.margin.t - figure.layout.margin.b
    tied = [label for label in figure.layout.annotations if label.showarrow]
    tops = [label.y / figure.layout.yaxis.range[1] * plot - label.ay + 10 for label in tied]
    assert max(tops) <= plot + 1


def test_lines_labels_never_cut_a_number() -> None:
    figure = creations_lines.lines(_lines({"1": [1, 12_345_678]}))
    assert figure.layout.annotations[0].text.startswith("12\u202f345\u202f678")


def test_lines_start_at_zero_unless_an_index() -> None:
    frame = _lines({"1": [100, 120]})
    assert creations_lines.lines(frame).layout.yaxis.range[0] == 0
    assert creations_lines.lines(frame, from_zero=False).layout.yaxis.range[0] > 50
    assert len(creations_lines.lines(frame, from_zero=False).layout.shapes) == 1


@pytest.mark.piege(10)
def test_a_change_of_perimeter_cuts_the_line() -> None:
    figure = creations_lines.lines(_lines({"1": [10, 11, 20, 21]}, ["@33", "@33", "@39", "@39"]))
    assert [list(trace.x) for trace in figure.data] == [[2022, 2023], [2024, 2025]]
    assert len(figure.layout.annotations) == 1


def test_missing_value_leaves_a_gap_in_a_line() -> None:
    trace = creations_lines.lines(_lines({"1": [10, None, 12]})).data[0]
    assert trace.connectgaps is False
    assert trace.y[1] != trace.y[1]


def test_lines_without_any_value_have_no_label() -> None:
    assert creations_lines.lines(_lines({"1": [None, None]})).layout.annotations == ()


@pytest.mark.parametrize("draw", [creations_lines.lines, figures.years])
def test_a_break_is_a_dotted_line_with_its_cause(draw: object) -> None:
    frame = _lines({"1": [10, 11, 12]})
    assert callable(draw)
    figure = draw(frame, breaks=[(2024, "autre champ")])
    assert [(shape.x0, shape.line.dash) for shape in figure.layout.shapes] == [(2023.5, "dot")]
    (cause,) = [label for label in figure.layout.annotations if label.text == "autre champ"]
    assert (cause.yref, cause.yanchor) == ("paper", "bottom")
    assert figure.layout.margin.t > draw(frame).layout.margin.t


@pytest.mark.parametrize("draw", [creations_lines.lines, figures.years])
def test_causes_of_breaks_stand_one_above_the_other_on_the_side_that_has_room(draw: object) -> None:
    assert callable(draw)
    figure = draw(
        _lines({"1": [float(value) for value in range(9)]}),
        breaks=[(2023, "tôt<br>ici"), (2026, "milieu"), (2030, "tard")],
    )
    early, middle, late = [label for label in figure.layout.annotations if label.yref == "paper"]
    assert (early.xanchor, middle.xanchor, late.xanchor) == ("left", "center", "right")
    assert middle.yshift >= early.yshift + 30
    assert late.yshift > middle.yshift


def test_years_write_the_first_and_last_values_above_their_neighbours() -> None:
    figure = figures.years(_years(2012, [10, 30, 20, 50, 40]))
    labels = {label.x: (label.text, label.y) for label in figure.layout.annotations}
    assert labels == {2012: ("10", 30), 2016: ("40", 50)}


def test_years_start_at_zero() -> None:
    assert figures.years(_years(2012, [10, 30])).layout.yaxis.range[0] == 0


@pytest.mark.parametrize(("draw", "most"), [(creations_lines.lines, 8), (figures.years, 14)])
@pytest.mark.parametrize("count", [1, 4, 8, 9, 14, 40])
def test_years_are_all_named_or_by_even_steps_to_the_last(draw: object, most: int, count: int) -> None:
    frame = _lines({"1": [float(value) for value in range(count)]})
    assert callable(draw)
    ticks = list(draw(frame).layout.xaxis.tickvals)
    years = sorted(int(year) for year in frame["annee"])
    assert ticks[-1] == years[-1]
    assert len({after - before for before, after in pairwise(ticks)}) <= 1
    assert ticks == years if count <= most else most / 2 < len(ticks) <= most


def test_missing_row_is_hatched_and_never_zero() -> None:
    bar = figures.rows(_rows([10, None]), 20).data[0]
    assert list(bar.x) == [10, 20]
    assert list(bar.marker.pattern.shape) == ["", "/"]


def test_rows_draw_the_rest_up_to_the_maximum() -> None:
    figure = figures.rows(_rows([78]), 100, rest=True)
    assert [trace.x[0] for trace in figure.data[:2]] == [78, 22]


def test_rows_mark_the_earlier_value() -> None:
    (mark,) = figures.rows(_rows([10, 20]), 20).select_traces({"mode": "markers"})
    assert (list(mark.x), mark.marker.symbol) == ([5, 5], "line-ns")


def test_rows_names_and_values_stand_at_both_ends_above_their_bar() -> None:
    figure = figures.rows(_rows([10, 20]), 20)
    names, values = figure.select_traces({"mode": "text"})
    assert (list(names.x), names.textposition) == ([0, 0], "top right")
    assert (list(values.x), values.textposition) == ([20, 20], "top left")
    bar = figure.data[0]
    for label in (names, values):
        assert all(y < place - bar.width / 2 for y, place in zip(label.y, bar.y, strict=True))


def test_rows_grow_with_their_number() -> None:
    assert figures.rows_height(9) > figures.rows_height(6) > figures.rows_height(1)


def test_charts_use_only_traces_that_the_bundle_holds_and_no_inline_style() -> None:
    drawn = [
        creations_lines.lines(_lines({"1": [1, 2], "2": [3, 4]})),
        figures.years(_years(2012, [1, 2])),
        figures.rows(_rows([1, 2]), 2, rest=True),
    ]
    for figure in drawn:
        assert {trace.type for trace in figure.data} <= DRAWABLE
        assert "<b>" not in figure.to_json()


@pytest.mark.parametrize("value", [0.0, 5.0])
def test_a_single_year_stands_at_the_right_and_its_bar_is_no_wall(value: float) -> None:
    frame = _lines({"1": [value]})
    low, high = creations_lines.lines(frame).layout.xaxis.range
    assert (2022 - low) / (high - low) > 0.9
    assert figures.years(frame).data[0].width < 0.3


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("472 Chauny-Tergnier-La Fère", ["472 Chauny-", "Tergnier-La Fère"]),
        ("880 Saint-Quentinois", ["880", "Saint-Quentinois"]),
        ("9,2\u202f% Hauts-de-France", ["9,2\u202f%", "Hauts-de-France"]),
        ("2\u202f655 Amiens Métropole", ["2\u202f655 Amiens", "Métropole"]),
    ],
)
def test_a_label_is_never_cut_inside_a_syllable(text: str, lines: list[str]) -> None:
    assert short_lines(text) == lines
