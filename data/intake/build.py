"""Builds the base from the tracked files: read, check everything, write aside, check again, swap in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import URL, Connection, insert, inspect, select

from data.demonstration.folder import write_folder
from data.intake import journal
from data.intake.cells import TypedData, type_table
from data.intake.faults import InvalidDataError
from data.intake.files import OF_THE_BASE, RawData, data_files, fingerprint, read_files
from data.intake.loading import load
from data.intake.preparation import Checked, checked, checked_base
from data.intake.rules import nature_faults, schema_faults
from data.intake.seal import rows_fingerprint
from data.intake.swap import new_base
from data.intake.targets import Former, former_base, opened, refuse_another_nature, refuse_to_abandon, shown, target_url
from data.schema import SCHEMA_VERSION, metadata
from data.tables.journal import publication
from data.tables.references import base
from data.vocabulary import DEMONSTRATION, SOURCEE

SOURCES: Final = Path(__file__).resolve().parents[1] / "sources"


@dataclass(frozen=True)
class Report:
    """What was built: address without its password, rows by table, announced checks, fingerprint, moment (UTC).

    The fingerprint is empty when nothing was written.
    """

    address: str
    rows: dict[str, int]
    checks: tuple[str, ...]
    empreinte: str
    construite_le: datetime


def build(
    url: str,
    *,
    now: datetime | None = None,
    sources: Path = SOURCES,
    nature: str = SOURCEE,
    abandon: bool = False,
    dry_run: bool = False,
) -> Report:
    """Builds the base at ``url`` and swaps it in.

    Args:
        url: where; a base of another nature that is already there stays.
        now: the moment of loading, UTC when it has no zone.
        sources: folder of the data files.
        nature: what the facts are, one of ``NATURES_BASE``.
        abandon: leave behind the publications that the base already there holds; its journal goes on all the same.
        dry_run: check all, write nothing.

    Raises:
        InvalidDataError: the files or the loaded base break a rule; nothing was changed.
        UnusableTargetError: ``url`` is neither an SQLite file nor a PostgreSQL database, or holds another nature or
            publications that the files would not bring back.
        BusyTargetError: somebody else writes there.
    """
    target = target_url(url)
    refuse_another_nature(target, nature)
    if not abandon:
        refuse_to_abandon(former_base(target))
    charge_le = journal.utc(now)
    data = read_sources(sources, charge_le, nature)
    rows = {
        table.name: len(data.rows.get(table.name, []))
        for table in metadata.sorted_tables
        if table.name not in OF_THE_BASE
    }
    if dry_run:
        return Report(shown(target), rows, _announced(checked(data.rows, data.rows)), "", charge_le)
    with new_base(target) as connection:
        former = former_base(target)
        if not abandon:
            refuse_to_abandon(former)
        load(connection, data.rows)
        checks = _announced(checked_base(connection, data.rows))
        empreinte = rows_fingerprint(connection)
        _sign(connection, nature, charge_le, empreinte)
        _go_on(connection, target, former)
        entry = journal.Entry(journal.CONSTRUCTION, journal.account(), [_sources_file(sources, data)], rows)
        journal.write(connection, entry, journal.moment_after(connection, charge_le), empreinte)
    return Report(shown(target), rows, checks, empreinte, charge_le)


def build_demonstration(url: str, *, now: datetime | None = None, dry_run: bool = False) -> Report:
    """Builds the demonstration base at ``url``, by the same steps and checks as ``build``, which see.

    What was published there is invented too: it does not keep the set from being made again.
    """
    with TemporaryDirectory() as folder:
        write_folder(Path(folder))
        return build(url, now=now, sources=Path(folder), nature=DEMONSTRATION, abandon=True, dry_run=dry_run)


def _sign(connection: Connection, nature: str, charge_le: datetime, empreinte: str) -> None:
    identity = {
        "id": 1,
        "version_schema": SCHEMA_VERSION,
        "nature": nature,
        "construite_le": charge_le,
        "empreinte": empreinte,
    }
    connection.execute(insert(base), [identity])


def _go_on(connection: Connection, target: URL, former: Former | None) -> None:
    """Copies the journal of the base that is replaced: the number of a state never names another one."""
    if former is None or not former.number:
        return
    with opened(target) as replaced:
        # A base of another schema may lack some of the columns.
        kept = {column["name"] for column in inspect(replaced).get_columns(publication.name)}
        columns = [column for column in publication.columns if column.name in kept]
        entries = [dict(entry) for entry in replaced.execute(select(*columns)).mappings()]
    connection.execute(insert(publication), entries)


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


def _announced(outcomes: tuple[Checked, ...]) -> tuple[str, ...]:
    if faults := [fault for outcome in outcomes for fault in outcome.faults]:
        raise InvalidDataError(faults)
    return tuple(outcome.announcement for outcome in outcomes)


def _sources_file(sources: Path, data: TypedData) -> journal.SourceFile:
    size = sum(path.stat().st_size for path in data_files(sources))
    rows = sum(len(found) for found in data.rows.values())
    return journal.SourceFile("data/sources", "dossier de fichiers CSV", fingerprint(sources), size, rows, rows)
