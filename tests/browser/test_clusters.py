"""Two readers of the clusters: a journalist on the jobs, and whoever asks whether the clusters are late."""

import pytest

from dashboard import ids

pytestmark = pytest.mark.navigateur


def _claims(lecteur):
    return lecteur.tab.locator("#bloc-theses")


def test_a_journalist_goes_from_the_synthese_to_the_rival_claims_and_their_sources_in_one_click(lecteur):
    lecteur.open("/")
    lecteur.updates.clear()
    lecteur.tab.get_by_role("link", name="Voir les chiffres rivaux").click()
    lecteur.tab.wait_for_selector("#page-clusters")
    lecteur.settle()
    assert lecteur.tab.url.endswith("/clusters#bloc-theses")
    assert len(lecteur.updates) == 1
    block = _claims(lecteur)
    assert block.evaluate("(one) => one.getBoundingClientRect().top < window.innerHeight / 2")
    sizes = block.locator(".these-valeur").evaluate_all("(all) => all.map((one) => getComputedStyle(one).fontSize)")
    assert sizes == ["40px", "40px"]
    cards = block.locator(".these").all_inner_texts()
    for card, said in zip(
        cards,
        (
            ("24", "Thomas Hutin", "relayé", "janv.", "paragraphe 4"),
            ("50 à 100", "par an", "Level", "Prévision", "chapô"),
        ),
        strict=True,
    ):
        assert [words for words in said if words not in card] == []
    assert "peuvent être vrais ensemble, à condition" in block.inner_text()
    assert "France Bleu" in block.locator(".bloc-sources").inner_text()


def test_is_the_cluster_late_the_page_says_why_nobody_can_tell_from_either_origin(lecteur):
    lecteur.open("/clusters")
    assert "Pas de verdict possible" in lecteur.tab.locator("h1").inner_text()
    assert "dans la bande si l’on compte depuis 2018" in lecteur.tab.locator(".chapo").inner_text()
    lecteur.updates.clear()
    lecteur.tab.locator(f"#{ids.control('clusters', 'origine')}").select_option("conception-2014")
    lecteur.tab.wait_for_url("**origine=conception-2014*")
    lecteur.settle()
    assert len(lecteur.updates) == 1
    assert "très en dessous si l’on compte depuis 2014" in lecteur.tab.locator(".chapo").inner_text()
    assert "Pas de verdict possible" in lecteur.tab.locator("h1").inner_text()


def test_is_the_cluster_late_a_verdict_since_the_origin_then_for_the_last_year(lecteur_de_demonstration):
    reader = lecteur_de_demonstration
    reader.open("/clusters")
    assert "231" in reader.tab.locator("h1").inner_text()
    assert "dans la bande attendue" in reader.tab.locator("h1").inner_text()
    reader.updates.clear()
    reader.tab.locator(f"#{ids.control('clusters', 'vue')}").select_option("an")
    reader.tab.wait_for_url("**vue=an*")
    reader.settle()
    assert len(reader.updates) == 1
    title = reader.tab.locator("h1").inner_text()
    assert title.startswith("En 2025")
    assert "par an" in title
    assert "n.c. (secret statistique)" in reader.tab.locator("#bloc-annees").inner_text()
