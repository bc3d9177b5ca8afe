"""Committees of one programme: who sits, and the meetings of each year against what the text asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from components import programmes as bodies
from components.block import FACT, Block, Table, TableColumn
from components.facts import SUM, joined
from components.formats import is_missing
from components.wording import programme_calendar as wording
from components.wording import promesses as promise_wording
from dashboard.blocks.programme_fiche import Fiche, text
from dashboard.plans import Row, rows_of
from dashboard.provenance import sources
from data.engine import Reader
from data.model.dates import last_day, parts
from data.model.promesses import about_committee
from data.model.seances import Rhythm, rhythm
from data.queries import fiche_programme as queries
from data.queries.plan_actions import pilotes_select

_ASSEMBLY: Final = "conseil"


@dataclass(frozen=True, slots=True)
class Committee:
    """Rows of one kind of committee: what its text asks, its meetings."""

    rows: Sequence[Row]
    known: Fiche

    @property
    def name(self) -> str:
        """Its name, that of its text before that of a meeting."""
        return str(self.rows[0]["nom"])

    @property
    def frequency(self) -> str | None:
        """What its text says of how often it meets."""
        return next((str(row["frequence"]) for row in self.rows if text(row["frequence"])), None)

    @property
    def asked(self) -> int | None:
        """Least number of meetings a year that its text asks."""
        return next((int(row["seances_par_an"]) for row in self.rows if not is_missing(row["seances_par_an"])), None)

    def _meetings(self, etat: str) -> list[str | None]:
        return [text(row["date_seance"]) for row in self.rows if row["etat"] == etat]

    @property
    def held(self) -> list[str]:
        """Dates of the meetings that were held."""
        return [one for one in self._meetings("tenu") if one is not None]

    @property
    def undated(self) -> int:
        """Meetings that were held on a day that no source gives."""
        return self._meetings("tenu").count(None)

    def planned(self, *, over: bool) -> list[str]:
        """Dates of the meetings that were planned: those that are over and left no trace, or those to come."""
        found = [one for one in self._meetings("prevu") if one is not None]
        return [one for one in found if (last_day(one) < self.known.today) is over]

    @property
    def rhythm(self) -> Rhythm | None:
        """Its years; None when its text asks for no number, or when the programme has no known start."""
        known, asked = self.known, self.asked
        return None if asked is None else rhythm(known.debut, known.fin, asked, self.held, known.today)

    @property
    def told(self) -> str:
        """What is known of its meetings."""
        years = self.rhythm
        if years is not None:
            return wording.committee(years.kept, years.due, years.held)
        return wording.held(self.held, self.undated) if self.asked is None else wording.NO_START

    def facts(self, annee: int | None = None) -> str:
        """What names its text, and its meetings of a year."""
        met = [row for row in self.rows if text(row["date_seance"]) is None]
        dated = [row for row in self.rows if text(row["date_seance"]) is not None]
        met += [row for row in dated if annee is None or parts(str(row["date_seance"]))[0] == annee]
        return joined(row[FACT] for row in met)


def committees(known: Fiche) -> list[Committee]:
    """Committees of the programme, the steering one first; an assembly votes and is none of them."""
    rows = rows_of(known.committees)
    kinds = [kind for kind in wording.TYPES if kind != _ASSEMBLY]
    return [Committee(own, known) for kind in kinds if (own := [row for row in rows if row["type"] == kind])]


def _notes(one: Committee) -> str | None:
    told = [wording.planned(dates) for dates in [one.planned(over=False)] if dates]
    told += [wording.untraced(dates) for dates in [one.planned(over=True)] if dates]
    told += [str(row["qualificatif"]) for row in one.rows if text(row["qualificatif"])]
    return wording.SEPARATOR.join(told) or None


def _shown(one: Committee) -> bodies.Committee:
    years = one.rhythm
    return bodies.Committee(
        one.name,
        wording.frequency(one.frequency, one.asked),
        one.told,
        [] if years is None else [(year.annee, year.etat, year.seances) for year in years.years],
        _notes(one),
        one.facts(),
    )


def _lines(one: Committee) -> list[dict[str, object]]:
    years = one.rhythm
    asked = wording.frequency(one.frequency, one.asked)
    common: dict[str, object] = {"instance": one.name, "demandees": asked}
    if years is None or not years.years:
        met = len(one.held) + one.undated
        return [{**common, "annee": None, "seances": met, "etat": one.told, FACT: one.facts()}]
    return [
        {
            **common,
            "annee": str(year.annee),
            "seances": year.seances,
            "etat": wording.YEARS[year.etat][1],
            FACT: one.facts(year.annee),
        }
        for year in years.years
    ]


def meetings_block(read: Reader, known: Fiche) -> Block:
    """Meetings of every committee against what its own text asks."""
    found = committees(known)
    if not found:
        void = wording.committees_void(known.name)
        return Block("seances", wording.SUBJECT_MEETINGS, wording.NO_COMMITTEE, void=void)
    rated = [(one.name, years.kept, years.due, years.held) for one in found if (years := one.rhythm)]
    columns = tuple(
        TableColumn(name, label, "nombre" if name == "seances" else "texte", missing=wording.EVERY_YEAR)
        for name, label in wording.MEETINGS_COLUMNS.items()
    )
    frame = pd.DataFrame([line for one in found for line in _lines(one)])
    return Block(
        "seances",
        wording.SUBJECT_MEETINGS,
        wording.meetings_message(rated, sum(len(one.held) + one.undated for one in found)),
        body=bodies.committees([_shown(one) for one in found]),
        table=Table(frame, columns, wording.MEETINGS_CAPTION),
        sources=sources(read, known.committees[known.committees["type"] != _ASSEMBLY]),
        limits=(wording.MEETINGS_RULE, wording.OWN_TEXT),
    )


def seats_block(read: Reader, known: Fiche) -> Block | None:
    """Who sits in the steering committee, what was promised of it; None for a programme without any committee."""
    found = committees(known)
    if not found:
        return None
    seats = read(queries.sieges_du_comite_select(known.id))
    pair = [str(name) for name in read(pilotes_select(known.id))["nom"]]
    promised = [
        wording.promised(str(row["numero"]), str(row["libelle"]), promise_wording.STATES[str(row["etat"])][0])
        for row in rows_of(known.own.promises)
        if about_committee(str(row["libelle"]))
    ]
    notes = [*promised, *([wording.pair(pair)] if pair else [])]
    if seats.empty:
        void = wording.seats_void([one.name for one in found])
        return Block(
            "gouvernance", wording.SUBJECT_SEATS, wording.seats_message([], len(found)), void=void, limits=tuple(notes)
        )
    named = seats.assign(territoire=seats["territoire"].fillna(wording.OF_NO_PLACE))
    groups = [
        (
            str(name),
            int(part["nombre"].sum()),
            [(str(row["fonction"]), int(row["nombre"])) for row in rows_of(part)],
            joined(part[FACT], SUM),
        )
        for name, part in named.groupby("territoire", sort=False)
    ]
    others = seats.loc[~seats["territoire_type"].isin(["epci"]), "territoire"].dropna()
    apart = [wording.not_an_epci(list(dict.fromkeys(str(name) for name in others)))] if len(others) else []
    columns = tuple(
        TableColumn(name, label, "nombre" if name == "nombre" else "texte")
        for name, label in wording.SEATS_COLUMNS.items()
    )
    return Block(
        "gouvernance",
        wording.SUBJECT_SEATS,
        wording.seats_message([count for _, count, _, _ in groups], len(found)),
        body=bodies.seats(groups),
        table=Table(named, columns, wording.SEATS_CAPTION),
        sources=sources(read, seats),
        limits=(*apart, *notes),
    )
