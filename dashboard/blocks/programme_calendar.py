"""Dates of one programme in a line: its ends, its acts, its meetings, what it promised for when."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from components import programmes as bodies
from components.block import FACT, Block, Table, TableColumn
from components.wording import programme_acts as act_wording
from components.wording import programme_calendar as wording
from dashboard.blocks.programme_fiche import Fiche, text
from dashboard.plans import Row, rows_of
from dashboard.provenance import FACT as PROVENANCE
from dashboard.provenance import sources
from data.engine import Reader
from data.model.dates import first_day, last_day
from data.model.programmes import mid_term, within
from data.queries.fiche_programme import faits_select


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated: the day at which it stands in the line, its date in words, what it is, its kind, its fact's row.

    What happened stands at the first day that its date may mean; a term, which lasts to its end, at the last one.
    """

    day: date
    when: str
    what: str
    kind: str
    row: Row


def _event(partial: str, what: str, kind: str, row: Row, *, term: bool = False) -> Event:
    day = last_day(partial) if term else first_day(partial)
    return Event(day, bodies.when(partial), what, wording.KINDS[kind], row)


def signed_on(known: Fiche) -> str | None:
    """Partial date on which the programme was signed; None when no source gives it."""
    signatures = known.acts[(known.acts["type"] == "signature") & (known.acts["etat"] == "signe")]
    dates = signatures["date_acte"].dropna()
    return None if dates.empty else str(dates.iloc[0])


def window(known: Fiche, promise: Row) -> tuple[date, date] | None:
    """Middle of the programme, for a promise whose due date Vigie computed as such; None for any other promise."""
    if not promise["echeance_calculee"] or text(promise["echeance"]) is None:
        return None
    found = mid_term(known.debut, known.fin, signed_on(known))
    return found if found is not None and within(found[1], str(promise["echeance"])) else None


def _promises(known: Fiche) -> list[Event]:
    events = []
    for row in rows_of(known.own.promises):
        what = wording.promise_due(str(row["numero"]), str(row["libelle"]))
        middle = window(known, row)
        if middle is not None:
            events.append(Event(middle[0], wording.window(*middle), what, wording.KINDS["calcul"], row))
        elif text(row["echeance"]) is not None:
            kind = "calcul" if row["echeance_calculee"] else "promesse"
            events.append(_event(str(row["echeance"]), what, kind, row, term=True))
    return events


def _events(known: Fiche, facts: pd.DataFrame) -> list[Event]:
    own = known.row
    events = [] if known.debut is None else [_event(known.debut, wording.BEGINS, "programme", own)]
    if known.fin is not None:
        end = wording.HORIZON if known.standing in ("horizon", "horizon_passe") else wording.ENDS
        events.append(_event(known.fin, end, "programme", own, term=True))
    events += [
        _event(str(row["date_acte"]), f"{act_wording.act_title(row)} ({row['organe']})", "acte", row)
        for row in rows_of(known.acts)
        if text(row["date_acte"])
    ]
    events += [
        _event(str(row["date_seance"]), str(row["nom"]), str(row["etat"]), row)
        for row in rows_of(known.committees)
        if text(row["date_seance"]) and row["etat"] in wording.KINDS
    ]
    events += [
        _event(str(row["date_fait"]), str(row["libelle"]), "fait", row)
        for row in rows_of(facts)
        if text(row["date_fait"])
    ]
    return sorted([*events, *_promises(known)], key=lambda one: one.day)


def calendar_block(read: Reader, known: Fiche) -> Block | None:
    """Every dated thing, the oldest first; None when nothing is dated."""
    events = _events(known, read(faits_select(known.id)))
    if not events:
        return None
    frame = pd.DataFrame(
        [{"date": one.when, "evenement": one.what, "nature": one.kind, FACT: one.row[FACT]} for one in events]
    )
    signed = signed_on(known) is not None
    rules = [
        wording.window_rule(str(row["numero"]), wording.window(*middle), signed=signed)
        for row in rows_of(known.own.promises)
        if (middle := window(known, row))
    ]
    undated = int(known.acts["date_acte"].isna().sum())
    facts = pd.DataFrame([{name: one.row[name] for name in PROVENANCE} for one in events])
    return Block(
        "calendrier",
        wording.SUBJECT_CALENDAR,
        wording.calendar_message(len(events), undated),
        body=bodies.timeline(
            [(one.when, one.what, one.kind, one.day > known.today, str(one.row[FACT])) for one in events]
        ),
        table=Table(
            frame,
            tuple(TableColumn(name, label) for name, label in wording.CALENDAR_COLUMNS.items()),
            wording.CALENDAR_CAPTION,
        ),
        sources=sources(read, facts),
        limits=(*rules, wording.CALENDAR_RULE),
        wide=True,
    )
