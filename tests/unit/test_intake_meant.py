"""What a person surely meant: proposed when there is one answer, never when there are two."""

import pytest

from data.intake.meant import date_meant, nearest, number_meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12 000,50 €", "12000.5"),
        ("1\u202f200 euros", "1200"),
        ("30 %", "30"),
        ("12 k€", ""),
        ("environ 12", ""),
        ("", ""),
    ],
)
def test_a_number_with_its_unit(text: str, meant: str):
    assert number_meant(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9 avril 2026", "2026-04-09"),
        ("1er août 2026", "2026-08-01"),
        ("avril 2026", "2026-04"),
        ("09/04/26", "2026-04-09"),
        ("31/02/26", ""),
        ("printemps 2026", ""),
    ],
)
def test_a_date_written_out(text: str, meant: str):
    assert date_meant(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("Voté", "vote"), ("COPIL", "copil"), ("annonce sans date", "annonce_sans_date"), ("zzz", "")]
)
def test_a_value_but_for_case_and_accents(text: str, meant: str):
    assert nearest(text, ("vote", "copil", "annonce_sans_date")) == meant


def test_a_row_called_by_its_name_unless_two_bear_it():
    names = {"ti-2019": {"Territoire d’industrie"}, "a10:BE": {"Industrie"}, "a17:BE": {"Industrie"}}
    assert nearest("territoire d'industrie", names, names) == "ti-2019"
    assert nearest("INDUSTRIE", names, names) == ""
