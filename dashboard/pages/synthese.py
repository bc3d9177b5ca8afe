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
from data.queries.creations import zones_of_epci_select
from data.queries.observations import observations_select, ruptures_select
from data.queries.territoires import epci_suivis_select

ENTERPRISES: Final = "creations-entreprises-communes"
INDIVIDUAL: Final = "creations-entreprises-individuelles-communes"
POPULATION: Final = "population-etalab"
UNEMPLOYMENT: Final = "chomage-ze"
NATIONAL: Final = "chomage-france-hors-mayotte"
_RECENT_YEARS: Final = 10
_RATE_YEARS: Final = 3


def _controls(read: Reader) -> tuple[Control, ...]:
    return (epci_control(read),)


class _Knowledge:
    """Everything the page reads, once, for the chosen EPCI."""

    def __init__(self, read: Reader, chosen: tuple[str, ...], today: date) -> None:
        followed = read(epci_suivis_select())
        self.followed = len(followed)
        self.epci = followed[followed["siren"].isin(chosen)] if chosen else followed
        sirens = list(self.epci["siren"])
        places = [f"epci:{siren}" for siren in sirens]
        self.read = read
        self.today = today
        counted = read(observations_select([ENTERPRISES, INDIVIDUAL, POPULATION], territoires=places, types=["epci"]))
        self.counts = counted[counted["serie_id"] == ENTERPRISES]
        self.individual = counted[counted["serie_id"] == INDIVIDUAL]
        self.population = counted[counted["serie_id"] == POPULATION]
        self.breaks = read(ruptures_select([ENTERPRISES], places))
        holding = read(zones_of_epci_select(sirens)).groupby("siren", sort=False).head(1)
        zones = [f"zone_emploi:{code}" for code in dict.fromkeys(holding["zone"])]
        years = (today.year - _RATE_YEARS, today.year)
        rates = read(
            observations_select(
                [UNEMPLOYMENT, NATIONAL], types=["zone_emploi", "pays"], annees=(years[0] - 2, years[1])
            )
        )
        self.zones = rates[(rates["serie_id"] == UNEMPLOYMENT) & rates["territoire_id"].isin(zones)]
        self.national = rates[rates["serie_id"] == NATIONAL]
        self.programmes = read(queries.programmes_of_epci_select(sirens))
        ids = list(dict.fromkeys(self.programmes["id"]))
        self.axes = read(queries.actions_par_axe_select(ids))
        self.amounts = read(queries.montants_select(ids, today.year - _RECENT_YEARS))
        self.promises = states(read(queries.promesses_select(ids)), today)
        known = read(cluster_queries.clusters_select())
        concerned = known[known["programme_id"].isin(ids)]["programme_id"].unique()
        self.cluster_programmes = list(dict.fromkeys(known["programme"]))
        claims = [read(cluster_queries.affirmations_select(str(one), [cluster_queries.EMPLOIS])) for one in concerned]
        self.claims = pd.concat(claims) if claims else pd.DataFrame()
        self.meetings = read(queries.seances_tenues_select(ids))
        self.places = wording.where(list(self.epci["nom_court"]), self.followed)

    def producers(self, *frames: pd.DataFrame) -> str:
        """Producers and date of some facts, on one line."""
        return cards.names_of(
            [f"{s.producteur}, {formats.partial_date(s.connu_le)}" for s in sources(self.read, *frames)]
        )


def _cards(known: _Knowledge, summary: cards.Creations) -> tuple[KeyFigure, ...]:
    jobs = (
        cards.jobs_card(known.claims, formats.listed(known.cluster_programmes))
        if not known.claims.empty
        else cards.missing_card(
            "emplois",
            wording.JOBS_TITLE,
            wording.NOT_CONCERNED,
            wording.not_concerned(formats.listed(known.cluster_programmes)),
        )
    )
    plan = (
        cards.plan_card(
            known.axes, known.producers(known.promises[known.promises["programme_id"].isin(known.axes["programme_id"])])
        )
        if not known.axes.empty
        else cards.missing_card(
            "plan", wording.PLAN_TITLE, wording.NOT_CONCERNED, wording.not_concerned(wording.PLAN_NAME)
        )
    )
    return (
        cards.creations_card(summary, known.producers(known.counts)),
        cards.unemployment_card(
            known.zones, known.national, known.producers(cards.last_period(known.zones)), known.today
        ),
        jobs,
        cards.budget_card(known.amounts, known.producers(known.amounts)),
        plan,
        cards.promises_card(known.promises, wording.register(known.promises["source_id"].nunique())),
    )


def _points(known: _Knowledge) -> pd.DataFrame:
    """Points raised by rules.  Columns: point, regle, page."""
    due = known.promises[known.promises["etat"] == "echue_sans_preuve"]
    points = [
        (wording.due_promise(number, label), wording.RULE_DUE)
        for number, label in zip(due["numero"], due["libelle"], strict=True)
    ]
    for programme, group in known.axes.groupby("programme", sort=False):
        unset = int((group["actions"] - group["suivies"]).sum())
        if unset:
            points.append((wording.stateless(unset, str(programme)), wording.RULE_STATELESS))
    if not known.claims.empty:
        contested = known.claims[known.claims["conteste"].astype(bool)]
        points.extend((str(label), wording.RULE_CONTESTED) for label in contested["libelle"])
    points.extend(
        (wording.old_rate(row["nom_court"], row["periode"]), wording.RULE_STALE)
        for row in cards.last_period(known.zones).to_dict("records")
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
        sources=sources(known.read, known.promises),
        wide=True,
    )


def _latest_facts(known: _Knowledge, summary: cards.Creations) -> pd.DataFrame:
    """Last known figures, newest first.  Columns: fait, connu_le."""
    facts = [
        (wording.created(row["nom_court"], row["valeur"], row["annee"]), row["connu_le"])
        for row in known.counts[known.counts["annee"] == summary.year].to_dict("records")
    ]
    facts += [
        (wording.rate(row["nom_court"], row["valeur"], row["periode"]), row["connu_le"])
        for row in cards.last_period(known.zones).to_dict("records")
    ]
    return pd.DataFrame(facts, columns=["fait", "connu_le"]).sort_values("connu_le", ascending=False, kind="stable")


def _since(known: _Knowledge, summary: cards.Creations) -> Block:
    columns = (TableColumn("fait", wording.FACT), TableColumn("connu_le", wording.KNOWN, "date"))
    dated = None if known.meetings.empty else str(known.meetings["date_seance"].iloc[0])
    return Block(
        key="depuis",
        title=wording.SINCE_TITLE,
        message=wording.since_message(dated),
        table=Table(_latest_facts(known, summary), columns, wording.FACT),
        limits=(wording.SINCE_LIMIT,) if dated is None else (),
        sources=sources(known.read, known.counts, cards.last_period(known.zones)),
    )


def _orientations(known: _Knowledge) -> Block:
    """What to ask, by rules: what a committee can orient is what is missing."""
    asked = []
    unset = int((known.axes["actions"] - known.axes["suivies"]).sum()) if not known.axes.empty else 0
    due = int((known.promises["etat"] == "echue_sans_preuve").sum())
    if unset:
        asked.append(wording.ask_pilots(unset))
    if not known.claims.empty and known.claims["conteste"].astype(bool).any():
        asked.append(wording.ask_counting())
    if not known.amounts.empty and known.amounts["axe_id"].isna().all():
        asked.append(wording.ask_split())
    if due:
        asked.append(wording.ask_proofs(due))
    frame = pd.DataFrame({"rang": [str(n) for n in range(1, len(asked) + 1)], "orientation": asked})
    columns = (TableColumn("rang", wording.RANK), TableColumn("orientation", wording.ORIENTATION))
    return Block(
        key="orientations",
        title=wording.ORIENTATIONS_TITLE,
        message=wording.orientations_message(len(asked)),
        table=Table(frame, columns, wording.ORIENTATIONS_TITLE) if asked else None,
        limits=(wording.ORIENTATIONS_NOTE,),
    )


def _today() -> date:
    return datetime.now(tz=UTC).date()


def view(read: Reader, filters: Filters) -> View:
    """The page for the chosen EPCI; none chosen means all the followed ones."""
    known = _Knowledge(read, filters.epci, _today())
    summary = cards.creations(known.counts, known.individual, known.population, known.breaks)
    unset = int((known.axes["actions"] - known.axes["suivies"]).sum()) if not known.axes.empty else 0
    contested = not known.claims.empty and bool(known.claims["conteste"].astype(bool).any())
    return View(
        message=wording.message(summary.whole.value, summary.year, summary.share, unset, contested=contested),
        lead=wording.lead(known.places, formats.partial_date(known.today.isoformat())),
        cards=_cards(known, summary),
        blocks=(_since(known, summary), _orientations(known), _attention(known)),
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
