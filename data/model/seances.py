"""Meetings of a committee, year by year, against what its text asks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.model.dates import first_day, last_day, parts

Etat = Literal["tenue", "incomplete", "aucune", "en_cours"]


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a programme: meetings documented, and whether they are those that the text asks.

    ``en_cours``: what is asked may still be held before the end of the year.
    """

    annee: int
    seances: int
    etat: Etat


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Years of a programme against the number of meetings a year that its text asks."""

    asked: int
    years: tuple[Year, ...]

    @property
    def kept(self) -> int:
        """Years with the meetings that the text asks."""
        return sum(year.etat == "tenue" for year in self.years)

    @property
    def due(self) -> int:
        """Years that can be judged: those that are over, and the present one once it has its meetings."""
        return sum(year.etat != "en_cours" for year in self.years)

    @property
    def held(self) -> int:
        """Meetings documented within the dates of the programme."""
        return sum(year.seances for year in self.years)


def rhythm(debut: str | None, fin: str | None, asked: int, held: Sequence[str], today: date) -> Rhythm | None:
    """Meetings of each year of a programme, up to today.

    A year in which the programme only begins or ends counts as a year: no text says how to split what it asks.

    Args:
        debut: partial date of the start; None when no source gives one.
        fin: partial date of the end; None when no source gives one: the years then go up to today.
        asked: least number of meetings a year that the text asks.
        held: partial dates of the meetings that are documented.
        today: day of the computation.

    Returns:
        None without a start: there is no first year.
    """
    if debut is None:
        return None
    end = today if fin is None else min(last_day(fin), today)
    counts = Counter(parts(one)[0] for one in held)
    years = []
    for year in range(first_day(debut).year, end.year + 1):
        count = counts[year]
        last = date(year, 12, 31) if fin is None else min(date(year, 12, 31), last_day(fin))
        years.append(Year(year, count, _state(count, asked, over=last < today)))
    return Rhythm(asked, tuple(years))


def _state(count: int, asked: int, *, over: bool) -> Etat:
    if count >= asked:
        return "tenue"
    if not over:
        return "en_cours"
    return "incomplete" if count else "aucune"
