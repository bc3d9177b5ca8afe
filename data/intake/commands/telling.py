"""What a publication did, in French lines."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from data.intake.faults import Fault
from data.intake.merge_words import Revision
from data.intake.preparation import Prepared
from data.intake.publish import Report
from data.intake.recognition import Reading

_MOST_REVISIONS: Final = 30
"""What one reads in a terminal; a file of a producer may revise thousands of figures."""


def judgement(readings: Sequence[Reading], prepared: Prepared) -> list[str]:
    """Files, faults, warnings, and what a publication would add."""
    told = [*_files(readings), *(f"✗ {fault}" for fault in prepared.faults), *_warnings(prepared.warnings)]
    if prepared.faults:
        return [*told, f"{counted(len(prepared.faults), 'faute')} : ces fichiers ne peuvent pas être publiés."]
    merge = prepared.merge
    return [
        *told,
        *(f"✓ {check}" for check in prepared.checks),
        *_brought(merge.count(), merge.revised, merge.known),
        *_revised(merge.revisions),
        "Aucune faute : ces fichiers peuvent être publiés."
        if merge.count()
        else "Aucune faute, et rien de nouveau : la base dit déjà tout ce que disent ces fichiers.",
    ]


def published(report: Report, *, dry_run: bool) -> list[str]:
    """What ``publier`` did, or would do."""
    told = [
        *_files(report.readings),
        *_warnings(report.warnings),
        *(f"✓ {check}" for check in report.checks),
        *_brought(report.added, report.revised, report.known),
        *_revised(report.revisions),
    ]
    if dry_run:
        return [*told, f"À blanc, rien n’a été écrit : {report.address}"]
    if report.number is None:
        return [*told, f"Rien de nouveau : la base est inchangée ({report.address})."]
    return [
        *told,
        f"Publication nº {report.number} : {report.address}",
        f"Empreinte des données : {report.empreinte}",
    ]


def counted(number: int, word: str) -> str:
    """« 1 faute », « 2 fautes »."""
    return f"{number} {word}{'s' if number > 1 else ''}"


def _files(readings: Sequence[Reading]) -> Iterator[str]:
    for reading in readings:
        incoming = reading.incoming
        said = "".join(f" ; {words}" for words in incoming.said)
        if not incoming.read and incoming.faults:
            yield f"{incoming.file} : {incoming.kind}{said}"
            continue
        # What a person filled is all of these territories; a national file is told what was kept of it.
        kept = f", dont {incoming.kept} pour ces territoires" if incoming.official else ""
        yield f"{incoming.file} : {incoming.kind}{said} ; {counted(incoming.read, 'ligne')}{kept}"


def _warnings(warnings: Sequence[Fault]) -> Iterator[str]:
    yield from (f"! {warning}" for warning in warnings)
    if warnings:
        yield f"{counted(len(warnings), 'avertissement')} : à regarder, sans empêcher la publication."


def _brought(added: Mapping[str, int], revised: Mapping[str, int], known: Mapping[str, int]) -> Iterator[str]:
    for name in sorted({*added, *known}):
        lines = added.get(name, 0)
        parts = [f"{counted(lines, 'ligne')} en plus" if lines else "rien de nouveau"]
        if revised.get(name):
            parts.append(f"dont {revised[name]} en révision d’un fait connu")
        if known.get(name):
            parts.append(f"{known[name]} déjà dans la base")
        yield f"{name} : {', '.join(parts)}"


def _revised(revisions: Sequence[Revision]) -> Iterator[str]:
    for revision in revisions[:_MOST_REVISIONS]:
        changes = ", ".join(_change(*change) for change in revision.changes)
        yield f"~ {revision.place} : {changes}"
    if (others := len(revisions) - _MOST_REVISIONS) > 0:
        yield f"~ et {counted(others, 'autre')} en révision"


def _change(name: str, known: str, new: str) -> str:
    return f"{name} « {known} » devient « {new} »" if known or new else f"{name} change"
