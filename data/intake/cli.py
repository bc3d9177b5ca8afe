"""The commands of ``python -m data``, in French: the people who fill the base run them."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from data.intake.build import Report, build, build_demonstration
from data.intake.faults import InvalidDataError
from data.intake.migrate import advice, migrate
from data.intake.roles import READER, WRITER, create_roles, script, set_password
from data.intake.schema_doc import schema_page
from data.intake.targets import SCHEMA, BrokenBaseError, UnusableTargetError, existing_version, target_url
from data.schema import SCHEMA_VERSION, metadata

DEFAULT_URL: Final = "sqlite:///build/vigie.sqlite"
DEMONSTRATION_URL: Final = "sqlite:///build/demonstration.sqlite"
URL_VARIABLE: Final = "VIGIE_DATABASE_URL"
PASSWORD_VARIABLES: Final = {READER: "VIGIE_LECTURE_MOT_DE_PASSE", WRITER: "VIGIE_ECRITURE_MOT_DE_PASSE"}

OK: Final = 0
FAULTY: Final = 1
MISUSED: Final = 2

_PARSER_WORDS: Final = {
    "the following arguments are required:": "il manque :",
    "unrecognized arguments:": "options inconnues :",
    "invalid choice:": "valeur inconnue :",
    "choose from": "choisir parmi",
    "expected one argument": "une valeur est attendue",
    "usage:": "usage :",
}


class FrenchParser(argparse.ArgumentParser):
    """Parser whose own words are French."""

    def error(self, message: str) -> NoReturn:
        """Prints the usage and the fault, and leaves with code 2."""
        self.exit(MISUSED, f"{self.format_usage()}{_in_french(message)}\n")

    def format_usage(self) -> str:
        """Usage line."""
        return _in_french(super().format_usage())

    def format_help(self) -> str:
        """Whole help."""
        return _in_french(super().format_help())


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Runs one command: 0 when it succeeded, 1 when the data or the base refused, 2 when it was not understood."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.commande == "schema":
            return _schema(asked.vers)
        if asked.commande == "demonstration":
            return _build(asked.vers or DEMONSTRATION_URL, build_demonstration, if_absent=asked.si_absente)
        url = asked.vers or environment.get(URL_VARIABLE) or DEFAULT_URL
        if asked.commande == "migrer":
            print(migrate(url, asked.dry_run))
            return OK
        if asked.commande == "roles":
            return _script() if asked.script else _roles(url, environment)
        return _build(url, build, if_absent=asked.si_absente)
    except InvalidDataError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.faults)} faute(s) : rien n’a été changé.", file=sys.stderr)
    except (UnusableTargetError, BrokenBaseError) as error:
        print(f"Refusé : {error}. Rien n’a été changé.", file=sys.stderr)
    except ArgumentError:
        print(f"Adresse de base illisible. Exemple : {DEFAULT_URL}. Rien n’a été changé.", file=sys.stderr)
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        print(f"La base n’a pas répondu ou a refusé : {cause}. Rien n’a été changé.", file=sys.stderr)
    return FAULTY


def _parser() -> FrenchParser:
    parser = FrenchParser(prog="python -m data", description="Construit et décrit la base de Vigie.", add_help=False)
    _add_help(parser)
    commands = parser.add_subparsers(dest="commande", metavar="commande", required=True, title="commandes")
    construire = _add_command(commands, "construire", "Construit la base à partir de data/sources, après contrôle.")
    _add_target(construire)
    _add_if_absent(construire)
    demonstration = _add_command(
        commands,
        "demonstration",
        "Construit à part la base de démonstration, dont tous les faits sont inventés ; ne touche jamais à l’autre.",
    )
    demonstration.add_argument("--vers", metavar="URL", help=f"base à écrire (par défaut : {DEMONSTRATION_URL})")
    _add_if_absent(demonstration)
    roles = _add_command(
        commands,
        "roles",
        f"Crée ou remet d’aplomb les rôles PostgreSQL {READER}, qui ne peut que lire, et {WRITER}, qui publie "
        f"(mots de passe pris dans {' et '.join(PASSWORD_VARIABLES.values())} s’ils sont donnés).",
    )
    _add_target(roles)
    roles.add_argument("--script", action="store_true", help="écrit le SQL au lieu de le lancer, pour le lire d’abord")
    migrer = _add_command(
        commands,
        "migrer",
        f"Amène une base d’un schéma antérieur au schéma {SCHEMA_VERSION}, sans perdre une ligne.",
    )
    _add_target(migrer)
    migrer.add_argument("--dry-run", action="store_true", help="essaie tout, puis laisse la base comme elle était")
    schema = _add_command(commands, "schema", "Écrit la description du schéma, en Markdown.")
    schema.add_argument("--vers", metavar="FICHIER", type=Path, help="fichier à écrire ; sinon la sortie standard")
    return parser


def _add_command(commands: "argparse._SubParsersAction[FrenchParser]", name: str, description: str) -> FrenchParser:
    command = commands.add_parser(name, help=description, description=description, add_help=False)
    _add_help(command)
    return command


def _add_help(parser: FrenchParser) -> None:
    parser.add_argument("-h", "--aide", "--help", action="help", help="montre cette aide")


def _add_target(parser: FrenchParser) -> None:
    parser.add_argument(
        "--vers", metavar="URL", help=f"base à écrire (par défaut : {URL_VARIABLE}, sinon {DEFAULT_URL})"
    )


def _add_if_absent(command: argparse.ArgumentParser) -> None:
    command.add_argument("--si-absente", action="store_true", help="ne fait rien si une base existe déjà")


def _in_french(message: str) -> str:
    for english, french in _PARSER_WORDS.items():
        message = message.replace(english, french)
    return message


def _build(url: str, builder: Callable[[str], Report], *, if_absent: bool) -> int:
    if if_absent:
        version = existing_version(target_url(url))
        if version is not None:
            print(_left_alone(version))
            return OK
    print("\n".join(_told(builder(url))))
    return OK


def _left_alone(version: int) -> str:
    if version == SCHEMA_VERSION:
        return f"Une base existe déjà (schéma {version}) : laissée telle quelle."
    return f"Laissée telle quelle : {advice(version)}."


def _told(report: Report) -> list[str]:
    filled = {name: rows for name, rows in report.rows.items() if rows}
    return [
        *(f"✓ {check}" for check in report.checks),
        f"Base construite : {report.address}",
        f"{sum(filled.values())} lignes dans {len(filled)} tables sur {len(report.rows)}.",
        f"Empreinte des données : {report.empreinte}",
    ]


def _script() -> int:
    sys.stdout.write(script(SCHEMA))
    return OK


def _roles(url: str, environment: Mapping[str, str]) -> int:
    target = target_url(url)
    if target.drivername == "sqlite":
        raise UnusableTargetError("un fichier SQLite n’a pas de rôles ; donner une adresse PostgreSQL")
    engine = create_engine(target, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            created = create_roles(connection, SCHEMA)
            for role, variable in PASSWORD_VARIABLES.items():
                if password := environment.get(variable):
                    set_password(connection, role, password)
    finally:
        engine.dispose()
    for role, right in ((READER, "lecture seule"), (WRITER, "publication")):
        done = "créé" if role in created else "remis d’aplomb"
        print(f"Rôle {role} {done} : {right} sur le schéma {SCHEMA}.")
    return OK


def _schema(path: Path | None) -> int:
    page = schema_page(metadata)
    if path is None:
        sys.stdout.write(page)
    else:
        path.write_text(page, encoding="utf-8")
    return OK
