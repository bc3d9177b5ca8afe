"""Dated follow-up of the actions: what is known of each observation, and the last one of each action."""

from typing import Any, Final

from sqlalchemy import FromClause, Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from data.queries.latest import ByteOrder, latest
from data.tables.actions import suivi_action

_IDENTITY: Final = (suivi_action.c.action_id, suivi_action.c.observe_le, suivi_action.c.auteur_id)
_DAY: Final = "-12-31"
_YEAR: Final = 4


def known_suivis(*criteria: ColumnElement[bool]) -> FromClause:
    """Each observation of each author in its last version.

    Args:
        criteria: conditions on ``action_id``, ``observe_le`` or ``auteur_id``.

    Returns:
        A subquery with the columns of ``suivi_action``.
    """
    return latest(suivi_action, _IDENTITY, None, *criteria)


def last_etats_select(*criteria: ColumnElement[bool]) -> Select[Any]:
    """State of the last follow-up of each action, chosen as ``data.model.actions.last_snapshots`` does.

    Args:
        criteria: those of ``known_suivis``.

    Returns:
        Columns: action_id, etat (None when the last follow-up gives none).
    """
    known = known_suivis(*criteria)
    # A date of reduced precision stands for the last day that it may name.
    day = known.c.observe_le.concat(func.substr(_DAY, func.length(known.c.observe_le) - _YEAR + 1))
    rank = func.row_number().over(
        partition_by=known.c.action_id,
        order_by=[
            ByteOrder(day).desc(),
            known.c.connu_au_plus_tard.desc(),
            known.c.charge_le.desc(),
            ByteOrder(known.c.id).desc(),
        ],
    )
    ranked = select(known.c.action_id, known.c.etat, rank.label("rang")).subquery()
    return select(ranked.c.action_id, ranked.c.etat).where(ranked.c.rang == 1)
