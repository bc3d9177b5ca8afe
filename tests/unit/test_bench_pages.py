"""The pages under measure are the same page: same charts, same choices."""

import json
import re

from bench import charts, static_page
from bench.charts import Chart
from bench.subjects import Ground

SIRENS = (charts.ADDED, "1", "2", "3")


def _chart(title: str) -> Chart:
    return Chart(
        title, "Un <message> & sa fin", 360, {"data": [], "layout": {"title": "</script>"}}, {"responsive": True}
    )


def test_choices_differ_leave_the_added_one_out_and_grow():
    found = charts.starts(SIRENS, 7)
    assert len(set(found)) == 7
    assert not any(charts.ADDED in choice for choice in found)
    assert [len(choice) for choice in found] == [1, 1, 1, 2, 2, 2, 3]


def test_choices_come_again_when_there_are_not_enough():
    assert charts.starts(SIRENS, 9)[7:] == charts.starts(SIRENS, 2)


def test_every_step_of_a_measure_has_its_file(tmp_path):
    ground = Ground(tmp_path, dict.fromkeys(SIRENS, ""), [("1", "2")])
    assert ground.choices == [(), (charts.CHOSEN,), ("1",), ("1", "2"), (charts.ADDED, "1", "2")]


def test_the_static_page_holds_its_first_figures_whole():
    drawn = [_chart(f"Graphique {rank}") for rank in range(4)]
    html = static_page.page(("Titre", drawn), [("tous", "Tous")], "plotly.js", "fonte.woff2")
    held = re.search(r'<script type="application/json">(.*?)</script>', html)
    assert held is not None
    content = json.loads(held.group(1))
    assert [chart["title"] for chart in content["charts"]] == [f"Graphique {rank}" for rank in range(4)]
    assert content["charts"][0]["figure"] == drawn[0].figure
    assert html.count("<section>") == charts.COUNT
    assert "<message>" not in html


def test_the_static_site_has_one_compressed_file_a_choice(tmp_path):
    built = tmp_path / "built" / "assets"
    built.mkdir(parents=True)
    for name in ("00-plotly.0123456789ab.js", "public-sans.ABCDEFGH.woff2"):
        (built / name).write_text("x" * 2000)
    site = tmp_path / "site"
    site.mkdir()
    drawn = [_chart("Graphique")] * 4
    static_page.write(site, built.parent, {"1": "Un EPCI"}, {(): ("Tous", drawn), ("1",): ("Un", drawn)})
    assert sorted(path.name for path in (site / "choix").iterdir() if path.suffix == ".br") == [
        "1.json.br",
        "tous.json.br",
    ]
    assert (site / "index.html.br").exists()
    assert '<option value="1">Un EPCI</option>' in (site / "index.html").read_text()
