"""Statistical secrecy, where figures leave the database: a masked value never reaches a rule, a page nor a browser.

What a producer publishes carries no number of units and no cluster: it goes through as it is.  What the territory
counts is told when both thresholds are known to be kept: no answer is no permission.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Label, and_, case, false, func, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from data.model.secret import FEWEST_UNITS, LARGEST_SHARE, UNSHARED
from data.queries.standing import standing
from data.vocabulary import EMPLOIS_CLUSTERS, MEMBRES_CLUSTERS

NUMBERS_OF_FIRMS: Final = (MEMBRES_CLUSTERS,)
"""Indicators of the clusters that count firms: a number of firms is no magnitude about them."""
_COUNTED_FIRMS: Final = ("entreprise", "etablissement")
_FACTS: Final = ("constate", "declare")
_PERCENT: Final = 100


def secret_alone(known: FromClause, indicateurs: FromClause) -> ColumnElement[bool]:
    """What the rule says of one figure alone: only what it surely allows is told (data.model.secret.verdict).

    Args:
        known: observations.
        indicateurs: table ``indicateur``, joined to them.
    """
    return or_(_broken(known, indicateurs), _unverified(known, indicateurs))


def _broken(known: FromClause, indicateurs: FromClause) -> ColumnElement[bool]:
    """« secret »: a threshold is known to be broken."""
    few = known.c.unites.between(1, FEWEST_UNITS - 1)
    return and_(_about_firms(indicateurs), or_(few, known.c.part_premiere >= _percent(LARGEST_SHARE)))


def _unverified(known: FromClause, indicateurs: FromClause) -> ColumnElement[bool]:
    """« inconnu », for what the territory counts itself: a forecast counts no firm."""
    told = (known.c.cluster_id, known.c.unites, known.c.part_premiere)
    supplied = or_(indicateurs.c.id == EMPLOIS_CLUSTERS, *(column.is_not(None) for column in told))
    held, _ = standing(known)
    allowed = or_(
        known.c.unites == 0,
        and_(known.c.unites >= FEWEST_UNITS, known.c.part_premiere < _percent(LARGEST_SHARE)),
        and_(known.c.unites.is_(None), known.c.part_premiere < _percent(UNSHARED)),
    )
    counted = and_(_about_firms(indicateurs), supplied, held.element.in_(_FACTS))
    return and_(counted, func.coalesce(allowed, false()).is_(false()))


def _about_firms(indicateurs: FromClause) -> ColumnElement[bool]:
    return and_(indicateurs.c.id.not_in(NUMBERS_OF_FIRMS), indicateurs.c.unite_compte.not_in(_COUNTED_FIRMS))


def _percent(share: float) -> int:
    return round(share * _PERCENT)


def redacted(
    known: FromClause, indicateurs: FromClause, group: Sequence[SQLCoreOperations[Any]]
) -> tuple[Label[Any], Label[Any]]:
    """Value of observations without what must be kept secret.

    Masked are: a figure about fewer than three units, or of which one holds 85 % or more, or of which nobody says
    whether it is so; every other figure of the same cluster in the group, for it would tell the first; the whole when a
    single cluster is masked, for the others would give it by difference; the clusters when a threshold is known to be
    broken by the whole, for they would give it by addition.

    Args:
        known: observations as ``latest`` gives them.
        indicateurs: table ``indicateur``, joined to them.
        group: columns within which clusters add up to their whole: a period, a territory.

    Returns:
        Columns valeur (missing when masked), secret (True when masked).
    """
    own = secret_alone(known, indicateurs)
    cluster = known.c.cluster_id
    of_a_part = case((own, cluster))
    first, last = (one(of_a_part).over(partition_by=group) for one in (func.min, func.max))
    # Parts that may be told make a whole that may be too: a whole that is not verified alone betrays nobody.
    broken_whole = and_(_broken(known, indicateurs), cluster.is_(None))
    of_the_whole = func.max(case((broken_whole, 1), else_=0)).over(partition_by=group)
    of_the_same = func.max(case((own, 1), else_=0)).over(partition_by=[*group, cluster])
    masked = or_(
        of_the_same == 1,
        and_(cluster.is_(None), first.is_not(None), first == last),
        and_(cluster.is_not(None), of_the_whole == 1),
    )
    return case((masked, None), else_=known.c.valeur).label("valeur"), case((masked, True), else_=False).label("secret")
