"""Acts of one programme and what each really authorises; its votes, their arithmetic made again."""

from typing import Any, Final

import pandas as pd

from components import programmes as bodies
from components.block import FACT, Block, Table, TableColumn
from components.formats import is_missing
from components.records import Group, records
from components.wording import programme_acts as wording
from dashboard.blocks.programme_fiche import Fiche, text
from dashboard.plans import Row, rows_of
from dashboard.provenance import sources
from data.engine import Reader
from data.model import votes as model
from data.queries import fiche_programme as queries

_MARKS: Final = {
    "adopte": ("●", "realisee"),
    "signe": ("●", "realisee"),
    "non_signe": ("○", "a-venir"),
    "en_cours_de_signature": ("◐", "en-cours"),
    "non_renseigne": ("◇", "non-renseignee"),
}
_UNSIGNED: Final = "non_signe"


def acts_block(read: Reader, known: Fiche) -> Block:
    """Every act, oldest first; nothing is lent to an act that its text does not say."""
    rows = rows_of(known.acts)
    if not rows:
        return Block("actes", wording.SUBJECT_ACTS, wording.NO_ACT, void=wording.acts_void(known.name))
    lines = [
        [
            bodies.named(
                wording.act_title(row),
                text(row["qualificatif"]),
                facts=row[FACT],
                told=f"{wording.act_title(row)}, {row['organe']}",
            ),
            str(row["organe"]),
            wording.act_date(row["date_acte"]),
            text(row["portee"]),
            bodies.shape(_MARKS[str(row["etat"])][0], wording.state(str(row["etat"])), _MARKS[str(row["etat"])][1]),
        ]
        for row in rows
    ]
    frame = known.acts.assign(
        acte=[wording.act_title(row) for row in rows],
        date_acte=[wording.act_date(row["date_acte"]) for row in rows],
        etat=[wording.state(str(row["etat"])) for row in rows],
    )
    counts = {state: int((known.acts["etat"] == state).sum()) for state in wording.STATES}
    columns = tuple(TableColumn(name, label) for name, label in wording.ACTS_COLUMNS.items())
    unsigned = (wording.UNSIGNED_RULE,) if counts[_UNSIGNED] else ()
    return Block(
        "actes",
        wording.SUBJECT_ACTS,
        wording.acts_message({state: count for state, count in counts.items() if count}),
        body=records(wording.ACTS_CAPTION, tuple(wording.ACTS_COLUMNS.values()), [Group(lines)], "actes"),
        table=Table(frame, columns, wording.ACTS_CAPTION),
        sources=sources(read, known.acts),
        limits=(wording.SCOPE_RULE, *unsigned),
        wide=True,
    )


def _counts(row: Row) -> model.Counts:
    return {part: None if is_missing(row[part]) else int(row[part]) for part in model.PARTS}


def _sum(one: model.Equation) -> bodies.Sum:
    terms = [("+" if sign > 0 else "−", str(part), one.counts[part]) for sign, part in one.known]
    return bodies.Sum(terms, (one.total, one.told), wording.verdict(one.missing, holds=one.holds), one.holds)


def _ballot(row: Row, *, alone: bool) -> bodies.Ballot:
    counts = _counts(row)
    *room, ballots = model.equations(counts)
    known = model.counted(counts)
    notes = [
        wording.quorum(
            counts["quorum"], counts["presents"], counts["suppleants"], reached=model.quorum_reached(counts)
        ),
        wording.NO_AGAINST if known and counts["contre"] is None and counts["pour"] is not None else None,
        wording.reservation(str(row["qualificatif"])) if text(row["qualificatif"]) else None,
    ]
    return bodies.Ballot(
        title=wording.vote_title(row),
        subject=str(row["objet"]),
        # The message of the block says the outcome of the only vote.
        outcome=None if alone else wording.outcome(row),
        room=[_sum(one) for one in room],
        ballots=[_sum(ballots)],
        notes=[note for note in notes if note],
        void=None if known else wording.votes_void(model.missing(counts)),
        facts=row[FACT],
    )


def _verdict(row: Row) -> str:
    held = [one.holds for one in model.equations(_counts(row))]
    if False in held:
        return wording.WRONG
    return wording.RIGHT if all(held) else wording.NOT_CHECKED


def _lines(row: Row) -> list[dict[str, Any]]:
    found = []
    for one in model.equations(_counts(row)):
        terms = " ".join(
            f"{'+' if sign > 0 else '−'} {wording.part(part, one.counts[part])}" for sign, part in one.known
        )
        found.append(
            {
                "organe": wording.vote_title(row),
                "egalite": f"{terms.removeprefix('+ ')} = {wording.part(one.total, one.told)}",
                "calcule": one.computed,
                "dit": one.told,
                "verdict": wording.verdict(one.missing, holds=one.holds),
                FACT: row[FACT],
            }
        )
    return found


def votes_block(read: Reader, known: Fiche) -> Block | None:
    """Votes, from the seats down to the voters and from the ballots up to them; None when no act was voted."""
    found = read(queries.votes_select(known.id))
    if found.empty:
        return None
    rows = rows_of(found)
    frame = pd.DataFrame([line for row in rows for line in _lines(row)])
    frame = frame.astype({"calcule": "Int64", "dit": "Int64"})
    columns = tuple(
        TableColumn(name, label, "nombre" if name in ("calcule", "dit") else "texte")
        for name, label in wording.VOTES_COLUMNS.items()
    )
    return Block(
        "votes",
        wording.SUBJECT_VOTES,
        wording.votes_message([(wording.outcome(row), _verdict(row)) for row in rows]),
        body=bodies.ballots([_ballot(row, alone=len(rows) == 1) for row in rows]),
        table=Table(frame, columns, wording.VOTES_CAPTION),
        sources=sources(read, found),
        limits=(wording.NOT_TAKING_PART,),
        wide=True,
    )
