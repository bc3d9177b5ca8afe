"""Builds the base from the tracked files: read, check everything, write aside, check again, swap in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection, Table, insert

from data.demonstration.folder import write_folder
from data.intake.cells import Row, TypedData, type_table
from data.intake.checks import run_checks, shown_faults
from data.intake.faults import Fault, InvalidDataError
from data.intake.files import OF_THE_BASE, RawData, fingerprint, read_files
from data.intake.rules import nature_faults, schema_faults
from data.intake.targets import new_base, refuse_another_nature, target_url
from data.schema import SCHEMA_VERSION, metadata
from data.tables.references import base
from data.vocabulary import DEMONSTRATION, SOURCEE

SOURCES: Final = Path(__file__).resolve().parents[1] / "sources"


@dataclass(frozen=True)
class Report:
    """What was built: address without its password, rows by table, announced checks, fingerprint, moment (UTC)."""

    address: str
    rows: dict[str, int]
    checks: tuple[str, ...]
    empreinte: str
    construite_le: datetime


def build(url: str, *, now: datetime | None = None, sources: Path = SOURCES, nature: str = SOURCEE) -> Report:
    """Builds the base at ``url`` and swaps it in.

    Args:
        url: where; a base of another nature that is already there stays.
        now: the moment of loading, UTC when it has no zone.
        sources: folder of the data files.
        nature: what the facts are, one of ``NATURES_BASE``.

    Raises:
        InvalidDataError: the files or the loaded base break a rule; nothing was changed.
        UnusableTargetError: ``url`` is neither an SQLite file nor a PostgreSQL database, or holds another nature.
    """
    target = target_url(url)
    refuse_another_nature(target, nature)
    charge_le = _loading_moment(now)
    data = read_sources(sources, charge_le, nature)
    empreinte = fingerprint(sources)
    with new_base(target) as connection:
        identity = {
            "id": 1,
            "version_schema": SCHEMA_VERSION,
            "nature": nature,
            "construite_le": charge_le,
            "empreinte": empreinte,
        }
        connection.execute(insert(base), [identity])
        _load(connection, data)
        checks = _checked(connection)
    rows = {
        table.name: len(data.rows.get(table.name, []))
        for table in metadata.sorted_tables
        if table.name not in OF_THE_BASE
    }
    return Report(target.render_as_string(), rows, checks, empreinte, charge_le)


def build_demonstration(url: str, *, now: datetime | None = None) -> Report:
    """Builds the demonstration base at ``url``, by the same steps and checks as ``build``, which see."""
    with TemporaryDirectory() as folder:
        write_folder(Path(folder))
        return build(url, now=now, sources=Path(folder), nature=DEMONSTRATION)


def read_sources(sources: Path, charge_le: datetime, nature: str = SOURCEE) -> TypedData:
    """Typed rows of every table, after every rule that can be checked before writing.

    Raises:
        InvalidDataError: with all the faults of all the files.
    """
    raw = read_files(sources, metadata)
    typed = _type_all(raw, charge_le)
    faults = [*typed.faults, *schema_faults(typed, metadata), *nature_faults(typed, nature)]
    if faults:
        raise InvalidDataError(faults)
    return typed


def _type_all(raw: RawData, charge_le: datetime) -> TypedData:
    typed = TypedData(partly_read=raw.partly_read, faults=list(raw.faults))
    for table in metadata.sorted_tables:
        if table.name not in OF_THE_BASE:
            type_table(table, raw, charge_le, typed)
    return typed


def _loading_moment(now: datetime | None) -> datetime:
    moment = now or datetime.now(UTC)
    utc = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    return utc.replace(microsecond=0)


def _load(connection: Connection, data: TypedData) -> None:
    for table in metadata.sorted_tables:
        rows = data.rows.get(table.name)
        if rows:
            connection.execute(insert(table), [row.values for row in _parents_first(table, rows)])


def _parents_first(table: Table, rows: list[Row]) -> Iterable[Row]:
    """Order in which a table that refers to itself can be loaded; a circle is left to the engine to refuse."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    if not own:
        return rows
    ordered: list[Row] = []
    placed: set[object] = {None}
    waiting = rows
    while waiting:
        ready = [row for row in waiting if all(row.values[name] in placed for name in own)]
        if not ready:
            return [*ordered, *waiting]
        ordered += ready
        placed.update(row.values["id"] for row in ready)
        waiting = [row for row in waiting if row.values["id"] not in placed]
    return ordered


def _checked(connection: Connection) -> tuple[str, ...]:
    outcomes = run_checks(connection)
    faults = [
        Fault("contrôle de la base", 0, "", fault, outcome.announcement, "corriger les fichiers de cette série")
        for outcome in outcomes
        for fault in shown_faults(outcome)
    ]
    if faults:
        raise InvalidDataError(faults)
    return tuple(outcome.announcement for outcome in outcomes)
