"""Enterprises created as the lines of a chart and the cells of its table, with why a cell is empty."""

from collections.abc import Mapping, Sequence

import pandas as pd

from components import formats
from components.block import FACT, Kind, Table, TableColumn
from components.facts import INDEX, PER_THOUSAND, joined
from components.wording import creations as wording
from components.wording.ruptures import refused
from dashboard.blocks.creations_perimetre import incomplete
from dashboard.blocks.creations_scope import Facts, Scope
from dashboard.refusals import cuts
from data.model.ruptures import Rupture
from data.model.troncons import histories, stretches


def hovered(scope: Scope, facts: Facts, frame: pd.DataFrame, ruptures: Sequence[Rupture]) -> pd.DataFrame:
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
        troncon=stretches(frame, ruptures),
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


def by_place(frame: pd.DataFrame, values: str, years: Sequence[int]) -> pd.DataFrame:
    """One row per territory and perimeter, in the order of ``frame``.

    Columns nom_court (with the perimeter where the territory has several), perimetre_id, then one per year.
    """
    keys = ["territoire_id", "perimetre_id"]
    own = frame[[*keys, "nom_court", "perimetre"]].drop_duplicates(keys)
    several = own["territoire_id"].duplicated(keep=False)
    names = own["nom_court"].where(~several, own["nom_court"] + ", " + own["perimetre"])
    wide = frame.pivot(index=keys, columns="annee", values=values).reindex(columns=list(years)).reset_index()
    return own[keys].assign(nom_court=names).merge(wide, on=keys, how="left")


def _together(own: pd.Series) -> str:
    """Facts of a row: those of one year keep the rule that makes it."""
    return str(own.iloc[0]) if len(own) == 1 else joined(own)


def by_year(frame: pd.DataFrame, measure: str, reasons: Mapping[tuple[str, int], str] | None = None) -> Table:
    """One line per territory and perimeter, one column per year, and the denominator where one is used.

    ``reasons``: why a cell is empty, in words, by perimeter and year.
    """
    years = sorted({int(year) for year in frame["annee"]})
    wide = by_place(frame, "mesure", years).rename(columns=str)
    for (perimeter, year), why in (reasons or {}).items():
        wide[str(year)] = wide[str(year)].astype(object)
        wide.loc[(wide["perimetre_id"] == perimeter) & wide[str(year)].isna(), str(year)] = why
    wide[FACT] = wide["perimetre_id"].map(frame.groupby("perimetre_id")[FACT].agg(_together))
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


def _index_reasons(drawn: pd.DataFrame, ruptures: Sequence[Rupture]) -> dict[tuple[str, int], str]:
    """Why an index is missing, where a break refuses it, by perimeter and year."""
    years = sorted({int(year) for year in drawn["annee"]})
    held = histories(drawn, ruptures)
    known = drawn.dropna(subset=["mesure"])
    found = {}
    for (territoire, perimeter), own in drawn.groupby(["territoire_id", "perimetre_id"], sort=False):
        computed = set(known.loc[known["perimetre_id"] == perimeter, "annee"])
        start = int(own["annee"].min())
        for year in (year for year in years if year not in computed):
            since, until = (str(one) for one in sorted((year, start if year < start else years[0])))
            refusal = held[str(territoire)].refusal(since, until)
            if refusal is not None:
                found[str(perimeter), year] = refused(cuts(refusal))
    return found


def reasons(scope: Scope, facts: Facts, drawn: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Why a cell of the table is empty, in words, by perimeter and year."""
    refusals = _index_reasons(drawn, facts.ruptures) if scope.measure == "indice" else {}
    if facts.constant is None:
        return refusals
    perimeters = drawn.drop_duplicates("territoire_id").set_index("territoire_id")["perimetre_id"]
    lacking = {(str(perimeters[t]), year): why for (t, year), why in incomplete(drawn).items()}
    return refusals | lacking
