"""Words of a situation: a day that a vague date may mean at the latest is said as such."""

from datetime import date

from components.wording import situation as wording


def test_the_last_day_of_a_vague_date_is_never_told_as_the_day_it_was_known():
    last = date(2020, 12, 31)
    assert "au plus tard le 31" in wording.only_since(last)
    assert "au plus tard le 31" in wording.nothing_lead(last)
    assert "à coup sûr" in wording.zones_since(last)
    assert wording.only_since(None) == ""
