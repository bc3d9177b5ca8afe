"""The chart library as it is served: in French, with nothing that sends a chart away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.navigateur

NARROW = "\u202f"
FIGURE = {
    "data": [{"type": "scatter", "x": ["2019-02-01", "2019-08-01", "2019-12-01"], "y": [1_000, 2_000, 3_000]}],
    "layout": {"width": 900, "yaxis": {"tickformat": ",.0f"}, "xaxis": {"tickformat": "%-d %b %Y"}},
}
DRAW = """figure => {
  document.body.innerHTML = '<div id="chart"></div>';
  return Plotly.newPlot("chart", figure.data, figure.layout).then(() => ({
    ticks: [...document.querySelectorAll(".xtick text, .ytick text")].map(text => text.textContent),
    buttons: [...document.querySelectorAll(".modebar-btn")].map(button => button.dataset.title || ""),
    logo: document.querySelectorAll(".modebar-btn--logo").length,
  }));
}"""


@pytest.fixture(scope="module")
def drawn(browser: Browser, static_root: Path) -> Iterator[dict[str, Any]]:
    """What a reader would see of a chart."""
    (script,) = (static_root / "assets").glob("00-plotly.*.js")
    page: Page = browser.new_page(locale="en-GB")
    page.add_script_tag(path=script)
    yield page.evaluate(DRAW, FIGURE)
    page.close()


def test_numbers_and_dates_are_french(drawn: dict[str, Any]) -> None:
    assert f"2{NARROW}000" in drawn["ticks"]
    months = {tick.split(" ")[1] for tick in drawn["ticks"] if "2019" in tick}
    assert months
    assert months <= {"févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}


def test_the_buttons_are_french_and_none_sends_the_chart_away(drawn: dict[str, Any]) -> None:
    assert "Agrandir" in drawn["buttons"]
    assert not [title for title in drawn["buttons"] if "Share" in title or "Download" in title]
    assert drawn["logo"] == 0
