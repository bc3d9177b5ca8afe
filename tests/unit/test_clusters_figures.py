"""Charts and words of the clusters: what is hollow, dashed or filled, and where names may stand."""

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components import theme
from components.figures import clusters as figures
from components.formats import NBSP, NNBSP
from components.rival_claims import rival_claims
from components.static_html import to_html
from components.wording import claims
from components.wording import clusters as wording
from components.wording import clusters_limits as limits
from components.wording import clusters_members as members_wording
from components.wording import clusters_verdict as verdicts
from data.model import bande
from data.model.affirmations import Said
from data.model.maturite import Band, Ramp

TOGETHER = Band(lent=(Ramp(50, 10),), rapide=(Ramp(100, 5),))
CLAIM: dict[str, Any] = {
    "nature": "affirmation",
    "vue": "cumul",
    "date_valeur": "2020-01",
    "fin": False,
    "moment": 2020.0,
    "valeur": Said(24.0),
    "qualificatif": None,
    "flux_stock_connu": False,
    "statut": "declare",
    "illustratif": False,
    "conteste": True,
    "relayee": True,
}
PLACE: dict[str, Any] = {
    **CLAIM,
    "date_origine": "2018",
    "age": 2.0,
    "bas": 10.0,
    "haut": 40.0,
    "place": "dans",
    "obstacles": ("periode", "contestee", "relayee", "age"),
    "jugee": False,
}
COUNT = {
    **CLAIM,
    "nature": "observation",
    "date_valeur": "2025",
    "fin": True,
    "conteste": False,
    "relayee": False,
    "statut": "constate",
    "illustratif": False,
}


def _counts(*statuts: str) -> list[dict[str, Any]]:
    return [
        {
            **COUNT,
            "date_valeur": str(2018 + rank),
            "moment": 2019.0 + rank,
            "valeur": 20.0 * (rank + 1),
            "statut": statut,
            "illustratif": False,
        }
        for rank, statut in enumerate(statuts)
    ]


def _maturity(*points: dict[str, Any], origin: str = "2018", due: float = 2023) -> go.Figure:
    band = bande.curve(TOGETHER, origin)
    return figures.maturity(band, ("lent", "rapide"), pd.DataFrame(points), (due, "verdict"), band["moment"].min())


def _named(figure: go.Figure, name: str) -> Any:
    return next(trace for trace in figure.data if trace.name == name)


def test_the_band_is_filled_between_two_named_edges():
    figure = _maturity(CLAIM)
    slow, fast = figure.data[:2]
    assert (slow.name, fast.name, fast.fill) == ("Bord lent", "Bord rapide", "tonexty")
    assert list(slow.y)[2:3] + list(fast.y)[2:3] == [10, 40]
    edges = [note for note in figure.layout.annotations if note.x == 1]
    assert [(note.text, note.y) for note in edges] == [("lent", 250), ("rapide", 750)]


@pytest.mark.piege(1)
def test_the_claim_is_one_hollow_mark_at_its_own_date_and_no_line_is_fitted():
    claim = _named(_maturity(CLAIM), wording.CLAIM)
    assert (list(claim.x), list(claim.y), claim.mode) == ([2020.0], [24.0], "markers")
    assert claim.marker.color == theme.PAPER
    assert claim.marker.line.color == theme.ACCENT


def test_one_observed_point_draws_no_line():
    assert _named(_maturity(*_counts("constate")), "Constaté").mode == "markers"


def test_observed_declared_and_forecast_differ_in_mark_or_line():
    figure = _maturity(*_counts("constate", "constate", "declare", "prevision", "prevision"))
    looks = {name: _named(figure, name) for name in ("Constaté", "Déclaré", "Prévision")}
    assert {name: (trace.line.dash, trace.marker.color, trace.marker.symbol) for name, trace in looks.items()} == {
        "Constaté": ("solid", theme.INK, "circle"),
        "Déclaré": ("solid", theme.PAPER, "circle"),
        "Prévision": ("dash", theme.PAPER, "diamond"),
    }
    # Each line starts from the last mark of the stronger status, drawn once.
    assert list(looks["Prévision"].x) == [2021, 2022, 2023]
    assert looks["Prévision"].marker.size[0] == 0


@pytest.mark.parametrize(("origin", "due", "side"), [("2018", 2023.0, "left"), ("2014", 2019.0, "right")])
def test_names_stand_above_the_plot_away_from_the_lines(origin: str, due: float, side: str):
    figure = _maturity(CLAIM, *_counts("constate", "constate"), origin=origin, due=due)
    labels = [note for note in figure.layout.annotations if note.x != 1]
    highest_curve = 750
    two_lines = 42
    assert len(labels) == 3
    assert all(note.yanchor == "top" and note.y > highest_curve for note in labels)
    heights = sorted(note.y for note in labels)
    scale = figure.layout.yaxis.range[1] / (figures.CURVE_HEIGHT - 40)
    assert all((high - low) / scale >= two_lines - 1 for low, high in pairwise(heights))
    assert (heights[0] - highest_curve) / scale >= two_lines
    verdict = min(labels, key=lambda note: note.y)
    assert (verdict.text, verdict.xanchor) == ("verdict", side)
    # The line of the claim stops under the row that names it: it crosses no other name.
    claim_row = next(note for note in labels if note.font.color == theme.ACCENT)
    assert all(shape.y1 < claim_row.y for shape in figure.layout.shapes)
    # Names start from the edge of the chart: a phone has room for the longest.
    assert (claim_row.xref, claim_row.x, claim_row.xshift) == ("paper", 0, -figure.layout.margin.l)


def test_a_break_stops_under_every_name_and_has_its_own():
    band = bande.curve(TOGETHER, "2018")
    figure = figures.maturity(
        band, ("", ""), pd.DataFrame([CLAIM]), (2023.0, "verdict"), 2018.0, breaks=[(2021, "2021 : autre champ")]
    )
    (line,) = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    names = [note for note in figure.layout.annotations if note.x != 1]
    assert [note.text for note in names if "rupture" in note.text] == ["┊ 2021 : autre champ<br>rupture de série"]
    assert (line.x0, line.x1) == (2021.5, 2021.5)
    row = min(abs(one.y - other.y) for one, other in pairwise(sorted(names, key=lambda note: note.y)))
    assert all(line.y1 <= note.y - row + 1e-6 for note in names)


def test_years_are_thinned_before_they_touch():
    assert list(_maturity(CLAIM).layout.xaxis.tickvals) == [2018, 2020, 2022, 2024, 2026, 2028]
    longer = figures.maturity(bande.curve(TOGETHER, "2018", 2031), ("", ""), pd.DataFrame([CLAIM]), None, 2018.0)
    assert list(longer.layout.xaxis.tickvals) == list(range(2018, 2031, 2))


def test_without_a_band_there_is_no_line_of_verdict():
    empty = pd.DataFrame(columns=list(bande.CURVE_COLUMNS), dtype=float)
    figure = figures.maturity(empty, ("", ""), pd.DataFrame(_counts("constate", "declare")), None, 2018.0)
    assert len(figure.layout.shapes) == 0
    assert {trace.name for trace in figure.data} == {"Constaté", "Déclaré"}
    assert figure.layout.yaxis.range[0] == 0


def test_only_traces_of_the_vendored_bundle_and_no_tag_that_would_be_an_inline_style():
    for figure in (_maturity(CLAIM, *_counts("constate", "prevision")), figures.places(pd.DataFrame([PLACE]))):
        assert {trace.type for trace in figure.data} <= {"scatter", "bar", "pie"}
        assert "<b>" not in figure.to_json()
        assert "<extra></extra>" in figure.data[-1].hovertemplate


def test_places_draw_each_band_at_its_age_and_judge_only_what_may_be():
    judged = {
        **PLACE,
        **COUNT,
        "jugee": True,
        "valeur": 120.0,
        "bas": 160.0,
        "haut": 550.0,
        "place": "en_dessous",
        "age": 8.0,
    }
    figure = figures.places(pd.DataFrame([PLACE, judged]))
    bars, marks = figure.data
    assert list(bars.base) == [10, 160]
    assert list(bars.x) == [30, 390]
    assert list(marks.marker.color) == [theme.PAPER, theme.INK]
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] >= 550


def test_no_verdict_says_why_and_never_that_clusters_fail():
    text = verdicts.no_verdict_message(PLACE)
    assert "24" in text
    assert "sans période, relayé par un tiers et contesté" in text
    assert verdicts.no_verdict_message({**PLACE, "obstacles": ("age",)}).endswith("vient trop tôt, avant cinq ans")
    assert "à titre indicatif" in wording.curve_message(PLACE)
    assert "à titre indicatif" in wording.point_label(PLACE)


def test_a_verdict_keeps_status_band_and_names_of_a_part():
    judged = {**PLACE, **COUNT, "jugee": True, "valeur": 120.0, "bas": 160.0, "haut": 550.0, "place": "en_dessous"}
    text = verdicts.verdict_message(judged, [])
    assert (
        text == f"Fin 2025, 120{NBSP}emplois constatés depuis 2018{NNBSP}: en dessous de la bande attendue (160 à 550)"
    )
    assert verdicts.verdict_message({**judged, "statut": "declare"}, ["e-santé"]).startswith(
        f"e-santé, fin 2025, 120{NBSP}emplois déclarés"
    )


def test_places_message_names_the_origins_from_which_nothing_can_be_counted():
    other = {**PLACE, "date_origine": "2014", "place": "tres_en_dessous"}
    assert (
        verdicts.places_message([PLACE, other], [])
        == "24 serait, à titre indicatif, dans la bande depuis 2018 et très en dessous depuis 2014"
    )
    assert "quelle que soit l’origine" in verdicts.places_message([PLACE, {**other, "place": "dans"}], [])
    counted = verdicts.places_message([PLACE, {**other, "valeur": 30.0}], [])
    assert counted.startswith("Le cumul compté"), "ce qui est avancé peut être ailleurs sur le même graphique"
    assert verdicts.places_message([PLACE], ["2014"]).endswith("non calculable depuis 2014")


RIVAL: dict[str, Any] = {
    "id": "rival",
    "libelle": "Créations",
    "valeur": Said(24.0),
    "valeur_min": float("nan"),
    "valeur_max": float("nan"),
    "unite": "emplois",
    "flux_stock": "non_precise",
    "periode": "non précisée",
    "precision_perimetre": None,
    "qualificatif": None,
    "auteur": "Source officielle",
    "fonction": None,
    "relais": "Un élu",
    "relais_fonction": "Conseiller d’opposition",
    "statut": "declare",
    "illustratif": False,
    "conteste": True,
    "connu_le": "2020-01",
    "producteur": "Journal",
    "passage": "paragraphe 4",
}
RANGE = {
    **RIVAL,
    "valeur": float("nan"),
    "valeur_min": Said(50.0),
    "valeur_max": Said(100.0),
    "unite": "emplois par an",
    "statut": "prevision",
    "illustratif": False,
}


@pytest.mark.piege(1)
def test_rival_claims_have_the_same_size_and_no_third_number():
    text = to_html(rival_claims([RIVAL, RANGE], "la période."))
    assert text.count('class="these-valeur"') == 2
    assert ">24<" in text
    assert ">50 à 100<" in text
    assert "Un élu, conseiller d’opposition, qui relaie" in text
    assert "flux ou cumul non précisé" in text
    for mixed in ("74", "124", "49", "62", "87"):
        assert mixed not in text


def test_a_reserve_said_before_the_figure_is_not_said_again_below():
    assert to_html(rival_claims([{**RIVAL, "qualificatif": "moins de"}], "x")).count("moins de") == 1
    assert "dit officiel" in to_html(rival_claims([{**RIVAL, "qualificatif": "dit officiel"}], "x"))


def test_a_missing_perimeter_is_said_and_a_claim_without_number_too():
    assert "non renseigné" in to_html(rival_claims([RIVAL], "x"))
    assert claims.figures({**RIVAL, "valeur": None}) == "non chiffré"


@pytest.mark.piege(21)
def test_qualifiers_are_kept():
    members = {"qualificatif": "une quarantaine de", "valeur": Said(40.0), "unite": "membres"}
    assert members_wording.qualified(members) == "une quarantaine de membres"
    assert (
        members_wording.qualified({**members, "unite": "entreprises membres"})
        == "une quarantaine d’entreprises membres"
    )
    assert (
        members_wording.qualified({**members, "qualificatif": "plus de", "valeur": Said(300.0)})
        == "plus de 300 membres"
    )
    assert members_wording.qualified({**members, "qualificatif": None}) == "40 membres"


def test_missing_years_are_named_as_a_span_when_they_follow():
    assert verdicts.uncounted_message("2014", (2014, 2015, 2016)).endswith("il manque 2014 à 2016")
    assert verdicts.uncounted_message("2014", (2014, 2016)).endswith("il manque 2014 et 2016")


def test_dates_of_the_table_keep_the_month_of_the_origin():
    assert limits.start_of_year(2018.0) == "2018"
    assert limits.start_of_year(2018 + 5 / 12) == f"juin{NBSP}2018"


@pytest.mark.parametrize(("share", "side"), [(0.1, "left"), (0.5, "center"), (0.9, "right")])
def test_the_name_of_a_mark_grows_towards_the_room(share, side):
    assert figures._side(share) == side


@pytest.mark.parametrize(
    ("known", "clusters", "expected"),
    [
        (0, 3, "aucun nombre par cluster"),
        (2, 3, "nombre connu pour 2 sur 3 clusters"),
        (3, 3, "nombre connu pour chacun"),
        (1, 1, "nombre connu pour celui-ci"),
        (0, 1, "nombre non renseigné pour celui-ci"),
    ],
)
def test_members_message_says_how_many_clusters_are_counted(known: int, clusters: int, expected: str) -> None:
    total = {"valeur": Said(86.0), "unite": "membres", "qualificatif": None}
    said = members_wording.members_message(total, known, clusters).replace("\u00a0", " ")
    assert said.endswith(f" pour tous les clusters ensemble, {expected}")
