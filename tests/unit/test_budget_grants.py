"""Grants on made-up rows: what is missing is never zero, and two schemes are never one."""

import json
from typing import Any

import pandas as pd
from plotly.io.json import to_json_plotly

from components import theme
from components.block import Block
from components.formats import NBSP, NNBSP
from components.wording import budget_grants as wording
from dashboard.blocks.budget_grants import grants_block
from dashboard.filters import Filters
from data.engine import Reader
from tests.dash_http import nodes

COLUMNS = (
    "dispositif",
    "annee",
    "axe_dispositif",
    "demarche",
    "projet",
    "beneficiaire",
    "siren",
    "territoire",
    "suivi",
)


def _grant(rank: int, **changes: Any) -> dict[str, Any]:
    told = ("Fonds vert", 2023, 1, "Rénovation", f"Projet {rank}", f"Bénéficiaire {rank}", "1", "Ici", True)
    place = {
        "id": f"s{rank}",
        "fait": f"subvention:s{rank}",
        "territoire_id": "epci:1",
        "montant": 100.0,
        "engage": True,
    }
    fact = {"statut": "constate", "illustratif": False, "connu_le": "2023", "source_id": "source"}
    row = {**dict(zip(COLUMNS, told, strict=True)), **place, **fact, **changes}
    return {**row, "territoire_id": f"epci:{row['siren']}"}


def _block(*grants: dict[str, Any]) -> Block:
    people = pd.DataFrame(
        {"territoire_id": ["epci:1", "epci:2"], "valeur": [10.0, 10.0], "annee": [2020, 2020]}
        | {"statut": "constate", "illustratif": False, "connu_le": "2023", "source_id": "source"}
    )
    source = pd.DataFrame(
        {"id": ["source"], "titre": "Titre", "producteur": "Producteur", "adresse": "https://example.org/"}
    )

    def read(statement: Any) -> pd.DataFrame:
        text = str(statement)
        if "FROM source" in text or "JOIN source" in text:
            return source.reindex(columns=[column.name for column in statement.selected_columns])
        return pd.DataFrame(list(grants)).astype({"montant": "float64"}) if "subvention" in text else people

    reader: Reader = read
    return grants_block(reader, Filters())


def _rows(block: Block) -> list[dict[str, Any]]:
    assert block.table is not None
    return [{str(key): value for key, value in row.items()} for row in block.table.frame.to_dict("records")]


def test_grants_without_an_amount_are_not_zero_euro():
    block = _block(_grant(1, montant=None), _grant(2, montant=None))
    (row,) = _rows(block)
    assert pd.isna(row["montant"])
    assert row["valeur"] == "non renseigné"
    assert "aucun chiffré" in block.message
    assert "0" not in block.message.replace("2023", "")


def test_a_sum_with_missing_amounts_says_how_many_it_holds():
    one = _block(_grant(1), _grant(2, montant=None))
    assert "1 sur 2 chiffré" in one.message
    assert "1 sur 2 chiffré" in _rows(one)[0]["detail"]
    two = _block(_grant(1), _grant(2, siren="2", territoire="Là"), _grant(3, axe_dispositif=2, montant=None))
    here, _ = (next(row for row in _rows(two) if row["territoire"] == name) for name in ("Ici", "Là"))
    assert "1 sur 2 chiffré" in here["detail"]
    assert "par habitant" not in here["detail"], "un montant manque"
    assert two.bars is not None
    drawn = [one["props"] for one in nodes(json.loads(to_json_plotly(two.bars)))]
    parts = [one for one in drawn if one.get("title") and one.get("className") != "origine-marque"]
    assert len(parts) == 2, "la part inconnue d’une barre n’a pas de place"


def test_two_schemes_keep_their_titles_sums_and_colours():
    others = {"dispositif": "DETR", "annee": 2024}
    block = _block(_grant(1), _grant(2, siren="2", territoire="Là"), _grant(3, **others, montant=7.0))
    assert "Fonds vert 2023" in block.message
    assert "DETR 2024" in block.message
    assert f"200{NBSP}€" in block.message.replace("\u202f", NBSP)
    assert "207" not in block.message
    found = _rows(block)
    assert {row["section"] for row in found} == {"Fonds vert", "DETR"}
    assert [row["montant"] for row in found if row["dispositif"] == "DETR"] == [7.0]
    colours = {row["dispositif"]: row["couleur"] for row in found}
    assert colours["DETR"] != colours["Fonds vert"]
    assert block.table is not None
    assert "dispositif" in [column.name for column in block.table.columns]
    alone = _rows(_block(_grant(1), _grant(3, **others, montant=7.0)))
    assert [(row["section"], row["montant"]) for row in alone] == [
        ("DETR, axe\u00a01", 7.0),
        ("Fonds vert, axe\u00a01", 100.0),
    ]


def test_a_grant_of_a_local_authority_is_awarded_and_never_said_committed():
    theirs = {"dispositif": "Aides de la CA", "engage": False}
    state, local, both = _block(_grant(1)), _block(_grant(1, **theirs)), _block(_grant(1), _grant(2, **theirs))
    assert f"100{NNBSP}€ engagés pour 1{NBSP}projet" in state.message
    assert f"100{NNBSP}€ attribués pour 1{NBSP}projet" in local.message
    assert "engagé" not in local.message
    assert ["engagés" in part for part in both.message.split(NNBSP + ";")] == [False, True]
    heads = [next(one.label for one in found.table.columns if one.name == "montant") for found in (state, local, both)]  # type: ignore[union-attr]
    assert heads == ["Montant engagé", "Montant attribué", "Montant engagé ou attribué"]


def test_years_that_follow_one_another_are_a_span():
    assert wording.name("Fonds vert", [2023]) == "Fonds vert 2023"
    assert wording.name("Fonds vert", [2022, 2023]) == "Fonds vert 2022 et 2023"
    assert wording.name("Fonds vert", [2021, 2022, 2023]) == "Fonds vert 2021 à 2023"
    assert wording.name("Fonds vert", [2019, 2022, 2023]) == "Fonds vert 2019, 2022 et 2023"


def test_two_schemes_never_share_a_colour_nor_take_that_of_a_programme_axis():
    block = _block(_grant(1), _grant(2, dispositif="Autre fonds"), _grant(3, axe_dispositif=2))
    assert block.table is not None
    colours = set(block.table.frame["couleur"])
    assert len(colours) == 3
    assert not colours & set(theme.AXES)
