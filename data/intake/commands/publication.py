"""``verifier`` and ``publier``: files judged, then added to the base."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from data.intake import workbook
from data.intake.commands.parser import (
    FAULTY,
    MISUSED,
    OK,
    Commands,
    FrenchParser,
    add_author,
    add_command,
    add_dry_run,
    add_files,
    add_layouts,
    add_origin,
    add_target,
    url_of,
)
from data.intake.commands.telling import judgement, published
from data.intake.journal import account
from data.intake.lock import WAIT
from data.intake.preparation import Prepared
from data.intake.progress import reading_bar
from data.intake.publish import prepare, publish
from data.intake.recognition import is_workbook

_WORKBOOK: Final = ".xlsx"
_NOT_WRITTEN: Final = frozenset({".xls", ".xlsm", ".ods", ".doc", ".docx", ".odt", ".pdf"})
"""A text under such a name would not open."""


def add(commands: "Commands[FrenchParser]") -> None:
    """Adds both commands."""
    verifier = add_command(
        commands,
        "verifier",
        "Contrôle des fichiers comme avant une publication, et dit toutes leurs fautes ; n’écrit pas dans la base.",
        _verifier,
    )
    add_files(verifier)
    add_layouts(verifier)
    add_origin(verifier)
    verifier.add_argument(
        "--rapport",
        metavar="FICHIER",
        type=Path,
        help="écrit aussi le rapport dans ce fichier ; chaque classeur à corriger ou à relire est copié à "
        "côté, cellules marquées (un nom en .xlsx demande la seule copie du classeur)",
    )
    publier = add_command(
        commands,
        "publier",
        "Ajoute à la base ce que disent des fichiers, tout ou rien ; ne remplace et n’efface aucun fait.",
        _publier,
    )
    add_files(publier)
    add_layouts(publier)
    add_target(publier)
    add_author(publier)
    publier.add_argument(
        "--attente",
        metavar="SECONDES",
        type=_seconds,
        default=int(WAIT),
        help=f"attend au plus ce temps une autre publication (par défaut : {WAIT:g} ; 0 : n’attend pas)",
    )
    add_dry_run(publier)


def _seconds(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"nombre de secondes attendu, lu : « {text} »")
    return int(text)


def _verifier(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    workbooks = [path for path in asked.fichiers if is_workbook(path)]
    if asked.rapport and asked.rapport.suffix.lower() in _NOT_WRITTEN:
        print(f"--rapport n’écrit pas de {asked.rapport.suffix} ; donner un nom en .xlsx ou en .txt.")
        return MISUSED
    if asked.rapport and _is_marked_copy(asked.rapport) and len(workbooks) != 1:
        print("--rapport en .xlsx demande un classeur, et un seul ; donner un nom en .txt.")
        return MISUSED
    if asked.rapport and (read := _read_and_written(asked.rapport, asked.fichiers, workbooks)):
        print(f"--rapport écrirait par-dessus « {read} », qui est un des fichiers à vérifier ; donner un autre nom.")
        return MISUSED
    readings, prepared = prepare(url_of(asked, environment), asked.fichiers, watch=reading_bar)
    told = judgement(readings, prepared)
    print("\n".join(told))
    if asked.rapport:
        for path in _write_report(asked.rapport, told, workbooks, prepared):
            print(f"{'Copie annotée' if _is_marked_copy(path) else 'Rapport'} : {path}")
    return FAULTY if prepared.faults else OK


def _read_and_written(report: Path, files: Sequence[Path], workbooks: Sequence[Path]) -> Path | None:
    """The file to verify that the report or a marked copy would be written over."""
    copies = [] if _is_marked_copy(report) else [_copy_beside(report, path) for path in workbooks]
    written = [path for path in (report, *copies) if path.exists()]
    # What stands beside a file completes it: lost, it could not be read again.
    read = [one for path in files for one in (path, path.with_name(f"{path.name}.toml")) if one.exists()]
    return next((one for one in read if any(path.samefile(one) for path in written)), None)


def _is_marked_copy(report: Path) -> bool:
    return report.suffix.lower() == _WORKBOOK


def _copy_beside(report: Path, path: Path) -> Path:
    return report.with_name(f"{path.stem}-fautes{_WORKBOOK}")


def _write_report(report: Path, told: Sequence[str], workbooks: Sequence[Path], prepared: Prepared) -> Iterator[Path]:
    """Writes the report and the marked copies, and tells where each of them is."""
    faults, warnings = prepared.faults, prepared.warnings
    if _is_marked_copy(report):
        workbook.write_marked_copy(workbooks[0], faults, report, warnings)
        yield report
        return
    report.write_text("\n".join(told) + "\n", encoding="utf-8")
    yield report
    for path in workbooks:
        if any(fault.file == path.name for fault in (*faults, *warnings)):
            copy = _copy_beside(report, path)
            workbook.write_marked_copy(path, faults, copy, warnings)
            yield copy


def _publier(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    report = publish(
        url_of(asked, environment),
        asked.fichiers,
        asked.par or account(),
        dry_run=asked.dry_run,
        wait=asked.attente,
        watch=reading_bar,
    )
    print("\n".join(published(report, dry_run=asked.dry_run)))
    return OK
