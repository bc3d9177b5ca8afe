"""« D’où vient ce chiffre ? »: the mark beside a figure, the empty panel of the frame, and what fills it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dash import html
from dash.development.base_component import Component

from components.aria import SILENT, aria, data, labelled
from components.facts import href
from components.formats import MISSING
from components.records import definitions
from components.wording import provenance as wording

PANEL: Final = "origine"
_TITLE: Final = "origine-titre"


def mark(reference: str, words: str, kind: str = "") -> Component:
    """The small link beside a figure: it opens the panel of what the figure rests on.

    Args:
        reference: of its facts (components.facts).
        words: that name the figure where it stands, for whoever hears the page.
        kind: class of its own.
    """
    return html.A(
        className=f"origine-marque {kind}".rstrip(),
        href=href(reference),
        title=wording.QUESTION,
        **labelled(f"{wording.QUESTION} {words}"),
    )


def marked(content: str | Component, reference: object, words: str) -> Component | str:
    """Words with their mark after them; the words alone when no fact is behind them."""
    if not isinstance(reference, str) or not reference:
        return content
    return html.Span([content, mark(reference, words)], className="origine-porte")


def frame() -> Component:
    """The panel, once in the frame; assets/js/site/origin.js opens it and asks for what it holds."""
    close = html.Button(html.Span("×", **SILENT), type="button", className="origine-fermer", **labelled(wording.CLOSE))
    head = html.Header(
        [html.H2(wording.QUESTION, id=_TITLE, className="origine-question"), html.P(className="origine-de"), close],
        className="origine-tete",
    )
    return html.Dialog(
        [head, html.Div(className="origine-corps")],
        id=PANEL,
        className="origine",
        **aria(labelledby=_TITLE),
        **data(attente=wording.WAITING, panne=wording.UNREACHABLE),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A fact among others: its value, what it is, and what must be read with it; a link when it has a reference."""

    value: str
    words: str
    detail: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the panel says of a figure.

    ``value`` is None for a figure made of facts that are only listed.  One of ``sentence`` and ``refusal`` is given.
    """

    subject: str
    value: str | None = None
    unit: str = ""
    context: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    sentence: str | None = None
    refusal: str = ""
    pairs: tuple[tuple[str, str | Component | None], ...] = ()
    rule: str = ""
    parts: tuple[Line, ...] = ()
    parts_title: str = ""
    rivals: tuple[Line, ...] | None = None
    versions: tuple[Line, ...] | None = None
    scope: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def notice(words: str) -> Component:
    """The panel when there is nothing to show: what happened, in a sentence."""
    return html.P(words, className="origine-avis", tabIndex="-1")


def _line(line: Line) -> Component:
    value = html.Strong(line.value)
    named = html.A(value, href=href(line.reference), className="origine-lien") if line.reference else value
    detail = [html.Span(line.detail, className="origine-detail")] if line.detail else []
    return html.Li([named, " ", html.Span(line.words, className="origine-mots"), *detail])


def _list(title: str, lines: Sequence[Line] | None, nothing: str = "") -> list[Component]:
    if lines is None:
        return []
    body = html.Ul([_line(line) for line in lines]) if lines else html.P(nothing, className="origine-rien")
    return [html.Section([html.H4(title), body], className="origine-liste")]


def _citation(origin: Origin) -> Component:
    if origin.sentence is None:
        words = [html.H4(wording.NOT_QUOTED), html.P(origin.refusal)]
        return html.Section(words, className="origine-citation origine-refus")
    copy = html.Button(
        wording.COPY, type="button", className="origine-copier", **data(copie=wording.COPIED, refus=wording.NOT_COPIED)
    )
    return html.Section(
        [
            html.H4(wording.CITE, className="visually-hidden"),
            html.Blockquote(html.P(origin.sentence, className="origine-phrase")),
            html.Div([copy, html.Span(className="origine-dit", role="status")], className="origine-geste"),
        ],
        className="origine-citation",
    )


def _head(origin: Origin) -> list[Component]:
    value = MISSING if origin.value is None else origin.value
    shown: list[Component] = [html.H3(origin.subject, className="origine-sujet", tabIndex="-1")]
    if origin.value is not None or not origin.parts:
        unit: list[Component | str] = [" ", html.Span(origin.unit, className="origine-unite")] if origin.unit else []
        long = " origine-mots-longs" if len(value) > _SHORT else ""
        missing = " manquant" if origin.value is None else ""
        shown.append(html.P([value, *unit], className=f"origine-valeur{long}{missing}"))
    if origin.context:
        shown.append(html.P(origin.context, className="origine-contexte"))
    if origin.marks:
        marks = [html.Li(words, className=f"origine-signe {kind}".rstrip()) for words, kind in origin.marks]
        shown.append(html.Ul(marks, className="origine-signes"))
    return shown


_SHORT: Final = 24


def panel(origin: Origin) -> Component:
    """The figure, the sentence to quote, what it rests on, what disagrees, what it was, what the page showed."""
    rule = [html.P(origin.rule, className="origine-regle")] if origin.rule else []
    pairs = [definitions(origin.pairs)] if origin.pairs else []
    scope = html.Section([html.H4(wording.SCOPE), definitions(origin.scope)], className="origine-liste")
    return html.Article(
        [
            *_head(origin),
            *rule,
            _citation(origin),
            *_list(origin.parts_title, origin.parts or None),
            *pairs,
            *_list(wording.RIVALS, origin.rivals, wording.NO_RIVAL),
            *_list(wording.VERSIONS, origin.versions, wording.NO_VERSION),
            *([scope] if origin.scope else []),
        ],
        className="origine-fait",
    )
