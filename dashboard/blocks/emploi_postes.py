"""Salaried jobs and workplaces of the Emploi page, at the scale where they are published: the zone d’emploi."""

from typing import Final

import pandas as pd

from components import formats
from components.block import FACT, Block, Table, TableColumn
from components.facts import joined
from components.figures import bars
from components.figures.jobs import jobs
from components.figures.lines import LINES_HEIGHT
from components.wording import emploi_postes as wording
from components.wording.creations_breaks import since_break
from components.wording.sectors import short_sector
from dashboard.blocks.creations_breaks import break_limits, cited, marks
from dashboard.blocks.emploi_scope import Facts, Scope
from dashboard.plans import rows_of
from dashboard.provenance import sources
from dashboard.refusals import cuts
from data.engine import Reader
from data.model import evolution
from data.model.evolution import Change, Points, last_perimeters
from data.model.ruptures import Refusal, Rupture, comparable_since
from data.model.troncons import crossings, histories, stretches
from data.queries import emploi

_KEYS: Final = ["territoire_id", "perimetre_id", "annee"]


def _breaks(facts: Facts, serie: str) -> tuple[pd.DataFrame, tuple[Rupture, ...]]:
    rows = facts.ruptures[facts.ruptures["serie_id"].isna() | (facts.ruptures["serie_id"] == serie)]
    return rows, Rupture.all_of(rows)


def _jobs_void(scope: Scope, facts: Facts) -> Block:
    known = facts.jobs.dropna(subset=["valeur"])["annee"]
    span = None if known.empty else (int(known.min()), int(known.max()))
    title = wording.jobs_title(scope.zones[0].nom if len(scope.zones) == 1 else None)
    void = wording.jobs_void(scope.zone_names, facts.jobs_zones, span)
    return Block("postes", title, wording.jobs_unknown(scope.zone_names), void=void)


def _jobs_message(scope: Scope, points: Points, first: int, last: int) -> str:
    if len(scope.zones) > 1:
        return wording.jobs_of_several(last, [(zone.nom_court, points.value(zone.id, last)) for zone in scope.zones])
    zone = scope.zones[0]
    change = points.change(last, first, [zone.id])
    value = float(points.value(zone.id, last) or 0)
    if change is None:
        return wording.jobs_message(zone.nom, last, value, None)
    told = change.difference if isinstance(change, Change) else cuts(change)
    return wording.jobs_message(zone.nom, last, value, (first, told))


def jobs_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Salaried jobs at 31 December of the zones looked at."""
    frame = last_perimeters(scope.within(facts.jobs).dropna(subset=["valeur"]))
    if frame.empty:
        return _jobs_void(scope, facts)
    ruptures, breaks = _breaks(facts, emploi.POSTES)
    first, last = int(frame["annee"].min()), int(frame["annee"].max())
    found = crossings(frame, breaks)
    names = {zone.id: zone.nom_court for zone in scope.zones}
    title = wording.jobs_title(scope.zones[0].nom if len(scope.zones) == 1 else None)
    colours = {zone.id: zone.couleur for zone in scope.zones}
    words = [
        wording.hover(str(row["nom_court"]), int(row["annee"]), row["valeur"], wording.JOBS) for row in rows_of(frame)
    ]
    drawn = frame.assign(
        nom=frame["nom_court"],
        couleur=frame["territoire_id"].map(colours),
        troncon=stretches(frame, breaks),
        mesure=frame["valeur"],
        survol=words,
    )
    draw = bars.years if len(scope.zones) == 1 else jobs
    missing = [zone.nom_court for zone in scope.zones if zone.id not in set(frame["territoire_id"])]
    return Block(
        key="postes",
        title=title,
        message=_jobs_message(scope, Points.of(frame, breaks), first, last),
        figure=draw(drawn, marks(found, names)),
        table=_jobs_table(frame, title, first, last),
        sources=sources(read, frame, cited(ruptures, found)),
        limits=(
            wording.ONLY_ZONES,
            *([wording.jobs_void(missing, facts.jobs_zones, None)] if missing else []),
            *break_limits(found, names, wording.UNCROSSED),
            *facts.note(emploi.POSTES),
        ),
        height=bars.YEARS_HEIGHT if len(scope.zones) == 1 else LINES_HEIGHT,
    )


def _jobs_table(frame: pd.DataFrame, title: str, first: int, last: int) -> Table:
    """One row a year, newest first, one column a zone."""
    names = frame.drop_duplicates("territoire_id").set_index("territoire_id")["nom_court"]
    wide = frame.pivot(index="annee", columns="territoire_id", values="valeur")[list(names.index)]
    wide = wide.sort_index(ascending=False)
    table = wide.reset_index().assign(
        annee=[str(year) for year in wide.index],
        **{FACT: frame.groupby("annee")["fait"].apply(joined).reindex(wide.index).tolist()},
    )
    columns = (
        TableColumn("annee", wording.YEAR),
        *(TableColumn(str(key), str(name), "nombre") for key, name in names.items()),
    )
    return Table(table, columns, wording.caption(title, first, last))


def workplaces_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Establishments of the first zone by sector, in the last year and in the first one that compares."""
    zone = scope.zones[0]
    frame = _one_perimeter(scope.within(facts.workplaces))
    if frame["valeur"].isna().all():
        void = wording.workplaces_void(zone.nom)
        return Block(
            "etablissements",
            wording.workplaces_title(zone.nom, scope.first, scope.last),
            wording.workplaces_unknown(zone.nom),
            void=void,
        )
    ruptures, breaks = _breaks(facts, emploi.ETABLISSEMENTS)
    years = sorted(int(year) for year in frame.dropna(subset=["valeur"])["annee"].unique())
    last = years[-1]
    compare = histories(frame, breaks)[zone.id].refusal
    first = int(comparable_since([str(year) for year in years], compare) or last)
    sectors = _sectors(frame, first, last, compare(str(first), str(last)))
    records = rows_of(sectors)
    total = Points.of(frame[frame["secteur_id"] == emploi.ENSEMBLE]).whole(last, [zone.id]).value
    drawn = sectors.assign(
        nom=[short_sector(str(row["secteur_id"]), str(row["secteur"])) for row in records],
        couleur=zone.couleur,
        mesure=sectors["maintenant"],
        repere=sectors["avant"] if first < last else float("nan"),
        texte=[wording.then_now(row["avant"] if first < last else None, row["maintenant"]) for row in records],
        survol=[
            wording.hover_sector(str(row["secteur"]), (first, last), row["avant"], row["maintenant"]) for row in records
        ],
    )
    title = wording.workplaces_title(zone.nom, first, last)
    columns = [TableColumn("secteur", wording.SECTOR), TableColumn("maintenant", str(last), "nombre")]
    if first < last:
        columns[1:1] = [TableColumn("avant", str(first), "nombre")]
        columns.append(TableColumn("evolution", wording.CHANGE, "pourcent", formats.NOT_COMPUTABLE))
    largest = None if formats.is_missing(records[0]["maintenant"]) else evolution.share(records[0]["maintenant"], total)
    found = crossings(frame, breaks)
    apart = compare(str(years[0]), str(last)) if first > years[0] else None
    return Block(
        key="etablissements",
        title=title,
        message=wording.workplaces_message(
            zone.nom, last, total, None if largest is None else (str(drawn["nom"].iloc[0]), largest)
        ),
        figure=bars.rows(drawn, float(sectors[["maintenant", "avant"]].max().max())),
        table=Table(sectors, tuple(columns), wording.caption(title, first, last)),
        sources=sources(read, frame[frame["annee"].isin([first, last])], cited(ruptures, found)),
        limits=(
            wording.ONLY_ZONES_SECTORS,
            *([wording.NOT_PUBLISHED] if sectors["maintenant"].isna().any() else []),
            *([wording.which_zone(zone.nom)] if len(scope.zones) > 1 else []),
            *([] if apart is None else [since_break(first if first < last else None, years[0], cuts(apart))]),
            *break_limits(found, {zone.id: ""}, wording.UNCROSSED),
            *facts.note(emploi.ETABLISSEMENTS),
        ),
        height=bars.rows_height(len(drawn)),
    )


def _one_perimeter(frame: pd.DataFrame) -> pd.DataFrame:
    """One perimeter a year for all sectors together: the one measured latest."""
    return frame.merge(last_perimeters(frame.drop_duplicates(_KEYS))[_KEYS], on=_KEYS)


def _sectors(frame: pd.DataFrame, first: int, last: int, refusal: Refusal | None) -> pd.DataFrame:
    """One row a sector, largest first.  Columns secteur_id, secteur, avant, maintenant, evolution (%), fait."""
    detail = frame[frame["secteur_id"] != emploi.ENSEMBLE]
    ends = detail[detail["annee"].isin([first, last])]
    wide = detail.pivot(index=["secteur_id", "secteur"], columns="annee", values="valeur")
    result = pd.DataFrame({"maintenant": wide[last], "avant": wide[first]}).reset_index()
    growth = evolution.growths(result["avant"], result["maintenant"], refusal)
    result["evolution"] = growth if first < last else float("nan")
    result[FACT] = result["secteur_id"].map(ends.groupby("secteur_id")["fait"].apply(joined)).fillna("")
    return result.sort_values("maintenant", ascending=False, kind="stable", na_position="last").reset_index(drop=True)
