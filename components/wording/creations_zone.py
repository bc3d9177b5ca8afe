"""Words of the establishments on the creations page: the zone d’emploi, its sectors, and the EPCI that it holds."""

from collections.abc import Sequence
from typing import Final

from components.formats import MISSING, NBSP, NNBSP, is_missing, listed, number, percent
from components.wording.creations import created, difference, uncapitalised
from components.wording.ruptures import Cut, change_refused

ESTABLISHMENTS: Final = "établissements"
CREATED_ESTABLISHMENTS: Final = "Établissements créés"
SECTOR: Final = "Secteur"
CHANGE: Final = "Évolution"
INDEX: Final = "Indice"
BASE: Final = "Base 100 en"
NO_ZONE_POPULATION: Final = (
    f"Pour 1{NNBSP}000 habitants{NNBSP}: non calculable, il manque la population de la zone d’emploi. "
    "Le graphique montre des nombres."
)
SHARE_OF_ALL: Final = "La part se rapporte à l’ensemble des secteurs, hors agriculture."


def zone_title(zone: str, sectors: Sequence[str]) -> str:
    """Subject of the zone’s chart; ``zone`` is « zone d’emploi d’Amiens »."""
    return f"Établissements, {zone}{_sectors(sectors)}"


def sectors_title(zone: str, first: int, last: int) -> str:
    """Subject of the sectors’ chart, with the key of its marks."""
    key = f"{NNBSP}: barre{NBSP}{last}, trait{NBSP}{first}" if first < last else f" en {last}"
    return f"Établissements par secteur, {zone}{key}"


def _sectors(sectors: Sequence[str]) -> str:
    if not sectors:
        return ""
    return f" ({uncapitalised(sectors[0])})" if len(sectors) == 1 else f" ({len(sectors)}{NBSP}secteurs)"


def zone_message(
    zone: str,
    sectors: Sequence[str],
    changes: Sequence[tuple[int, float, float] | tuple[int, Sequence[Cut]]],
    at: tuple[int, float | None],
    part: float | None,
) -> str:
    """Message of the zone’s chart.

    Args:
        zone: « zone d’emploi d’Amiens ».
        sectors: names of the chosen sectors.
        changes: earlier years, nearest first: (year, value, gained since), or (year, breaks that refuse the change).
        at: last year and its value.
        part: share of all sectors (%), when some are chosen.
    """
    year, value = at
    where = f"dans la {zone}{_sectors(sectors)}"
    if value is None:
        return f"Établissements créés en {year} {where}{NNBSP}: {MISSING}"
    sentence = f"{created(value, 'établissement', 'créé')} en {year} {where}"
    if part is not None:
        sentence += f", {percent(part, 0)} du total"
    return sentence + "".join(_change(change, nearest=not rank) for rank, change in enumerate(changes))


def _change(change: tuple[int, float, float] | tuple[int, Sequence[Cut]], *, nearest: bool) -> str:
    mark = "," if nearest else f"{NNBSP};"
    if len(change) == 2:  # noqa: PLR2004  a refusal
        return f"{mark} {change_refused(f'{change[0]}', change[1])}"
    since, before, gained = change
    return f"{mark} {difference(gained, since) if nearest else f'ils étaient {number(before)} en {since}'}"


def zone_subject(zone: str, sectors: Sequence[str]) -> str:
    """« établissements créés dans la zone d’emploi d’Amiens (industrie) »."""
    return f"{ESTABLISHMENTS} créés dans la {zone}{_sectors(sectors)}"


def sector_message(largest: tuple[str, float], rising: tuple[str, float, float] | None, first: int, last: int) -> str:
    """Message of the sectors' chart: the largest share, then the strongest proportional rise (name, before, now)."""
    sentence = f"{largest[0]}{NNBSP}: {percent(largest[1], 0)} des établissements créés en {last}"
    if rising is None:
        return sentence
    if rising[0] == largest[0]:
        return f"{sentence}, {number(rising[2])} contre {number(rising[1])} en {first}"
    values = f"{number(rising[1])} en {first}, {number(rising[2])} en {last}"
    return f"{sentence}. {rising[0]}{NNBSP}: {values}, la plus forte hausse relative"


def then_now(before: float | None, now: float | None) -> str:
    """« 133 → 514 », as written above a bar."""
    return number(now) if is_missing(before) else f"{number(before)} → {number(now)}"


def no_total(last: int) -> str:
    """Message of the sectors’ chart when shares cannot be computed."""
    return f"Part des secteurs en {last}{NNBSP}: non calculable, il manque l’ensemble"


def no_sector(zone: str) -> str:
    """Message of the sectors’ chart when no sector is known."""
    return f"Aucun secteur n’est renseigné pour la {zone}"


def sectors_void(zone: str) -> str:
    """Why the sectors’ chart is empty."""
    return (
        f"Aucun secteur n’est connu pour la {zone} dans la période choisie. "
        f"À fournir{NNBSP}: le fichier SIDE de l’Insee, par secteur."
    )


def zone_void(zone: str, sectors: Sequence[str] = ()) -> str:
    """Why the zone's charts are empty; ``sectors`` are those chosen."""
    if sectors:
        names = listed([f"«{NBSP}{name}{NBSP}»" for name in sectors])
        return (
            f"Le total de {names} n’est connu pour aucune année dans la {zone}. "
            f"À fournir{NNBSP}: le fichier SIDE de l’Insee, par secteur."
        )
    return (
        f"Aucun établissement n’est connu pour la {zone} dans la période choisie. "
        f"À fournir{NNBSP}: le fichier SIDE de l’Insee. La série va de 2012 à la dernière année publiée."
    )


def sector_notice(zone: str) -> str:
    """Notice when sectors are chosen: at which scale they exist."""
    return (
        f"Aucun secteur n’est publié par EPCI{NNBSP}: "
        f"le secteur choisi ne s’applique qu’aux établissements de la {zone}."
    )


def unchosen(zone: str, epci: str) -> str:
    """Notice: which zone the page shows while the reader chose neither a territory nor a zone."""
    return (
        f"Secteurs et établissements{NNBSP}: {zone}, celle de l’EPCI {epci}. Une autre zone se choisit avec le filtre "
        "ou avec un territoire."
    )


def hover_sector(name: str, first: int, last: int, before: float | None, now: float | None) -> str:
    """Words under the pointer for a sector."""
    said = f"{name}, {last}{NNBSP}: {number(now)} établissements"
    return said if first == last else f"{said} ({first}{NNBSP}: {number(before)})"
