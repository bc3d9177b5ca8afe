"""``python -m data``, also ``vigie-data``: in French, for the people who fill the base and those who schedule it."""

import os
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from data.engine import DatabaseUnavailableError
from data.intake.commands import building, history, migration, publication, roles, schema, workbooks
from data.intake.commands.output import heard_or_not
from data.intake.commands.parser import (
    BUSY,
    DEFAULT_URL,
    EXIT_CODES,
    FAULTY,
    UNREACHABLE,
    FrenchParser,
    add_help,
)
from data.intake.commands.refusals import read_only_words, system_words
from data.intake.faults import InvalidDataError
from data.intake.lock import BusyTargetError
from data.intake.targets import BrokenBaseError, UnreachableBaseError, UnusableTargetError

_REFUSALS: Final[Mapping[type[Exception], int]] = {
    UnusableTargetError: FAULTY,
    BrokenBaseError: FAULTY,
    BusyTargetError: BUSY,
    UnreachableBaseError: UNREACHABLE,
}


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Runs one command and returns its exit code, which the help lists."""
    asked = _parser().parse_args(arguments)
    try:
        with heard_or_not():
            code: int = asked.run(asked, environment)
    except InvalidDataError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.faults)} faute(s) : rien n’a été changé.", file=sys.stderr)
        return FAULTY
    except (UnusableTargetError, BrokenBaseError, BusyTargetError, UnreachableBaseError) as error:
        code, said = _REFUSALS[type(error)], str(error)
    except DatabaseUnavailableError as error:
        code, said = UNREACHABLE, f"base illisible ({error.detail or error.cause})"
    except ArgumentError:
        code, said = FAULTY, f"adresse de base illisible (exemple : {DEFAULT_URL})"
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = UNREACHABLE if isinstance(error, OperationalError) else FAULTY
        said = read_only_words(error) or f"la base n’a pas répondu ou a refusé ({cause})"
    except OSError as error:
        code, said = UNREACHABLE, system_words(error)
    except sqlite3.Error as error:
        code, said = UNREACHABLE, f"lecture ou écriture impossible ({error})"
    else:
        return code
    print(f"Refusé : {said}. Rien n’a été changé.", file=sys.stderr)
    return code


def _parser() -> FrenchParser:
    parser = FrenchParser(
        prog="python -m data",
        description="Construit, alimente et décrit la base de Vigie.",
        epilog=EXIT_CODES,
        add_help=False,
    )
    add_help(parser)
    commands = parser.add_subparsers(dest="commande", metavar="commande", required=True, title="commandes")
    for subject in (workbooks, publication, history, building, migration, roles, schema):
        subject.add(commands)
    return parser
