"""What a publication would bring to a base, judged before anything is written: every fault of every file at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from data.intake.cells import Row, TypedData, type_table
from data.intake.checks import Broken, run_checks
from data.intake.faults import Fault, Place, fault_at, in_reading_order
from data.intake.files import OF_THE_BASE, RawData
from data.intake.incoming import Incoming
from data.intake.merge import Merge, merged, rows_of_base
from data.intake.review import Candidate, review
from data.intake.rules import bare_base, nature_faults, schema_faults_in
from data.schema import metadata
from data.tables.references import base

IN_BASE: Final = "déjà dans la base"
"""Where the rows of the base stand, in the words of a fault."""

_SUMMED: Final = frozenset({"observation", "serie", "secteur", "perimetre", "appartenance", "territoire"})
"""Tables that the checks of sums read: a row that is missing from them would make a sum false."""


Places = Mapping[tuple[str, object], Place]
"""Of rows, by table and key."""


@dataclass(frozen=True)
class Prepared:
    """What would be published.

    Attributes:
        merge: rows to add, counts of the revised and the known ones.
        faults: what prevents it, in reading order.
        warnings: what deserves a look, in reading order.
        checks: domain checks that were made, announced.
        empreinte: of the base that it was judged against.
        moment: of loading, carried by every new row.
    """

    merge: Merge
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    checks: tuple[str, ...]
    empreinte: str
    moment: datetime

    @property
    def brings_nothing(self) -> bool:
        """True when the base already says all of it."""
        return not self.merge.count()


def judged(connection: Connection, files: Sequence[Incoming], moment: datetime) -> Prepared:
    """Types, merges and checks what the files bring to the base."""
    nature = connection.scalar(select(base.c.nature)) or ""
    current = rows_of_base(connection, IN_BASE)
    typed = _typed(files, moment)
    merge = merged(current, typed)
    added = TypedData(rows=merge.added)
    result = TypedData(
        rows={name: [*rows, *merge.added.get(name, [])] for name, rows in current.items()},
        half_read=typed.half_read,
        set_aside=typed.set_aside,
        partly_read=typed.partly_read,
    )
    with bare_base(metadata.sorted_tables, result.rows) as bare:
        outcomes = checked_base(bare[0], merge.added) if _sums_hold(typed, merge) else ()
        broken = schema_faults_in(bare, result, metadata)
    unknown = {_where(fault) for fault in broken}
    official = frozenset(incoming.file for incoming in files if incoming.official)
    findings = review(Candidate(current, merge.added, _incomplete(typed, merge), official))
    faults = [
        *(fault for incoming in files for fault in incoming.faults),
        *typed.faults,
        *merge.faults,
        *(fault for fault in broken if fault.file != IN_BASE),
        *nature_faults(added, nature),
        # What refers to nothing is told once: a check that finds nothing there either has no remedy to add.
        *(fault for outcome in outcomes for fault in outcome.faults if _where(fault) not in unknown),
        *(finding.fault for finding in findings if finding.blocking),
    ]
    warnings = [
        *(warning for incoming in files for warning in incoming.warnings),
        *merge.warnings,
        *(finding.fault for finding in findings if not finding.blocking),
    ]
    return Prepared(
        merge=merge,
        faults=in_reading_order(dict.fromkeys(faults)),
        warnings=in_reading_order(dict.fromkeys(warnings)),
        checks=tuple(outcome.announcement for outcome in outcomes),
        empreinte=empreinte_of(connection),
        moment=moment,
    )


def _where(fault: Fault) -> tuple[str, str, int, str]:
    return fault.file, fault.sheet, fault.line, fault.column


def empreinte_of(connection: Connection) -> str:
    """Fingerprint of the base, as it says it."""
    return connection.scalar(select(base.c.empreinte)) or ""


@dataclass(frozen=True)
class Checked:
    """A domain check that was made: its announcement and its faults."""

    announcement: str
    faults: tuple[Fault, ...]


def checked(rows: Mapping[str, list[Row]], judged_rows: Mapping[str, list[Row]]) -> tuple[Checked, ...]:
    """Domain checks over rows that are not in a base yet; only what ``judged_rows`` break is told."""
    with bare_base(metadata.sorted_tables, rows) as (connection, _):
        return checked_base(connection, judged_rows)


def checked_base(connection: Connection, judged_rows: Mapping[str, list[Row]]) -> tuple[Checked, ...]:
    """Domain checks over a loaded base; what it held before the ``judged_rows`` is not their fault."""
    places: Places = {(name, row.values["id"]): row.place for name, rows in judged_rows.items() for row in rows}
    return tuple(
        Checked(outcome.announcement, tuple(fault for one in outcome.faults for fault in _placed(one, places)))
        for outcome in run_checks(connection)
    )


def _placed(broken: Broken, places: Places) -> Iterator[Fault]:
    """The fault at the first of its cells that is judged."""
    for table, key, column in broken.cells:
        place = places.get((table, key))
        if place is not None:
            remedy = "corriger d’après la source celui de ces nombres qui est faux"
            yield fault_at(place, column, broken.seen, broken.expected, remedy)
            return


def _typed(files: Sequence[Incoming], moment: datetime) -> TypedData:
    raw = RawData()
    for incoming in files:
        raw.partly_read |= incoming.partly_read
        for name, rows in incoming.rows.items():
            raw.rows.setdefault(name, []).extend(rows)
    typed = TypedData(partly_read=raw.partly_read)
    for table in metadata.sorted_tables:
        if table.name not in OF_THE_BASE:
            type_table(table, raw, moment, typed)
    return typed


def _incomplete(typed: TypedData, merge: Merge) -> frozenset[str]:
    """Tables of which a row was set aside; a fault of the merge sets some aside, wherever it is."""
    if merge.faults:
        return frozenset(metadata.tables)
    return frozenset(typed.set_aside.keys() | typed.partly_read)


def _sums_hold(typed: TypedData, merge: Merge) -> bool:
    return not (merge.faults or _SUMMED & (typed.set_aside.keys() | typed.partly_read))
