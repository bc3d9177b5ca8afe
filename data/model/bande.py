"""From facts to the band and to the place of each known value in it, counted from each possible origin."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from data.model.cumul_emplois import cumulated
from data.model.maturite import VERDICT_AGE, Band, Ramp, Value, band, moment, obstacles, place, rhythm_band

CURVE_COLUMNS: Final = ("moment", "age", "bas", "haut", "rythme_bas", "rythme_haut")
POINT_COLUMNS: Final = (
    "nature",
    "date_valeur",
    "moment",
    "valeur",
    "statut",
    "illustratif",
    "conteste",
    "relayee",
    "datee",
    "flux_stock_connu",
    "source_id",
    "connu_le",
)
_OBSERVED: Final = ("constate", "declare")
# After this many years both edges of the usual band run at full rhythm and the label of the verdict has room.
_SHOWN_YEARS: Final = 2 * VERDICT_AGE


def edges(parametres: pd.DataFrame, clusters: Sequence[str], *, ensemble: bool) -> Band | None:
    """Band of ``clusters``, or None when it cannot be computed.

    Args:
        parametres: columns cluster_id (missing for the clusters together), scenario, rythme, age_maturite.
        clusters: ids asked for.
        ensemble: True when they are all the clusters: the parameters of the whole are then used first.
    """
    if ensemble:
        whole = _ramps(parametres[parametres["cluster_id"].isna()])
        if whole is not None:
            return Band(lent=(whole[0],), rapide=(whole[1],))
    found = [_ramps(parametres[parametres["cluster_id"] == cluster]) for cluster in clusters]
    known = [pair for pair in found if pair is not None]
    if not known or len(known) < len(found):
        return None
    return Band(lent=tuple(slow for slow, _ in known), rapide=tuple(fast for _, fast in known))


def _ramps(rows: pd.DataFrame) -> tuple[Ramp, Ramp] | None:
    by_scenario = {
        str(row.scenario): Ramp(float(row.rythme), float(row.age_maturite))  # type: ignore[arg-type]
        for row in rows.dropna(subset=["rythme", "age_maturite"]).itertuples()
    }
    if not {"lent", "rapide"} <= by_scenario.keys():
        return None
    return by_scenario["lent"], by_scenario["rapide"]


def curve(bounds: Band, origine: str, last_moment: float | None = None) -> pd.DataFrame:
    """The band year by year, far enough to show full maturity, the verdict and the last known value.

    Returns:
        Columns moment (decimal year), age (years), bas, haut (cumulated jobs), rythme_bas, rythme_haut (jobs a year).
    """
    start = moment(origine)
    ripe = max(ramp.age_maturite for ramp in (*bounds.lent, *bounds.rapide))
    known = 0.0 if last_moment is None else last_moment - start
    years = int(max(_SHOWN_YEARS, ripe, known) + 0.999)
    rows = [(start + age, float(age), *band(bounds, age), *rhythm_band(bounds, age)) for age in range(years + 1)]
    return pd.DataFrame(rows, columns=list(CURVE_COLUMNS))


def band_at(bounds: Band, ages: pd.Series) -> pd.DataFrame:
    """The band at given ages.  Columns bas, haut, rythme_bas, rythme_haut, with the index of ``ages``."""
    rows = [(*band(bounds, float(age)), *rhythm_band(bounds, float(age))) for age in ages]
    return pd.DataFrame(rows, columns=list(CURVE_COLUMNS[2:]), index=ages.index)


def unsaid(affirmations: pd.DataFrame) -> tuple[str, ...]:
    """What claims do not say: keys periode, flux_stock, perimetre, methode.

    No source gives a method of counting: it stays to be asked as long as nothing is observed.
    """
    perimeters = affirmations["precision_perimetre"]
    checks = {
        "periode": not affirmations["periode_precisee"].all(),
        "flux_stock": bool((affirmations["flux_stock"] == "non_precise").any()),
        "perimetre": bool(perimeters.isna().any()) or perimeters.nunique() > 1,
        "methode": bool((affirmations["statut"] != "constate").any()),
    }
    return tuple(key for key, met in checks.items() if met)


def claimed_points(affirmations: pd.DataFrame) -> pd.DataFrame:
    """Claims that name one number of jobs that is not a yearly flow, each at the date on which it was told.

    A range, a forecast or a flow has no place on a cumulated curve.

    Args:
        affirmations: columns valeur, flux_stock, periode_precisee, relais, statut, illustratif, conteste,
            connu_le, source_id.

    Returns:
        ``POINT_COLUMNS`` with nature « affirmation ».
    """
    told = affirmations[
        affirmations["valeur"].notna() & (affirmations["flux_stock"] != "flux") & affirmations["statut"].isin(_OBSERVED)
    ]
    rows = [
        (
            "affirmation",
            row.connu_le,
            moment(str(row.connu_le)),
            row.valeur,
            row.statut,
            bool(row.illustratif),
            bool(row.conteste),
            isinstance(row.relais, str),
            bool(row.periode_precisee),
            row.flux_stock != "non_precise",
            row.source_id,
            row.connu_le,
        )
        for row in told.itertuples()
    ]
    return pd.DataFrame(rows, columns=list(POINT_COLUMNS)).astype({"moment": float, "valeur": float})


def counted_points(cumul: pd.DataFrame) -> pd.DataFrame:
    """Cumulated counts, each at the end of its year.

    Args:
        cumul: columns of ``data.model.cumul_emplois.cumulated``.

    Returns:
        ``POINT_COLUMNS`` with nature « observation » and the year as ``date_valeur``.
    """
    rows = [
        (
            "observation",
            str(row.annee),
            float(row.annee) + 1,  # type: ignore[arg-type]
            row.cumul,
            row.statut,
            bool(row.illustratif),
            bool(row.conteste),
            False,
            True,
            True,
            row.source_id,
            row.connu_le,
        )
        for row in cumul.itertuples()
    ]
    return pd.DataFrame(rows, columns=list(POINT_COLUMNS)).astype({"moment": float, "valeur": float})


def places(origines: pd.DataFrame, affirmations: pd.DataFrame, annees: pd.DataFrame, bounds: Band) -> pd.DataFrame:
    """Each claim, and the last cumulated count, against the band counted from each origin, at its own date.

    Args:
        origines: columns id, date_origine, libelle.
        affirmations: as for ``claimed_points``.
        annees: columns of ``data.model.cumul_emplois.yearly``.
        bounds: the band.

    Returns:
        ``POINT_COLUMNS`` with origine_id, date_origine, libelle, age (years), bas, haut (jobs), place, obstacles
        (tuple of reasons) and jugee (True when there is none: the place is then a verdict); one row an origin and
        value.
    """
    rows: list[dict[str, object]] = []
    told = claimed_points(affirmations)
    for origine in origines.itertuples():
        counted = counted_points(cumulated(annees, int(str(origine.date_origine)[:4])))
        last = counted[counted["statut"].isin(_OBSERVED)].tail(1)
        for point in [*told.to_dict("records"), *last.to_dict("records")]:
            where = _placed({str(name): value for name, value in point.items()}, str(origine.date_origine), bounds)
            rows.append(
                {"origine_id": origine.id, "date_origine": origine.date_origine, "libelle": origine.libelle, **where}
            )
    return pd.DataFrame(rows)


def _placed(point: dict[str, object], origine: str, bounds: Band) -> dict[str, object]:
    value = Value(
        valeur=float(str(point["valeur"])),
        moment=float(str(point["moment"])),
        statut=str(point["statut"]),
        conteste=bool(point["conteste"]),
        relayee=bool(point["relayee"]),
        datee=bool(point["datee"]),
        flux_stock_connu=bool(point["flux_stock_connu"]),
    )
    age = value.moment - moment(origine)
    bas, haut = band(bounds, age)
    barriers = obstacles(value, origine)
    return {
        **point,
        "age": age,
        "bas": bas,
        "haut": haut,
        "place": place(value.valeur, bas, haut),
        "obstacles": barriers,
        "jugee": not barriers,
    }
