"""Adds what files say to a base, or brings a former state back: whole, or not at all, and told in the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, select

from data.engine import read_only_engine, reader
from data.intake import journal
from data.intake.archives import CURRENT, Archive, archives_of
from data.intake.faults import Fault, InvalidDataError
from data.intake.loading import load
from data.intake.lock import WAIT
from data.intake.merge_words import Revision
from data.intake.migrate import refuse_another_version
from data.intake.preparation import Prepared, checked_base, empreinte_of, judged
from data.intake.recognition import Reading, Watch, read_all, unwatched
from data.intake.seal import rows_fingerprint
from data.intake.swap import successor
from data.intake.targets import (
    BrokenBaseError,
    UnreachableBaseError,
    UnusableTargetError,
    existing_version,
    opened,
    shown,
    target_url,
)
from data.schema import SCHEMA_VERSION
from data.tables.journal import publication


@dataclass(frozen=True)
class Report:
    """What was done, or would be.

    Attributes:
        address: of the base, without its password.
        number: in the journal; None when nothing was written.
        moment: of the publication (UTC).
        empreinte: of the rows afterwards; empty when nothing was written.
        added: rows by table.
        revised: among them, new versions of known facts.
        revisions: what they change.
        known: rows that the base already had.
        readings: the files.
        warnings: accepted.
        checks: domain checks made, announced.
        found: a former state could be brought back.
    """

    address: str
    number: int | None
    moment: datetime
    empreinte: str = ""
    added: Mapping[str, int] = field(default_factory=dict)
    revised: Mapping[str, int] = field(default_factory=dict)
    revisions: Sequence[Revision] = ()
    known: Mapping[str, int] = field(default_factory=dict)
    readings: Sequence[Reading] = ()
    warnings: Sequence[Fault] = ()
    checks: Sequence[str] = ()
    found: bool = False


class _NothingNewError(Exception):
    """Another publication has just brought the same rows."""


def prepare(
    url: str, files: Sequence[Path], *, now: datetime | None = None, watch: Watch = unwatched
) -> tuple[list[Reading], Prepared]:
    """Reads the files and judges what they would bring to the base at ``url``; writes nothing.

    Raises:
        UnusableTargetError: ``url`` is neither an SQLite file nor a PostgreSQL database.
        UnreachableBaseError: there is no base there that this version can read.
    """
    target = readable(url)
    engine = read_only_engine(target.render_as_string(hide_password=False))
    try:
        readings = read_all(files, reader(engine), watch)
    finally:
        engine.dispose()
    with opened(target) as connection:
        moment = journal.moment_after(connection, now)
        return readings, judged(connection, [reading.incoming for reading in readings], moment)


def publish(
    url: str,
    files: Sequence[Path],
    author: str,
    *,
    dry_run: bool = False,
    now: datetime | None = None,
    wait: float = WAIT,
    watch: Watch = unwatched,
) -> Report:
    """Adds what the files say to the base at ``url``.

    Nothing is written when the base already says all of it: a scheduled publication of an unchanged file is no event.

    Args:
        url: of the base.
        files: in any layout that is recognised.
        author: who publishes, for the journal.
        dry_run: judge all, write nothing.
        now: the moment of loading, UTC when it has no zone.
        wait: seconds to wait for another publication.
        watch: shows the reading of each file.

    Raises:
        InvalidDataError: with all the faults of all the files; the base is unchanged.
        BusyTargetError: another publication still holds the base after ``wait`` seconds.
        UnusableTargetError: ``url`` is neither an SQLite file nor a PostgreSQL database.
        UnreachableBaseError: there is no base there that this version can read.
    """
    target = target_url(url)
    readings, prepared = prepare(url, files, now=now, watch=watch)
    if prepared.faults:
        raise InvalidDataError(prepared.faults)
    if dry_run or prepared.brings_nothing:
        return _report(target, readings, prepared)
    try:
        with successor(target, of=CURRENT, wait=wait) as connection:
            # Files are read before the base is held: another publication may have come in between, and what an
            # importer makes of a file depends on what the base knows.
            if empreinte_of(connection) != prepared.empreinte:
                readings, prepared = prepare(url, files, now=now, watch=watch)
            number, empreinte = _write(connection, readings, prepared, author)
    except _NothingNewError:
        return _report(target, readings, prepared)
    return _report(target, readings, prepared, number, empreinte)


def _write(connection: Connection, readings: Sequence[Reading], prepared: Prepared, author: str) -> tuple[int, str]:
    if prepared.faults:
        raise InvalidDataError(prepared.faults)
    if prepared.brings_nothing:
        raise _NothingNewError
    load(connection, prepared.merge.added)
    outcomes = checked_base(connection, prepared.merge.added)
    if faults := [fault for outcome in outcomes for fault in outcome.faults]:
        raise InvalidDataError(faults)
    empreinte = rows_fingerprint(connection)
    entry = journal.Entry(
        journal.PUBLICATION,
        author,
        [reading.source for reading in readings],
        prepared.merge.count(),
        prepared.warnings,
    )
    return journal.write(connection, entry, prepared.moment, empreinte), empreinte


def _report(
    target: URL,
    readings: Sequence[Reading],
    prepared: Prepared,
    number: int | None = None,
    empreinte: str = "",
) -> Report:
    return Report(
        address=shown(target),
        number=number,
        moment=prepared.moment,
        empreinte=empreinte,
        added=prepared.merge.count(),
        revised=prepared.merge.revised,
        revisions=prepared.merge.revisions,
        known=prepared.merge.known,
        readings=readings,
        warnings=prepared.warnings,
        checks=prepared.checks,
    )


def go_back(
    url: str, number: int, author: str, *, dry_run: bool = False, now: datetime | None = None, wait: float = WAIT
) -> Report:
    """Brings the facts of the state after publication ``number`` back, as one more row of the journal.

    Nothing is written when those facts are the current ones.

    Raises:
        UnusableTargetError: no such publication, or its state is no longer in the archives.
        BrokenBaseError: the archive does not hold what the journal says; the base is unchanged.
        BusyTargetError: another publication still holds the base after ``wait`` seconds.
        UnreachableBaseError: there is no base there that this version can read.
    """
    target = readable(url)
    with opened(target) as connection:
        wanted = _empreinte_after(connection, number)
        report = Report(shown(target), None, journal.moment_after(connection, now))
        if empreinte_of(connection) == wanted:
            return report
        found = archives_of(target, connection)
    archive = _archive_of(found, number, wanted)
    if dry_run:
        return replace(report, found=True)
    with successor(target, of=archive.state, wait=wait) as connection:
        if rows_fingerprint(connection) != wanted:
            raise BrokenBaseError(f"l’archive de la publication {number} ne porte plus les lignes que dit le journal")
        moment = journal.moment_after(connection, now)
        entry = journal.Entry(journal.RETURN, author, returned_to=number)
        written = journal.write(connection, entry, moment, wanted)
    return Report(shown(target), written, moment, wanted, found=True)


def readable(url: str) -> URL:
    """Address of a base that is there and of this very schema.

    Raises:
        UnusableTargetError: ``url`` is neither an SQLite file nor a PostgreSQL database.
        UnreachableBaseError: there is no base there that this version can read.
    """
    target = target_url(url)
    if existing_version(target) is None:
        raise UnreachableBaseError(f"aucune base à l’adresse {shown(target)} ; la construire d’abord (construire)")
    refuse_another_version(target)
    return target


def _empreinte_after(connection: Connection, number: int) -> str:
    wanted: str | None = connection.scalar(select(publication.c.empreinte).where(publication.c.id == number))
    if wanted is None:
        raise no_publication(number)
    return wanted


def no_publication(number: int) -> UnusableTargetError:
    """What is said of a number that the journal does not have."""
    return UnusableTargetError(f"il n’y a pas de publication {number} au journal ; les lire avec « journal »")


def _archive_of(found: Sequence[Archive], number: int, wanted: str) -> Archive:
    usable = [archive for archive in found if archive.version == SCHEMA_VERSION]
    for archive in usable:
        if archive.empreinte == wanted:
            return archive
    kept = ", ".join(str(archive.number) for archive in usable) or "aucune"
    raise UnusableTargetError(f"l’état d’après la publication {number} n’est plus dans les archives (restent : {kept})")
