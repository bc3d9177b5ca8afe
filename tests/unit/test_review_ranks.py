"""Two current facts at one number or rank, whichever publications brought them."""

from datetime import date, datetime

import pytest

from data.intake.cells import Row, Value, Values
from data.intake.faults import Place
from data.intake.review import Candidate, review

EARLIER, NOW = datetime(2026, 6, 1, 6, 0), datetime(2026, 11, 22, 6, 0)  # noqa: DTZ001  as the base keeps them
ACTION: Values = {"programme_id": "p", "axe_id": "p-1", "numero": 1}
SCREEN: Values = {"programme_id": "p", "comite_id": None, "ordre": 1, "retire": False}


def row(key: str, values: Values, loaded: datetime, **changes: Value) -> Row:
    clocks: Values = {"connu_le": "2026", "connu_au_plus_tard": date(2026, 6, 1), "charge_le": loaded}
    place = Place("classeur.xlsx", 7) if loaded is NOW else Place("déjà dans la base", 0)
    return Row(place, {**values, **clocks, "id": key, **changes})


def told(table: str, known: list[Row], added: list[Row]) -> list[tuple[bool, str, str]]:
    found = review(Candidate({table: known}, {table: added}))
    return [(one.blocking, one.fault.column, one.fault.seen) for one in found]


def test_a_number_that_another_publication_gave_is_refused() -> None:
    known = [row("a", ACTION, EARLIER)]
    assert told("action", known, [row("b", ACTION, NOW)]) == [(True, "axe_id, numero", "p-1, 1")]
    assert told("action", known, [row("b", ACTION, NOW, numero=2)]) == []
    assert told("action", known, [row("b", ACTION, NOW, axe_id="p-2")]) == []


def test_the_number_of_a_fact_is_its_own_in_every_version() -> None:
    assert told("action", [row("a", ACTION, EARLIER)], [row("a~2", ACTION, NOW, nom="revu")]) == []


def test_two_facts_swap_their_numbers_in_one_publication_and_not_in_two() -> None:
    known = [row("a", ACTION, EARLIER), row("b", ACTION, EARLIER, numero=2)]
    half = [row("a~2", ACTION, NOW, numero=2)]
    assert told("action", known, half) == [(True, "axe_id, numero", "p-1, 2")]
    assert told("action", known, [*half, row("b~2", ACTION, NOW)]) == []


@pytest.mark.parametrize(("changes", "warned"), [({}, True), ({"retire": True}, False), ({"comite_id": "c"}, False)])
def test_two_screens_at_one_rank_are_worth_a_look(changes: Values, warned: bool) -> None:
    found = told("ecran", [row("a", SCREEN, EARLIER)], [row("b", SCREEN, NOW, **changes)])
    assert found == ([(False, "ordre", "1")] if warned else [])
