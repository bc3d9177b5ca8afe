"""The page written as the tutorial does shows the same four charts, on the same figures."""

from typing import Any

from dash import Dash

from bench import charts
from bench.tutorial import GRAPHS, application


def test_the_tutorial_draws_as_many_charts_each_with_its_own_callback(base_sqlite, tmp_path):
    app = application(str(base_sqlite), [charts.ADDED], str(tmp_path))
    assert isinstance(app, Dash)
    answers = app.server.test_client().get("/_dash-dependencies").get_json()
    assert [one["output"] for one in answers] == [f"{name}.figure" for name in GRAPHS]
    assert len(GRAPHS) == charts.COUNT


def _bars(figure: dict[str, Any]) -> list[float]:
    return sorted(float(value) for trace in figure["data"][:1] for value in trace["x"])


def test_the_tutorial_shows_the_figures_of_the_application(base_sqlite, read):
    """Each chart, on what it measures: otherwise the two would not draw the same thing."""
    sirens = [siren for siren, _ in charts.epci(read)]
    for choice in ((), (sirens[1],), (sirens[0], sirens[1])):
        _, ours = charts.charts(read, choice)
        theirs = [draw(str(base_sqlite), sirens, choice or None) for draw in GRAPHS.values()]
        assert len(ours) == len(theirs) == charts.COUNT
        assert [list(trace.y) for trace in theirs[0].data] == [trace["y"] for trace in ours[0].figure["data"]]
        assert sorted(map(float, theirs[1].data[0].x)) == _bars(ours[1].figure)
        assert list(theirs[2].data[0].y) == ours[2].figure["data"][0]["y"]
        assert set(_bars(ours[3].figure)) == set(map(float, theirs[3].data[0].x))
