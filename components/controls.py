"""Filters that the keyboard and axe accept: native selects, and checklists folded in a ``details``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.aria import expanded, labelled
from components.wording import shell as wording


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Control:
    """A filter of a page: ``key`` is the field of ``Filters``.

    A single control always has ``default``, shown when the reader chose nothing and then absent from the address.
    A ``multiple`` control with nothing chosen shows ``empty``.
    An ``optional`` one is only seen when there is something to choose.
    """

    key: str
    label: str
    choices: tuple[Choice, ...]
    default: str | None = None
    multiple: bool = False
    empty: str = ""
    optional: bool = False

    @property
    def hidden(self) -> bool:
        """True when there is nothing to choose and nothing lost by not saying so."""
        return self.optional and len(self.choices) <= 1

    def labels(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """Words of the chosen values, in the order of the choices."""
        return tuple(choice.label for choice in self.choices if choice.value in values)


def summary_id(control_id: str) -> str:
    """Id of the words that a folded checklist shows."""
    return f"{control_id}-resume"


def _options(control: Control) -> list[dict[str, str]]:
    return [{"label": choice.label, "value": choice.value} for choice in control.choices]


def _single(control: Control, control_id: str, value: str | None) -> Component:
    return html.Div(
        [
            dbc.Label(control.label, html_for=control_id, class_name="filtre-nom"),
            dbc.Select(
                id=control_id, options=_options(control), value=value or control.default, class_name="filtre-choix"
            ),
        ],
        className="filtre",
        hidden=control.hidden,
    )


def _multiple(control: Control, control_id: str, values: tuple[str, ...]) -> Component:
    summary = html.Span(
        wording.chosen(control.labels(values), control.empty), id=summary_id(control_id), className="filtre-resume"
    )
    return html.Details(
        [
            html.Summary([html.Span(control.label, className="filtre-nom"), summary]),
            html.Fieldset(
                [
                    html.Legend(control.label, className="visually-hidden"),
                    dbc.Checklist(
                        id=control_id, options=_options(control), value=list(values), class_name="filtre-liste"
                    ),
                ],
                className="filtre-volet",
            ),
        ],
        className="filtre filtre-multiple",
    )


def render(control: Control, control_id: str, value: object) -> Component:
    """The control, showing ``value`` (a string, or a tuple when multiple)."""
    if control.multiple:
        return _multiple(control, control_id, value if isinstance(value, tuple) else ())
    return _single(control, control_id, None if value is None else str(value))


def line(controls: Sequence[Control], chosen: Mapping[str, object]) -> str:
    """What every filter is set to, on one line: for a phone, where filters are folded, and for paper.

    Args:
        controls: the filters, in the order of the screen.
        chosen: by key, the value of a single control or the tuple of a multiple one.
    """
    shown = []
    for control in controls:
        if control.hidden:
            continue
        value = chosen.get(control.key) or control.default
        values = value if isinstance(value, tuple) else () if value is None else (str(value),)
        shown.append((control.label, wording.chosen(control.labels(values), control.empty)))
    return wording.filter_line(shown)


def bar(
    controls: Sequence[Control], chosen: Mapping[str, object], control_id: Callable[[str], str], line_id: str
) -> Component:
    """Every filter of a page, behind one button on a phone.

    A ``details`` would keep its content folded on a wide screen too: the button is shown where it is needed, and
    ``assets/js/site/filters.js`` folds and unfolds.

    Args:
        controls: the filters, in the order of the screen.
        chosen: by key, what each one shows.
        control_id: id of the control of a key.
        line_id: id of the line that sums them up.
    """
    rendered = [render(control, control_id(control.key), chosen.get(control.key)) for control in controls]
    summary = html.Span(line(controls, chosen), id=line_id, className="filtres-ligne")
    button = html.Button(
        [html.Span(wording.FILTER, className="filtres-verbe"), summary],
        type="button",
        className="filtres-bouton",
        **expanded(unfolded=False),
    )
    return html.Form(
        [button, html.Div(rendered, className="filtres-liste")],
        className="filtres",
        role="search",
        **labelled(wording.FILTERS),
    )


def placeholder(control_id: str, *, multiple: bool) -> list[Component]:
    """What ``render`` will put on the page, for the check of ids that Dash makes before any page is open."""
    if not multiple:
        return [dbc.Select(id=control_id)]
    return [dbc.Checklist(id=control_id), html.Span(id=summary_id(control_id))]
