"""A programme is over after the last day that its end may mean, and never without a known end."""

from datetime import date

import pytest

from components.wording import bilan
from components.wording import programmes as wording
from data.model.programmes import STANDINGS, ended, mid_term, standing, within


@pytest.mark.parametrize(
    ("fin", "today", "expected"),
    [
        ("2022", date(2022, 12, 31), False),
        ("2022", date(2023, 1, 1), True),
        ("2022-06", date(2022, 6, 30), False),
        ("2022-06", date(2022, 7, 1), True),
        ("2022-06-15", date(2022, 6, 15), False),
        ("2022-06-15", date(2022, 6, 16), True),
        (None, date(2099, 1, 1), False),
    ],
)
def test_a_programme_runs_to_the_last_day_that_its_end_may_mean(fin, today, expected):
    assert ended(fin, today) is expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [("2022", "en 2022"), ("2022-06", "en juin\u00a02022"), ("2022-06-30", "le 30\u00a0juin\u00a02022")],
)
def test_no_day_is_told_that_the_source_does_not_give(end, expected):
    assert bilan.ended(end) == f"programme terminé {expected}"


@pytest.mark.parametrize(
    ("done", "unset", "total", "expected"),
    [
        (0, 11, 11, "Programme terminé en 2022, bilan à produire\u202f: l’état des onze actions n’est pas documenté"),
        (0, 1, 1, "Programme terminé en 2022, bilan à produire\u202f: l’état de l’action du plan n’est pas documenté"),
        (
            7,
            1,
            11,
            (
                "Programme terminé en 2022, bilan à compléter\u202f: 7\u00a0actions sur 11 réalisées, l’état de "
                "1\u00a0action sur\u00a011 n’est pas documenté"
            ),
        ),
        (10, 0, 11, "Programme terminé en 2022\u202f: 10\u00a0actions sur 11 réalisées, selon le dernier suivi"),
    ],
)
def test_an_assessment_says_what_is_documented_and_what_is_not(done, unset, total, expected):
    assert bilan.message(done, unset, total, "2022") == expected


@pytest.mark.parametrize(("unset", "verb", "mark"), [(11, "Produire", "produire"), (4, "Compléter", "compléter")])
def test_every_page_says_alike_what_is_awaited(unset, verb, mark):
    assert bilan.mark(unset, 11) == f"◇ bilan à {mark}"
    assert f"bilan à {mark}" in bilan.message(3, unset, 11, "2022")
    assert f"bilan à {mark}" in bilan.point("Plan", unset, 11)
    assert bilan.ask("Plan", "2022", unset, 11).startswith(f"{verb} le bilan")


def test_one_assessment_or_several():
    assert bilan.tail(1) == "un programme terminé attend son bilan"
    assert bilan.tail(2) == "2 programmes terminés attendent leur bilan"


@pytest.mark.parametrize(
    ("debut", "fin", "qualificatif", "today", "expected"),
    [
        ("2015", "2020", None, date(2020, 12, 31), "en_cours"),
        ("2015", "2020", None, date(2021, 1, 1), "termine"),
        ("2015", "2020", None, date(2014, 12, 31), "a_venir"),
        (None, "2020", "2020 est l’horizon de la vision", date(2019, 6, 1), "horizon"),
        (None, "2020", "2020 est l’horizon de la vision", date(2026, 6, 1), "horizon_passe"),
        ("1995", None, "en place depuis 1995", date(2026, 6, 1), "sans_fin"),
        ("2014", None, "sans horizon", date(2026, 6, 1), "sans_fin"),
    ],
)
def test_where_a_programme_stands(debut, fin, qualificatif, today, expected):
    assert standing(debut, fin, qualificatif, today) == expected
    assert expected in STANDINGS
    assert wording.standing(expected, debut, fin)


def test_the_middle_of_a_programme_lies_between_two_countings():
    """The protocol of 2015-2020, signed on 26 June 2015: from the end of 2017 to the beginning of 2018 (P9)."""
    first, last = mid_term("2015", "2020", "2015-06-26") or (None, None)
    assert (first, last) == (date(2017, 12, 31), date(2018, 3, 29))
    assert within(date(2018, 3, 29), "2018")
    assert not within(date(2018, 3, 29), "2017")


def test_without_its_ends_a_programme_has_no_middle_and_without_a_signature_a_single_one():
    assert mid_term(None, "2020", "2015-06-26") is None
    assert mid_term("2015", None, "2015-06-26") is None
    assert mid_term("2015", "2020", None) == (date(2017, 12, 31), date(2017, 12, 31))
