"""Observations told by a file of Insee: their rows, the sums of their parts, and what is worth a second look."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from data.intake.faults import Fault, Place, fault_at
from data.intake.files import RawRow
from data.intake.french_cells import number
from data.intake.incoming import Incoming
from data.intake.official.insee_base import Base, Fact
from data.intake.official.insee_editions import Edition
from data.intake.official.sidecar import actor_cells
from data.vocabulary import CALCUL

_FACTOR: Final = 5
_MOST: Final = 50
_NAMED: Final = 5
_PLAIN: Final = frozenset({"", "A"})
_WITHHELD: Final = frozenset({"c", "s", "nd", "n.d.", "na", "ns", "secret"})


@dataclass(frozen=True)
class Told:
    """One value of a file: where it was read and what it measures, "" for what does not apply.

    Attributes:
        place: line, and sheet of a spreadsheet.
        column: where the value stands, for faults.
        fact: what is measured.
        value: as ``data.intake.cells`` reads it; empty when the producer withholds it.
        flag: of the producer.
        passage: place in the source.
        computed: by Vigie, from values of the file.
    """

    place: Place
    column: str
    fact: Fact
    value: str
    flag: str
    passage: str
    computed: bool = False


def reading(text: str) -> tuple[str, str] | None:
    """Value and flag of a cell: a mark of secrecy or absence is a flag without a value; None when unreadable."""
    bare = text.strip()
    if not bare:
        return "", ""
    if bare.lower() in _WITHHELD:
        return "", bare
    value = number(bare)
    return None if value is None else (value, "")


def status(code: str) -> str:
    """Flag of an OBS_STATUS: « A », the normal case, is none."""
    return "" if code.strip() in _PLAIN else code.strip()


def unreadable(place: Place, column: str, text: str) -> Fault:
    """A cell that should hold a number and does not."""
    expected = "un nombre, quatre décimales au plus, ou une cellule vide"
    return fault_at(place, column, text, expected, "reprendre la valeur chez le producteur")


def add_calculation(incoming: Incoming, base: Base, edition: Edition) -> None:
    """The actor that speaks for computed values, when the base has not got it."""
    if CALCUL not in base.actors:
        incoming.add(
            "acteur", RawRow(Place(incoming.file, 0), actor_cells(CALCUL, "Vigie (calcul)", edition.source_id))
        )


def add_observations(
    incoming: Incoming,
    told: Iterable[Told],
    edition: Edition,
    before: Mapping[Fact, float | None],
    *,
    rate: bool = False,
) -> None:
    """Adds rows of ``observation``, refuses a fact told twice, and warns of what is implausible.

    Args:
        incoming: receives rows, faults and warnings.
        told: values, in the order of the file.
        edition: clock and source.
        before: values in force in the base.
        rate: the values are percentages.
    """
    seen: dict[Fact, Place] = {}
    doubts: list[Fault] = []
    for one in told:
        first = seen.setdefault(one.fact, one.place)
        if first != one.place:
            remedy = f"garder une seule des deux lignes (l’autre : ligne {first.line})"
            incoming.faults.append(
                fault_at(one.place, one.column, one.value, "une seule valeur par territoire et période", remedy)
            )
            continue
        incoming.add("observation", _row(one, edition))
        doubts.extend(_doubts(one, before.get(one.fact), rate=rate))
    incoming.warnings.extend(_shortened(incoming.file, doubts))


def _row(one: Told, edition: Edition) -> RawRow:
    serie_id, perimetre_id, secteur_id, form, period = one.fact
    return RawRow(
        one.place,
        {
            "serie_id": serie_id,
            "perimetre_id": perimetre_id,
            "secteur_id": secteur_id,
            "forme_juridique": form,
            "periode": period,
            "annee": period[:4],
            "valeur": one.value,
            "drapeau": one.flag,
            "statut": "constate",
            "auteur_id": CALCUL if one.computed else "insee",
            "connu_le": edition.connu_le,
            "source_id": edition.source_id,
            "passage": edition.passage or one.passage,
        },
    )


def _doubts(one: Told, before: float | None, *, rate: bool) -> Iterator[Fault]:
    if not one.value:
        return
    value = float(one.value)
    remedy = "vérifier chez le producteur ; la valeur est gardée telle quelle"
    if value < 0:
        yield fault_at(one.place, one.column, one.value, "une valeur positive", remedy)
    if rate and value > 100:  # noqa: PLR2004  per cent
        yield fault_at(one.place, one.column, one.value, "un taux d’au plus 100", remedy)
    if before and value and not 1 / _FACTOR < value / before < _FACTOR:
        expected = f"un ordre de grandeur proche de {before:g}, la version précédente de {one.fact[1]} en {one.fact[4]}"
        yield fault_at(one.place, one.column, one.value, expected, remedy)


def _shortened(file: str, doubts: list[Fault]) -> list[Fault]:
    """A wrong unit makes every value doubtful: the first ones tell enough."""
    if len(doubts) <= _MOST:
        return doubts
    more = f"{len(doubts) - _MOST} autres valeurs douteuses"
    return [*doubts[:_MOST], Fault(file, 0, "", more, "des valeurs plausibles", "vérifier l’unité du fichier")]


def sums(
    told: Iterable[Told], wholes: Mapping[str, frozenset[str]], passage: Callable[[Told, int], str], of: str
) -> tuple[list[Told], list[Fault]]:
    """Sum of the parts of each whole, where every part has a value; a warning for those where one lacks.

    Args:
        told: values of the parts, all series and periods together.
        wholes: parts of each whole, perimeters on both sides.
        passage: how the sum is told, from one of its parts and their number.
        of: what the parts are, in French: « communes ».
    """
    groups: dict[Fact, dict[str, Told]] = {}
    for one in told:
        serie_id, perimetre_id, secteur_id, form, period = one.fact
        groups.setdefault((serie_id, "", secteur_id, form, period), {})[perimetre_id] = one
    added: list[Told] = []
    lacking: dict[tuple[str, str], list[str]] = {}
    place = Place("", 0)
    for (serie_id, _, secteur_id, form, period), parts in groups.items():
        for whole, members in wholes.items():
            given = [parts[member] for member in members if member in parts and parts[member].value]
            if not given:
                continue
            place = max(one.place for one in given)
            if len(given) < len(members):
                lacking.setdefault((serie_id, whole), []).append(f"{period} ({len(given)} sur {len(members)})")
                continue
            fact = (serie_id, whole, secteur_id, form, period)
            total = number(str(sum(float(one.value) for one in given))) or ""
            added.append(Told(place, given[0].column, fact, total, "", passage(given[0], len(given)), computed=True))
    expected = f"une valeur pour chacune de ses {of}"
    remedy = "rien si le producteur ne les donne pas : la somme n’est pas calculée"
    warnings = [
        Fault(place.file, 0, serie_id, f"{whole} : {_some(periods)}", expected, remedy)
        for (serie_id, whole), periods in lacking.items()
    ]
    return added, warnings


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" et {more} de plus" if more > 0 else "")


def absent(incoming: Incoming, kind: str, expected: Iterable[str], seen: Iterable[str]) -> None:
    """Warns of the territories of the base that the file does not give."""
    missing = sorted(set(expected) - set(seen))
    if missing:
        remedy = "vérifier qu’ils n’ont pas fusionné ; leurs valeurs de la base restent"
        told = Fault(incoming.file, 0, "", _some(missing), f"tous les territoires de la base ({kind})", remedy)
        incoming.warnings.append(told)
