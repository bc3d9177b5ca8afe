"""What the reader of the creations page looks at, and the facts that answer, read once."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from components import formats
from components.wording import choices as shared
from components.wording import creations as wording
from components.wording.sectors import short_sector
from dashboard.blocks.creations_perimetre import CONSTANT, SERIES, Constant, read_constant
from dashboard.choices import chosen_years
from dashboard.days import day
from dashboard.epci import Epci, followed_epci
from dashboard.filters import Filters
from data.engine import Reader
from data.model.evolution import Points, last_perimeters
from data.model.ruptures import Rupture
from data.model.zones import main_zones
from data.queries import creations as queries
from data.queries import observations
from data.queries.affirmations import affirmations_select
from data.queries.territoires import zones_of_epci_select


@dataclass(frozen=True, slots=True)
class Scope:
    """Choices with their names; sectors are (id, chart name)."""

    epci: tuple[Epci, ...]
    followed: tuple[Epci, ...]
    chosen: bool
    zone: str
    zone_name: str
    sectors: tuple[tuple[str, str], ...]
    first: int
    last: int
    measure: str
    constant: bool
    today: date

    @property
    def territoires(self) -> list[str]:
        """Typed ids of the EPCI looked at."""
        return [epci.id for epci in self.epci]

    @property
    def all_followed(self) -> list[str]:
        """Typed ids of every EPCI that the dashboard follows."""
        return [epci.id for epci in self.followed]

    @property
    def names(self) -> dict[str, str]:
        """Names of the EPCI looked at, by typed id."""
        return {epci.id: epci.nom for epci in self.epci}

    @property
    def zone_id(self) -> str:
        """Typed id of the zone d’emploi."""
        return f"zone_emploi:{self.zone}"

    @property
    def sector_names(self) -> list[str]:
        """Names of the chosen sectors."""
        return [name for _, name in self.sectors]

    @property
    def where(self) -> str:
        """The EPCI in words, with their preposition."""
        return wording.places([epci.lieu for epci in self.epci], chosen=self.chosen)


@dataclass(frozen=True, slots=True)
class Facts:
    """Observations by series, breaks, zones and declared figures.

    ``enterprises``, ``departments``, ``establishments`` and their neighbours hold the years of the scope only.
    With a constant perimeter, ``constant`` tells what the values of the EPCI, which are then sums, are made of.
    ``documented`` are the rows behind the breaks of both series.
    """

    enterprises: pd.DataFrame
    individual: pd.DataFrame
    all_enterprises: pd.DataFrame
    departments: pd.DataFrame
    department_sectors: pd.DataFrame
    establishments: pd.DataFrame
    other_zones: Points
    population: pd.DataFrame
    ruptures: tuple[Rupture, ...]
    zone_ruptures: tuple[Rupture, ...]
    department_ruptures: tuple[Rupture, ...]
    documented: pd.DataFrame
    zones: pd.DataFrame
    declared: pd.DataFrame
    notes: dict[str, str]
    constant: Constant | None

    def note(self, serie: str) -> tuple[str, ...]:
        """What a series covers, if the database says it."""
        return (self.notes[serie],) if serie in self.notes else ()


def several_years(frame: pd.DataFrame) -> bool:
    """True when at least two years are known: one alone has no index."""
    return bool(frame["annee"][frame["valeur"].notna()].nunique() > 1)


def read_scope(read: Reader, filters: Filters) -> Scope:
    """Choices of the reader with the names that the database gives; years in their order."""
    followed = followed_epci(read)
    zones = read(observations.territoires_select((queries.ETABLISSEMENTS,), "zone_emploi"))
    names = dict(zip(zones["code"], zones["nom"].astype(str), strict=True))
    looked_at = tuple(epci for epci in followed if not filters.epci or epci.siren in filters.epci)
    own = main_zones(read(zones_of_epci_select([epci.siren for epci in looked_at[:1]])))
    zone = filters.zone or next(iter(own), "")
    sectors = (
        read(observations.secteurs_select(queries.SECTEURS))
        if filters.secteur
        else pd.DataFrame(columns=["id", "libelle"])
    )
    first, last = chosen_years(filters)
    return Scope(
        epci=looked_at,
        followed=followed,
        chosen=bool(filters.epci),
        zone=zone,
        zone_name=wording.uncapitalised(names.get(zone, shared.ZONE)),
        sectors=tuple(
            (str(row.id), short_sector(str(row.id), str(row.libelle)))
            for row in sectors.itertuples()
            if row.id in filters.secteur
        ),
        first=first,
        last=last,
        measure=filters.mesure or "nombre",
        constant=filters.perimetre == CONSTANT,
        today=day(filters),
    )


def _published(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame``, or none of its rows when every value is missing: nothing is drawn from nothing."""
    return frame if frame["valeur"].notna().any() else frame.iloc[:0]


def _within(period: str, scope: Scope) -> bool:
    """False for a year that the reader left out; an unknown period is kept."""
    return not period.isdigit() or scope.first <= int(period) <= scope.last


def read_facts(read: Reader, scope: Scope) -> Facts:
    """Everything that the blocks draw, in as few queries as possible."""
    published = read(observations.observations_select(SERIES, territoires=scope.all_followed))
    constant = read_constant(read, scope.followed, published, scope.today) if scope.constant else None
    local = published if constant is None else constant.sums
    wider = read(
        observations.observations_select(
            (queries.DEPARTEMENTS, queries.ETABLISSEMENTS),
            types=("departement", "zone_emploi"),
            annees=(scope.first, scope.last),
        )
    )
    enterprises = local[local["serie_id"] == queries.ENTREPRISES]
    kept = enterprises["annee"].between(scope.first, scope.last) & enterprises["territoire_id"].isin(scope.territoires)
    breaks = (
        read(observations.ruptures_select((queries.ENTREPRISES,), scope.territoires))
        if constant is None
        else constant.documented
    )
    declared = read(affirmations_select(queries.DECLARES, territoires=scope.territoires))
    notes = read(observations.series_select((*SERIES, queries.DEPARTEMENTS, queries.ETABLISSEMENTS)))
    departments = wider[wider["serie_id"] == queries.DEPARTEMENTS]
    whole_department = departments["secteur_id"] == queries.ENSEMBLE_DEPARTEMENTS
    zones = wider[wider["serie_id"] == queries.ETABLISSEMENTS]
    own_zone = zones["territoire_id"] == scope.zone_id
    zone_breaks = read(observations.ruptures_select((queries.ETABLISSEMENTS,), (scope.zone_id,)))
    known_zones, known_departments = (sorted(set(frame["territoire_id"])) for frame in (zones, departments))
    all_zone_breaks = read(observations.ruptures_select((queries.ETABLISSEMENTS,), known_zones))
    department_breaks = read(observations.ruptures_select((queries.DEPARTEMENTS,), known_departments))
    return Facts(
        enterprises=_published(enterprises[kept]),
        individual=_published(local[local["serie_id"] == queries.INDIVIDUELLES]),
        all_enterprises=_published(enterprises),
        departments=_published(departments[whole_department]),
        department_sectors=departments[~whole_department],
        # One bar a year: two perimeters of the zone would stand on top of each other.
        establishments=_published(last_perimeters(zones[own_zone])),
        other_zones=Points.of(
            zones[~own_zone & (zones["secteur_id"] == queries.ENSEMBLE)], Rupture.all_of(all_zone_breaks)
        ),
        population=local[local["serie_id"] == queries.POPULATION],
        ruptures=Rupture.all_of(breaks) if constant is None else constant.ruptures,
        zone_ruptures=Rupture.all_of(zone_breaks),
        department_ruptures=Rupture.all_of(department_breaks),
        documented=pd.concat([breaks, zone_breaks]).drop_duplicates("id"),
        zones=read(zones_of_epci_select([epci.siren for epci in scope.epci])),
        declared=declared[[_within(str(period), scope) for period in declared["periode"]]],
        notes={
            str(row.id): f"{row.champ}." if formats.is_missing(row.note) else f"{row.champ}. {row.note}"
            for row in notes.itertuples()
        },
        constant=constant,
    )
