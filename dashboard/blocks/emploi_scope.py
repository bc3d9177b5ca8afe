"""What the reader of the Emploi page looks at, and the facts that answer, read once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

import pandas as pd

from components import formats, theme
from components.wording.grammar import lowered
from dashboard.choices import chosen_years
from dashboard.days import day
from dashboard.epci import Epci, followed_epci
from dashboard.filters import Filters
from dashboard.provenance import FACT
from data.engine import Reader
from data.model.ecart import Line, Rates
from data.model.evolution import last_perimeters
from data.model.promesses import states
from data.model.zones import main_zones
from data.queries import emploi, observations
from data.queries.affirmations import affirmations_select
from data.queries.programmes import programmes_of_epci_select
from data.queries.promesses import promesses_select
from data.queries.territoires import departements_of_zones_select, zones_of_epci_select

_US_WIDTH: Final = 3.0
_COMPARED_WIDTH: Final = 1.75
_OBSERVED: Final = ("periode", "annee", "drapeau", "fait", *FACT)
MOST_LINES: Final = 5
"""Lines that one chart can name: beyond, départements are left to the table of scales."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone d’emploi looked at: code, full name inside a sentence, short name, colour on the whole page."""

    code: str
    nom: str
    nom_court: str
    couleur: str

    @property
    def id(self) -> str:
        """Typed id."""
        return f"zone_emploi:{self.code}"


@dataclass(frozen=True, slots=True)
class Place:
    """A territory as a line of the charts: its series, name and look."""

    line: Line
    nom: str
    couleur: str
    epaisseur: float


@dataclass(frozen=True, slots=True)
class Scope:
    """Choices with their names; ``held`` tells how the communes of the EPCI fall into the zones."""

    filters: Filters
    epci: tuple[Epci, ...]
    chosen: bool
    zones: tuple[Zone, ...]
    held: pd.DataFrame
    around: pd.DataFrame
    first: int
    last: int
    today: date

    @property
    def zone_names(self) -> list[str]:
        """Short names of the zones looked at."""
        return [zone.nom_court for zone in self.zones]

    @property
    def mains(self) -> pd.DataFrame:
        """Zone that holds most communes of each EPCI.  Columns: siren, zone."""
        return self.held.drop_duplicates("siren")[["siren", "zone"]]

    def within(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows of the years chosen."""
        return frame[frame["annee"].between(self.first, self.last)]


@dataclass(frozen=True, slots=True)
class Facts:
    """Observations, series, breaks, promises and claims; observations hold every year of the base.

    ``told`` are the localised rates of each series in a territory, one row a quarter, by quarter.
    """

    told: Mapping[Line, pd.DataFrame]
    rates: Rates
    bit: pd.DataFrame
    jobs: pd.DataFrame
    workplaces: pd.DataFrame
    jobs_zones: tuple[str, ...]
    ruptures: pd.DataFrame
    promises: pd.DataFrame
    claims: pd.DataFrame
    notes: Mapping[str, str]
    definitions: Mapping[str, str]

    def note(self, serie: str) -> tuple[str, ...]:
        """What a series covers, if the database says it."""
        return (self.notes[serie],) if serie in self.notes else ()

    def definition(self, serie: str) -> tuple[str, ...]:
        """What its indicator measures, if the database says it."""
        return (self.definitions[serie],) if serie in self.definitions else ()


def _colours(followed: tuple[Epci, ...], held: pd.DataFrame, codes: list[str]) -> dict[str, str]:
    """A zone bears the colour of the first EPCI that it mostly holds; the others take colours that no EPCI has."""
    mains = held.drop_duplicates("siren")
    own: dict[str, str] = {}
    for siren, zone in zip(mains["siren"], mains["zone"], strict=True):
        own.setdefault(str(zone), next(epci.couleur for epci in followed if epci.siren == siren))
    free = [colour for colour in theme.TERRITORIES if colour not in {epci.couleur for epci in followed}]
    for rank, code in enumerate(code for code in codes if code not in own):
        own[code] = free[rank % len(free)] if free else theme.US
    return own


def read_scope(read: Reader, filters: Filters) -> Scope:
    """Choices of the reader with the names that the database gives; no zone chosen means those of the territories."""
    followed = followed_epci(read)
    known = read(observations.territoires_select((emploi.ZONES, emploi.POSTES), "zone_emploi"))
    names = {str(row.code): (str(row.nom), str(row.nom_court)) for row in known.itertuples()}
    looked_at = tuple(epci for epci in followed if not filters.epci or epci.siren in filters.epci)
    all_held = read(zones_of_epci_select([epci.siren for epci in followed]))
    held = all_held[all_held["siren"].isin([epci.siren for epci in looked_at])]
    codes = [filters.zone] if filters.zone else [zone for zone in main_zones(held) if zone in names]
    colours = _colours(followed, all_held, list(names))
    first, last = chosen_years(filters)
    return Scope(
        filters=filters,
        epci=looked_at,
        chosen=bool(filters.epci),
        zones=tuple(Zone(code, lowered(names[code][0]), names[code][1], colours[code]) for code in codes),
        held=held,
        around=read(departements_of_zones_select(codes)),
        first=first,
        last=last,
        today=day(filters),
    )


def places(scope: Scope) -> list[Place]:
    """Zones, then départements, then régions that hold them."""
    found = [Place((emploi.ZONES, zone.id), zone.nom_court, zone.couleur, _US_WIDTH) for zone in scope.zones]
    for serie, key, colour in ((emploi.DEPARTEMENTS, "departement", theme.TODO), (emploi.REGION, "region", theme.SOFT)):
        own = scope.around.dropna(subset=[f"{key}_id"]).drop_duplicates(f"{key}_id")
        found += [
            Place((serie, str(territoire)), str(name), colour, _COMPARED_WIDTH)
            for territoire, name in zip(own[f"{key}_id"], own[key], strict=True)
        ]
    return found


def _told(localised: pd.DataFrame) -> dict[Line, pd.DataFrame]:
    known = localised.dropna(subset=["valeur"])
    return {
        (str(serie), str(territoire)): last_perimeters(own, "periode").set_index("periode", drop=False)
        for (serie, territoire), own in known.groupby(["serie_id", "territoire_id"], sort=False)
    }


def _promises(read: Reader, scope: Scope) -> pd.DataFrame:
    """Promises about unemployment, with their state and the EPCI and zone shown that they concern (siren, zone).

    A promise of an EPCI that lies mostly in no zone shown is left out: no figure of the page is near it.
    """
    near = scope.mains[scope.mains["zone"].isin([zone.code for zone in scope.zones])]
    programmes = read(programmes_of_epci_select(list(near["siren"]))).drop_duplicates("id")
    found = states(read(promesses_select(list(programmes["id"]))), scope.today)
    kept = found[(found["indicateur_id"] == emploi.TAUX_LOCALISE) & (found["nature"] == "promesse")]
    concerned = programmes[["id", "siren"]].merge(near[["siren", "zone"]], on="siren")
    return kept.merge(concerned.rename(columns={"id": "programme_id"}), on="programme_id")


def read_facts(read: Reader, scope: Scope) -> Facts:
    """Everything that the blocks draw, in as few queries as possible."""
    local = [place.line[1] for place in places(scope)]
    zones = [zone.id for zone in scope.zones]
    series = (*emploi.LOCALISES, emploi.BIT, emploi.POSTES, emploi.ETABLISSEMENTS)
    own = read(observations.observations_select((*emploi.LOCALISES, emploi.POSTES), territoires=local))
    country = read(observations.observations_select((emploi.NATIONAL, emploi.METROPOLE, emploi.BIT), types=("pays",)))
    localised = pd.concat([own[own["serie_id"] != emploi.POSTES], country[country["serie_id"] != emploi.BIT]])
    countries = list(dict.fromkeys(country["territoire_id"]))
    ruptures = read(observations.ruptures_select(series, [*local, *countries]))
    told = read(observations.series_select(series))
    promises = _promises(read, scope)
    return Facts(
        told=_told(localised),
        rates=Rates.of(localised, told, ruptures, emploi.NATIONAL),
        bit=country[country["serie_id"] == emploi.BIT],
        jobs=own[own["serie_id"] == emploi.POSTES],
        workplaces=read(observations.observations_select((emploi.ETABLISSEMENTS,), territoires=zones[:1])),
        jobs_zones=tuple(read(observations.territoires_select((emploi.POSTES,), "zone_emploi"))["nom_court"]),
        ruptures=ruptures,
        promises=promises,
        claims=read(
            affirmations_select(
                (emploi.ECART_DECLARE,), territoires=[f"epci:{siren}" for siren in set(promises["siren"])]
            )
        ),
        notes={
            str(row.id): f"{row.champ}." if formats.is_missing(row.note) else f"{row.champ}. {row.note}"
            for row in told.itertuples()
        },
        definitions={str(row.id): str(row.definition) for row in told.itertuples()},
    )


def measured(facts: Facts, line: Line, periods: Collection[str]) -> pd.DataFrame:
    """Observations of a series in a territory at some quarters."""
    own = facts.told.get(line)
    empty = pd.DataFrame(columns=list(_OBSERVED))
    return empty if own is None else own[own["periode"].isin(periods)]


def ordered_periods(rates: Rates, lines: list[Line]) -> list[str]:
    """Quarters known for some lines, in their order."""
    return sorted(set(chain.from_iterable(rates.periods(line) for line in lines)))
