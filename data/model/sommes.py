"""Which facts make one sum.  An address may name any facts: what no page would add is not added for it.  Pure rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from data.model.budget import Line, Scope, exclusions
from data.model.territoires import NestedTerritoriesError, additive, kind
from data.vocabulary import TOUS_SECTEURS

Row = Mapping[Any, Any]
_APART: Final = "sans_regle"


def adds_up(table: str, rows: Sequence[Row]) -> bool:
    """True for facts of one table, each of them once, that may be added.

    That they measure the same thing at the same time is said elsewhere (components.wording.provenance.added).

    Args:
        table: of all the facts.
        rows: columns of ``data.queries.provenance.versions_select``, None where a value is missing.
    """
    once = len({row["id"] for row in rows}) == len(rows)
    return once and table in _RULES and _RULES[table](rows)


def _observations(rows: Sequence[Row]) -> bool:
    """Parts of one kind: places that do not overlap, sectors without their whole, clusters without theirs."""
    parts = [(row["territoire_id"], row["secteur_id"], row["cluster_id"]) for row in rows]
    forms = {row["forme_juridique"] for row in rows}
    places, sectors, clusters = (list(dict.fromkeys(part[rank] for part in parts)) for rank in range(3))
    alike = len(set(parts)) == len(parts) and len(forms) == 1 and (len(clusters) == 1 or None not in clusters)
    return alike and _sectors(sectors) and _apart(places)


def _sectors(found: Sequence[str | None]) -> bool:
    if len(found) == 1:
        return True
    named = [one for one in found if one is not None]
    codes = {one.partition(":")[2] for one in named}
    return len(named) == len(found) and TOUS_SECTEURS not in codes and len({kind(one) for one in named}) == 1


def _apart(places: Sequence[str]) -> bool:
    try:
        additive(places)
    except NestedTerritoriesError:
        return False
    return True


def _lines(rows: Sequence[Row]) -> bool:
    """Lines of one total, or of what no rule ties to a programme: nothing else is added (data.model.budget.totals)."""
    lines = [_line(row) for row in rows]
    kinds = {(Scope.of(line), line.etape, line.compte, line.nature) for line in lines}
    left_out = exclusions(lines)
    apart = len(left_out) == len(lines) and set(left_out.values()) == {_APART}
    return len(kinds) == 1 and (apart or not left_out) and _apart(list({line.territoire_id for line in lines}))


def _line(row: Row) -> Line:
    whole = str(row["territoire_id"])
    placed = {
        "territoire_type": kind(whole),
        "territoire_code": whole.partition(":")[2],
        "financeur_type": None,
        "fait": f"ligne_budget:{row['id']}",
        "cle": "",
    }
    told: dict[str, Any] = {str(name): value for name, value in row.items()} | placed
    return Line(**{field.name: told[field.name] for field in fields(Line)})


def _grants(_rows: Sequence[Row]) -> bool:
    return True


_RULES: Final[Mapping[str, Callable[[Sequence[Row]], bool]]] = {
    "observation": _observations,
    "ligne_budget": _lines,
    "subvention": _grants,
}
