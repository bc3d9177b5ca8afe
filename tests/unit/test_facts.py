"""References to facts: what they name, how they are joined, what is no reference."""

from urllib.parse import unquote

import pytest

from components import facts
from components.facts import MOST, SHARE, SUM, href, joined, parse


def test_a_reference_names_its_fact():
    assert parse("observation:1234") == facts.Facts((("observation", "1234"),))
    assert parse("subvention:fonds-vert-2023:11317082") == facts.Facts((("subvention", "fonds-vert-2023:11317082"),))


@pytest.mark.parametrize("text", ["observation:1+comite:copil", "observation:1 + comite:copil"])
def test_several_facts_are_joined(text):
    found = parse(text)
    assert found is not None
    assert found.named == (("observation", "1"), ("comite", "copil"))
    assert (found.rule, found.count) == ("", 2)


def test_a_rule_stands_around_the_facts_of_a_figure():
    reference = joined(["observation:1", "observation:2"], SHARE)
    assert reference == "part(observation:1+observation:2)"
    found = parse(reference)
    assert found is not None
    assert (found.rule, found.count) == (SHARE, 2)


def test_joining_keeps_each_fact_once_in_order_and_forgets_inner_rules():
    assert joined(["somme(axe:b+axe:a)", "axe:b", None, float("nan"), "", "axe:c"]) == "axe:b+axe:a+axe:c"
    assert joined([]) == ""
    assert joined([None], SUM) == ""


def test_the_sum_of_one_fact_is_that_fact():
    assert joined(["axe:a"], SUM) == "axe:a"
    assert joined(["axe:a"], SHARE) == "part(axe:a)"


def test_facts_beyond_the_first_are_counted_and_stay_counted():
    many = joined([f"observation:{rank}" for rank in range(MOST + 5)], SUM)
    found = parse(many)
    assert found is not None
    assert (len(found.named), found.others, found.count) == (MOST, 5, MOST + 5)
    again = parse(joined([many], SUM))
    assert again is not None
    assert again.count == MOST + 5


def test_an_address_holds_the_reference():
    reference = "part(suivi_action:ti-1@2026-09+ligne_budget:x~2)"
    assert unquote(href(reference).removeprefix(facts.FRAGMENT)) == reference
    assert " " not in href("affirmation:é")


HOSTILE = [
    "",
    "observation",
    "observation:",
    ":12",
    "observation:1 OR 1=1",
    "observation:1'--",
    "somme(observation:1",
    "somme(somme(observation:1))",
    "+",
    "12",
    "observation:1+",
    "observation:1++observation:2",
    "Observation:1",
    "observation:\x00",
    "observation:1\n",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "observation:1#fait",
    "x" * 100_000,
    "observation:" + "9" * 400,
    None,
    12,
    ["observation:1"],
    {"observation": 1},
]


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if text != "observation:1'--"], ids=lambda text: str(text)[:24]
)
def test_what_names_no_fact_is_no_reference(text):
    assert parse(text) is None
