"""``roles``: the PostgreSQL accounts."""

import argparse
import sys
from collections.abc import Mapping
from typing import Final

from sqlalchemy import NullPool, create_engine

from data.intake.commands.parser import OK, Commands, FrenchParser, add_command, add_dry_run, add_target, url_of
from data.intake.roles import READER, WRITER, create_roles, script, set_password
from data.intake.targets import SCHEMA, UnusableTargetError, target_url

PASSWORD_VARIABLES: Final = {READER: "VIGIE_LECTURE_MOT_DE_PASSE", WRITER: "VIGIE_ECRITURE_MOT_DE_PASSE"}


def add(commands: "Commands[FrenchParser]") -> None:
    """Adds the command."""
    roles = add_command(
        commands,
        "roles",
        f"Crée ou remet d’aplomb les rôles PostgreSQL {READER}, qui ne peut que lire, et {WRITER}, qui publie "
        f"(mots de passe pris dans {' et '.join(PASSWORD_VARIABLES.values())} s’ils sont donnés).",
        _roles,
    )
    add_target(roles)
    roles.add_argument("--script", action="store_true", help="écrit le SQL au lieu de le lancer, pour le lire d’abord")
    add_dry_run(roles)


def _roles(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    if asked.script:
        sys.stdout.write(script(SCHEMA))
        return OK
    target = target_url(url_of(asked, environment))
    if target.drivername == "sqlite":
        raise UnusableTargetError("un fichier SQLite n’a pas de rôles ; donner une adresse PostgreSQL")
    engine = create_engine(target, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            created = create_roles(connection, SCHEMA)
            for role, variable in PASSWORD_VARIABLES.items():
                if password := environment.get(variable):
                    set_password(connection, role, password)
            if not asked.dry_run:
                connection.commit()
    finally:
        engine.dispose()
    if asked.dry_run:
        print("À blanc, rien n’a été écrit ; ce qui serait fait :")
    for role, right in ((READER, "lecture seule"), (WRITER, "publication")):
        done = "créé" if role in created else "remis d’aplomb"
        print(f"Rôle {role} {done} : {right} sur le schéma {SCHEMA}.")
    return OK
