"""Rival claims at equal size: neither is the official one, none is summed with another."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.block import FACT
from components.formats import MISSING, is_missing
from components.origin import marked
from components.wording import clusters_claims as wording

Row = Mapping[str, Any]


def _details(row: Row) -> Component:
    pairs = [
        (wording.WHO, wording.claim_author(row)),
        (wording.WHEN, wording.claim_date(row)),
        (wording.COUNT, wording.FLUX_STOCK[row["flux_stock"]]),
        (wording.PERIOD, row["periode"]),
        (wording.PERIMETER, MISSING if is_missing(row["precision_perimetre"]) else row["precision_perimetre"]),
        (wording.RESERVE, None if is_missing(row["qualificatif"]) else row["qualificatif"]),
        (wording.SOURCE, wording.claim_source(row)),
    ]
    kept = [(name, text) for name, text in pairs if text is not None]
    return html.Dl([html.Div([html.Dt(name), html.Dd(text)]) for name, text in kept], className="these-detail")


def _claim(row: Row) -> Component:
    return html.Article(
        [
            html.P(
                [
                    html.Span(wording.claim_value(row), className="these-valeur"),
                    " ",
                    html.Span(marked(row["unite"], row.get(FACT), row["libelle"]), className="these-unite"),
                ]
            ),
            html.P(wording.claim_status(row), className=f"these-statut statut-{row['statut']}"),
            html.P(row["libelle"], className="these-libelle"),
            _details(row),
        ],
        className="these",
    )


def rival_claims(rows: Sequence[Row], asked: str) -> Component:
    """Claims side by side, then what would have to be asked.

    Args:
        rows: columns valeur, valeur_min, valeur_max, unite, libelle, flux_stock, periode, precision_perimetre,
            qualificatif, auteur, fonction, relais, relais_fonction, statut, conteste, connu_le, producteur, passage.
        asked: what is missing, in words.
    """
    question = html.P([html.Strong(wording.ASK), " ", asked], className="theses-question")
    return html.Div([html.Div([_claim(row) for row in rows], className="theses"), question])
