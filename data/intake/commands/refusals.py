"""What the machine refuses, in French and without the names of our own passing files."""

import errno
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from data.intake.journal import account

_MAY_NOT_WRITE: Final = frozenset({"25006", "42501"})
"""States of SQL: a session that only reads, a right that was not given."""


def read_only_words(error: SQLAlchemyError) -> str:
    """What an account that may only read is told; empty when it is not the matter."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    if state not in _MAY_NOT_WRITE:
        return ""
    return "ce compte ne peut que lire cette base ; publier par celui qui écrit (vigie_ecriture)"


def system_words(error: OSError) -> str:
    """Why a file could not be read or written."""
    path = Path(str(error.filename or ""))
    # A file that is written aside first has a name that the person never typed.
    where = path if path.exists() else path.parent
    match error:
        case FileNotFoundError():
            return (
                f"le dossier « {path.parent} » n’existe pas" if not path.parent.exists() else f"« {path} » n’existe pas"
            )
        case PermissionError():
            return f"le compte « {account()} » n’a pas le droit de lire ou d’écrire « {where} »"
        case IsADirectoryError():
            return f"« {path} » est un dossier, et non un fichier"
        case OSError(errno=errno.ENOSPC):
            return "le disque est plein"
        case _:
            return f"lecture ou écriture impossible ({error})"
