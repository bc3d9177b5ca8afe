"""Filters: what they say on one line, how they fold, years in their order."""

from datetime import date

import pytest

from components import controls
from components.controls import Choice, Control
from components.formats import NNBSP
from components.static_html import to_html
from dashboard.filters import Filters

EPCI = Control("epci", "Territoire", (Choice("1", "Amiens"), Choice("2", "Tergnier")), multiple=True, empty="Tous")
YEAR = Control("annee_debut", "Depuis", (Choice("2012", "2012"), Choice("2013", "2013")), default="2012")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [((), "Tous"), (("2",), "Tergnier"), (("1", "2"), "Amiens + 1")],
)
def test_the_line_says_what_every_filter_is_set_to(chosen: tuple[str, ...], said: str) -> None:
    line = controls.line((EPCI, YEAR), {"epci": chosen, "annee_debut": 2013})
    assert line == f"Territoire{NNBSP}: {said} · Depuis{NNBSP}: 2013"


def test_the_bar_holds_the_line_in_a_folded_button_before_the_filters() -> None:
    html = to_html(controls.bar((EPCI,), {"epci": ()}, lambda key: f"filtre-{key}", "ligne"))
    button, rest = html.split("</button>")
    assert 'aria-expanded="false"' in button
    assert 'type="button"' in button
    assert f'id="ligne" class="filtres-ligne">Territoire{NNBSP}: Tous' in button
    assert rest.startswith('<div class="filtres-liste">')
    assert 'id="filtre-epci"' in rest


@pytest.mark.parametrize("given", [(2019, 2024), (2024, 2019)])
def test_years_are_shown_in_their_order(given: tuple[int, int]) -> None:
    filters = Filters(annee_debut=given[0], annee_fin=given[1])
    assert filters.shown(("annee_debut", "annee_fin")) == {"annee_debut": 2019, "annee_fin": 2024}


def test_only_the_filters_of_the_page_are_shown() -> None:
    filters = Filters(annee_debut=2024, annee_fin=2019, epci=("248000531",))
    assert filters.shown(("annee_debut", "epci")) == {"annee_debut": 2024, "epci": ("248000531",)}


DAY = Control("situation", "Situation", (Choice("2024-05-16", "Comité"),), empty="Aujourd’hui", last=date(2026, 11, 25))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [(None, "Aujourd’hui"), (date(2024, 5, 16), "Comité"), (date(2020, 1, 31), "31\u00a0janv.\u00a02020")],
)
def test_a_day_is_said_by_its_committee_or_by_itself(chosen: date | None, said: str) -> None:
    assert controls.line((DAY,), {"situation": chosen}) == f"Situation{NNBSP}: {said}"


@pytest.mark.parametrize(
    ("chosen", "listed", "day"),
    [
        (None, controls.NO_DAY, ""),
        (date(2024, 5, 16), "2024-05-16", "2024-05-16"),
        (date(2020, 1, 31), controls.OTHER_DAY, "2020-01-31"),
    ],
)
def test_the_list_of_days_and_the_day_say_the_same(chosen: date | None, listed: str, day: str) -> None:
    html = to_html(controls.render(DAY, "filtre", chosen))
    assert f'<option value="{listed}" selected>' in html
    assert html.count(" selected>") == 1
    assert f'class="filtre-jour form-control" type="date" max="2026-11-25" value="{day}">' in html


def test_a_list_that_offers_nothing_says_so() -> None:
    html = to_html(controls.render(Control("annee_fin", "Jusqu’à", ()), "filtre", None))
    assert "selected>rien de connu</option>" in html
