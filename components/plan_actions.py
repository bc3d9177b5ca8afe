"""What an action plan looks like: states by axis, the list of actions, what is asked of the committee."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dash import dcc, html
from dash.development.base_component import Component

from components import records, theme
from components.aria import SILENT, labelled
from components.block import FACT
from components.formats import is_missing, number, partial_date
from components.origin import marked
from components.records import Cell, Group, Unknown
from components.wording import bilan
from components.wording import plan_actions as wording
from components.wording import plan_actions_requests as asking
from components.wording.shell import STATES

Row = Mapping[Any, Any]
_KNOWN: Final = ("a_venir", "en_cours", "realisee", "bloquee")
_MARKS_SHOWN: Final = 12
# In characters: half a screen holds a column for each axis up to such names.
_SHORT_NAME: Final = 14
# A shape repeats the word beside it.


def action_href(action_id: str) -> str:
    """Address of an action, without prefix."""
    return f"/plan-actions/{action_id}"


def mark(state: str, words: str | None = None) -> Component:
    """A state as colour, shape and word; the shape is silent for assistive technologies."""
    shape, _ = theme.STATE_MARKS[state]
    return html.Span(
        [html.Span(shape, className="etat-signe", **SILENT), " ", words or STATES[state]],
        className=f"etat etat-{state.replace('_', '-')}",
    )


def _marks(state: str, count: int) -> Component:
    shape = theme.STATE_MARKS[state][0]
    drawn = shape * count if count <= _MARKS_SHOWN else shape
    return html.Span(
        [html.Span(number(count), className="matrice-nombre"), html.Span(drawn, **SILENT)],
        className=f"etat etat-{state.replace('_', '-')}",
    )


def _state_cells(row: Row) -> list[Cell]:
    if row["non_renseignee"] == row["actions"]:
        return [Unknown(len(_KNOWN), wording.NO_STATE), _marks("non_renseignee", int(row["actions"]))]
    return [_marks(state, int(row[state])) if row[state] else "0" for state in (*_KNOWN, "non_renseignee")]


def _late(row: Row) -> Cell:
    text = wording.late_cell(row)
    return mark("en_retard", text) if not is_missing(row["en_retard"]) and row["en_retard"] else text


def _axe(row: Row) -> Cell:
    return marked(str(row["axe"]), row.get(FACT), str(row["axe"]))


def matrix(rows: Sequence[Row], *, over: bool) -> Component:
    """Axes by observed state; then what is computed and what is judged, in columns of their own.

    Args:
        rows: rows of ``state_matrix``, with ``FACT``.
        over: the programme is over.
    """
    heads = [STATES[state] for state in (*_KNOWN, "non_renseignee")]
    lines = [[_axe(row), *_state_cells(row), _late(row), wording.meteo_cell(row)] for row in rows]
    columns = [wording.AXE, *heads, bilan.LATE if over else wording.LATE, wording.METEO]
    return records.records(wording.MATRIX_CAPTION, columns, [Group(lines)], "matrice serrees")


def state(row: Row, *, over: bool) -> Component:
    """Observed state of an action, then lateness if a rule computes it."""
    parts: list[Component] = [mark(str(row["etat"]))]
    if row["retard"] == "en_retard":
        words = bilan.late_mark if over else wording.late_mark
        parts.append(mark("en_retard", words(str(row["echeance"]))))
    if row["conteste"]:
        parts.append(html.Span(wording.CONTESTED, className="etat-note"))
    return html.Div(parts, className="etats")


def voids(
    axes: Sequence[str],
    groups: Sequence[tuple[str | None, Sequence[tuple[str, str, Sequence[str]]]]],
    facts: str = "",
) -> Component:
    """What is missing, field by field: its name, who can supply it, then a cell per axis and one for the whole plan.

    Args:
        axes: their names.
        groups: title, or None, and the fields under it.
        facts: those on which every row is counted.
    """

    def line(name: str, who: str, cells: Sequence[str]) -> list[Cell]:
        field = html.Span(marked(name, facts, name), className="vide-champ")
        return [html.Span([field, html.Span(who, className="vide-qui")]), *cells]

    parts = [Group([line(*row) for row in rows], title) for title, rows in groups]
    columns = (wording.MISSING, *axes, wording.WHOLE)
    wide = " vides-larges" if len(groups) > 1 or max(map(len, axes), default=0) > _SHORT_NAME else ""
    return records.records(wording.VOIDS_CAPTION, columns, parts, f"vides serrees{wide}")


def _text(value: object) -> str | None:
    return None if is_missing(value) else str(value)


def _details(row: Row, budget: str | None, judge: str | None) -> list[Cell]:
    author = None if judge is not None else str(row["meteo_auteur"])
    weather = None if is_missing(row["meteo"]) else wording.meteo(str(row["meteo"]), author)
    due = None if is_missing(row["echeance"]) else partial_date(str(row["echeance"]))
    found: list[Cell] = [
        _text(row["pilote"]),
        _text(row["elu_referent"]),
        due,
        budget,
        weather,
        _text(row["prochaine_etape"]),
    ]
    return [Unknown(len(found))] if all(cell is None for cell in found) else found


def _name(row: Row) -> Component:
    rank = wording.number_in_plan(int(row["axe_numero"]), int(row["numero"]))
    link = dcc.Link(str(row["nom"]), href=action_href(str(row["id"])))
    return html.Span(
        [html.Span(rank, className="action-numero"), " ", marked(link, row.get(FACT), str(row["nom"]))],
        className="action-nom",
    )


def actions(rows: Sequence[Row], budgets: Mapping[str, str | None], judge: str | None, *, over: bool) -> Component:
    """The actions, grouped by axis.

    Args:
        rows: rows of ``followed``, in the order of the plan.
        budgets: words of the budget by action id.
        judge: who gives every météo of the plan, said once elsewhere; None when several do.
        over: the programme is over.
    """
    groups: dict[str, list[list[Cell]]] = {}
    for row in rows:
        cells = [_name(row), state(row, over=over), *_details(row, budgets.get(str(row["id"])), judge)]
        groups.setdefault(wording.axe_title(row), []).append(cells)
    listed = [Group(cells, title) for title, cells in groups.items()]
    return records.records(wording.LIST_CAPTION, wording.LIST_COLUMNS, listed, "actions")


def requests(points: Sequence[tuple[str, str, str]], waiting: Sequence[str], settled: Sequence[str]) -> Component:
    """Points asked of the committee, in order, with who prepares each one; then orientations already recorded.

    Args:
        points: what the rules ask, who prepares it, and the facts that the rules read.
        waiting: orientations asked before that nothing answers yet.
        settled: orientations with their answer, folded.
    """
    items = [
        html.Li([html.Span(marked(point, facts, point), className="demande"), html.Span(who, className="demande-qui")])
        for point, who, facts in points
    ]
    parts: list[Component] = [html.Ol(items, className="demandes", style={"--points": len(items)})] if items else []
    if waiting:
        parts.append(html.H3(asking.WAITING, className="orientations-titre"))
        parts.append(html.Ul([html.Li(text) for text in waiting], className="orientations"))
    if settled:
        past = html.Ul([html.Li(text) for text in settled], className="orientations")
        parts.append(html.Details([html.Summary(asking.settled_label(len(settled))), past], className="bloc-volet"))
    return html.Div(parts)


def neighbours(links: Sequence[tuple[str, str]], label: str) -> Component:
    """Links around an action: the whole plan, the one before, the one after."""
    return html.Nav(
        [dcc.Link(text, href=href, className="voisin") for text, href in links],
        className="voisins",
        **labelled(label),
    )
