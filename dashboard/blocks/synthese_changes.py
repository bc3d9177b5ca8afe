"""What changed between two situations, for the chosen EPCI: by default since the last committee."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pandas as pd

from components.block import FACT, Block, Table, TableColumn, Way
from components.facts import joined
from components.unfolded_table import summary_and_rows
from components.wording import changements as wording
from dashboard.provenance import sources
from data.engine import Reader
from data.model import actions as actions_model
from data.model import changements as rules
from data.model.budget import Selection, Total, lines_of, totals
from data.model.dates import last_day
from data.model.promesses import states
from data.queries import changements as queries
from data.queries import clusters as cluster_queries
from data.queries import plan_actions as plan_queries
from data.queries import promesses as promise_queries
from data.queries.budget import lignes_select
from data.queries.creations import ENTREPRISES
from data.queries.latest import at

_SHOWN = 8
_YEAR = timedelta(days=365)
_LATENESS = ("id", "nom", "etat", "retard", "echeance", "observe_le", "conteste")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose changes: the EPCI looked at, their programmes, and the zones that hold them (typed ids)."""

    sirens: Sequence[str]
    chosen: Sequence[str]
    programmes: Sequence[str]
    zones: Sequence[str]
    rates: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What was known on a day of everything that the comparison looks at."""

    plans: dict[str, pd.DataFrame]
    lines: dict[str, pd.DataFrame]
    programmes: pd.DataFrame
    acts: pd.DataFrame
    orientations: pd.DataFrame
    promises: pd.DataFrame
    jobs: pd.DataFrame
    claims: pd.DataFrame
    members: pd.DataFrame
    statistics: pd.DataFrame

    def behind(self, faits: Collection[str]) -> list[pd.DataFrame]:
        """Rows of some facts, with what tells their source."""
        named = [frame.assign(fait=_named("ligne_budget", frame["id"])) for frame in self.lines.values()]
        actions = [plan.assign(fait=_named("action", plan["id"])) for plan in self.plans.values()]
        frames = (self.programmes, self.acts, self.orientations, self.promises, self.jobs, self.claims, self.members)
        every = (*self.plans.values(), *actions, *named, *frames, self.statistics)
        return [frame[frame[FACT].isin(faits)] for frame in every]


def _named(table: str, keys: pd.Series) -> list[str]:
    return [f"{table}:{key}" for key in keys]


def _totals(lines: pd.DataFrame, chosen: Collection[str]) -> tuple[Total, ...]:
    return totals(Selection.of(lines_of(lines), tuple(chosen), None).kept)


def _plan(read: Reader, programme: str, scope: Scope, day: date) -> pd.DataFrame:
    found, follow_ups = read(plan_queries.actions_select(programme)), read(plan_queries.suivis_select(programme))
    own = actions_model.concerned(found, read(plan_queries.action_epci_select(programme)), scope.sirens)
    plan = actions_model.followed(own, follow_ups, pd.DataFrame(columns=["action_id", "montant"]), day)
    last = actions_model.last_snapshots(follow_ups)
    named = last.assign(fait=_named("suivi_action", last["id"]))[["fait", "connu_le", "source_id"]]
    kept = plan.assign(inscrite_le=plan["connu_le"])[[*_LATENESS, "inscrite_le", "statut", "illustratif"]]
    return kept.join(named, on="id")


def _situation(read: Reader, scope: Scope, day: date) -> Situation:
    ids = list(scope.programmes)
    known = read(queries.programmes_select(ids))
    names = dict(zip(known["id"], known["nom"], strict=True))
    planned = set(read(plan_queries.programmes_with_actions_select())["id"])
    promises = states(read(promise_queries.promesses_select(ids)), day)
    places = [*(f"epci:{siren}" for siren in scope.sirens), *scope.zones]
    counted = [cluster_queries.EMPLOIS, cluster_queries.MEMBRES]
    return Situation(
        plans={key: _plan(read, key, scope, day) for key in names if key in planned},
        lines={key: read(lignes_select(key)) for key in names},
        programmes=known,
        acts=read(queries.actes_select(ids)),
        orientations=read(queries.orientations_select(ids)),
        promises=promises.assign(programme=[names[key] for key in promises["programme_id"]]),
        jobs=read(queries.emplois_select(counted, ids)),
        claims=read(queries.affirmations_select(ids)),
        members=read(queries.membres_select(ids)),
        statistics=read(queries.statistiques_select([ENTREPRISES, scope.rates], places)),
    )


def _changes(
    before: Situation, after: Situation, chosen: Collection[str], since: date, day: date
) -> list[rules.Change]:
    names = dict(zip(after.programmes["id"], after.programmes["nom"], strict=True))
    found: list[rules.Change] = []
    for key, plan in after.plans.items():
        former = before.plans.get(key, plan.iloc[:0])
        found += rules.of_actions(former, plan, names[key], since)
    for key, lines in after.lines.items():
        former_lines = before.lines.get(key, lines.iloc[:0])
        found += rules.of_totals(_totals(former_lines, chosen), _totals(lines, chosen), names[key], since)
    found += rules.of_new(before.programmes, after.programmes, "programme", "nom", since)
    found += rules.of_acts(before.acts, after.acts, since)
    found += rules.of_new(before.orientations, after.orientations, "orientation", "libelle", since)
    found += rules.of_promises(before.promises, after.promises, since)
    found += rules.of_values(before.jobs, after.jobs, "emplois", since)
    found += rules.of_claims(before.claims, after.claims, since)
    found += rules.of_members(before.members, after.members, since, day)
    found += rules.of_values(before.statistics, after.statistics, "statistique", since)
    return rules.ordered(found)


def _loaded(read: Reader, since: date) -> datetime:
    """What was in the base at the end of a day; all that its last construction brought, which dates nothing."""
    end = datetime.combine(since, time.max)
    built = read(queries.construction_select())["moment"].iloc[0]
    return end if pd.isna(built) else max(end, built.to_pydatetime())


def _compared(read: Reader, scope: Scope, since: date, until: date) -> tuple[list[rules.Change], Situation]:
    after = _situation(at(read, until), scope, until)
    before = _situation(at(read, since, _loaded(read, since)), scope, since)
    return _changes(before, after, scope.chosen, since, until), after


def last_meeting(meetings: pd.DataFrame, day: date) -> str | None:
    """Partial date of the last committee held before a day; None without one.

    Args:
        meetings: columns of ``seances_tenues_select``.
        day: the situation.
    """
    held = [str(one) for one in meetings["date_seance"] if last_day(str(one)) < day]
    return max(held, key=last_day, default=None)


def changes_block(read: Reader, scope: Scope, meetings: pd.DataFrame, chosen: date | None, day: date) -> Block:
    """The sentences, the heaviest first; what to choose when there is nothing to compare with.

    Args:
        read: the reader, at any situation.
        scope: whose changes.
        meetings: columns of ``seances_tenues_select``.
        chosen: the day to compare with; None for the last committee.
        day: the situation that is shown.
    """
    meeting = last_meeting(meetings, day) if chosen is None else None
    since = last_day(meeting) if meeting is not None else chosen
    subject = wording.title(since, chosen=chosen is not None)
    if since is None or since >= day:
        earlier = day - _YEAR
        return Block(
            "depuis",
            subject,
            wording.NO_MEETING if since is None else wording.NOT_BEFORE,
            void=wording.NO_MEETING_VOID if since is None else wording.not_before(since, day),
            ways=(Way(wording.a_year_before(earlier), f"/?depuis={earlier}"),),
        )
    changes, after = _compared(read, scope, since, day)
    frame = pd.DataFrame(
        [
            (
                wording.sentence(one.kind, one.subject, one.told, late=one.late),
                one.connu_le,
                joined(one.faits),
            )
            for one in changes
        ],
        columns=["changement", "connu_le", FACT],
    )
    columns = (
        TableColumn("changement", wording.CHANGE),
        TableColumn("connu_le", wording.KNOWN, "date", missing=wording.NO_FACT),
    )
    whole = Table(frame, columns, subject)
    first = Table(frame.head(_SHOWN), columns, subject)
    rest = Table(frame.iloc[_SHOWN:], columns, wording.rest_caption(subject))
    return Block(
        "depuis",
        subject,
        wording.message(since, meeting, len(changes)),
        body=summary_and_rows(first, [(wording.others(len(rest.frame)), rest)]) if len(rest.frame) else None,
        table=whole if changes else None,
        limits=(wording.ORDER, wording.LATE_RULE),
        sources=sources(read, *after.behind({fact for one in changes for fact in one.faits})) if changes else (),
    )
