"""The guide of a page: its steps, hidden in the page, and the invitation and panel that `guide.js` drives."""

from typing import Final

from dash import html
from dash.development.base_component import Component

from components.aria import SILENT, aria, data, labelled, polite
from components.wording import guides as wording
from components.wording.guides import Guide

# A block is found by its id; these three are found by their class, inside the page.
_PLACES: Final = {"titre": ".page-tete", "filtres": ".filtres", "chiffres": ".chiffres"}


def selector(target: str) -> str:
    """How the browser finds what a step speaks of."""
    return _PLACES.get(target) or f"#{target}"


def opener() -> Component:
    """The quiet button that opens the guide at any time."""
    sign = html.Span("?", className="guide-signe", **SILENT)
    return html.Button(
        [sign, wording.READ_THIS_PAGE], type="button", className="guide-ouvrir", **aria(haspopup="dialog")
    )


def steps(page_key: str, guide: Guide) -> Component:
    """The steps of a page, in order, for the panel to show one by one."""
    items = [
        html.Li([html.Strong(step.title), html.P(step.text)], **data(cible=selector(step.target))) for step in guide
    ]
    return html.Ol(items, className="guide-etapes", hidden=True, **data(page=page_key))


def _button(identifier: str, words: str, kind: str) -> Component:
    return html.Button(words, id=identifier, type="button", className=f"guide-bouton {kind}")


def _invitation() -> Component:
    answers = [
        _button("guide-voir", wording.ACCEPT, "guide-principal"),
        _button("guide-refuser", wording.REFUSE, "guide-secondaire"),
    ]
    return html.Section(
        [html.P(wording.INVITATION, className="guide-question"), html.Div(answers, className="guide-reponses")],
        id="guide-invitation",
        className="guide-boite guide-invitation",
        hidden=True,
        **labelled(wording.READ_THIS_PAGE),
    )


def _panel() -> Component:
    rank = html.P(
        [html.Span(wording.STEP, className="visually-hidden"), " ", html.Span(id="guide-rang")], className="guide-rang"
    )
    told = html.Div(
        [rank, html.H2(id="guide-titre", className="guide-titre"), html.P(id="guide-texte", className="guide-texte")],
        className="guide-etape",
        **polite(),
        **aria(atomic="true"),
    )
    close = html.Button(
        html.Span("×", **SILENT),
        id="guide-fermer",
        type="button",
        className="guide-fermer",
        **labelled(wording.CLOSE),
    )
    moves = html.Div(
        [
            _button("guide-precedent", wording.PREVIOUS, "guide-secondaire"),
            _button("guide-suivant", wording.NEXT, "guide-principal"),
        ],
        className="guide-pas",
    )
    return html.Div(
        [told, close, moves],
        id="guide-panneau",
        className="guide-boite guide-panneau",
        role="dialog",
        tabIndex="-1",
        hidden=True,
        **aria(labelledby="guide-titre", describedby="guide-texte"),
        **data(suivant=wording.NEXT, terminer=wording.FINISH),
    )


def frame() -> Component:
    """Invitation and panel, once in the frame: their words never change, only what they show."""
    return html.Div([_invitation(), _panel()], className="guide")
