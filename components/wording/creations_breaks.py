"""Words of what stands between two years of the creations page: breaks of a series, and jumps that none explains."""

from collections.abc import Sequence
from typing import Final

from components.formats import NBSP, NNBSP, listed, number, percent, signed
from components.wording.ruptures import CAUSES, Cut, why

_ACROSS: Final = "Aucune évolution n’est calculée de part et d’autre"
RESTARTED: Final = f"{_ACROSS}{NNBSP}; l’indice y repart de 100."
STOPPED: Final = f"{_ACROSS}{NNBSP}; l’indice s’arrête là."
COUNTED: Final = f"{_ACROSS}."


def break_mark(year: int, cause: str, names: Sequence[str]) -> str:
    """Words of a break on a chart; ``names`` are the territories that it touches, none when all."""
    mark = f"{year}{NNBSP}: {CAUSES[cause]}"
    if not names:
        return mark
    return f"{mark}<br>{names[0] if len(names) == 1 else f'{len(names)}{NBSP}territoires'}"


def break_limit(year: int, cause: str, names: Sequence[str], told: str, consequence: str) -> str:
    """The limit that tells a break.

    Args:
        year: first year after it.
        cause: its code.
        names: the territories that it touches, none when all.
        told: what the source says of it, empty when it says nothing.
        consequence: RESTARTED, STOPPED or COUNTED.
    """
    where = f", {listed(names)}" if names else ""
    said = f"{NNBSP}: {told[:1].lower()}{told[1:].rstrip('.')}" if told else ""
    return f"Rupture de série en {year} ({CAUSES[cause]}{where}){said}. {consequence}"


def since_break(first: int | None, wanted: int, cuts: Sequence[Cut]) -> str:
    """Why sectors are compared with a later year than the one chosen, or none; ``cuts`` are the breaks between."""
    head = f"Pas de comparaison avec {wanted}" if first is None else f"Comparaison avec {first} et non {wanted}"
    return f"{head}{NNBSP}: {why(cuts)}, qu’aucune évolution ne traverse."


def common_base(year: int) -> str:
    """From when every territory shown may share an index."""
    return f"Pour un indice de tous ces territoires, choisir «{NBSP}Depuis{NBSP}» {year}."


def jump_limit(
    where: str,
    years: tuple[int, int],
    values: tuple[float, float, float],
    most: tuple[str, float, tuple[float, float]] | None,
    others: Sequence[float],
) -> str:
    """The limit that tells a jump which no source explains.

    Args:
        where: the territory, empty when the chart has only one.
        years: the two years.
        values: the count in each, and the change (%).
        most: what carries most of it, its share of the change (%), its own two counts; None when there is one part.
        others: change (%) of the other zones between the same years, when they are known.
    """
    since, year = years
    before, value, percentage = values
    growth = f"{signed(percentage, 0)}{NNBSP}%"
    head = f"{where}{NNBSP}: de" if where else "De"
    told = f"saut de {number(before)} à {number(value)} ({growth})"
    said = f"{head} {since} à {year}, {told} dans les chiffres du producteur"
    if most is not None:
        name, share, (own_before, own_value) = most
        counts = f"{number(own_before)} à {number(own_value)}"
        said += f"{NNBSP}; «{NBSP}{name}{NBSP}» en porte {percent(share, 0)} ({counts})"
    return f"{said}. Aucune source de cette base ne l’explique ni n’y signale de rupture.{_elsewhere(others)}"


def _elsewhere(others: Sequence[float]) -> str:
    if not others:
        return ""
    low, high = (f"{signed(bound, 0)}{NNBSP}%" for bound in (min(others), max(others)))
    if len(others) == 1:
        return f" Dans l’autre zone de la base{NNBSP}: {low}."
    return f" Dans les {len(others)}{NBSP}autres zones de la base{NNBSP}: de {low} à {high}."
