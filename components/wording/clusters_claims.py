"""Words of the claims on the clusters' jobs: from when each can be tested, and what the curve says of it meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NNBSP, partial_date
from components.wording.claims import quoted
from components.wording.clusters import PLACES, between, obstacles, years
from components.wording.grammar import of_date, on_date

Row = Mapping[Any, Any]

SUBJECT_CLAIMS: Final = "Chiffres avancés sur l’emploi"
NO_CLAIM: Final = (
    f"Aucun chiffre n’a été avancé. À fournir par la direction des clusters{NNBSP}: emplois créés, période, périmètre "
    "et mode de comptage."
)
ON_THE_CURVE: Final = "Ce que la courbe de maturité en dit, à titre indicatif"
NOT_FILTERED: Final = (
    f"Le choix d’un cluster ne change pas ces chiffres{NNBSP}: la source ne les répartit pas entre les clusters."
)
FILTER_NOTICE: Final = (
    "Le choix d’un cluster ne concerne ni les chiffres avancés sur l’emploi ni le nombre total de membres"
    f"{NNBSP}: la source les donne pour tous les clusters ensemble."
)
_READ_AS: Final[Mapping[str, str]] = {"cumul": "comme total", "an": "comme compte d’une année"}


def from_when(partial: str, *, past: bool) -> str:
    """« depuis 2023 », « à partir du 31 déc. 2026 »."""
    since = f"depuis {'le ' if partial.count('-') == 2 else ''}{partial_date(partial)}"  # noqa: PLR2004  a whole day
    return since if past else f"à partir {of_date(partial)}"


def testable(dates: Sequence[tuple[str, bool]], ages: tuple[float, float] | None, origine: str) -> str:
    """From when a claim can be tested.

    Args:
        dates: first date and last one when they differ, and whether each is past.
        ages: ages of maturity that give them; None when the claim has a date of its own.
        origine: partial date from which ages are counted.
    """
    if ages is None:
        date, past = dates[0]
        return from_when(date, past=past)
    parts = [
        f"{from_when(date, past=past)} si la maturité vient à {years(age)}"
        for (date, past), age in zip(dates, ages, strict=True)
    ]
    told = parts[:1] if ages[0] == ages[1] else parts
    return f"{', '.join(told)} (origine {partial_date(origine)})"


def untestable(missing: Sequence[str]) -> str:
    """Why a claim cannot be tested as it stands."""
    return f"pas en l’état{NNBSP}: {obstacles(missing)}"


def reached(first: str, last: str, origine: str) -> str:
    """When an expected rhythm would be reached, as an aside inside a condition."""
    when = partial_date(first) if first == last else f"entre {partial_date(first)} et {partial_date(last)}"
    return f"la pleine maturité est attendue {when if first != last else f'en {when}'}, origine {partial_date(origine)}"


def reading(row: Row, known: str) -> str:
    """Which claim is read against the curve."""
    return f"{quoted(row)}, {on_date(known)}{NNBSP}:"


def from_origin(origine: str, ways: Sequence[Mapping[str, Any]]) -> str:
    """« depuis 2018, à 2 ans : dans la bande comme total (10 à 40 attendus), … ».

    Args:
        origine: partial date.
        ways: keys vue, age, bas, haut, place, one a way in which the words of the claim may be read.
    """
    parts = [
        f"{PLACES[way['place']]} {_READ_AS[way['vue']]} "
        f"({between(way['bas'], way['haut'])}{' par an' if way['vue'] == 'an' else ''} attendus)"
        for way in ways
    ]
    return f"depuis {partial_date(origine)}, à {years(ways[0]['age'])}{NNBSP}: {', '.join(parts)}"


def scope(programme: str, place: str, others: Sequence[str] = ()) -> str:
    """Whose clusters the page shows, the filter that does not concern it, and whose clusters it does not show."""
    start = f"{programme}{NNBSP}: {place} seulement. Le choix d’un autre territoire ne change pas cette page."
    if not others:
        return start
    return f"{start} Non montré ici{NNBSP}: {', '.join(others)} (filtre Programme)."
