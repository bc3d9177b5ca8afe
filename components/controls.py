"""Filters that the keyboard and axe accept: native selects, a native day, and checklists folded in a ``details``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.aria import expanded, labelled
from components.formats import partial_date
from components.wording import shell as wording

NO_DAY: Final = "aucun-jour"
"""Value of the first choice of a dated control: no day is chosen."""
OTHER_DAY: Final = "autre-jour"
"""Value of its last choice, which shows where a day is typed (assets/js/site/situation.js)."""
_NOTHING: Final = "aucun"
"""Value that stands where nothing is offered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Control:
    """A filter of a page: ``key`` is the field of ``Filters``.

    A single control always has ``default``, shown when the reader chose nothing and then absent from the address.
    A ``multiple`` control with nothing chosen shows ``empty``.  A dated one has ``last``, the last day that may be
    chosen: its choices are days (``2020-01-31``), any other day may be typed, and ``empty`` is what no day means.
    An ``optional`` one is only seen when there is something to choose.
    """

    key: str
    label: str
    choices: tuple[Choice, ...]
    default: str | None = None
    multiple: bool = False
    empty: str = ""
    optional: bool = False
    last: date | None = None

    @property
    def hidden(self) -> bool:
        """True when there is nothing to choose and nothing lost by not saying so."""
        return self.optional and len(self.choices) <= 1

    def labels(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """Words of the chosen values, in the order of the choices; a day that is none of them is its own words."""
        named = tuple(choice.label for choice in self.choices if choice.value in values)
        return tuple(map(partial_date, values)) if self.last is not None and not named else named


def summary_id(control_id: str) -> str:
    """Id of the words that a folded checklist shows."""
    return f"{control_id}-resume"


def options(control: Control) -> list[dict[str, str]]:
    """Choices as the browser receives them; a list that offers nothing says so."""
    offered = [{"label": choice.label, "value": choice.value} for choice in control.choices]
    single = not control.multiple and control.last is None
    return offered or ([{"label": wording.NOTHING_OFFERED, "value": _NOTHING}] if single else [])


def shown(control: Control, value: object) -> Any:  # noqa: ANN401  a text, or a list of them
    """``value`` of a filter as the browser receives it: a list, or the default when nothing is chosen."""
    if control.multiple:
        return list(value) if isinstance(value, tuple) else []
    return (control.default or _NOTHING) if value is None else str(value)


def _single(control: Control, control_id: str, value: object) -> Component:
    return html.Div(
        [
            dbc.Label(control.label, html_for=control_id, class_name="filtre-nom"),
            dbc.Select(id=control_id, options=options(control), value=shown(control, value), class_name="filtre-choix"),
        ],
        className="filtre",
        hidden=control.hidden,
    )


def _dated(control: Control, control_id: str, value: object) -> Component:
    """A list of days, and a day of one's own, which alone is the filter: the list writes into it."""
    day = "" if value is None else str(value)
    listed = [NO_DAY, *(choice.value for choice in control.choices)]
    list_id = f"{control_id}-liste"
    whole = [
        {"label": control.empty, "value": NO_DAY},
        *options(control),
        {"label": wording.OTHER_DAY, "value": OTHER_DAY},
    ]
    return html.Div(
        [
            dbc.Label(control.label, html_for=list_id, class_name="filtre-nom"),
            dbc.Select(
                id=list_id,
                options=whole,
                value=(day if day in listed else OTHER_DAY) if day else NO_DAY,
                class_name="filtre-choix",
            ),
            dbc.Label(wording.day_of(control.label), html_for=control_id, class_name="filtre-nom visually-hidden"),
            _day(control_id, value=day, max=str(control.last), class_name="filtre-jour"),
        ],
        className="filtre filtre-date",
    )


def _day(control_id: str, **properties: Any) -> dbc.Input:  # noqa: ANN401  as the component takes them
    # Sent when it is left, or by the script once it is whole: a year that is being typed is no year.
    return dbc.Input(id=control_id, type="date", debounce=True, **properties)


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
                        id=control_id, options=options(control), value=list(values), class_name="filtre-liste"
                    ),
                ],
                className="filtre-volet",
            ),
        ],
        className="filtre filtre-multiple",
    )


def render(control: Control, control_id: str, value: object) -> Component:
    """The control, showing ``value`` (a string, a day, or a tuple when multiple)."""
    if control.multiple:
        return _multiple(control, control_id, value if isinstance(value, tuple) else ())
    return (_single if control.last is None else _dated)(control, control_id, value)


def line(controls: Sequence[Control], chosen: Mapping[str, object]) -> str:
    """What every filter is set to, on one line: for a phone, where filters are folded, and for paper.

    Args:
        controls: the filters, in the order of the screen.
        chosen: by key, the value of a single control or the tuple of a multiple one.
    """
    said = []
    for control in controls:
        if control.hidden:
            continue
        value = chosen.get(control.key) or control.default
        values = value if isinstance(value, tuple) else () if value is None else (str(value),)
        said.append((control.label, wording.chosen(control.labels(values), control.empty)))
    return wording.filter_line(said)


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


def placeholder(control_id: str, *, multiple: bool, dated: bool) -> list[Component]:
    """What ``render`` will put on the page, for the check of ids that Dash makes before any page is open."""
    if dated:
        return [_day(control_id)]
    if not multiple:
        return [dbc.Select(id=control_id)]
    return [dbc.Checklist(id=control_id), html.Span(id=summary_id(control_id))]
