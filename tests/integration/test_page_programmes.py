"""Programmes and the page of each on both bases: acts, votes, meetings, lists and money, none lent to another."""

import re
from datetime import date

import pytest

from components.block import FACT, Block, View
from components.facts import parse
from components.render import page_view
from components.static_html import to_html
from dashboard import days, ids
from dashboard.filters import Filters
from dashboard.page import NotFoundError, effective
from dashboard.pages import programme, programmes
from data.engine import Reader
from data.queries.fiche_programme import fiches_select, votes_select
from tests.dash_http import DashClient, nodes, text_of

AMIENS, SAINT_QUENTIN = "248000531", "200071892"
TI, CDC, PACTE, PLIE, CITY = "ti-2019", "cdc-2015", "pacte-2014", "plie-2001", "contrat-ville-2001"


@pytest.fixture(autouse=True)
def _at_a_date(monkeypatch):
    monkeypatch.setattr(days, "today", lambda: date(2026, 11, 22))


def _list(read: Reader, *epci: str) -> View:
    return programmes.view(read, effective(Filters(epci=epci), programmes.controls(read))[0])


def _one(read: Reader, key: str) -> View:
    return programme.view(read, Filters(programme=key))


def _blocks(view: View) -> dict[str, Block]:
    return {block.key: block for block in view.blocks}


def _rows(block: Block) -> list[dict[str, object]]:
    assert block.table is not None
    return [{str(name): value for name, value in row.items()} for row in block.table.frame.to_dict("records")]


def _words(*parts: View | Block) -> str:
    """What is shown, tags left out."""
    views = [part if isinstance(part, View) else View("", blocks=(part,)) for part in parts]
    return re.sub(r"<[^>]+>", " ", "".join(to_html(page_view(view)) for view in views)).replace("\u00a0", " ")


# --- The list


def test_the_seven_programmes_with_their_standing(read: Reader):
    view = _list(read)
    assert view.message == (
        "7\u00a0programmes\u202f: 3\u00a0terminés, 1\u00a0à l’horizon passé et 3\u00a0sans fin connue"
    )
    states = {str(row["nom"]): str(row["etat"]) for row in _rows(_blocks(view)["programmes"])}
    assert states["Pacte pour l’emploi"] == "horizon 2020, passé"
    assert states["Protocole CDC"] == "terminé en 2020"
    assert states["Amiens Cluster"] == "sans fin connue, tenu pour en cours"


@pytest.mark.piege(17)
def test_a_pact_a_protocol_and_a_contract_are_three_natures(read: Reader):
    natures = {str(row["nom"]): row["nature"] for row in _rows(_blocks(_list(read))["programmes"])}
    assert natures["Pacte pour l’emploi"] == "Pacte"
    assert natures["Territoire d’industrie 2019-2022"] == "Protocole"
    assert natures["Contrat de ville"] == "Contrat"
    meanings = {str(row["nature"]): str(row["sens"]) for row in _rows(_blocks(_list(read))["natures"])}
    assert "ni un contrat, ni un plan d’actions voté" in meanings["Protocole"]
    assert len(set(meanings.values())) == len(meanings) == 5


def test_nothing_is_added_across_programmes(read: Reader):
    """Trap 8: 718 798 € and 327 765 € are of two programmes, 1 046 563 € is of none."""
    words = _words(_list(read))
    assert "Rien ne s’additionne d’un programme à l’autre" in words
    assert "€" not in words
    for key in (PLIE, CITY):
        assert "1\u202f046\u202f563" not in _words(_one(read, key))


def test_a_territory_keeps_its_own_programmes_and_names_the_others(read: Reader):
    view = _list(read, SAINT_QUENTIN)
    assert [row["nom"] for row in _rows(_blocks(view)["programmes"])] == ["Territoire d’industrie 2019-2022"]
    assert "Protocole CDC" in view.notices[0]
    amiens = {row["nom"] for row in _rows(_blocks(_list(read, AMIENS))["programmes"])}
    assert "Territoire d’industrie 2019-2022" not in amiens
    assert len(amiens) == 5


def test_each_name_leads_to_its_page(client: DashClient, read: Reader):
    content = client.open("/programmes")[ids.CONTENT]["children"]
    links = {str(node["props"].get("href")) for node in nodes(content) if node["type"] == "Link"}
    for key in read(fiches_select())["id"]:
        assert f"/programmes/{key}" in links
        answer = client.get(f"/programmes/{key}")
        assert answer.status_code == 200
    assert client.get("/programmes/inconnu").status_code == 404


def test_a_programme_page_leaves_the_reader_s_choice_as_it_was(client: DashClient):
    before = client.open("/budget?programme=plie-2001")[ids.STATE]["data"]
    after = client.open("/programmes/cdc-2015", state=before)[ids.STATE]["data"]
    assert "/budget?programme=plie-2001" in after["liens"]
    assert after["page"] == "programmes"
    assert after["titre"].startswith("Protocole CDC")


def test_an_unknown_programme_is_not_found(read: Reader):
    for key in ("inconnu", None):
        with pytest.raises(NotFoundError):
            programme.view(read, Filters(programme=key))


# --- One programme


def test_the_message_says_what_could_not_be_established(read: Reader):
    assert _one(read, CDC).message == (
        "Protocole CDC\u202f: terminé en 2020, deux promesses échues sans preuve, aucune séance documentée, aucun "
        "montant connu"
    )
    assert _one(read, TI).message == (
        "Territoire d’industrie 2019-2022\u202f: terminé en 2022, texte non signé dans l’exemplaire lu, aucune séance "
        "documentée"
    )


@pytest.mark.piege(4)
def test_the_year_of_the_pact_comes_from_its_signature_alone(read: Reader):
    view = _one(read, PACTE)
    blocks = _blocks(view)
    record = {str(row["terme"]): row["valeur"] for row in _rows(blocks["fiche"])}
    assert str(record["Début"]) == "nan", "absent"
    acts = {str(row["acte"]): (row["date_acte"], row["etat"]) for row in _rows(blocks["actes"])}
    assert acts["Délibération, Adoption du pacte pour l’emploi et l’innovation"] == ("date non renseignée", "Adopté")
    assert acts["Signature du pacte"] == ("2014", "Signé")
    dated = [(row["date"], row["nature"]) for row in _rows(blocks["calendrier"])]
    assert [one for one in dated if one[1] in ("acte", "programme")] == [("2014", "acte"), ("2020", "programme")]


@pytest.mark.piege(7)
def test_francs_are_converted_and_stay_written(read: Reader):
    block = _blocks(_one(read, CITY))["argent"]
    by_funder = {str(row["financeur"]): row for row in _rows(block)}
    assert by_funder["État"]["montant"] == 152449
    assert by_funder["État"]["origine"] == "1\u202f000\u202f000\u202fF"
    assert any("6,55957" in limit for limit in block.limits)
    assert block.message.startswith("327\u202f765\u202f€")
    assert max(float(str(row["montant"])) for row in _rows(block)) == 175316, "Amiens Métropole, pas l’État"


@pytest.mark.piege(8)
def test_the_joint_line_stays_one_block_with_its_names(read: Reader):
    block = _blocks(_one(read, PLIE))["argent"]
    amounts = sorted(float(str(row["montant"])) for row in _rows(block))
    assert amounts == [76225, 642573]
    assert block.limits[0].startswith("Non ventilé")
    assert "Amiens Métropole et État" in block.limits[0]
    assert "321\u202f286" not in _words(block), "aucun partage par moitié"


@pytest.mark.piege(16)
def test_the_vote_is_made_again_both_ways(read: Reader):
    block = _blocks(_one(read, TI))["votes"]
    assert block.message == "69 voix pour, 2 abstentions\u202f: le compte est juste"
    found = [(row["calcule"], row["dit"], row["verdict"]) for row in _rows(block)]
    assert found == [(73, 73, "juste"), (76, 76, "juste"), (71, 71, "juste"), (71, 71, "juste")]
    words = _words(block)
    assert "73 présents ou représentés − 2 ne prennent pas part au vote = 71 votants" in re.sub(r"\s+", " ", words)
    assert "69 pour + 2 abstentions = 71 votants" in re.sub(r"\s+", " ", words)
    assert "n’est pas s’abstenir" in words
    assert "4 abstentions" not in words
    assert "unanimité" not in words


@pytest.mark.piege(16)
def test_the_unanimous_vote_is_the_other_one_and_says_what_it_lacks(read: Reader):
    block = _blocks(_one(read, PACTE))["votes"]
    assert block.message == "Unanimité déclarée, décompte non donné"
    words = _words(block)
    for part in ("les sièges", "le quorum", "les absents", "les votants", "les abstentions"):
        assert part in words
    assert {row["verdict"] == "juste" for row in _rows(block)} == {False}


@pytest.mark.piege(17)
def test_an_act_authorises_what_it_says_and_no_more(read: Reader):
    blocks = _blocks(_one(read, TI))
    acts = {str(row["acte"]): row for row in _rows(blocks["actes"])}
    vote = acts["Délibération, Protocole d’accord «\u202fTerritoires d’industrie\u202f»"]
    assert "ni le contrat, ni un budget, ni une action" in str(vote["portee"])
    assert acts["Signature du protocole d’accord 2019-2022"]["etat"] == "Non signé dans l’exemplaire lu"
    assert acts["Signature, Contrat de Territoire d’industrie, à signer sur 2019-2022"]["etat"] == "État non renseigné"
    assert "Un protocole n’est ni un contrat" in blocks["actes"].limits[0]
    blank = [row for row in acts.values() if str(row["organe"]).endswith("Haute Somme")]
    assert [row["date_acte"] for row in blank] == ["date non renseignée"]


@pytest.mark.piege(19, 27)
def test_the_lists_are_apart_and_make_no_twenty_five(read: Reader):
    view = _one(read, TI)
    blocks = _blocks(view)
    sizes = [len(_rows(blocks[key])) for key in ("priorites", "engagees")]
    assert sizes == [5, 9]
    assert blocks["axes"].message == "4\u00a0axes, 11\u00a0actions au plan"
    assert [row["actions"] for row in _rows(blocks["axes"])] == ["4", "2", "4", "1"]
    words = _words(view)
    assert "ne s’additionnent pas" in words
    assert (
        re.search(
            r"\b(25|20|16|14)\b(?! (?:sept|juil|oct)| %)",
            _words(*(blocks[key] for key in ("axes", "priorites", "engagees"))),
        )
        is None
    )
    assert "qui ne sont pas des actions" in blocks["priorites"].message


@pytest.mark.piege(23)
def test_the_frequency_belongs_to_the_protocol_alone(read: Reader):
    own = _blocks(_one(read, CDC))["seances"]
    assert "au moins une fois par an" in _words(own)
    assert own.message == "Comité des partenaires du protocole\u202f: aucune séance documentée, sur 6\u00a0années"
    assert [(row["annee"], row["seances"]) for row in _rows(own)] == [(str(year), 0) for year in range(2015, 2021)]
    other = _blocks(_one(read, TI))["seances"]
    words = _words(other)
    assert "par an" not in words
    assert "aucune fréquence fixée par le texte" in words
    assert other.message == "Aucune fréquence fixée par le texte, aucune séance documentée"
    assert "autant que de besoin" in words


def test_the_mid_term_review_is_computed_and_said_so(read: Reader):
    block = _blocks(_one(read, CDC))["calendrier"]
    rule = block.limits[0]
    assert "de déc.\u00a02017 à mars\u00a02018" in rule
    assert "Milieu calculé par Vigie" in rule
    row = next(row for row in _rows(block) if str(row["evenement"]).startswith("P9"))
    assert row["nature"] == "échéance calculée"
    assert row["date"] == "de déc.\u00a02017 à mars\u00a02018"
    order = [str(row["evenement"]).partition(",")[0] for row in _rows(block)]
    assert order[-2:] == ["P9", "Fin du programme"], "un terme est à son dernier jour"
    assert not any("mi-parcours" in limit for limit in _blocks(_one(read, TI))["calendrier"].limits)


@pytest.mark.piege(25)
def test_the_protocol_was_signed_on_the_day_of_the_fact(read: Reader):
    acts = _rows(_blocks(_one(read, CDC))["actes"])
    assert [row["date_acte"] for row in acts] == ["26\u00a0juin\u00a02015"]
    for key in read(fiches_select())["id"]:
        assert not re.search(r"\d+\s*jours? de retard|retard de \d", _words(_one(read, str(key))))


@pytest.mark.piege(12)
def test_seven_seats_of_five_members_one_of_which_is_no_epci(read: Reader):
    block = _blocks(_one(read, TI))["gouvernance"]
    assert block.message == (
        "7\u00a0sièges (3\u00a0+\u00a01\u00a0+\u00a01\u00a0+\u00a01\u00a0+\u00a01), 2\u00a0instances"
    )
    assert "sans être un EPCI de plus" in block.limits[0]
    assert any("P14" in limit and "Élargir le comité" in limit for limit in block.limits)


@pytest.mark.piege(15)
def test_the_sectors_of_a_city_are_places_and_not_economic_ones(read: Reader):
    block = _blocks(_one(read, CITY))["faits"]
    assert "trois sens" in block.limits[0]
    contents = {str(row["contenu"]) for row in _rows(block)}
    assert any(content.startswith("4\u202f: ouest") for content in contents)


def test_a_programme_without_anything_says_what_is_missing_and_who_may_give_it(read: Reader):
    view = _one(read, PLIE)
    voids = {block.key: str(block.void) for block in view.blocks if block.void is not None}
    assert set(voids) == {"promesses", "actes", "seances", "axes", "partenaires"}
    assert all("À fournir par" in words for words in voids.values())
    places = [block.void is None for block in view.blocks]
    assert places == sorted(places, reverse=True), "ce qui est connu d’abord"


def test_partners_stand_by_role_and_people_by_function(read: Reader):
    block = _blocks(_one(read, TI))["partenaires"]
    assert block.message == "7\u00a0pilotes, 2\u00a0partenaires"
    names = [str(row["nom"]) for row in _rows(block)]
    assert "Directeur général d’APEGELEC Industrie" in names
    assert "PETR Cœur des Hauts-de-France" in names


@pytest.mark.parametrize("base", ["read", "read_demonstration"])
def test_every_block_of_every_programme_is_whole(base: str, request: pytest.FixtureRequest):
    """Its table carries facts that exist, its sources, a limit; a void says who may fill it; nothing stays alone."""
    read = request.getfixturevalue(base)
    for key in read(fiches_select())["id"]:
        view = _one(read, str(key))
        assert view.blocks[0].key == "fiche"
        halves = 0
        for block in view.blocks:
            halves = 0 if block.wide else halves + 1
            assert block.void is not None or block.sources, (key, block.key)
            assert block.void is None or "fournir par" in block.void, (key, block.key)
            if block.table is None or block.key == "argent":
                continue
            assert block.table.frame[FACT].map(parse).notna().all(), (key, block.key)
        assert halves % 2 == 0


def test_the_demonstration_shows_votes_and_meetings(read_demonstration: Reader):
    blocks = _blocks(_one(read_demonstration, "ti-2023-2027"))
    assert blocks["votes"].message == "3\u00a0votes sur 3 ont un compte juste"
    assert "documentées 3 sur 4\u00a0années" in blocks["seances"].message
    words = _words(blocks["seances"])
    assert "1 séance prévue : 13 avr. 2027" in words.replace("\u202f", " ")
    assert "aucune séance documentée, 0 sur 3 années" in words
    former = _blocks(_one(read_demonstration, "ti-2019-2022"))["seances"]
    assert "documentées 2 sur 4\u00a0années" in former.message


def test_every_vote_of_the_demonstration_adds_up(read_demonstration: Reader):
    counted = 0
    for key in read_demonstration(fiches_select())["id"]:
        votes = read_demonstration(votes_select(str(key)))
        if len(votes):
            rows = _rows(_blocks(_one(read_demonstration, str(key)))["votes"])
            assert {row["verdict"] for row in rows} == {"juste"}
            counted += len(votes)
    assert counted == 5


def test_what_a_page_says_of_itself_is_its_message(client: DashClient):
    content = client.open("/programmes/ti-2019")[ids.CONTENT]["children"]
    (title,) = [node for node in nodes(content) if node["type"] == "H1"]
    assert text_of(title).startswith("Territoire d’industrie 2019-2022")
