"""A territory beside the ones that it contains: a PETR over its EPCI, told twice or to be counted twice."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from data.intake.cells import Row
from data.intake.official.base_rows import plain
from data.intake.review.candidate import Candidate, Finding, blocks, first_places, status, warns
from data.model.budget import WIDER, Scope, compatible, splits

_GROUPS: Final = frozenset({"petr", "territoire_industrie"})
"""Groups of EPCI.  Producers publish communes, EPCI and departments side by side, and no page adds them up."""


@dataclass(frozen=True)
class _Told:
    """One figure of one territory: two of the same ``measure`` would count twice if one territory holds the other."""

    row: Row
    territoire: str
    year: int | None
    measure: tuple[object, ...]
    amount: float
    origin: tuple[object, ...] = ()
    splits: tuple[str | None, ...] = ()


def nested_observations(candidate: Candidate) -> Iterator[Finding]:
    """Observations of a group of EPCI beside those of its EPCI, in one series."""
    told = []
    for row in candidate.standing("observation"):
        values = row.values
        territoire = candidate.value("perimetre", values["perimetre_id"], "territoire_id")
        if territoire is None or not isinstance(values["valeur"], int | float):
            continue
        names = ("serie_id", "secteur_id", "forme_juridique", "cluster_id", "periode")
        measure = tuple(values[name] for name in names)
        origin = (values["source_id"], values["passage"])
        told.append(_Told(row, str(territoire), _year(values["annee"]), measure, float(values["valeur"]), origin))
    yield from _findings(candidate, told, "perimetre_id", "valeur", _holds_figures)


def nested_lines(candidate: Candidate) -> Iterator[Finding]:
    """Budget lines of one object in one scope, for a territory and for one that it contains."""
    told = []
    for one in candidate.money:
        line, scope = one.line, Scope.of(one.line)
        alike = (scope.programme_id, scope.sens, scope.temporalite, scope.exercice, scope.regime, scope.fonds)
        measure = (*alike, line.etape, line.document, line.nature, plain(line.objet))
        told.append(_Told(one.row, line.territoire_id, line.exercice, measure, one.amount, splits=splits(line)))
    yield from _findings(candidate, told, "territoire_id", "montant", _holds_money)


def nested_grants(candidate: Candidate) -> Iterator[Finding]:
    """Grants of one project, for a territory and for one that it contains."""
    told = []
    for row in candidate.standing("subvention"):
        values = row.values
        if values["conteste"] or not isinstance(values["montant"], int | float):
            continue
        measure = (values["dispositif"], values["annee"], status(row), plain(str(values["projet"])))
        territoire = str(values["territoire_id"])
        told.append(_Told(row, territoire, _year(values["annee"]), measure, float(values["montant"])))
    yield from _findings(candidate, told, "territoire_id", "montant", _holds_money)


def _holds_figures(kind: str, row: Row) -> bool:
    return kind in _GROUPS or (row.values["cluster_id"] is not None and kind not in WIDER)


def _holds_money(kind: str, _row: Row) -> bool:
    return kind not in WIDER


def _findings(
    candidate: Candidate,
    told: Iterable[_Told],
    column: str,
    amount: str,
    counts: Callable[[str, Row], bool],
) -> Iterator[Finding]:
    above = _Above(candidate)
    for figures in _alike(candidate, told):
        for whole in figures:
            kind = candidate.value("territoire", whole.territoire, "type")
            if not counts(str(kind), whole.row):
                continue
            parts = [
                one
                for one in figures
                if whole.territoire in above.of(one.territoire, one.year) and compatible(whole.splits, one.splits)
            ]
            yield from _told_by(candidate, whole, parts, (column, amount))


def _alike(candidate: Candidate, told: Iterable[_Told]) -> Iterator[list[_Told]]:
    """Figures of one measure, several territories and at least one row of the files."""
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for one in told:
        groups.setdefault(one.measure, []).append(one)
    for group in groups.values():
        if len({one.territoire for one in group}) > 1 and any(candidate.is_new(one.row) for one in group):
            yield group


def _told_by(candidate: Candidate, whole: _Told, parts: Sequence[_Told], columns: tuple[str, str]) -> Iterator[Finding]:
    """The parts that say the very same fact, then those that measure the same thing."""
    same = [one for one in parts if one.amount == whole.amount != 0 and one.origin == whole.origin]
    others = [one for one in parts if one not in same]
    held = f"{_name(candidate, whole)} contient"
    for told, finding in ((same, _twice), (others, _beside)):
        new = [one for one in (whole, *told) if candidate.is_new(one.row)]
        if told and new:
            own, rest = new[0], told if new[0] is whole else [whole]
            yield finding(candidate, own, rest, f"{held} {_names(candidate, told)}", columns)


def _twice(candidate: Candidate, own: _Told, rest: Sequence[_Told], held: str, columns: tuple[str, str]) -> Finding:
    expected = (
        f"une seule fois ce fait : {_places(candidate, rest)} le dit aussi pour {_names(candidate, rest)}, et {held}"
    )
    remedy = "retirer l’une des deux lignes ; si ce sont deux faits, dire ce qui les distingue (objet, passage)"
    return blocks(own.row, ", ".join(columns), f"{_name(candidate, own)}, {own.amount:.15g}", expected, remedy)


def _beside(candidate: Candidate, own: _Told, rest: Sequence[_Told], held: str, columns: tuple[str, str]) -> Finding:
    expected = (
        f"une mesure à un seul niveau : {_places(candidate, rest)} la donne pour {_names(candidate, rest)}, et {held} "
        "; un total les compterait deux fois"
    )
    remedy = "rien si les deux niveaux sont voulus, Vigie ne les additionne pas ; sinon, garder le plus fin"
    return warns(own.row, columns[0], _name(candidate, own), expected, remedy)


def _places(candidate: Candidate, told: Sequence[_Told]) -> str:
    return first_places([candidate.spot(one.row) for one in told])


def _names(candidate: Candidate, told: Sequence[_Told]) -> str:
    return first_places(list(dict.fromkeys(_name(candidate, one) for one in told)))


def _name(candidate: Candidate, told: _Told) -> str:
    return str(candidate.value("territoire", told.territoire, "nom_court") or told.territoire)


def _year(value: object) -> int | None:
    return value if isinstance(value, int) else None


class _Above:
    """Territories that contain others, at a year."""

    def __init__(self, candidate: Candidate) -> None:
        self._links: dict[str, list[tuple[str, str, str]]] = {}
        self._found: dict[tuple[str, int | None], frozenset[str]] = {}
        for row in candidate.standing("appartenance"):
            debut, fin = (str(row.values[name] or "") for name in ("debut", "fin"))
            link = (str(row.values["ensemble_id"]), debut[:4], fin[:4])
            self._links.setdefault(str(row.values["membre_id"]), []).append(link)

    def of(self, territoire: str, year: int | None) -> frozenset[str]:
        """All that contain a territory that year, at whatever distance; at any time when the year is None."""
        key = territoire, year
        if key not in self._found:
            found: set[str] = set()
            waiting = [territoire]
            while waiting:
                for ensemble, debut, fin in self._links.get(waiting.pop(), []):
                    holds = year is None or ((not debut or int(debut) <= year) and (not fin or year <= int(fin)))
                    if holds and ensemble not in found:
                        found.add(ensemble)
                        waiting.append(ensemble)
            self._found[key] = frozenset(found)
        return self._found[key]
