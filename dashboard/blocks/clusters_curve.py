"""Jobs against the maturity band, since the origin or year by year, and the same value read from each origin."""

from collections.abc import Collection, Sequence
from typing import Any, Final

import pandas as pd

from components.block import FACT, Block, Kind, Table, TableColumn
from components.facts import BAND, RUNNING, SUM, joined
from components.figures import clusters as figures
from components.formats import MASKED, MISSING, alone
from components.wording import clusters as wording
from components.wording import clusters_claims as claims_wording
from components.wording import clusters_limits as limits
from components.wording import clusters_verdict as verdicts
from dashboard.blocks.creations_breaks import break_limits, marks
from dashboard.provenance import sources
from data.engine import Reader
from data.model import bande, cumul_emplois
from data.model.lecture_clusters import Lecture, as_row, as_rows
from data.model.maturite import moment, verdict_date
from data.model.ruptures import Crossing, History, Rupture
from data.queries.clusters import EMPLOIS
from data.queries.observations import ruptures_select, series_of_select


def _columns(*columns: tuple[str, Kind]) -> tuple[TableColumn, ...]:
    return tuple(
        TableColumn(name, limits.COLUMNS[name], kind, limits.NOTHING_SAID if name == "avance" else MISSING)
        for name, kind in columns
    )


_BAND_COLUMNS: Final[tuple[tuple[str, Kind], ...]] = (
    ("date", "texte"),
    ("age", "decimal"),
    ("bas", "nombre"),
    ("haut", "nombre"),
)
_KNOWN: Final[tuple[tuple[str, Kind], ...]] = (("compte", "nombre"), ("avance", "texte"))
_RHYTHMS: Final[tuple[tuple[str, Kind], ...]] = (("rythme_bas", "nombre"), ("rythme_haut", "nombre"))
_CURVE_COLUMNS: Final = {
    "cumul": _columns(*_BAND_COLUMNS, *_RHYTHMS, *_KNOWN, ("etat", "texte")),
    "an": _columns(*_BAND_COLUMNS, *_KNOWN, ("etat", "texte")),
}
_PLACES_COLUMNS: Final = _columns(
    ("origine", "texte"),
    *_BAND_COLUMNS,
    *_KNOWN,
    ("lecture", "texte"),
    ("obstacles", "texte"),
    ("verdict_possible", "texte"),
)


def _told(points: pd.DataFrame) -> pd.DataFrame:
    """A count keeps its column of numbers; a claim is words in another one, so that no column mixes them."""
    told: dict[str, list[Any]] = {"compte": [], "avance": []}
    for row in as_rows(points):
        claimed = row["nature"] == "affirmation"
        told["compte"].append(None if claimed else row["valeur"])
        told["avance"].append(wording.jobs(row) if claimed else None)
    return points.assign(**{name: pd.Series(cells, points.index, object) for name, cells in told.items()})


def _expected(known: Lecture, expected: pd.DataFrame) -> pd.DataFrame:
    """The rows of the band: what no one counted, from the parameters."""
    yearly = known.vue == "an"
    low, high = ("rythme_bas", "rythme_haut") if yearly else ("bas", "haut")
    return expected.assign(
        date=[limits.start_of_year(value) for value in expected["moment"]],
        bas=expected[low],
        haut=expected[high],
        compte=None,
        avance=None,
        etat=limits.EXPECTED,
        **{FACT: _band_facts(known)},
    )


def _band_facts(known: Lecture) -> str:
    return joined(known.used_parametres[FACT], BAND)


def _proven(values: pd.DataFrame, vue: str) -> pd.DataFrame:
    """Values whose facts say how a count is made of them: years added since the origin, or clusters of one year."""
    rule = RUNNING if vue == "cumul" else SUM
    facts = [
        joined([fact], "" if nature == "affirmation" else rule)
        for fact, nature in zip(values[FACT], values["nature"], strict=True)
    ]
    return values.assign(**{FACT: pd.Series(facts, values.index, object)})


def _masked(known: Lecture) -> pd.DataFrame:
    """Years of which a part is secret: they say so where their count would be."""
    hidden = known.annees[known.annees["secret"]]
    end = hidden["annee"].astype(float) + 1
    return pd.DataFrame(
        {
            "moment": end,
            "date": [str(year) for year in hidden["annee"]],
            "age": end - moment(str(known.origine["date_origine"])),
            "compte": MASKED,
            "avance": None,
            "etat": [wording.STATUTS[str(one)] for one in hidden["statut"]],
            FACT: hidden[FACT],
        }
    )


def _curve_table(known: Lecture, expected: pd.DataFrame) -> Table:
    origin = moment(str(known.origine["date_origine"]))
    columns = _CURVE_COLUMNS[known.vue]
    points = _told(_proven(known.points, known.vue))
    told = points.assign(
        date=[wording.value_date_alone(row) for row in as_rows(points)],
        age=points["terme"] - origin,
        etat=[wording.status(row) for row in as_rows(points)],
    )
    if known.bounds is not None and len(told):
        at_own_age = [bande.expected_at(known.bounds, float(age), known.vue) for age in told["age"]]
        told = told.assign(bas=[low for low, _ in at_own_age], haut=[high for _, high in at_own_age])
        if known.vue == "cumul":
            rhythms = bande.band_at(known.bounds, told["age"])
            told = told.assign(rythme_bas=rhythms["rythme_bas"], rythme_haut=rhythms["rythme_haut"])
    names = [*(column.name for column in columns), FACT, "moment"]
    parts = [part for part in (_expected(known, expected), told, _masked(known)) if len(part)]
    rows = [row for part in parts for row in part.reindex(columns=names).to_dict("records")]
    frame = pd.DataFrame(rows, columns=names).sort_values("moment", kind="stable")
    return Table(frame[names[:-1]], columns, limits.curve_caption(str(known.origine["date_origine"]), known.vue))


def _curve_message(known: Lecture) -> str:
    if known.bounds is None:
        last = known.points[known.points["statut"] != "prevision"].tail(1)
        if last.empty:
            return wording.no_band_message(known.names)
        row = as_row(last.iloc[0])
        return verdicts.counted_without_band(alone(row["valeur"]), wording.value_date(row))
    if known.shown is not None:
        return wording.curve_message(known.shown)
    age = max(ramp.age_maturite for ramp in known.bounds.rapide)
    low, high = bande.expected_at(known.bounds, age, known.vue)
    return wording.band_message(low, high, age, str(known.origine["date_origine"]), known.vue)


def _edge_labels(known: Lecture) -> tuple[str, str]:
    if known.bounds is None:
        return "", ""
    slow, fast = (
        wording.edge_label(scenario, ramps[0].rythme, ramps[0].age_maturite)
        if len(ramps) == 1
        else wording.summed_edge_label(scenario)
        for scenario, ramps in (("lent", known.bounds.lent), ("rapide", known.bounds.rapide))
    )
    return slow, fast


def _nearest_known(known: Lecture) -> str:
    whole = known.parametres[known.parametres["cluster_id"].isna()]
    return wording.known_together(whole["rythme"].min(), whole["rythme"].max()) if len(whole) else ""


def uncounted(known: Lecture) -> str | None:
    """Why jobs cannot be cumulated since the origin: years that nobody counted, or that are secret."""
    date_origine = str(known.origine["date_origine"])
    year = int(date_origine[:4])
    missing, masked = (rule(known.annees, year) for rule in (cumul_emplois.missing_years, cumul_emplois.masked_years))
    if masked and masked == missing:
        return verdicts.masked_message(date_origine, masked)
    return verdicts.uncounted_message(date_origine, missing) if missing else None


def secrecy_limits(*annees: pd.DataFrame) -> tuple[str, ...]:
    """Why some counts are masked (data.model.cumul_emplois.yearly)."""
    return (limits.SECRET_RULE,) if any(frame["secret"].any() for frame in annees if len(frame)) else ()


def series_crossings(read: Reader, years: Collection[int]) -> tuple[Crossing, ...]:
    """Breaks of the series of jobs between some years."""
    series = list(read(series_of_select(EMPLOIS))["id"])
    history = History.of((None, ""), Rupture.all_of(read(ruptures_select(series, []))))
    return history.crossings([str(year) for year in sorted(years)])


def series_breaks(found: Sequence[Crossing]) -> list[str]:
    """Those breaks as limits."""
    return break_limits(found, {"": ""}, limits.CUMULATED_ACROSS)


def curve_block(read: Reader, known: Lecture) -> Block:
    """The band from the chosen origin, with every value at its own date."""
    date_origine, title = str(known.origine["date_origine"]), wording.SUBJECT_CURVE[known.vue]
    gap = uncounted(known) if known.vue == "cumul" else None
    gaps = (gap,) if gap else ()
    points, parameters = _proven(known.points, known.vue), known.used_parametres
    if known.bounds is None and points.empty:
        void = wording.no_band_void(known.names, _nearest_known(known))
        asked = (*gaps, *secrecy_limits(known.annees), wording.EMPLOIS_DEMANDES)
        return Block("courbe", title, _curve_message(known), void=void, limits=asked)
    expected, verdict = pd.DataFrame(columns=list(bande.CURVE_COLUMNS), dtype=float), None
    how: tuple[str, ...] = (_nearest_known(known),)
    if known.bounds is not None:
        expected = bande.curve(known.bounds, date_origine, None if points.empty else float(points["terme"].max()))
        due = verdict_date(date_origine)
        verdict = moment(due), wording.verdict_label(due)
        how = (limits.HYPOTHESIS, limits.AT_OWN_DATE[known.vue], limits.parameter_limit(as_rows(parameters)))
    origin = known.origines[known.origines["id"] == known.origine["id"]]
    broken = series_crossings(read, {int(year) for year in known.annees["annee"]})
    table = _curve_table(known, expected)
    return Block(
        "courbe",
        title,
        _curve_message(known),
        figure=figures.maturity(
            _drawn(expected, known.vue).assign(**{FACT: _band_facts(known)}),
            _edge_labels(known),
            points,
            verdict,
            moment(date_origine),
            cumulated=known.vue == "cumul",
            breaks=marks(broken, {"": ""}),
        ),
        table=table,
        sources=sources(read, *(frame for frame in (parameters, origin, points) if len(frame))),
        limits=(
            *gaps,
            *series_breaks(broken),
            *how,
            *secrecy_limits(known.annees),
            *(limits.age_limit(row) for row in as_rows(known.ages)),
            limits.origin_limit(known.origine),
        ),
        height=figures.CURVE_HEIGHT,
    )


def _drawn(expected: pd.DataFrame, vue: str) -> pd.DataFrame:
    if vue == "cumul":
        return expected
    return expected.assign(bas=expected["rythme_bas"], haut=expected["rythme_haut"])


def places_block(read: Reader, known: Lecture) -> Block:
    """Each value at its own date, from every origin: a verdict when it may be judged, a hollow mark otherwise."""
    title = wording.SUBJECT_PLACES
    if known.bounds is None or known.places.empty:
        void = wording.EMPLOIS_DEMANDES
        if known.bounds is None:
            void = wording.no_band_void(known.names, "") if known.ensemble else claims_wording.NOT_FILTERED
        return Block("places", title, verdicts.nothing_to_place(known.names), void=void)
    frame = _proven(known.places, known.vue).assign(**{figures.BAND_FACT: _band_facts(known)})
    rows = as_rows(frame)
    last = "observation" if (frame["nature"] == "observation").any() else "affirmation"
    shown = [row for row in rows if row["nature"] == last]
    counted = {row["date_origine"] for row in shown}
    left_out = [str(origine) for origine in known.origines["date_origine"] if origine not in counted]
    table = _told(frame).assign(
        origine=[wording.origin_choice(str(row["date_origine"]), str(row["libelle"])) for row in rows],
        date=[wording.value_date_alone(row) for row in rows],
        lecture=[limits.place_cell(row) for row in rows],
        obstacles=[wording.obstacles(row["obstacles"]) or limits.NO_OBSTACLE for row in rows],
        verdict_possible=[limits.from_date(verdict_date(str(row["date_origine"]))) for row in rows],
    )
    return Block(
        "places",
        title,
        verdicts.places_message(shown, left_out),
        figure=figures.places(frame),
        table=Table(table, _PLACES_COLUMNS, limits.PLACES_CAPTION),
        sources=sources(read, frame, known.origines),
        limits=(limits.RULE_OF_VERDICT, *(limits.origin_limit(row) for row in as_rows(known.origines))),
        height=figures.places_height(len(frame)),
    )
