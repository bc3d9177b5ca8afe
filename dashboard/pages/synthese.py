"""Synthèse: six figures, what changed, what deserves attention, what to ask of the committee."""

from datetime import UTC, date, datetime
from typing import Final

import pandas as pd

from components import formats
from components.block import Block, KeyFigure, Table, TableColumn, View
from components.controls import Control
from components.wording import synthese as wording
from dashboard.blocks import synthese_cards as cards
from dashboard.choices import epci_control
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.provenance import sources
from data.engine import Reader
from data.model.promesses import states
from data.queries import clusters as cluster_queries
from data.queries import programmes as queries
from data.queries.creations import ENTREPRISES, INDIVIDUELLES, POPULATION, zones_of_epci_select
from data.queries.observations import observations_select, ruptures_select
from data.queries.territoires import epci_suivis_select

UNEMPLOYMENT: Final = "chomage-ze"
_RECENT_YEARS: Final = 10
_RATE_YEARS: Final = 5


def _controls(read: Reader) -> tuple[Control, ...]:
    return (epci_control(read),)


class _Knowledge:
    """Everything the page reads, once, for the chosen EPCI."""

    def __init__(self, read: Reader, chosen: tuple[str, ...], today: date) -> None:
        self.read = read
        self.today = today
        followed = read(epci_suivis_select())
        epci = followed[followed["siren"].isin(chosen)] if chosen else followed
        sirens = list(epci["siren"])
        self.places = wording.where(list(epci["nom_court"]), len(followed))
        self._measures(sirens)
        self._programmes(sirens)

    def _measures(self, sirens: list[str]) -> None:
        territories = [f"epci:{siren}" for siren in sirens]
        series = [ENTREPRISES, INDIVIDUELLES, POPULATION]
        counted = self.read(observations_select(series, territoires=territories, types=["epci"]))
        self.counts = counted[counted["serie_id"] == ENTREPRISES]
        breaks = self.read(ruptures_select([ENTREPRISES], territories))
        self.creations = cards.creations(counted, breaks, territories)
        zones = self.read(zones_of_epci_select(sirens)).groupby("siren", sort=False).head(1)["zone"]
        years = (self.today.year - _RATE_YEARS, self.today.year)
        measured = [UNEMPLOYMENT, cards.NATIONAL]
        self.rates = self.read(observations_select(measured, types=["zone_emploi", "pays"], annees=years))
        self.last_rates = cards.last_common_period(self.rates, [f"zone_emploi:{code}" for code in dict.fromkeys(zones)])

    def _programmes(self, sirens: list[str]) -> None:
        ids = list(dict.fromkeys(self.read(queries.programmes_of_epci_select(sirens))["id"]))
        self.axes = self.read(queries.actions_par_axe_select(ids))
        self.amounts = self.read(queries.montants_select(ids, sirens, self.today.year - _RECENT_YEARS))
        self.promises = states(self.read(queries.promesses_select(ids)), self.today)
        self.meetings = self.read(queries.seances_tenues_select(ids))
        self.asked = self.read(queries.orientations_select(ids))
        clusters = self.read(cluster_queries.clusters_select())
        self.all_cluster_programmes = list(dict.fromkeys(clusters["programme"]))
        concerned = clusters[clusters["programme_id"].isin(ids)]
        self.cluster_programmes = list(dict.fromkeys(concerned["programme"]))
        claims = [
            self.read(cluster_queries.affirmations_select(one, [cluster_queries.EMPLOIS]))
            for one in dict.fromkeys(concerned["programme_id"])
        ]
        self.claims = pd.concat(claims) if claims else pd.DataFrame(columns=["conteste", "libelle"])

    @property
    def unset(self) -> int:
        """Actions whose last follow-up gives no state."""
        return int((self.axes["actions"] - self.axes["suivies"]).sum())

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


def _jobs_card(known: _Knowledge) -> KeyFigure:
    if known.cluster_programmes:
        return cards.jobs_card(known.claims, known.cluster_programmes)
    others = formats.listed(known.all_cluster_programmes)
    context = wording.not_concerned(others) if others else ""
    return cards.missing_card("emplois", wording.JOBS_TITLE, wording.NOT_CONCERNED, context)


def _plan_card(known: _Knowledge) -> KeyFigure:
    if known.axes.empty:
        context = wording.not_concerned(wording.PLAN_NAME)
        return cards.missing_card("plan", wording.PLAN_TITLE, wording.NOT_CONCERNED, context)
    return cards.plan_card(known.axes, known.producers(known.axes))


def _cards(known: _Knowledge) -> tuple[KeyFigure, ...]:
    return (
        cards.creations_card(known.creations, known.producers(known.counts)),
        cards.unemployment_card(known.last_rates, known.rates, known.producers(known.last_rates), known.today),
        _jobs_card(known),
        cards.budget_card(known.amounts, known.producers(known.amounts)),
        _plan_card(known),
        cards.promises_card(known.promises, wording.register(known.promises["source_id"].nunique())),
    )


def _points(known: _Knowledge) -> pd.DataFrame:
    """Points raised by rules.  Columns: point, regle."""
    points = [
        (
            wording.due_promise(row["numero"], row["libelle"]),
            wording.RULE_DUE_COMPUTED if row["echeance_calculee"] else wording.RULE_DUE,
        )
        for row in known.due.to_dict("records")
    ]
    for programme, group in known.axes.groupby("programme", sort=False):
        unset = int((group["actions"] - group["suivies"]).sum())
        if unset:
            points.append((wording.stateless(unset, str(programme)), wording.RULE_STATELESS))
    points.extend((str(label), wording.RULE_CONTESTED) for label in known.contested["libelle"])
    points.extend(
        (wording.old_rate(row["nom_court"], row["periode"]), wording.RULE_STALE)
        for row in known.last_rates.to_dict("records")
        if cards.months_since(row["periode"], known.today) > cards.STALE_MONTHS
    )
    return pd.DataFrame(points, columns=["point", "regle"])


def _attention(known: _Knowledge) -> Block:
    points = _points(known)
    columns = (TableColumn("point", wording.POINT), TableColumn("regle", wording.RULE))
    return Block(
        key="attention",
        title=wording.ATTENTION_TITLE,
        message=wording.attention_message(len(points)),
        table=Table(points, columns, wording.ATTENTION_TITLE) if len(points) else None,
        sources=sources(known.read, known.promises, known.axes),
        wide=True,
    )


def _latest_facts(known: _Knowledge, since: str | None) -> pd.DataFrame:
    """Last known figures, newest first, later than a meeting if one is dated.  Columns: fait, connu_le."""
    year = known.creations.year if known.creations else None
    facts = [
        (wording.created(row["nom_court"], row["valeur"], row["annee"]), row["connu_le"])
        for row in known.counts[known.counts["annee"] == year].dropna(subset=["valeur"]).to_dict("records")
    ]
    facts += [
        (wording.rate(row["nom_court"], row["valeur"], row["periode"]), row["connu_le"])
        for row in known.last_rates.to_dict("records")
    ]
    frame = pd.DataFrame(facts, columns=["fait", "connu_le"])
    kept = frame if since is None else frame[[one > since[: len(one)] for one in frame["connu_le"]]]
    return kept.sort_values("connu_le", ascending=False, kind="stable")


def _since(known: _Knowledge) -> Block:
    columns = (TableColumn("fait", wording.FACT), TableColumn("connu_le", wording.KNOWN, "date"))
    dated = None if known.meetings.empty else str(known.meetings["date_seance"].iloc[0])
    facts = _latest_facts(known, dated)
    return Block(
        key="depuis",
        title=wording.SINCE_TITLE,
        message=wording.since_message(dated, len(facts)),
        table=Table(facts, columns, wording.FACT) if len(facts) else None,
        limits=(wording.SINCE_LIMIT,) if dated is None else (),
        sources=sources(known.read, known.counts, known.last_rates),
    )


def _proposed(known: _Knowledge) -> list[str]:
    """What to ask, by rules: what a committee can orient is what is missing."""
    asked = []
    if known.unset:
        asked.append(wording.ask_pilots(known.unset))
    if len(known.contested):
        asked.append(wording.ask_counting())
    if len(known.amounts) and known.amounts["axe_id"].isna().all():
        asked.append(wording.ask_split())
    if len(known.due):
        asked.append(wording.ask_proofs(len(known.due)))
    return asked


def _orientations(known: _Knowledge) -> Block:
    asked = [(str(label), wording.ORIGIN_BASE) for label in known.asked["libelle"]]
    asked += [(sentence, wording.ORIGIN_RULE) for sentence in _proposed(known)]
    frame = pd.DataFrame(
        [(str(rank), *one) for rank, one in enumerate(asked, 1)], columns=["rang", "orientation", "origine"]
    )
    columns = (
        TableColumn("rang", wording.RANK),
        TableColumn("orientation", wording.ORIENTATION),
        TableColumn("origine", wording.ORIGIN),
    )
    return Block(
        key="orientations",
        title=wording.ORIENTATIONS_TITLE,
        message=wording.orientations_message(len(asked)),
        table=Table(frame, columns, wording.ORIENTATIONS_TITLE) if asked else None,
        limits=(wording.ORIENTATIONS_NOTE,),
        sources=sources(known.read, known.asked),
    )


def _today() -> date:
    return datetime.now(tz=UTC).date()


def view(read: Reader, filters: Filters) -> View:
    """The page for the chosen EPCI; none chosen means all the followed ones."""
    known = _Knowledge(read, filters.epci, _today())
    made = known.creations
    return View(
        message=wording.message(
            made.whole.value if made else None,
            made.year if made else None,
            made.share if made else None,
            known.unset,
            contested=len(known.contested) > 0,
        ),
        lead=wording.lead(known.places, formats.partial_date(known.today.isoformat())),
        cards=_cards(known),
        blocks=(_since(known), _orientations(known), _attention(known)),
    )


PAGE: Final = Page(
    key="synthese",
    path="/",
    title=wording.TITLE,
    nav=wording.TITLE,
    view=view,
    controls=_controls,
    filters=("epci",),
)
