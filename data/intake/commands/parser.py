"""What the commands share: a parser that speaks French, common options, exit codes that a scheduler can read."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NoReturn

from data.intake.official import IMPORTERS

DEFAULT_URL: Final = "sqlite:///build/vigie.sqlite"
URL_VARIABLE: Final = "VIGIE_DATABASE_URL"

OK: Final = 0
FAULTY: Final = 1
MISUSED: Final = 2
BUSY: Final = 3
UNREACHABLE: Final = 4

EXIT_CODES: Final = (
    "Codes de sortie : 0 fait ; 1 refusé (données fautives, ou demande que la base n’admet pas) ; "
    "2 commande mal écrite ; 3 base occupée par une autre publication ; "
    "4 base absente, injoignable, d’une autre version, ou disque plein."
)

_PARSER_WORDS: Final = {
    "the following arguments are required:": "il manque :",
    "unrecognized arguments:": "options inconnues :",
    "invalid choice:": "valeur inconnue :",
    "invalid int value:": "nombre entier attendu, lu :",
    "choose from": "choisir parmi",
    "expected one argument": "une valeur est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "usage:": "usage :",
    "positional arguments:": "à donner :",
    "options:": "options :",
}

Run = Callable[[argparse.Namespace, Mapping[str, str]], int]


class FrenchParser(argparse.ArgumentParser):
    """Parser whose own words are French."""

    def error(self, message: str) -> NoReturn:
        """Prints the usage and the fault, and leaves with code 2."""
        self.exit(MISUSED, f"{self.format_usage()}{_in_french(message)}\nPour en savoir plus : {self.prog} --aide\n")

    def format_usage(self) -> str:
        """Usage line."""
        return _in_french(super().format_usage())

    def format_help(self) -> str:
        """Whole help."""
        return _in_french(super().format_help())


Commands = argparse._SubParsersAction  # noqa: SLF001  argparse gives it no public name


def add_command(commands: "Commands[FrenchParser]", name: str, description: str, run: Run) -> FrenchParser:
    """Parser of a command, run by ``run``."""
    command = commands.add_parser(name, help=description, description=description, epilog=EXIT_CODES, add_help=False)
    add_help(command)
    command.set_defaults(run=run)
    return command


def add_help(parser: FrenchParser) -> None:
    """The option that shows the help."""
    parser.add_argument("-h", "--aide", "--help", action="help", help="montre cette aide")


def add_target(parser: FrenchParser) -> None:
    """The option that names the base to write."""
    parser.add_argument(
        "--vers",
        "--base",
        dest="vers",
        metavar="URL",
        help=f"base à écrire (par défaut : {URL_VARIABLE}, sinon {DEFAULT_URL})",
    )


def add_origin(parser: FrenchParser) -> None:
    """The option that names the base to read."""
    parser.add_argument(
        "--base",
        "--vers",
        dest="vers",
        metavar="URL",
        help=f"base à lire (par défaut : {URL_VARIABLE}, sinon {DEFAULT_URL})",
    )


def add_dry_run(parser: FrenchParser) -> None:
    """The option that writes nothing."""
    parser.add_argument(
        "--dry-run", action="store_true", help="contrôle tout et dit ce qui serait fait, sans rien écrire"
    )


def add_files(parser: FrenchParser) -> None:
    """The files to read."""
    parser.add_argument(
        "fichiers",
        metavar="FICHIER",
        nargs="+",
        type=Path,
        help="classeur rempli, fichier officiel, ou CSV au nom d’une table",
    )


def add_layouts(parser: FrenchParser) -> None:
    """The official files that are recognised, each with how far its layout can be relied on."""
    for importer in IMPORTERS:
        parser.add_argument_group(
            importer.key, f"{importer.label}. {importer.layout.rstrip('.')}\u202f; {importer.standing}."
        )


def add_author(parser: FrenchParser) -> None:
    """The option that says who publishes."""
    parser.add_argument(
        "--par", metavar="NOM", help="qui publie, pour le journal (par défaut : le compte de la machine)"
    )


def url_of(asked: argparse.Namespace, environment: Mapping[str, str]) -> str:
    """Address that was asked for, else that of the environment, else the usual one."""
    return asked.vers or environment.get(URL_VARIABLE) or DEFAULT_URL


def _in_french(message: str) -> str:
    for english, french in _PARSER_WORDS.items():
        message = message.replace(english, french)
    return message
