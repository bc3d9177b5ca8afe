"""What the machine refuses, in French and without the names of our own passing files."""

import errno
from pathlib import Path

from data.intake.journal import account


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
