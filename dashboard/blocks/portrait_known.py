"""Everything that the portrait of a territory reads, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from components.block import FACT
from components.facts import COUNT, joined
from dashboard.epci import Epci, followed_epci
from data.engine import Reader
from data.model import portrait as model
from data.model.dates import last_day
from data.queries import portrait as queries
from data.queries.affirmations import affirmations_select

Row = Mapping[Any, Any]
_NATIONAL: Final = ("pays:F",)


@dataclass(frozen=True)
class Known:
    """All that the portrait reads: the territory, its last values, those of its neighbours and of what contains it."""

    read: Reader
    row: Row
    followed: tuple[Epci, ...]
    own: pd.DataFrame
    compared: pd.DataFrame
    larger: pd.DataFrame
    communes: pd.DataFrame
    perimeters: pd.DataFrame
    around: pd.DataFrame
    claims: pd.DataFrame
    programmes: pd.DataFrame

    @property
    def name(self) -> str:
        """Short name of the territory."""
        return str(self.row["nom_court"])

    def belongs(self, today: date) -> list[tuple[str, str]]:
        """Type and short name of what contains the territory on a day."""
        lasting = [not (isinstance(end, str) and last_day(end) < today) for end in self.around["fin"]]
        # Typed: a list of no booleans would name columns.
        kept = self.around[pd.Series(lasting, index=self.around.index, dtype=bool)]
        return [(str(kind), str(name)) for kind, name in zip(kept["type"], kept["nom_court"], strict=True)]

    @property
    def present(self) -> pd.DataFrame:
        """Communes that have not left."""
        return self.communes[self.communes["fin"].isna()]


def _around(read: Reader, key: str) -> pd.DataFrame:
    """What contains a territory; through its communes, a row is made of their memberships, one a commune."""
    found = read(queries.ensembles_select(key))
    links = read(queries.liens_select(key)).drop_duplicates(["ensemble_id", "membre_id"])
    counted = {str(name): joined(facts, COUNT) for name, facts in links.groupby("ensemble_id")[FACT]}
    return found.assign(
        fait=[str(fact) or counted.get(str(name), "") for name, fact in zip(found["id"], found[FACT], strict=True)]
    )


def read_known(read: Reader, row: Row) -> Known:
    """Gather the portrait of a territory (a row of ``territoire_select``)."""
    key = str(row["id"])
    followed = followed_epci(read)
    ids = list(dict.fromkeys([*(epci.id for epci in followed), key]))
    last = model.per_thousand(model.last_values(read(queries.valeurs_select(ids))))
    own = last[last["territoire_id"] == key]
    around = _around(read, key)
    beyond = [str(name) for name in around["id"]]
    for department in around.loc[around["type"] == "departement", "id"]:
        found = read(queries.ensembles_select(str(department)))
        # What contains the department itself: the zones of its other communes are not around this territory.
        beyond += [str(name) for name in found.loc[found["communes"].isna(), "id"]]
    wider = model.last_values(read(queries.valeurs_select([*dict.fromkeys(beyond), *_NATIONAL])))
    return Known(
        read=read,
        row=row,
        followed=followed,
        own=own,
        compared=model.comparable(last, ids),
        larger=model.larger_scales(own, wider),
        communes=read(queries.communes_select(key)),
        perimeters=read(queries.perimetres_select(key)),
        around=around,
        claims=read(affirmations_select(territoires=[key])),
        programmes=read(queries.programmes_select([key, *(str(name) for name in around["id"])])),
    )
