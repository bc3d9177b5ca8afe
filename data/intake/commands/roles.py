"""``roles``: the PostgreSQL accounts."""

import argparse
from collections.abc import Mapping
from typing import Final

from sqlalchemy import NullPool, create_engine

from data.intake.commands.parser import OK, Commands, FrenchParser, add_command, add_dry_run, add_target, url_of
from data.intake.roles import READER, create_reader
from data.intake.targets import SCHEMA, UnusableTargetError, target_url

PASSWORD_VARIABLE: Final = "VIGIE_LECTURE_MOT_DE_PASSE"  # noqa: S105


def add(commands: "Commands[FrenchParser]") -> None:
    """Adds the command."""
    roles = add_command(
        commands,
        "roles",
        f"Crée ou remet d’aplomb le rôle PostgreSQL {READER}, qui ne peut que lire "
        f"(mot de passe pris dans {PASSWORD_VARIABLE} s’il est donné).",
        _roles,
    )
    add_target(roles)
    add_dry_run(roles)


def _roles(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    target = target_url(url_of(asked, environment))
    if target.drivername == "sqlite":
        raise UnusableTargetError("un fichier SQLite n’a pas de rôles ; donner une adresse PostgreSQL")
    engine = create_engine(target, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            created = create_reader(connection, SCHEMA, environment.get(PASSWORD_VARIABLE))
            if not asked.dry_run:
                connection.commit()
    finally:
        engine.dispose()
    done = "créé" if created else "remis d’aplomb"
    lead = "À blanc, rien n’a été écrit ; rôle qui serait" if asked.dry_run else f"Rôle {READER}"
    print(f"{lead} {done} : lecture seule sur le schéma {SCHEMA}.")
    return OK
