"""The card of rival claims on other subjects than the clusters: jobs of the call centres, new firms, unemployment."""

import pandas as pd
import pytest

from components.block import Block
from components.formats import NBSP, NNBSP
from components.render import block_card
from components.static_html import to_html
from dashboard.blocks.claims import claims_block
from data.engine import Reader
from data.queries.affirmations import affirmations_select


def _block(read: Reader, indicateur: str) -> Block:
    claims = read(affirmations_select([indicateur]))
    return claims_block(read, claims, key="theses", title="Chiffres avancés", void="À fournir par la collectivité")


def _text(block: Block) -> str:
    return to_html(block_card(block)).replace(NBSP, " ").replace(NNBSP, " ")


@pytest.mark.piege(6)
def test_jobs_of_the_call_centre_era_stand_side_by_side_and_never_add_up(read: Reader):
    block = _block(read, "emplois_relation_client")
    text = _text(block)
    assert text.count('class="these-valeur"') == 3
    for said in (">3 500<", ">1 300<", ">300<", "plus de", "compris dans le chiffre de la métropole"):
        assert said in text
    assert block.message.startswith("Trois chiffres qui ne comptent pas la même chose")
    assert text.count("que leurs périmètres diffèrent vraiment") == 3
    assert "Vérifiable" not in text
    for mixed in ("5 100", "4 800", "1 600", "1 700", "3 800"):
        assert mixed not in text


@pytest.mark.parametrize(
    ("indicateur", "value", "said"),
    [
        ("entreprises_industrielles_nouvelles", "9", "entreprises par an"),
        ("ecart_chomage_national", "2", "points"),
        ("emplois_centre_autoroute", "20", "non précisée"),
    ],
)
def test_a_single_claim_says_that_nothing_supports_it(read: Reader, indicateur: str, value: str, said: str):
    block = _block(read, indicateur)
    assert block.message == "Un seul chiffre est avancé, que rien ne recoupe"
    text = _text(block)
    assert f">{value}<" in text
    assert said in text
    assert "vrais ensemble" not in text


def test_nothing_claimed_says_what_to_ask(read: Reader):
    block = _block(read, "inconnu")
    assert (block.message, block.void) == (
        f"Chiffres avancés{NNBSP}: aucun chiffre avancé",
        "À fournir par la collectivité",
    )


def test_two_claims_that_nothing_sets_apart_contradict_each_other(read: Reader):
    one = read(affirmations_select(["entreprises_industrielles_nouvelles"]))
    other = one.assign(id="rivale", fait="affirmation:rivale", valeur=[type(one["valeur"].iloc[0])(12.0)])
    block = claims_block(read, pd.concat([one, other]), key="theses", title="Chiffres avancés", void="")
    assert block.message == "Deux chiffres avancés, qui se contredisent"
    text = _text(block)
    assert "ne peuvent être vrais ensemble" in text
    assert "l’un des deux est faux, ou la façon de compter n’est pas la même" in text
