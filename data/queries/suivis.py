"""Dated follow-up of the actions: what is known of each observation."""

from sqlalchemy import FromClause
from sqlalchemy.sql.elements import ColumnElement

from data.queries.latest import latest
from data.tables.actions import suivi_action


def known_suivis(*criteria: ColumnElement[bool]) -> FromClause:
    """Each observation of each author in its last version.

    Args:
        criteria: conditions on ``action_id``, ``observe_le`` or ``auteur_id``.

    Returns:
        A subquery with the columns of ``suivi_action``.
    """
    return latest(suivi_action, *criteria)
