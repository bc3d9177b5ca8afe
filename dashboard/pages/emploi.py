"""Emploi: unemployment against the nation it compares with, the promise without a target, jobs where they are known."""

import pandas as pd

from components.block import View
from components.controls import Control
from components.wording import choices as shared
from components.wording import emploi as wording
from components.wording import guides, zones
from dashboard.blocks.emploi_contexte import bit_block, epci_block, promise_block
from dashboard.blocks.emploi_ecart import gap_block
from dashboard.blocks.emploi_postes import jobs_block, workplaces_block
from dashboard.blocks.emploi_scope import Facts, Scope, read_facts, read_scope
from dashboard.blocks.emploi_taux import rates_block, scales_block
from dashboard.choices import epci_control, swapped, year_controls, zone_control
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.situation import first_of
from data.engine import Reader
from data.model.ecart import last_common_period
from data.model.periodes import STALE_MONTHS, months_since
from data.queries import emploi, known_from

_COLUMNS = ("territoire_id", "periode", "valeur")
_SERIES = (*emploi.LOCALISES, emploi.BIT, emploi.POSTES, emploi.ETABLISSEMENTS)


def controls(read: Reader) -> tuple[Control, ...]:
    """Territories, zone and years; by default from the first year of the zones."""
    return (
        epci_control(read),
        zone_control(read, emploi.ZONES, wording.OWN_ZONES),
        *year_controls(read, _SERIES, since=emploi.ZONES),
    )


def _notices(scope: Scope, filters: Filters) -> tuple[str, ...]:
    notices = [shared.SWAPPED] if swapped(filters) else []
    for epci in scope.epci if scope.chosen and filters.zone else ():
        held = scope.held[scope.held["siren"] == epci.siren]
        if not held.empty and filters.zone not in set(held["zone"]):
            notices.append(zones.elsewhere(epci.nom, [str(zone) for zone in held["nom_zone"]], scope.zones[0].nom))
    return tuple(notices)


def _message(scope: Scope, facts: Facts) -> tuple[str, str | None]:
    """The sentence of the page, and the quarter that it speaks of."""
    own = [facts.told[line] for zone in scope.zones if (line := (emploi.ZONES, zone.id)) in facts.told]
    rates = scope.within(pd.concat(own).reset_index(drop=True)) if own else pd.DataFrame(columns=list(_COLUMNS))
    last = last_common_period(rates, [zone.id for zone in scope.zones])
    if last.empty:
        return wording.no_rate([zone.nom_court for zone in scope.zones], scope.first, scope.last), None
    period = str(last["periode"].iloc[0])
    gaps = [(zone, facts.rates.gap((emploi.ZONES, zone.id), period)) for zone in scope.zones]
    country, national = facts.rates.country, gaps[0][1].national
    if len(gaps) == 1:
        zone, gap = gaps[0]
        return wording.message(zone.nom, period, float(gap.value or 0), gap.difference, country, national), period
    known = [(zone.nom_court, float(gap.value or 0), gap.difference) for zone, gap in gaps]
    return wording.message_of_several(period, known, country, national), period


def _last_known(scope: Scope, facts: Facts) -> str:
    """Last quarter known of all the zones, whatever the years chosen."""
    return max(set.intersection(*(set(facts.rates.periods((emploi.ZONES, zone.id))) for zone in scope.zones)))


def view(read: Reader, filters: Filters) -> View:
    """Rates, gap, scales, EPCI, promise, jobs, workplaces, and the other measure apart."""
    scope = read_scope(read, filters)
    facts = read_facts(read, scope)
    message, period = _message(scope, facts)
    age = months_since(period, scope.today) if period is not None and period == _last_known(scope, facts) else None
    blocks = [
        rates_block(read, scope, facts),
        gap_block(read, scope, facts),
        scales_block(read, scope, facts),
        epci_block(read, scope),
        promise_block(read, scope, facts),
        *((jobs_block(read, scope, facts), workplaces_block(read, scope, facts)) if scope.zones else ()),
        bit_block(read, scope, facts),
    ]
    return View(
        message=message,
        lead=wording.lead(period, age if age is not None and age > STALE_MONTHS else None),
        notices=_notices(scope, filters),
        blocks=tuple(block for block in blocks if block is not None),
    )


PAGE = Page(
    key="emploi",
    path="/emploi",
    title=wording.TITLE,
    nav=wording.NAV,
    view=view,
    controls=controls,
    filters=("epci", "zone", "annee_debut", "annee_fin"),
    guide=guides.EMPLOI,
    known_from=first_of(lambda _filters: known_from.series_select(emploi.LOCALISES)),
)
