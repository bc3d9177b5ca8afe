"""From facts to the band and to the place of each known value in it, counted from each possible origin."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from data.model.affirmations import Said
from data.model.cumul_emplois import cumulated
from data.model.maturite import VERDICT_AGE, Band, Ramp, Value, band, moment, obstacles, place, rhythm_band, year_band
from data.model.points import OBSERVED, Vue, claimed_points, counted_points, yearly_points

CURVE_COLUMNS: Final = ("moment", "age", "bas", "haut", "rythme_bas", "rythme_haut")
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


def places(
    origines: pd.DataFrame, affirmations: pd.DataFrame, annees: pd.DataFrame, bounds: Band, vue: Vue = "cumul"
) -> pd.DataFrame:
    """Each claim, and the last count, against the band counted from each origin, at its own date.

    Args:
        origines: columns id, date_origine, libelle.
        affirmations: as for ``claimed_points``.
        annees: columns of ``data.model.cumul_emplois.yearly``.
        bounds: the band.
        vue: cumulated jobs, or jobs of a year.

    Returns:
        ``POINT_COLUMNS`` with origine_id, date_origine, libelle, age (years), bas, haut (jobs), place, obstacles
        (tuple of reasons) and jugee (True when there is none: the place is then a verdict); one row an origin and
        value.
    """
    rows: list[dict[str, object]] = []
    told = claimed_points(affirmations, vue)
    for origine in origines.itertuples():
        start = str(origine.date_origine)
        counted = yearly_points(annees) if vue == "an" else counted_points(cumulated(annees, int(start[:4])))
        last = counted[counted["statut"].isin(OBSERVED)].tail(1)
        for point in [*told.to_dict("records"), *last.to_dict("records")]:
            # What ended before the origin has no age.
            if point["terme"] <= moment(start):
                continue
            where = _placed({str(name): value for name, value in point.items()}, start, bounds)
            rows.append({"origine_id": origine.id, "date_origine": start, "libelle": origine.libelle, **where})
    return pd.DataFrame(rows)


def number(value: object) -> float:
    """A value as the number that the band is compared with: a claim is read alone, a count is one."""
    return value.number if isinstance(value, Said) else float(str(value))


def expected_at(bounds: Band, age: float, vue: Vue) -> tuple[float, float]:
    """Low and high jobs expected at an age: since the origin, or in the year that ends there."""
    return band(bounds, age) if vue == "cumul" else year_band(bounds, max(age - 1, 0.0), age)


def _placed(point: dict[str, object], origine: str, bounds: Band) -> dict[str, object]:
    value = Value(
        valeur=number(point["valeur"]),
        moment=float(str(point["terme"])),
        statut=str(point["statut"]),
        conteste=bool(point["conteste"]),
        relayee=bool(point["relayee"]),
        datee=bool(point["datee"]),
        flux_stock_connu=bool(point["flux_stock_connu"]),
        debut=point["debut"] if isinstance(point["debut"], int) else None,
    )
    age = value.moment - moment(origine)
    bas, haut = expected_at(bounds, age, "an" if point["vue"] == "an" else "cumul")
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
