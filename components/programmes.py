"""What a programme looks like: votes as equations, years of meetings, lists, dates in a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component

from components.aria import SILENT
from components.formats import NBSP, number, partial_date
from components.origin import marked
from components.wording import programme_acts as acts
from components.wording import programme_calendar as calendar


def named(
    name: str, note: str | None = None, href: str | None = None, facts: str = "", told: str | None = None
) -> Component:
    """A name, a link when it leads somewhere, the mark of its facts, and a note under it.

    ``told`` says what the mark is about where the name is not enough to tell it from the others.
    """
    words = name if href is None else dcc.Link(name, href=href)
    first = html.Span(marked(words, facts, told or name), className="nom-ligne")
    notes = [html.Span(note, className="nom-note")] if note else []
    return html.Span([first, *notes], className="nom")


def shape(sign: str, words: str, kind: str) -> Component:
    """A state as colour, shape and word."""
    return html.Span([html.Span(sign, className="etat-signe", **SILENT), " ", words], className=f"etat etat-{kind}")


@dataclass(frozen=True, slots=True)
class Sum:
    """« 73 − 2 = 71 »: signed terms and the total, in words; what checking them gave."""

    terms: Sequence[tuple[str, str, int | None]]
    """Sign, name of the part, value."""
    total: tuple[str, int | None]
    verdict: str
    right: bool | None


_KINDS: Final = {True: "realisee", False: "bloquee", None: "non-renseignee"}
_SIGNS: Final = {True: acts.MARKS[acts.RIGHT], False: acts.MARKS[acts.WRONG], None: acts.MARKS[acts.NOT_CHECKED]}


def _part(name: str, value: int | None) -> Component:
    words = acts.part(name, value)
    if value is None:
        return html.Span(words, className="vote-part")
    figure, _, label = words.partition(NBSP)
    return html.Span([html.Strong(figure), NBSP, label], className="vote-part")


def _sum(one: Sum) -> Component:
    parts: list[Component] = []
    for rank, (sign, name, value) in enumerate(one.terms):
        if rank or sign != "+":
            parts.append(html.Span(sign, className="vote-signe"))
        parts.append(_part(name, value))
    total: list[Component | str] = [html.Span("=", className="vote-signe"), " ", _part(*one.total)]
    return html.Li(
        [
            html.Span([*_spaced(parts), " ", *total], className="vote-somme"),
            shape(_SIGNS[one.right], one.verdict, _KINDS[one.right]),
        ],
        className="vote-ligne",
    )


def _spaced(parts: Sequence[Component]) -> list[Component | str]:
    spaced: list[Component | str] = []
    for part in parts:
        spaced += [part, " "]
    return spaced[:-1]


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote: whose, what about, its sums from the room and from the ballots; a void without any.

    ``outcome`` is None where it is said beside; ``facts`` are those of every count.
    """

    title: str
    subject: str
    outcome: str | None
    room: Sequence[Sum]
    ballots: Sequence[Sum]
    notes: Sequence[str]
    void: str | None = None
    facts: str = ""


def _ballot(one: Ballot) -> Component:
    head = [
        html.H3(marked(one.title, one.facts, one.title), className="vote-titre"),
        html.P(one.subject, className="vote-objet"),
        *([html.P(one.outcome, className="vote-resultat")] if one.outcome else []),
    ]
    if one.void is not None:
        middle: list[Component] = [html.P(one.void, className="vote-vide")]
    else:
        middle = [
            html.Div(
                [
                    html.Div([html.H4(words, className="vote-lieu"), html.Ul([_sum(line) for line in sums])])
                    for words, sums in ((acts.ROOM, one.room), (acts.BALLOTS, one.ballots))
                ],
                className="vote-comptes",
            )
        ]
    notes = [html.P(note, className="vote-note") for note in one.notes]
    return html.Section([*head, *middle, *notes], className="vote")


def ballots(votes: Sequence[Ballot]) -> Component:
    """Votes one under the other."""
    return html.Div([_ballot(one) for one in votes], className="votes")


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee: its name, what its text asks, what is known of it, its years (year, state, meetings), a note.

    ``facts`` are its text and its meetings.
    """

    name: str
    frequency: str
    known: str
    years: Sequence[tuple[int, str, int]] = ()
    note: str | None = None
    facts: str = ""


def _year(annee: int, etat: str, seances: int) -> Component:
    sign, _ = calendar.YEARS[etat]
    spoken = calendar.year(annee, etat, seances)
    shown = [
        html.Span(str(annee), className="annee-nom"),
        html.Span(sign, className="annee-signe"),
        html.Span(number(seances) if seances else "–", className="annee-nombre"),
    ]
    return html.Li(
        [html.Span(shown, **SILENT), html.Span(spoken, className="visually-hidden")],
        className=f"annee annee-{etat.replace('_', '-')}",
    )


def committees(found: Sequence[Committee]) -> Component:
    """Committees with their years, the legend of the years last."""
    used = dict.fromkeys(etat for one in found for _, etat, _ in one.years)
    legend = [html.Li(shape(*calendar.YEARS[etat], kind=f"annee-{etat.replace('_', '-')}")) for etat in used]
    items = [
        html.Li(
            [
                html.P(marked(html.Strong(one.name), one.facts, one.name), className="instance-nom"),
                html.P(one.frequency, className="instance-texte"),
                html.P(one.known, className="instance-connu"),
                *([html.Ol([_year(*year) for year in one.years], className="annees")] if one.years else []),
                *([html.P(one.note, className="instance-texte")] if one.note else []),
            ],
            className="instance",
        )
        for one in found
    ]
    shown: list[Component] = [html.Ul(items, className="instances")]
    shown += [html.Ul(legend, className="annees-legende")] if legend else []
    return html.Div(shown)


def timeline(rows: Sequence[tuple[str, str, str, bool, str]]) -> Component:
    """Dates in a line: date in words, what it dates, kind, True for what is still to come, its fact."""
    items = [
        html.Li(
            [
                html.Span(when, className="date-jour"),
                html.Span(
                    [
                        html.Span(marked(what, fact, f"{what}, {when}"), className="date-fait"),
                        html.Span(kind, className="date-nature"),
                    ]
                ),
            ],
            className="date-a-venir" if future else None,
        )
        for when, what, kind, future, fact in rows
    ]
    return html.Ol(items, className="dates", style={"--rows": len(items)})


def seats(groups: Sequence[tuple[str, int, Sequence[tuple[str, int]], str]]) -> Component:
    """Seats of a committee: name and seats of each territory, function and seats of each line, facts of the sum."""
    items = [
        html.Li(
            [
                html.Span(number(count), className="siege-nombre"),
                html.Span(
                    [
                        html.Span(marked(name, facts, name), className="siege-lieu"),
                        *[
                            html.Span(
                                f"{function} × {number(some)}" if some > 1 else function, className="siege-fonction"
                            )
                            for function, some in functions
                        ],
                    ]
                ),
            ]
        )
        for name, count, functions, facts in groups
    ]
    return html.Ul(items, className="sieges")


def numbered(items: Sequence[tuple[str, str | None, str]]) -> Component:
    """A list of the document, in its order, each with a note and its fact."""
    return html.Ol([html.Li(named(name, note, facts=fact)) for name, note, fact in items], className="liste-document")


def with_link(body: Component, label: str, href: str) -> Component:
    """A body, then the way to the page that says more."""
    return html.Div([body, html.P(dcc.Link(label, href=href), className="bloc-voie")])


def when(partial: str) -> str:
    """A date as the timeline writes it."""
    return partial_date(partial)


def lines(items: Sequence[str | Component]) -> Component:
    """Names, one a line."""
    return html.Ul([html.Li(item) for item in items], className="lignes")
