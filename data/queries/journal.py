"""The journal of publications, and how fresh each source is."""

from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from data.schema import metadata
from data.tables.journal import publication
from data.tables.references import source


def publications_select() -> Select[Any]:
    """Columns of ``publication``, the last one first."""
    return select(publication).order_by(publication.c.id.desc())


def fraicheur_select() -> Select[Any]:
    """Columns: id, titre, producteur, periodicite, publiee_le, consultee_le, faits, connu_le (last), charge_le (last).

    A source that no fact cites has 0 facts and no date.
    """
    facts = union_all(
        *(
            select(
                table.c.source_id,
                func.count().label("faits"),
                func.max(table.c.connu_le).label("connu_le"),
                func.max(table.c.charge_le).label("charge_le"),
            ).group_by(table.c.source_id)
            for table in metadata.sorted_tables
            if "charge_le" in table.c
        )
    ).subquery()
    return (
        select(
            source.c.id,
            source.c.titre,
            source.c.producteur,
            source.c.periodicite,
            source.c.publiee_le,
            source.c.consultee_le,
            func.coalesce(func.sum(facts.c.faits), literal(0)).label("faits"),
            func.max(facts.c.connu_le).label("connu_le"),
            func.max(facts.c.charge_le).label("charge_le"),
        )
        .outerjoin(facts, facts.c.source_id == source.c.id)
        .group_by(*source.c)
        .order_by(source.c.id)
    )
