"""Créations: enterprises by EPCI, establishments by zone d’emploi and sector.  Two counts, never mixed."""

from components.block import View
from components.controls import Choice, Control
from components.wording import choices as shared
from components.wording import creations as wording
from components.wording import creations_perimetre as perimeter_wording
from components.wording import creations_zone as zone_wording
from components.wording import guides, situation, zones
from components.wording.ruptures import Cut
from dashboard.blocks.creations_entreprises import enterprises_block
from dashboard.blocks.creations_individuelles import individual_block
from dashboard.blocks.creations_scope import Facts, Scope, read_facts, read_scope
from dashboard.blocks.creations_zone import zone_blocks
from dashboard.choices import epci_control, swapped, year_controls, zone_control
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.refusals import cuts
from dashboard.situation import first_known, first_of
from data.engine import Reader
from data.model.evolution import Change, Points
from data.model.ruptures import Refusal
from data.queries import creations as queries
from data.queries import known_from, observations

_SERIES = (queries.ENTREPRISES, queries.DEPARTEMENTS, queries.ETABLISSEMENTS)


def controls(read: Reader) -> tuple[Control, ...]:
    """Territories, sectors, zone, years and measure, as the database offers them."""
    sectors = read(observations.secteurs_select(queries.SECTEURS))
    return (
        epci_control(read),
        Control(
            "secteur",
            shared.SECTEUR,
            tuple(Choice(str(row.id), str(row.libelle)) for row in sectors.itertuples()),
            multiple=True,
            empty=shared.ALL_SECTEURS,
        ),
        zone_control(read, queries.ETABLISSEMENTS, wording.OWN_ZONE),
        *year_controls(read, _SERIES),
        Control(
            "perimetre",
            perimeter_wording.LABEL,
            tuple(Choice(*item) for item in perimeter_wording.CHOICES.items()),
            default="epoque",
        ),
        Control("mesure", wording.MEASURE, tuple(Choice(*item) for item in wording.MEASURES.items()), default="nombre"),
    )


def _notices(scope: Scope, filters: Filters, facts: Facts) -> tuple[str, ...]:
    notices = []
    if swapped(filters):
        notices.append(shared.SWAPPED)
    if facts.constant is not None and facts.constant.same:
        notices.append(perimeter_wording.SAME)
    if scope.sectors:
        notices.append(zone_wording.sector_notice(scope.zone_name))
    if not scope.chosen and filters.zone is None and facts.zones["zone"].nunique() > 1:
        notices.append(zone_wording.unchosen(scope.zone_name, scope.epci[0].nom))
    for epci in scope.epci if scope.chosen else ():
        held = facts.zones[facts.zones["siren"] == epci.siren]
        if not held.empty and scope.zone not in set(held["zone"]):
            notices.append(zones.elsewhere(epci.nom, [str(zone) for zone in held["nom_zone"]], scope.zone_name))
    return tuple(notices)


def _zones_unknown(read: Reader, scope: Scope, filters: Filters) -> tuple[str, ...]:
    if filters.situation is None or scope.zone:
        return ()
    first = first_known(read, known_from.zones_select())
    return (situation.zones_since(first),) if first is not None and first > filters.situation else ()


def _message(scope: Scope, facts: Facts) -> str:
    if facts.enterprises.empty:
        return wording.no_epci_year(
            scope.first, scope.last, sorted({int(year) for year in facts.all_enterprises["annee"]})
        )
    year = int(facts.enterprises["annee"].max())
    points = Points.of(facts.enterprises, facts.ruptures)
    change = points.change(year, year - 1, scope.territoires)
    return wording.message(
        scope.where,
        year,
        points.whole(year, scope.territoires),
        None if change is None else (year - 1, _gained(scope, change)),
    )


def _gained(scope: Scope, change: Change | Refusal) -> float | list[Cut]:
    return change.difference if isinstance(change, Change) else cuts(change, scope.names)


def view(read: Reader, filters: Filters) -> View:
    """Message, then enterprises by EPCI, share of individual ones, establishments of the zone by year and by sector."""
    scope = read_scope(read, filters)
    facts = read_facts(read, scope)
    return View(
        message=_message(scope, facts),
        lead=wording.LEAD,
        notices=(*_zones_unknown(read, scope, filters), *_notices(scope, filters, facts)),
        blocks=(
            enterprises_block(read, scope, facts),
            individual_block(read, scope, facts),
            *zone_blocks(read, scope, facts),
        ),
    )


PAGE = Page(
    key="creations",
    path="/creations",
    title=wording.TITLE,
    nav=wording.NAV,
    view=view,
    controls=controls,
    filters=("epci", "secteur", "zone", "annee_debut", "annee_fin", "perimetre", "mesure"),
    guide=guides.CREATIONS,
    known_from=first_of(lambda _filters: known_from.series_select(_SERIES)),
)
