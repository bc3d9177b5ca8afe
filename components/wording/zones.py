"""Words of the zones d’emploi that hold the EPCI."""

from collections.abc import Sequence

from components.formats import NNBSP, counted, listed, number
from components.wording.grammar import lowered


def elsewhere(epci: str, zones: Sequence[str], zone: str) -> str:
    """Notice when the zone shown holds no commune of a chosen EPCI."""
    held = listed([f"la {lowered(name)}" for name in zones])
    return f"{epci}{NNBSP}: aucune commune dans la {zone}{NNBSP}; l’échelle la plus proche est {held}."


def split(epci: str, shares: Sequence[tuple[str, int]]) -> str:
    """How an EPCI falls into zones: (zone, communes), most communes first."""
    (main, count), *others = shares
    parts = [f"{counted(count, 'commune')} en {lowered(main)}"]
    parts += [f"{number(few)} en {lowered(name)}" for name, few in others]
    return f"{epci}{NNBSP}: {listed(parts)}"


def splits(sentences: Sequence[str]) -> str:
    """The limit that tells which zones hold the EPCI."""
    return f"La zone d’emploi n’est pas l’EPCI. {f'{NNBSP}; '.join(sentences)}."
