"""Enterprises on the creations page: by EPCI and year, and the share of individual ones."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components import formats, theme
from components.block import Block, Kind, Table, TableColumn
from components.figures import creations as figures
from components.wording import creations as wording
from components.wording.shell import status
from dashboard.blocks.creations_scope import Facts, Scope, marks
from dashboard.provenance import sources
from data.engine import Reader
from data.model import evolution
from data.model.evolution import Points
from data.queries import creations as queries

_KEY = "entreprises"


def _measured(scope: Scope, facts: Facts) -> pd.DataFrame:
    """Enterprises with the column ``mesure`` that the chart draws."""
    frame = facts.enterprises
    if scope.measure == "pour-1000":
        return evolution.per_thousand(frame, facts.population)
    if scope.measure == "indice":
        return evolution.index_hundred(frame, Points.of(frame, facts.breaks), int(frame["annee"].min()))
    return frame.assign(mesure=frame["valeur"])


def _hovered(scope: Scope, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the columns of a line: nom, couleur, survol."""
    unit, decimals = wording.units(scope.measure, int(frame["annee"].min()), wording.ENTERPRISES)
    words = [
        wording.hover(row["nom_court"], int(row["annee"]), row["mesure"], unit, decimals)
        for row in frame.to_dict("records")
    ]
    colours = frame["territoire_id"].map({epci.id: epci.couleur for epci in scope.epci})
    return frame.assign(nom=frame["nom_court"], couleur=colours, survol=words)


def _wide(frame: pd.DataFrame, values: str, years: Sequence[int]) -> pd.DataFrame:
    """One row per territory and perimeter, in the order of ``frame``.

    Columns nom_court (with the perimeter where the territory has several), perimetre_id, then one per year.
    """
    keys = ["territoire_id", "perimetre_id"]
    own = frame[[*keys, "nom_court", "perimetre"]].drop_duplicates(keys)
    several = own["territoire_id"].duplicated(keep=False)
    names = own["nom_court"].where(~several, own["nom_court"] + " (" + own["perimetre"] + ")")
    wide = frame.pivot(index=keys, columns="annee", values=values).reindex(columns=list(years)).reset_index()
    return own[keys].assign(nom_court=names).merge(wide, on=keys, how="left")


def _by_year(frame: pd.DataFrame, measure: str) -> Table:
    """One line per territory and perimeter, one column per year, and the denominator where one is used."""
    years = sorted({int(year) for year in frame["annee"]})
    wide = _wide(frame, "mesure", years).rename(columns=str)
    kind: Kind = "decimal" if measure == "pour-1000" else "nombre"
    columns = [
        TableColumn("nom_court", wording.TERRITORY),
        *(TableColumn(str(year), str(year), kind) for year in years),
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


def _message(scope: Scope, drawn: pd.DataFrame, points: Points) -> str:
    first, last = int(drawn["annee"].min()), int(drawn["annee"].max())
    if scope.measure != "nombre":
        ends = drawn[drawn["annee"] == last].dropna(subset=["mesure"]).sort_values("mesure").to_dict("records")
        places = {epci.id: epci.lieu for epci in scope.epci}
        values = [(places[end["territoire_id"]], float(end["mesure"])) for end in ends]
        if values:
            return wording.extent(scope.measure, last, first, values)
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


def _departments_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """The nearest scale when the years chosen hold nothing by EPCI."""
    if facts.departments.empty:
        message = wording.no_epci_year(scope.first, scope.last, [])
        return Block(_KEY, wording.TITLE_ENTERPRISES, message, void=wording.enterprises_void(scope.first, scope.last))
    greys = dict(zip(facts.departments["code"].unique(), (theme.INK, theme.TODO), strict=False))
    drawn = _hovered(replace(scope, measure="nombre"), facts.departments.assign(mesure=facts.departments["valeur"]))
    drawn["couleur"] = [greys.get(code, theme.TODO) for code in drawn["code"]]
    return Block(
        key=_KEY,
        title=wording.TITLE_DEPARTMENTS,
        message=wording.departments_message(*_ends(facts.departments)),
        figure=figures.lines(drawn),
        table=_by_year(drawn, "nombre"),
        sources=sources(read, facts.departments),
        limits=(*([wording.NOT_MEASURED] if scope.measure != "nombre" else []), *facts.note(queries.DEPARTEMENTS)),
        height=figures.LINES_HEIGHT,
    )


def _limits(read: Reader, scope: Scope, facts: Facts, drawn: pd.DataFrame) -> list[str]:
    limits = []
    # What qualifies the choice made comes first: a card shows its first limit and folds the others.
    if scope.measure == "pour-1000":
        limits.append(wording.denominator(facts.population["periode"].max()))
        limits += facts.note(queries.POPULATION)
    if scope.measure == "indice" and drawn["mesure"].isna().any():
        limits.append(wording.NO_BASE)
    if scope.sectors:
        limits.append(wording.WITHOUT_SECTORS)
    limits += facts.note(queries.ENTREPRISES)
    limits += _declared(facts)
    if not facts.departments.empty:
        vintages = ", ".join(source.millesime or "" for source in sources(read, facts.departments))
        limits.append(wording.departments_limit(*_ends(facts.departments), vintages))
    return limits


def enterprises_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Enterprises created each year by EPCI, in the chosen measure; the départements when no EPCI is known then."""
    if facts.enterprises.empty:
        return _departments_block(read, scope, facts)
    drawn = _hovered(scope, _measured(scope, facts))
    if drawn["mesure"].isna().all():
        message, void = wording.not_measurable(scope.measure)
        return Block(_KEY, wording.TITLE_ENTERPRISES, message, void=void)
    first, last = int(drawn["annee"].min()), int(drawn["annee"].max())
    population = [facts.population] if scope.measure == "pour-1000" else []
    used = [frame for frame in (drawn, *population, facts.declared, facts.departments) if not frame.empty]
    return Block(
        key=_KEY,
        title=wording.TITLE_ENTERPRISES,
        message=_message(scope, drawn, Points.of(facts.enterprises, facts.breaks)),
        figure=figures.lines(
            drawn,
            decimals=1 if scope.measure == "pour-1000" else 0,
            from_zero=scope.measure != "indice",
            breaks=marks(facts.breaks, first, last),
        ),
        table=_by_year(drawn, scope.measure),
        sources=sources(read, *used),
        limits=tuple(_limits(read, scope, facts, drawn)),
        height=figures.LINES_HEIGHT,
    )


def _share_rows(scope: Scope, facts: Facts, year: int) -> pd.DataFrame:
    """One row per EPCI, then their whole.

    Columns nom, couleur, individuelles, total, mesure (%), texte, repere, survol.
    """
    parts, totals = Points.of(facts.individual), Points.of(facts.all_enterprises)
    lines: list[tuple[str, str, Sequence[str]]] = [(epci.nom, epci.couleur, [epci.id]) for epci in scope.epci]
    lines.append((wording.all_followed(len(scope.followed)), theme.COMPARED, scope.all_followed))
    records = []
    for name, colour, territoires in lines:
        part, total = parts.whole(year, territoires).value, totals.whole(year, territoires).value
        share = evolution.share(part, total)
        text, hover = formats.percent(share, 0), wording.hover_share(name, year, part, total)
        records.append((name, colour, part, total, share, text, hover))
    frame = pd.DataFrame(records, columns=["nom", "couleur", "individuelles", "total", "mesure", "texte", "survol"])
    return frame.astype({"individuelles": "float64", "total": "float64", "mesure": "float64"}).assign(
        repere=float("nan")
    )


def individual_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Share of individual enterprises among those created, by EPCI and in the whole, in the last year known."""
    years = [int(year) for year in facts.individual["annee"].unique()]
    known = [year for year in years if scope.first <= year <= scope.last]
    if not known:
        return Block("individuelles", wording.TITLE_INDIVIDUAL, wording.NO_SHARE, void=wording.individual_void(years))
    year = max(known)
    drawn = _share_rows(scope, facts, year)
    parts, totals = Points.of(facts.individual), Points.of(facts.all_enterprises)
    own = evolution.share(parts.whole(year, scope.territoires).value, totals.whole(year, scope.territoires).value)
    overall = float(drawn["mesure"].iloc[-1])
    compared = None if len(scope.epci) == len(scope.followed) or formats.is_missing(overall) else overall
    columns = (
        TableColumn("nom", wording.TERRITORY),
        TableColumn("total", wording.CREATED_ENTERPRISES, "nombre"),
        TableColumn("individuelles", wording.INDIVIDUAL, "nombre"),
        TableColumn("mesure", wording.SHARE, "pourcent"),
    )
    measured = [wording.NOT_MEASURED] if scope.measure != "nombre" else []
    return Block(
        key="individuelles",
        title=wording.TITLE_INDIVIDUAL,
        message=wording.individual_message(
            scope.where, year, own, wording.places([epci.lieu for epci in scope.followed], chosen=False), compared
        ),
        figure=figures.rows(drawn, evolution.HUNDRED, rest=True),
        table=Table(drawn, columns, wording.caption(wording.TITLE_INDIVIDUAL, year, year)),
        sources=sources(read, facts.individual, facts.all_enterprises),
        limits=(*facts.note(queries.INDIVIDUELLES), wording.NOT_RANKED, *measured),
        height=figures.rows_height(len(drawn)),
    )
