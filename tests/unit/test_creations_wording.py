"""Sentences of the creations page: agreements, prepositions, and what they refuse to say."""

import pytest

from components.formats import NBSP, NNBSP
from components.wording import creations as wording
from components.wording import creations_zone as zone_wording
from data.model.evolution import Whole


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
        == "De 2022 à 2025, les créations d’entreprises augmentent dans 2 EPCI sur 3 et diminuent à C"
        " ; non calculable à D"
    )


def test_trend_of_nothing_comparable() -> None:
    assert wording.trend([("à A", None)], 2022, 2025) == "Évolution de 2022 à 2025 non calculable"


def test_trap_22_a_declared_figure_keeps_its_status_date_and_reserve() -> None:
    said = _plain(
        wording.declared(
            ("Amiens Métropole", "Créations de 2013"),
            1034,
            "entreprises par an",
            ("Déclaré", "2015-03-03"),
            ("périmètre inconnu", None),
        )
    )
    assert said == (
        "Hors de la courbe, déclaré : Amiens Métropole, créations de 2013, 1 034 entreprises par an (3 mars 2015). "
        "Périmètre inconnu."
    )


def test_declared_figure_without_value_is_not_zero() -> None:
    said = wording.declared(("X", "Aides"), float("nan"), "euros", ("Déclaré", "2015"), (None, None))
    assert "non renseigné euros (2015)." in said


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([("Zone d’Amiens", 39)], "X : 39 communes en zone d’Amiens"),
        ([("Zone de S", 38), ("Zone de Laon", 10)], "X : 38 communes en zone de S et 10 en zone de Laon"),
    ],
)
def test_split(shares: list[tuple[str, int]], expected: str) -> None:
    assert _plain(zone_wording.split("X", shares)) == expected


def test_zone_message_says_the_share_only_for_sectors() -> None:
    whole = zone_wording.zone_message("zone d’Amiens", [], [(2024, 4821), (2012, 2431)], (2025, 5102), None)
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
