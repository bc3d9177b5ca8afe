"""What a publication would bring to a base, judged before anything is written: every fault of every file at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from data.intake.cells import Row, TypedData, type_table
from data.intake.checks import run_checks, shown_faults
from data.intake.faults import Fault, in_reading_order
from data.intake.files import OF_THE_BASE, RawData
from data.intake.incoming import Incoming
from data.intake.merge import Merge, merged, rows_of_base
from data.intake.rules import bare_base, nature_faults, schema_faults_in
from data.schema import metadata
from data.tables.references import base

IN_BASE: Final = "déjà dans la base"
"""Where the rows of the base stand, in the words of a fault."""

_SUMMED: Final = frozenset({"observation", "serie", "secteur", "perimetre", "appartenance", "territoire"})
"""Tables that the checks of sums read: a row that is missing from them would make a sum false."""


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
        set_aside=typed.set_aside,
        partly_read=typed.partly_read,
    )
    with bare_base(metadata.sorted_tables, result.rows) as bare:
        outcomes = checked_base(bare[0]) if _sums_hold(typed, merge) else ()
        broken = schema_faults_in(bare, result, metadata)
    faults = [
        *(fault for incoming in files for fault in incoming.faults),
        *typed.faults,
        *merge.faults,
        *broken,
        *nature_faults(added, nature),
        *(fault for outcome in outcomes for fault in outcome.faults),
    ]
    warnings = [*(warning for incoming in files for warning in incoming.warnings), *merge.warnings]
    return Prepared(
        merge=merge,
        faults=in_reading_order(dict.fromkeys(faults)),
        warnings=in_reading_order(dict.fromkeys(warnings)),
        checks=tuple(outcome.announcement for outcome in outcomes),
        empreinte=empreinte_of(connection),
        moment=moment,
    )


def empreinte_of(connection: Connection) -> str:
    """Fingerprint of the base, as it says it."""
    return connection.scalar(select(base.c.empreinte)) or ""


@dataclass(frozen=True)
class Checked:
    """A domain check that was made: its announcement and its faults."""

    announcement: str
    faults: tuple[Fault, ...]


def checked(rows: Mapping[str, list[Row]]) -> tuple[Checked, ...]:
    """Domain checks over rows that are not in a base yet."""
    with bare_base(metadata.sorted_tables, rows) as (connection, _):
        return checked_base(connection)


def checked_base(connection: Connection) -> tuple[Checked, ...]:
    """Domain checks over a loaded base."""
    return tuple(
        Checked(
            outcome.announcement,
            tuple(
                Fault("contrôle de la base", 0, "", fault, outcome.announcement, "corriger les fichiers de cette série")
                for fault in shown_faults(outcome)
            ),
        )
        for outcome in run_checks(connection)
    )


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


def _sums_hold(typed: TypedData, merge: Merge) -> bool:
    return not (merge.faults or _SUMMED & (typed.set_aside.keys() | typed.partly_read))
