"""Domain checks on the loaded base, announced in one French line each.  A failed one cancels the whole build."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Row, ScalarSelect, Select, Table, and_, case, func, select

from data.queries.latest import latest
from data.schema import metadata
from data.tables.mesures import observation
from data.tables.references import appartenance, perimetre, secteur, territoire

TOTAL: Final = "_T"
_TOLERANCE: Final = 1e-6
_SHOWN: Final = 5


@dataclass(frozen=True)
class Outcome:
    """What a check covered, in French, and the faults that it found."""

    announcement: str
    faults: tuple[str, ...]


def run_checks(connection: Connection) -> list[Outcome]:
    """Every domain check, in the order in which it is announced."""
    checks: tuple[Callable[[Connection], Outcome], ...] = (
        sectors_sum_to_total,
        communes_sum_to_epci,
        perimeters_count_their_communes,
        every_fact_has_a_source,
    )
    return [check(connection) for check in checks]


def sectors_sum_to_total(connection: Connection) -> Outcome:
    """In a series that gives every sector of a territory and period, and the total, the sectors sum to the total."""
    cells = connection.execute(_sector_cells()).all()
    sectors = _sectors_of_series(cells)
    groups: dict[tuple[Any, ...], dict[str, float | None]] = {}
    for cell in cells:
        group = (cell.serie_id, cell.perimetre_id, cell.periode, cell.forme_juridique, cell.connu_le)
        groups.setdefault(group, {})[cell.code] = cell.valeur
    seen, checked, faults = 0, 0, []
    for group, values in groups.items():
        parts = [value for code, value in values.items() if code != TOTAL]
        total = values.get(TOTAL)
        seen += bool(parts)
        if len(parts) < sectors[group[0]] or total is None or None in parts:
            continue
        checked += 1
        found = sum(part for part in parts if part is not None)
        if abs(found - total) > _TOLERANCE:
            faults.append(f"{group[0]}, {group[1]}, {group[2]} : secteurs {found:g}, ensemble {total:g}")
    return Outcome(_announce("secteurs = ensemble", checked, "territoires-périodes", seen), tuple(faults))


def communes_sum_to_epci(connection: Connection) -> Outcome:
    """Where a series gives an EPCI in its present perimeter and all its communes, the communes sum to the EPCI."""
    members: dict[str, set[str]] = {}
    for link in connection.execute(_present_communes()):
        members.setdefault(link.ensemble_id, set()).add(link.membre_id)
    values: dict[tuple[Any, ...], dict[str, float]] = {}
    for cell in connection.execute(_commune_and_epci_cells()):
        # A commune has left or come since: the present ones do not make that perimeter.
        if cell.nb_communes not in {None, len(members.get(cell.territoire_id, ()))}:
            continue
        key = (cell.indicateur_id, cell.periode, cell.secteur_id, cell.forme_juridique, cell.connu_le)
        values.setdefault(key, {})[cell.territoire_id] = cell.valeur
    seen, checked, faults = 0, 0, []
    for key, of_territory in values.items():
        for epci in sorted(members.keys() & of_territory.keys()):
            communes = members[epci] & of_territory.keys()
            seen += bool(communes)
            if communes != members[epci]:
                continue
            checked += 1
            found = sum(of_territory[commune] for commune in communes)
            if abs(found - of_territory[epci]) > _TOLERANCE:
                faults.append(f"{key[0]}, {epci}, {key[1]} : communes {found:g}, EPCI {of_territory[epci]:g}")
    return Outcome(_announce("communes = EPCI", checked, "EPCI-périodes", seen), tuple(faults))


def perimeters_count_their_communes(connection: Connection) -> Outcome:
    """The perimeter in force of an EPCI has as many communes as the memberships without an end."""
    link = _known_memberships()
    counted = (
        select(link.c.ensemble_id, func.count(link.c.membre_id.distinct()).label("communes"))
        .join(territoire, territoire.c.id == link.c.membre_id)
        .where(territoire.c.type == "commune", link.c.fin.is_(None))
        .group_by(link.c.ensemble_id)
        .subquery()
    )
    rows = connection.execute(
        select(perimetre.c.id, perimetre.c.nb_communes, counted.c.communes)
        .join(counted, counted.c.ensemble_id == perimetre.c.territoire_id)
        .join(territoire, territoire.c.id == perimetre.c.territoire_id)
        .where(territoire.c.type == "epci", perimetre.c.fin.is_(None), perimetre.c.nb_communes.is_not(None))
        .where(perimetre.c.id == _latest_perimeter(perimetre.c.territoire_id))
        .order_by(perimetre.c.id)
    ).all()
    faults = [
        f"{row.id} : {row.nb_communes} communes annoncées, {row.communes} rattachées"
        for row in rows
        if row.nb_communes != row.communes
    ]
    return Outcome(_announce("communes rattachées = périmètre", len(rows), "périmètres", len(rows)), tuple(faults))


def every_fact_has_a_source(connection: Connection) -> Outcome:
    """Every row of a table of facts names a source that exists."""
    sources = metadata.tables["source"]
    checked, faults = 0, []
    for table in fact_tables():
        query = select(func.count(), func.count(sources.c.id)).select_from(
            table.outerjoin(sources, sources.c.id == table.c.source_id)
        )
        rows, sourced = connection.execute(query).one()
        checked += rows
        if rows != sourced:
            faults.append(f"{table.name} : {rows - sourced} lignes sans source")
    return Outcome(_announce("chaque fait a sa source", checked, "faits", checked), tuple(faults))


def fact_tables() -> Sequence[Table]:
    """Tables whose rows carry the columns of a fact."""
    return [table for table in metadata.sorted_tables if "charge_le" in table.c]


def shown_faults(outcome: Outcome) -> list[str]:
    """The first faults of a check, and how many more there are."""
    more = len(outcome.faults) - _SHOWN
    shown = list(outcome.faults[:_SHOWN])
    return [*shown, f"… et {more} de plus"] if more > 0 else shown


def _announce(name: str, checked: int, unit: str, seen: int) -> str:
    aside = f" ({seen - checked} incomplets, laissés de côté)" if seen > checked else ""
    return f"{name} : {checked} {unit} vérifiés{aside}"


def _sectors_of_series(cells: Sequence[Row[Any]]) -> dict[str, int]:
    codes: dict[str, set[str]] = {}
    for cell in cells:
        codes.setdefault(cell.serie_id, set()).add(cell.code)
    return {serie_id: len(found - {TOTAL}) for serie_id, found in codes.items()}


def _sector_cells() -> Select[Any]:
    return (
        select(
            observation.c.serie_id,
            observation.c.perimetre_id,
            observation.c.periode,
            func.coalesce(observation.c.forme_juridique, "").label("forme_juridique"),
            observation.c.connu_le,
            observation.c.valeur,
            secteur.c.code,
        )
        .join(secteur, secteur.c.id == observation.c.secteur_id)
        .order_by(observation.c.id)
    )


def _present_communes() -> Select[Any]:
    link = _known_memberships()
    return (
        select(link.c.membre_id, link.c.ensemble_id)
        .join(territoire, territoire.c.id == link.c.membre_id)
        .where(territoire.c.type == "commune", link.c.ensemble_id.like("epci:%"), link.c.fin.is_(None))
    )


def _known_memberships() -> FromClause:
    """A membership that ends is a new version of the one that had no end."""
    return latest(appartenance)


def _commune_and_epci_cells() -> Select[Any]:
    serie = metadata.tables["serie"]
    return (
        select(
            serie.c.indicateur_id,
            observation.c.periode,
            func.coalesce(observation.c.secteur_id, "").label("secteur_id"),
            func.coalesce(observation.c.forme_juridique, "").label("forme_juridique"),
            observation.c.connu_le,
            observation.c.valeur,
            perimetre.c.territoire_id,
            case((territoire.c.type == "epci", perimetre.c.nb_communes)).label("nb_communes"),
        )
        .join(serie, serie.c.id == observation.c.serie_id)
        .join(perimetre, perimetre.c.id == observation.c.perimetre_id)
        .join(territoire, territoire.c.id == perimetre.c.territoire_id)
        .where(and_(territoire.c.type.in_(("commune", "epci")), observation.c.valeur.is_not(None)))
        .order_by(observation.c.id)
    )


def _latest_perimeter(territoire_id: ColumnElement[str]) -> ScalarSelect[str]:
    # The dates end the ids, so the last one in order is the one in force.
    other = perimetre.alias()
    return (
        select(func.max(other.c.id))
        .where(other.c.territoire_id == territoire_id)
        .correlate(perimetre)
        .scalar_subquery()
    )
