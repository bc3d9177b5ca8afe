"""``construire`` and ``demonstration``: a base made from files that this project tracks."""

import argparse
from collections.abc import Mapping
from typing import Final

from data.intake.build import Report, build, build_demonstration
from data.intake.commands.parser import OK, Commands, FrenchParser, add_command, add_dry_run, add_target, url_of
from data.intake.migrate import advice
from data.intake.targets import existing_version, target_url
from data.schema import SCHEMA_VERSION

DEMONSTRATION_URL: Final = "sqlite:///build/demonstration.sqlite"


def add(commands: "Commands[FrenchParser]") -> None:
    """Adds both commands."""
    construire = add_command(
        commands, "construire", "Construit la base à partir de data/sources, après contrôle.", _construire
    )
    add_target(construire)
    _add_if_absent(construire)
    construire.add_argument(
        "--abandonner-les-publications",
        action="store_true",
        help="refait la base même si elle porte des publications, qui restent au journal et dans les archives",
    )
    add_dry_run(construire)
    demonstration = add_command(
        commands,
        "demonstration",
        "Construit à part la base de démonstration, dont tous les faits sont inventés ; ne touche jamais à l’autre.",
        _demonstration,
    )
    demonstration.add_argument("--vers", metavar="URL", help=f"base à écrire (par défaut : {DEMONSTRATION_URL})")
    _add_if_absent(demonstration)
    add_dry_run(demonstration)


def _add_if_absent(command: argparse.ArgumentParser) -> None:
    command.add_argument("--si-absente", action="store_true", help="ne fait rien si une base existe déjà")


def _construire(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    url = url_of(asked, environment)
    if asked.si_absente and _is_there(url):
        return OK
    return _tell(build(url, abandon=asked.abandonner_les_publications, dry_run=asked.dry_run))


def _demonstration(asked: argparse.Namespace, _environment: Mapping[str, str]) -> int:
    url = asked.vers or DEMONSTRATION_URL
    if asked.si_absente and _is_there(url):
        return OK
    return _tell(build_demonstration(url, dry_run=asked.dry_run))


def _is_there(url: str) -> bool:
    version = existing_version(target_url(url))
    if version is None:
        return False
    print(_left_alone(version))
    return True


def _left_alone(version: int) -> str:
    if version == SCHEMA_VERSION:
        return f"Une base existe déjà (schéma {version}) : laissée telle quelle."
    return f"Laissée telle quelle : {advice(version)}."


def _tell(report: Report) -> int:
    filled = {name: rows for name, rows in report.rows.items() if rows}
    for check in report.checks:
        print(f"✓ {check}")
    done = "Base construite" if report.empreinte else "À blanc, rien n’a été écrit ; base qui serait construite"
    print(f"{done} : {report.address}")
    print(f"{sum(filled.values())} lignes dans {len(filled)} tables sur {len(report.rows)}.")
    if report.empreinte:
        print(f"Empreinte des données : {report.empreinte}")
    return OK
