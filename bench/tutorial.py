"""The same page written as Dash's tutorial does: pandas, plotly.express, one callback a graph, ``app.run``.

Each callback reads the database, so that it shows the figures of the day, as the application does.  The theme is
Bootstrap from ``assets``: the tutorial takes it from another host, which the town hall's network does not reach.
"""

import argparse
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Final

import dash_bootstrap_components as dbc
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

_VALUES: Final = """
    SELECT territoire.code, territoire.nom_court, observation.annee, observation.valeur,
           secteur.code AS secteur_code, secteur.libelle AS secteur
    FROM observation
    JOIN perimetre ON observation.perimetre_id = perimetre.id
    JOIN territoire ON perimetre.territoire_id = territoire.id
    LEFT JOIN secteur ON observation.secteur_id = secteur.id
    WHERE observation.serie_id = ? AND territoire.type = ? AND observation.forme_juridique IS NULL
    ORDER BY territoire.ordre, observation.annee
"""
_ZONES: Final = """
    SELECT substr(epci.ensemble_id, 6) AS epci, substr(zone.ensemble_id, 13) AS zone, count(*) AS communes
    FROM appartenance AS epci
    JOIN appartenance AS zone ON zone.membre_id = epci.membre_id
    WHERE epci.ensemble_id LIKE 'epci:%' AND zone.ensemble_id LIKE 'zone_emploi:%'
      AND epci.fin IS NULL AND zone.fin IS NULL
    GROUP BY 1, 2 ORDER BY communes DESC
"""
_FOLLOWED: Final = "SELECT code, nom_court FROM territoire WHERE type = 'epci' AND id IN ({}) ORDER BY ordre"


def _read(path: str, query: str, *values: str) -> pd.DataFrame:
    with closing(sqlite3.connect(path)) as connection:
        frame: pd.DataFrame = pd.read_sql(query, connection, params=values)
    return frame


def _of_epci(path: str, serie: str, followed: Sequence[str], chosen: Sequence[str] | None) -> pd.DataFrame:
    frame = _read(path, _VALUES, serie, "epci")
    return frame[frame["code"].isin(chosen or followed)]


def _of_zone(path: str, followed: Sequence[str], chosen: Sequence[str] | None) -> pd.DataFrame:
    zones = _read(path, _ZONES)
    first = next(siren for siren in followed if not chosen or siren in chosen)
    zone = zones[zones["epci"] == first]["zone"].iloc[0]
    frame = _read(path, _VALUES, "creations-etablissements-ze-a10", "zone_emploi")
    return frame[frame["code"].isin([zone])]


def enterprises(path: str, followed: Sequence[str], chosen: Sequence[str] | None) -> go.Figure:
    """Enterprises by EPCI and year."""
    frame = _of_epci(path, "creations-entreprises-communes", followed, chosen)
    return px.line(frame, x="annee", y="valeur", color="nom_court", markers=True, title="Entreprises, par EPCI")


def individual(path: str, followed: Sequence[str], chosen: Sequence[str] | None) -> go.Figure:
    """Share of individual enterprises, by EPCI and in the whole."""
    parts = _of_epci(path, "creations-entreprises-individuelles-communes", followed, None)
    totals = _of_epci(path, "creations-entreprises-communes", followed, None)
    both = parts.merge(totals, on=["code", "nom_court", "annee"], suffixes=("", "_total"))
    both = both[both["annee"] == both["annee"].max()]
    whole = both[["valeur", "valeur_total"]].sum().to_frame().T.assign(nom_court="Ensemble")
    rows = pd.concat([both[both["code"].isin(chosen or followed)], whole])
    rows["part"] = rows["valeur"] / rows["valeur_total"] * 100
    title = "Entreprises individuelles, par EPCI"
    return px.bar(rows, x="part", y="nom_court", orientation="h", range_x=[0, 100], text_auto=".0f", title=title)


def zone_years(path: str, followed: Sequence[str], chosen: Sequence[str] | None) -> go.Figure:
    """Establishments of the zone d’emploi, by year."""
    frame = _of_zone(path, followed, chosen)
    frame = frame[frame["secteur_code"] == "_T"]
    return px.bar(frame, x="annee", y="valeur", title="Établissements de la zone d’emploi")


def zone_sectors(path: str, followed: Sequence[str], chosen: Sequence[str] | None) -> go.Figure:
    """Establishments of the zone d’emploi by sector, last year and first."""
    frame = _of_zone(path, followed, chosen)
    frame = frame[frame["secteur_code"] != "_T"].dropna(subset=["valeur"])
    first = frame[frame["annee"] == frame["annee"].min()]
    last = frame[frame["annee"] == frame["annee"].max()].sort_values("valeur")
    figure = px.bar(last, x="valeur", y="secteur", orientation="h", title="Établissements par secteur")
    return figure.add_scatter(x=first["valeur"], y=first["secteur"], mode="markers", showlegend=False)


Draw = Callable[[str, Sequence[str], Sequence[str] | None], go.Figure]
GRAPHS: Final[dict[str, Draw]] = {
    "entreprises": enterprises,
    "individuelles": individual,
    "etablissements-zone": zone_years,
    "etablissements-secteurs": zone_sectors,
}


def application(path: str, sirens: Sequence[str], assets: str) -> Dash:
    """Return the application on the SQLite file at ``path``, for the EPCI given."""
    followed = list(sirens)
    places = _FOLLOWED.format(", ".join("?" for _ in followed))
    names = _read(path, places, *(f"epci:{siren}" for siren in followed))
    app = Dash(__name__, assets_folder=assets)
    app.layout = dbc.Container(
        [
            html.H1("Créations d’entreprises"),
            dcc.Dropdown(dict(zip(names["code"], names["nom_court"], strict=True)), multi=True, id="epci"),
            dbc.Row([dbc.Col(dcc.Graph(id=name), width=6) for name in GRAPHS]),
        ],
        fluid=True,
    )
    for name, draw in GRAPHS.items():
        _register(app, name, draw, path, followed)
    return app


def _register(app: Dash, name: str, draw: Draw, path: str, followed: Sequence[str]) -> None:
    @app.callback(Output(name, "figure"), Input("epci", "value"))
    def update_graph(chosen: Sequence[str] | None) -> go.Figure:
        return draw(path, followed, chosen)


def main() -> None:
    """Run it on a port."""
    parser = argparse.ArgumentParser(prog="python -m bench.tutorial")
    parser.add_argument("port", type=int)
    parser.add_argument("assets")
    parser.add_argument("base")
    parser.add_argument("epci", nargs="+")
    options = parser.parse_args()
    # plotly loads parts of itself at their first use: four first uses at once would fail.
    for draw in GRAPHS.values():
        draw(options.base, options.epci, None)
    application(options.base, options.epci, options.assets).run(debug=False, port=options.port)


if __name__ == "__main__":
    main()
