"""Everything that the Synthèse knows for the chosen EPCI, read once."""

from dataclasses import replace
from datetime import date
from typing import Final

import pandas as pd

from components import formats
from components.wording import synthese as wording
from dashboard.blocks import synthese_cards as cards
from dashboard.blocks.budget_scope import Known as Budget
from dashboard.blocks.budget_scope import read_known
from dashboard.blocks.clusters_reading import reading, shown_programme
from dashboard.blocks.synthese_changes import Scope
from dashboard.choices import most_recent
from dashboard.epci import followed_epci
from dashboard.filters import Filters
from dashboard.plans import Plan, plan, rows_of
from dashboard.provenance import FACT, sources
from data.engine import Reader
from data.model.actions import concerned
from data.model.ecart import Rates, last_common_period
from data.model.programmes import ended_on
from data.model.promesses import states
from data.model.zones import main_zones
from data.queries import clusters as cluster_queries
from data.queries import emploi
from data.queries import programmes as queries
from data.queries import promesses as promise_queries
from data.queries.affirmations import affirmations_select
from data.queries.budget import lignes_select, programmes_select
from data.queries.creations import ENTREPRISES, INDIVIDUELLES, POPULATION
from data.queries.observations import (
    observations_select,
    ruptures_select,
    sens_select,
    series_of_select,
    series_select,
)
from data.queries.plan_actions import programmes_with_actions_select
from data.queries.territoires import zones_of_epci_select

_RECENT_YEARS: Final = 10
_RATE_YEARS: Final = 5


class Knowledge:
    """Everything the page reads, once, for the chosen EPCI."""

    def __init__(self, read: Reader, chosen: tuple[str, ...], today: date) -> None:
        self.read = read
        self.today = today
        self.chosen = chosen
        followed = followed_epci(read)
        kept = [epci for epci in followed if not chosen or epci.siren in chosen]
        sirens = [epci.siren for epci in kept]
        self.places = wording.where([epci.lieu for epci in kept], len(followed))
        self._measures(sirens)
        self._programmes(sirens)

    def _measures(self, sirens: list[str]) -> None:
        territories = [f"epci:{siren}" for siren in sirens]
        series = [ENTREPRISES, INDIVIDUELLES, POPULATION]
        counted = self.read(observations_select(series, territoires=territories, types=["epci"]))
        self.counts = counted[counted["serie_id"] == ENTREPRISES]
        breaks = self.read(ruptures_select([ENTREPRISES], territories))
        self.creations = cards.creations(counted, breaks, territories)
        zone_ids = [f"zone_emploi:{code}" for code in main_zones(self.read(zones_of_epci_select(sirens)))]
        measured = [emploi.ZONES, emploi.NATIONAL]
        years = (self.today.year - _RATE_YEARS, self.today.year)
        self._zones = zone_ids
        rates = self.read(observations_select(measured, types=["zone_emploi", "pays"], annees=years))
        self.last_rates = last_common_period(rates, zone_ids)
        doubted = rates[rates["conteste"].astype(bool)]
        self.doubted_rates = set(zip(doubted["serie_id"], doubted["territoire_id"], doubted["periode"], strict=True))
        breaks = self.read(ruptures_select(measured, zone_ids))
        self.rates = Rates.of(rates, self.read(series_select(measured)), breaks, emploi.NATIONAL)
        found = self.read(sens_select([ENTREPRISES, emploi.ZONES]))
        self.good = {str(key): str(way) for key, way in zip(found["id"], found["sens_favorable"], strict=True)}

    def _programmes(self, sirens: list[str]) -> None:
        ids = list(dict.fromkeys(self.read(queries.programmes_of_epci_select(sirens))["id"]))
        self.plans = self._plans(ids, sirens)
        self.budget, self.budget_ended_on = self._budget(ids, sirens)
        self.funded = self._funded(ids)
        self.amounts = self.read(queries.montants_select(ids, sirens, self.today.year - _RECENT_YEARS))
        self.promises = states(self.read(promise_queries.promesses_select(ids)), self.today)
        self.meetings = self.read(queries.seances_tenues_select(ids))
        self.asked = self.read(queries.orientations_select(ids))
        self.scope = Scope(sirens, self.chosen, ids, self._zones, emploi.ZONES)
        self._clusters(ids)

    def _clusters(self, ids: list[str]) -> None:
        """Clusters of the most recent programme that has some, and the claims of each: rivals inside one programme."""
        clusters = self.read(cluster_queries.clusters_select())
        self.all_cluster_programmes = list(dict.fromkeys(clusters["programme"]))
        own = clusters[clusters["programme_id"].isin(ids)].drop_duplicates("programme_id")
        names = {str(key): str(name) for key, name in zip(own["programme_id"], own["programme"], strict=True)}
        shown = shown_programme(clusters, ids)
        self.cluster_programme = None if shown is None else names[shown]
        self.named_clusters = shown if len(self.all_cluster_programmes) > 1 else None
        self.other_cluster_programmes = [name for key, name in names.items() if key != shown]
        self.jobs = reading(self.read, Filters(), ids)
        series = list(self.read(series_of_select(cluster_queries.EMPLOIS))["id"])
        self.job_breaks = self.read(ruptures_select(series, []))
        claims = {key: self.read(affirmations_select([cluster_queries.EMPLOIS], programme=key)) for key in names}
        nothing = pd.DataFrame(columns=["conteste", "libelle", *FACT])
        self.job_claims = nothing if shown is None else claims[shown]
        self.claims = pd.concat(claims.values()) if claims else nothing

    def _plans(self, ids: list[str], sirens: list[str]) -> list[Plan]:
        """Action plans of the programmes, the most recent first, restricted to what concerns the EPCI."""
        found = self.read(programmes_with_actions_select())
        rows = rows_of(found[found["id"].isin(ids)])
        wholes = [plan(self.read, row, self.today) for row in rows]
        plans = [replace(one, actions=concerned(one.actions, one.shares, sirens)) for one in wholes]
        first = most_recent(found[found["id"].isin(ids)])
        return sorted((one for one in plans if len(one.actions)), key=lambda one: one.programme["id"] != first)

    def _budget(self, ids: list[str], sirens: list[str]) -> tuple[Budget | None, str | None]:
        """Lines of the most recent quantified programme of the EPCI, and its end when it is over; None for neither."""
        programmes = self.read(programmes_select())
        quantified = programmes[programmes["id"].isin(ids) & (programmes["chiffrees"] > 0)]
        chosen = most_recent(quantified)
        ends = [ended_on(fin, self.today) for fin in quantified.loc[quantified["id"] == chosen, "fin"]]
        return read_known(self.read, Filters(programme=chosen, epci=tuple(sirens))), next(iter(ends), None)

    def _funded(self, ids: list[str]) -> list[tuple[str, pd.DataFrame]]:
        """Budget lines of each programme that is not over and has an amount, with or without an action plan."""
        found = rows_of(self.read(programmes_select()))
        own = [
            row for row in found if row["id"] in ids and row["chiffrees"] and ended_on(row["fin"], self.today) is None
        ]
        return [(str(row["nom_court"]), self.read(lignes_select(str(row["id"])))) for row in own]

    @property
    def unset(self) -> int:
        """Actions of the plans that run whose last follow-up gives no state."""
        return sum(one.unset for one in self.plans if one.ended_on is None)

    @property
    def unassessed(self) -> list[Plan]:
        """Plans that are over while the state of some of their actions is not known."""
        return [one for one in self.plans if one.ended_on is not None and one.unset]

    @property
    def contested(self) -> pd.DataFrame:
        """Contested claims on the clusters' jobs."""
        return self.claims[self.claims["conteste"].astype(bool)]

    @property
    def due(self) -> pd.DataFrame:
        """Promises past their date without any proof."""
        return self.promises[self.promises["etat"] == "echue_sans_preuve"]

    def producers(self, frame: pd.DataFrame) -> str:
        """Producers and dates of some facts, on one line."""
        return ", ".join(
            dict.fromkeys(
                f"{one.producteur}, {formats.partial_date(one.connu_le)}" for one in sources(self.read, frame)
            )
        )
