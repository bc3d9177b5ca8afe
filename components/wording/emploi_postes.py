"""Words of salaried jobs and workplaces on the Emploi page."""

from collections.abc import Sequence
from typing import Final

from components.formats import MISSING, NBSP, NNBSP, counted, is_missing, listed, number, percent, signed
from components.wording.ruptures import Cut, change_refused

JOBS: Final = "postes salariés"
JOBS_COLUMN: Final = "Postes salariés"
WORKPLACES: Final = "établissements"
YEAR: Final = "Au 31 décembre"
SECTOR: Final = "Secteur"
CHANGE: Final = "Évolution"
ONLY_ZONES: Final = f"Publié par zone d’emploi, au total seulement{NNBSP}: ni par EPCI, ni par secteur."
UNCROSSED: Final = "Aucune évolution n’est calculée de part et d’autre."
ONLY_ZONES_SECTORS: Final = (
    f"Publié par zone d’emploi et secteur, jamais par EPCI. Un établissement n’est pas un poste{NNBSP}: il peut en "
    "avoir un ou mille."
)
NOT_PUBLISHED: Final = f"Hachures{NNBSP}: secteur que le producteur ne donne pas cette année-là. Ce n’est pas zéro."
_TO_SUPPLY: Final = f"À fournir{NNBSP}: le fichier Flores de l’Insee."


def jobs_title(zone: str | None) -> str:
    """Subject of the jobs' chart; no zone when there are several."""
    return "Postes salariés, par zone d’emploi" if zone is None else f"Postes salariés, {zone}"


def workplaces_title(zone: str, first: int, last: int) -> str:
    """Subject of the workplaces' chart, with the key of its marks."""
    key = f"{NNBSP}: barre{NBSP}{last}, trait{NBSP}{first}" if first < last else f", {last}"
    return f"Établissements par secteur, {zone}{key}"


def jobs_message(zone: str, year: int, value: float, change: tuple[int, float | Sequence[Cut]] | None) -> str:
    """Message of the jobs' chart for one zone; ``change``: since when, and what was gained or why it is refused."""
    head = f"{counted(round(value), 'poste salarié', JOBS)} fin {year} dans la {zone}"
    if change is None:
        return head
    since, gained = change
    if not isinstance(gained, int | float):
        return f"{head}, {change_refused(f'{since}', gained)}"
    if round(gained) == 0:
        return f"{head}, autant que fin {since}"
    return f"{head}, {number(abs(round(gained)))} de {'plus' if gained > 0 else 'moins'} que fin {since}"


def jobs_of_several(year: int, zones: Sequence[tuple[str, float | None]]) -> str:
    """Message of the jobs' chart for several zones."""
    told = [
        f"{number(value) if not is_missing(value) else MISSING} ({name[:1].lower()}{name[1:]})" for name, value in zones
    ]
    return f"Postes salariés fin {year}{NNBSP}: {listed(told)}"


def jobs_unknown(zones: Sequence[str]) -> str:
    """Message when no job is known."""
    return f"Postes salariés{NNBSP}: {MISSING} ({listed([f'{zone[:1].lower()}{zone[1:]}' for zone in zones])})"


def jobs_void(zones: Sequence[str], known: Sequence[str], span: tuple[int, int] | None) -> str:
    """Why the jobs' chart is empty.

    Args:
        zones: zones looked at.
        known: zones of which the base knows the jobs, in the years chosen or not.
        span: years that it knows of the zones looked at; None when it knows none.
    """
    where = listed([f"{zone[:1].lower()}{zone[1:]}" for zone in zones])
    head = f"Postes salariés non renseignés dans la période choisie{NNBSP}: {where}."
    if span is not None:
        return f"{head} La série va de {span[0]} à {span[1]}{NNBSP}: étendez la période pour la voir."
    offered = f" Zones connues{NNBSP}: {listed(list(known))}." if known else ""
    return f"{head} {_TO_SUPPLY}{offered}"


def workplaces_unknown(zone: str) -> str:
    """Message when no workplace is known."""
    return f"Établissements par secteur, {zone}{NNBSP}: {MISSING}"


def workplaces_void(zone: str) -> str:
    """Why the workplaces' chart is empty."""
    return f"Aucun établissement par secteur n’est connu pour la {zone} dans la période choisie. {_TO_SUPPLY}"


def workplaces_message(zone: str, year: int, total: float | None, largest: tuple[str, float] | None) -> str:
    """Message of the workplaces' chart: their number, and the share of the largest sector (%)."""
    if total is None:
        return f"Établissements fin {year} dans la {zone}{NNBSP}: total {MISSING}"
    head = f"{counted(round(total), 'établissement')} fin {year} dans la {zone}"
    return head if largest is None else f"{head}, dont {percent(largest[1], 0)} en «{NBSP}{largest[0]}{NBSP}»"


def then_now(before: float | None, now: float | None) -> str:
    """« 984 → 1 082 », as written above a bar."""
    if is_missing(now):
        return MISSING
    return number(now) if is_missing(before) else f"{number(before)} → {number(now)}"


def hover(name: str, year: int, value: float | None, noun: str) -> str:
    """Words under the pointer."""
    return f"{name}, fin {year}{NNBSP}: {MISSING if is_missing(value) else f'{number(value)} {noun}'}"


def hover_sector(name: str, years: tuple[int, int], before: float | None, now: float | None) -> str:
    """Words under the pointer for a sector."""
    head = hover(name, years[1], now, WORKPLACES)
    return head if years[0] == years[1] else f"{head} (fin {years[0]}{NNBSP}: {number(before)})"


def end_label(value: float, name: str, when: str | None) -> str:
    """Words at the end of a line."""
    return f"{number(value)}{'' if when is None else f' fin {when}'} {name}"


def caption(subject: str, first: int, last: int) -> str:
    """Caption of a table."""
    return f"{subject}, fin {first}" if first == last else f"{subject}, fin {first} à fin {last}"


def share_of_change(value: float | None) -> str:
    """« +6,2 % »."""
    return MISSING if is_missing(value) else f"{signed(value, 1)}{NNBSP}%"


def which_zone(zone: str) -> str:
    """Which zone a chart of one zone shows while several are looked at."""
    return f"Une zone à la fois{NNBSP}: ici, la {zone}. Les autres se choisissent avec le filtre."
