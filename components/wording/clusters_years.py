"""Words of the jobs counted cluster by cluster and year by year."""

from collections.abc import Sequence
from typing import Final

from components.formats import MISSING, NNBSP, NOT_COMPUTABLE, alone, is_missing, number

SUBJECT: Final = "Emplois comptés par cluster et par année"
CAPTION: Final = "Emplois créés dans l’année, cluster par cluster"
YEAR: Final = "Année"
STATUS: Final = "Statut"
YEARS_ARE_FLOWS: Final = (
    f"Chaque ligne est une année, pas un cumul{NNBSP}: une case vide n’est pas un zéro, et l’ensemble d’une année "
    "n’est calculé que si chaque cluster est connu."
)


def whole(*, ensemble: bool) -> str:
    """Header of the column of the total."""
    return "Ensemble" if ensemble else "Clusters choisis"


def statuses(found: Sequence[str]) -> str:
    """Statuses of the parts of a row, each once."""
    return ", ".join(dict.fromkeys(found))


def message(year: str, whole: object, parts: Sequence[tuple[str, object]]) -> str:
    """Jobs of the last year observed, and what each cluster makes of them.

    Args:
        year: the year.
        whole: their total, words when it is secret, missing when it cannot be computed.
        parts: name of each cluster and its jobs, alike.
    """
    told = ", ".join(f"{name} {_jobs(value)}" for name, value in parts)
    total = NOT_COMPUTABLE if is_missing(whole) else _jobs(whole)
    jobs = f"{total} emplois" if isinstance(whole, int | float) and not is_missing(whole) else f"ensemble {total}"
    return f"En {year}, {jobs}{NNBSP}: {told}" if len(parts) > 1 else f"En {year}, {told}"


def _jobs(value: object) -> str:
    return value if isinstance(value, str) else MISSING if is_missing(value) else number(alone(value))
