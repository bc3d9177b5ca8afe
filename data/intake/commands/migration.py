"""``migrer``: a base of an earlier schema, led to this one."""

import argparse
from collections.abc import Mapping

from data.intake.commands.parser import OK, Commands, FrenchParser, add_command, add_dry_run, add_target, url_of
from data.intake.migrate import migrate
from data.schema import SCHEMA_VERSION


def add(commands: "Commands[FrenchParser]") -> None:
    """Adds the command."""
    migrer = add_command(
        commands,
        "migrer",
        f"Amène une base d’un schéma antérieur au schéma {SCHEMA_VERSION}, sans perdre une ligne.",
        _migrer,
    )
    add_target(migrer)
    add_dry_run(migrer)


def _migrer(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    print(migrate(url_of(asked, environment), asked.dry_run))
    return OK
