"""Constant perimeter of the creations page: today’s communes of each EPCI, added where all of them are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from components.block import FACT
from components.facts import SUM, joined
from components.wording import creations_perimetre as wording
from dashboard.epci import Epci
from data.engine import Reader
from data.model.perimetre_constant import Members, carried, constant, members_on, same_as
from data.model.ruptures import Rupture
from data.queries import creations as queries
from data.queries import observations
from data.queries.territoires import communes_select

CONSTANT: Final = "constant"
SERIES: Final = (queries.ENTREPRISES, queries.INDIVIDUELLES, queries.POPULATION)


@dataclass(frozen=True, slots=True)
class Constant:
    """Sums that stand for the values of the EPCI, what they are made of, and whether they say anything else.

    ``documented`` are the rows behind ``ruptures``, the breaks of the sums; ``same``: every sum is the published value.
    """

    sums: pd.DataFrame
    published: pd.DataFrame
    communes: pd.DataFrame
    members: Members
    ruptures: tuple[Rupture, ...]
    documented: pd.DataFrame
    same: bool = False

    def behind(self, serie: str, territoires: Sequence[str]) -> pd.DataFrame:
        """Observations of the communes of some EPCI."""
        parts = {part for each in territoires for part in self.members.get(each, ())}
        own = self.communes["serie_id"] == serie
        return self.communes[own & self.communes["territoire_id"].isin(parts)]


def read_constant(read: Reader, followed: Sequence[Epci], published: pd.DataFrame, today: date) -> Constant:
    """Read the communes of the EPCI and add them.

    Args:
        read: the reader.
        followed: the EPCI.
        published: their own observations, whatever the series.
        today: the day on which a commune is a member.
    """
    ids = [epci.id for epci in followed]
    present = members_on(read(communes_select(ids)), today)
    members = {key: present[key] for key in ids if key in present}
    communes = read(observations.observations_select(SERIES, membres_de=ids))
    parts = [part for own in members.values() for part in own]
    documented = read(observations.ruptures_select((queries.ENTREPRISES,), [*ids, *parts]))
    sums = constant(communes, members)
    names = {epci.id: epci.nom for epci in followed}
    told = sums.assign(
        nom_court=sums["territoire_id"].map(names),
        perimetre=[wording.perimeter(count) for count in sums["attendues"]],
        **{FACT: [joined(facts, SUM) for facts in sums["faits"]]},
    )
    return Constant(
        sums=told,
        published=published,
        communes=communes,
        members=members,
        ruptures=carried(Rupture.all_of(documented), members),
        documented=documented,
        same=same_as(sums, published),
    )


def incomplete(sums: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Why a year of an EPCI has no sum, in words, by typed id and year."""
    lacking = sums[sums["valeur"].isna()]
    rows = zip(lacking["territoire_id"], lacking["annee"], lacking["connues"], lacking["attendues"], strict=True)
    return {(str(t), int(year)): wording.missing(int(all_) - int(known), int(all_)) for t, year, known, all_ in rows}


def limits(found: Constant, shown: pd.DataFrame, followed: Sequence[Epci], today: date) -> list[str]:
    """What a reader must know of the sums shown.

    Args:
        found: what was read.
        shown: rows of the chart.
        followed: the EPCI that it shows.
        today: the day on which a commune is a member.
    """
    counts = [(epci.nom, len(found.members[epci.id])) for epci in followed if epci.id in found.members]
    unknown = [epci.nom for epci in followed if epci.id not in found.members]
    names = {epci.id: epci.nom for epci in followed}
    lacking = [(names[t], year, why) for (t, year), why in incomplete(shown).items()]
    return [
        *([wording.computed(counts, today)] if counts else []),
        *([wording.unknown(unknown)] if unknown else []),
        *([wording.lacking(lacking)] if lacking else []),
    ]
