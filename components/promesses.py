"""What the register of promises looks like: a tile a state with its rule, then one record a promise."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from components import theme
from components.aria import SILENT
from components.formats import is_missing, number
from components.origin import marked
from components.records import Cell, Group, records
from components.wording import promesses as wording

Row = wording.Row


def programme_href(programme_id: str) -> str:
    """Address of a programme, without prefix."""
    return f"/programmes/{programme_id}"


def programme_link(programme_id: str, name: str) -> Component:
    """A programme, by its name."""
    return dcc.Link(name, href=programme_href(programme_id))


def number_link(numero: str) -> Component:
    """A promise of the register on the same page, by its number."""
    return html.A(numero, href=f"#{anchor(numero)}")


def anchor(numero: str) -> str:
    """Id of a promise in the register."""
    return f"promesse-{numero}"


def mark(etat: str, words: str) -> Component:
    """A state as colour, shape and word; the shape is silent for assistive technologies."""
    shape, _ = theme.PROMISE_MARKS[etat]
    return html.Span(
        [html.Span(shape, className="etat-signe", **SILENT), " ", words],
        className=f"etat promesse-{etat.replace('_', '-')}",
    )


def _tile(etat: str, numbers: Sequence[str], facts: str) -> Component:
    count = len(numbers)
    words = wording.STATES[etat][count > 1]
    links = [html.Li(number_link(numero)) for numero in numbers]
    shown = [html.Ul(links, className="promesses-numeros")] if links else []
    head = [
        html.Span(number(count) if count else wording.NONE, className="promesses-nombre"),
        marked(mark(etat, words), facts, f"{number(count)} {words}"),
    ]
    return html.Li(
        [html.P(head, className="promesses-etat"), html.P(wording.RULES[etat], className="promesses-regle"), *shown],
        className="promesses-tuile" if count else "promesses-tuile promesses-aucune",
    )


def states(tiles: Sequence[tuple[str, Sequence[str], str]]) -> Component:
    """A tile a state: how many, which ones, and the rule that says so.

    Args:
        tiles: states, the numbers of their promises in the order of the register, and the facts that say so.
    """
    return html.Ul([_tile(*tile) for tile in tiles], className="promesses-etats")


@dataclass(frozen=True, slots=True)
class Entry:
    """A promise of the register: its row, its proofs, the other programmes that make it, its words, its facts.

    ``also`` holds ids and short names of programmes.
    """

    row: Row
    proofs: Sequence[Row]
    also: Sequence[tuple[str, str]]
    due: str
    state: str
    facts: str


def _lines(first: str, second: str | None) -> Component:
    parts = [html.Span(first, className="promesse-ligne")]
    parts += [html.Span(second, className="promesse-note")] if second else []
    return html.Span(parts)


def _also(programmes: Sequence[tuple[str, str]]) -> list[Component]:
    if not programmes:
        return []
    links: list[Component | str] = []
    for rank, (key, name) in enumerate(programmes):
        links += [", " if rank else " ", programme_link(key, name)]
    return [html.Span([wording.also([name for _, name in programmes]), *links], className="promesse-note")]


def _name(entry: Entry) -> Component:
    numero, libelle = str(entry.row["numero"]), str(entry.row["libelle"])
    line = html.Span(marked(libelle, entry.facts, f"{numero}, {libelle}"), className="promesse-ligne")
    label = html.Span([line, *_also(entry.also)], className="promesse-libelle")
    return html.Span(
        [html.Span(numero, id=anchor(numero), className="promesse-numero"), " ", label], className="promesse-nom"
    )


def _proofs(entry: Entry) -> Component:
    if not entry.proofs:
        return html.Span(wording.NO_PROOF, className="manquant")
    return html.Span([_lines(wording.proof(row), wording.proof_source(row)) for row in entry.proofs])


def _cells(entry: Entry) -> list[Cell]:
    note = None if is_missing(entry.row["echeance_note"]) else str(entry.row["echeance_note"])
    return [
        _name(entry),
        _lines(wording.author(entry.row), wording.place(entry.row)),
        _lines(entry.due, note),
        _proofs(entry),
        mark(str(entry.row["etat"]), entry.state),
    ]


def register(groups: Sequence[tuple[str, str, Sequence[Entry]]]) -> Component:
    """The register, a group a programme.

    Args:
        groups: id and short name of the programme, and its entries.
    """
    listed = [Group([_cells(entry) for entry in entries], programme_link(key, name)) for key, name, entries in groups]
    return records(wording.REGISTER_CAPTION, wording.REGISTER_COLUMNS, listed, "registre")
