"""Clusters: jobs against the maturity band, rival claims, the weight of the origin, members."""

from typing import Final

import pandas as pd

from components.block import Block, Kind, Table, TableColumn, View
from components.controls import Choice, Control
from components.figures import clusters as figures
from components.formats import listed
from components.wording import clusters as wording
from components.wording import clusters_claims as claims_wording
from components.wording import clusters_limits as limits
from components.wording import guides
from dashboard.blocks.clusters_claims import claims_block, members_block
from dashboard.blocks.clusters_reading import reading, shown_programme
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.provenance import sources
from dashboard.situation import first_of
from data.engine import Reader
from data.model import bande, cumul_emplois
from data.model.lecture_clusters import Lecture, as_row, as_rows
from data.model.maturite import band, moment, verdict_date
from data.queries import clusters as queries
from data.queries import known_from


def _columns(*columns: tuple[str, Kind]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(name, limits.COLUMNS[name], kind) for name, kind in columns)


_BAND_COLUMNS: Final[tuple[tuple[str, Kind], ...]] = (
    ("date", "texte"),
    ("age", "decimal"),
    ("bas", "nombre"),
    ("haut", "nombre"),
)
_CURVE_COLUMNS: Final = _columns(
    *_BAND_COLUMNS, ("rythme_bas", "nombre"), ("rythme_haut", "nombre"), ("valeur", "nombre"), ("etat", "texte")
)
_PLACES_COLUMNS: Final = _columns(
    ("origine", "texte"),
    *_BAND_COLUMNS,
    ("valeur", "nombre"),
    ("lecture", "texte"),
    ("obstacles", "texte"),
    ("verdict_possible", "texte"),
)


def controls(read: Reader) -> tuple[Control, ...]:
    """Origin of the curve, the latest by default; clusters."""
    clusters = read(queries.clusters_select())
    programme = shown_programme(clusters)
    origines = (
        pd.DataFrame(columns=["id", "date_origine", "libelle"])
        if programme is None
        else read(queries.origines_select(programme))
    )
    own = clusters[clusters["programme_id"] == programme]
    origin_choices = tuple(
        Choice(str(row.id), wording.origin_choice(str(row.date_origine), str(row.libelle)))
        for row in origines.itertuples()
    )
    cluster_choices = tuple(
        Choice(str(sector), listed([str(name) for name in names]))
        for sector, names in own.groupby("secteur_id", sort=False)["nom"]
    )
    return (
        # The latest origin is the most favourable one: the page shows all of them beside it.
        Control(
            "origine", wording.ORIGINE, origin_choices, default=origin_choices[-1].value if origin_choices else None
        ),
        Control("filiere", wording.CLUSTER, cluster_choices, multiple=True, empty=wording.all_clusters(len(own))),
    )


def _curve_table(known: Lecture, band: pd.DataFrame) -> Table:
    origin = moment(str(known.origine["date_origine"]))
    years = band.assign(
        date=[limits.start_of_year(value) for value in band["moment"]], valeur=None, etat=limits.EXPECTED
    )
    points = known.points
    told = points.assign(
        date=[wording.value_date_alone(row) for row in as_rows(points)],
        age=points["moment"] - origin,
        etat=[wording.status(row) for row in as_rows(points)],
    )
    if known.bounds is not None and len(told):
        told = told.merge(bande.band_at(known.bounds, told["age"]), left_index=True, right_index=True)
    names = [column.name for column in _CURVE_COLUMNS]
    parts = [part.reindex(columns=[*names, "moment"]) for part in (years, told) if len(part)]
    rows = [row for part in parts for row in part.to_dict("records")]
    frame = pd.DataFrame(rows, columns=[*names, "moment"]).sort_values("moment", kind="stable")
    return Table(frame[names], _CURVE_COLUMNS, limits.curve_caption(str(known.origine["date_origine"])))


def _curve_message(known: Lecture) -> str:
    if known.bounds is None:
        last = known.points[known.points["statut"] != "prevision"].tail(1)
        if last.empty:
            return wording.no_band_message(known.names)
        row = as_row(last.iloc[0])
        return wording.counted_without_band(row["valeur"], wording.value_date(row))
    if known.shown is not None:
        return wording.curve_message(known.shown)
    age = max(ramp.age_maturite for ramp in known.bounds.rapide)
    low, high = band(known.bounds, age)
    return wording.band_message(low, high, age, str(known.origine["date_origine"]))


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


def _uncounted(known: Lecture, date_origine: str) -> tuple[int, ...]:
    return cumul_emplois.missing_years(known.annees, int(date_origine[:4]))


def _curve(read: Reader, known: Lecture) -> Block:
    date_origine = str(known.origine["date_origine"])
    missing = _uncounted(known, date_origine)
    uncounted = (wording.uncounted_message(date_origine, missing),) if missing else ()
    points, parameters = known.points, known.used_parametres
    if known.bounds is None and points.empty:
        void = wording.no_band_void(known.names, _nearest_known(known))
        asked = (*uncounted, wording.EMPLOIS_DEMANDES)
        return Block("courbe", wording.SUBJECT_CURVE, _curve_message(known), void=void, limits=asked)
    expected, verdict = pd.DataFrame(columns=list(bande.CURVE_COLUMNS), dtype=float), None
    how: tuple[str, ...] = (_nearest_known(known),)
    if known.bounds is not None:
        expected = bande.curve(known.bounds, date_origine, None if points.empty else float(points["moment"].max()))
        due = verdict_date(date_origine)
        verdict = moment(due), wording.verdict_label(due)
        how = (limits.HYPOTHESIS, limits.AT_OWN_DATE, limits.parameter_limit(as_rows(parameters)))
    origin = known.origines[known.origines["id"] == known.origine["id"]]
    return Block(
        "courbe",
        wording.SUBJECT_CURVE,
        _curve_message(known),
        figure=figures.maturity(expected, _edge_labels(known), points, verdict, moment(date_origine)),
        table=_curve_table(known, expected),
        sources=sources(read, *(frame for frame in (parameters, origin, points) if len(frame))),
        limits=(
            *uncounted,
            *how,
            *(limits.age_limit(row) for row in as_rows(known.ages)),
            limits.origin_limit(known.origine),
        ),
        height=figures.CURVE_HEIGHT,
    )


def _places(read: Reader, known: Lecture) -> Block:
    frame = known.places
    if known.bounds is None:
        void = claims_wording.NOT_FILTERED if not known.ensemble else wording.no_band_void(known.names, "")
        return Block("places", wording.SUBJECT_PLACES, wording.nothing_to_place(known.names), void=void)
    if frame.empty:
        void = wording.EMPLOIS_DEMANDES
        return Block("places", wording.SUBJECT_PLACES, wording.nothing_to_place(known.names), void=void)
    rows = as_rows(frame)
    last = "observation" if (frame["nature"] == "observation").any() else "affirmation"
    shown = [row for row in rows if row["nature"] == last]
    counted = {row["date_origine"] for row in shown}
    uncounted = [str(origine) for origine in known.origines["date_origine"] if origine not in counted]
    table = frame.assign(
        origine=[wording.origin_choice(str(row["date_origine"]), str(row["libelle"])) for row in rows],
        date=[wording.value_date_alone(row) for row in rows],
        lecture=[limits.place_cell(row) for row in rows],
        obstacles=[wording.obstacles(row["obstacles"]) or limits.NO_OBSTACLE for row in rows],
        verdict_possible=[limits.from_date(verdict_date(str(row["date_origine"]))) for row in rows],
    )
    return Block(
        "places",
        wording.SUBJECT_PLACES,
        wording.places_message(shown, uncounted),
        figure=figures.places(frame),
        table=Table(table, _PLACES_COLUMNS, limits.PLACES_CAPTION),
        sources=sources(read, frame, known.origines),
        limits=(limits.RULE_OF_VERDICT, *(limits.origin_limit(row) for row in as_rows(known.origines))),
        height=figures.places_height(len(frame)),
    )


def _title(known: Lecture) -> str:
    shown, date_origine = known.shown, str(known.origine["date_origine"])
    if known.bounds is None:
        return wording.no_band_title(known.names)
    if shown is not None:
        if shown["jugee"]:
            return wording.verdict_message(shown, [] if known.ensemble else known.names)
        return wording.no_verdict_message(shown)
    missing = _uncounted(known, date_origine)
    return wording.uncounted_message(date_origine, missing) if missing else wording.nothing_known_message(known.names)


def _lead(known: Lecture) -> str | None:
    """Places of the value that gives no verdict; a verdict is followed by the last claim, which remains beside it."""
    shown, frame = known.shown, known.places
    if shown is None:
        return None
    nature = "affirmation" if shown["jugee"] else shown["nature"]
    own = frame[frame["nature"] == nature]
    if own.empty:
        return None
    same = own[own["date_valeur"] == own["date_valeur"].max()]
    return wording.lead(as_rows(same), verdict_date(str(known.origine["date_origine"])))


def _scope(read: Reader, known: Lecture) -> str:
    """Whose clusters these are, since the choice of a territory made on another page does not reach this one."""
    first = known.clusters.iloc[0]
    found = read(queries.clusters_select())
    others = found.loc[found["programme_id"] != first["programme_id"], "programme"].drop_duplicates()
    return claims_wording.scope(str(first["programme"]), str(first["territoire"]), [str(name) for name in others])


def view(read: Reader, filters: Filters) -> View:
    """Jobs of the clusters against the band, from the chosen origin, for all of them or for some."""
    known = reading(read, filters)
    if known is None:
        return View(message=wording.NO_CLUSTER, lead=wording.NO_CLUSTER_ADVICE)
    return View(
        message=_title(known),
        lead=_lead(known),
        blocks=(_curve(read, known), claims_block(read, known), _places(read, known), members_block(read, known)),
        notices=(*(() if known.ensemble else (claims_wording.FILTER_NOTICE,)), _scope(read, known)),
    )


PAGE: Final = Page(
    key="clusters",
    path="/clusters",
    title=wording.TITLE,
    nav=wording.NAV,
    controls=controls,
    filters=("origine", "filiere"),
    view=view,
    guide=guides.CLUSTERS,
    known_from=first_of(lambda _filters: known_from.clusters_select()),
)
