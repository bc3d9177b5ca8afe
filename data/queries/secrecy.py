"""Statistical secrecy, where figures leave the database: a masked value never reaches a rule, a page nor a browser.

What a producer publishes carries no number of units and no cluster: it goes through as it is.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Label, and_, case, func, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from data.model.secret import FEWEST_UNITS, LARGEST_SHARE

NUMBERS_OF_FIRMS: Final = ("membres_clusters",)
"""Indicators of the clusters that count firms: a number of firms is no magnitude about them."""
_COUNTED_FIRMS: Final = ("entreprise", "etablissement")
_PERCENT: Final = 100


def secret_alone(known: FromClause, indicateurs: FromClause) -> ColumnElement[bool]:
    """What the rule says of one figure alone (data.model.secret.verdict is « secret »).

    Args:
        known: observations.
        indicateurs: table ``indicateur``, joined to them.
    """
    about_firms = and_(indicateurs.c.id.not_in(NUMBERS_OF_FIRMS), indicateurs.c.unite_compte.not_in(_COUNTED_FIRMS))
    few = known.c.unites.between(1, FEWEST_UNITS - 1)
    return and_(about_firms, or_(few, known.c.part_premiere >= round(LARGEST_SHARE * _PERCENT)))


def redacted(
    known: FromClause, indicateurs: FromClause, group: Sequence[SQLCoreOperations[Any]]
) -> tuple[Label[Any], Label[Any], Label[Any], Label[Any]]:
    """Value of observations without what must be kept secret.

    Masked are: a figure about fewer than three units, or of which one holds 85 % or more; every other figure of the
    same cluster in the group, for it would tell the first; the whole when a single cluster is masked, for the others
    would give it by difference; the clusters when the whole is masked, for they would give it by addition.

    Args:
        known: observations as ``latest`` gives them.
        indicateurs: table ``indicateur``, joined to them.
        group: columns within which clusters add up to their whole: a period, a territory.

    Returns:
        Columns valeur (missing when masked), secret (True when masked), unites, part_premiere (%).
    """
    own = secret_alone(known, indicateurs)
    cluster = known.c.cluster_id
    of_a_part = case((own, cluster))
    first, last = (one(of_a_part).over(partition_by=group) for one in (func.min, func.max))
    of_the_whole = func.max(case((and_(own, cluster.is_(None)), 1), else_=0)).over(partition_by=group)
    of_the_same = func.max(case((own, 1), else_=0)).over(partition_by=[*group, cluster])
    masked = or_(
        of_the_same == 1,
        and_(cluster.is_(None), first.is_not(None), first == last),
        and_(cluster.is_not(None), of_the_whole == 1),
    )
    return (
        case((masked, None), else_=known.c.valeur).label("valeur"),
        case((masked, True), else_=False).label("secret"),
        known.c.unites.label("unites"),
        known.c.part_premiere.label("part_premiere"),
    )
