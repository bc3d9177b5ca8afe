"""Two readers of the old documents: who asks after a review that was promised, and who looks for money in francs."""

import pytest
from playwright.sync_api import expect

from dashboard import ids

pytestmark = pytest.mark.navigateur


def _row(lecteur, block: str, words: str):
    return lecteur.tab.locator(f"#bloc-{block} tr:visible", has_text=words)


def test_mid_term_review_two_clicks_to_its_window_its_missing_proof_and_what_was_known_then(lecteur):
    lecteur.open("/programmes")
    lecteur.tab.locator("#bloc-programmes a:visible", has_text="Protocole CDC").first.click()
    lecteur.tab.wait_for_selector("#page-programme")
    lecteur.settle()
    calendar = lecteur.tab.locator("#bloc-calendrier")
    expect(calendar).to_contain_text("de déc. 2017 à mars 2018")
    expect(calendar).to_contain_text("calculé par Vigie")
    expect(_row(lecteur, "promesses", "P9")).to_contain_text("Échue sans preuve")
    expect(lecteur.tab.locator("h1")).to_contain_text("aucune séance documentée")
    lecteur.tab.locator("#bloc-promesses a", has_text="Voir le registre").click()
    lecteur.tab.wait_for_selector("#page-promesses")
    lecteur.settle()
    assert "programme=cdc-2015" in lecteur.tab.url
    expect(_row(lecteur, "registre", "P9")).to_contain_text("Échue sans preuve")
    expect(_row(lecteur, "registre", "P9")).not_to_contain_text("jours")
    control = f"#{ids.control('promesses', 'situation')}"
    lecteur.tab.locator(f"{control}-liste").select_option("autre-jour")
    lecteur.tab.locator(control).fill("2016-06-01")
    expect(_row(lecteur, "registre", "P9")).to_contain_text("À échoir")
    assert "situation=2016-06-01" in lecteur.tab.url


def test_old_money_stays_in_francs_with_its_rate_and_its_joint_funder_whole(lecteur):
    lecteur.open("/budget")
    programme = lecteur.tab.locator(f"#{ids.control('budget', 'programme')}")
    programme.select_option("contrat-ville-2001")
    lecteur.tab.wait_for_url("**programme=contrat-ville-2001*")
    lecteur.settle()
    expect(lecteur.tab.locator("h1")).to_contain_text("327\u202f765\u00a0€ annoncés pour 2001")
    state = _row(lecteur, "lignes", "1\u202f000\u202f000\u202fF")
    expect(state).to_contain_text("152\u202f449\u00a0€")
    state.locator(".origine-marque").click()
    panel = lecteur.tab.locator("#origine[open]")
    expect(panel.locator(".origine-phrase")).to_contain_text("1\u202f000\u202f000\u00a0francs dans la source")
    expect(panel.locator(".origine-phrase")).to_contain_text("1\u202f€ = 6,55957\u202fF")
    lecteur.tab.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    programme.select_option("plie-2001")
    lecteur.tab.wait_for_url("**programme=plie-2001*")
    lecteur.settle()
    split = lecteur.tab.locator("#bloc-repartition")
    joint = split.locator(".barre", has_text="État et Amiens Métropole").first
    expect(joint).to_contain_text("642\u202f573\u00a0€")
    assert "gradient" in joint.locator(".barre-part").evaluate("(one) => getComputedStyle(one).backgroundImage")
    text = lecteur.tab.locator("main").inner_text()
    assert "1\u202f046\u202f563" not in text, "deux programmes ne s’additionnent pas"
