"""``modele`` and ``exporter``: the workbook to fill, and the same with what the base knows."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from data.engine import Reader, read_only_engine, reader
from data.intake import workbook
from data.intake.commands.parser import OK, Commands, FrenchParser, add_command, add_dry_run, add_origin, url_of
from data.intake.publish import readable
from data.intake.targets import UnusableTargetError


def add(commands: "Commands[FrenchParser]") -> None:
    """Adds both commands."""
    modele = add_command(commands, "modele", "Écrit le classeur à remplir, listes tirées de la base.", _modele)
    exporter = add_command(commands, "exporter", "Écrit le classeur rempli de ce que la base sait déjà.", _exporter)
    for command in (modele, exporter):
        command.add_argument("fichier", metavar="FICHIER.xlsx", type=Path, help="classeur à écrire")
        command.add_argument("--remplacer", action="store_true", help="écrit par-dessus un fichier déjà là")
        add_origin(command)
        add_dry_run(command)


def _modele(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    return _write(asked, environment, workbook.write_template)


def _exporter(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    return _write(asked, environment, workbook.write_export)


def _write(asked: argparse.Namespace, environment: Mapping[str, str], write: Callable[[Reader, Path], object]) -> int:
    path: Path = asked.fichier
    if path.suffix.lower() != ".xlsx":
        raise UnusableTargetError(f"un classeur porte un nom en .xlsx, pas « {path.name} »")
    if path.exists() and not asked.remplacer:
        raise UnusableTargetError(f"{path} existe déjà ; choisir un autre nom, ou ajouter --remplacer")
    target = readable(url_of(asked, environment))
    if asked.dry_run:
        print(f"À blanc, rien n’a été écrit ; classeur qui le serait : {path}")
        return OK
    engine = read_only_engine(target.render_as_string(hide_password=False))
    # Beside it first: whoever fills the old one does not lose it to a full disk.
    aside = path.with_name(f".{path.stem}.incomplet.xlsx")
    try:
        write(reader(engine), aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
        engine.dispose()
    print(f"Classeur écrit : {path}")
    return OK
