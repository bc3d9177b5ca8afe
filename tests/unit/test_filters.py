from datetime import date

import pytest

from components.controls import Choice, Control
from dashboard.filters import Filters
from dashboard.page import effective, without_defaults

EPCI = Control(
    "epci",
    "Territoire",
    (Choice("248000531", "Amiens"), Choice("200071892", "Saint-Quentin")),
    multiple=True,
    empty="Tous",
)
MESURE = Control("mesure", "Mesure", (Choice("nombre", "Nombre"), Choice("indice", "Indice")), default="nombre")


def test_a_link_says_what_the_reader_chose_and_reads_back_the_same():
    filters, dropped = Filters.parse({"epci": ["248000531", "200071892"], "annee": "2020"})
    assert dropped == ()
    assert filters.to_query() == "?epci=248000531&epci=200071892&annee=2020"
    assert Filters().to_query() == ""


@pytest.mark.parametrize(
    "raw",
    ["x", "' OR 1=1", "24800053１", {"a": 1}, 3.5, True, ["248000531", {"x": []}], ["a"] * 10_000, "248000531\n"],
)
def test_what_cannot_be_read_is_dropped_and_said(raw):
    filters, dropped = Filters.parse({"epci": raw})
    assert dropped == ("epci",)
    assert set(filters.epci) <= {"248000531"}


def test_a_single_value_repeated_is_dropped():
    filters, dropped = Filters.parse({"annee": ["2020", "2021"]})
    assert filters.annee is None
    assert dropped == ("annee",)


def test_unknown_keys_and_unknown_shapes_are_ignored():
    assert Filters.parse({"foo": "bar", "__class__": 1}) == (Filters(), ())
    shapes: tuple[object, ...] = (None, [], "x", 3)
    for untrusted in shapes:
        assert Filters.parse(untrusted) == (Filters(), ())


def test_defaults_fill_the_view_but_not_the_address():
    filters, dropped = effective(Filters(), (EPCI, MESURE))
    assert (filters.mesure, filters.epci, dropped) == ("nombre", (), ())
    assert without_defaults(filters, (EPCI, MESURE)).to_query() == ""
    chosen, _ = effective(Filters(mesure="indice"), (EPCI, MESURE))
    assert without_defaults(chosen, (EPCI, MESURE)).to_query() == "?mesure=indice"


def test_what_the_database_does_not_offer_is_dropped_and_said():
    filters, dropped = effective(Filters(epci=("248000531", "999999999"), mesure="autre"), (EPCI, MESURE))
    assert filters.epci == ("248000531",)
    assert filters.mesure == "nombre"
    assert dropped == ("epci", "mesure")


def test_a_page_only_sees_its_own_keys():
    assert Filters(epci=("248000531",), mesure="indice").only(("epci",)) == Filters(epci=("248000531",))


DAY = Control("situation", "Situation", (), empty="Aujourd’hui", last=date(2026, 11, 25))


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2026, 11, 25)])
def test_any_day_up_to_today_is_a_situation(day: date):
    assert effective(Filters(situation=day), (DAY,)) == (Filters(situation=day), ())


def test_a_day_that_has_not_come_is_dropped_and_said():
    assert effective(Filters(situation=date(2026, 11, 26)), (DAY,)) == (Filters(), ("situation",))
