"""Rival claims at equal size: neither is the official one, none is summed with another."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dash import html
from dash.development.base_component import Component

from components.block import FACT
from components.formats import MISSING, is_missing
from components.origin import marked
from components.wording import claims as wording

Row = Mapping[str, Any]


class Told(NamedTuple):
    """A question in words, and its answers, one a line."""

    question: str
    answers: tuple[str, ...]


def _details(row: Row) -> Component:
    pairs = [
        (wording.WHO, wording.claim_author(row)),
        (wording.WHEN, wording.claim_date(row)),
        (wording.COUNT, wording.FLUX_STOCK[row["flux_stock"]]),
        (wording.PERIOD, row["periode"]),
        (wording.PERIMETER, MISSING if is_missing(row["precision_perimetre"]) else row["precision_perimetre"]),
        (wording.RESERVE, None if is_missing(row["qualificatif"]) or wording.before(row) else row["qualificatif"]),
        (wording.TESTABLE, row.get("verifiable")),
        (wording.SOURCE, wording.claim_source(row)),
    ]
    kept = [(name, text) for name, text in pairs if text is not None]
    return html.Dl([html.Div([html.Dt(name), html.Dd(text)]) for name, text in kept], className="these-detail")


def _claim(row: Row) -> Component:
    reserve = wording.before(row)
    before: list[Component | str] = [html.Span(reserve, className="these-reserve"), " "] if reserve else []
    return html.Article(
        [
            html.P(
                [
                    *before,
                    html.Span(wording.figures(row), className="these-valeur"),
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


def _told(one: Told) -> Component:
    answers = [html.Li(answer) for answer in one.answers]
    return html.Div([html.P(one.question), html.Ul(answers)] if answers else [html.P(one.question)])


def _questions(title: str, told: Sequence[Told]) -> list[Component]:
    if not told:
        return []
    many = " theses-plusieurs" if len(told) > 1 else ""
    head = html.P(html.Strong(title), className="theses-titre")
    return [html.Div([head, html.Div([_told(one) for one in told], className=f"theses-liste{many}")])]


def rival_claims(
    rows: Sequence[Row], asked: str, together: Sequence[Told] = (), beside: tuple[str, Sequence[Told]] | None = None
) -> Component:
    """Claims side by side, what would make them true together, then what would have to be asked.

    Args:
        rows: columns id, valeur, valeur_min, valeur_max, unite, libelle, flux_stock, periode, precision_perimetre,
            qualificatif, auteur, fonction, relais, relais_fonction, statut, illustratif, conteste, connu_le,
            producteur, passage; and verifiable, from when a claim can be tested, where a page knows it.
        asked: what is missing, in words.
        together: what it would take, pair by pair.
        beside: another reading of the claims that a page has, and its title.
    """
    notes = [*_questions(wording.BOTH_TRUE, together), *(_questions(*beside) if beside else [])]
    question = html.P([html.Strong(wording.ASK), " ", asked], className="theses-question")
    return html.Div(
        [
            html.Div([_claim(row) for row in rows], className="theses"),
            *([html.Div(notes, className="theses-notes")] if notes else []),
            question,
        ],
        className="rivales",
    )
