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


Cell = tuple[str, object, str]
"""Table, key and column."""


@dataclass(frozen=True)
class Broken:
    """What a check found: in French, and the cells that it is about, the most telling first."""

    seen: str
    expected: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Outcome:
    """What a check covered, in French, and what it found."""

    announcement: str
    faults: tuple[Broken, ...]


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
    groups: dict[tuple[Any, ...], dict[str, Row[Any]]] = {}
    for cell in cells:
        group = (cell.serie_id, cell.perimetre_id, cell.periode, cell.forme_juridique, cell.connu_le)
        groups.setdefault(group, {})[cell.code] = cell
    seen, checked = 0, 0
    faults: list[Broken] = []
    for group, told in groups.items():
        parts = [cell for code, cell in told.items() if code != TOTAL]
        total = told.get(TOTAL)
        seen += bool(parts)
        if len(parts) < sectors[group[0]] or total is None or None in [cell.valeur for cell in told.values()]:
            continue
        checked += 1
        found = sum(part.valeur for part in parts)
        if abs(found - total.valeur) > _TOLERANCE:
            words = f"{group[0]}, {group[1]}, {group[2]} : secteurs {found:.15g}, ensemble {total.valeur:.15g}"
            faults.append(Broken(words, "des secteurs qui font l’ensemble", _values(total, *parts)))
    return Outcome(_announce("secteurs = ensemble", checked, "territoires-périodes", seen), tuple(faults))


def communes_sum_to_epci(connection: Connection) -> Outcome:
    """Where a series gives an EPCI in its present perimeter and all its communes, the communes sum to the EPCI."""
    members: dict[str, set[str]] = {}
    for link in connection.execute(_present_communes()):
        members.setdefault(link.ensemble_id, set()).add(link.membre_id)
    told: dict[tuple[Any, ...], dict[str, Row[Any]]] = {}
    for cell in connection.execute(_commune_and_epci_cells()):
        # A commune has left or come since: the present ones do not make that perimeter.
        if cell.nb_communes not in {None, len(members.get(cell.territoire_id, ()))}:
            continue
        key = (cell.indicateur_id, cell.periode, cell.secteur_id, cell.forme_juridique, cell.connu_le)
        told.setdefault(key, {})[cell.territoire_id] = cell
    seen, checked = 0, 0
    faults: list[Broken] = []
    for key, of_territory in told.items():
        for epci in sorted(members.keys() & of_territory.keys()):
            communes = members[epci] & of_territory.keys()
            seen += bool(communes)
            if communes != members[epci]:
                continue
            checked += 1
            parts, whole = [of_territory[commune] for commune in sorted(communes)], of_territory[epci]
            found = sum(part.valeur for part in parts)
            if abs(found - whole.valeur) > _TOLERANCE:
                words = f"{key[0]}, {epci}, {key[1]} : communes {found:.15g}, EPCI {whole.valeur:.15g}"
                faults.append(Broken(words, "des communes qui font leur EPCI", _values(whole, *parts)))
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
        select(perimetre.c.id, perimetre.c.territoire_id, perimetre.c.nb_communes, counted.c.communes)
        .join(counted, counted.c.ensemble_id == perimetre.c.territoire_id)
        .join(territoire, territoire.c.id == perimetre.c.territoire_id)
        .where(territoire.c.type == "epci", perimetre.c.fin.is_(None), perimetre.c.nb_communes.is_not(None))
        .where(perimetre.c.id == _latest_perimeter(perimetre.c.territoire_id))
        .order_by(perimetre.c.id)
    ).all()
    faults = [
        Broken(
            f"{row.id} : {row.nb_communes} communes annoncées, {row.communes} rattachées",
            "autant de communes rattachées que le périmètre en annonce",
            (("perimetre", row.id, "nb_communes"), *_memberships_of(connection, row.territoire_id)),
        )
        for row in rows
        if row.nb_communes != row.communes
    ]
    return Outcome(_announce("communes rattachées = périmètre", len(rows), "périmètres", len(rows)), tuple(faults))


def every_fact_has_a_source(connection: Connection) -> Outcome:
    """Every row of a table of facts names a source that exists."""
    sources = metadata.tables["source"]
    checked = 0
    faults: list[Broken] = []
    for table in fact_tables():
        checked += connection.scalar(select(func.count()).select_from(table)) or 0
        unsourced = (
            select(table.c.id, table.c.source_id)
            .select_from(table.outerjoin(sources, sources.c.id == table.c.source_id))
            .where(sources.c.id.is_(None))
            .order_by(table.c.id)
        )
        faults += [
            Broken(str(row.source_id or ""), "une source qui existe", ((table.name, row.id, "source_id"),))
            for row in connection.execute(unsourced)
        ]
    return Outcome(_announce("chaque fait a sa source", checked, "faits", checked), tuple(faults))


def fact_tables() -> Sequence[Table]:
    """Tables whose rows carry the columns of a fact."""
    return [table for table in metadata.sorted_tables if "charge_le" in table.c]


def _values(*cells: Row[Any]) -> tuple[Cell, ...]:
    return tuple((observation.name, cell.id, "valeur") for cell in cells)


def _memberships_of(connection: Connection, ensemble_id: str) -> list[Cell]:
    links = select(appartenance.c.id).where(appartenance.c.ensemble_id == ensemble_id)
    return [(appartenance.name, key, "membre_id") for key in connection.scalars(links.order_by(appartenance.c.id))]


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
            observation.c.id,
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
            observation.c.id,
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
