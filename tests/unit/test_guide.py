"""The guide of each page: a few short steps, each about something that can be pointed at."""

import pytest

from components import guide
from components.static_html import to_html
from dashboard.pages import PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_guide_is_read_in_two_minutes(page):
    assert 4 <= len(page.guide) <= 6
    words = [len(f"{step.title} {step.text}".split()) for step in page.guide]
    assert max(words) <= 60
    # Two hundred words a minute, slowly.
    assert sum(words) <= 300


def test_two_steps_never_say_the_same_thing():
    said = [step.text for page in PAGES for step in page.guide]
    assert len(said) == len(set(said))


def test_a_step_is_about_a_block_or_a_place_of_the_page():
    assert guide.selector("bloc-courbe") == "#bloc-courbe"
    assert guide.selector("filtres") == ".filtres"
    assert guide.selector("titre") == ".page-tete"


def test_the_steps_wait_hidden_in_the_page():
    page = next(page for page in PAGES if page.key == "clusters")
    html = to_html(guide.steps(page.key, page.guide))
    assert html.startswith('<ol class="guide-etapes" hidden data-page="clusters">')
    assert html.count("<li") == len(page.guide)
    assert 'data-cible="#bloc-courbe"' in html


def test_nothing_of_the_guide_shows_before_it_is_asked():
    html = to_html(guide.frame())
    assert 'id="guide-invitation" class="guide-boite guide-invitation" hidden' in html
    assert 'role="dialog"' in html
    assert html.count(" hidden") == 2
