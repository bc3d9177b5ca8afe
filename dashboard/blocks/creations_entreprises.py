"""Enterprises on the creations page: by EPCI and year, or by département where no EPCI is known."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components import formats, theme
from components.block import Block
from components.figures import bars as figures
from components.figures import creations_lines
from components.figures.lines import LINES_HEIGHT
from components.wording import creations as wording
from components.wording import creations_breaks as break_wording
from components.wording import creations_perimetre as perimeter_wording
from components.wording.claims import with_unit
from components.wording.ruptures import CAUSES, Cut
from components.wording.shell import CONTESTED, status
from dashboard.blocks.creations_breaks import break_limits, cited, jump_limits, marks
from dashboard.blocks.creations_perimetre import limits as constant_limits
from dashboard.blocks.creations_rows import by_place, by_year, hovered, reasons
from dashboard.blocks.creations_scope import Facts, Scope, several_years
from dashboard.plans import Row
from dashboard.provenance import sources
from dashboard.refusals import cuts
from data.engine import Reader
from data.model import evolution
from data.model.evolution import Change, Points
from data.model.ruptures import Crossing, Refusal
from data.model.troncons import common_bases, crossings, index_hundred
from data.queries import creations as queries

_KEY = "entreprises"


def _measured(scope: Scope, facts: Facts) -> pd.DataFrame:
    """Enterprises with the columns ``mesure`` that the chart draws, and ``base`` for an index."""
    frame = facts.enterprises
    if scope.measure == "pour-1000":
        return evolution.per_thousand(frame, facts.population)
    if scope.measure == "indice":
        indexed = index_hundred(frame, facts.ruptures)
        if len(scope.epci) > 1:
            # Lines that start from different years do not compare: those out of step stop.
            shared = indexed["base"].isin(common_bases(frame, facts.ruptures))
            indexed["mesure"] = indexed["mesure"].where(shared)
        return indexed
    return frame.assign(mesure=frame["valeur"])


def _compared_message(scope: Scope, drawn: pd.DataFrame, points: Points, found: Sequence[Crossing]) -> str | None:
    """Message of a measure that compares; None when nothing is known of the last year."""
    last = int(drawn["annee"].max())
    ends = drawn[drawn["annee"] == last].dropna(subset=["mesure"]).sort_values("mesure").to_dict("records")
    if not ends:
        return None
    base = int(ends[-1]["base"]) if scope.measure == "indice" else last
    if scope.measure == "indice" and len(scope.epci) == 1:
        opened = [CAUSES[item.cause] for item in found if item.year == base]
        subject = wording.created_in(scope.where)
        return wording.index_message(subject, base, last, float(ends[-1]["mesure"]), opened)
    places = {epci.id: epci.lieu for epci in scope.epci}
    values = [(places[end["territoire_id"]], float(end["mesure"])) for end in ends]
    told = {end["territoire_id"] for end in ends}
    unknown = [(epci.lieu, _refused(points, epci.id, base, last)) for epci in scope.epci if epci.id not in told]
    return wording.extent(scope.measure, last, base, values, unknown)


def _refused(points: Points, territoire: str, since: int, year: int) -> list[Cut] | None:
    refusal = points.refusal([territoire], since, year)
    return None if refusal is None else cuts(refusal)


def _message(scope: Scope, drawn: pd.DataFrame, points: Points, found: Sequence[Crossing]) -> str:
    first, last = int(drawn["annee"].min()), int(drawn["annee"].max())
    if scope.measure != "nombre" and (compared := _compared_message(scope, drawn, points, found)) is not None:
        return compared
    if first == last:
        return wording.level(scope.where, last, points.whole(last, scope.territoires).value)
    changes = [(epci.lieu, points.change(last, first, [epci.id])) for epci in scope.epci]
    place, change = changes[0]
    if len(changes) == 1 and isinstance(change, Change):
        return wording.from_to(place, first, last, change.before, change.value)
    return wording.trend([(name, _gained(change)) for name, change in changes], first, last)


def _gained(change: Change | Refusal | None) -> float | list[Cut] | None:
    if isinstance(change, Change):
        return change.difference
    return None if change is None else cuts(change)


def _ends(frame: pd.DataFrame) -> tuple[list[tuple[str, float, float]], int, int]:
    """First and last values of each département in each perimeter: (name, before, now), first year, last year."""
    first, last = int(frame["annee"].min()), int(frame["annee"].max())
    rows = by_place(frame, "valeur", sorted({first, last})).to_dict("records")
    return [(str(row["nom_court"]), float(row[first]), float(row[last])) for row in rows], first, last


def _declared(facts: Facts) -> list[str]:
    return [
        wording.declared(
            (row["nom_court"], row["libelle"]),
            with_unit(row),
            (_standing(row), row["connu_le"]),
            (row["precision_perimetre"], row["qualificatif"]),
        )
        for row in facts.declared.to_dict("records")
    ]


def _standing(row: Row) -> str:
    words = status(str(row["statut"]), illustrative=bool(row["illustratif"]))
    return f"{words}, {CONTESTED}" if row["conteste"] else words


def _departments_jumps(facts: Facts) -> list[str]:
    told = []
    for code, own in facts.departments.groupby("code", sort=False):
        parts = facts.department_sectors[facts.department_sectors["code"] == code]
        told += jump_limits(own, parts, crossings(own, facts.department_ruptures), where=str(own["nom_court"].iloc[0]))
    return told


def _departments_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """The nearest scale when the years chosen hold nothing by EPCI."""
    if facts.departments.empty:
        message = wording.no_epci_year(scope.first, scope.last, [])
        return Block(_KEY, wording.TITLE_ENTERPRISES, message, void=wording.enterprises_void(scope.first, scope.last))
    greys = dict(zip(facts.departments["code"].unique(), (theme.INK, theme.TODO), strict=False))
    counted = facts.departments.assign(mesure=facts.departments["valeur"])
    drawn = hovered(replace(scope, measure="nombre"), facts, counted, facts.department_ruptures)
    found = crossings(drawn, facts.department_ruptures)
    names = {str(row["territoire_id"]): str(row["nom_court"]) for row in drawn.to_dict("records")}
    drawn["couleur"] = [greys.get(code, theme.TODO) for code in drawn["code"]]
    return Block(
        key=_KEY,
        title=wording.TITLE_DEPARTMENTS,
        message=wording.departments_message(*_ends(facts.departments)),
        figure=creations_lines.lines(drawn, breaks=marks(found, names)),
        table=by_year(drawn, "nombre"),
        sources=sources(read, facts.departments),
        limits=(
            *([wording.NOT_MEASURED] if scope.measure != "nombre" else []),
            *([perimeter_wording.ONLY_EPCI] if scope.constant else []),
            *break_limits(found, names, break_wording.COUNTED),
            *_departments_jumps(facts),
            *facts.note(queries.DEPARTEMENTS),
        ),
        height=LINES_HEIGHT,
    )


def _break_limits(scope: Scope, found: Sequence[Crossing]) -> list[str]:
    """Breaks, what the index does there, and from when all may be compared again."""
    if not found:
        return []
    names = scope.names
    if scope.measure != "indice":
        return break_limits(found, names, break_wording.COUNTED)
    if len(scope.epci) == 1:
        return break_limits(found, names, break_wording.RESTARTED)
    apart = [item for item in found if len(item.territoires) < len(scope.epci)]
    return [
        *break_limits([item for item in found if item not in apart], names, break_wording.RESTARTED),
        *break_limits(apart, names, break_wording.STOPPED),
        *([break_wording.common_base(max(item.year for item in apart))] if apart else []),
    ]


def _limits(read: Reader, scope: Scope, facts: Facts, drawn: pd.DataFrame, found: Sequence[Crossing]) -> list[str]:
    limits = [] if facts.constant is None else constant_limits(facts.constant, drawn, scope.epci, scope.today)
    # What qualifies the choice made comes first: a card shows its first limit and folds the others.
    if scope.measure == "pour-1000":
        vintage = facts.population["periode"].max()
        limits.append(perimeter_wording.DENOMINATOR if scope.constant else wording.denominator(vintage))
        limits += facts.note(queries.POPULATION)
    limits += _break_limits(scope, found)
    if scope.measure == "indice" and drawn["mesure"].isna().any() and not found:
        limits.append(wording.NO_BASE)
    if scope.sectors:
        limits.append(wording.WITHOUT_SECTORS)
    limits += facts.note(queries.ENTREPRISES)
    limits += _declared(facts)
    if not facts.departments.empty:
        vintages = ", ".join(source.millesime or "" for source in sources(read, facts.departments))
        limits.append(wording.departments_limit(*_ends(facts.departments), vintages))
    return limits


def _one_year(block: Block, drawn: pd.DataFrame, decimals: int) -> Block:
    """``block`` with bars: a line of one point shows nothing."""
    rows = drawn.assign(
        texte=[formats.number(value, decimals) for value in drawn["mesure"]],
        repere=pd.Series(float("nan"), drawn.index),
    )
    figure = figures.rows(rows, float(drawn["mesure"].max()) or 1.0)
    return replace(block, figure=figure, height=figures.rows_height(len(rows)))


def _constant_void(facts: Facts, scope: Scope) -> Block | None:
    """What stands where no sum is whole; None when it is not sums that are missing."""
    if facts.constant is None or facts.constant.published.empty:
        return None
    limits = constant_limits(facts.constant, facts.constant.sums.iloc[:0], scope.epci, scope.today)
    return Block(
        _KEY, wording.TITLE_ENTERPRISES, perimeter_wording.NO_SUM, void=perimeter_wording.VOID, limits=tuple(limits)
    )


def enterprises_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Enterprises created each year by EPCI, in the chosen measure; the départements when no EPCI is known then."""
    if facts.enterprises.empty:
        return _constant_void(facts, scope) or _departments_block(read, scope, facts)
    if scope.measure == "indice" and not several_years(facts.enterprises):
        counted = enterprises_block(read, replace(scope, measure="nombre"), facts)
        return replace(counted, limits=(wording.ONE_YEAR, *counted.limits))
    drawn = hovered(scope, facts, _measured(scope, facts), facts.ruptures)
    title = wording.titled(wording.TITLE_ENTERPRISES, scope.measure)
    if drawn["mesure"].isna().all():
        message, void = wording.not_measurable(scope.measure)
        return Block(_KEY, title, message, void=void)
    found = crossings(drawn, facts.ruptures)
    decimals = 1 if scope.measure == "pour-1000" else 0
    population = [facts.population] if scope.measure == "pour-1000" else []
    made_of = [] if facts.constant is None else [facts.constant.behind(queries.ENTREPRISES, scope.territoires)]
    told = (drawn, *made_of, *population, cited(facts.documented, found), facts.declared, facts.departments)
    block = Block(
        key=_KEY,
        title=title,
        message=_message(scope, drawn, Points.of(facts.enterprises, facts.ruptures), found),
        figure=creations_lines.lines(
            drawn,
            decimals=decimals,
            from_zero=scope.measure != "indice",
            breaks=marks(found, scope.names),
        ),
        table=by_year(drawn, scope.measure, reasons(scope, facts, drawn)),
        sources=sources(read, *(frame for frame in told if not frame.empty)),
        limits=tuple(_limits(read, scope, facts, drawn, found)),
        height=LINES_HEIGHT,
    )
    return block if drawn["annee"].nunique() > 1 else _one_year(block, drawn, decimals)
