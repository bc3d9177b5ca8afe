"""Since when something is known of what a page shows: to say it of a situation at which nothing was."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select, union_all

from data.queries.latest import first_known_select
from data.schema import metadata
from data.tables.actions import action, cluster
from data.tables.finances import ligne_budget
from data.tables.mesures import observation
from data.tables.programmes import programme, promesse
from data.tables.references import appartenance


def anything_select() -> Select[Any]:
    """The first fact of the database.  Columns: premier."""
    tables = [table for table in metadata.sorted_tables if "connu_au_plus_tard" in table.c]
    firsts = union_all(*map(first_known_select, tables)).subquery()
    return select(func.min(firsts.c.premier).label("premier"))


def budget_select() -> Select[Any]:
    """The first budget line.  Columns: premier."""
    return first_known_select(ligne_budget)


def promesses_select() -> Select[Any]:
    """The first promise.  Columns: premier."""
    return first_known_select(promesse)


def programmes_select() -> Select[Any]:
    """The first programme.  Columns: premier."""
    return first_known_select(programme)


def clusters_select() -> Select[Any]:
    """The first cluster.  Columns: premier."""
    return first_known_select(cluster)


def series_select(series: Sequence[str]) -> Select[Any]:
    """The first observation of some series.  Columns: premier."""
    return first_known_select(observation, observation.c.serie_id.in_(series))


def zones_select() -> Select[Any]:
    """Communes of EPCI and of zones d’emploi, both: without either, no EPCI is in a zone.  Columns: premier."""
    of_epci, of_zones = (
        first_known_select(appartenance, appartenance.c.ensemble_id.like(kind)) for kind in ("epci:%", "zone_emploi:%")
    )
    firsts = union_all(of_epci, of_zones).subquery()
    return select(func.max(firsts.c.premier).label("premier"))


def actions_select() -> Select[Any]:
    """The first action of any plan.  Columns: premier."""
    return first_known_select(action)


def action_select(action_id: str) -> Select[Any]:
    """The first version of an action.  Columns: premier."""
    return first_known_select(action, action.c.id == action_id)
