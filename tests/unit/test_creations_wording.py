"""Sentences of the creations page: agreements, prepositions, and what they refuse to say."""

import pytest

from components.formats import NBSP, NNBSP
from components.wording import creations as wording
from components.wording import creations_breaks as break_wording
from components.wording import creations_zone as zone_wording
from components.wording import ruptures, zones
from components.wording.claims import with_unit
from components.wording.ruptures import Cut
from data.model.evolution import Whole

CUT: Cut = ("perimetre", "2022", [])
FIELD: Cut = ("champ", "2017", ["A", "B"])


def _plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


@pytest.mark.parametrize(
    ("whole", "change", "expected"),
    [
        (Whole(2655, 1, 1), (2024, 149), "2 655 entreprises créées en 2025 ici, 149 de plus qu’en 2024"),
        (Whole(1, 1, 1), (2024, -3), "1 entreprise créée en 2025 ici, 3 de moins qu’en 2024"),
        (Whole(0, 1, 1), (2024, 0), "0 entreprise créée en 2025 ici, autant qu’en 2024"),
        (Whole(12, 1, 1), None, "12 entreprises créées en 2025 ici"),
        (Whole(None, 3, 4), (2024, 5), "Total de 2025 non calculable ici : 3 EPCI sur 4 renseignés"),
        (Whole(None, 1, 4), None, "Total de 2025 non calculable ici : 1 EPCI sur 4 renseigné"),
    ],
)
def test_message(whole: Whole, change: tuple[int, float] | None, expected: str) -> None:
    assert _plain(wording.message("ici", 2025, whole, change)) == expected


def test_places_name_one_epci_and_count_several() -> None:
    amiens, other = "à Amiens Métropole", "dans l’Est de la Somme"
    assert wording.places([amiens], chosen=True) == "à Amiens Métropole"
    assert _plain(wording.places([amiens, other], chosen=True)) == "dans les 2 EPCI choisis"
    assert _plain(wording.places([amiens, other], chosen=False)) == "dans les 2 EPCI suivis"


def test_trend_counts_rises_and_names_falls() -> None:
    changes = [("à A", 3.0), ("à B", 1.0), ("à C", -2.0), ("à D", None)]
    assert (
        _plain(wording.trend(changes, 2022, 2025))
        == "De 2022 à 2025, les créations d’entreprises augmentent dans 2 EPCI sur 4 et diminuent à C"
        " ; non calculable à D"
    )


def test_trend_of_a_rise_everywhere_does_not_count_all_of_all() -> None:
    changes = [("à A", 3.0), ("à B", 1.0)]
    assert _plain(wording.trend(changes, 2022, 2025)).endswith("augmentent dans les 2 EPCI")


def test_trend_of_nothing_comparable() -> None:
    assert wording.trend([("à A", None)], 2022, 2025) == "Évolution de 2022 à 2025 non calculable"
    assert _plain(wording.trend([("à A", [CUT])], 2018, 2025)) == (
        "Évolution de 2018 à 2025 non calculable : rupture de série (autre périmètre, 2022)"
    )
    assert _plain(wording.trend([("à A", [CUT]), ("à B", None), ("à C", [CUT])], 2018, 2025)) == (
        "Évolution de 2018 à 2025 non calculable à A et à C : rupture de série (autre périmètre, 2022)"
        " ; non calculable à B"
    )


def test_rule_5_what_a_break_refuses_says_so_with_its_cause_and_its_date() -> None:
    assert _plain(ruptures.refused([CUT, FIELD])) == (
        "non calculable : rupture de série (autre périmètre, 2022 ; autre champ, 2017, A et B)"
    )
    assert _plain(wording.message("ici", 2022, Whole(9, 1, 1), (2021, [CUT]))) == (
        "9 entreprises créées en 2022 ici, évolution depuis 2021 non calculable : rupture de série "
        "(autre périmètre, 2022)"
    )
    assert _plain(zone_wording.zone_message("zone d’A", [], [(2016, [FIELD])], (2017, 9), None)) == (
        "9 établissements créés en 2017 dans la zone d’A, évolution depuis 2016 non calculable : rupture de série "
        "(autre champ, 2017, A et B)"
    )


@pytest.mark.piege(22)
def test_a_declared_figure_keeps_its_status_date_and_reserve() -> None:
    said = _plain(
        wording.declared(
            ("Amiens Métropole", "Créations de 2013"),
            "1\u202f034 entreprises par an",
            ("Déclaré", "2015-03-03"),
            ("périmètre inconnu", None),
        )
    )
    assert said == (
        "Hors de la courbe, déclaré : Amiens Métropole, créations de 2013, 1 034 entreprises par an (3 mars 2015). "
        "Périmètre inconnu."
    )


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((1034.0, None, None), "1 034 euros"),
        ((None, 50.0, 100.0), "50 à 100 euros"),
        ((None, None, None), "non chiffré"),
        ((float("nan"), float("nan"), float("nan")), "non chiffré"),
    ],
)
def test_a_claim_has_its_range_and_none_without_value_is_zero(bounds: tuple[float | None, ...], expected: str) -> None:
    names = ("valeur", "valeur_min", "valeur_max")
    assert _plain(with_unit({**dict(zip(names, bounds, strict=True)), "unite": "euros"})) == expected


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([("Zone d’Amiens", 39)], "X : 39 communes en zone d’Amiens"),
        ([("Zone de S", 38), ("Zone de Laon", 10)], "X : 38 communes en zone de S et 10 en zone de Laon"),
    ],
)
def test_split(shares: list[tuple[str, int]], expected: str) -> None:
    assert _plain(zones.split("X", shares)) == expected


def test_zone_message_says_the_share_only_for_sectors() -> None:
    whole = zone_wording.zone_message("zone d’Amiens", [], [(2024, 4821, 281), (2012, 2431, 2671)], (2025, 5102), None)
    assert (
        _plain(whole) == "5 102 établissements créés en 2025 dans la zone d’Amiens, 281 de plus qu’en 2024"
        " ; ils étaient 2 431 en 2012"
    )
    part = zone_wording.zone_message("zone d’Amiens", ["Industrie"], [], (2025, 514), 10.07)
    assert _plain(part) == "514 établissements créés en 2025 dans la zone d’Amiens (industrie), 10 % du total"


def test_sector_message_does_not_repeat_a_sector() -> None:
    said = _plain(zone_wording.sector_message(("Industrie", 10.0), ("Industrie", 133, 514), 2012, 2025))
    assert said == "Industrie : 10 % des établissements créés en 2025, 514 contre 133 en 2012"


def test_then_now_with_a_missing_value() -> None:
    assert zone_wording.then_now(133, None) == "133 → non renseigné"
    assert zone_wording.then_now(None, 514) == "514"


def test_hover_says_missing() -> None:
    assert _plain(wording.hover("X", 2025, float("nan"), "entreprises")) == "X, 2025 : non renseigné"


@pytest.mark.parametrize(("first", "last", "expected"), [(2025, 2025, "T, 2025"), (2022, 2025, "T, de 2022 à 2025")])
def test_caption(first: int, last: int, expected: str) -> None:
    assert wording.caption("T", first, last) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([("à A", 8.11)], "8,1 à A"),
        ([("à A", 8.11), ("à B", 14.4)], "8,1 à A et 14,4 à B"),
        ([("à A", 8.11), ("à C", 9), ("à B", 14.4)], "8,1 à A et 14,4 à B, les autres entre les deux"),
    ],
)
def test_extent_says_the_others_only_when_there_are(values: list[tuple[str, float]], expected: str) -> None:
    said = _plain(wording.extent("pour-1000", 2025, 2022, values))
    assert said == f"En 2025, créations d’entreprises pour 1 000 habitants : {expected}"


def test_extent_names_what_has_no_index() -> None:
    said = _plain(wording.extent("indice", 2025, 2018, [("à A", 123), ("à B", 145)], [("à C", None), ("à D", [CUT])]))
    assert said == (
        "Base 100 en 2018 : en 2025, les créations d’entreprises sont à l’indice 123 à A et 145 à B"
        " ; non calculable à C ; non calculable à D : rupture de série (autre périmètre, 2022)"
    )


@pytest.mark.parametrize(
    ("value", "before", "expected"),
    [
        (129.4, ["autre champ"], "indice 129 pour les établissements créés ici ; avant 2017, autre champ"),
        (129.4, [], "indice 129 pour les établissements créés ici"),
        (None, [], "indice non renseigné pour les établissements créés ici"),
    ],
)
def test_index_message_tells_the_base_and_the_break(value: float | None, before: list[str], expected: str) -> None:
    said = _plain(wording.index_message("établissements créés ici", 2017, 2025, value, before))
    assert said == f"Base 100 en 2017 : en 2025, {expected}"


def test_a_break_is_told_with_its_cause_its_territory_and_what_it_forbids() -> None:
    said = _plain(break_wording.break_limit(2022, "perimetre", ["A"], "7 communes contre 6.", break_wording.STOPPED))
    assert said == (
        "Rupture de série en 2022 (autre périmètre, A) : 7 communes contre 6. "
        "Aucune évolution n’est calculée de part et d’autre ; l’indice s’arrête là."
    )
    assert _plain(break_wording.break_limit(2017, "champ", [], "", break_wording.COUNTED)) == (
        "Rupture de série en 2017 (autre champ). Aucune évolution n’est calculée de part et d’autre."
    )


@pytest.mark.parametrize(("names", "expected"), [([], ""), (["A"], "<br>A"), (["A", "B"], "<br>2 territoires")])
def test_a_break_mark_names_one_territory_and_counts_several(names: list[str], expected: str) -> None:
    assert _plain(break_wording.break_mark(2022, "champ", names)) == f"2022 : autre champ{expected}"


def test_a_jump_says_who_published_it_what_carries_it_and_that_nothing_explains_it() -> None:
    said = break_wording.jump_limit(
        "", (2017, 2018), (2619, 3480, 32.9), ("Commerce", 67.6, (852, 1434)), [3.2, 6.2, 12.2]
    )
    assert _plain(said) == (
        "De 2017 à 2018, saut de 2 619 à 3 480 (+33 %) dans les chiffres du producteur ; « Commerce » en porte 68 % "
        "(852 à 1 434). Aucune source de cette base ne l’explique ni n’y signale de rupture. "
        "Dans les 3 autres zones de la base : de +3 % à +12 %."
    )
    alone = _plain(break_wording.jump_limit("Somme", (2017, 2018), (100, 140, 40), None, []))
    assert alone.startswith("Somme : de 2017 à 2018, saut de 100 à 140 (+40 %) dans les chiffres du producteur. Aucune")
