"""Establishments on the creations page: the zone d’emploi by year, and its sectors then and now."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components import formats, theme
from components.block import FACT, Block, Table, TableColumn
from components.facts import CHANGE, INDEX, SUM, joined
from components.figures import bars as figures
from components.figures import creations_lines
from components.wording import creations as shared
from components.wording import creations_breaks as break_wording
from components.wording import creations_perimetre as perimeter_wording
from components.wording import creations_zone as wording
from components.wording import zones
from components.wording.ruptures import CAUSES
from components.wording.sectors import short_sector
from dashboard.blocks.creations_breaks import break_limits, cited, jump_limits, marks
from dashboard.blocks.creations_scope import Facts, Scope, several_years
from dashboard.provenance import sources
from dashboard.refusals import cuts
from data.engine import Reader
from data.model import evolution
from data.model.evolution import Change, Points
from data.model.ruptures import Compare, Crossing, comparable_since
from data.model.troncons import crossings, histories, index_hundred, stretches
from data.queries import creations as queries

_KEY = "etablissements-zone"


def _yearly(scope: Scope, facts: Facts) -> pd.DataFrame:
    """One row a year: the whole, or the sum of the chosen sectors, missing when one of them is."""
    frame = facts.establishments
    if not scope.sectors:
        return frame[frame["secteur_id"] == queries.ENSEMBLE]
    chosen = frame[frame["secteur_id"].isin([sector for sector, _ in scope.sectors])]
    keys = ["territoire_id", "perimetre_id", "nom_court", "annee"]
    groups = chosen.groupby(keys, sort=False)
    sums = groups["valeur"].sum(min_count=len(scope.sectors)).reset_index()
    return sums.assign(fait=[joined(facts, SUM) for facts in groups[FACT].agg(list)])


def _total(scope: Scope, facts: Facts, year: int) -> float | None:
    """Establishments of all sectors."""
    frame = facts.establishments
    return Points.of(frame[frame["secteur_id"] == queries.ENSEMBLE]).whole(year, [scope.zone_id]).value


def _zone_message(scope: Scope, facts: Facts, points: Points, first: int, last: int) -> str:
    found = {since: points.change(last, since, [scope.zone_id]) for since in (last - 1, first)}
    changes = [
        (since, change.before, change.difference) if isinstance(change, Change) else (since, cuts(change))
        for since, change in found.items()
        if change is not None
    ]
    value = points.whole(last, [scope.zone_id]).value
    part = evolution.share(value, _total(scope, facts, last)) if scope.sectors else None
    return wording.zone_message(scope.zone_name, scope.sector_names, changes, (last, value), part)


def _split_limit(scope: Scope, facts: Facts) -> list[str]:
    """Which zones hold the EPCI: those chosen, or those that several zones share."""
    held: dict[str, list[tuple[str, int]]] = {}
    for row in facts.zones.to_dict("records"):
        held.setdefault(row["epci"], []).append((row["nom_zone"], int(row["communes"])))
    told = [zones.split(name, shares) for name, shares in held.items() if scope.chosen or len(shares) > 1]
    return [zones.splits(told)] if told else []


def _jumps(scope: Scope, facts: Facts, yearly: pd.DataFrame, found: Sequence[Crossing]) -> list[str]:
    """Jumps of the zone that no source explains, and how the other zones moved, when all sectors are shown."""
    return jump_limits(yearly, _detail(scope, facts), found, others=None if scope.sectors else facts.other_zones)


def _void(scope: Scope, sectors: Sequence[str]) -> Block:
    """What stands where the zone’s chart by year would: its message and what should be supplied."""
    message = wording.zone_message(scope.zone_name, sectors, [], (scope.last, None), None)
    title = wording.zone_title(scope.zone_name, scope.sector_names)
    return Block(_KEY, title, message, void=wording.zone_void(scope.zone_name, sectors))


def _index(scope: Scope, facts: Facts, yearly: pd.DataFrame, found: Sequence[Crossing], title: str) -> Block:
    """Message, chart and table of the index, which starts anew after each break."""
    first, last = int(yearly["annee"].min()), int(yearly["annee"].max())
    drawn = index_hundred(yearly, facts.zone_ruptures).dropna(subset=["base"])
    first_facts = drawn.drop_duplicates("annee").set_index("annee")[FACT]
    drawn = drawn.assign(
        fait=[
            joined([own, first_facts.get(base)], INDEX) for own, base in zip(drawn[FACT], drawn["base"], strict=True)
        ],
        nom=[shared.based("", base) for base in drawn["base"]] if drawn["base"].nunique() > 1 else "",
        couleur=theme.US,
        troncon=stretches(drawn, facts.zone_ruptures),
        annee_texte=drawn["annee"].astype(str),
        base_texte=drawn["base"].astype(str),
        survol=[
            shared.hover(row["nom_court"], int(row["annee"]), row["mesure"], *shared.units("indice", row["base"], ""))
            for row in drawn.to_dict("records")
        ],
    )
    end = drawn[drawn["annee"] == last].iloc[-1]
    opened = [CAUSES[item.cause] for item in found if item.year == int(end["base"])]
    columns = (
        TableColumn("annee_texte", shared.YEAR),
        TableColumn("valeur", wording.CREATED_ESTABLISHMENTS, "nombre"),
        TableColumn("mesure", wording.INDEX, "nombre", formats.NOT_COMPUTABLE),
        TableColumn("base_texte", wording.BASE),
    )
    subject = wording.zone_subject(scope.zone_name, scope.sector_names)
    return Block(
        _KEY,
        title,
        shared.index_message(subject, int(end["base"]), last, end["mesure"], opened),
        figure=creations_lines.lines(drawn, from_zero=False, breaks=marks(found, {scope.zone_id: ""})),
        table=Table(drawn, columns, shared.caption(title, first, last)),
    )


def _counts(scope: Scope, facts: Facts, yearly: pd.DataFrame, found: Sequence[Crossing], title: str) -> Block:
    """Message, chart and table of the counts."""
    first, last = int(yearly["annee"].min()), int(yearly["annee"].max())
    drawn = yearly.assign(
        mesure=yearly["valeur"],
        annee_texte=yearly["annee"].astype(str),
        survol=[
            shared.hover(row["nom_court"], int(row["annee"]), row["valeur"], wording.ESTABLISHMENTS)
            for row in yearly.to_dict("records")
        ],
    )
    columns = (
        TableColumn("annee_texte", shared.YEAR),
        TableColumn("valeur", wording.CREATED_ESTABLISHMENTS, "nombre"),
    )
    return Block(
        _KEY,
        title,
        _zone_message(scope, facts, Points.of(yearly, facts.zone_ruptures), first, last),
        figure=figures.years(drawn, marks(found, {scope.zone_id: ""})),
        table=Table(drawn, columns, shared.caption(title, first, last)),
    )


def _years_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    yearly = _yearly(scope, facts)
    if yearly["valeur"].isna().all():
        return _void(scope, scope.sector_names)
    found = crossings(yearly, facts.zone_ruptures)
    indexed = scope.measure == "indice" and several_years(yearly)
    unmet = {"pour-1000": [wording.NO_ZONE_POPULATION], "indice": [] if indexed else [shared.ONE_YEAR]}
    title = wording.zone_title(scope.zone_name, scope.sector_names)
    draw, title = (_index, shared.titled(title, "indice")) if indexed else (_counts, title)
    return replace(
        draw(scope, facts, yearly, found, title),
        sources=sources(read, facts.establishments, cited(facts.documented, found)),
        limits=(
            *unmet.get(scope.measure, []),
            *break_limits(found, {scope.zone_id: ""}, break_wording.RESTARTED if indexed else break_wording.COUNTED),
            *_jumps(scope, facts, yearly, found),
            *([perimeter_wording.ONLY_EPCI] if scope.constant else []),
            *_split_limit(scope, facts),
            *facts.note(queries.ETABLISSEMENTS),
        ),
        height=figures.YEARS_HEIGHT,
        wide=len(scope.sectors) == 1,
    )


def _detail(scope: Scope, facts: Facts) -> pd.DataFrame:
    """Published values of the sectors looked at, without their whole."""
    frame, chosen = facts.establishments, [sector for sector, _ in scope.sectors]
    detail = frame[frame["secteur_id"].isin(chosen) if chosen else frame["secteur_id"] != queries.ENSEMBLE]
    return detail.dropna(subset=["secteur_id", "valeur"])


def _sectors(detail: pd.DataFrame, first: int, last: int, compare: Compare) -> pd.DataFrame:
    """One row a sector, largest first.  Columns secteur_id, secteur, nom, avant, maintenant, evolution (%), fait."""
    wide = detail.pivot(index=["secteur_id", "secteur"], columns="annee", values="valeur")
    result = pd.DataFrame({"maintenant": wide[last], "avant": wide[first]}).reset_index()
    ends = detail[detail["annee"].isin([first, last])]
    growth = evolution.growths(result["avant"], result["maintenant"], compare(str(first), str(last)))
    result["evolution"] = growth if first < last else float("nan")
    told = ends.groupby("secteur_id")[FACT].agg(lambda own: joined(own, CHANGE if first < last else ""))
    result[FACT] = result["secteur_id"].map(told)
    result["nom"] = [short_sector(str(row.secteur_id), str(row.secteur)) for row in result.itertuples()]
    return result.sort_values("maintenant", ascending=False, kind="stable", na_position="last").reset_index(drop=True)


def _sectors_message(sectors: pd.DataFrame, first: int, last: int, total: float | None) -> str:
    lines = sectors.to_dict("records")
    share = None if formats.is_missing(lines[0]["maintenant"]) else evolution.share(lines[0]["maintenant"], total)
    if share is None:
        return wording.no_total(last)
    rising = [line for line in lines if not formats.is_missing(line["evolution"]) and line["evolution"] > 0]
    best = max(rising, key=lambda line: float(line["evolution"]), default=None)
    return wording.sector_message(
        (lines[0]["nom"], share),
        None if best is None else (best["nom"], best["avant"], best["maintenant"]),
        first,
        last,
    )


def _sectors_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    detail = _detail(scope, facts)
    if detail.empty:
        title = wording.sectors_title(scope.zone_name, scope.first, scope.last)
        void = wording.sectors_void(scope.zone_name)
        return Block("etablissements-secteurs", title, wording.no_sector(scope.zone_name), void=void)
    last = int(detail["annee"].max())
    compare = histories(detail, facts.zone_ruptures)[scope.zone_id].refusal
    years = sorted({str(year) for year in detail["annee"]})
    first = int(comparable_since(years, compare) or last)
    several_years = first < last
    sectors = _sectors(detail, first, last, compare)
    records = sectors.to_dict("records")
    drawn = sectors.assign(
        couleur=theme.US,
        mesure=sectors["maintenant"],
        repere=sectors["avant"] if several_years else float("nan"),
        texte=[wording.then_now(row["avant"] if several_years else None, row["maintenant"]) for row in records],
        survol=[wording.hover_sector(row["nom"], first, last, row["avant"], row["maintenant"]) for row in records],
    )
    columns = [TableColumn("secteur", wording.SECTOR), TableColumn("maintenant", str(last), "nombre")]
    if several_years:
        columns[1:1] = [TableColumn("avant", str(first), "nombre")]
        columns.append(TableColumn("evolution", wording.CHANGE, "pourcent", formats.NOT_COMPUTABLE))
    title = wording.sectors_title(scope.zone_name, first, last)
    limits = [shared.NOT_MEASURED] if scope.measure != "nombre" else []
    wanted = int(years[0])
    apart = compare(years[0], str(last)) if first > wanted else None
    if apart is not None:
        limits.append(break_wording.since_break(first if several_years else None, wanted, cuts(apart)))
    limits += [perimeter_wording.ONLY_EPCI] if scope.constant else []
    return Block(
        key="etablissements-secteurs",
        title=title,
        message=_sectors_message(sectors, first, last, _total(scope, facts, last)),
        figure=figures.rows(drawn, float(sectors[["maintenant", "avant"]].max().max())),
        table=Table(sectors, tuple(columns), shared.caption(title, first, last)),
        sources=sources(read, facts.establishments),
        limits=(*limits, wording.SHARE_OF_ALL),
        height=figures.rows_height(len(drawn)),
    )


def zone_blocks(read: Reader, scope: Scope, facts: Facts) -> tuple[Block, ...]:
    """Establishments of the zone by year, then by sector; one void when nothing is known."""
    if facts.establishments.empty:
        return (_void(scope, []),)
    years = _years_block(read, scope, facts)
    # A single sector is the chart by year already.
    return (years,) if len(scope.sectors) == 1 else (years, _sectors_block(read, scope, facts))
