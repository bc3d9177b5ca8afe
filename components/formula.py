"""A quotient as one reads it: two terms, their signs, and the result; a missing term keeps its place, hatched."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.aria import labelled
from components.origin import marked


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its name, its value in words, what must be read with it; ``fait`` names its facts."""

    name: str
    value: str
    detail: str
    missing: bool = False
    fait: str = ""


def _term(term: Term, kind: str = "") -> Component:
    missing = " manquant" if term.missing else ""
    return html.Li(
        [
            html.P(term.name, className="calcul-nom"),
            html.P(marked(term.value, term.fait, f"{term.name}, {term.value}"), className="calcul-valeur"),
            html.P(term.detail, className="calcul-detail"),
        ],
        className=f"calcul-terme{kind}{missing}",
    )


def _sign(sign: str, words: str) -> Component:
    return html.Li(html.Span(sign, role="img", **labelled(words)), className="calcul-signe")


def quotient(terms: tuple[Term, Term], result: Term, signs: Sequence[tuple[str, str]]) -> Component:
    """The first term over the second, and what it makes.

    Args:
        terms: above, then below.
        result: of the division.
        signs: the sign and its name, of the division then of the result.
    """
    first, second = terms
    divided, equals = signs
    parts = [_term(first), _sign(*divided), _term(second), _sign(*equals), _term(result, " calcul-resultat")]
    return html.Ul(parts, className="calcul")
