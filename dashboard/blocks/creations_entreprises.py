"""Enterprises on the creations page: by EPCI and year, or by département where no EPCI is known."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components import formats, theme
from components.block import FACT, Block, Kind, Table, TableColumn
from components.facts import INDEX, PER_THOUSAND, joined
from components.figures import bars as figures
from components.figures import creations_lines
from components.figures.lines import LINES_HEIGHT
from components.wording import creations as wording
from components.wording import creations_breaks as break_wording
from components.wording.shell import status
from dashboard.blocks.creations_breaks import break_limits, cited, jump_limits, marks
from dashboard.blocks.creations_scope import Facts, Scope, several_years
from dashboard.provenance import sources
from data.engine import Reader
from data.model import evolution
from data.model.evolution import Points
from data.model.troncons import Crossing, common_bases, crossings, index_hundred, stretches
from data.queries import creations as queries

_KEY = "entreprises"


def _measured(scope: Scope, facts: Facts) -> pd.DataFrame:
    """Enterprises with the columns ``mesure`` that the chart draws, and ``base`` for an index."""
    frame = facts.enterprises
    if scope.measure == "pour-1000":
        return evolution.per_thousand(frame, facts.population)
    if scope.measure == "indice":
        indexed = index_hundred(frame, facts.breaks)
        if len(scope.epci) > 1:
            # Lines that start from different years do not compare: those out of step stop.
            shared = indexed["base"].isin(common_bases(frame, facts.breaks))
            indexed["mesure"] = indexed["mesure"].where(shared)
        return indexed
    return frame.assign(mesure=frame["valeur"])


def _hovered(scope: Scope, facts: Facts, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the columns of a line: nom, couleur, troncon, survol, fait."""
    bases = frame["base"] if scope.measure == "indice" else pd.Series(0, index=frame.index)
    words = []
    for row, base in zip(frame.to_dict("records"), bases, strict=True):
        unit, decimals = wording.units(scope.measure, base, wording.ENTERPRISES)
        words.append(wording.hover(row["nom_court"], int(row["annee"]), row["mesure"], unit, decimals))
    names = frame["nom_court"]
    if len(scope.epci) == 1 and bases.nunique() > 1:
        names = pd.Series([wording.based(*own) for own in zip(names, bases, strict=True)], index=frame.index)
    colours = frame["territoire_id"].map({epci.id: epci.couleur for epci in scope.epci})
    return frame.assign(
        nom=names,
        couleur=colours,
        troncon=stretches(frame, facts.breaks),
        survol=words,
        fait=_measured_facts(scope.measure, frame, facts.population),
    )


def _measured_facts(measure: str, frame: pd.DataFrame, population: pd.DataFrame) -> list[str]:
    """What makes each point: its count, with the population or the first year that it is measured by."""
    if measure == "pour-1000":
        inhabitants = population.sort_values("periode").groupby("perimetre_id")[FACT].last()
        return [
            joined([own, inhabitants.get(perimeter)], PER_THOUSAND)
            for own, perimeter in zip(frame[FACT], frame["perimetre_id"], strict=True)
        ]
    if measure != "indice":
        return list(frame[FACT])
    first = frame.set_index(["perimetre_id", "annee"])[FACT]
    keys = zip(frame[FACT], frame["perimetre_id"], frame["base"], strict=True)
    return [joined([own, first.get((perimeter, base))], INDEX) for own, perimeter, base in keys]


def _wide(frame: pd.DataFrame, values: str, years: Sequence[int]) -> pd.DataFrame:
    """One row per territory and perimeter, in the order of ``frame``.

    Columns nom_court (with the perimeter where the territory has several), perimetre_id, then one per year.
    """
    keys = ["territoire_id", "perimetre_id"]
    own = frame[[*keys, "nom_court", "perimetre"]].drop_duplicates(keys)
    several = own["territoire_id"].duplicated(keep=False)
    names = own["nom_court"].where(~several, own["nom_court"] + ", " + own["perimetre"])
    wide = frame.pivot(index=keys, columns="annee", values=values).reindex(columns=list(years)).reset_index()
    return own[keys].assign(nom_court=names).merge(wide, on=keys, how="left")


def _by_year(frame: pd.DataFrame, measure: str) -> Table:
    """One line per territory and perimeter, one column per year, and the denominator where one is used."""
    years = sorted({int(year) for year in frame["annee"]})
    wide = _wide(frame, "mesure", years).rename(columns=str)
    wide[FACT] = wide["perimetre_id"].map(frame.groupby("perimetre_id")[FACT].agg(joined))
    kind: Kind = "decimal" if measure == "pour-1000" else "nombre"
    missing = formats.MISSING if measure == "nombre" else formats.NOT_COMPUTABLE
    columns = [
        TableColumn("nom_court", wording.TERRITORY),
        *(TableColumn(str(year), str(year), kind, missing) for year in years),
    ]
    if measure == "pour-1000":
        wide["population"] = wide["perimetre_id"].map(frame.groupby("perimetre_id")["population"].first())
        columns.append(TableColumn("population", wording.POPULATION, "nombre"))
    subject = (
        wording.CREATED_ENTERPRISES
        if measure == "nombre"
        else f"{wording.CREATED_ENTERPRISES}, {wording.MEASURES[measure]}"
    )
    return Table(wide, tuple(columns), wording.caption(subject, years[0], years[-1]))


def _compared_message(scope: Scope, drawn: pd.DataFrame, found: Sequence[Crossing]) -> str | None:
    """Message of a measure that compares; None when nothing is known of the last year."""
    last = int(drawn["annee"].max())
    ends = drawn[drawn["annee"] == last].dropna(subset=["mesure"]).sort_values("mesure").to_dict("records")
    if not ends:
        return None
    base = int(ends[-1]["base"]) if scope.measure == "indice" else last
    if scope.measure == "indice" and len(scope.epci) == 1:
        opened = [break_wording.CAUSES[item.cause] for item in found if item.year == base]
        subject = wording.created_in(scope.where)
        return wording.index_message(subject, base, last, float(ends[-1]["mesure"]), opened)
    places = {epci.id: epci.lieu for epci in scope.epci}
    values = [(places[end["territoire_id"]], float(end["mesure"])) for end in ends]
    told = {end["territoire_id"] for end in ends}
    unknown = [epci.lieu for epci in scope.epci if epci.id not in told]
    return wording.extent(scope.measure, last, base, values, unknown)


def _message(scope: Scope, drawn: pd.DataFrame, points: Points, found: Sequence[Crossing]) -> str:
    first, last = int(drawn["annee"].min()), int(drawn["annee"].max())
    if scope.measure != "nombre" and (compared := _compared_message(scope, drawn, found)) is not None:
        return compared
    if first == last:
        return wording.level(scope.where, last, points.whole(last, scope.territoires).value)
    changes = [(epci.lieu, points.change(last, first, [epci.id])) for epci in scope.epci]
    if len(changes) == 1 and changes[0][1] is not None:
        return wording.from_to(changes[0][0], first, last, changes[0][1].before, changes[0][1].value)
    return wording.trend(
        [(name, None if change is None else change.difference) for name, change in changes], first, last
    )


def _ends(frame: pd.DataFrame) -> tuple[list[tuple[str, float, float]], int, int]:
    """First and last values of each département in each perimeter: (name, before, now), first year, last year."""
    first, last = int(frame["annee"].min()), int(frame["annee"].max())
    rows = _wide(frame, "valeur", sorted({first, last})).to_dict("records")
    return [(str(row["nom_court"]), float(row[first]), float(row[last])) for row in rows], first, last


def _declared(facts: Facts) -> list[str]:
    return [
        wording.declared(
            (row["nom_court"], row["libelle"]),
            row["valeur"],
            row["unite"],
            (status(row["statut"], illustrative=row["illustratif"]), row["connu_le"]),
            (row["precision_perimetre"], row["qualificatif"]),
        )
        for row in facts.declared.to_dict("records")
    ]


def _departments_jumps(facts: Facts) -> list[str]:
    told = []
    for code, own in facts.departments.groupby("code", sort=False):
        parts = facts.department_sectors[facts.department_sectors["code"] == code]
        told += jump_limits(own, parts, crossings(own, facts.department_breaks), where=str(own["nom_court"].iloc[0]))
    return told


def _departments_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """The nearest scale when the years chosen hold nothing by EPCI."""
    if facts.departments.empty:
        message = wording.no_epci_year(scope.first, scope.last, [])
        return Block(_KEY, wording.TITLE_ENTERPRISES, message, void=wording.enterprises_void(scope.first, scope.last))
    greys = dict(zip(facts.departments["code"].unique(), (theme.INK, theme.TODO), strict=False))
    counted = facts.departments.assign(mesure=facts.departments["valeur"])
    drawn = _hovered(replace(scope, measure="nombre"), facts, counted)
    drawn["couleur"] = [greys.get(code, theme.TODO) for code in drawn["code"]]
    return Block(
        key=_KEY,
        title=wording.TITLE_DEPARTMENTS,
        message=wording.departments_message(*_ends(facts.departments)),
        figure=creations_lines.lines(drawn),
        table=_by_year(drawn, "nombre"),
        sources=sources(read, facts.departments),
        limits=(
            *([wording.NOT_MEASURED] if scope.measure != "nombre" else []),
            *_departments_jumps(facts),
            *facts.note(queries.DEPARTEMENTS),
        ),
        height=LINES_HEIGHT,
    )


def _break_limits(scope: Scope, found: Sequence[Crossing]) -> list[str]:
    """Breaks, what the index does there, and from when all may be compared again."""
    if not found:
        return []
    names = {epci.id: epci.nom for epci in scope.epci}
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
    limits = []
    # What qualifies the choice made comes first: a card shows its first limit and folds the others.
    if scope.measure == "pour-1000":
        limits.append(wording.denominator(facts.population["periode"].max()))
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


def enterprises_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Enterprises created each year by EPCI, in the chosen measure; the départements when no EPCI is known then."""
    if facts.enterprises.empty:
        return _departments_block(read, scope, facts)
    if scope.measure == "indice" and not several_years(facts.enterprises):
        counted = enterprises_block(read, replace(scope, measure="nombre"), facts)
        return replace(counted, limits=(wording.ONE_YEAR, *counted.limits))
    drawn = _hovered(scope, facts, _measured(scope, facts))
    title = wording.titled(wording.TITLE_ENTERPRISES, scope.measure)
    if drawn["mesure"].isna().all():
        message, void = wording.not_measurable(scope.measure)
        return Block(_KEY, title, message, void=void)
    found = crossings(drawn, facts.breaks)
    decimals = 1 if scope.measure == "pour-1000" else 0
    population = [facts.population] if scope.measure == "pour-1000" else []
    told = (drawn, *population, cited(facts.ruptures, found), facts.declared, facts.departments)
    block = Block(
        key=_KEY,
        title=title,
        message=_message(scope, drawn, Points.of(facts.enterprises, facts.breaks), found),
        figure=creations_lines.lines(
            drawn,
            decimals=decimals,
            from_zero=scope.measure != "indice",
            breaks=marks(found, {epci.id: epci.nom for epci in scope.epci}),
        ),
        table=_by_year(drawn, scope.measure),
        sources=sources(read, *(frame for frame in told if not frame.empty)),
        limits=tuple(_limits(read, scope, facts, drawn, found)),
        height=LINES_HEIGHT,
    )
    return block if drawn["annee"].nunique() > 1 else _one_year(block, drawn, decimals)
