"""All that is known of the chosen clusters from the chosen origin, and what may be compared with the band."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from data.model import bande, points
from data.model.maturite import Band, moment
from data.model.verifiable import Ripeness, ripeness

Row = Mapping[str, Any]


def as_row(series: pd.Series) -> Row:
    """A row as plain values by column name."""
    return {str(name): value for name, value in series.items()}


def as_rows(frame: pd.DataFrame) -> list[Row]:
    """Rows as plain values by column name."""
    return [as_row(series) for _, series in frame.iterrows()]


@dataclass(frozen=True)
class Lecture:
    """Frames of ``data.queries.clusters`` for one programme, and the rules applied to them.

    Attributes:
        clusters: all the clusters of the programme.
        chosen: those that the reader asked for.
        origines: every possible origin.
        origine: the chosen one.
        parametres: parameters of the band.
        jobs: claims about jobs.
        ages: claims about the age of maturity.
        annees: columns of ``data.model.cumul_emplois.yearly`` for the chosen clusters.
        cumul: columns of ``data.model.cumul_emplois.cumulated`` from the chosen origin.
        bounds: the band of the chosen clusters; None when it is not computable.
        observations: columns of ``data.queries.clusters.observations_select``, for all the clusters.
        vue: cumulated jobs, or jobs of a year.
        others: True when the reader asked for an origin or a cluster of another programme.
    """

    clusters: pd.DataFrame
    chosen: pd.DataFrame
    origines: pd.DataFrame
    origine: Row
    parametres: pd.DataFrame
    jobs: pd.DataFrame
    ages: pd.DataFrame
    annees: pd.DataFrame
    cumul: pd.DataFrame
    bounds: Band | None
    observations: pd.DataFrame
    vue: points.Vue = "cumul"
    others: bool = False

    @property
    def ensemble(self) -> bool:
        """True when the page speaks of all the clusters."""
        return len(self.chosen) == len(self.clusters)

    @property
    def names(self) -> list[str]:
        """Names of the chosen clusters."""
        return [str(name) for name in self.chosen["nom"]]

    @cached_property
    def comparable(self) -> pd.DataFrame:
        """Claims that may be read against the band: they speak of the clusters together, never of a single one."""
        return self.jobs if self.ensemble else self.jobs.iloc[:0]

    @cached_property
    def points(self) -> pd.DataFrame:
        """What stands beside the band: columns ``data.model.points.POINT_COLUMNS``."""
        told = points.claimed_points(self.comparable, self.vue)
        counted = points.counted_points(self.cumul) if self.vue == "cumul" else points.yearly_points(self.annees)
        start = moment(str(self.origine["date_origine"]))
        known = [frame[frame["terme"] > start] for frame in (told, counted)]
        known = [frame for frame in known if len(frame)]
        return pd.concat(known, ignore_index=True) if known else told

    @cached_property
    def places(self) -> pd.DataFrame:
        """Each known value from each origin, the chosen origin first; empty when there is no band or no value."""
        if self.bounds is None:
            return pd.DataFrame()
        frame = bande.places(self.origines, self.comparable, self.annees, self.bounds, self.vue)
        if frame.empty:
            return frame
        return frame.sort_values("origine_id", key=lambda ids: ids != self.origine["id"], kind="stable").reset_index(
            drop=True
        )

    @cached_property
    def shown(self) -> Row | None:
        """The value that the messages speak of: the last count if there is one, else the last claim."""
        frame = self.places
        if frame.empty:
            return None
        own = frame[frame["origine_id"] == self.origine["id"]].sort_values("nature", kind="stable")
        return as_row(own.iloc[-1]) if len(own) else None

    @cached_property
    def used_parametres(self) -> pd.DataFrame:
        """Parameters on which the band of the chosen clusters rests."""
        whole = self.parametres["cluster_id"].isna()
        if self.ensemble and whole.any():
            return self.parametres[whole]
        return self.parametres[self.parametres["cluster_id"].isin(self.chosen["id"])]

    @cached_property
    def ripe(self) -> Ripeness | None:
        """Cruise rhythms and ages at which the clusters together are said to reach them."""
        return ripeness(self.parametres[self.parametres["cluster_id"].isna()])
