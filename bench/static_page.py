"""The reference: the same four charts in a page written by hand, served compressed and kept by the browser.

The first figures are in the page, so that nothing waits for a second request; those of each other choice are in a file
of their own, asked when it is chosen, since a page cannot hold them all.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from whitenoise import WhiteNoise

from bench.charts import Chart, Choice, key
from tools.static.compression import compress_all, write_form

_DRAW: Final = """
const draw = (charts) => charts.forEach((chart, rank) => {
  const section = document.querySelectorAll("section")[rank];
  section.querySelector("p").textContent = chart.title;
  section.querySelector("h2").textContent = chart.message;
  const layout = { ...chart.figure.layout, height: chart.height };
  section.querySelector("div").style.minHeight = `${chart.height}px`;
  Plotly.react(section.querySelector("div"), chart.figure.data, layout, chart.config);
});
const show = (page) => {
  document.querySelector("h1").textContent = page.message;
  draw(page.charts);
};
show(JSON.parse(document.querySelector("script[type='application/json']").textContent));
document.querySelector("select").addEventListener("change", async (event) => {
  show(await (await fetch(`choix/${event.target.value}.json`)).json());
});
"""
_STYLE: Final = """
@font-face { font-family: "Public Sans"; font-weight: 100 900; src: url("FONT") format("woff2"); font-display: swap; }
body { font-family: "Public Sans", system-ui, sans-serif; margin: 0 auto; max-width: 1344px; padding: 24px; }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; }
section { border: 1px solid #dfe3ea; border-radius: 8px; min-width: 0; padding: 24px; }
"""
_PAGE: Final = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Créations d’entreprises</title>
<link rel="icon" href="data:,">
<link rel="preload" as="font" type="font/woff2" crossorigin href="{font}">
<script defer src="{plotly}"></script>
<script defer src="page.js"></script>
<style>{style}</style>
</head>
<body>
<label>EPCI <select>{options}</select></label>
<h1>{message}</h1>
<main>{sections}</main>
<script type="application/json">{figures}</script>
</body>
</html>
"""
# In a page, this would end the script that holds the figures.
_IN_HTML: Final[dict[str, str | int | None]] = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def _json(message: str, charts: Sequence[Chart]) -> str:
    content = {
        "message": message,
        "charts": [{name: getattr(chart, name) for name in chart.__slots__} for chart in charts],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _section(chart: Chart) -> str:
    room = f'<div style="min-height: {chart.height}px"></div>'
    return f"<section><p>{escape(chart.title)}</p><h2>{escape(chart.message)}</h2>{room}</section>"


def page(content: tuple[str, Sequence[Chart]], options: Iterable[tuple[str, str]], plotly: str, font: str) -> str:
    """Return the document: ``content`` is what it shows first, ``options`` the (key, words) of the choices."""
    message, charts = content
    figures = _json(message, charts).translate(str.maketrans(_IN_HTML))
    listed = "".join(f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in options)
    return _PAGE.format(
        font=font,
        plotly=plotly,
        style=_STYLE.replace("FONT", font),
        options=listed,
        message=escape(message),
        sections="".join(map(_section, charts)),
        figures=figures,
    )


def write(
    folder: Path, built: Path, names: Mapping[str, str], contents: Mapping[Choice, tuple[str, list[Chart]]]
) -> None:
    """Write the whole site, compressed.

    Args:
        folder: where; empty.
        built: the application's own files for the browser, whose plotly.js and font are taken.
        names: words of each EPCI.
        contents: what to show for each choice; the choice of nothing is what the page shows first.
    """
    plotly = next((built / "assets").glob("00-plotly.*.js"))
    font = next((built / "assets").glob("public-sans*.woff2"))
    for path in (plotly, font):
        (folder / path.name).write_bytes(path.read_bytes())
    words = {choice: ", ".join(names[siren] for siren in choice) or "Tous les EPCI" for choice in contents}
    document = page(contents[()], [(key(choice), text) for choice, text in words.items()], plotly.name, font.name)
    (folder / "index.html").write_text(document, encoding="utf-8")
    (folder / "page.js").write_text(_DRAW, encoding="utf-8")
    (folder / "choix").mkdir()
    for choice, (message, charts) in contents.items():
        (folder / "choix" / f"{key(choice)}.json").write_text(_json(message, charts), encoding="utf-8")
    with TemporaryDirectory() as cache:
        compress_all(folder.rglob("*.*"), Path(cache))
        for extension in (".br", ".gz"):
            write_form(folder / "index.html", extension, Path(cache))


def _nothing(_environ: Mapping[str, Any], start: Callable[[str, list[tuple[str, str]]], object]) -> list[bytes]:
    start("404 Not Found", [("Content-Type", "text/plain")])
    return [b""]


def application(folder: str) -> WhiteNoise:
    """Return the WSGI server of the folder: compressed files, kept a year when their name says what they hold."""
    return WhiteNoise(_nothing, folder, index_file=True, max_age=3600, immutable_file_test=r"\.[0-9a-zA-Z]{8,12}\.\w+$")
