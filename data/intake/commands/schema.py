"""``schema``: the description of the tables."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from data.intake.commands.parser import OK, Commands, FrenchParser, add_command, add_dry_run
from data.intake.schema_doc import schema_page
from data.schema import metadata


def add(commands: "Commands[FrenchParser]") -> None:
    """Adds the command."""
    schema = add_command(commands, "schema", "Écrit la description du schéma, en Markdown.", _schema)
    schema.add_argument("--vers", metavar="FICHIER", type=Path, help="fichier à écrire ; sinon la sortie standard")
    add_dry_run(schema)


def _schema(asked: argparse.Namespace, _environment: Mapping[str, str]) -> int:
    page = schema_page(metadata)
    if asked.vers is None:
        sys.stdout.write(page)
    elif asked.dry_run:
        print(f"À blanc, rien n’a été écrit ; fichier qui le serait : {asked.vers}")
    else:
        asked.vers.write_text(page, encoding="utf-8")
    return OK
